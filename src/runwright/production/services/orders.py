"""Composing and editing orders."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from runwright.catalog.models import Item
from runwright.catalog.rules import quantity_check
from runwright.catalog.selectors import item_get
from runwright.company.services import document_number
from runwright.engineering.models import Bom, Routing
from runwright.engineering.selectors import bom_get, bom_of
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.rows import (
    columns,
    fresh,
    instances,
    joined,
    row_insert_new,
    rows_update,
    writes_together,
)
from runwright.journal.services import (
    Edit,
    Subject,
    entry_record,
    request_accept,
)
from runwright.people.actor import Actor
from runwright.production.errors import OrderNotFound, OrderNumberTaken
from runwright.production.models import Order
from runwright.stock.selectors import default_warehouses, warehouse_refuse_archived
from runwright.units.models import Unit

DEFAULT_LEAD_DAYS = 7


@dataclass(frozen=True)
class OrderDraft:
    """An order to be made: ``quantity`` of good output in the item's base unit.

    What is left out gets its default: the item's newest BoM (validated before draft) with its
    routing, the default warehouses, now as the start, the item's lead time for the deadline.
    """

    item_id: int
    quantity: Decimal
    deadline: datetime | None = None
    planned_start: datetime | None = None
    bom_id: int | None = None
    components_warehouse_id: int | None = None
    goods_warehouse_id: int | None = None
    responsible_id: int | None = None
    priority: int = 50
    note: str = ""
    number: str = ""


@transaction.atomic
@writes_together()
def order_create(*, draft: OrderDraft, actor: Actor, request_id: UUID | None = None) -> Order:
    """Create a manufacturing order as a draft, with every default filled in.

    With a ``request_id`` a repeat returns the order made the first time. Raises
    ``QuantityNotPositive``, ``FinerThanResolution``, ``OrderNumberTaken``,
    ``WarehouseNotFound``.
    """
    actor.require("production.order_create")
    number = document_number(kind="order", given=draft.number)
    if request_id:
        made = request_accept(
            id=request_id, verb="order.create", body=draft.__dict__, record_id=number
        )
        if made:
            return Order.objects.get(number=made)
    order = order_compose(draft=draft, number=number, actor=actor)
    if not row_insert_new(order):
        raise OrderNumberTaken(number=number)
    entry_record(actor=actor, verb="order.create", subject=order_subject(order))
    return order


def order_compose(*, draft: OrderDraft, number: str, actor: Actor) -> Order:
    """An order (unsaved) with every default filled in. Raises what creating it would."""
    item = item_get(item_id=draft.item_id, actor=actor)
    quantity_check(item=item, quantity=draft.quantity)
    values = _defaults(draft, item, actor)
    return fresh(Order, number=number, item=item, quantity=draft.quantity, **values)


def _defaults(draft: OrderDraft, item: Item, actor: Actor) -> dict[str, object]:
    bom = _bom(draft, actor)
    start = draft.planned_start or now()
    lead = timedelta(days=item.lead_time_days or DEFAULT_LEAD_DAYS)
    components, goods = default_warehouses()
    for named in {draft.components_warehouse_id, draft.goods_warehouse_id}:
        if named is not None:
            warehouse_refuse_archived(warehouse_id=named)
    return {
        "bom": bom,
        "routing_id": bom.routing_id if bom else None,
        "planned_start": start,
        "deadline": draft.deadline or start + lead,
        "components_warehouse_id": draft.components_warehouse_id or components,
        "goods_warehouse_id": draft.goods_warehouse_id or goods,
        "responsible_id": draft.responsible_id or actor.user_id,
        "priority": draft.priority,
        "note": draft.note,
        "created_at": now(),
        "state_since": now(),
    }


def _bom(draft: OrderDraft, actor: Actor) -> Bom | None:
    if draft.bom_id:
        return bom_get(bom_id=draft.bom_id, actor=actor)
    return bom_of(item_id=draft.item_id, actor=actor)


def order_locked(order_id: int | None = None, *, work_order_id: int | None = None) -> Order:
    """The order, or that of a work order, with item and recipe; locked until the transaction ends.

    Raises ``OrderNotFound``.
    """
    which = {"order": order_id, "work_order": work_order_id}
    found = instances([Order, Item, Unit, Bom, Routing], ORDER_LOCK, which)
    if not found:
        raise OrderNotFound(key=order_id)
    order: Order
    order, item, unit, bom, routing = found[0]
    joined(item, unit=unit)
    joined(order, item=item, bom=bom, routing=routing)
    return order


ORDER_LOCK = f"""
SELECT {columns(Order, "o")}, {columns(Item, "i")}, {columns(Unit, "u")},
       {columns(Bom, "b")}, {columns(Routing, "r")}
FROM production_order o
JOIN catalog_item i ON i.id = o.item_id JOIN units_unit u ON u.id = i.unit_id
LEFT JOIN engineering_bom b ON b.id = o.bom_id
LEFT JOIN engineering_routing r ON r.id = o.routing_id
WHERE o.id = coalesce(%(order)s,
                      (SELECT w.order_id FROM production_workorder w WHERE w.id = %(work_order)s))
FOR UPDATE OF o
"""


def order_subject(order: Order) -> Subject:
    """How the journal names an order."""
    return Subject("order", str(order.id), order.number)


def order_enter(*, order: Order, verb: str, state: str, actor: Actor, reason: str = "") -> Entry:
    """Put an order into a state and record it; the caller has asked the transition table."""
    edits = [Edit("state", order.state, state)]
    order.state, order.state_since = state, now()
    rows_update(Order, [order], ["state", "state_since"])
    return entry_record(
        actor=actor, verb=f"order.{verb}", subject=order_subject(order), edits=edits, reason=reason
    )
