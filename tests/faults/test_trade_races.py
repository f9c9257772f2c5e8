"""Two hands on one request, one order, one delivery: exactly one gets it, the other is told."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db.models import Model

from runwright.journal.models import Entry
from runwright.kernel.transitions import WrongState
from runwright.production.errors import NothingToMake
from runwright.production.services.sales import order_create_for_sales
from runwright.purchasing import services as buying
from runwright.purchasing.errors import (
    MoreThanOrdered,
    NotExpecting,
    NothingLeftToOrder,
    NothingToRequest,
    PurchaseLineNotFound,
    RequestLineNotFound,
)
from runwright.purchasing.models import PurchaseOrder, PurchaseRequest, ReceiptLine
from runwright.reports.doctor import examine
from runwright.sales.errors import NotConfirmed, SalesLineNotFound
from runwright.sales.services import sales_line_remove, sales_order_create
from tests.faults.crowd import at_once, made, refusals
from tests.purchasing.conftest import Buyer, buying_plant
from tests.sales.conftest import selling_plant
from tests.stories.plant import D

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def buyer() -> Buyer:
    return buying_plant()


def healthy() -> bool:
    return [str(complaint) for complaint in examine()] == []


def one_wins(work: Callable[[], object], *told: type, crowd: int = 4) -> None:
    answers = at_once([work] * crowd)
    assert len(list(made(answers))) == 1
    assert {type(refusal) for refusal in refusals(answers)} <= set(told)
    assert healthy()


def test_many_press_the_shortage_button(buyer: Buyer) -> None:
    order = buyer.short_order()
    one_wins(lambda: buyer.request(order), NothingToRequest)
    assert PurchaseRequest.objects.get().lines.get().quantity == D(4)


def test_many_approve(buyer: Buyer) -> None:
    key = buyer.request(buyer.short_order()).id
    one_wins(lambda: buying.request_approve(request_id=key, actor=buyer.plant.actor), WrongState)


def test_many_order_one_request(buyer: Buyer) -> None:
    request = buyer.approved(buyer.short_order())
    one_wins(lambda: buyer.drafted(request), NothingLeftToOrder)
    assert PurchaseOrder.objects.count() == 1


def test_many_receive_the_same_goods(buyer: Buyer) -> None:
    order = buyer.ordered(buyer.approved(buyer.short_order()))
    one_wins(lambda: buyer.receive(order, D(4)), NotExpecting, MoreThanOrdered)
    assert ReceiptLine.objects.count() == 1 and buyer.plant.stored("BOLT") == D(10)


def test_many_correct_receipts_of_one_line(buyer: Buyer) -> None:
    order = buyer.ordered(buyer.approved(buyer.short_order()))
    facts = [buyer.receive(order, D(1)).lines.get() for _ in range(4)]
    answers = at_once([partial(buyer.correct, fact) for fact in facts])
    assert len(list(made(answers))) == 4
    assert order.lines.get().received == order.lines.get().supply.received == D(0)
    assert healthy()


def test_one_receives_while_others_correct(buyer: Buyer) -> None:
    order = buyer.ordered(buyer.approved(buyer.short_order()))
    facts = [buyer.receive(order, D(1)).lines.get() for _ in range(2)]
    come = partial(buyer.receive, order, D(1))
    answers = at_once([come, *(partial(buyer.correct, fact) for fact in facts), come])
    assert len(list(made(answers))) == 4
    assert (order.lines.get().received, buyer.plant.stored("BOLT")) == (D(2), D(8))
    assert healthy()


def test_some_change_a_line_of_a_request_while_one_removes_it(buyer: Buyer) -> None:
    for _ in range(4):
        line = buyer.request(buyer.short_order()).lines.get()
        change = partial(buying.request_line_change, line_id=line.id, quantity=D(3))
        remove = partial(buying.request_line_remove, line_id=line.id)
        removed_for_good(buyer, line, change, remove, RequestLineNotFound)


def test_some_change_a_line_of_an_order_while_one_removes_it(buyer: Buyer) -> None:
    for _ in range(4):
        line = buyer.drafted(buyer.approved(buyer.short_order())).lines.get()
        change = partial(buying.purchase_line_change, line_id=line.id, quantity=D(12))
        remove = partial(buying.purchase_line_remove, line_id=line.id)
        removed_for_good(buyer, line, change, remove, PurchaseLineNotFound)


def removed_for_good(
    buyer: Buyer,
    line: Model,
    change: Callable[..., object],
    remove: Callable[..., object],
    told: type,
) -> None:
    works = [change, remove, change, change]
    answers = at_once([partial(work, actor=buyer.plant.actor) for work in works])
    assert {type(refusal) for refusal in refusals(answers)} <= {told}
    assert not type(line).objects.filter(id=line.id).exists() and healthy()


def test_many_deliver_the_same_goods() -> None:
    seller = selling_plant()
    seller.plant.receive("FRAME", D(10))
    sale = seller.confirmed(10)
    one_wins(lambda: seller.deliver(sale, 10), NotConfirmed)
    assert seller.plant.stored("FRAME") == D(0)


def test_many_correct_deliveries_of_one_line() -> None:
    seller = selling_plant()
    seller.plant.receive("FRAME", D(10))
    sale = seller.confirmed(10)
    lines = [seller.deliver(sale, 1).lines.get() for _ in range(4)]
    answers = at_once([partial(seller.correct, line) for line in lines])
    assert len(list(made(answers))) == 4
    assert sale.lines.get().delivered == sale.lines.get().need.served == D(0)
    assert seller.plant.claimed("FRAME") == seller.plant.stored("FRAME") == D(10)
    assert healthy()


def test_many_send_the_order_of_another_channel() -> None:
    seller = selling_plant()
    draft = seller.draft(channel="webshop", external_reference="W-1")
    answers = at_once([lambda: sales_order_create(draft=draft, actor=seller.plant.actor)] * 4)
    assert len({order.id for order in made(answers)}) == 1 and not refusals(answers)


def test_many_make_what_is_sold() -> None:
    seller = selling_plant()
    key = seller.confirmed(10).lines.get().id
    one_wins(lambda: order_create_for_sales(line_id=key, actor=seller.plant.actor), NothingToMake)


def test_many_take_off_one_line() -> None:
    seller = selling_plant()
    line = seller.estimate().lines.get()
    remove = partial(sales_line_remove, line_id=line.id, actor=seller.plant.actor)
    one_wins(remove, SalesLineNotFound)
    assert Entry.objects.filter(verb="sales_order.remove_line").count() == 1
