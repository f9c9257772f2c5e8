"""Work orders: their states after every fact, who is assigned, and reasons for scrap."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from runwright.engineering.models import Operation
from runwright.engineering.rules import before_of
from runwright.journal.clock import now
from runwright.journal.rows import columns, instances, joined, rows_update
from runwright.journal.services import Subject, entry_record
from runwright.kernel.errors import Reason
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.errors import (
    OrderNotFound,
    PassedOn,
    WorkOrderNotFound,
)
from runwright.production.models import Order, TimeInterval, WorkAssignment, WorkOrder
from runwright.production.projections import sums_refresh
from runwright.production.rules import Standing, Step, standings
from runwright.production.selectors.situations import AWAITED, lost_of
from runwright.production.services.orders import order_enter, order_locked
from runwright.production.states import (
    ORDER_LIFE,
    WORK_LIFE,
    Situation,
    Work,
    WorkStanding,
    no_batch_is_open,
    nobody_is_working,
    nothing_is_held,
    work_is_finished,
)


def work_order_locked(work_order_id: int) -> WorkOrder:
    """The work order with its order locked, so that one fact after the other changes an order.

    Raises ``WorkOrderNotFound``.
    """
    try:
        order = order_locked(work_order_id=work_order_id)
    except OrderNotFound:
        raise WorkOrderNotFound(key=work_order_id) from None
    work_order: WorkOrder
    ((work_order, operation),) = instances([WorkOrder, Operation], WORK_READ, {"id": work_order_id})
    work_order.order, work_order.operation = order, operation
    return work_order


WORK_READ = f"""
SELECT {columns(WorkOrder, "w")}, {columns(Operation, "p")}
FROM production_workorder w LEFT JOIN engineering_operation p ON p.id = w.operation_id
WHERE w.id = %(id)s
"""


def work_obstacles(work_order: WorkOrder) -> tuple[Reason, ...]:
    """Why an operation cannot be closed now: earlier ones still feed it, people work at it, or
    pieces held there have no decision."""
    timed = TimeInterval.objects.filter(work_order=work_order, ended_at=None).exists()
    situation = Situation(
        number=work_order.order.number,
        state=work_order.order.state,
        work=lambda: Work(
            unfinished=tuple(_still_feeding(work_order)),
            open_timers=(work_order.name,) if timed else (),
            held=work_order.held,
            batches=_batches_open(work_order),
        ),
    )
    guards = (no_batch_is_open, work_is_finished, nobody_is_working, nothing_is_held)
    return tuple(reason for guard in guards for reason in guard(situation))


def _batches_open(work_order: WorkOrder) -> tuple[str, ...]:
    batches = work_order.order.batches.filter(state__in=["created", "scanned"]).order_by("id")
    return tuple(batches.values_list("code", flat=True))


def _still_feeding(work_order: WorkOrder) -> Iterator[str]:
    """The operations before one, over its branches, that are not finished."""
    steps = order_steps(work_order.order)
    place = next(n for n, row in enumerate(steps) if row.work.id == work_order.id)
    feeding, waiting = set[int](), [place]
    while waiting:
        at = waiting.pop()
        earlier = set(steps[at].before)
        waiting += earlier - feeding
        feeding |= earlier
    yield from (steps[n].work.name for n in sorted(feeding) if steps[n].work.state != "finished")


def fact_posted(*, work_order: WorkOrder, actor: Actor) -> "StepRow | None":
    """After a fact: sums, states of all operations, and the first start of the order. Returns what
    the facts say of the operation now, unless it was cancelled."""
    order = work_order.order
    step = _facts_summed(work_order)
    if order.state == "planned":
        start = ORDER_LIFE.step(
            Situation(number=order.number, state=order.state),
            state=order.state,
            verb="start",
            label=order.number,
        )
        order_enter(order=order, verb="start", state=start.target, actor=actor)
    return step


def fact_undone(*, work_order: WorkOrder, facts_left: int, actor: Actor) -> None:
    """After a fact was undone: sums and states; without any fact the order is planned again."""
    order = work_order.order
    _facts_summed(work_order)
    if order.state == "in_progress" and not facts_left:
        order_enter(order=order, verb="restore", state="planned", actor=actor)


def _facts_summed(work_order: WorkOrder) -> "StepRow | None":
    """Sums and states follow the facts; the work order at hand gets its own fresh sums."""
    sums_refresh(work_order_ids=[work_order.id], order_ids=[work_order.order_id])
    steps = steps_refresh(order=work_order.order)
    step = next((one for one in steps if one.work.id == work_order.id), None)
    if step:
        for name in ("firsts", "seconds", "waste", "held", "released"):
            setattr(work_order, name, getattr(step.work, name))
    return step


def states_refresh(*, order: Order) -> list[WorkOrder]:
    """Give every operation of an order the state its facts say, and return them in sequence.

    Raises ``PassedOn`` when an operation has worked on more than it would have received.
    """
    return [step.work for step in steps_refresh(order=order)]


def steps_refresh(*, order: Order) -> list["StepRow"]:
    """The same, with what else is known of each operation. Raises ``PassedOn``."""
    steps = order_steps(order)
    changed = states_settle(steps)
    rows_update(WorkOrder, changed, ["state", "state_since", "released"])
    return steps


def states_settle(steps: Sequence["StepRow"]) -> list[WorkOrder]:
    """Set the states (unsaved) that the facts say, and return the work orders that changed.

    Raises ``PassedOn``.
    """
    found = standings([row.step for row in steps])
    for row, standing in zip(steps, found, strict=True):
        if standing.released < (worked := max(row.step.accounted, row.step.taken)):
            raise PassedOn(operation=row.work.name, processed=plain(worked))
    return [row.work for row, new in zip(steps, found, strict=True) if _settle(row.work, new)]


@dataclass(frozen=True)
class StepRow:
    """A work order with what else its step depends on: its operation, the places of those it
    follows, whether somebody works at it, the pieces that await
    their rework, the stations where a scan confirms it, whether it draws material by itself, and
    the pieces that were never worked here (``lost_of``)."""

    work: WorkOrder
    operation: Operation | None
    before: tuple[int, ...]
    is_timed: bool
    awaited: Decimal
    stations: frozenset[int]
    draws: bool
    lost: Decimal

    @property
    def step(self) -> Step:
        """The step as the facts say it now."""
        work, operation = self.work, self.operation
        batched = work.order.batched
        goes_on = batched is not None and work.order.item.seconds_go_on
        start = work.start_quantity if batched is None else batched
        return Step(
            start_quantity=start,
            released=work.released,
            firsts=work.firsts,
            accounted=work.accounted,
            taken=min(work.accounted + self.awaited, work.released),
            held=work.held,
            may_overlap=bool(operation and operation.may_overlap),
            transfer_quantity=operation.transfer_quantity if operation else work.start_quantity,
            is_touched=work.first_activity_at is not None,
            is_timed=self.is_timed,
            is_short=bool(work.short_reason),
            before=self.before,
            passing=work.firsts + work.seconds if goes_on else None,
            gained=work.gained,
            is_batched=batched is not None,
            awaits_more=start < work.start_quantity and self.is_first,
        )

    @property
    def is_first(self) -> bool:
        """Whether it follows no other operation."""
        return self.before == ()


def order_steps(order: Order) -> list[StepRow]:
    """The operations of an order in sequence, each with what its facts say."""
    found = instances([WorkOrder, Operation], STEPS, {"order": order.id})
    places = {row.sequence: place for place, (row, *_) in enumerate(found)}
    steps = []
    for place, (work, operation, follows, is_timed, awaited, stations, *material) in enumerate(
        found
    ):
        joined(work, order=order)
        before = _before(operation, follows, places)
        if before is None:
            before = (place - 1,) if place else ()
        facts = (is_timed, awaited, frozenset(stations), *material)
        steps.append(StepRow(work, operation, before, *facts))
    return steps


def steps_unworked(works: Sequence[WorkOrder], operations: Sequence[Operation]) -> list[StepRow]:
    """The steps of work orders that are about to be made: nothing was done there yet."""
    unworked: dict[str, Any] = {
        "is_timed": False, "awaited": Decimal(), "stations": frozenset(), "draws": False,
        "lost": Decimal(),
    }  # fmt: skip
    return [
        StepRow(work, operation, before, **unworked)
        for work, operation, before in zip(works, operations, before_of(operations), strict=True)
    ]


def _before(
    operation: Operation | None, follows: Sequence[int], places: Mapping[int, int]
) -> tuple[int, ...] | None:
    """The places of the operations that one follows, if the routing says so."""
    found = tuple(places[step] for step in follows if step in places)
    if found or follows:
        return found or None
    return () if operation and operation.starts_branch else None


STEPS = f"""
SELECT {columns(WorkOrder, "w")}, {columns(Operation, "p")},
       array(SELECT b.sequence FROM engineering_operation_follows f
             JOIN engineering_operation b ON b.id = f.to_operation_id
             WHERE f.from_operation_id = p.id ORDER BY b.sequence),
       EXISTS (SELECT FROM production_timeinterval t
               WHERE t.work_order_id = w.id AND t.ended_at IS NULL),
       coalesce(a.awaited, 0),
       array(SELECT s.id FROM engineering_operation_stations e
             JOIN resources_station s ON s.id = e.station_id AND s.archived_at IS NULL
             WHERE e.operation_id = p.id),
       EXISTS (SELECT FROM production_materialline m
               WHERE m.order_id = w.order_id AND m.operation_id = p.id AND m.mode <> 'manual'),
       ({lost_of(order="w.order_id", work_order="w.id")})
FROM production_workorder w
LEFT JOIN engineering_operation p ON p.id = w.operation_id
LEFT JOIN ({AWAITED}) AS a(work_order_id, awaited) ON a.work_order_id = w.id
WHERE w.order_id = %(order)s AND w.state <> 'cancelled' ORDER BY w.sequence
"""


def _settle(row: WorkOrder, standing: Standing) -> bool:
    if (row.state, row.released) == (standing.state, standing.released):
        return False
    if row.state != standing.state:
        row.state, row.state_since = standing.state, now()
    row.released = standing.released
    return True


@transaction.atomic
def work_assign(
    *, work_order_ids: Iterable[int], operator_ids: Iterable[int], actor: Actor
) -> None:
    """Assign operators to work orders; those assigned before are replaced.

    Raises ``WrongState`` for one that is over.
    """
    actor.require("production.work_assign")
    work_orders = list(
        WorkOrder.objects.select_related("order").filter(id__in=work_order_ids).order_by("id")
    )
    for work in work_orders:
        WORK_LIFE.step(WorkStanding(work), state=work.state, verb="assign", label=str(work))
    wanted = sorted(set(operator_ids))
    WorkAssignment.objects.filter(work_order__in=work_orders).delete()
    WorkAssignment.objects.bulk_create(
        [WorkAssignment(work_order=w, operator_id=o) for w in work_orders for o in wanted]
    )
    for work_order in work_orders:
        entry_record(actor=actor, verb="work.assign", subject=work_subject(work_order))


def work_subject(work_order: WorkOrder) -> Subject:
    """How the journal names a work order."""
    return Subject("work_order", str(work_order.id), str(work_order))
