"""Work orders: their states after every fact, who is assigned, and reasons for scrap."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef

from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record, insert_unique
from runwright.kernel.errors import Reason
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken
from runwright.production.errors import NotOpenForWork, PassedOn, WorkOrderNotFound
from runwright.production.models import Order, ScrapReason, TimeInterval, WorkAssignment, WorkOrder
from runwright.production.projections import sums_refresh
from runwright.production.rules import Standing, Step, standings
from runwright.production.selectors.situations import rework_awaited
from runwright.production.services.orders import order_enter, order_locked
from runwright.production.states import (
    ORDER_LIFE,
    Situation,
    nobody_is_working,
    nothing_is_held,
    work_is_finished,
)

OPEN_FOR_WORK = ("planned", "in_progress")


def work_order_locked(work_order_id: int) -> WorkOrder:
    """The work order with its order locked, so that one fact after the other changes an order.

    Raises ``WorkOrderNotFound``.
    """
    order_id = WorkOrder.objects.filter(id=work_order_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise WorkOrderNotFound(key=work_order_id)
    order = order_locked(order_id)
    work_order = WorkOrder.objects.select_related("operation").get(id=work_order_id)
    work_order.order = order
    return work_order


def open_for_correction(work_order: WorkOrder) -> None:
    """Refuse corrections once the order is closed, or the operation was finished short.

    Raises ``NotOpenForWork``.
    """
    order = work_order.order
    if order.state not in OPEN_FOR_WORK:
        raise NotOpenForWork(record=order.number, state=order.state)
    if work_order.short_reason:
        raise NotOpenForWork(record=str(work_order), state="finished short")


def open_for_work(work_order: WorkOrder) -> None:
    """Refuse facts where order or operation takes none. Raises ``NotOpenForWork``."""
    open_for_correction(work_order)
    if work_order.state in ("finished", "cancelled"):
        raise NotOpenForWork(record=str(work_order), state=work_order.state)


def work_obstacles(work_order: WorkOrder) -> tuple[Reason, ...]:
    """Why an operation cannot be closed now: earlier ones still feed it, people work at it, or
    pieces held there have no decision."""
    timed = TimeInterval.objects.filter(work_order=work_order, ended_at=None).exists()
    earlier = WorkOrder.objects.filter(
        order=work_order.order, sequence__lt=work_order.sequence
    ).exclude(state__in=["finished", "cancelled"])
    situation = Situation(
        number=work_order.order.number,
        state=work_order.order.state,
        unfinished=tuple(earlier.order_by("sequence").values_list("name", flat=True)),
        open_timers=(work_order.name,) if timed else (),
        held=work_order.held,
    )
    guards = (work_is_finished, nobody_is_working, nothing_is_held)
    return tuple(reason for guard in guards for reason in guard(situation))


def fact_posted(*, work_order: WorkOrder, actor: Actor) -> None:
    """After a fact: sums, states of all operations, and the first start of the order."""
    order = work_order.order
    sums_refresh(work_order_ids=[work_order.id], order_ids=[order.id])
    states_refresh(order=order)
    if order.state == "planned":
        step = ORDER_LIFE.step(
            Situation(number=order.number, state=order.state),
            state=order.state,
            verb="start",
            label=order.number,
        )
        order_enter(order=order, verb="start", state=step.target, actor=actor)


def fact_undone(*, work_order: WorkOrder, facts_left: int, actor: Actor) -> None:
    """After a fact was undone: sums and states; without any fact the order is planned again."""
    order = work_order.order
    sums_refresh(work_order_ids=[work_order.id], order_ids=[order.id])
    states_refresh(order=order)
    if order.state == "in_progress" and not facts_left:
        order_enter(order=order, verb="restore", state="planned", actor=actor)


def states_refresh(*, order: Order) -> None:
    """Give every operation of an order the state its facts say. Raises ``PassedOn`` when an
    operation has worked on more than it would have received."""
    rows = order_steps(order)
    found = standings([step for _, step in rows])
    awaited = rework_awaited(order_id=order.id)
    for (row, step), standing in zip(rows, found, strict=True):
        again = min(step.accounted + awaited.get(row.id, Decimal()), step.released)
        if standing.released < (worked := max(step.accounted, again)):
            raise PassedOn(operation=row.name, processed=plain(worked))
    changed = [row for (row, _), new in zip(rows, found, strict=True) if _settle(row, new)]
    WorkOrder.objects.bulk_update(changed, ["state", "state_since", "released"])


def order_steps(order: Order) -> list[tuple[WorkOrder, Step]]:
    """The operations of an order in sequence, each with what its facts say."""
    timed = TimeInterval.objects.filter(work_order=OuterRef("pk"), ended_at=None)
    rows = (
        WorkOrder.objects.filter(order=order)
        .exclude(state="cancelled")
        .select_related("operation")
        .annotate(is_timed=Exists(timed))
        .order_by("sequence")
    )
    return [(row, _step(row, is_timed=row.is_timed)) for row in rows]


def _step(row: WorkOrder, *, is_timed: bool) -> Step:
    operation = row.operation
    return Step(
        start_quantity=row.start_quantity,
        released=row.released,
        firsts=row.firsts,
        accounted=row.accounted,
        held=row.held,
        may_overlap=bool(operation and operation.may_overlap),
        transfer_quantity=operation.transfer_quantity if operation else row.start_quantity,
        is_touched=row.first_activity_at is not None,
        is_timed=is_timed,
        is_short=bool(row.short_reason),
    )


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
    """Assign operators to work orders; those assigned before are replaced."""
    actor.require("production.work_assign")
    work_orders = list(
        WorkOrder.objects.select_related("order").filter(id__in=work_order_ids).order_by("id")
    )
    wanted = sorted(set(operator_ids))
    WorkAssignment.objects.filter(work_order__in=work_orders).delete()
    WorkAssignment.objects.bulk_create(
        [WorkAssignment(work_order=w, operator_id=o) for w in work_orders for o in wanted]
    )
    for work_order in work_orders:
        entry_record(actor=actor, verb="work.assign", subject=work_subject(work_order))


@transaction.atomic
def scrap_reason_create(*, code: str, name: str, actor: Actor) -> ScrapReason:
    """Name a reason for seconds and waste. Raises ``CodeTaken``."""
    actor.require("resources.manage")
    reason = ScrapReason(code=code, name=name)
    insert_unique(record=reason, otherwise=CodeTaken(code=code))
    subject = Subject("scrap_reason", str(reason.id), name)
    entry_record(actor=actor, verb="scrap_reason.create", subject=subject)
    return reason


def work_subject(work_order: WorkOrder) -> Subject:
    """How the journal names a work order."""
    return Subject("work_order", str(work_order.id), str(work_order))
