"""Reading changes nothing: every GET of the API and every page, as an administrator."""

import re

import pytest
from django.db import connection
from django.test import Client

from runwright.people.models import User
from tests.api.mill import planned_order, sock_mill
from tests.api.shapes import operations
from tests.api.test_fuzz import KEYS

pytestmark = pytest.mark.slow

ELSEWHERE = ("/static", "/api", "/account/2fa/")
"""Not pages; and where a second factor is added, its challenge waits in the person's session."""

WRITTEN = """
SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables
WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""
"""Rows written in this transaction so far, by the database's own count."""


def written() -> dict[str, tuple[int, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return {name: counts for name, *counts in cursor.fetchall()}


@pytest.fixture
def mill(admin):
    mill = sock_mill(admin)
    planned_order(mill)
    report = {"firsts": "10", "held": "1"}
    mill.make("report", f"/work-orders/{mill['Knit']}/reports", **report)
    mill.make("timer", f"/work-orders/{mill['Knit']}/timers", operator_id=mill["ana"])
    mill.make("needle", "/downtime-reasons", code="needle", name="Needle", loss="breakdown")
    mill.make("stop", "/downtimes", machine_id=mill["KNIT-1"], reason_id=mill["needle"])
    return mill


def test_no_get_of_the_api_writes_a_row(mill, admin):
    admin.got("/me")  # that the token was used is noted once in five minutes
    before, statuses = written(), []
    assert before["production_order"]
    for operation in operations():
        if operation.method == "get":
            path = operation.path.removeprefix("/api/v1")
            for one in operation.parameters("path"):
                key = str(mill.ids.get(KEYS.get(one["name"], ""), 1))
                path = path.replace("{" + one["name"] + "}", key)
            statuses.append(admin.get(path).status_code)
    assert written() == before
    assert statuses.count(200) > len(statuses) / 2
    assert max(statuses) < 500


def test_no_page_writes_a_row(mill, admin):
    """From the first page on, along every link that is not a verb."""
    client = Client()
    user = User.objects.get(username="administrator")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/")  # the session is noted once
    before, seen, waiting = written(), set(), ["/"]
    while waiting and len(seen) < 400:
        address = waiting.pop()
        kind = shape_of(address)
        if kind in seen:
            continue
        seen.add(kind)
        response = client.get(address)
        assert response.status_code < 500, address
        assert written() == before, address
        waiting += links(response)
    assert len(seen) > 100


def shape_of(address: str) -> str:
    """Pages of one kind are seen once: keys in the path and queries make no other kind."""
    path = address.partition("?")[0]
    return "/".join("*" if part.isdecimal() else part for part in path.split("/"))


def links(response) -> list[str]:
    if "text/html" not in response.get("Content-Type", ""):
        return []
    found = re.findall(r'href="(/[^"#]*)"', response.content.decode())
    return [one.replace("&amp;", "&") for one in found if not one.startswith(ELSEWHERE)]
