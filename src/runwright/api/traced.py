"""Schemas of a trace: where something came from, and where it went."""

from datetime import date, datetime
from typing import Literal

from runwright.api.records import BatchState
from runwright.api.schemas import Shown
from runwright.api.values import Exact, Key


class TraceStart(Shown):
    """One thing that is traced."""

    kind: Literal["batch", "lot"]
    id: Key
    label: str
    item: str


class TraceLot(Shown):
    """A lot on the way, and where it lies."""

    id: Key
    number: str
    item: str
    name: str
    unit: str
    supplier_lot: str
    expires_on: date | None
    on_hand: Exact
    places: str
    held: bool


class TraceBatch(Shown):
    """A batch on the way, and where it is."""

    id: Key
    code: str
    item: str
    unit: str
    quantity: Exact
    remains: Exact
    state: BatchState
    held: bool
    stands_at: str
    station: str
    order_id: Key
    order: str
    run_id: Key
    run: str
    last_scan_at: datetime | None


class TraceOrder(Shown):
    """A manufacturing order on the way, and whom it is made for."""

    id: Key
    number: str
    item: str
    unit: str
    quantity: Exact
    state: str
    customers: str


class TraceUse(Shown):
    """So much of a lot went into an order, or into one batch of it."""

    lot_id: Key
    lot: str
    item: str
    unit: str
    order_id: Key
    order: str
    batch_id: Key | None
    batch: str
    quantity: Exact
    at: datetime


class TraceReceipt(Shown):
    """A lot came from a supplier."""

    number: str
    purchase_order_id: Key
    purchase_order: str
    supplier_id: Key
    supplier: str
    lot_id: Key
    lot: str
    supplier_lot: str
    item: str
    unit: str
    quantity: Exact
    at: datetime


class TraceDelivery(Shown):
    """A lot went to a customer."""

    number: str
    sales_order_id: Key
    sales_order: str
    customer_id: Key
    customer: str
    lot_id: Key
    lot: str
    item: str
    unit: str
    quantity: Exact
    at: datetime


class TraceWay(Shown):
    """Everything in one direction."""

    lots: list[TraceLot]
    batches: list[TraceBatch]
    orders: list[TraceOrder]
    uses: list[TraceUse]
    receipts: list[TraceReceipt]
    deliveries: list[TraceDelivery]


class BatchTrace(Shown):
    """Where something came from and where it went."""

    starts: list[TraceStart]
    back: TraceWay
    ahead: TraceWay
