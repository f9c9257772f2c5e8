"""Orders of a log: what stands against them, and how they become orders of the past."""

from collections.abc import Iterator
from datetime import UTC, datetime

from runwright.imports.errors import OrderIsAlive, OrderIsAnother
from runwright.imports.log.columns import Booking
from runwright.imports.log.findings import Finding
from runwright.imports.log.rows import LogRow
from runwright.imports.log.survey import OrderSketch, Survey
from runwright.imports.services.masters import Masters
from runwright.people.actor import Actor
from runwright.production.services.history import (
    PastBooking,
    PastOperation,
    PastOrder,
    WorkOrderIds,
    history_orders_known,
)


def order_obstacles(survey: Survey, actor: Actor) -> Iterator[Finding]:
    """Orders of the log whose number belongs to another order here."""
    known = history_orders_known(numbers=survey.orders, actor=actor)
    for number, there in known.items():
        order = survey.orders[number]
        if not there.is_history:
            yield Finding("order_alive", order.row, found=number)
        elif there.item_name != order.part:
            yield Finding("order_another", order.row, found=number, other=there.item_name)


def refuse_obstacles(survey: Survey, actor: Actor) -> None:
    """Raise ``OrderIsAlive`` or ``OrderIsAnother`` for the first order in the way."""
    for finding in order_obstacles(survey, actor):
        if finding.code == "order_alive":
            raise OrderIsAlive(number=finding.found, row=finding.row)
        part = survey.orders[finding.found].part
        raise OrderIsAnother(number=finding.found, known=finding.other, found=part)


def past_order(order: OrderSketch, survey: Survey, masters: Masters) -> PastOrder:
    """An order of the log with its operations; the output operation last, reached or not."""
    steps = [
        PastOperation(
            name=step.name,
            work_centre_id=masters.work_centres[step.resource],
            operation_id=masters.operations.get((order.part, step.name)),
            is_output=step.name == survey.output,
        )
        for step in order.in_order(survey.output)
    ]
    if survey.output not in order.operations and survey.output_resource():
        centre = masters.work_centres[survey.output_resource()]
        operation = masters.operations.get((order.part, survey.output))
        steps.append(PastOperation(survey.output, centre, operation, is_output=True))
    return PastOrder(
        number=order.name,
        item_id=masters.items[order.part],
        quantity=order.quantity,
        started_at=datetime.fromtimestamp(order.start, UTC),
        operations=steps,
        routing_id=masters.routings[order.part],
    )


def past_booking(row: LogRow, masters: Masters, works: WorkOrderIds) -> PastBooking:
    """A row of the log as time and quantities of the past."""
    kind: str = row.kind
    if row.rework and row.kind is Booking.RUN:
        kind = "rework"
    return PastBooking(
        work_order_id=works[row.order, row.operation],
        operator_id=masters.operators.get(row.worker),
        machine_id=masters.machines[row.resource],
        kind=kind,
        started_at=datetime.fromtimestamp(row.start, UTC),
        ended_at=datetime.fromtimestamp(row.end, UTC),
        firsts=row.completed,
        waste=row.rejected,
        held=row.held,
        is_rework=row.rework,
    )
