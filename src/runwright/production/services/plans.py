"""Making the work orders of an order and giving them their times."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from runwright.engineering.models import Operation
from runwright.engineering.rules import duration_minutes, start_quantities
from runwright.journal.clock import now
from runwright.journal.rows import rows_insert, rows_update
from runwright.kernel.intervals import Interval
from runwright.production.models import Order, WorkOrder
from runwright.production.rules import Place, Span, Task, forward_schedule
from runwright.production.services.work import states_refresh
from runwright.resources.models import WorkCentre
from runwright.resources.selectors import calendar_of


def work_orders_plan(*, order: Order) -> None:
    """Create one work order per operation, scheduled forward from the planned start.

    Other orders' work is never moved: each operation takes the first free lane.
    """
    assert order.routing and order.planned_start
    operations = list(
        order.routing.operations.select_related("work_centre__schedule", "work_centre__department")
    )
    _lock_centres({operation.work_centre_id for operation in operations})
    starts = start_quantities(
        operations=operations, good=order.quantity, resolution=order.item.resolution
    )
    begin = max(order.planned_start, now())
    spans = _schedule(operations, starts, begin)
    rows_insert(
        WorkOrder,
        [
            _work_order(order, operation, quantity, span, is_last=operation == operations[-1])
            for operation, quantity, span in zip(operations, starts, spans, strict=True)
        ],
    )
    order.planned_end = spans[-1].end
    rows_update(Order, [order], ["planned_end"])
    states_refresh(order=order)


def _lock_centres(centre_ids: set[int]) -> None:
    """Two orders planned at once must not both find the same lane free."""
    centres = WorkCentre.objects.select_for_update(no_key=True).filter(id__in=centre_ids)
    list(centres.order_by("id").values_list("id"))


def _work_order(
    order: Order, operation: Operation, quantity: Decimal, span: Span, *, is_last: bool
) -> WorkOrder:
    minutes = duration_minutes(
        operation=operation, quantity=quantity, efficiency=operation.work_centre.efficiency
    )
    return WorkOrder(
        order=order,
        sequence=operation.sequence,
        name=operation.name,
        operation=operation,
        work_centre=operation.work_centre,
        is_output=is_last,
        start_quantity=quantity,
        expected_minutes=Decimal(minutes.numerator) / Decimal(minutes.denominator),
        labour_rate=operation.crew * _department_rate(operation),
        machine_rate=operation.work_centre.cost_per_hour,
        planned_start=span.start,
        planned_end=span.end,
        state_since=now(),
    )


def _department_rate(operation: Operation) -> Decimal:
    department = operation.work_centre.department
    return (department and department.labour_rate) or Decimal()


def _schedule(
    operations: Sequence[Operation], quantities: Sequence[Decimal], start: datetime
) -> list[Span]:
    places = _places({operation.work_centre for operation in operations}, start)
    tasks = [
        _task(operation, quantity, places[operation.work_centre_id], before)
        for operation, quantity, before in zip(
            operations, quantities, [None, *operations[:-1]], strict=True
        )
    ]
    return forward_schedule(tasks=tasks, start=start)


def _task(operation: Operation, quantity: Decimal, place: Place, before: Operation | None) -> Task:
    """``before`` decides by its transfer quantity how much this one still has to do at the end."""
    efficiency = Fraction(operation.work_centre.efficiency)
    total = duration_minutes(
        operation=operation, quantity=quantity, efficiency=operation.work_centre.efficiency
    )
    per_unit = Fraction(operation.cycle_minutes) / Fraction(operation.units_per_cycle) / efficiency
    last = min(quantity, before.transfer_quantity) if before else Decimal()
    return Task(
        place=place,
        setup=Fraction(operation.setup_minutes),
        run=total - Fraction(operation.setup_minutes),
        overlaps=operation.may_overlap,
        first_transfer=Fraction(min(quantity, operation.transfer_quantity)) * per_unit,
        last_transfer=Fraction(last) * per_unit,
    )


def _places(centres: set[WorkCentre], start: datetime) -> dict[int, Place]:
    busy: dict[int, list[Span]] = {centre.id: [] for centre in centres}
    planned = WorkOrder.objects.filter(
        work_centre__in=centres,
        planned_end__gt=start,
        state__in=["waiting", "ready", "in_progress"],
    )
    for centre_id, begins, ends in planned.values_list(
        "work_centre_id", "planned_start", "planned_end"
    ):
        if begins and ends:
            busy[centre_id].append(Interval(begins, ends))
    return {
        centre.id: Place(
            calendar=calendar_of(centre.schedule) if centre.schedule else None,
            lanes=centre.lanes,
            busy=tuple(busy[centre.id]),
        )
        for centre in centres
    }
