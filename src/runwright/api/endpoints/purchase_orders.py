"""Purchase orders, their receipts, and every verb."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AliasPath, Field

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Brief, Given, ItemBrief, Many, Named, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Day, Exact, Key, Line, PathKey, Positive, Price, Prose
from runwright.api.verbs import Lively
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.purchasing import services
from runwright.purchasing.selectors import purchase_order_get, purchase_order_verbs
from runwright.reports.lists.purchasing import PURCHASE_ORDERS, RECEIPTS

door = Door("Purchase orders", __name__)
add_list(door, "/purchase-orders", PURCHASE_ORDERS)
add_list(door, "/receipts", RECEIPTS, key=UUID)

MANAGE = "purchasing.order_manage"
OrderState = Literal["draft", "sent", "partly_received", "received", "cancelled"]


class Requested(Shown):
    """The part of a line (base unit) that a request asked for."""

    request_id: Annotated[Key, Field(validation_alias=AliasPath("request_line", "request_id"))]
    number: Annotated[str, Field(validation_alias=AliasPath("request_line", "request", "number"))]
    quantity: Exact


class Came(Shown):
    """What came of a line (base unit); a correction takes back what it reverses."""

    id: UUID
    number: Annotated[str, Field(validation_alias=AliasPath("receipt", "number"))]
    at: Annotated[datetime, Field(validation_alias=AliasPath("move", "at"))]
    quantity: Annotated[Exact, Field(validation_alias=AliasPath("move", "quantity"))]
    value: Annotated[Exact, Field(validation_alias=AliasPath("move", "value"))]
    lot_id: Annotated[Key | None, Field(validation_alias=AliasPath("move", "lot_id"))]
    reverses: Annotated[UUID | None, Field(validation_alias=AliasPath("reverses_id"))]


class PurchaseLine(Shown):
    """``unit_quantity`` at ``price`` per unit; everything else in the item's base unit."""

    id: Key
    position: int
    item: ItemBrief
    warehouse: Named
    unit: Brief
    unit_quantity: Exact
    quantity: Exact
    price: Exact | None
    due_on: date | None
    received: Exact
    given_up: Exact
    outstanding: Exact
    requested: Annotated[list[Requested], Many]
    receipts: Annotated[list[Came], Many]


class PurchaseOrder(Lively):
    """An order to a supplier."""

    home = "/purchase-orders/{order_id}"
    id: Key
    number: str
    supplier: Named
    quote_id: Key | None
    state: OrderState
    state_since: datetime
    note: str
    created_at: datetime
    lines: Annotated[list[PurchaseLine], Many]

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return purchase_order_verbs(order=record, actor=actor)


class NewPurchaseLine(Given):
    """An item to be ordered; unit, price and day come from the supplier's terms if left out."""

    item_id: Key
    quantity: Positive
    unit_id: Key | None = None
    price: Price | None = None
    warehouse_id: Key | None = None
    due_on: Day | None = None


class NewPurchaseOrder(Given):
    """An order to be written: of lines, or of approved requests."""

    supplier_id: Key
    lines: Annotated[list[NewPurchaseLine], Field(max_length=1000)] = []
    request_ids: Annotated[list[Key], Field(max_length=100)] = []
    note: Prose = ""


class PurchaseLineChange(Given):
    """Another quantity (in the line's unit), price or day; once ordered, the day only."""

    quantity: Positive = LEFT_OUT
    price: Price = LEFT_OUT
    due_on: Day = LEFT_OUT
    reason: Prose = LEFT_OUT


class Arrival(Given):
    """What came of a line, in the item's base unit."""

    line_id: Key
    quantity: Positive
    place_id: Key | None = None
    lot_number: Annotated[str, Line(60)] = ""
    expires_on: Day | None = None
    supplier_lot: Annotated[str, Line(60)] = ""


class NewReceipt(Given):
    """What came in one delivery."""

    arrivals: Annotated[list[Arrival], Field(min_length=1, max_length=1000)]
    delivery_note: Annotated[str, Line(80)] = ""


def told(order_id: int, actor: Actor) -> PurchaseOrder:
    """The whole order, with what may be done now."""
    record = purchase_order_get(order_id=order_id, actor=actor)
    shown = PurchaseOrder.model_validate(record)
    return shown.alive(record, actor)


@door.read("/purchase-orders/{order_id}", permission="purchasing.view", answer=PurchaseOrder)
def purchase_order(request: Call, order_id: PathKey) -> object:
    """One purchase order with its lines, receipts, and the verbs possible now."""
    return told(order_id, request.auth)


@door.create("/purchase-orders", permission=MANAGE, answer=PurchaseOrder, bulk=True)
def create_purchase_order(request: Call, given: NewPurchaseOrder) -> object:
    """Write an order, of lines or of approved requests, as a draft."""
    if given.request_ids:
        made = services.purchase_order_from_requests(
            supplier_id=given.supplier_id, request_ids=given.request_ids, actor=request.auth
        )
    else:
        made = services.purchase_order_create(
            supplier_id=given.supplier_id,
            lines=[services.PurchaseLineDraft(**line.sent()) for line in given.lines],
            note=given.note,
            actor=request.auth,
        )
    return told(made.id, request.auth)


@door.change("/purchase-lines/{line_id}", permission=MANAGE, answer=PurchaseOrder)
def change_purchase_line(request: Call, line_id: PathKey, given: PurchaseLineChange) -> object:
    """Change a line of an order."""
    order = services.purchase_line_change(line_id=line_id, **given.sent(), actor=request.auth)
    return told(order.id, request.auth)


@door.act("/purchase-lines/{line_id}/removal", permission=MANAGE, answer=PurchaseOrder)
def remove_purchase_line(request: Call, line_id: PathKey, given: Reasoned) -> object:
    """Take a line off a draft."""
    order = services.purchase_line_remove(line_id=line_id, reason=given.reason, actor=request.auth)
    return told(order.id, request.auth)


@door.act(
    "/purchase-orders/{order_id}/sending", permission=MANAGE, answer=PurchaseOrder, verb="send"
)
def send_purchase_order(request: Call, order_id: PathKey) -> object:
    """Order it: the goods are expected, and claimed for what they were requested for."""
    services.purchase_order_send(order_id=order_id, actor=request.auth)
    return told(order_id, request.auth)


@door.act(
    "/purchase-orders/{order_id}/closing", permission=MANAGE, answer=PurchaseOrder, verb="close"
)
def close_purchase_order(request: Call, order_id: PathKey, given: Reasoned) -> object:
    """The rest will not come."""
    services.purchase_order_close(order_id=order_id, reason=given.reason, actor=request.auth)
    return told(order_id, request.auth)


@door.act(
    "/purchase-orders/{order_id}/cancellation",
    permission=MANAGE,
    answer=PurchaseOrder,
    verb="cancel",
)
def cancel_purchase_order(request: Call, order_id: PathKey, given: Reasoned) -> object:
    """Take it back before anything came."""
    services.purchase_order_cancel(order_id=order_id, reason=given.reason, actor=request.auth)
    return told(order_id, request.auth)


@door.create(
    "/purchase-orders/{order_id}/receipts", permission="purchasing.receive", answer=PurchaseOrder
)
def receive_purchase_order(request: Call, order_id: PathKey, given: NewReceipt) -> object:
    """Goods came, with place, lot and expiry."""
    arrivals = [services.Arrival(**one.sent()) for one in given.arrivals]
    services.receipt_record(
        order_id=order_id,
        arrivals=arrivals,
        delivery_note=given.delivery_note,
        actor=request.auth,
    )
    return told(order_id, request.auth)


@door.act(
    "/receipt-lines/{receipt_line_id}/reversal",
    permission="purchasing.receipt_correct",
    answer=PurchaseOrder,
)
def reverse_receipt_line(request: Call, receipt_line_id: UUID, given: Reasoned) -> object:
    """Undo a line of a receipt by its opposite."""
    receipt = services.receipt_line_reverse(
        receipt_line_id=receipt_line_id, reason=given.reason, actor=request.auth
    )
    return told(receipt.order_id, request.auth)
