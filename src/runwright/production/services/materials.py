"""Material of an order: fixing its lines, drawing what is due, issuing by hand, giving back."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.db.models import Sum

from runwright.catalog.rules import quantity_check
from runwright.engineering.models import Bom, BomLine, Consumption, Operation
from runwright.engineering.rules import line_fixed_need, line_need_per_unit, start_quantities
from runwright.engineering.selectors import bom_get
from runwright.journal.models import Entry
from runwright.journal.services import Edit, entry_record
from runwright.kernel.quantity import plain
from runwright.kernel.rounding import round_up
from runwright.people.actor import Actor
from runwright.production.errors import LineNotFound, NotEnoughMaterial, NothingOwed
from runwright.production.models import (
    MaterialIssue,
    MaterialLine,
    Order,
    QuantityReport,
    WorkOrder,
)
from runwright.production.rules import material_due
from runwright.production.services.orders import order_locked, order_subject
from runwright.stock.models import Move, Need
from runwright.stock.selectors import unit_costs
from runwright.stock.services import moves_reverse, need_close, needs_claim, waiting_needs_serve
from runwright.stock.services.issues import Issue, needs_issue


def lines_fix(*, order: Order, actor: Actor) -> None:
    """Make the material lines of an order from its BoM, open their needs, and claim stock."""
    assert order.bom_id and order.routing and order.components_warehouse_id
    bom = bom_get(bom_id=order.bom_id, actor=actor)
    operations = list(order.routing.operations.all())
    starts = start_quantities(
        operations=operations, good=order.quantity, resolution=order.item.resolution
    )
    started = {o.id: quantity for o, quantity in zip(operations, starts, strict=True)}
    lines = [_line(order, bom, line, operations[0], started) for line in bom.lines.all()]
    costs = unit_costs(
        item_ids=[line.item_id for line in lines], warehouse_id=order.components_warehouse_id
    )
    for line in lines:
        line.planned_unit_cost = costs[line.item_id]
    Need.objects.bulk_create([line.need for line in lines])
    MaterialLine.objects.bulk_create(lines)
    needs_claim(needs=[line.need for line in lines])


def _line(
    order: Order, bom: Bom, line: BomLine, first: Operation, started: dict[int, Decimal]
) -> MaterialLine:
    operation = line.operation or first
    per_unit = line_need_per_unit(line=line, bom_quantity=bom.quantity)
    fixed = round_up(line_fixed_need(line=line), line.item.resolution)
    wanted = material_due(
        cumulated=started[operation.id],
        per_unit=per_unit,
        fixed=fixed,
        resolution=line.item.resolution,
    )
    assert order.components_warehouse_id
    return MaterialLine(
        order=order,
        position=line.position,
        item=line.item,
        operation=operation,
        per_unit_numerator=Decimal(per_unit.numerator),
        per_unit_denominator=Decimal(per_unit.denominator),
        fixed_quantity=fixed,
        mode=line.mode or bom.mode,
        need=Need(
            item=line.item,
            warehouse_id=order.components_warehouse_id,
            quantity=wanted,
            cause=order.number,
            needed_by=order.planned_start,
            priority=order.priority,
        ),
    )


def lines_free(*, lines: Sequence[MaterialLine]) -> None:
    """Nothing more is wanted for these lines: their claims go to whoever waits."""
    need_close(needs=[line.need for line in lines])


def materials_draw(
    *, work_order: WorkOrder, entry: Entry, report: QuantityReport | None = None
) -> None:
    """Bring what was consumed at an operation to what its reports say is due.

    Automatic lines only. What is not there is owed; what is too much after a correction is first
    no longer owed, then given back.
    """
    lines = list(
        MaterialLine.objects.select_related("need", "item__unit")
        .filter(order=work_order.order, operation=work_order.operation)
        .exclude(mode=Consumption.MANUAL)
        .order_by("item_id", "id")
    )
    work_order.refresh_from_db(fields=["firsts", "seconds", "waste", "held"])
    differences = [(line, _due(line, work_order) - line.consumed - line.owed) for line in lines]
    _issue([(line, more) for line, more in differences if more > 0], entry, report)
    for line, more in differences:
        if more < 0:
            _give_back(line, -more, entry)
    MaterialLine.objects.bulk_update(lines, ["consumed", "owed"])


def _due(line: MaterialLine, work_order: WorkOrder) -> Decimal:
    return material_due(
        cumulated=work_order.firsts + work_order.seconds + work_order.waste + work_order.held,
        per_unit=Fraction(line.per_unit_numerator) / Fraction(line.per_unit_denominator),
        fixed=line.fixed_quantity,
        resolution=line.item.resolution,
    )


def _issue(
    wanted: Sequence[tuple[MaterialLine, Decimal]], entry: Entry, report: QuantityReport | None
) -> None:
    issues = [Issue(need=line.need, quantity=quantity) for line, quantity in wanted]
    if not issues:
        return
    needs_issue(issues=issues, entry=entry, reference=entry.record_label)
    for (line, quantity), issue in zip(wanted, issues, strict=True):
        line.consumed += quantity - issue.missing
        line.owed += issue.missing
    MaterialIssue.objects.bulk_create(
        [
            MaterialIssue(move=move, line=line, report=report)
            for (line, _), issue in zip(wanted, issues, strict=True)
            for move in issue.moves
        ]
    )


def _give_back(line: MaterialLine, quantity: Decimal, entry: Entry) -> None:
    forgiven = min(line.owed, quantity)
    line.owed -= forgiven
    rest = quantity - forgiven
    parts: list[tuple[Move, Decimal]] = []
    for move, left in _issued(line):
        part = min(left, rest)
        if part > 0:
            parts.append((move, part))
            rest -= part
    if parts:
        returned = moves_reverse(parts=parts, entry=entry)
        MaterialIssue.objects.bulk_create([MaterialIssue(move=m, line=line) for m in returned])
        _lower(line, sum((part for _, part in parts), Decimal()))


def _lower(line: MaterialLine, returned: Decimal) -> None:
    line.consumed -= returned
    line.need.served -= returned
    line.need.save(update_fields=["served"])
    waiting_needs_serve(item_id=line.item_id, warehouse_id=line.need.warehouse_id)


def _issued(line: MaterialLine) -> list[tuple[Move, Decimal]]:
    """The issues of a line, newest first, each with what has not been given back yet."""
    moves = Move.objects.select_related("item__unit", "lot", "source", "target")
    of_line = MaterialIssue.objects.filter(line=line).values("move_id")
    issues = list(moves.filter(id__in=of_line, reverses=None).order_by("-at", "-id"))
    undone = dict(
        Move.objects.filter(reverses__in=issues)
        .values_list("reverses_id")
        .annotate(Sum("quantity"))
    )
    return [(move, move.quantity - undone.get(move.id, Decimal())) for move in issues]


@transaction.atomic
def material_issue(*, line_id: int, quantity: Decimal, actor: Actor) -> MaterialLine:
    """Issue material to a line by hand, in the item's base unit; all of it or, with
    ``NotEnoughMaterial``, nothing."""
    actor.require("production.work_report")
    line = _line_locked(line_id)
    quantity_check(item=line.item, quantity=quantity)
    edits = [Edit(line.item.code, line.consumed, line.consumed + quantity)]
    subject = order_subject(line.order)
    entry = entry_record(actor=actor, verb="order.issue", subject=subject, edits=edits)
    owed = line.owed
    _issue([(line, quantity)], entry, None)
    if line.owed > owed:
        raise NotEnoughMaterial(
            item=line.item.code, wanted=plain(quantity), missing=plain(line.owed - owed)
        )
    line.save(update_fields=["consumed", "owed"])
    return line


@transaction.atomic
def owed_issue(*, order_id: int, actor: Actor) -> Order:
    """Issue what is owed to an order as far as it has arrived. Raises ``NothingOwed``."""
    actor.require("production.work_report")
    order = order_locked(order_id)
    lines = list(
        MaterialLine.objects.select_related("need", "item__unit")
        .filter(order=order, owed__gt=0)
        .order_by("item_id", "id")
    )
    if not lines:
        raise NothingOwed(record=order.number)
    entry = entry_record(actor=actor, verb="order.issue_owed", subject=order_subject(order))
    wanted = [(line, line.owed) for line in lines]
    for line in lines:
        line.owed = Decimal()
    _issue(wanted, entry, None)
    MaterialLine.objects.bulk_update(lines, ["consumed", "owed"])
    return order


def _line_locked(line_id: int) -> MaterialLine:
    order_id = MaterialLine.objects.filter(id=line_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise LineNotFound(key=line_id)
    order = order_locked(order_id)
    line = MaterialLine.objects.select_related("need", "item__unit").get(id=line_id)
    line.order = order
    return line
