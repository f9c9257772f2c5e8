"""A run made from an estimate: gross and net, planned claims, and what becomes of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from runwright.company.selectors import plant_today
from runwright.journal.readers import cursor_reset
from runwright.partners.services import customer_create
from runwright.production import errors
from runwright.production.models import Batch, Order, SalesLink
from runwright.production.selectors.estimates import estimate_preview
from runwright.production.services import order_split
from runwright.production.services.changes import order_edit
from runwright.production.services.components import ComponentDraft, component_add
from runwright.production.services.runs.batches import run_delete
from runwright.production.services.runs.estimates import run_for_estimate
from runwright.production.services.sales import READER, sales_read
from runwright.reports.doctor import examine
from runwright.sales.models import SalesOrder
from runwright.sales.services import (
    SalesLineDraft,
    SalesOrderDraft,
    sales_order_confirm,
    sales_order_create,
    sales_order_edit,
    sales_order_lose,
)
from runwright.stock.models import Claim, Need
from tests.stories.bicycles import bicycle_works
from tests.stories.mill import Mill, fresh
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


@pytest.fixture
def works() -> Mill:
    mill = Mill(bicycle_works(), {})
    mill.station("Tubes", "init", "Assemble")
    mill.plant.receive("TUBE", D(40))
    return mill


@pytest.fixture(autouse=True)
def the_doctor_finds_nothing(works: Mill) -> Iterator[None]:
    yield
    assert [str(complaint) for complaint in examine()] == []


@pytest.fixture
def sale(works: Mill) -> SalesOrder:
    customer = customer_create(code="SHOP", name="Bike shop", actor=works.plant.actor)
    lines = [SalesLineDraft(works.plant.items["BIKE"].id, D(n)) for n in (30, 20)]
    draft = SalesOrderDraft(customer_id=customer.id, lines=lines, promised_on=plant_today())
    return sales_order_create(draft=draft, actor=works.plant.actor)


def firm(code: str) -> set[str]:
    claims = Claim.objects.filter(need__item__code=code).select_related("need__group")
    return {claim.need.group.strength if claim.need.group else "none" for claim in claims}


def wanted(cause: str) -> set[tuple[int, datetime]]:
    """How urgently, and by when, what an order or a sale needs is wanted."""
    return set(Need.objects.filter(cause=cause).values_list("priority", "needed_by"))


def test_the_preview_is_gross_and_net_through_all_levels(works: Mill, sale: SalesOrder) -> None:
    found = estimate_preview(sales_order_id=sale.id, actor=works.plant.actor)
    assert [(one.item.code, one.gross, one.net, one.is_batched) for one in found] == [
        ("BIKE", D(50), D(50), False),
        ("FRAME", D(50), D(40), True),
        ("WHEEL", D(100), D(70), True),
    ]


def test_one_run_with_orders_linked_both_ways(works: Mill, sale: SalesOrder) -> None:
    run = run_for_estimate(sales_order_id=sale.id, actor=works.plant.actor)
    batches = Batch.objects.filter(run=run).order_by("order__item__code")
    assert [(b.order.item.code, b.quantity) for b in batches] == [("FRAME", 40), ("WHEEL", 70)]
    assert {o.state for o in Order.objects.filter(group=sale.group)} == {"planned"}
    links = SalesLink.objects.filter(line__order=sale).order_by("quantity")
    assert [(link.order.item.code, link.quantity) for link in links] == [("BIKE", 20), ("BIKE", 30)]
    assert firm("RIM") == {"planned"}
    with pytest.raises(errors.RunExists):
        run_for_estimate(sales_order_id=sale.id, actor=works.plant.actor)


def test_confirmed_orders_may_take_what_an_estimate_has_claimed(
    works: Mill, sale: SalesOrder
) -> None:
    run_for_estimate(sales_order_id=sale.id, actor=works.plant.actor)
    other = works.plant.confirmed("WHEEL", D(50))
    assert works.plant.claimed("RIM") == D(50)
    assert set(
        Claim.objects.filter(need__item__code="RIM").values_list("need__cause", flat=True)
    ) == {other.number}


def test_a_component_added_for_an_estimate_is_not_claimed_firmly(
    works: Mill, sale: SalesOrder
) -> None:
    run_for_estimate(sales_order_id=sale.id, actor=works.plant.actor)
    bikes = Order.objects.get(item__code="BIKE")
    works.plant.item("BELL", standard_cost=D(2))
    works.plant.receive("BELL", D(50))
    draft = ComponentDraft(works.plant.items["BELL"].id, D(50))
    component_add(order_id=bikes.id, draft=draft, reason="asked for", actor=works.plant.actor)
    assert firm("BELL") == {"planned"}


def test_a_part_of_an_order_of_an_estimate_belongs_to_its_demand(
    works: Mill, sale: SalesOrder
) -> None:
    run_for_estimate(sales_order_id=sale.id, actor=works.plant.actor)
    bikes = Order.objects.get(item__code="BIKE")
    part = order_split(order_id=bikes.id, keep=D(35), reason="later", actor=works.plant.actor)
    links = SalesLink.objects.filter(line__order=sale).order_by("order_id", "line_id")
    assert [(link.order, link.quantity) for link in links] == [
        (bikes, D(30)),
        (bikes, D(5)),
        (part, D(15)),
    ]
    assert part.group == sale.group
    assert firm("SADDLE") == {"planned"}
    sales_order_confirm(order_id=sale.id, actor=works.plant.actor)
    assert firm("SADDLE") == {"firm"}


def test_confirming_the_sale_makes_the_claims_firm(works: Mill, sale: SalesOrder) -> None:
    run_for_estimate(sales_order_id=sale.id, actor=works.plant.actor)
    sales_order_confirm(order_id=sale.id, actor=works.plant.actor)
    assert firm("RIM") == {"firm"}


def test_the_first_scan_makes_the_claims_firm(works: Mill, sale: SalesOrder) -> None:
    run = run_for_estimate(sales_order_id=sale.id, actor=works.plant.actor)
    assert firm("TUBE") == {"planned"}
    works.scan("Tubes", run.batches.get(order__item__code="WHEEL"))
    assert firm("TUBE") == {"firm"}


def test_who_edits_the_sale_leaves_what_a_planner_expedited(works: Mill, sale: SalesOrder) -> None:
    actor = works.plant.actor
    run_for_estimate(sales_order_id=sale.id, actor=actor)
    sales_order_confirm(order_id=sale.id, actor=actor)
    bikes = Order.objects.get(group=sale.group, item__code="BIKE")
    order_edit(order_id=bikes.id, priority=3, actor=actor)
    planned = wanted(cause=bikes.number)
    sales_order_edit(order_id=sale.id, note="call first", actor=actor)
    assert wanted(cause=bikes.number) == planned == {(3, bikes.planned_start)}
    later = plant_today() + timedelta(days=9)
    sales_order_edit(order_id=sale.id, promised_on=later, priority=7, actor=actor)
    assert wanted(cause=bikes.number) == planned
    assert {(priority, at.date()) for priority, at in wanted(cause=sale.number)} == {(7, later)}


def test_a_lost_estimate_lets_a_begun_run_make_to_stock(works: Mill, sale: SalesOrder) -> None:
    run = run_for_estimate(sales_order_id=sale.id, actor=works.plant.actor)
    works.scan("Tubes", run.batches.get(order__item__code="WHEEL"))
    sales_order_lose(order_id=sale.id, reason="too dear", actor=works.plant.actor)
    cursor_reset(reader=READER)
    sales_read(actor=works.plant.actor)
    assert fresh(run).sales_order is None
    assert firm("TUBE") == {"none"}
    assert not SalesLink.objects.exists()


def test_a_run_nobody_began_is_deleted_and_holds_nothing(works: Mill, sale: SalesOrder) -> None:
    run = run_for_estimate(sales_order_id=sale.id, actor=works.plant.actor)
    run_delete(run_id=run.id, actor=works.plant.actor)
    assert fresh(run).state == "cancelled"
    assert not Claim.objects.exists()
    run_for_estimate(sales_order_id=sale.id, actor=works.plant.actor)


def test_nothing_is_made_of_a_confirmed_sale_or_of_what_is_in_stock(
    works: Mill, sale: SalesOrder
) -> None:
    works.plant.receive("BIKE", D(50), unit_cost=D(100))
    with pytest.raises(errors.NothingToRelease):
        run_for_estimate(sales_order_id=sale.id, actor=works.plant.actor)
    sales_order_confirm(order_id=sale.id, actor=works.plant.actor)
    with pytest.raises(errors.OnlyForEstimates):
        run_for_estimate(sales_order_id=sale.id, actor=works.plant.actor)
