"""What an operator has before them: what runs, what is theirs, what waits at their machines."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F, Prefetch, Q, QuerySet

from runwright.engineering.models import Attachment
from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.production.errors import WorkOrderNotFound
from runwright.production.models import (
    MaterialLine,
    TimeInterval,
    TimerStart,
    WorkAssignment,
    WorkOrder,
)
from runwright.production.services.draws import materials_proposed
from runwright.resources.models import Machine, Qualification
from runwright.stock.models import Balance, Claim
from runwright.stock.selectors.goods import of_a_blocked_lot

OPEN_ORDERS = ("planned", "in_progress")
AT_HAND = ("ready", "in_progress")
MOST = 40


@dataclass(frozen=True)
class MyWork:
    """The work of one operator: ``now`` is what they are timed on, ``mine`` what was assigned to
    them, ``free`` what waits at their work centres and is nobody's."""

    now: Sequence[WorkOrder]
    mine: Sequence[WorkOrder]
    free: Sequence[WorkOrder]


def my_work(*, operator_id: int, actor: Actor) -> MyWork:
    """The work of an operator, each part in the order in which it should be done; of the actor's
    own departments, where there are limits."""
    actor.require("production.view")
    works = within(_works(), actor.departments, "work_centre__department")
    timed = TimeInterval.objects.filter(operator=operator_id, ended_at=None)
    now = list(works.filter(id__in=timed.values("work_order_id")))
    rest = works.exclude(id__in=[work.id for work in now])
    mine = rest.filter(assignments__operator=operator_id, state__in=(*AT_HAND, "waiting"))
    centres = Qualification.objects.filter(operator=operator_id).values("work_centre_id")
    free = rest.filter(assignments=None, state__in=AT_HAND, work_centre__in=centres)
    return MyWork(now, list(mine[:MOST]), list(free[:MOST]))


def _works() -> QuerySet[WorkOrder]:
    running = TimeInterval.objects.filter(ended_at=None).select_related("operator", "machine")
    assigned = WorkAssignment.objects.select_related("operator")
    return (
        WorkOrder.objects.filter(order__state__in=OPEN_ORDERS)
        .select_related("order__item__unit", "work_centre", "operation")
        .prefetch_related(
            Prefetch("intervals", running, to_attr="running"),
            Prefetch("assignments", assigned),
        )
        .order_by(
            F("order__priority"), F("planned_start").asc(nulls_last=True), "order_id", "sequence"
        )
    )


@dataclass(frozen=True)
class MyTime:
    """An operator's time on a work order: what is over, and since when a clock runs, if any."""

    before: timedelta = timedelta()
    since: datetime | None = None

    @property
    def before_seconds(self) -> int:
        """What is over, in whole seconds."""
        return int(self.before.total_seconds())


def my_times(
    *, operator_id: int | None, work_order_ids: Collection[int], actor: Actor
) -> dict[int, MyTime]:
    """By work order: an operator's own time, kept by the server however often a browser closes."""
    actor.require("production.view")
    own = TimeInterval.objects.filter(operator=operator_id or 0, work_order__in=work_order_ids)
    found: dict[int, MyTime] = {}
    for work_order_id, start, end in own.values_list("work_order_id", "started_at", "ended_at"):
        time = found.get(work_order_id, MyTime())
        over = time.before + (end - start if end else timedelta())
        found[work_order_id] = MyTime(over, time.since if end else start)
    return found


def machines_at_hand(
    *, operator_id: int | None, work_centre_ids: Collection[int], actor: Actor
) -> dict[int, Machine]:
    """By work centre: the machine an operator most likely means there, the one they started last,
    else the only one."""
    actor.require("production.view")
    machines = Machine.objects.filter(archived_at=None, work_centre__in=work_centre_ids)
    by_centre: defaultdict[int, list[Machine]] = defaultdict(list)
    for machine in machines:
        by_centre[machine.work_centre_id].append(machine)
    found = {centre_id: of[0] for centre_id, of in by_centre.items() if len(of) == 1}
    used = (
        TimerStart.objects.filter(operator=operator_id or 0, machine__in=machines)
        .order_by("machine__work_centre_id", "-at", "-id")
        .distinct("machine__work_centre_id")
        .select_related("machine")
    )
    return found | {one.machine.work_centre_id: one.machine for one in used if one.machine}


def machine_of_report(
    *, operator_id: int | None, work_order: WorkOrder, actor: Actor
) -> Machine | None:
    """The machine that what an operator reports came off: the one their clock runs at, else the
    one they most likely mean."""
    running = TimeInterval.objects.filter(
        operator=operator_id or 0, work_order=work_order, ended_at=None
    )
    start = TimerStart.objects.filter(id__in=running.values("source")).select_related("machine")
    if own := start.first():
        return own.machine
    centre_id = work_order.work_centre_id
    at_hand = machines_at_hand(operator_id=operator_id, work_centre_ids=[centre_id], actor=actor)
    return at_hand.get(centre_id)


def materials_of(*, work_order: WorkOrder, actor: Actor) -> QuerySet[MaterialLine]:
    """The material of one operation, in the order of its recipe."""
    actor.require("production.view")
    lines = MaterialLine.objects.filter(
        order=work_order.order_id, operation=work_order.operation_id
    )
    return lines.select_related("item__unit", "need").order_by("position")


def drawings_of(*, work_order: WorkOrder, actor: Actor) -> QuerySet[Attachment]:
    """The pictures and papers of one operation, without their contents."""
    actor.require("production.view")
    return Attachment.objects.filter(operation=work_order.operation_id or 0).defer("content")


def unassigned(*, actor: Actor) -> QuerySet[WorkOrder]:
    """What is ready and nobody's, most urgent first: for a planner to assign."""
    actor.require("production.view")
    works = within(_works(), actor.departments, "work_centre__department")
    return works.filter(assignments=None, state__in=(*AT_HAND, "waiting"))


@dataclass(frozen=True)
class Proposal:
    """A material line that a report proposes: how much, of which lot, and what other usable lots
    there are (base units)."""

    line: MaterialLine
    quantity: Decimal
    lot_id: int | None
    lots: Sequence[Balance]


def proposals_for(*, work_order_id: int, quantity: Decimal, actor: Actor) -> list[Proposal]:
    """The material that a report of ``quantity`` pieces proposes, for the operator to confirm."""
    actor.require("production.view")
    works = WorkOrder.objects.select_related("operation", "order").filter(id=work_order_id)
    work = within(works, actor.departments, "work_centre__department").first()
    if work is None:
        raise WorkOrderNotFound(key=work_order_id)
    found = materials_proposed(work_order=work, quantity=quantity)
    return [_proposal(line, due) for line, due in found]


def _proposal(line: MaterialLine, due: Decimal) -> Proposal:
    lots = Balance.objects.filter(
        Q(lot__isnull=False), item=line.item_id, is_storage=True, quantity__gt=0,
        place__warehouse=line.need.warehouse_id, grade="firsts",
    ).exclude(of_a_blocked_lot()).select_related("lot", "place")  # fmt: skip
    lots = lots.order_by(F("lot__expires_on").asc(nulls_last=True), "lot__number")
    own = Claim.objects.filter(need=line.need_id, balance__lot__isnull=False)
    claimed = own.order_by(F("balance__lot__expires_on").asc(nulls_last=True), "balance_id")
    lot_id = claimed.values_list("balance__lot_id", flat=True).first()
    return Proposal(line, due, lot_id, list(lots))
