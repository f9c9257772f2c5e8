"""Writing work schedules: the week, the days that differ, and public holidays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from runwright.company.selectors import plant_zone
from runwright.journal.masters import Master, changed
from runwright.journal.services import Edit, entry_record, fields_set
from runwright.kernel.errors import Refusal, refuse_all
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken
from runwright.resources.errors import (
    ExceptionNotFound,
    HoursWithoutOvertime,
    LastDayBeforeFirst,
    OvertimeWithoutHours,
    ScheduleNotFound,
)
from runwright.resources.models import (
    ExceptionKind,
    ScheduleException,
    Shift,
    ShiftBreak,
    WorkSchedule,
)
from runwright.resources.rules import WeeklyShift, week_wrong
from runwright.resources.selectors import weekly_shifts
from runwright.resources.states import SCHEDULE_LIFE

SCHEDULES = Master(WorkSchedule, "schedule", ScheduleNotFound, frozenset({"name"}), SCHEDULE_LIFE)


@transaction.atomic
def schedule_create(*, name: str, shifts: Sequence[WeeklyShift], actor: Actor) -> WorkSchedule:
    """Create a work schedule in the plant's time zone.

    Raises ``CodeTaken``, and ``Invalid`` with every shift that overlaps another, has no weekday,
    or has a break outside of it.
    """
    actor.require("resources.manage")
    refuse_all(week_wrong(shifts))
    schedule = WorkSchedule(name=name, time_zone=str(plant_zone()))
    SCHEDULES.create(record=schedule, otherwise=_taken(name), actor=actor)
    _shifts_write(schedule, shifts)
    return schedule


@transaction.atomic
def schedule_update(
    *,
    schedule_id: int,
    actor: Actor,
    name: str | None = None,
    shifts: Sequence[WeeklyShift] | None = None,
) -> WorkSchedule:
    """Rename a schedule, or give it another week. Raises like ``schedule_create``."""
    actor.require("resources.manage")
    schedule = SCHEDULES.locked(schedule_id)
    edits = [] if shifts is None else _week_change(schedule, shifts)
    fields = {} if name is None else {"name": name}
    return SCHEDULES.update(
        record=schedule, fields=fields, otherwise=_taken(name), actor=actor, also=edits
    )


def _week_change(schedule: WorkSchedule, shifts: Sequence[WeeklyShift]) -> list[Edit]:
    refuse_all(week_wrong(shifts))
    old, new = _week_words(weekly_shifts(schedule)), _week_words(shifts)
    if old == new:
        return []
    schedule.shifts.all().delete()
    _shifts_write(schedule, shifts)
    return [Edit("shifts", old, new)]


def _week_words(shifts: Iterable[WeeklyShift]) -> str:
    """The whole week in one line, the same for the same week."""
    return "; ".join(
        f"{shift} [{''.join(str(day + 1) for day in sorted(shift.weekdays))}]"
        + "".join(f" -{pause}" for pause in sorted(shift.breaks, key=str))
        for shift in sorted(shifts, key=lambda one: (one.starts, min(one.weekdays), one.name))
    )


def _shifts_write(schedule: WorkSchedule, shifts: Sequence[WeeklyShift]) -> None:
    rows = [
        (Shift(schedule=schedule, name=s.name, weekday=day, starts=s.starts, ends=s.ends), s)
        for s in shifts
        for day in s.weekdays
    ]
    Shift.objects.bulk_create([row for row, _ in rows])
    ShiftBreak.objects.bulk_create(
        [ShiftBreak(shift=row, starts=b.starts, ends=b.ends) for row, s in rows for b in s.breaks]
    )


@transaction.atomic
def schedules_archive(*, schedule_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take schedules out of use; refused while a work centre follows one."""
    actor.require("resources.manage")
    SCHEDULES.archive(ids=schedule_ids, actor=actor, reason=reason)


@transaction.atomic
def schedules_restore(*, schedule_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take schedules out of the archive."""
    actor.require("resources.manage")
    SCHEDULES.restore(ids=schedule_ids, actor=actor, reason=reason)


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
    """Name days without work (holiday, shutdown) or with extra hours (overtime).

    Raises ``LastDayBeforeFirst``, ``OvertimeWithoutHours``, ``HoursWithoutOvertime``.
    """
    actor.require("resources.manage")
    schedule = SCHEDULES.locked(schedule_id)
    exception = ScheduleException(
        schedule=schedule,
        kind=kind,
        name=name,
        first_day=first_day,
        last_day=last_day,
        starts=starts,
        ends=ends,
    )
    refuse_all(_exception_wrong(exception))
    exception.save()
    subject = SCHEDULES.subject(schedule)
    entry_record(actor=actor, verb=f"schedule.add_{kind}", subject=subject, reason=name)
    return exception


@transaction.atomic
def schedule_exception_update(
    *, exception_id: int, actor: Actor, **fields: object
) -> ScheduleException:
    """Change days that differ: their kind, name, days or hours. Raises like the adding of them."""
    actor.require("resources.manage")
    exception = _exception_locked(exception_id)
    refuse_all(_exception_wrong(changed(exception, fields)))
    edits = fields_set(record=exception, fields=fields)
    if edits:
        subject = SCHEDULES.subject(exception.schedule)
        entry_record(actor=actor, verb="schedule.change_days", subject=subject, edits=edits)
    return exception


@transaction.atomic
def schedule_exception_remove(*, exception_id: int, actor: Actor, reason: str = "") -> None:
    """Let the days be like every week's again; the journal keeps what they were."""
    actor.require("resources.manage")
    exception = _exception_locked(exception_id)
    edits = [Edit(exception.kind, f"{exception.name} {exception.first_day:%Y-%m-%d}", "")]
    subject = SCHEDULES.subject(exception.schedule)
    entry_record(
        actor=actor, verb="schedule.remove_days", subject=subject, edits=edits, reason=reason
    )
    exception.delete()


@dataclass(frozen=True)
class NamedDay:
    """A public holiday as it shall stand in the schedules."""

    day: date
    name: str


@transaction.atomic
def holidays_apply(*, schedule_ids: Iterable[int], days: Sequence[NamedDay], actor: Actor) -> int:
    """Name public holidays in schedules; a day that is closed already stays as it is.

    Returns how many were added in all.
    """
    actor.require("resources.manage")
    added = 0
    for schedule_id in sorted(set(schedule_ids)):
        closed = _days_closed(SCHEDULES.locked(schedule_id))
        for one in days:
            if one.day not in closed:
                schedule_exception_add(
                    schedule_id=schedule_id, kind=ExceptionKind.HOLIDAY, name=one.name,
                    first_day=one.day, last_day=one.day, actor=actor,
                )  # fmt: skip
                added += 1
    return added


def _days_closed(schedule: WorkSchedule) -> set[date]:
    holidays = schedule.exceptions.filter(kind=ExceptionKind.HOLIDAY)
    return set(holidays.values_list("first_day", flat=True))


def _exception_wrong(exception: ScheduleException) -> Iterator[Refusal]:
    has_hours = exception.starts is not None and exception.ends is not None
    is_overtime = exception.kind == ExceptionKind.OVERTIME
    if exception.last_day < exception.first_day:
        yield LastDayBeforeFirst(first_day=exception.first_day, last_day=exception.last_day)
    if is_overtime and not has_hours:
        yield OvertimeWithoutHours()
    if not is_overtime and (exception.starts or exception.ends):
        yield HoursWithoutOvertime()


def _exception_locked(exception_id: int) -> ScheduleException:
    rows = ScheduleException.objects.select_for_update(of=("self",)).select_related("schedule")
    found = rows.filter(id=exception_id).first()
    if found is None:
        raise ExceptionNotFound(key=exception_id)
    return found


def _taken(name: str | None) -> CodeTaken:
    return CodeTaken(code=name, field="name")
