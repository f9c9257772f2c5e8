"""Orders made for what was sold: by a button, or by themselves where the company says so."""

import pytest

from runwright.company.services import company_set
from runwright.journal.readers import cursor_reset
from runwright.production.errors import NothingToMake, NotPromised
from runwright.production.models import Order, SalesLink
from runwright.production.selectors.costs import order_cost, price_of
from runwright.production.selectors.sales import Progress, sales_progress
from runwright.production.services import (
    order_cancel,
    order_confirm,
    order_edit,
    order_finish,
    order_plan,
    order_split,
)
from runwright.production.services.sales import READER, order_create_for_sales, sales_read
from runwright.reports.doctor import examine
from runwright.sales.models import SalesOrder
from runwright.sales.services import SalesLineDraft, sales_line_change
from runwright.stock.models import Claim
from runwright.stock.services import warehouse_create
from tests.sales.conftest import Seller, selling_plant
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


@pytest.fixture
def seller(db: None) -> Seller:
    return selling_plant()


def make(seller: Seller, sale: SalesOrder, **more: object) -> Order:
    line = sale.lines.get()
    return order_create_for_sales(line_id=line.id, actor=seller.plant.actor, **more)


def progress(seller: Seller, sale: SalesOrder) -> Progress:
    line = sale.lines.get()
    return sales_progress(line_ids=[line.id], actor=seller.plant.actor)[line.id]


def test_what_is_not_made_yet_is_proposed(seller: Seller) -> None:
    sale = seller.confirmed(10)
    first = make(seller, sale, quantity=D(4))
    assert first.deadline.date() == sale.promised_on
    second = make(seller, sale)
    assert (second.quantity, progress(seller, sale).proposed) == (D(6), D(0))
    with pytest.raises(NothingToMake):
        make(seller, sale)
    order_cancel(order_id=first.id, reason="no", actor=seller.plant.actor)
    assert progress(seller, sale).proposed == D(4)
    assert [str(complaint) for complaint in examine()] == []


def test_who_wants_less_after_the_order_was_made_gets_the_rest_as_stock(seller: Seller) -> None:
    sale = seller.confirmed(10)
    make(seller, sale)
    line = sale.lines.get()
    sales_line_change(line_id=line.id, quantity=D(6), actor=seller.plant.actor)
    assert progress(seller, sale).proposed == D(0)
    assert [str(complaint) for complaint in examine()] == []


def test_a_draft_that_changes_is_expected_as_it_is(seller: Seller) -> None:
    order = make(seller, seller.confirmed(10))
    attic = warehouse_create(code="ATTIC", name="Attic", actor=seller.plant.actor)
    order_edit(order_id=order.id, quantity=D(6), actor=seller.plant.actor)
    assert Order.objects.get(id=order.id).supply.quantity == D(6)
    order_edit(order_id=order.id, goods_warehouse_id=attic.id, actor=seller.plant.actor)
    supply = Order.objects.get(id=order.id).supply
    assert (supply.warehouse, supply.quantity, supply.closed_at) == (attic, D(6), None)
    assert [str(complaint) for complaint in examine()] == []


def test_nothing_is_made_for_an_estimate(seller: Seller) -> None:
    with pytest.raises(NotPromised):
        make(seller, seller.estimate())


def test_the_line_says_how_far_it_is(seller: Seller) -> None:
    actor = seller.plant.actor
    sale = seller.confirmed(10)
    assert progress(seller, sale).stage == "none"
    order = make(seller, sale)
    assert progress(seller, sale).stage == "planned"
    order_confirm(order_id=order.id, actor=actor)
    order_plan(order_id=order.id, actor=actor)
    assert Claim.objects.get(supply__isnull=False).quantity == D(10)
    seller.plant.report(order, "Weld", firsts=D(10))
    assert progress(seller, sale).stage == "in_progress"
    order_finish(order_id=order.id, actor=actor)
    assert (progress(seller, sale).stage, progress(seller, sale).firsts) == ("done", D(10))
    assert seller.plant.claimed("FRAME") == D(10)
    seller.deliver(sale, 10)
    assert progress(seller, sale).stage == "delivered"
    assert [str(complaint) for complaint in examine()] == []


def test_a_split_order_and_its_part_make_what_the_line_needs_once(seller: Seller) -> None:
    actor = seller.plant.actor
    sale = seller.confirmed(100)
    order = make(seller, sale)
    order_confirm(order_id=order.id, actor=actor)
    part = order_split(order_id=order.id, keep=D(60), reason="urgent", actor=actor)
    links = SalesLink.objects.filter(line__order=sale).order_by("order_id")
    assert [(link.order, link.quantity) for link in links] == [(order, D(60)), (part, D(40))]
    assert Claim.objects.get(supply=part.supply).quantity == D(40)
    order_plan(order_id=order.id, actor=actor)
    seller.plant.report(order, "Weld", firsts=D(60))
    order_finish(order_id=order.id, actor=actor)
    assert progress(seller, sale).proposed == D(0)
    company_set(actor=actor, orders_from_sales=True)
    assert sales_read(actor=actor) == 0
    order_plan(order_id=part.id, actor=actor)
    seller.plant.report(part, "Weld", firsts=D(40))
    order_finish(order_id=part.id, actor=actor)
    assert progress(seller, sale).firsts == seller.plant.claimed("FRAME") == D(100)
    assert [str(complaint) for complaint in examine()] == []


def test_a_part_is_made_for_no_more_than_it_makes(seller: Seller) -> None:
    actor = seller.plant.actor
    sale = seller.confirmed(100)
    order = make(seller, sale)
    order_confirm(order_id=order.id, actor=actor)
    order_edit(order_id=order.id, quantity=D(50), actor=actor)
    part = order_split(order_id=order.id, keep=D(30), reason="urgent", actor=actor)
    assert (order.sales_links.get().quantity, part.sales_links.get().quantity) == (D(30), D(20))
    assert progress(seller, sale).proposed == D(50)
    assert [str(complaint) for complaint in examine()] == []


def test_the_margin_is_against_what_was_agreed(seller: Seller) -> None:
    line = SalesLineDraft(seller.plant.items["FRAME"].id, D(10), price=D(40))
    order = make(seller, seller.confirmed(lines=(line,)))
    assert price_of(order=order) == D(40)
    unsold = seller.plant.order("FRAME", D(1))
    assert price_of(order=unsold) == D(50)
    assert order_cost(order=order, actor=seller.plant.actor).margin is None


def test_orders_make_themselves_only_where_the_company_says_so(seller: Seller) -> None:
    actor = seller.plant.actor
    sale = seller.confirmed(10)
    assert sales_read(actor=actor) == 0 and not Order.objects.exists()
    company_set(actor=actor, orders_from_sales=True)
    assert sales_read(actor=actor) == 1
    assert sales_read(actor=actor) == 0
    cursor_reset(reader=READER)
    assert sales_read(actor=actor) == 0
    assert SalesLink.objects.get().line == sale.lines.get()
