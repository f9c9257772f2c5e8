"""Making the work orders of an order and giving them their times."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from runwright.engineering.models import Operation
from runwright.engineering.rules import (
    before_of,
    duration_minutes,
    start_quantities,
    times_for,
)
from runwright.engineering.selectors import operations_to_plan
from runwright.journal.clock import now
from runwright.journal.rows import (
    answer,
    fresh,
    rows_add,
    rows_update,
)
from runwright.kernel.intervals import Interval
from runwright.production.models import Order, WorkOrder
from runwright.production.rules import Choice, Place, Span, Task, forward_schedule
from runwright.production.services.work import order_steps, states_settle, steps_unworked
from runwright.resources.calendars import calendar_of, calendars_of
from runwright.resources.models import WorkCentre


def work_orders_plan(*, order: Order) -> list[WorkOrder]:
    """Create one work order per operation, scheduled forward from the planned start.

    Other orders' work is never moved: each operation takes the first free lane.
    """
    assert order.routing
    operations = operations_to_plan(routing_id=order.routing.id)
    _lock_centres({centre.id for operation in operations for centre in centres_of(operation)})
    works = works_wanted(order=order, operations=operations)
    states_settle(steps_unworked(works, operations))
    rows_add(WorkOrder, works)
    order.planned_end = max(work.planned_end for work in works if work.planned_end)
    rows_update(Order, [order], ["planned_end"])
    return works


def work_orders_shift(*, order: Order, works: Sequence[WorkOrder]) -> None:
    """Schedule the work orders of an order forward from its planned start as they are, each where
    it is done now: what planners added, left out and moved elsewhere stays so."""
    assert order.planned_start
    _lock_centres({work.work_centre_id for work in works})
    start = max(order.planned_start, now())
    places = _places({work.work_centre for work in works}, start, order)
    before = [step.before for step in order_steps(order)]
    tasks = [
        [_task_of(work, places[work.work_centre_id], [works[place] for place in followed])]
        for work, followed in zip(works, before, strict=True)
    ]
    choices = forward_schedule(tasks=tasks, before=before, start=start)
    for work, choice in zip(works, choices, strict=True):
        work.planned_start, work.planned_end = choice.span.start, choice.span.end
    WorkOrder.objects.bulk_update(works, ["planned_start", "planned_end"])
    order.planned_end = max(choice.span.end for choice in choices)
    rows_update(Order, [order], ["planned_end"])


def works_wanted(*, order: Order, operations: Sequence[Operation]) -> list[WorkOrder]:
    """The work orders (unsaved) of an order as the calendars and lanes are now."""
    assert order.planned_start
    starts = start_quantities(
        operations=operations, good=order.quantity, resolution=order.item.resolution
    )
    choices = _schedule(order, operations, starts, max(order.planned_start, now()))
    return [
        _work_order(order, operation, quantity, choice, is_last=operation == operations[-1])
        for operation, quantity, choice in zip(operations, starts, choices, strict=True)
    ]


def centres_of(operation: Operation) -> list[WorkCentre]:
    """Where an operation may be done, first choice first: its own alternatives count before those
    of its work centre, and work outside has none."""
    if operation.is_external:
        return [operation.work_centre]
    others = operation.alternatives.all() or operation.work_centre.alternatives.all()
    return [operation.work_centre, *(centre for centre in others if not centre.archived_at)]


def _lock_centres(centre_ids: set[int]) -> None:
    """Two orders planned at once must not both find the same lane free."""
    answer(CENTRES_LOCK, [sorted(centre_ids)])


CENTRES_LOCK = """
SELECT id FROM resources_workcentre WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
"""


def _work_order(
    order: Order, operation: Operation, quantity: Decimal, choice: Choice, *, is_last: bool
) -> WorkOrder:
    centre = centres_of(operation)[choice.option]
    minutes = minutes_of(operation, order.item_id, quantity, centre)
    labour_rate, machine_rate = rates_at(operation, centre)
    return fresh(
        WorkOrder,
        order=order,
        sequence=operation.sequence,
        name=operation.name,
        operation=operation,
        work_centre=centre,
        is_output=is_last,
        start_quantity=quantity,
        expected_minutes=Decimal(minutes.numerator) / Decimal(minutes.denominator),
        labour_rate=labour_rate,
        machine_rate=machine_rate,
        planned_start=choice.span.start,
        planned_end=choice.span.end,
        state_since=now(),
    )


def rates_at(operation: Operation | None, centre: WorkCentre) -> tuple[Decimal, Decimal]:
    """What an hour of labour and of the machine costs at a work centre; work outside has its price
    instead, and a step that was added one worker."""
    if operation and operation.is_external:
        return Decimal(), Decimal()
    crew = operation.crew if operation else Decimal(1)
    labour = (centre.department and centre.department.labour_rate) or Decimal()
    return crew * labour, centre.cost_per_hour


def minutes_of(
    operation: Operation, item_id: int, quantity: Decimal, centre: WorkCentre
) -> Fraction:
    """The time an operation takes at a work centre; work outside takes its lead time."""
    if operation.is_external:
        return Fraction(operation.lead_time_days * MINUTES_OF_A_DAY)
    times = times_for(operation, item_id)
    return duration_minutes(operation=times, quantity=quantity, efficiency=centre.efficiency)


def end_of(work: WorkOrder) -> datetime | None:
    """When a work order ends that takes its expected minutes from its planned start on: by the
    schedule of its work centre, around the clock outside and where there is none."""
    if not work.planned_start:
        return work.planned_end
    is_outside = work.operation is not None and work.operation.is_external
    schedule = None if is_outside else work.work_centre.schedule
    place = Place(calendar=calendar_of(schedule) if schedule else None, lanes=1)
    return place.after(work.planned_start, Fraction(work.expected_minutes))


MINUTES_OF_A_DAY = 24 * 60
OUTSIDE = Place(calendar=None, lanes=1_000_000)
"""Where suppliers work: around the clock, and never full."""


def _schedule(
    order: Order, operations: Sequence[Operation], quantities: Sequence[Decimal], start: datetime
) -> list[Choice]:
    places = _places({centre for o in operations for centre in centres_of(o)}, start, order)
    before = before_of(operations)
    tasks = [
        [
            _task(order, operation, quantity, centre, place=places[centre.id],
                  followed=[operations[p] for p in followed])
            for centre in centres_of(operation)
        ]
        for operation, quantity, followed in zip(operations, quantities, before, strict=True)
    ]  # fmt: skip
    return forward_schedule(tasks=tasks, before=before, start=start)


def _task(
    order: Order,
    operation: Operation,
    quantity: Decimal,
    centre: WorkCentre,
    *,
    place: Place,
    followed: Sequence[Operation],
) -> Task:
    """``followed`` decide by their transfer quantity how much is still to do at the end."""
    total = minutes_of(operation, order.item_id, quantity, centre)
    times = times_for(operation, order.item_id)
    each = Fraction(times.cycle_minutes) / Fraction(times.units_per_cycle)
    per_unit = each / Fraction(centre.efficiency)
    setup = Fraction() if operation.is_external else Fraction(times.setup_minutes)
    last = max((min(quantity, one.transfer_quantity) for one in followed), default=Decimal())
    return Task(
        place=OUTSIDE if operation.is_external else place,
        setup=setup,
        run=total - setup,
        overlaps=operation.may_overlap and not operation.is_external,
        first_transfer=Fraction(min(quantity, operation.transfer_quantity)) * per_unit,
        last_transfer=Fraction(last) * per_unit,
    )


def _task_of(work: WorkOrder, place: Place, followed: Sequence[WorkOrder]) -> Task:
    """A work order where it is; a step that was added takes its minutes, and overlaps nothing."""
    if work.operation is None:
        minutes = Fraction(work.expected_minutes)
        none = Fraction()
        return Task(place, none, minutes, overlaps=False, first_transfer=none, last_transfer=none)
    return _task(
        work.order,
        work.operation,
        work.start_quantity,
        work.work_centre,
        place=place,
        followed=[one.operation for one in followed if one.operation],
    )


def _places(centres: set[WorkCentre], start: datetime, order: Order) -> dict[int, Place]:
    """Work centres with what is planned there of other orders than this one."""
    busy: dict[int, list[Span]] = {centre.id: [] for centre in centres}
    for centre_id, begins, ends in answer(PLANNED_WORK, [[*busy], start, order.id]):
        busy[centre_id].append(Interval(begins, ends))
    calendars = calendars_of(centre.schedule for centre in centres if centre.schedule)
    return {
        centre.id: Place(
            calendar=calendars.get(centre.schedule_id or 0),
            lanes=centre.lanes,
            busy=tuple(busy[centre.id]),
        )
        for centre in centres
    }


PLANNED_WORK = """
SELECT work_centre_id, planned_start, planned_end FROM production_workorder
WHERE work_centre_id = ANY(%s) AND planned_end > %s AND planned_start IS NOT NULL
      AND order_id IS DISTINCT FROM %s
      AND state IN ('waiting', 'ready', 'in_progress')
"""
