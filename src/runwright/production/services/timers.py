"""Timers of people and machines: starting and stopping them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from runwright.company.selectors import plant_minute
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.rows import answer
from runwright.journal.services import Edit, entry_record
from runwright.people.actor import Actor
from runwright.production.errors import (
    FactNotFound,
    NobodyNamed,
    TimerNotRunning,
    TimerRunning,
)
from runwright.production.models import (
    TimeInterval,
    TimeKind,
    TimerStart,
    TimerStop,
    WorkOrder,
)
from runwright.production.projections import machine_days_refresh
from runwright.production.services.work import fact_posted, work_order_locked, work_subject
from runwright.production.states import open_for_work
from runwright.resources.limits import require_centre


@dataclass(frozen=True)
class Worker:
    """Who or what works: an operator, a machine, or an operator at a machine."""

    operator_id: int | None = None
    machine_id: int | None = None


@transaction.atomic
def timer_start(
    *, work_order_id: int, worker: Worker, actor: Actor, kind: str = TimeKind.RUN
) -> TimerStart:
    """Start a timer for an operator, and for the machine at hand unless it runs already.

    Raises ``NotOpenForWork``, ``NobodyNamed``; ``TimerRunning`` naming who and since when.
    """
    actor.require("production.work_report")
    somebody_named(worker)
    work_order = work_order_locked(work_order_id)
    require_centre(actor, work_order.work_centre_id)
    open_for_work(work_order)
    _refuse_second(work_order, worker)
    entry = entry_record(
        actor=actor,
        verb="work.start_timer",
        subject=work_subject(work_order),
        edits=[kind_edit(kind)],
    )
    start = TimerStart.objects.create(
        entry=entry,
        work_order=work_order,
        operator_id=worker.operator_id,
        machine_id=worker.machine_id,
        kind=TimeKind(kind),
        at=now(),
        **rates_now(work_order, [worker])[worker.operator_id],
    )
    _open_intervals(start)
    fact_posted(work_order=work_order, actor=actor)
    return start


Rates = dict[str, Decimal | None]


def rates_now(work_order: WorkOrder, workers: Iterable[Worker]) -> dict[int | None, Rates]:
    """What an hour of each operator costs now: the person's own rate, else the department's, else
    nothing; and that of the work centre's machines and lanes. Under ``None`` that of nobody."""
    which = {"work": work_order.id, "operators": [one.operator_id for one in workers]}
    return {
        operator_id: {"labour_rate": labour, "machine_rate": machine}
        for operator_id, labour, machine in answer(RATES, which)
    }


RATES = """
SELECT o.id, CASE WHEN p.id IS NOT NULL
       THEN coalesce(nullif(p.hourly_rate, 0), nullif(d.labour_rate, 0), 0) END, c.cost_per_hour
FROM production_workorder w JOIN resources_workcentre c ON c.id = w.work_centre_id
LEFT JOIN resources_department d ON d.id = c.department_id
CROSS JOIN unnest(%(operators)s::bigint[]) AS o(id)
LEFT JOIN people_operator p ON p.id = o.id
WHERE w.id = %(work)s
"""


def somebody_named(worker: Worker) -> None:
    """Raise ``NobodyNamed`` for work of neither a person nor a machine."""
    if not (worker.operator_id or worker.machine_id):
        raise NobodyNamed()


def kind_edit(kind: str) -> Edit:
    """What the journal says the time was spent on."""
    return Edit("kind", "", kind)


def _refuse_second(work_order: WorkOrder, worker: Worker) -> None:
    open_ones = TimeInterval.objects.select_related("operator").filter(
        work_order=work_order, ended_at=None
    )
    own = Q(operator_id=worker.operator_id) if worker.operator_id else _machine(worker.machine_id)
    running = open_ones.filter(own).first()
    if running:
        raise TimerRunning(
            who=str(running.operator or running.machine),
            operation=work_order.name,
            since=plant_minute(running.started_at),
        )


def _machine(machine_id: int | None) -> Q:
    return Q(machine_id=machine_id)


def _open_intervals(start: TimerStart) -> None:
    runs_already = TimeInterval.objects.filter(
        _machine(start.machine_id), work_order=start.work_order, ended_at=None
    )
    if start.operator_id:
        _interval(start, operator_id=start.operator_id)
    if start.machine_id and not runs_already.exists():
        _interval(start, machine_id=start.machine_id)


def _interval(start: TimerStart, **who: int) -> None:
    TimeInterval.objects.create(
        source=start.id,
        work_order=start.work_order,
        kind=start.kind,
        started_at=start.at,
        is_live=True,
        labour_rate=start.labour_rate,
        machine_rate=start.machine_rate,
        **who,
    )


@transaction.atomic
def timer_stop(
    *, start_id: UUID, actor: Actor, leave_machine: bool = False, reason: str = ""
) -> TimerStop:
    """Stop a timer; the machine stops with the last person on it unless it is left running.

    Raises ``TimerNotRunning``.
    """
    actor.require("production.work_report")
    start = TimerStart.objects.filter(id=start_id).first()
    if start is None:
        raise FactNotFound(key=start_id)
    work_order = work_order_locked(start.work_order_id)
    require_centre(actor, work_order.work_centre_id)
    own = list(TimeInterval.objects.filter(source=start.id, ended_at=None))
    if not own:
        raise TimerNotRunning()
    ended = _ending(start, own, leave_machine=leave_machine)
    stops = intervals_end(work_order, ended, actor=actor, reason=reason)
    return next(stop for stop in stops if stop.start_id == start.id)


def intervals_end(
    work_order: WorkOrder, ended: list[TimeInterval], *, actor: Actor, reason: str
) -> list[TimerStop]:
    """End open intervals of a work order that is locked, under one entry of the journal."""
    entry = entry_record(
        actor=actor, verb="work.stop_timer", subject=work_subject(work_order), reason=reason
    )
    at = max(now(), *(i.started_at for i in ended))
    stops = TimerStop.objects.bulk_create(_stops(entry, ended, at))
    TimeInterval.objects.filter(id__in=[i.id for i in ended]).update(ended_at=at)
    days_refresh(ended, at)
    fact_posted(work_order=work_order, actor=actor)
    return stops


def _stops(entry: Entry, ended: list[TimeInterval], at: datetime) -> list[TimerStop]:
    """One stop for each timer of which something ends, so that facts alone say what ran when."""
    return [
        TimerStop(
            entry=entry,
            start_id=source,
            at=at,
            operator_ended=any(i.operator_id for i in ended if i.source == source),
            machine_ended=any(i.machine_id for i in ended if i.source == source),
        )
        for source in dict.fromkeys(i.source for i in ended)
    ]


def _ending(
    start: TimerStart, own: list[TimeInterval], *, leave_machine: bool
) -> list[TimeInterval]:
    """What ends with a timer: the person's time, and the machines that nobody else attends.

    Who named no machine attends whatever runs on the work order.
    """
    people = [i for i in own if i.operator_id]
    if not people:
        return own
    running = TimeInterval.objects.filter(work_order_id=start.work_order_id, ended_at=None)
    others = running.filter(operator__isnull=False).exclude(source=start.id)
    attended = set(
        TimerStart.objects.filter(id__in=others.values("source")).values_list(
            "machine_id", flat=True
        )
    )
    if leave_machine or None in attended:
        return people
    machines = running.filter(machine__isnull=False).exclude(machine__in=attended)
    if start.machine_id:
        machines = machines.filter(machine=start.machine_id)
    return [*people, *machines]


def days_refresh(intervals: list[TimeInterval], last: datetime) -> None:
    """Sum the days of the machines again over which the intervals run, until ``last``."""
    machines = [i for i in intervals if i.machine_id]
    if machines:
        machine_days_refresh(
            machine_ids=[i.machine_id for i in machines if i.machine_id],
            first=min(i.started_at for i in machines),
            last=max(i.ended_at or last for i in machines),
        )
