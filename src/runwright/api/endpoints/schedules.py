"""Work schedules: weekly shifts and the days that differ."""

from datetime import date, time
from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import Given, Many, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Clock, Day, Key, Label, Line, Name, PathKey
from runwright.reports.lists.columns import Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Search
from runwright.resources.selectors import schedule_get, schedules_all
from runwright.resources.services import WeeklyShift, schedule_create, schedule_exception_add

door = Door("Schedules", __name__)

SCHEDULES = ListDefinition(
    name="schedules",
    title=_("Work schedules"),
    permission="resources.view",
    base=lambda actor: schedules_all(actor=actor),
    columns=(Column("name", _("Name")), Column("time_zone", _("Time zone"), Kind.CODE)),
    filters=(Search("q", _("Search"), paths=("name",)),),
    sort=("name",),
)
add_list(door, "/schedules", SCHEDULES)

Weekday = Annotated[int, Field(strict=True, ge=0, le=6)]


class Shift(Shown):
    """A weekly stretch of work, Monday being 0; an end at or before the start is next day."""

    name: str
    weekday: int
    starts: time
    ends: time


class ScheduleException(Shown):
    """Days without work, or with extra work between ``starts`` and ``ends``."""

    id: Key
    kind: Literal["holiday", "shutdown", "overtime"]
    name: str
    first_day: date
    last_day: date
    starts: time | None
    ends: time | None


class Schedule(Shown):
    """When work is done, in the time zone of the plant."""

    id: Key
    name: str
    time_zone: str
    shifts: Annotated[list[Shift], Many]
    exceptions: Annotated[list[ScheduleException], Many]


class NewShift(Given):
    """A shift on several weekdays, Monday being 0."""

    name: Annotated[str, Line(40, shortest=1)]
    weekdays: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    starts: Clock
    ends: Clock


class NewSchedule(Given):
    """A schedule to be made, in the time zone of the plant."""

    name: Label
    shifts: Annotated[list[NewShift], Field(min_length=1, max_length=50)]


class NewException(Given):
    """Days that differ; overtime needs its hours."""

    kind: Literal["holiday", "shutdown", "overtime"]
    name: Name
    first_day: Day
    last_day: Day
    starts: Clock | None = None
    ends: Clock | None = None


@door.read("/schedules/{schedule_id}", permission="resources.view", answer=Schedule)
def schedule(request: Call, schedule_id: PathKey) -> object:
    """One schedule with its shifts and exceptions."""
    return schedule_get(schedule_id=schedule_id, actor=request.auth)


@door.create("/schedules", permission="resources.manage", answer=Schedule)
def create_schedule(request: Call, given: NewSchedule) -> object:
    """Make a schedule of weekly shifts."""
    shifts = [WeeklyShift(**shift.model_dump()) for shift in given.shifts]
    return schedule_create(name=given.name, shifts=shifts, actor=request.auth)


@door.create("/schedules/{schedule_id}/exceptions", permission="resources.manage", answer=Schedule)
def add_exception(request: Call, schedule_id: PathKey, given: NewException) -> object:
    """Name days without work, or with extra hours."""
    schedule_exception_add(schedule_id=schedule_id, **given.model_dump(), actor=request.auth)
    return schedule_get(schedule_id=schedule_id, actor=request.auth)
