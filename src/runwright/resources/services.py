"""Writing schedules, departments, work centres, machines and qualifications."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.db import transaction

from runwright.company.selectors import plant_zone
from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record, fields_set, insert_unique
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken
from runwright.resources.errors import ScheduleNotFound, WorkCentreNotFound
from runwright.resources.models import (
    Department,
    Machine,
    Qualification,
    ScheduleException,
    Shift,
    WorkCentre,
    WorkSchedule,
)

CENTRE_FIELDS = frozenset(
    {
        "name",
        "department_id",
        "lanes",
        "efficiency",
        "cost_per_hour",
        "schedule_id",
        "oee_target",
    }
)


@dataclass(frozen=True)
class WeeklyShift:
    """A shift on several weekdays (Monday is 0); an end at or before the start is next day."""

    name: str
    weekdays: Sequence[int]
    starts: time
    ends: time


@transaction.atomic
def schedule_create(*, name: str, shifts: Sequence[WeeklyShift], actor: Actor) -> WorkSchedule:
    """Create a work schedule in the plant's time zone. Raises ``CodeTaken``."""
    actor.require("resources.manage")
    schedule = WorkSchedule(name=name, time_zone=str(plant_zone()))
    insert_unique(record=schedule, otherwise=CodeTaken(code=name))
    Shift.objects.bulk_create(
        [
            Shift(schedule=schedule, name=s.name, weekday=day, starts=s.starts, ends=s.ends)
            for s in shifts
            for day in s.weekdays
        ]
    )
    subject = Subject("schedule", str(schedule.id), name)
    entry_record(actor=actor, verb="schedule.create", subject=subject)
    return schedule


@transaction.atomic
def schedule_exception_add(
    *,
    schedule_id: int,
    kind: str,
    name: str,
    first_day: date,
    last_day: date,
    actor: Actor,
    starts: time | None = None,
    ends: time | None = None,
) -> ScheduleException:
    """Name days without work (holiday, shutdown) or with extra hours (overtime)."""
    actor.require("resources.manage")
    schedule = WorkSchedule.objects.select_for_update().filter(id=schedule_id).first()
    if schedule is None:
        raise ScheduleNotFound(key=schedule_id)
    exception = ScheduleException.objects.create(
        schedule=schedule,
        kind=kind,
        name=name,
        first_day=first_day,
        last_day=last_day,
        starts=starts,
        ends=ends,
    )
    subject = Subject("schedule", str(schedule.id), schedule.name)
    entry_record(actor=actor, verb=f"schedule.add_{kind}", subject=subject, reason=name)
    return exception


@transaction.atomic
def department_create(
    *, code: str, name: str, actor: Actor, labour_rate: Decimal | None = None
) -> Department:
    """Create a department; the labour rate is money per hour. Raises ``CodeTaken``."""
    actor.require("resources.manage")
    department = Department(code=code, name=name, labour_rate=labour_rate)
    insert_unique(record=department, otherwise=CodeTaken(code=code))
    subject = Subject("department", str(department.id), name)
    entry_record(actor=actor, verb="department.create", subject=subject)
    return department


@transaction.atomic
def work_centre_create(*, code: str, name: str, actor: Actor, **fields: object) -> WorkCentre:
    """Create a work centre; efficiency is a share (0.8), the cost per hour of one lane.

    Raises ``CodeTaken``.
    """
    actor.require("resources.manage")
    _only_centre_fields(fields)
    centre = WorkCentre(code=code, name=name, **fields)
    insert_unique(record=centre, otherwise=CodeTaken(code=code))
    entry_record(actor=actor, verb="work_centre.create", subject=_centre_subject(centre))
    return centre


@transaction.atomic
def work_centre_update(*, work_centre_id: int, actor: Actor, **fields: object) -> WorkCentre:
    """Change fields of a work centre."""
    actor.require("resources.manage")
    _only_centre_fields(fields)
    centre = WorkCentre.objects.select_for_update().filter(id=work_centre_id).first()
    if centre is None:
        raise WorkCentreNotFound(key=work_centre_id)
    edits = fields_set(record=centre, fields=fields)
    subject = _centre_subject(centre)
    entry_record(actor=actor, verb="work_centre.update", subject=subject, edits=edits)
    return centre


@transaction.atomic
def machine_create(
    *, code: str, name: str, work_centre_id: int, actor: Actor, serial_number: str = ""
) -> Machine:
    """Create a machine of a work centre. Raises ``CodeTaken``."""
    actor.require("resources.manage")
    machine = Machine(
        code=code, name=name, work_centre_id=work_centre_id, serial_number=serial_number
    )
    insert_unique(record=machine, otherwise=CodeTaken(code=code))
    subject = Subject("machine", str(machine.id), str(machine))
    entry_record(actor=actor, verb="machine.create", subject=subject)
    return machine


@transaction.atomic
def machines_archive(*, machine_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take machines out of use; history keeps naming them."""
    actor.require("resources.manage")
    for machine in Machine.objects.select_for_update().filter(id__in=machine_ids).order_by("id"):
        fields_set(record=machine, fields={"archived_at": now()})
        subject = Subject("machine", str(machine.id), str(machine))
        entry_record(actor=actor, verb="machine.archive", subject=subject, reason=reason)


@transaction.atomic
def work_centres_archive(*, work_centre_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take work centres out of use; history keeps naming them."""
    actor.require("resources.manage")
    centres = WorkCentre.objects.select_for_update().filter(id__in=work_centre_ids)
    for centre in centres.order_by("id"):
        fields_set(record=centre, fields={"archived_at": now()})
        subject = _centre_subject(centre)
        entry_record(actor=actor, verb="work_centre.archive", subject=subject, reason=reason)


@transaction.atomic
def machines_restore(*, machine_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take machines out of the archive."""
    actor.require("resources.manage")
    for machine in Machine.objects.select_for_update().filter(id__in=machine_ids).order_by("id"):
        fields_set(record=machine, fields={"archived_at": None})
        subject = Subject("machine", str(machine.id), str(machine))
        entry_record(actor=actor, verb="machine.restore", subject=subject, reason=reason)


@transaction.atomic
def work_centres_restore(*, work_centre_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take work centres out of the archive."""
    actor.require("resources.manage")
    centres = WorkCentre.objects.select_for_update().filter(id__in=work_centre_ids)
    for centre in centres.order_by("id"):
        fields_set(record=centre, fields={"archived_at": None})
        subject = _centre_subject(centre)
        entry_record(actor=actor, verb="work_centre.restore", subject=subject, reason=reason)


@transaction.atomic
def qualifications_set(*, operator_id: int, work_centre_ids: Iterable[int], actor: Actor) -> None:
    """Say at which work centres an operator may work."""
    actor.require("resources.manage")
    wanted = set(work_centre_ids)
    Qualification.objects.filter(operator_id=operator_id).delete()
    Qualification.objects.bulk_create(
        [Qualification(operator_id=operator_id, work_centre_id=c) for c in sorted(wanted)]
    )
    subject = Subject("operator", str(operator_id), str(operator_id))
    entry_record(actor=actor, verb="operator.qualify", subject=subject)


def _centre_subject(centre: WorkCentre) -> Subject:
    return Subject("work_centre", str(centre.id), str(centre))


def _only_centre_fields(fields: dict[str, object]) -> None:
    unknown = fields.keys() - CENTRE_FIELDS
    if unknown:
        raise TypeError(f"not a work centre field: {sorted(unknown)}")
