"""Work schedules as calendars that can add, subtract and count working minutes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from runwright.journal.rows import answer
from runwright.kernel.worktime import Break, Closure, ClosureKind, Overtime, Shift, WorkCalendar
from runwright.people.actor import Actor
from runwright.resources.models import ExceptionKind, WorkSchedule

CLOSURES: dict[str, ClosureKind] = {
    ExceptionKind.HOLIDAY: ClosureKind.PUBLIC_HOLIDAY,
    ExceptionKind.SHUTDOWN: ClosureKind.TECHNICAL_SHUTDOWN,
}


def calendar_of(schedule: WorkSchedule) -> WorkCalendar:
    """One schedule as a calendar."""
    return calendars_of([schedule])[schedule.id]


def calendars_all(*, actor: Actor) -> dict[int, WorkCalendar]:
    """Every schedule as a calendar, by its id."""
    actor.require("resources.view")
    return calendars_of(WorkSchedule.objects.order_by("name"))


def calendars_of(schedules: Iterable[WorkSchedule]) -> dict[int, WorkCalendar]:
    """Calendars by the id of their schedule, in two statements however many there are."""
    wanted = {schedule.id: schedule for schedule in schedules}
    if not wanted:
        return {}
    shifts: defaultdict[int, list[Shift]] = defaultdict(list)
    for schedule_id, name, weekday, starts, ends, *pauses in answer(SHIFTS, [[*wanted]]):
        breaks = tuple(Break(*pause) for pause in zip(*pauses, strict=True))
        shifts[schedule_id].append(Shift(name, weekday, starts, ends, breaks))
    closures: defaultdict[int, list[Closure]] = defaultdict(list)
    overtime: defaultdict[int, list[Overtime]] = defaultdict(list)
    for schedule_id, kind, name, first, last, starts, ends in answer(EXCEPTIONS, [[*wanted]]):
        if kind in CLOSURES:
            closures[schedule_id].append(Closure(name, CLOSURES[kind], first, last))
        elif starts is not None and ends is not None:
            overtime[schedule_id] += _overtime(name, first, last, starts, ends)
    return {
        key: WorkCalendar(
            name=schedule.name,
            zone=ZoneInfo(schedule.time_zone),
            shifts=tuple(shifts[key]),
            closures=tuple(closures[key]),
            overtime=tuple(overtime[key]),
        )
        for key, schedule in wanted.items()
    }


def _overtime(name: str, first: date, last: date, starts: time, ends: time) -> list[Overtime]:
    """One for each of the days."""
    days = range((last - first).days + 1)
    return [Overtime(name, first + timedelta(n), starts, ends) for n in days]


SHIFTS = """
SELECT s.schedule_id, s.name, s.weekday, s.starts, s.ends,
       array(SELECT b.starts FROM resources_shiftbreak b WHERE b.shift_id = s.id ORDER BY b.starts),
       array(SELECT b.ends FROM resources_shiftbreak b WHERE b.shift_id = s.id ORDER BY b.starts)
FROM resources_shift s WHERE s.schedule_id = ANY(%s)
ORDER BY s.schedule_id, s.weekday, s.starts
"""

EXCEPTIONS = """
SELECT e.schedule_id, e.kind, e.name, e.first_day, e.last_day, e.starts, e.ends
FROM resources_scheduleexception e WHERE e.schedule_id = ANY(%s)
ORDER BY e.schedule_id, e.first_day, e.id
"""
