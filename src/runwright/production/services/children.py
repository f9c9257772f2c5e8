"""Orders made for other orders: what is short and made here, and the part of a split order."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from runwright.catalog.models import Supply
from runwright.catalog.rules import quantity_check
from runwright.journal.services import Edit, entry_record
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.errors import (
    LineNotFound,
    NothingShort,
    NothingToSplit,
    NotMadeHere,
    ReasonNeeded,
)
from runwright.production.models import MaterialLine, Order
from runwright.production.selectors.children import lacking_of, needed_at
from runwright.production.services.changes import (
    active_or_refuse,
    quantity_follow,
    revision_open,
)
from runwright.production.services.lives import order_confirm
from runwright.production.services.orders import (
    OrderDraft,
    order_create,
    order_locked,
    order_subject,
)
from runwright.production.services.outputs import supply_announce
from runwright.production.services.sales import links_divide
from runwright.production.states import not_in_batches
from runwright.stock.models import Claim, Need
from runwright.stock.rules import urgency
from runwright.stock.services import items_lock


@transaction.atomic
def child_create(*, line_id: int, actor: Actor) -> Order:
    """Make an order for what a material line is short of, exactly: due when the line's operation
    starts, into the warehouse the line is taken from, and linked to it.

    Pressing again makes nothing more. Raises ``LineNotFound``, ``NotMadeHere``, ``NothingShort``.
    """
    actor.require("production.order_create")
    line = _line_locked(line_id)
    if line.item.supply != Supply.MAKE:
        raise NotMadeHere(item=line.item.code)
    items_lock(item_ids=[line.item_id])
    lacking = lacking_of(line)
    if lacking <= 0:
        raise NothingShort(item=line.item.code, record=line.order.number)
    child = order_create(draft=_draft(line, lacking), actor=actor)
    supply_announce(order=child, for_needs=[line.need])
    entry_record(
        actor=actor,
        verb="order.make_child",
        subject=order_subject(line.order),
        edits=[Edit(line.item.code, "", f"{plain(lacking)}: {child.number}")],
    )
    return child


def _line_locked(line_id: int) -> MaterialLine:
    lines = MaterialLine.objects.select_related("need", "item__unit", "operation")
    order_id = lines.filter(id=line_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise LineNotFound(key=line_id)
    order = order_locked(order_id)
    active_or_refuse(order)
    line = lines.filter(id=line_id).first()
    if line is None:
        raise LineNotFound(key=line_id)
    line.order = order
    return line


def _draft(line: MaterialLine, quantity: Decimal) -> OrderDraft:
    order = line.order
    return OrderDraft(
        item_id=line.item_id,
        quantity=quantity,
        deadline=needed_at(line),
        goods_warehouse_id=order.components_warehouse_id,
        components_warehouse_id=order.components_warehouse_id,
        responsible_id=order.responsible_id,
        priority=order.priority,
        note=order.number,
    )


@transaction.atomic
def order_split(
    *, order_id: int, keep: Decimal, reason: str, actor: Actor, version: UUID | None = None
) -> Order:
    """Let an active order make ``keep`` only, and a new one, confirmed like it, the rest.

    Returns the new order. Nothing is lost: the two together make what the one should, for whom the
    one should. Raises
    ``NothingToSplit``, ``BelowReported`` when more than ``keep`` was reported or issued,
    ``NotOpenForChange``, ``ChangedMeanwhile``.
    """
    actor.require("production.order_edit")
    if not reason.strip():
        raise ReasonNeeded()
    change = revision_open(
        order_id=order_id, verb="order.split", actor=actor, reason=reason, version=version
    )
    order = change.order
    active_or_refuse(order)
    not_in_batches(order)
    quantity_check(item=order.item, quantity=keep)
    rest = order.quantity - keep
    if rest <= 0:
        raise NothingToSplit(quantity=plain(order.quantity), record=order.number)
    change.edits.append(Edit("quantity", order.quantity, keep))
    order.quantity = keep
    order.save(update_fields=["quantity"])
    quantity_follow(order)
    made_for = _needs_made_for(order)
    part = _part(order, rest, actor)
    links_divide(order=order, part=part, actor=actor)
    change.edits.append(Edit("split", "", f"{plain(rest)}: {part.number}"))
    change.record()
    if made_for:
        supply_announce(order=part, for_needs=made_for)
    return part


def _needs_made_for(order: Order) -> list[Need]:
    """The needs an order was made for, the most urgent first."""
    if not order.supply_id:
        return []
    claims = Claim.objects.filter(supply=order.supply_id, is_linked=True)
    return sorted((claim.need for claim in claims.select_related("need__group")), key=urgency)


def _part(order: Order, quantity: Decimal, actor: Actor) -> Order:
    draft = OrderDraft(
        item_id=order.item_id,
        quantity=quantity,
        deadline=order.deadline,
        planned_start=order.planned_start,
        bom_id=order.bom_id,
        components_warehouse_id=order.components_warehouse_id,
        goods_warehouse_id=order.goods_warehouse_id,
        responsible_id=order.responsible_id,
        priority=order.priority,
        note=order.note,
    )
    part = order_create(draft=draft, actor=actor)
    part.split_from, part.routing, part.group = order, order.routing, order.group
    part.save(update_fields=["split_from", "routing", "group"])
    return order_confirm(order_id=part.id, actor=actor)
