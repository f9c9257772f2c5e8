"""Time entered as a whole, and taking time back, that of timers included."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from runwright.company.selectors import plant_minute
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.services import entry_record
from runwright.kernel.ids import uuid7
from runwright.people.actor import Actor
from runwright.production.errors import (
    AlreadyUndone,
    EndBeforeStart,
    FactNotFound,
    MachineShared,
    NotYetOver,
    ReasonNeeded,
    StretchTooLong,
)
from runwright.production.models import (
    TimeBooking,
    TimeInterval,
    TimeKind,
    TimerStart,
    WorkOrder,
)
from runwright.production.selectors.situations import floor_facts
from runwright.production.services.timers import (
    Rates,
    Worker,
    days_refresh,
    kind_edit,
    rates_now,
    somebody_named,
)
from runwright.production.services.work import (
    fact_posted,
    fact_undone,
    work_order_locked,
    work_subject,
)
from runwright.production.states import open_for_correction, open_for_work
from runwright.resources.limits import require_centre

LONGEST = timedelta(days=31)
"""The longest booking; a wrong year would else fill a calendar of machine days."""


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
    require_centre(actor, work_order.work_centre_id)
    open_for_work(work_order)
    return times_post(work_order, worked, actor=actor, reason=reason)


def times_post(
    work_order: WorkOrder, worked: Sequence[Worked], *, actor: Actor, reason: str
) -> list[TimeBooking]:
    """Post stretches of work on a work order that is locked. Raises what booking them does."""
    for one in worked:
        somebody_named(one.worker)
        _check_stretch(one.started_at, one.ended_at)
    entry = entry_record(
        actor=actor,
        verb="work.book_time",
        subject=work_subject(work_order),
        edits=[kind_edit(one.kind) for one in worked],
        reason=reason,
    )
    rates = rates_now(work_order, [one.worker for one in worked])
    bookings = TimeBooking.objects.bulk_create(
        [_booking(one, work_order, entry, rates[one.worker.operator_id]) for one in worked]
    )
    intervals = [interval for booking in bookings for interval in intervals_of(booking)]
    TimeInterval.objects.bulk_create(intervals)
    days_refresh(intervals, now())
    fact_posted(work_order=work_order, actor=actor)
    return bookings


def _booking(worked: Worked, work_order: WorkOrder, entry: Entry, rates: Rates) -> TimeBooking:
    return TimeBooking(
        id=uuid7(),
        entry=entry,
        work_order=work_order,
        operator_id=worked.worker.operator_id,
        machine_id=worked.worker.machine_id,
        kind=TimeKind(worked.kind),
        started_at=worked.started_at,
        ended_at=worked.ended_at,
        **rates,
    )


def _check_stretch(started_at: datetime, ended_at: datetime) -> None:
    if ended_at < started_at:
        raise EndBeforeStart()
    if ended_at > now():
        raise NotYetOver(ended_at=plant_minute(ended_at))
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
            labour_rate=booking.labour_rate,
            machine_rate=booking.machine_rate,
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
    fact = time_fact(source_id)
    work_order = work_order_locked(fact.work_order_id)
    open_for_correction(work_order)
    time_take_back(fact, work_order, reason=reason, actor=actor)


def time_take_back(
    fact: TimerStart | TimeBooking, work_order: WorkOrder, *, reason: str, actor: Actor
) -> Entry:
    """Post the opposite of a timer or a booking on a work order that is locked.

    Raises ``AlreadyUndone`` and ``MachineShared``.
    """
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
    days_refresh(gone, now())
    left = floor_facts(order_id=work_order.order_id)
    fact_undone(work_order=work_order, facts_left=left, actor=actor)
    return entry


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


def time_fact(source_id: UUID) -> TimerStart | TimeBooking:
    """The start of a timer, or a booking. Raises ``FactNotFound``."""
    for facts in (TimerStart, TimeBooking):
        found = facts.objects.filter(id=source_id).first()
        if found:
            return found
    raise FactNotFound(key=source_id)
