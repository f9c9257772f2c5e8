"""Reading resources, and their schedules as calendars."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from runwright.kernel.worktime import Closure, ClosureKind, Overtime, WorkCalendar
from runwright.kernel.worktime import Shift as CalendarShift
from runwright.people.actor import Actor
from runwright.resources.errors import (
    DepartmentNotFound,
    MachineNotFound,
    ScheduleNotFound,
    WorkCentreNotFound,
)
from runwright.resources.models import (
    Department,
    ExceptionKind,
    Machine,
    ScheduleException,
    WorkCentre,
    WorkSchedule,
)


def departments_all(*, actor: Actor) -> QuerySet[Department]:
    """Every department, by code."""
    actor.require("resources.view")
    return Department.objects.order_by("code")


def department_get(*, department_id: int, actor: Actor) -> Department:
    """One department. Raises ``DepartmentNotFound``."""
    department = departments_all(actor=actor).filter(id=department_id).first()
    if department is None:
        raise DepartmentNotFound(key=department_id)
    return department


def schedules_all(*, actor: Actor) -> QuerySet[WorkSchedule]:
    """Every work schedule with its shifts and exceptions, by name."""
    actor.require("resources.view")
    return WorkSchedule.objects.prefetch_related("shifts", "exceptions").order_by("name")


def qualified_centres(*, operator_id: int, actor: Actor) -> QuerySet[WorkCentre]:
    """The work centres at which an operator may work, by code."""
    return work_centres_all(actor=actor).filter(qualifications__operator=operator_id)


def schedule_get(*, schedule_id: int, actor: Actor) -> WorkSchedule:
    """One work schedule with its shifts and exceptions. Raises ``ScheduleNotFound``."""
    schedule = schedules_all(actor=actor).filter(id=schedule_id).first()
    if schedule is None:
        raise ScheduleNotFound(key=schedule_id)
    return schedule


def work_centres_all(*, actor: Actor) -> QuerySet[WorkCentre]:
    """Every work centre with department, schedule and machines, by code."""
    actor.require("resources.view")
    return (
        WorkCentre.objects.select_related("department", "schedule")
        .prefetch_related("machines")
        .order_by("code")
    )


def work_centre_get(*, work_centre_id: int, actor: Actor) -> WorkCentre:
    """One work centre. Raises ``WorkCentreNotFound``."""
    centre = work_centres_all(actor=actor).filter(id=work_centre_id).first()
    if centre is None:
        raise WorkCentreNotFound(key=work_centre_id)
    return centre


def machines_all(*, actor: Actor) -> QuerySet[Machine]:
    """Every machine with its work centre, by code."""
    actor.require("resources.view")
    return Machine.objects.select_related("work_centre__department").order_by("code")


def machine_get(*, machine_id: int, actor: Actor) -> Machine:
    """One machine. Raises ``MachineNotFound``."""
    machine = machines_all(actor=actor).filter(id=machine_id).first()
    if machine is None:
        raise MachineNotFound(key=machine_id)
    return machine


def calendar_of(schedule: WorkSchedule) -> WorkCalendar:
    """The schedule as a calendar that can add, subtract and count working minutes."""
    exceptions = list(schedule.exceptions.all())
    return WorkCalendar(
        name=schedule.name,
        zone=ZoneInfo(schedule.time_zone),
        shifts=tuple(
            CalendarShift(s.name, s.weekday, s.starts, s.ends) for s in schedule.shifts.all()
        ),
        closures=tuple(
            Closure(e.name, CLOSURES[e.kind], e.first_day, e.last_day)
            for e in exceptions
            if e.kind in CLOSURES
        ),
        overtime=tuple(o for e in exceptions for o in _overtime(e)),
    )


CLOSURES: dict[str, ClosureKind] = {
    ExceptionKind.HOLIDAY: ClosureKind.PUBLIC_HOLIDAY,
    ExceptionKind.SHUTDOWN: ClosureKind.TECHNICAL_SHUTDOWN,
}


def _overtime(exception: ScheduleException) -> list[Overtime]:
    if exception.starts is None or exception.ends is None or exception.kind in CLOSURES:
        return []
    days = (exception.last_day - exception.first_day).days + 1
    return [
        Overtime(
            exception.name,
            exception.first_day + timedelta(days=n),
            exception.starts,
            exception.ends,
        )
        for n in range(days)
    ]
