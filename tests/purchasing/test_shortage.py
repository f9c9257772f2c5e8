"""Worked example 10: need 10, on hand 6, request 4, once; after 4 arrive: available."""

import pytest

from runwright.kernel.errors import GuardFailed
from runwright.production.selectors import availability_of
from runwright.production.services import order_cancel, order_plan, order_reopen
from runwright.purchasing.errors import NothingToRequest
from runwright.purchasing.models import PurchaseRequest, RequestNeed
from runwright.purchasing.selectors import (
    on_the_way,
    request_get,
    requests_all,
    shortages_all,
)
from runwright.reports.doctor import examine
from runwright.stock.models import Claim
from runwright.stock.selectors import needs_cover
from tests.purchasing.conftest import Buyer
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


def availability(buyer: Buyer, order: object) -> str:
    need = buyer.need(order)
    return availability_of([needs_cover(needs=[need])[need.id]])


def test_exactly_the_shortfall_is_requested_and_only_once(buyer: Buyer) -> None:
    order = buyer.short_order()
    assert (buyer.plant.claimed("BOLT"), availability(buyer, order)) == (D(6), "partial")
    request = buyer.request(order)
    line = request.lines.get()
    assert (request.state, line.item.code, line.quantity) == ("draft", "BOLT", D(4))
    with pytest.raises(NothingToRequest) as told:
        buyer.request(order)
    assert "BOLT: 4 pcs are requested already." in str(told.value)
    assert PurchaseRequest.objects.count() == 1


def test_the_order_is_available_once_the_goods_are_here(buyer: Buyer) -> None:
    order = buyer.short_order()
    with pytest.raises(GuardFailed):
        order_plan(order_id=order.id, actor=buyer.plant.actor)
    bought = buyer.ordered(buyer.approved(order))
    assert availability(buyer, order) == "expected"
    buyer.receive(bought, D(4))
    assert (availability(buyer, order), buyer.plant.claimed("BOLT")) == ("available", D(10))
    assert order_plan(order_id=order.id, actor=buyer.plant.actor).state == "planned"
    assert [str(complaint) for complaint in examine()] == []


def test_both_sides_know_of_each_other(buyer: Buyer) -> None:
    order = buyer.short_order()
    bought = buyer.ordered(buyer.approved(order))
    need = buyer.need(order)
    (found,) = on_the_way(need_ids=[need.id], actor=buyer.plant.actor)[need.id]
    assert (found.quantity, found.orders[0].line.order) == (D(4), bought)
    line = request_get(request_id=found.request.id, actor=buyer.plant.actor).lines.all()[0]
    assert [link.need.cause for link in line.needs.all()] == [order.number]


def test_several_orders_share_one_line_and_what_is_expected_is_not_short(buyer: Buyer) -> None:
    first, second = buyer.short_order(), buyer.short_order(5)
    request = buyer.request(first, second)
    assert [line.quantity for line in request.lines.all()] == [D(9)]
    third = buyer.short_order(1)
    assert buyer.request(first, third).lines.get().quantity == D(1)


def test_goods_of_another_source_leave_a_request_without_need(buyer: Buyer) -> None:
    order = buyer.short_order()
    request = buyer.request(order)
    order_cancel(order_id=order.id, reason="not wanted", actor=buyer.plant.actor)
    line = request.lines.get()
    assert not RequestNeed.objects.filter(line=line, need__closed_at=None).exists()
    assert requests_all(actor=buyer.plant.actor).get().is_unneeded
    again = buyer.short_order(8)
    assert buyer.request(again) == request, "what is asked for already is taken first"
    assert RequestNeed.objects.get(need=buyer.need(again)).quantity == D(2)


def test_an_order_that_goes_back_to_draft_leaves_its_request(buyer: Buyer) -> None:
    order = buyer.short_order()
    request = buyer.request(order)
    order_reopen(order_id=order.id, actor=buyer.plant.actor)
    assert request.lines.get().quantity == D(4)
    assert not RequestNeed.objects.exists()
    assert [str(complaint) for complaint in examine()] == []


def test_the_screen_of_shortages_counts_what_is_under_way(buyer: Buyer) -> None:
    order = buyer.short_order()
    row = shortages_all(actor=buyer.plant.actor).get()
    assert (row.lacking, row.requested, row.expected, row.open) == (D(4), D(0), D(0), D(4))
    assert row.supplier == "NEAR"
    request = buyer.approved(order)
    row = shortages_all(actor=buyer.plant.actor).get()
    assert (row.requested, row.open) == (D(4), D(0))
    bought = buyer.ordered(request)
    row = shortages_all(actor=buyer.plant.actor).get()
    assert (row.requested, row.expected, row.open) == (D(0), D(4), D(0))
    buyer.receive(bought, D(4))
    assert not shortages_all(actor=buyer.plant.actor).exists()
    assert Claim.objects.filter(supply__isnull=False).count() == 0
