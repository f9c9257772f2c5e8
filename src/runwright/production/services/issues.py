"""Material issued and returned by hand, and what is owed, issued when it has come."""

from decimal import Decimal

from django.db import transaction

from runwright.catalog.rules import quantity_check
from runwright.journal.models import Entry
from runwright.journal.rows import rows_update, writes_together
from runwright.journal.services import Edit, entry_record
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.people.reach import require_warehouse
from runwright.production.errors import (
    LineNotFound,
    NotEnoughMaterial,
    NothingOwed,
    NothingToIssue,
    NotIssued,
    NotOpenForWork,
    ReasonNeeded,
)
from runwright.production.limits import require_order
from runwright.production.models import MaterialIssue, MaterialLine, Order
from runwright.production.services.draws import (
    LINES,
    lines_issue,
    lines_read,
    lines_return,
    parts_of,
    spare_of,
)
from runwright.production.services.orders import order_locked, order_subject
from runwright.stock.services import items_lock

OPEN_FOR_MATERIAL = ("confirmed", "planned", "in_progress")


@transaction.atomic
def material_issue(*, line_id: int, quantity: Decimal, actor: Actor) -> MaterialLine:
    """Issue material to a line by hand, in the item's base unit; all of it or, with
    ``NotEnoughMaterial``, nothing. It pays what the line owes before it adds to it.

    Raises ``NotOpenForWork`` unless the order is confirmed, planned or in progress.
    """
    actor.require("production.work_report")
    line = _line_locked(line_id, actor)
    quantity_check(item=line.item, quantity=quantity)
    entry = _entry(line, quantity, actor=actor, verb="order.issue")
    owed = line.owed
    lines_issue([(line, quantity)], entry, by_hand=True)
    if line.owed > owed:
        raise NotEnoughMaterial(
            item=line.item.code, wanted=plain(quantity), missing=plain(line.owed - owed)
        )
    line.owed -= min(owed, quantity)
    line.save(update_fields=["consumed", "owed"])
    return line


@transaction.atomic
@writes_together()
def materials_issue(*, order_id: int, actor: Actor) -> Order:
    """Issue by hand all that the lines of an order still need, as far as it is there.

    Raises ``NotOpenForWork``, and ``NothingToIssue`` when there is nothing of it.
    """
    actor.require("production.work_report")
    order = _order_locked(order_id, actor)
    if order.state not in OPEN_FOR_MATERIAL:
        raise NotOpenForWork(record=order.number, state=order.state)
    lines = lines_read(LINES, {"order": order.id})
    items_lock(item_ids=[line.item_id for line in lines])
    wanted = [(line, rest) for line in lines if (rest := line.need.quantity - line.need.served) > 0]
    owed = [line.owed for line, _ in wanted]
    before = sum((line.consumed for line, _ in wanted), Decimal())
    edits = [Edit(line.item.code, line.consumed, line.need.quantity) for line, _ in wanted]
    entry = entry_record(actor=actor, verb="order.issue", subject=order_subject(order), edits=edits)
    lines_issue(wanted, entry, by_hand=True)
    if sum((line.consumed for line, _ in wanted), Decimal()) == before:
        raise NothingToIssue(record=order.number)
    for (line, rest), was in zip(wanted, owed, strict=True):
        line.owed = max(was - (rest - (line.owed - was)), Decimal())
    rows_update(MaterialLine, [line for line, _ in wanted], ["consumed", "owed"])
    return order


@transaction.atomic
def material_return(*, line_id: int, quantity: Decimal, reason: str, actor: Actor) -> MaterialLine:
    """Bring back what was issued to a line by hand, at the cost it left with.

    What reports drew returns when they are undone, and what they would have drawn stays. Raises
    ``NotIssued``, ``ReasonNeeded``.
    """
    actor.require("production.work_correct")
    if not reason.strip():
        raise ReasonNeeded()
    line = _line_locked(line_id, actor)
    quantity_check(item=line.item, quantity=quantity)
    parts = parts_of(MaterialIssue.objects.filter(line=line, by_hand=True), quantity)
    there = min(sum((part for _, part in parts), Decimal()), spare_of(line))
    if there < quantity:
        raise NotIssued(item=line.item.code, issued=plain(there))
    entry = _entry(line, -quantity, actor=actor, verb="order.return", reason=reason)
    lines_return(line=line, parts=parts, entry=entry)
    line.save(update_fields=["consumed"])
    return line


@transaction.atomic
def owed_issue(*, order_id: int, actor: Actor) -> Order:
    """Issue what is owed to an order as far as it has arrived. Raises ``NothingOwed``."""
    actor.require("production.work_report")
    order = _order_locked(order_id, actor)
    lines = list(
        MaterialLine.objects.select_related("need", "item__unit")
        .filter(order=order, owed__gt=0)
        .order_by("item_id", "id")
    )
    if not lines:
        raise NothingOwed(record=order.number)
    items_lock(item_ids=[line.item_id for line in lines])
    entry = entry_record(actor=actor, verb="order.issue_owed", subject=order_subject(order))
    wanted = [(line, line.owed) for line in lines]
    for line in lines:
        line.owed = Decimal()
    lines_issue(wanted, entry)
    MaterialLine.objects.bulk_update(lines, ["consumed", "owed"])
    return order


def _order_locked(order_id: int, actor: Actor) -> Order:
    """The order, if its material is the actor's to take. Raises ``OutOfReach``."""
    order = order_locked(order_id)
    require_order(actor, order_id)
    require_warehouse(actor, order.components_warehouse_id)
    return order


def _line_locked(line_id: int, actor: Actor) -> MaterialLine:
    order_id = MaterialLine.objects.filter(id=line_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise LineNotFound(key=line_id)
    order = _order_locked(order_id, actor)
    line = MaterialLine.objects.select_related("need", "item__unit").filter(id=line_id).first()
    if line is None:
        raise LineNotFound(key=line_id)
    if order.state not in OPEN_FOR_MATERIAL:
        raise NotOpenForWork(record=order.number, state=order.state)
    items_lock(item_ids=[line.item_id])
    line.order = order
    return line


def _entry(
    line: MaterialLine, quantity: Decimal, *, actor: Actor, verb: str, reason: str = ""
) -> Entry:
    edits = [Edit(line.item.code, line.consumed, line.consumed + quantity)]
    subject = order_subject(line.order)
    return entry_record(actor=actor, verb=verb, subject=subject, edits=edits, reason=reason)
