"""From the standard to the actual cost of an order: what its facts say of each cause."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import Case, DecimalField, F, Sum, When

from runwright.costing.variance import MaterialUse, TimeUse, Waterfall, waterfall
from runwright.kernel.intervals import total
from runwright.people.actor import Actor
from runwright.production.models import (
    CostKind,
    MaterialIssue,
    MaterialLine,
    Order,
    TimeInterval,
    TimeKind,
    WorkOrder,
)
from runwright.production.rules import material_due
from runwright.production.selectors.cost_times import CostLine, lane_spans, spans_of
from runwright.production.selectors.costs import (
    frozen_lines,
    planned_cost,
)


def order_waterfall(*, order: Order, actor: Actor) -> Waterfall | None:
    """Why a done order cost what it cost; nothing for an order that is not done.

    Standard: what it was planned to cost when it was first confirmed and planned. The bars add
    up to actual − standard, to the cent.
    """
    actor.require("production.view")
    if order.state != "done" or order.cost is None or order.standard_material is None:
        return None
    planned = sum(planned_cost(order=order).values(), Decimal())
    work = order.standard_work if order.standard_work is not None else Decimal()
    works = list(
        WorkOrder.objects.filter(order=order)
        .exclude(state="cancelled")
        .select_related("operation")
        .order_by("sequence")
    )
    good = Fraction(order.firsts + order.seconds) / Fraction(order.quantity)
    return waterfall(
        standard=order.standard_material + work,
        planned=planned,
        actual=order.cost,
        uses=[*_materials(order, works, good), *_times(order, works, good)],
    )


def _materials(order: Order, works: list[WorkOrder], good: Fraction) -> Iterator[MaterialUse]:
    taken = _taken(order)
    at = {work.operation_id: work for work in works}
    for line in MaterialLine.objects.filter(order=order).select_related("need", "item"):
        quantity, value = taken.pop(line.id, (Decimal(), Decimal()))
        work = at.get(line.operation_id)
        start = Fraction(work.start_quantity if work else order.quantity)
        worked = _worked(work) if work else start
        yield MaterialUse(
            planned=Fraction(line.need.quantity),
            for_good=Fraction(_due(line, start * good)),
            for_worked=Fraction(_due(line, worked)),
            taken=Fraction(quantity),
            unit_cost=Fraction(line.planned_unit_cost),
            value=Fraction(value),
        )
    nothing = Fraction()
    carried = sum((line.amount for line in frozen_lines(order=order) if line.is_carried), Decimal())
    if carried:
        yield MaterialUse(nothing, nothing, nothing, nothing, nothing, Fraction(carried))
    for quantity, value in taken.values():
        yield MaterialUse(nothing, nothing, nothing, Fraction(quantity), nothing, Fraction(value))


def _due(line: MaterialLine, pieces: Fraction) -> Decimal:
    return material_due(
        cumulated=pieces,
        per_unit=Fraction(line.per_unit_numerator) / Fraction(line.per_unit_denominator),
        fixed=line.fixed_quantity,
        resolution=line.item.resolution,
    )


def _worked(work: WorkOrder) -> Fraction:
    """Pieces that were worked; the waste of finishing short never was."""
    pieces = work.firsts + work.seconds + work.waste + work.held
    if work.short_reason:
        short = work.reports.filter(entry__verb="work.finish_short", reversals=None)
        pieces -= short.aggregate(sum=Sum("waste"))["sum"] or Decimal()
    return Fraction(pieces)


def _taken(order: Order) -> dict[int | None, tuple[Decimal, Decimal]]:
    """By line: what was issued net of returns, and what it was worth."""
    field = DecimalField(max_digits=33, decimal_places=9)
    sign = {
        name: Sum(
            Case(
                When(move__reverses=None, then=F(f"move__{name}")),
                default=-F(f"move__{name}"),
                output_field=field,
            )
        )
        for name in ("quantity", "value")
    }
    rows = MaterialIssue.objects.filter(order=order).values_list("line_id").annotate(**sign)
    return {line_id: (quantity, value) for line_id, quantity, value in rows}


def _times(order: Order, works: list[WorkOrder], good: Fraction) -> Iterator[TimeUse]:
    booked: defaultdict[tuple[str, int | None], list[CostLine]] = defaultdict(list)
    for line in frozen_lines(order=order):
        if not line.is_carried:
            booked[line.kind, line.work_order_id].append(line)
    for work in works:
        for kind in (CostKind.LABOUR, CostKind.MACHINE):
            yield _time(work, kind, booked[kind, work.id], good)


def _time(work: WorkOrder, kind: CostKind, booked: list[CostLine], good: Fraction) -> TimeUse:
    operation = work.operation
    is_labour = kind == CostKind.LABOUR
    crew = Fraction(operation.crew) if operation and is_labour else Fraction(1)
    once = operation.setup_minutes + operation.cleanup_minutes if operation else Decimal()
    setup = min(Fraction(once), Fraction(work.expected_minutes)) / 60 * crew
    run = Fraction(work.expected_minutes) / 60 * crew - setup
    hours = sum((Fraction(line.quantity) for line in booked), Fraction())
    set_up = min(_setup_hours(work, is_labour=is_labour), hours)
    share = Fraction(_worked(work)) / Fraction(work.start_quantity)
    rate = Fraction(work.labour_rate) / crew if is_labour else Fraction(work.machine_rate)
    return TimeUse(
        planned_run=run,
        planned_setup=setup,
        for_good=run * good,
        for_worked=run * share,
        run=hours - set_up,
        setup=set_up,
        rate=rate,
        amount=sum((Fraction(line.amount) for line in booked), Fraction()),
    )


def _setup_hours(work: WorkOrder, *, is_labour: bool) -> Fraction:
    """Hours of people, or of machines and lanes, that were called setup."""
    found = list(TimeInterval.objects.filter(work_order=work).exclude(ended_at=None))
    machines = [i for i in found if i.machine_id]
    setting_up = [i for i in found if i.kind == TimeKind.SETUP]
    people = [i for i in setting_up if i.operator_id]
    counted = people if is_labour else [i for i in setting_up if i.machine_id]
    spans = [span for interval in counted for span in spans_of([interval])]
    lanes = [] if is_labour else lane_spans(people, machines)
    return Fraction(int(total([*spans, *lanes], timedelta()).total_seconds()), 3600)
