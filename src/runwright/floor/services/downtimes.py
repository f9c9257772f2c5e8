"""Writing downtime."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from runwright.floor.errors import (
    AlreadyDown,
    DowntimeEndsEarly,
    DowntimeNotFound,
    DowntimeOver,
    DowntimeReasonNeeded,
    DowntimeToCome,
)
from runwright.floor.models import Downtime, DowntimeEnd, DowntimeStart
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.services import Subject, entry_record
from runwright.kernel.ids import uuid7
from runwright.people.actor import Actor
from runwright.resources.errors import MachineNotFound
from runwright.resources.models import Machine


@transaction.atomic
def downtime_start(
    *,
    machine_id: int,
    reason_id: int,
    actor: Actor,
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
    note: str = "",
) -> Downtime:
    """A machine stopped, now or then; with ``ended_at`` the stop is entered as a whole.

    Raises ``AlreadyDown`` while the machine has an open stop, ``DowntimeEndsEarly`` and
    ``DowntimeToCome``.
    """
    actor.require("floor.downtime_report")
    machine = Machine.objects.select_for_update().filter(id=machine_id).first()
    if machine is None:
        raise MachineNotFound(key=machine_id)
    begins = started_at or now()
    if ended_at and ended_at < begins:
        raise DowntimeEndsEarly()
    if (ended_at or begins) > now():
        raise DowntimeToCome()
    if ended_at is None:
        _refuse_second(machine)
    entry = entry_record(actor=actor, verb="downtime.start", subject=_subject(machine), reason=note)
    stop = Stop(machine.id, reason_id, begins, ended_at, actor.operator_id, note)
    return downtimes_post(stops=[stop], entry=entry)[0]


@dataclass(frozen=True)
class Stop:
    """A stop of a machine to be posted."""

    machine_id: int
    reason_id: int
    started_at: datetime
    ended_at: datetime | None
    operator_id: int | None = None
    note: str = ""


def downtimes_post(*, stops: Sequence[Stop], entry: Entry) -> list[Downtime]:
    """Post stops as facts with the downtimes they make; many at once for imports."""
    facts = [DowntimeStart(id=uuid7(), entry=entry, **stop.__dict__) for stop in stops]
    DowntimeStart.objects.bulk_create(facts)
    return Downtime.objects.bulk_create([_downtime(fact) for fact in facts])


def _downtime(fact: DowntimeStart) -> Downtime:
    return Downtime(
        source=fact.id,
        machine_id=fact.machine_id,
        reason_id=fact.reason_id,
        started_at=fact.started_at,
        ended_at=fact.ended_at,
        note=fact.note,
    )


@transaction.atomic
def downtime_end(*, downtime_id: int, actor: Actor) -> Downtime:
    """A machine that was down runs again. Raises ``DowntimeOver``."""
    actor.require("floor.downtime_report")
    downtime = _locked(downtime_id)
    if downtime.ended_at:
        raise DowntimeOver()
    entry = entry_record(actor=actor, verb="downtime.end", subject=_subject(downtime.machine))
    at = max(now(), downtime.started_at)
    end = DowntimeEnd.objects.create(entry=entry, start_id=downtime.source, at=at)
    downtime.ended_at = end.at
    downtime.save(update_fields=["ended_at"])
    return downtime


@transaction.atomic
def downtime_reverse(*, downtime_id: int, reason: str, actor: Actor) -> None:
    """Take a downtime back by its opposite fact. Raises ``DowntimeReasonNeeded``."""
    actor.require("production.work_correct")
    if not reason.strip():
        raise DowntimeReasonNeeded()
    downtime = _locked(downtime_id)
    entry = entry_record(
        actor=actor, verb="downtime.reverse", subject=_subject(downtime.machine), reason=reason
    )
    downtimes_reverse(sources=[downtime.source], entry=entry)


def downtimes_reverse(*, sources: Sequence[UUID], entry: Entry) -> None:
    """Post the opposite of each stop; its downtime goes."""
    starts = DowntimeStart.objects.filter(id__in=sources, reverses=None, reversals=None)
    DowntimeStart.objects.bulk_create([_opposite(start, entry) for start in starts])
    Downtime.objects.filter(source__in=sources).delete()


def _opposite(start: DowntimeStart, entry: Entry) -> DowntimeStart:
    return DowntimeStart(
        id=uuid7(),
        entry=entry,
        reverses=start,
        machine_id=start.machine_id,
        reason_id=start.reason_id,
        operator_id=start.operator_id,
        started_at=start.started_at,
        ended_at=start.ended_at,
        note=start.note,
    )


def _refuse_second(machine: Machine) -> None:
    downtime = (
        Downtime.objects.select_related("reason").filter(machine=machine, ended_at=None).first()
    )
    if downtime:
        raise AlreadyDown(
            machine=str(machine),
            since=downtime.started_at.isoformat(timespec="minutes"),
            reason=downtime.reason.name,
        )


def _locked(downtime_id: int) -> Downtime:
    downtime = (
        Downtime.objects.select_for_update(of=("self",))
        .select_related("machine")
        .filter(id=downtime_id)
        .first()
    )
    if downtime is None:
        raise DowntimeNotFound(key=downtime_id)
    return downtime


def _subject(machine: Machine) -> Subject:
    return Subject("machine", str(machine.id), str(machine))
