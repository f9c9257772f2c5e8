"""Correcting what is done, and taking a part of a report back, on pages."""

from datetime import timedelta

import pytest

from runwright.catalog.services import item_create
from runwright.engineering.models import ByProduct
from runwright.journal.clock import now
from runwright.production.models import Order, TimeBooking, WorkOrder
from runwright.production.services import (
    ReportDraft,
    order_confirm,
    order_finish,
    order_plan,
    work_report,
)
from runwright.reports.doctor import examine
from tests.web.shop import OURSELVES, D, shop_open
from tests.web.test_order_features import entered

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    shop = shop_open()
    order_confirm(order_id=shop.order.id, actor=OURSELVES)
    order_plan(order_id=shop.order.id, override="now", actor=OURSELVES)
    yield shop
    assert [str(complaint) for complaint in examine()] == []


@pytest.fixture
def client(shop):
    return entered(shop.manager)


@pytest.fixture
def done(shop):
    for work in WorkOrder.objects.filter(order=shop.order).order_by("sequence"):
        work_report(work_order_id=work.id, draft=ReportDraft(firsts=D(120)), actor=OURSELVES)
    return order_finish(order_id=shop.order.id, actor=OURSELVES)


def test_pieces_of_a_done_order_are_counted_in_another_grade(shop, client, done):
    home, last = f"/orders/{done.id}/corrections", done.work_orders.latest("sequence")
    path = f"{home}/output/{last.id}"
    given = {"source": "firsts", "target": "seconds", "quantity": "20", "reason": "a second look"}
    client.post(path, given)
    done.refresh_from_db()
    assert (done.firsts, done.seconds, done.received) == (100, 20, 120)
    assert "a second look" in client.get(home).content.decode()
    assert client.post(path, given | {"quantity": "0"}).status_code == 422
    assert client.post(path, given | {"source": "silk"}).status_code == 422


def test_material_of_a_done_order_is_corrected_both_ways(shop, client, done):
    line, cost = done.materials.get(), Order.objects.get(id=done.id).cost
    home = f"/orders/{done.id}/corrections"
    assert client.get(home).status_code == 200
    path = f"{home}/materials/{line.id}"
    client.post(path, {"quantity": "2", "reason": "found under the bench"})
    more = Order.objects.get(id=done.id).cost
    assert more > cost
    shown = client.get(home).content.decode()
    assert "found under the bench" in shown
    client.post(path, {"quantity": "-2", "reason": "no, it was there"})
    assert Order.objects.get(id=done.id).cost == cost
    assert client.post(path, {"quantity": "1", "reason": ""}).status_code == 422


def test_time_is_booked_late_and_taken_back(shop, client, done):
    home, end = f"/orders/{done.id}/corrections", now() - timedelta(minutes=1)
    work = WorkOrder.objects.filter(order=done).first()
    said = {
        "work_order_id": work.id,
        "operator_id": shop.operator.id,
        "kind": "run",
        "started_at": f"{end - timedelta(hours=2):%Y-%m-%dT%H:%M}",
        "ended_at": f"{end - timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "reason": "forgotten",
    }
    before = Order.objects.get(id=done.id).cost
    answer = client.post(home, said | {"reason": ""})
    assert answer.status_code == 422
    assert client.post(home, said).status_code == 302
    assert Order.objects.get(id=done.id).cost > before
    booking = TimeBooking.objects.latest("started_at")
    client.post(f"{home}/times/{booking.id}", {"reason": "it was another order"})
    assert Order.objects.get(id=done.id).cost == before
    shown = client.get(home).content.decode()
    assert "it was another order" in shown
    assert shown.count("Time undone") == 1


def test_only_who_may_corrects_and_only_what_is_done(shop, client):
    assert (
        "Only an order that is done"
        in client.get(f"/orders/{shop.order.id}/corrections").content.decode()
    )
    assert (
        entered(shop.operator.user).get(f"/orders/{shop.order.id}/corrections").status_code == 403
    )


def test_a_part_of_a_report_is_taken_back(shop, client):
    work = WorkOrder.objects.filter(order=shop.order).order_by("sequence").first()
    draft = ReportDraft(firsts=D(50), seconds=D(4))
    report = work_report(work_order_id=work.id, draft=draft, actor=OURSELVES)
    path = f"/work-orders/{work.id}/reports/{report.id}/reversal"
    assert "Leave the quantities empty" in client.get(f"/work-orders/{work.id}").content.decode()
    client.post(path, {"firsts": "10", "reason": "miscounted"})
    work.refresh_from_db()
    assert (work.firsts, work.seconds) == (D(40), D(4))
    assert client.post(path, {"firsts": "41", "reason": "x"}).status_code == 422
    client.post(path, {"reason": "all of it"})
    work.refresh_from_db()
    assert (work.firsts, work.seconds) == (D(0), D(0))


def test_what_also_comes_out_stands_on_the_order(shop, client):
    unit_id = shop.sock.unit_id
    lint = item_create(code="LINT", name="Lint", kind="part", unit_id=unit_id, actor=OURSELVES)
    ByProduct.objects.create(
        bom=shop.order.bom, position=10, item=lint, unit=lint.unit, quantity=D(1),
        cost_share=D("0.1"),
    )  # fmt: skip
    page = client.get(f"/orders/{shop.order.id}").content.decode()
    assert "What also comes out" in page
    assert page.count(">LINT<") == 1
