"""Time: timers of people and machines, bookings entered as a whole, and taking them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.services import Edit, entry_record
from runwright.kernel.ids import uuid7
from runwright.people.actor import Actor
from runwright.production.errors import (
    AlreadyUndone,
    EndBeforeStart,
    FactNotFound,
    MachineShared,
    NobodyNamed,
    NotYetOver,
    ReasonNeeded,
    StretchTooLong,
    TimerNotRunning,
    TimerRunning,
)
from runwright.production.models import (
    TimeBooking,
    TimeInterval,
    TimeKind,
    TimerStart,
    TimerStop,
    WorkOrder,
)
from runwright.production.projections import machine_days_refresh
from runwright.production.selectors.situations import floor_facts
from runwright.production.services.work import (
    fact_posted,
    fact_undone,
    open_for_correction,
    open_for_work,
    work_order_locked,
    work_subject,
)

LONGEST = timedelta(days=31)
"""The longest booking; a wrong year would else fill a calendar of machine days."""


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
    _somebody(worker)
    work_order = work_order_locked(work_order_id)
    open_for_work(work_order)
    _refuse_second(work_order, worker)
    entry = entry_record(
        actor=actor, verb="work.start_timer", subject=work_subject(work_order), edits=[_kind(kind)]
    )
    start = TimerStart.objects.create(
        entry=entry,
        work_order=work_order,
        operator_id=worker.operator_id,
        machine_id=worker.machine_id,
        kind=TimeKind(kind),
        at=now(),
    )
    _open_intervals(start)
    fact_posted(work_order=work_order, actor=actor)
    return start


def _somebody(worker: Worker) -> None:
    if not (worker.operator_id or worker.machine_id):
        raise NobodyNamed()


def _kind(kind: str) -> Edit:
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
            since=running.started_at.isoformat(timespec="minutes"),
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
        **who,
    )


@transaction.atomic
def timer_stop(*, start_id: UUID, actor: Actor, leave_machine: bool = False) -> TimerStop:
    """Stop a timer; the machine stops with the last person on it unless it is left running.

    Raises ``TimerNotRunning``.
    """
    actor.require("production.work_report")
    start = TimerStart.objects.filter(id=start_id).first()
    if start is None:
        raise FactNotFound(key=start_id)
    work_order = work_order_locked(start.work_order_id)
    own = list(TimeInterval.objects.filter(source=start.id, ended_at=None))
    if not own:
        raise TimerNotRunning()
    entry = entry_record(actor=actor, verb="work.stop_timer", subject=work_subject(work_order))
    ended = _ending(start, own, leave_machine=leave_machine)
    at = max(now(), *(i.started_at for i in ended))
    stops = TimerStop.objects.bulk_create(_stops(entry, ended, at))
    TimeInterval.objects.filter(id__in=[i.id for i in ended]).update(ended_at=at)
    _days(ended, at)
    fact_posted(work_order=work_order, actor=actor)
    return next(stop for stop in stops if stop.start_id == start.id)


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


@dataclass(frozen=True)
class Worked:
    """A stretch of work that is over, and what it was spent on."""

    worker: Worker
    started_at: datetime
    ended_at: datetime
    kind: str = TimeKind.RUN


@transaction.atomic
def time_book(
    *,
    work_order_id: int,
    worker: Worker,
    started_at: datetime,
    ended_at: datetime,
    actor: Actor,
    kind: str = TimeKind.RUN,
    reason: str = "",
) -> TimeBooking:
    """Enter a stretch of work as a whole, for an operator, a machine or both.

    Raises ``EndBeforeStart``, ``NotYetOver``, ``StretchTooLong``, ``NobodyNamed`` and
    ``NotOpenForWork``.
    """
    worked = [Worked(worker, started_at, ended_at, kind)]
    return times_book(work_order_id=work_order_id, worked=worked, actor=actor, reason=reason)[0]


@transaction.atomic
def times_book(
    *, work_order_id: int, worked: Sequence[Worked], actor: Actor, reason: str = ""
) -> list[TimeBooking]:
    """Enter several stretches of work on one operation at once, as from a time sheet.

    All or nothing, under one entry of the journal. Raises what ``time_book`` raises.
    """
    actor.require("production.work_report")
    work_order = work_order_locked(work_order_id)
    open_for_work(work_order)
    return times_post(work_order, worked, actor=actor, reason=reason)


def times_post(
    work_order: WorkOrder, worked: Sequence[Worked], *, actor: Actor, reason: str
) -> list[TimeBooking]:
    """Post stretches of work on a work order that is locked. Raises what booking them does."""
    for one in worked:
        _somebody(one.worker)
        _check_stretch(one.started_at, one.ended_at)
    entry = entry_record(
        actor=actor,
        verb="work.book_time",
        subject=work_subject(work_order),
        edits=[_kind(one.kind) for one in worked],
        reason=reason,
    )
    bookings = TimeBooking.objects.bulk_create([_booking(one, work_order, entry) for one in worked])
    intervals = [interval for booking in bookings for interval in intervals_of(booking)]
    TimeInterval.objects.bulk_create(intervals)
    _days(intervals, now())
    fact_posted(work_order=work_order, actor=actor)
    return bookings


def _booking(worked: Worked, work_order: WorkOrder, entry: Entry) -> TimeBooking:
    return TimeBooking(
        id=uuid7(),
        entry=entry,
        work_order=work_order,
        operator_id=worked.worker.operator_id,
        machine_id=worked.worker.machine_id,
        kind=TimeKind(worked.kind),
        started_at=worked.started_at,
        ended_at=worked.ended_at,
    )


def _check_stretch(started_at: datetime, ended_at: datetime) -> None:
    if ended_at < started_at:
        raise EndBeforeStart()
    if ended_at > now():
        raise NotYetOver(ended_at=ended_at.isoformat(timespec="minutes"))
    if ended_at - started_at > LONGEST:
        raise StretchTooLong(days=LONGEST.days)


def intervals_of(booking: TimeBooking) -> list[TimeInterval]:
    """The person's and the machine's interval that a booking stands for."""
    who = ({"operator_id": booking.operator_id}, {"machine_id": booking.machine_id})
    return [
        TimeInterval(
            source=booking.id,
            work_order_id=booking.work_order_id,
            kind=booking.kind,
            started_at=booking.started_at,
            ended_at=booking.ended_at,
            **one,
        )
        for one in who
        if any(one.values())
    ]


@transaction.atomic
def time_reverse(*, source_id: UUID, reason: str, actor: Actor) -> None:
    """Take back a booking or a timer by its opposite fact; its intervals go.

    Raises ``AlreadyUndone``, ``FactNotFound``, ``ReasonNeeded``, and ``MachineShared`` while
    others' timers count on the machine time that this one opened.
    """
    actor.require("production.work_correct")
    if not reason.strip():
        raise ReasonNeeded()
    fact = _time_fact(source_id)
    work_order = work_order_locked(fact.work_order_id)
    open_for_correction(work_order)
    if fact.reverses_id or fact.reversals.exists():
        raise AlreadyUndone()
    _refuse_shared(fact)
    entry = entry_record(
        actor=actor, verb="work.reverse_time", subject=work_subject(work_order), reason=reason
    )
    copied = {f.attname: getattr(fact, f.attname) for f in fact._meta.concrete_fields}
    type(fact).objects.create(
        **copied | {"id": uuid7(), "entry_id": entry.id, "reverses_id": fact.id}
    )
    gone = list(TimeInterval.objects.filter(source=fact.id))
    TimeInterval.objects.filter(source=fact.id).delete()
    _days(gone, now())
    left = floor_facts(order_id=work_order.order_id)
    fact_undone(work_order=work_order, facts_left=left, actor=actor)


def _refuse_shared(fact: TimerStart | TimeBooking) -> None:
    opened = TimeInterval.objects.filter(source=fact.id, machine__isnull=False, is_live=True)
    for interval in opened:
        within = Q(started_at__gte=interval.started_at)
        if interval.ended_at:
            within &= Q(started_at__lt=interval.ended_at)
        people = TimeInterval.objects.filter(
            within, work_order=interval.work_order_id, operator__isnull=False, is_live=True
        ).exclude(source=fact.id)
        sources = TimerStart.objects.filter(
            Q(machine=interval.machine_id) | Q(machine=None), id__in=people.values("source")
        )
        if names := list(sources.values_list("operator__name", flat=True).distinct()):
            raise MachineShared(who=names)


def _time_fact(source_id: UUID) -> TimerStart | TimeBooking:
    for facts in (TimerStart, TimeBooking):
        found = facts.objects.filter(id=source_id).first()
        if found:
            return found
    raise FactNotFound(key=source_id)


def _days(intervals: list[TimeInterval], last: datetime) -> None:
    machines = [i for i in intervals if i.machine_id]
    if machines:
        machine_days_refresh(
            machine_ids=[i.machine_id for i in machines if i.machine_id],
            first=min(i.started_at for i in machines),
            last=max(i.ended_at or last for i in machines),
        )
