"""Writing downtime: what stood, why, from when to when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from runwright.company.selectors import plant_minute
from runwright.floor.errors import (
    AlreadyDown,
    DowntimeEndsEarly,
    DowntimeNotFound,
    DowntimeOfNothing,
    DowntimeOver,
    DowntimeOverlaps,
    DowntimeReasonNeeded,
    DowntimeReasonNotFound,
    DowntimeToCome,
    DowntimeTooLong,
)
from runwright.floor.models import Downtime, DowntimeEnd, DowntimeReason, DowntimeStart
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.services import Edit, Subject, entry_record
from runwright.kernel.ids import uuid7
from runwright.people.actor import Actor
from runwright.resources.errors import MachineNotFound, WorkCentreNotFound
from runwright.resources.limits import require_centre
from runwright.resources.models import Machine, WorkCentre

Place = Machine | WorkCentre

LONGEST = timedelta(days=366)
"""The longest downtime; a wrong year would else put a machine down for centuries."""


@dataclass(frozen=True)
class Stop:
    """A stop to be posted: of a machine, or of a work centre as a whole."""

    reason_id: int
    started_at: datetime
    ended_at: datetime | None = None
    machine_id: int | None = None
    work_centre_id: int | None = None
    operator_id: int | None = None
    note: str = ""


@transaction.atomic
def downtime_start(
    *,
    reason_id: int,
    actor: Actor,
    machine_id: int | None = None,
    work_centre_id: int | None = None,
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
    note: str = "",
) -> Downtime:
    """A machine or a work centre stopped, now or then; with ``ended_at`` it runs again already.

    Raises ``AlreadyDown``, ``DowntimeOverlaps``, ``DowntimeEndsEarly``, ``DowntimeToCome``,
    ``DowntimeTooLong``, ``DowntimeReasonNotFound`` and ``DowntimeOfNothing``.
    """
    actor.require("floor.downtime_report")
    require_centre(actor, work_centre_id, machine_id)
    stop = Stop(
        reason_id, started_at or now(), ended_at, machine_id, work_centre_id, actor.operator_id,
        note,
    )  # fmt: skip
    place = place_locked(machine_id=machine_id, work_centre_id=work_centre_id)
    reason_in_use(reason_id)
    _check(stop, place)
    entry = entry_record(actor=actor, verb="downtime.start", subject=subject_of(place), reason=note)
    return downtimes_post(stops=[stop], entry=entry)[0]


def downtimes_post(*, stops: Sequence[Stop], entry: Entry) -> list[Downtime]:
    """Post stops as facts with the downtimes they make; many at once for imports."""
    facts = [DowntimeStart(id=uuid7(), entry=entry, **stop.__dict__) for stop in stops]
    DowntimeStart.objects.bulk_create(facts)
    return Downtime.objects.bulk_create([_downtime(fact) for fact in facts])


def _downtime(fact: DowntimeStart) -> Downtime:
    return Downtime(
        source=fact.id,
        machine_id=fact.machine_id,
        work_centre_id=fact.work_centre_id,
        reason_id=fact.reason_id,
        started_at=fact.started_at,
        ended_at=fact.ended_at,
        note=fact.note,
    )


@transaction.atomic
def downtime_end(*, downtime_id: int, actor: Actor, ended_at: datetime | None = None) -> Downtime:
    """What was down runs again, now or since then.

    Raises ``DowntimeOver``, ``DowntimeEndsEarly`` and ``DowntimeToCome``.
    """
    actor.require("floor.downtime_report")
    downtime = _own_locked(downtime_id, actor)
    if downtime.ended_at:
        raise DowntimeOver()
    at = ended_at or max(now(), downtime.started_at)
    if at < downtime.started_at:
        raise DowntimeEndsEarly()
    if at > now():
        raise DowntimeToCome(field="ended_at")
    entry = entry_record(actor=actor, verb="downtime.end", subject=subject_of(downtime.place))
    DowntimeEnd.objects.create(entry=entry, start_id=downtime.source, at=at)
    downtime.ended_at = at
    downtime.save(update_fields=["ended_at"])
    return downtime


@transaction.atomic
def downtime_correct(*, downtime_id: int, reason: str, actor: Actor, **changes: object) -> Downtime:
    """Put a downtime right by its opposite fact and the stop as it was: ``changes`` are fields of
    ``Stop``; an ``ended_at`` of none says that it goes on.

    Raises ``DowntimeReasonNeeded`` and what ``downtime_start`` raises.
    """
    downtime = _taken_back(downtime_id, reason, actor)
    fact = DowntimeStart.objects.get(id=downtime.source)
    before = Stop(
        downtime.reason_id, downtime.started_at, downtime.ended_at, downtime.machine_id,
        downtime.work_centre_id, fact.operator_id, downtime.note,
    )  # fmt: skip
    after = replace(before, **changes)  # type: ignore[arg-type]
    place = place_locked(machine_id=after.machine_id, work_centre_id=after.work_centre_id)
    if after.reason_id != before.reason_id:
        reason_in_use(after.reason_id)
    _check(after, place, besides=downtime)
    entry = entry_record(
        actor=actor, verb="downtime.correct", subject=subject_of(place), reason=reason,
        edits=_edits(before, after),
    )  # fmt: skip
    downtimes_reverse(sources=[downtime.source], entry=entry)
    return downtimes_post(stops=[after], entry=entry)[0]


def _edits(before: Stop, after: Stop) -> list[Edit]:
    return [
        Edit(name, old, getattr(after, name))
        for name, old in before.__dict__.items()
        if old != getattr(after, name)
    ]


@transaction.atomic
def downtime_reverse(*, downtime_id: int, reason: str, actor: Actor) -> None:
    """Take a downtime back by its opposite fact. Raises ``DowntimeReasonNeeded``."""
    downtime = _taken_back(downtime_id, reason, actor)
    entry = entry_record(
        actor=actor, verb="downtime.reverse", subject=subject_of(downtime.place), reason=reason
    )
    downtimes_reverse(sources=[downtime.source], entry=entry)


def downtimes_reverse(*, sources: Sequence[UUID], entry: Entry) -> None:
    """Post the opposite of each stop; its downtime goes."""
    starts = DowntimeStart.objects.filter(id__in=sources, reverses=None, reversals=None)
    DowntimeStart.objects.bulk_create([_opposite(start, entry) for start in starts])
    Downtime.objects.filter(source__in=sources).delete()


def _opposite(start: DowntimeStart, entry: Entry) -> DowntimeStart:
    copied = {f.attname: getattr(start, f.attname) for f in start._meta.concrete_fields}
    return DowntimeStart(**copied | {"id": uuid7(), "entry_id": entry.id, "reverses_id": start.id})


def _taken_back(downtime_id: int, reason: str, actor: Actor) -> Downtime:
    actor.require("production.work_correct")
    if not reason.strip():
        raise DowntimeReasonNeeded()
    return _own_locked(downtime_id, actor)


def _check(stop: Stop, place: Place, besides: Downtime | None = None) -> None:
    """Raise what speaks against a stop of a place that is locked."""
    if stop.ended_at and stop.ended_at < stop.started_at:
        raise DowntimeEndsEarly()
    if stop.started_at > now():
        raise DowntimeToCome()
    if stop.ended_at and stop.ended_at > now():
        raise DowntimeToCome(field="ended_at")
    if (stop.ended_at or now()) - stop.started_at > LONGEST:
        raise DowntimeTooLong(days=LONGEST.days)
    _refuse_second(stop, place, besides)


def _refuse_second(stop: Stop, place: Place, besides: Downtime | None) -> None:
    over = Q(ended_at=None) | Q(ended_at__gt=stop.started_at)
    rows = downtimes_of(place).filter(over).select_related("reason").order_by("started_at")
    if stop.ended_at:
        rows = rows.filter(started_at__lt=stop.ended_at)
    other = (rows.exclude(id=besides.id) if besides else rows).first()
    if other is None:
        return
    since, reason = plant_minute(other.started_at), other.reason.name
    if other.ended_at is None:
        raise AlreadyDown(machine=str(place), since=since, reason=reason)
    until = plant_minute(other.ended_at)
    raise DowntimeOverlaps(machine=str(place), since=since, until=until, reason=reason)


def downtimes_of(place: Place) -> QuerySet[Downtime]:
    """The downtimes of the very machine, or of the very work centre."""
    if isinstance(place, Machine):
        return Downtime.objects.filter(machine=place)
    return Downtime.objects.filter(work_centre=place)


def reason_in_use(reason_id: int) -> DowntimeReason:
    """A reason that may be chosen. Raises ``DowntimeReasonNotFound``."""
    reason = DowntimeReason.objects.filter(id=reason_id, archived_at=None).first()
    if reason is None:
        raise DowntimeReasonNotFound(key=reason_id)
    return reason


def place_locked(*, machine_id: int | None, work_centre_id: int | None) -> Place:
    """What stops, locked, so that its stops come one after the other.

    Raises ``DowntimeOfNothing``, ``MachineNotFound`` and ``WorkCentreNotFound``.
    """
    if machine_id is not None and work_centre_id is None:
        machine = Machine.objects.select_for_update().filter(id=machine_id).first()
        if machine is None:
            raise MachineNotFound(key=machine_id)
        return machine
    if work_centre_id is None or machine_id is not None:
        raise DowntimeOfNothing()
    centre = WorkCentre.objects.select_for_update().filter(id=work_centre_id).first()
    if centre is None:
        raise WorkCentreNotFound(key=work_centre_id)
    return centre


def _own_locked(downtime_id: int, actor: Actor) -> Downtime:
    downtime = _locked(downtime_id)
    require_centre(actor, downtime.work_centre_id, downtime.machine_id)
    return downtime


def _locked(downtime_id: int) -> Downtime:
    downtime = (
        Downtime.objects.select_for_update(of=("self",))
        .select_related("machine", "work_centre")
        .filter(id=downtime_id)
        .first()
    )
    if downtime is None:
        raise DowntimeNotFound(key=downtime_id)
    return downtime


def subject_of(place: Place) -> Subject:
    """How the journal names what stopped."""
    kind = "machine" if isinstance(place, Machine) else "work_centre"
    return Subject(kind, str(place.id), str(place))
