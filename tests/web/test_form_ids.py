"""On a page with several forms every label points at its own field: no id stands there twice."""

from collections import Counter
from html.parser import HTMLParser

import pytest

from runwright.production.models import WorkOrder
from runwright.production.services import (
    ReportDraft,
    order_confirm,
    order_finish,
    order_plan,
    work_report,
)
from tests.web.shop import OURSELVES, D, keys_of, shop_open
from tests.web.test_order_features import entered
from tests.web.test_pages import PATHS

pytestmark = pytest.mark.django_db


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.wanted: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag == "label" and "for" in given:
            self.wanted.add(given["for"])


def faults(client, path):
    """The ids that stand twice on a page, and the labels that point at nothing."""
    answer = client.get(path)
    read = _Ids()
    read.feed(answer.content.decode())
    yield from (f"{path}: {name} twice" for name, times in read.ids.items() if times > 1)
    yield from (f"{path}: a label for {name}" for name in read.wanted - read.ids.keys())


@pytest.fixture
def shop():
    return shop_open()


@pytest.fixture
def ids(shop):
    order_confirm(order_id=shop.order.id, actor=OURSELVES)
    order = order_plan(order_id=shop.order.id, override="now", actor=OURSELVES)
    return keys_of(shop, order)


@pytest.mark.slow
def test_no_id_stands_twice_on_any_page(shop, ids):
    client = entered(shop.administrator)
    found = (faults(client, path.format(**ids)) for path in PATHS)
    assert [fault for page in found for fault in page] == []


def test_no_id_stands_twice_among_the_corrections_of_a_done_order(shop, ids):
    for work in WorkOrder.objects.filter(order=shop.order).order_by("sequence"):
        work_report(work_order_id=work.id, draft=ReportDraft(firsts=D(120)), actor=OURSELVES)
    order_finish(order_id=shop.order.id, actor=OURSELVES)
    client = entered(shop.manager)
    assert list(faults(client, f"/orders/{shop.order.id}/corrections")) == []
    assert list(faults(client, f"/work-orders/{ids['work']}")) == []


def test_a_refused_form_keeps_ids_of_its_own(shop, ids):
    client = entered(shop.manager)
    read = _Ids()
    read.feed(client.post(f"/work-orders/{ids['work']}/bookings", {}).content.decode())
    assert [name for name, times in read.ids.items() if times > 1] == []
