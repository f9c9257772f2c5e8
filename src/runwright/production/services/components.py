"""Components of an active order: one more, one less, more or less of it, another instead."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from runwright.catalog.models import Item
from runwright.catalog.rules import quantity_check
from runwright.catalog.selectors import item_get
from runwright.engineering.models import Consumption, Substitute
from runwright.journal.services import Edit
from runwright.kernel.quantity import plain
from runwright.kernel.rounding import round_down, round_up
from runwright.people.actor import Actor
from runwright.production.errors import (
    AlreadyIssued,
    LineNotFound,
    NeedsItself,
    ReasonNeeded,
    StepNotFound,
)
from runwright.production.models import MaterialLine, Order
from runwright.production.services.changes import (
    Revision,
    active_or_refuse,
    revision_open,
    starts_of,
)
from runwright.production.services.draws import worked_at
from runwright.production.services.materials import lines_free
from runwright.production.services.needs import needs_resize
from runwright.stock.models import Need
from runwright.stock.selectors import unit_costs
from runwright.stock.services import items_lock, needs_claim


@dataclass(frozen=True)
class ComponentDraft:
    """A component to be added: ``quantity`` for the whole order, in the item's base unit, taken
    at an operation (the first if none is named)."""

    item_id: int
    quantity: Decimal
    operation_id: int | None = None
    mode: str = Consumption.AUTOMATIC


@transaction.atomic
def component_add(
    *, order_id: int, draft: ComponentDraft, reason: str, actor: Actor, version: UUID | None = None
) -> MaterialLine:
    """Add a component to an active order; what there is of it is claimed at once.

    Raises ``NotOpenForChange``, ``ReasonNeeded``, ``NeedsItself``, ``StepNotFound`` and
    ``ChangedMeanwhile``.
    """
    change = _opened(order_id, "order.add_component", reason, actor, version)
    item = item_get(item_id=draft.item_id, actor=actor)
    quantity_check(item=item, quantity=draft.quantity)
    line = _line_made(change.order, item, draft)
    change.edits.append(Edit(item.code, "", plain(draft.quantity)))
    change.record()
    return line


@transaction.atomic
def component_change(
    *, line_id: int, quantity: Decimal, reason: str, actor: Actor, version: UUID | None = None
) -> MaterialLine:
    """Let a component be needed more or less: ``quantity`` for the whole order, never below what
    was issued. Raises ``AlreadyIssued``, ``NotOpenForChange``, ``ChangedMeanwhile``."""
    line, change = _line_opened(line_id, "order.change_component", reason, actor, version)
    quantity_check(item=line.item, quantity=quantity)
    if quantity < line.consumed + line.owed:
        raise AlreadyIssued(item=line.item.code, issued=plain(line.consumed + line.owed))
    change.edits.append(Edit(line.item.code, plain(line.need.quantity), plain(quantity)))
    items_lock(item_ids=[line.item_id])
    share_out(line, quantity, starts_of(change.order)[line.operation_id or 0])
    line.save(update_fields=[*PER_UNIT, "fixed_quantity"])
    line.need.quantity = quantity
    needs_resize(needs=[line.need])
    change.record()
    return line


@transaction.atomic
def component_remove(
    *, line_id: int, reason: str, actor: Actor, version: UUID | None = None
) -> Order:
    """Take a component out of an active order; what it held goes to whoever waits.

    Raises ``AlreadyIssued`` once any of it was issued: it comes back first.
    """
    line, change = _line_opened(line_id, "order.remove_component", reason, actor, version)
    if line.consumed or line.owed:
        raise AlreadyIssued(item=line.item.code, issued=plain(line.consumed + line.owed))
    change.edits.append(Edit(line.item.code, plain(line.need.quantity), ""))
    items_lock(item_ids=[line.item_id])
    lines_free(lines=[line])
    line.delete()
    line.need.delete()
    change.record()
    return change.order


@transaction.atomic
def component_substitute(
    *,
    line_id: int,
    item_id: int,
    quantity: Decimal,
    reason: str,
    actor: Actor,
    version: UUID | None = None,
) -> MaterialLine:
    """Take ``quantity`` of another item (its base unit) instead of what is still to be issued of
    a component. What was issued of the first stays issued.

    An item the recipe names as a substitute takes the right to edit orders, any other one the
    right to depart from recipes. Raises ``NeedsItself``, ``NotOpenForChange``,
    ``ChangedMeanwhile``.
    """
    line, change = _line_opened(line_id, "order.substitute", reason, actor, version)
    item = item_get(item_id=item_id, actor=actor)
    if item.id not in substitutes_named(line):
        actor.require("production.order_depart")
    quantity_check(item=item, quantity=quantity)
    draft = ComponentDraft(item.id, quantity, line.operation_id, line.mode)
    other = _line_made(change.order, item, draft)
    told = f"{plain(line.need.quantity)} {line.item.code}", f"{plain(quantity)} {item.code}"
    change.edits.append(Edit("substitute", *told))
    line_drop(line)
    change.record()
    return other


def substitutes_named(line: MaterialLine) -> dict[int, Decimal]:
    """The items the recipe lets stand in for a line's, with how much of each replaces one."""
    bom_id = line.order.bom_id
    named = Substitute.objects.filter(line__bom=bom_id, line__item=line.item_id)
    return dict(named.order_by("priority").values_list("item_id", "factor"))


def line_drop(line: MaterialLine) -> None:
    """A line that is no longer wanted: only what was issued to it remains of it."""
    items_lock(item_ids=[line.item_id])
    if not line.consumed:
        lines_free(lines=[line])
        line.delete()
        line.need.delete()
        return
    line.per_unit_numerator, line.per_unit_denominator = Decimal(), Decimal(1)
    line.fixed_quantity, line.owed = line.consumed, Decimal()
    line.save(update_fields=[*PER_UNIT, "fixed_quantity", "owed"])
    line.need.quantity = line.consumed
    needs_resize(needs=[line.need])


PER_UNIT = ("per_unit_numerator", "per_unit_denominator")


def _line_made(order: Order, item: Item, draft: ComponentDraft) -> MaterialLine:
    """A new line with its need; what there is of it is claimed."""
    if item.id == order.item_id:
        raise NeedsItself(item=item.code)
    items_lock(item_ids=[item.id])
    need = _need(order, item, draft.quantity)
    costs = unit_costs(item_ids=[item.id], warehouse_id=need.warehouse_id)
    last = order.materials.aggregate(last=Max("position"))["last"] or 0
    line = MaterialLine(
        order=order,
        position=last + 10,
        item=item,
        operation_id=_operation(order, draft.operation_id),
        mode=Consumption(draft.mode),
        planned_unit_cost=costs[item.id],
        need=need,
    )
    share_out(line, draft.quantity, starts_of(order)[line.operation_id or 0])
    line.save()
    needs_claim(needs=[need])
    return line


def _need(order: Order, item: Item, quantity: Decimal) -> Need:
    assert order.components_warehouse_id
    return Need.objects.create(
        item=item,
        warehouse_id=order.components_warehouse_id,
        quantity=quantity,
        cause=order.number,
        group_id=order.group_id,
        needed_by=order.planned_start,
        priority=order.priority,
    )


def _operation(order: Order, wanted: int | None) -> int:
    """The operation named, or the first: of the steps that the order has, once it is planned."""
    assert order.routing
    steps = order.work_orders.exclude(operation=None).order_by("sequence")
    operations = list(steps.values_list("operation_id", flat=True)) or [
        operation.id for operation in order.routing.operations.all()
    ]
    if wanted is None:
        return operations[0]
    if wanted not in operations:
        raise StepNotFound(key=wanted)
    return wanted


def share_out(line: MaterialLine, quantity: Decimal, start: Decimal) -> None:
    """Spread what is still to be issued of a line (unsaved) over the pieces its operation has yet
    to work, so that what it has taken stays what was due."""
    taken = line.consumed + line.owed
    worked = worked_at(line)
    left = Fraction(start - worked)
    per_unit = Fraction(quantity - taken) / left if left > 0 else Fraction()
    if not worked:
        line.fixed_quantity = min(line.fixed_quantity, quantity)
        per_unit = Fraction(quantity - line.fixed_quantity) / Fraction(start)
    else:
        line.fixed_quantity = _floor(Fraction(taken) - per_unit * Fraction(worked))
    line.per_unit_numerator = Decimal(per_unit.numerator)
    line.per_unit_denominator = Decimal(per_unit.denominator)


_FINEST = Decimal("0.000000001")


def _floor(value: Fraction) -> Decimal:
    """The amount a column can hold next below ``value``."""
    return -round_up(-value, _FINEST) if value < 0 else round_down(value, _FINEST)


def _opened(order_id: int, verb: str, reason: str, actor: Actor, version: UUID | None) -> Revision:
    actor.require("production.order_edit")
    if not reason.strip():
        raise ReasonNeeded()
    change = revision_open(
        order_id=order_id, verb=verb, actor=actor, reason=reason, version=version
    )
    active_or_refuse(change.order)
    return change


def _line_opened(
    line_id: int, verb: str, reason: str, actor: Actor, version: UUID | None
) -> tuple[MaterialLine, Revision]:
    lines = MaterialLine.objects.select_related("need", "item__unit")
    order_id = lines.filter(id=line_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise LineNotFound(key=line_id)
    change = _opened(order_id, verb, reason, actor, version)
    line = lines.filter(id=line_id).first()
    if line is None:
        raise LineNotFound(key=line_id)
    line.order = change.order
    return line, change
