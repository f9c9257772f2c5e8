"""Work that a supplier does: requested once, received at its price, a cost of the order."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from runwright.costing.variance import Cause
from runwright.engineering.errors import NotAService
from runwright.engineering.services import OperationDraft
from runwright.kernel.errors import GuardFailed
from runwright.partners.models import Supplier
from runwright.partners.services import supplier_create
from runwright.production.models import Order
from runwright.production.selectors.costs import order_cost
from runwright.production.selectors.previews import order_preview
from runwright.production.selectors.variances import order_waterfall
from runwright.production.services import (
    OrderDraft,
    order_edit,
    order_finish,
    order_plan,
    step_change,
)
from runwright.purchasing.errors import NothingToRequest
from runwright.purchasing.models import PurchaseRequest
from runwright.purchasing.services import (
    Arrival,
    Terms,
    purchase_order_from_requests,
    purchase_order_send,
    receipt_record,
    request_approve,
    request_for_shortage,
    supplier_item_set,
)
from runwright.reports.doctor import examine
from tests.stories.plant import D, Plant, empty_plant

pytestmark = pytest.mark.django_db


@dataclass
class Works:
    """Hooks that are cut here and zinc-coated by a supplier."""

    plant: Plant
    zinc: Supplier

    def need(self, order: Order) -> int:
        return self.plant.line(order, "ZINCING").need_id

    def request(self, order: Order) -> PurchaseRequest:
        return request_for_shortage(need_ids=[self.need(order)], actor=self.plant.actor)

    def coated(self, request: PurchaseRequest, quantity: D) -> None:
        """The supplier was asked, and sends a bill."""
        actor = self.plant.actor
        request_approve(request_id=request.id, actor=actor)
        bought = purchase_order_from_requests(
            supplier_id=self.zinc.id, request_ids=[request.id], actor=actor
        )
        purchase_order_send(order_id=bought.id, actor=actor)
        arrival = Arrival(line_id=bought.lines.get().id, quantity=quantity)
        receipt_record(order_id=bought.id, arrivals=[arrival], actor=actor)


def coating(plant: Plant, zinc: Supplier, service: str = "ZINCING", **more: object):
    more = {"is_external": True, "supplier_id": zinc.id, "unit_price": D("1.20")} | more
    return OperationDraft(
        "Coat", plant.centres["COAT"].id, service_id=plant.items[service].id, **more
    )


@pytest.fixture
def works(db: None) -> Works:
    plant = empty_plant()
    for code in ("CUT", "COAT"):
        plant.centre(code)
    plant.item("ZINCING", kind="service", supply="buy")
    plant.item("HOOK", kind="product", supply="make")
    zinc = supplier_create(code="ZINC", name="Zinc works", actor=plant.actor)
    terms = Terms(price=D("1.30"), lead_time_days=2, is_preferred=True)
    supplier_item_set(
        supplier_id=zinc.id, item_id=plant.items["ZINCING"].id, terms=terms, actor=plant.actor
    )
    cut = OperationDraft("Cut", plant.centres["CUT"].id, cycle_minutes=D(1))
    plant.recipe("HOOK", plant.routing("HOOK", cut, coating(plant, zinc)), [])
    yield Works(plant, zinc)
    assert [str(complaint) for complaint in examine()] == []


def test_the_service_is_needed_once_for_each_piece(works: Works) -> None:
    preview = order_preview(
        draft=OrderDraft(item_id=works.plant.items["HOOK"].id, quantity=D(10)),
        actor=works.plant.actor,
    )
    assert [(one.item.code, one.need, one.short) for one in preview.lines] == [
        ("ZINCING", D(10), D(10))
    ]
    assert preview.cost["material"] == D(12)
    order = works.plant.confirmed("HOOK", D(10))
    assert works.request(order).lines.get().quantity == D(10)
    with pytest.raises(NothingToRequest):
        works.request(order)


def test_what_the_supplier_bills_is_a_cost_of_the_order(works: Works) -> None:
    plant = works.plant
    order = plant.planned("HOOK", D(10))
    plant.report(order, "Cut", firsts=D(10))
    works.coated(works.request(order), D(10))
    plant.report(order, "Coat", firsts=D(9), waste=D(1))
    assert plant.line(order, "ZINCING").consumed == D(10)
    order_finish(order_id=order.id, actor=plant.actor)
    order = Order.objects.get(id=order.id)
    cost = order_cost(order=order, actor=plant.actor)
    assert (cost.planned["material"], cost.actual["material"]) == (D(12), D(13))
    found = order_waterfall(order=order, actor=plant.actor)
    bars = {cause: amount for cause, amount in found.bars if amount}
    assert bars[Cause.PRICE] == D(1)
    assert found.standard + sum(bars.values()) == found.actual == order.cost


def test_an_order_is_not_done_before_the_bill_is_in(works: Works) -> None:
    plant = works.plant
    order = plant.planned("HOOK", D(10))
    plant.report(order, "Cut", firsts=D(10))
    plant.report(order, "Coat", firsts=D(10))
    assert plant.line(order, "ZINCING").owed == D(10)
    with pytest.raises(GuardFailed, match="ZINCING"):
        order_finish(order_id=order.id, actor=plant.actor)


def test_the_service_follows_the_quantity_of_the_order(works: Works) -> None:
    order = works.plant.confirmed("HOOK", D(10))
    order_edit(order_id=order.id, quantity=D(12), reason="more", actor=works.plant.actor)
    assert works.plant.line(order, "ZINCING").need.quantity == D(12)
    order_plan(order_id=order.id, override="it will come", actor=works.plant.actor)


def test_work_outside_takes_its_lead_time_whatever_changes(works: Works) -> None:
    plant = works.plant
    plant.centre("DIP", cost_per_hour=D(30))
    plant.item("RING", kind="product", supply="make")
    cut = OperationDraft("Cut", plant.centres["CUT"].id, cycle_minutes=D(1))
    coat = coating(plant, works.zinc, lead_time_days=5, setup_minutes=D(10), cycle_minutes=D(3))
    plant.recipe("RING", plant.routing("RING", cut, coat), [])
    order = plant.planned("RING", D(10))
    plant.report(order, "Cut", firsts=D(1))
    order_edit(order_id=order.id, quantity=D(12), reason="more", actor=plant.actor)
    step_change(
        work_order_id=plant.work(order, "Coat").id,
        work_centre_id=plant.centres["DIP"].id,
        reason="nearer",
        actor=plant.actor,
    )
    coat = plant.work(order, "Coat")
    assert coat.planned_end - coat.planned_start == timedelta(days=5)
    assert (coat.expected_minutes, coat.machine_rate, coat.labour_rate) == (5 * 24 * 60, 0, 0)
    assert Order.objects.get(id=order.id).planned_end == coat.planned_end


@pytest.mark.parametrize("wrong", [{"service": "HOOK"}, {"is_external": False}])
def test_only_a_bought_service_is_bought_for_work_outside(works: Works, wrong: dict) -> None:
    with pytest.raises(NotAService):
        works.plant.routing("HOOK", coating(works.plant, works.zinc, **wrong))
