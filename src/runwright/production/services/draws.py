"""Material that leaves the stock by itself, as the reports at an operation make it due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet, Sum

from runwright.catalog.models import Item
from runwright.catalog.rules import quantity_check
from runwright.engineering.models import Consumption
from runwright.journal.models import Entry
from runwright.journal.rows import (
    answer,
    columns,
    fresh,
    instances,
    joined,
    rows_add,
    rows_update,
)
from runwright.production.errors import LineNotFound
from runwright.production.models import (
    MaterialIssue,
    MaterialLine,
    QuantityReport,
    WorkOrder,
)
from runwright.production.rules import material_due
from runwright.production.selectors.situations import lost_of, rework_awaited
from runwright.production.services.needs import line_wanted, needs_resize, starts_to_work
from runwright.production.services.work import StepRow
from runwright.stock.models import Lot, Move, Need
from runwright.stock.services import (
    items_lock,
    moves_reverse,
    needs_claim,
    waiting_needs_serve,
)
from runwright.stock.services.issues import Issue, needs_issue
from runwright.units.models import Unit

Parts = list[tuple[Move, Decimal]]


Confirmed = Sequence[tuple[int, Decimal, Lot | None]]
"""Line, quantity and lot that an operator confirmed."""


def materials_draw(
    *,
    work_order: WorkOrder,
    entry: Entry,
    report: QuantityReport,
    confirmed: Confirmed | None = None,
    step: StepRow | None = None,
) -> None:
    """Draw what a report made due, less what was drawn or issued before; the rest is owed.

    Of the lines that are only proposed what was ``confirmed`` is issued instead, of the lots
    named; without a confirmation they are drawn as proposed. ``step``: what the facts say of the
    operation, if the caller knows.
    """
    lines = _lines_drawn(work_order)
    if confirmed is not None:
        items_lock(item_ids=[line.item_id for line in lines])
        _confirmed_issue(lines, confirmed, entry, report)
        lines = [line for line in lines if line.mode != Consumption.SEMI_AUTOMATIC]
    worked = _worked(work_order, step) if lines else Decimal()
    due = [(line, -more) for line in lines if (more := _surplus(line, worked)) < 0]
    if not due:
        return
    items_lock(item_ids=[line.item_id for line, _ in due])
    lines_issue(due, entry, report)
    drawn = [line for line, _ in due]
    _want_what_is_owed(drawn)
    rows_update(MaterialLine, drawn, ["consumed", "owed"])


def materials_undraw(*, work_order: WorkOrder, entry: Entry, undone: QuantityReport) -> None:
    """Give back what an undone report made due: first it is no longer owed, then it returns, what
    that report drew before what others did. What was issued by hand stays where it is."""
    lines = _lines_drawn(work_order)
    items_lock(item_ids=[line.item_id for line in lines])
    worked = _worked(work_order) if lines else Decimal()
    used_up = [m for m in lines if m.need.served + m.owed >= m.need.quantity]
    for line in lines:
        surplus = max(_surplus(line, worked), Decimal())
        forgiven = min(line.owed, surplus)
        line.owed -= forgiven
        lines_return(line=line, parts=_returnable(line, undone, surplus - forgiven), entry=entry)
    _want_no_more_than_planned(work_order, used_up)
    rows_update(MaterialLine, lines, ["consumed", "owed"])


def _confirmed_issue(
    lines: Sequence[MaterialLine], confirmed: Confirmed, entry: Entry, report: QuantityReport
) -> None:
    proposed = {line.id: line for line in lines if line.mode == Consumption.SEMI_AUTOMATIC}
    for line_id, quantity, lot in confirmed:
        if line_id not in proposed:
            raise LineNotFound(key=line_id)
        line = proposed[line_id]
        quantity_check(item=line.item, quantity=quantity, zero=True)
        if quantity:
            lines_issue([(line, quantity)], entry, report, lots=[lot] if lot else ())
    rows_update(MaterialLine, list(proposed.values()), ["consumed", "owed"])


def materials_proposed(
    *, work_order: WorkOrder, quantity: Decimal
) -> list[tuple[MaterialLine, Decimal]]:
    """What a report of ``quantity`` pieces would make due of the lines that are only proposed."""
    which = {"order": work_order.order_id, "operation": work_order.operation_id}
    lines = lines_read(f"{LINES} AND m.operation_id = %(operation)s AND m.mode = %(mode)s",
                       which | {"mode": Consumption.SEMI_AUTOMATIC})  # fmt: skip
    worked = _worked(work_order) + quantity
    return [(line, max(-_surplus(line, worked), Decimal())) for line in lines]


@dataclass(frozen=True)
class Taken:
    """A line of an operation, and the pieces that were worked there."""

    line: MaterialLine
    worked: Decimal

    def more_for(self, quantity: Decimal | int) -> Decimal:
        """What ``quantity`` more pieces take of it, beside what was drawn or is owed."""
        return max(-_surplus(self.line, self.worked + quantity), Decimal())


def materials_taken(work_order: WorkOrder) -> list[Taken]:
    """Every line of an operation."""
    which = {"order": work_order.order_id, "operation": work_order.operation_id}
    lines = lines_read(f"{LINES} AND m.operation_id = %(operation)s", which)
    worked = _worked(work_order) if lines else Decimal()
    return [Taken(line, worked) for line in lines]


def _lines_drawn(work_order: WorkOrder) -> list[MaterialLine]:
    """The lines an operation draws by itself."""
    which = {"order": work_order.order_id, "operation": work_order.operation_id}
    return lines_read(f"{LINES} AND m.operation_id = %(operation)s AND m.mode <> 'manual'", which)


LINES = f"""
SELECT {columns(MaterialLine, "m")}, {columns(Need, "n")},
       {columns(Item, "i")}, {columns(Unit, "u")}
FROM production_materialline m
JOIN stock_need n ON n.id = m.need_id
JOIN catalog_item i ON i.id = m.item_id JOIN units_unit u ON u.id = i.unit_id
WHERE m.order_id = %(order)s
"""


def lines_read(statement: str, values: Mapping[str, object]) -> list[MaterialLine]:
    """Material lines with their needs and items, by item and id: the rows of ``LINES``."""
    found = []
    models = [MaterialLine, Need, Item, Unit]
    for line, need, item, unit in instances(models, f"{statement} ORDER BY i.id, m.id", values):
        joined(item, unit=unit)
        joined(need, item=item)
        joined(line, need=need, item=item)
        found.append(line)
    return found


def _surplus(line: MaterialLine, worked: Decimal) -> Decimal:
    """How much more is drawn, issued or owed than ``worked`` pieces made due; below zero when it
    is less."""
    due = material_due(
        cumulated=worked,
        per_unit=Fraction(line.per_unit_numerator) / Fraction(line.per_unit_denominator),
        fixed=line.fixed_quantity,
        resolution=line.item.resolution,
    )
    return Decimal(line.consumed + line.owed - due)


def _worked(work_order: WorkOrder, step: StepRow | None = None) -> Decimal:
    """Pieces that were worked at an operation, each once: those sent back for rework have taken
    their material and draw none when they are reported again."""
    if work_order.order.batched is not None:
        return Decimal(work_order.accounted - (step.lost if step else _lost(work_order)))
    awaited = step.awaited if step else _awaited(work_order)
    return Decimal(min(work_order.accounted + awaited, work_order.released))


def _awaited(work_order: WorkOrder) -> Decimal:
    return rework_awaited(order_id=work_order.order_id).get(work_order.id, Decimal())


def _lost(work_order: WorkOrder) -> Decimal:
    ((lost,),) = answer(LOST, {"order": work_order.order_id, "work_order": work_order.id})
    return Decimal(lost)


LOST = lost_of(order="%(order)s", work_order="%(work_order)s")


def worked_at(line: MaterialLine) -> Decimal:
    """Pieces that were worked at the operation of a line."""
    works = WorkOrder.objects.filter(order=line.order_id, operation=line.operation_id)
    work_order = works.exclude(state="cancelled").first()
    return _worked(work_order) if work_order else Decimal()


def spare_of(line: MaterialLine) -> Decimal:
    """What was issued to a line beyond what reports have made due."""
    if line.mode == Consumption.MANUAL:
        return Decimal(line.consumed)
    operations = WorkOrder.objects.filter(order=line.order_id, operation=line.operation_id)
    work_order = operations.exclude(state="cancelled").first()
    return _surplus(line, _worked(work_order)) if work_order else Decimal(line.consumed)


def lines_issue(
    wanted: Sequence[tuple[MaterialLine, Decimal]],
    entry: Entry,
    report: QuantityReport | None = None,
    *,
    by_hand: bool = False,
    lots: Sequence[Lot] = (),
) -> None:
    """Issue to lines (unsaved) what there is, only of ``lots`` if any are named; what is missing is
    added to what they owe."""
    issues = [Issue(need=line.need, quantity=quantity, lots=lots) for line, quantity in wanted]
    if not issues:
        return
    needs_issue(issues=issues, entry=entry, reference=entry.record_label)
    for (line, quantity), issue in zip(wanted, issues, strict=True):
        line.consumed += quantity - issue.missing
        line.owed += issue.missing
    rows_add(
        MaterialIssue,
        [
            fresh(
                MaterialIssue,
                move=move,
                order_id=line.order_id,
                line=line,
                report=report,
                by_hand=by_hand,
            )
            for (line, _), issue in zip(wanted, issues, strict=True)
            for move in issue.moves
        ],
    )


def _want_what_is_owed(lines: Sequence[MaterialLine]) -> None:
    """What is owed is wanted, also beyond what was planned: it is claimed when it comes."""
    beyond = [m for m in lines if m.owed and m.need.served + m.owed > m.need.quantity]
    for line in beyond:
        line.need.quantity = line.need.served + line.owed
    if beyond:
        needs_resize(needs=[line.need for line in beyond])


def _want_no_more_than_planned(work_order: WorkOrder, lines: Sequence[MaterialLine]) -> None:
    """What is wanted beyond the plan only because it was owed or issued is let go when it is so no
    more. ``lines``: those that had used up what they wanted."""
    if not lines or work_order.operation_id is None:
        return
    order, above = work_order.order, []
    starts = starts_to_work(order, {work_order.operation_id: work_order.start_quantity})
    for line in lines:
        joined(line, order=order)
        wanted = max(line_wanted(line, starts), line.need.served + line.owed)
        if line.need.quantity > wanted:
            line.need.quantity = wanted
            above.append(line.need)
    if above:
        needs_resize(needs=above)


def lines_return(*, line: MaterialLine, parts: Parts, entry: Entry) -> None:
    """Bring issued material back (line unsaved); the line's own need claims it again first."""
    returned = moves_reverse(parts=parts, entry=entry)
    if not returned:
        return
    MaterialIssue.objects.bulk_create(
        [fresh(MaterialIssue, move=move, order_id=line.order_id, line=line) for move in returned]
    )
    quantity = sum((move.quantity for move in returned), Decimal())
    line.consumed -= quantity
    line.need.served -= quantity
    line.need.save(update_fields=["served"])
    needs_claim(needs=[line.need])
    waiting_needs_serve(item_id=line.item_id, warehouse_id=line.need.warehouse_id)


def _returnable(line: MaterialLine, undone: QuantityReport, quantity: Decimal) -> Parts:
    """What a report drew up to ``quantity``, and of what else was drawn only so much that what was
    issued by hand is all that is left beyond what is due."""
    issues = MaterialIssue.objects.filter(line=line)
    own = _limited(left_of(issues.filter(by_hand=False, report=undone)), quantity)
    by_hand = _sum(left_of(issues.filter(by_hand=True)))
    others = left_of(issues.filter(by_hand=False).exclude(report=undone))
    return own + _limited(others, quantity - _sum(own) - by_hand)


def _sum(parts: Parts) -> Decimal:
    return sum((quantity for _, quantity in parts), Decimal())


def left_of(issues: QuerySet[MaterialIssue]) -> Parts:
    """Issues newest first, each with what has not been given back yet."""
    moves = list(
        Move.objects.select_related("item__unit", "lot", "source", "target")
        .filter(id__in=issues.values("move_id"), reverses=None)
        .order_by("-at", "-id")
    )
    undone = Move.objects.filter(reverses__in=moves).values_list("reverses_id")
    sums = dict(undone.annotate(Sum("quantity")))
    return [(move, move.quantity - sums.get(move.id, Decimal())) for move in moves]


def _limited(parts: Parts, quantity: Decimal) -> Parts:
    """The first of ``parts`` that make up ``quantity``."""
    taken: Parts = []
    for move, left in parts:
        part = min(left, quantity)
        if part > 0:
            taken.append((move, part))
            quantity -= part
    return taken


def parts_of(issues: QuerySet[MaterialIssue], quantity: Decimal) -> Parts:
    """The newest issues that make up ``quantity``, as far as they go."""
    return _limited(left_of(issues), quantity)
