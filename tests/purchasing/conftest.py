"""A plant that buys: one order that is short, two suppliers, and words for what people do."""

from dataclasses import dataclass

import pytest

from runwright.engineering.services import LineDraft, OperationDraft
from runwright.partners.models import Supplier
from runwright.partners.services import supplier_create
from runwright.production.models import Order
from runwright.purchasing.models import PurchaseOrder, PurchaseRequest, Receipt, ReceiptLine
from runwright.purchasing.services import (
    Arrival,
    Terms,
    purchase_order_from_requests,
    purchase_order_send,
    receipt_line_reverse,
    receipt_record,
    request_approve,
    request_for_shortage,
    supplier_item_set,
)
from runwright.stock.models import Need
from runwright.stock.selectors import needs_cover
from runwright.units.selectors import unit_by_code
from tests.stories.plant import D, Plant, empty_plant


@dataclass
class Buyer:
    """Worked example 10 and whom to buy from: need 10 bolts, on hand 6."""

    plant: Plant
    near: Supplier
    far: Supplier

    def short_order(self, quantity: int = 10) -> Order:
        return self.plant.confirmed("FRAME", D(quantity))

    def need(self, order: Order) -> Need:
        return Need.objects.get(id=self.plant.line(order, "BOLT").need_id)

    def short(self, order: Order) -> D:
        need = self.need(order)
        return needs_cover(needs=[need])[need.id].short

    def request(self, *orders: Order) -> PurchaseRequest:
        ids = [self.need(order).id for order in orders]
        return request_for_shortage(need_ids=ids, actor=self.plant.actor)

    def approved(self, *orders: Order) -> PurchaseRequest:
        return request_approve(request_id=self.request(*orders).id, actor=self.plant.actor)

    def drafted(self, *requests: PurchaseRequest) -> PurchaseOrder:
        return purchase_order_from_requests(
            supplier_id=self.near.id, request_ids=[r.id for r in requests], actor=self.plant.actor
        )

    def ordered(self, *requests: PurchaseRequest) -> PurchaseOrder:
        order = self.drafted(*requests)
        return purchase_order_send(order_id=order.id, actor=self.plant.actor)

    def receive(self, order: PurchaseOrder, quantity: D, **more: object) -> Receipt:
        arrival = Arrival(line_id=order.lines.get().id, quantity=quantity, **more)
        return receipt_record(order_id=order.id, arrivals=[arrival], actor=self.plant.actor)

    def correct(self, fact: ReceiptLine) -> Receipt:
        return receipt_line_reverse(receipt_line_id=fact.id, reason="wrong", actor=self.plant.actor)


def buying_plant() -> Buyer:
    plant = empty_plant()
    plant.centre("WELD")
    plant.item("BOLT", standard_cost=D("0.5"))
    plant.item("FRAME", kind="product", supply="make")
    routing = plant.routing(
        "FRAME", OperationDraft("Weld", plant.centres["WELD"].id, cycle_minutes=D(1))
    )
    bolt = LineDraft(plant.items["BOLT"].id, unit_by_code(code="pcs").id, D(1))
    plant.recipe("FRAME", routing, [bolt])
    plant.receive("BOLT", D(6))
    near, far = (
        supplier_create(
            code=code, name=code, email=f"{code.lower()}@example.com", actor=plant.actor
        )
        for code in ("NEAR", "FAR")
    )
    terms = Terms(price=D("0.6"), lead_time_days=3, is_preferred=True)
    supplier_item_set(
        supplier_id=near.id, item_id=plant.items["BOLT"].id, terms=terms, actor=plant.actor
    )
    return Buyer(plant, near, far)


@pytest.fixture
def buyer(db: None) -> Buyer:
    return buying_plant()
