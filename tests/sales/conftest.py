"""A plant that sells frames, and words for what people do."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from runwright.company.selectors import plant_today
from runwright.engineering.services import OperationDraft
from runwright.partners.models import Customer
from runwright.partners.services import customer_create
from runwright.sales.models import Delivery, DeliveryLine, SalesOrder
from runwright.sales.services import (
    SalesLineDraft,
    SalesOrderDraft,
    Shipment,
    delivery_line_reverse,
    delivery_record,
    sales_order_confirm,
    sales_order_create,
)
from tests.stories.plant import D, Plant, empty_plant


@dataclass
class Seller:
    plant: Plant
    customer: Customer

    def draft(self, quantity: int = 10, **fields: object) -> SalesOrderDraft:
        given = {
            "customer_id": self.customer.id,
            "lines": self.lines(FRAME=quantity),
            "promised_on": plant_today() + timedelta(days=14),
        }
        return SalesOrderDraft(**given | fields)

    def lines(self, **quantities: int) -> tuple[SalesLineDraft, ...]:
        """Lines by the codes of their items."""
        return tuple(
            SalesLineDraft(item_id=self.plant.items[code].id, quantity=D(quantity))
            for code, quantity in quantities.items()
        )

    def estimate(self, quantity: int = 10, **fields: object) -> SalesOrder:
        return sales_order_create(draft=self.draft(quantity, **fields), actor=self.plant.actor)

    def confirmed(self, quantity: int = 10, **fields: object) -> SalesOrder:
        order = self.estimate(quantity, **fields)
        return sales_order_confirm(order_id=order.id, actor=self.plant.actor)

    def deliver(self, order: SalesOrder, quantity: int) -> Delivery:
        shipment = Shipment(line_id=order.lines.get().id, quantity=D(quantity))
        return delivery_record(order_id=order.id, shipments=[shipment], actor=self.plant.actor)

    def deliver_all(self, order: SalesOrder) -> Delivery:
        shipments = [Shipment(line.id, line.outstanding) for line in order.lines.all()]
        return delivery_record(order_id=order.id, shipments=shipments, actor=self.plant.actor)

    def correct(self, fact: DeliveryLine) -> Delivery:
        return delivery_line_reverse(
            delivery_line_id=fact.id, reason="wrong", actor=self.plant.actor
        )


def selling_plant() -> Seller:
    plant = empty_plant()
    plant.centre("WELD")
    plant.item("FRAME", kind="product", supply="make", sales_price=D(50), standard_cost=D(30))
    plant.item("FORK", kind="product", sales_price=D(20), standard_cost=D(12))
    routing = plant.routing(
        "FRAME", OperationDraft("Weld", plant.centres["WELD"].id, cycle_minutes=D(1))
    )
    plant.recipe("FRAME", routing, [])
    customer = customer_create(code="SHOP", name="Bike shop", actor=plant.actor)
    return Seller(plant, customer)


@pytest.fixture
def seller(db: None) -> Seller:
    return selling_plant()
