"""Words that are scripts, in every field: no page runs them, no file is taken for a page."""

import pytest
from django.conf import settings

from runwright.engineering.models import Bom
from runwright.production.models import Order, Run
from runwright.production.services.lives import order_plan
from tests.web.conftest import session_of
from tests.web.floor_shop import floor_shop
from tests.web.payloads import WATCH, payloads_write
from tests.web.shop import OURSELVES
from tests.web.test_pages import PATHS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FLOOR = [
    "/runs", "/runs/{run}", "/runs/{run}/flow", "/runs/new", "/batches", "/batches/{batch}",
    "/batches/{batch}/flow", "/batches/{batch}/trace", "/stations", "/devices", "/scan-inbox",
    "/print-jobs", "/settings/printers", "/my-work", "/reports/oee", "/reports/capacity",
    "/orders/{order}/batches", "/settings/webhooks",
]  # fmt: skip
FILES = [
    "/lists/items.csv", "/lists/items.xlsx", "/lists/orders.csv", "/lists/journal.csv",
    "/lists/batches.xlsx", "/orders/{order}/traveller.pdf", "/runs/{run}/flow.xlsx",
]  # fmt: skip


@pytest.fixture
def poisoned(transactional_db):
    """The glove line with a payload wherever a person may write words."""
    floor = floor_shop()
    order = floor.batches[0].order
    planned = order if order.state == "planned" else order_plan(order_id=order.id, actor=OURSELVES)
    ids = {
        "order": order.id, "work": planned.work_orders.first().id, "run": Run.objects.get().id,
        "batch": floor.batches[0].id, "centre": floor.shop.centre.id, "bom": order.bom_id,
        "machine": floor.shop.machine.id, "operator": floor.shop.operator.id,
        "schedule": floor.shop.centre.schedule_id, "item": order.item_id,
        "routing": order.routing_id,
    }  # fmt: skip
    secret = floor.tablet("Knit")
    assert payloads_write() > 60
    assert "ran()" in Order.objects.get(id=order.id).number + Bom.objects.first().code
    return floor, ids, secret


def test_no_page_runs_what_people_wrote(poisoned, context, live_server, complaints):
    floor, ids, secret = poisoned
    site = str(live_server)
    context.add_init_script(WATCH)
    context.add_cookies([session_of(floor.shop.administrator, site)])
    page, wrong = context.new_page(), []
    for path in [*PATHS, *FLOOR]:
        address = path.format(**ids)
        answer = page.goto(f"{site}{address}")
        if answer.status >= 500:
            wrong.append((address, answer.status))
        for field in page.locator("input:visible, [onmouseover]").all()[:3]:
            field.hover(force=True, timeout=2_000)
        wrong += [(address, "a link is a script")] * page.locator("a[href^='javascript' i]").count()
    context.add_cookies([{"name": settings.STATION_COOKIE_NAME, "value": secret, "url": site}])
    page.goto(f"{site}/station/{floor.stations['Knit']}")
    assert wrong == []
    grave = [said for said in complaints if "payload" in said or "policy" in said.lower()]
    assert grave == []


def test_no_file_is_taken_for_a_page(poisoned, client):
    floor, ids, _secret = poisoned
    client.force_login(
        floor.shop.administrator, backend="django.contrib.auth.backends.ModelBackend"
    )
    for path in FILES:
        answer = client.get(path.format(**ids))
        assert answer.status_code == 200, path
        assert "html" not in answer["Content-Type"], path
        assert answer["X-Content-Type-Options"] == "nosniff", path
