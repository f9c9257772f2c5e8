"""Reading resources, and their schedules as calendars."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet

from runwright.company.selectors import company_get
from runwright.journal.rows import columns, instances
from runwright.people.actor import Actor
from runwright.people.reach import require_department, within
from runwright.resources.errors import (
    DepartmentNotFound,
    ExceptionNotFound,
    MachineNotFound,
    ScheduleNotFound,
    StationArchived,
    StationNotFound,
    WorkCentreNotFound,
)
from runwright.resources.models import (
    Department,
    ExceptionKind,
    Machine,
    ScheduleException,
    Station,
    WorkCentre,
    WorkSchedule,
)
from runwright.resources.rules import WeeklyBreak, WeeklyShift


def departments_all(*, actor: Actor) -> QuerySet[Department]:
    """Every department, by code."""
    actor.require("resources.view")
    return within(Department.objects.order_by("code"), actor.departments, "id")


def department_get(*, department_id: int, actor: Actor) -> Department:
    """One department. Raises ``DepartmentNotFound``."""
    department = departments_all(actor=actor).filter(id=department_id).first()
    if department is None:
        raise DepartmentNotFound(key=department_id)
    return department


def schedules_all(*, actor: Actor) -> QuerySet[WorkSchedule]:
    """Every work schedule with its shifts and exceptions, by name."""
    actor.require("resources.view")
    return WorkSchedule.objects.prefetch_related("shifts__breaks", "exceptions").order_by("name")


def qualified_centres(*, operator_id: int, actor: Actor) -> QuerySet[WorkCentre]:
    """The work centres at which an operator may work, by code."""
    return work_centres_all(actor=actor).filter(qualifications__operator=operator_id)


def schedule_get(*, schedule_id: int, actor: Actor) -> WorkSchedule:
    """One work schedule with its shifts and exceptions. Raises ``ScheduleNotFound``."""
    schedule = schedules_all(actor=actor).filter(id=schedule_id).first()
    if schedule is None:
        raise ScheduleNotFound(key=schedule_id)
    return schedule


def weekly_shifts(schedule: WorkSchedule) -> list[WeeklyShift]:
    """The week of a schedule: shifts of the same name, hours and breaks as one."""
    days: dict[tuple[time, str, time, tuple[WeeklyBreak, ...]], list[int]] = {}
    for shift in sorted(schedule.shifts.all(), key=lambda one: (one.weekday, one.starts)):
        breaks = sorted(shift.breaks.all(), key=lambda one: one.starts)
        pauses = tuple(WeeklyBreak(one.starts, one.ends) for one in breaks)
        key = (shift.starts, shift.name, shift.ends, pauses)
        days.setdefault(key, []).append(shift.weekday)
    return [
        WeeklyShift(name, tuple(weekdays), starts, ends, pauses)
        for (starts, name, ends, pauses), weekdays in days.items()
    ]


def exception_get(*, exception_id: int, actor: Actor) -> ScheduleException:
    """Days that differ, with their schedule. Raises ``ExceptionNotFound``."""
    actor.require("resources.view")
    rows = ScheduleException.objects.select_related("schedule")
    found = rows.filter(id=exception_id).first()
    if found is None:
        raise ExceptionNotFound(key=exception_id)
    return found


@dataclass(frozen=True)
class ProposedHoliday:
    """A public holiday of a country, and the schedules that have the day closed already."""

    day: date
    name: str
    schedule_ids: frozenset[int]


def holidays_proposed(*, year: int, language: str, actor: Actor) -> list[ProposedHoliday]:
    """The public holidays of the company's country in a year, named in ``language`` if known.

    The days and their names are those of the ``holidays`` library.
    """
    from holidays import country_holidays  # half a second, which only set-up shall wait for

    actor.require("resources.view")
    known = country_holidays(company_get().country, years=year)
    spoken = [one for one in known.supported_languages if one.startswith(language)]
    if spoken:
        known = country_holidays(company_get().country, years=year, language=spoken[0])
    closed = _closed_on(year)
    return [
        ProposedHoliday(day, name, frozenset(closed[day])) for day, name in sorted(known.items())
    ]


def _closed_on(year: int) -> defaultdict[date, set[int]]:
    """By day of a year, the schedules that name it a holiday."""
    closed: defaultdict[date, set[int]] = defaultdict(set)
    rows = ScheduleException.objects.filter(kind=ExceptionKind.HOLIDAY, first_day__year=year)
    for day, schedule_id in rows.values_list("first_day", "schedule_id"):
        closed[day].add(schedule_id)
    return closed


def work_centres_all(*, actor: Actor) -> QuerySet[WorkCentre]:
    """Every work centre with department, schedule and machines, by code."""
    actor.require("resources.view")
    centres = WorkCentre.objects.select_related("department", "schedule")
    own = within(centres, actor.departments, "department")
    return own.prefetch_related("machines").order_by("code")


def work_centre_get(*, work_centre_id: int, actor: Actor) -> WorkCentre:
    """One work centre. Raises ``WorkCentreNotFound``."""
    centre = work_centres_all(actor=actor).filter(id=work_centre_id).first()
    if centre is None:
        raise WorkCentreNotFound(key=work_centre_id)
    return centre


def machines_all(*, actor: Actor) -> QuerySet[Machine]:
    """Every machine with its work centre, by code."""
    actor.require("resources.view")
    machines = Machine.objects.select_related("work_centre__department").order_by("code")
    return within(machines, actor.departments, "work_centre__department")


def machine_get(*, machine_id: int, actor: Actor) -> Machine:
    """One machine. Raises ``MachineNotFound``."""
    machine = machines_all(actor=actor).filter(id=machine_id).first()
    if machine is None:
        raise MachineNotFound(key=machine_id)
    return machine


def stations_all(*, actor: Actor) -> QuerySet[Station]:
    """Every station with its department, by name."""
    actor.require("resources.view")
    stations = Station.objects.select_related("department").order_by("name")
    return within(stations, actor.departments, "department")


def station_get(*, station_id: int, actor: Actor) -> Station:
    """One station. Raises ``StationNotFound``."""
    station = stations_all(actor=actor).filter(id=station_id).first()
    if station is None:
        raise StationNotFound(key=station_id)
    return station


def station_scanned_at(*, station_id: int, actor: Actor) -> Station:
    """The station at which something is scanned. Raises ``StationNotFound``, ``StationArchived``
    and ``OutOfReach``."""
    actor.require("production.scan")
    found = instances([Station], STATION, {"id": station_id})
    if not found:
        raise StationNotFound(key=station_id)
    station: Station = found[0][0]
    if station.archived_at:
        raise StationArchived(station=station.name)
    require_department(actor, station.department_id)
    return station


STATION = f"SELECT {columns(Station, 's')} FROM resources_station s WHERE s.id = %(id)s"
