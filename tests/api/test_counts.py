"""How many statements each step of an order's life takes, whatever the order holds."""

import json
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.mill import sock_mill

COUNTS = Path(__file__).resolve().parents[1] / "reports" / "query_counts.json"
BRIEF = {"Prefer": "return=minimal"}


def test_each_step_takes_as_many_statements_as_were_counted(admin):
    mill = sock_mill(admin)
    counted: dict[str, int] = {}

    @contextmanager
    def step(name: str):
        with CaptureQueriesContext(connection) as asked:
            yield
        counted[name] = len(asked)

    def post(path: str, body: object = None) -> None:
        assert admin.post(path, body, **BRIEF).status_code < 300, path

    with step("create"):
        body = {"item_id": mill["SOCK"], "quantity": "100"}
        order = admin.post("/orders", body, **BRIEF).json()["id"]
    with step("confirm"):
        post(f"/orders/{order}/confirmation")
    with step("plan"):
        post(f"/orders/{order}/planning")
    with step("show"):
        shown = admin.got(f"/orders/{order}")
    with step("issue"):
        post(f"/orders/{order}/material-issue")
    for work in shown["work_orders"]:
        with step("complete"):
            post(f"/work-orders/{work['id']}/reports", {"firsts": "100"})
    with step("finish"):
        post(f"/orders/{order}/finish")
    assert counted == json.loads(COUNTS.read_text())["order life"]
