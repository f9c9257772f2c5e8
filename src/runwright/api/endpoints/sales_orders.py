"""Sales orders, their deliveries, and every verb."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AliasPath, Field

from runwright.api.doors import Door
from runwright.api.endpoints.orders import Order
from runwright.api.endpoints.orders import told as order_told
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Brief, Given, ItemBrief, Many, Named, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Day, Exact, Key, Line, PathKey, Positive, Price, Prose, Small
from runwright.api.verbs import Lively
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.production.selectors.sales import sales_progress
from runwright.production.services.sales import order_create_for_sales
from runwright.reports.lists.sales import SALES_ORDERS
from runwright.sales import services
from runwright.sales.selectors import (
    earned_by_line,
    sales_order_get,
    sales_order_verbs,
)

door = Door("Sales orders", __name__)
add_list(door, "/sales-orders", SALES_ORDERS)

MANAGE = "sales.order_manage"
OrderState = Literal["estimate", "confirmed", "fulfilled", "cancelled", "lost"]


class Went(Shown):
    """What went to the customer (base unit); a correction brings back what it reverses."""

    id: UUID
    number: Annotated[str, Field(validation_alias=AliasPath("delivery", "number"))]
    at: Annotated[datetime, Field(validation_alias=AliasPath("move", "at"))]
    quantity: Annotated[Exact, Field(validation_alias=AliasPath("move", "quantity"))]
    revenue: Exact
    cost: Annotated[Exact, Field(validation_alias=AliasPath("move", "value"))]
    lot_id: Annotated[Key | None, Field(validation_alias=AliasPath("move", "lot_id"))]
    reverses: Annotated[UUID | None, Field(validation_alias=AliasPath("reverses_id"))]


class MadeFor(Shown):
    """A live manufacturing order that makes so much (base unit) for a line."""

    order_id: Key
    number: Annotated[str, Field(validation_alias=AliasPath("order", "number"))]
    state: Annotated[str, Field(validation_alias=AliasPath("order", "state"))]
    quantity: Exact


class SalesLine(Shown):
    """``unit_quantity`` at ``price`` per unit; everything else in the item's base unit.

    ``stage`` says how far it is, ``proposed`` what could still be made for it.
    """

    id: Key
    position: int
    item: ItemBrief
    unit: Brief
    unit_quantity: Exact
    quantity: Exact
    price: Exact | None
    delivered: Exact
    given_up: Exact
    outstanding: Exact
    need_id: Key | None
    deliveries: Annotated[list[Went], Many]
    revenue: Exact | None = None
    cost: Exact | None = None
    margin: Exact | None = None
    stage: Literal["none", "planned", "in_progress", "done", "delivered"] = "none"
    proposed: Exact = Decimal()
    orders: list[MadeFor] = []


class SalesOrder(Lively):
    """What a customer wants by a day."""

    home = "/sales-orders/{order_id}"
    id: Key
    number: str
    customer: Named
    warehouse: Named
    channel: str
    external_reference: str
    state: OrderState
    state_since: datetime
    promised_on: date | None
    priority: int
    note: str
    created_at: datetime
    lines: Annotated[list[SalesLine], Many]

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return sales_order_verbs(order=record, actor=actor)


class NewSalesLine(Given):
    """An item to be sold, in its own unit at its sales price unless others are given."""

    item_id: Key
    quantity: Positive
    unit_id: Key | None = None
    price: Price | None = None


class NewSalesOrder(Given):
    """A sales order to be written; from another channel with its reference there, and once."""

    customer_id: Key
    lines: Annotated[list[NewSalesLine], Field(max_length=1000)] = []
    promised_on: Day | None = None
    priority: Small = LEFT_OUT
    warehouse_id: Key | None = None
    channel: Annotated[str, Line(40, shortest=1)] = LEFT_OUT
    external_reference: Annotated[str, Line(80)] = LEFT_OUT
    note: Prose = ""


class SalesOrderChange(Given):
    """What of an open order may change."""

    promised_on: Day = LEFT_OUT
    priority: Small = LEFT_OUT
    note: Prose = LEFT_OUT
    reason: Prose = LEFT_OUT


class SalesLineChange(Given):
    """Another quantity (in the line's unit) or price."""

    quantity: Positive = LEFT_OUT
    price: Price = LEFT_OUT
    reason: Prose = LEFT_OUT


class Making(Given):
    """How much to make (base unit): everything that is not made yet unless given."""

    quantity: Positive | None = None


class Shipment(Given):
    """How much of a line goes out, in the item's base unit."""

    line_id: Key
    quantity: Positive


class NewDelivery(Given):
    """What goes to the customer."""

    shipments: Annotated[list[Shipment], Field(min_length=1, max_length=1000)]
    note: Annotated[str, Line(200)] = ""


def told(order_id: int, actor: Actor) -> SalesOrder:
    """The whole order with what it earned, and what may be done now."""
    record = sales_order_get(order_id=order_id, actor=actor)
    shown = SalesOrder.model_validate(record)
    ids = [line.id for line in shown.lines]
    earned = earned_by_line(line_ids=ids, actor=actor)
    made = sales_progress(line_ids=ids, actor=actor)
    for line in shown.lines:
        line.stage, line.proposed = made[line.id].stage, made[line.id].proposed
        line.orders = [MadeFor.model_validate(link) for link in made[line.id].links]
        if one := earned.get(line.id):
            line.revenue, line.cost, line.margin = one.revenue, one.cost, one.margin
    return shown.alive(record, actor)


@door.read("/sales-orders/{order_id}", permission="sales.view", answer=SalesOrder)
def sales_order(request: Call, order_id: PathKey) -> object:
    """One sales order with its lines, deliveries, margin, and the verbs possible now."""
    return told(order_id, request.auth)


@door.create("/sales-orders", permission=MANAGE, answer=SalesOrder, bulk=True)
def create_sales_order(request: Call, given: NewSalesOrder) -> object:
    """Write a sales order as an estimate; one of another channel is made once."""
    lines = tuple(services.SalesLineDraft(**line.sent()) for line in given.lines)
    draft = services.SalesOrderDraft(**given.sent() | {"lines": lines})
    made = services.sales_order_create(draft=draft, actor=request.auth)
    return told(made.id, request.auth)


@door.change(
    "/sales-orders/{order_id}",
    permission=MANAGE,
    answer=SalesOrder,
    verb="edit",
)
def change_sales_order(request: Call, order_id: PathKey, given: SalesOrderChange) -> object:
    """Change the promised day, the priority or the note."""
    services.sales_order_edit(order_id=order_id, **given.sent(), actor=request.auth)
    return told(order_id, request.auth)


@door.create(
    "/sales-orders/{order_id}/lines",
    permission=MANAGE,
    answer=SalesOrder,
    verb="add_line",
)
def add_sales_line(request: Call, order_id: PathKey, given: NewSalesLine) -> object:
    """Put one more line on an estimate."""
    draft = services.SalesLineDraft(**given.sent())
    services.sales_line_add(order_id=order_id, draft=draft, actor=request.auth)
    return told(order_id, request.auth)


@door.change("/sales-lines/{line_id}", permission=MANAGE, answer=SalesOrder)
def change_sales_line(request: Call, line_id: PathKey, given: SalesLineChange) -> object:
    """Change the quantity or the price of a line."""
    line = services.sales_line_change(line_id=line_id, **given.sent(), actor=request.auth)
    return told(line.order_id, request.auth)


@door.create("/sales-lines/{line_id}/orders", permission="production.order_create", answer=Order)
def make_for_sales_line(request: Call, line_id: PathKey, given: Making) -> object:
    """Make a manufacturing order for what of a confirmed line is not made yet, or for a part."""
    made = order_create_for_sales(line_id=line_id, quantity=given.quantity, actor=request.auth)
    return order_told(made.id, request.auth)


@door.act("/sales-lines/{line_id}/removal", permission=MANAGE, answer=SalesOrder)
def remove_sales_line(request: Call, line_id: PathKey) -> object:
    """Take a line off an estimate."""
    order = services.sales_line_remove(line_id=line_id, actor=request.auth)
    return told(order.id, request.auth)


@door.act(
    "/sales-orders/{order_id}/confirmation", permission=MANAGE, answer=SalesOrder, verb="confirm"
)
def confirm_sales_order(request: Call, order_id: PathKey) -> object:
    """It is a promise: stock keeps for it what there is."""
    services.sales_order_confirm(order_id=order_id, actor=request.auth)
    return told(order_id, request.auth)


@door.act("/sales-orders/{order_id}/loss", permission=MANAGE, answer=SalesOrder, verb="lose")
def lose_sales_order(request: Call, order_id: PathKey, given: Reasoned) -> object:
    """The customer does not want it, for a reason."""
    services.sales_order_lose(order_id=order_id, reason=given.reason, actor=request.auth)
    return told(order_id, request.auth)


@door.act(
    "/sales-orders/{order_id}/cancellation", permission=MANAGE, answer=SalesOrder, verb="cancel"
)
def cancel_sales_order(request: Call, order_id: PathKey, given: Reasoned) -> object:
    """It is off."""
    services.sales_order_cancel(order_id=order_id, reason=given.reason, actor=request.auth)
    return told(order_id, request.auth)


@door.act("/sales-orders/{order_id}/closing", permission=MANAGE, answer=SalesOrder, verb="close")
def close_sales_order(request: Call, order_id: PathKey, given: Reasoned) -> object:
    """The customer does without the rest."""
    services.sales_order_close(order_id=order_id, reason=given.reason, actor=request.auth)
    return told(order_id, request.auth)


@door.create(
    "/sales-orders/{order_id}/deliveries",
    permission="sales.deliver",
    answer=SalesOrder,
    verb="deliver",
)
def deliver_sales_order(request: Call, order_id: PathKey, given: NewDelivery) -> object:
    """Goods go to the customer."""
    shipments = [services.Shipment(**one.sent()) for one in given.shipments]
    services.delivery_record(
        order_id=order_id, shipments=shipments, note=given.note, actor=request.auth
    )
    return told(order_id, request.auth)


@door.act(
    "/delivery-lines/{delivery_line_id}/reversal",
    permission="sales.delivery_correct",
    answer=SalesOrder,
)
def reverse_delivery_line(request: Call, delivery_line_id: UUID, given: Reasoned) -> object:
    """Undo a line of a delivery by its opposite."""
    delivery = services.delivery_line_reverse(
        delivery_line_id=delivery_line_id, reason=given.reason, actor=request.auth
    )
    return told(delivery.order_id, request.auth)
