"""Work schedules: weekly shifts and the days that differ."""

from datetime import date, datetime, time
from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Done, Given, Many, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Clock, Day, Key, Label, Line, Name, PathKey
from runwright.api.verbs import Tabled
from runwright.reports.lists.columns import Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Search
from runwright.resources.selectors import holidays_proposed, schedule_get, schedules_all
from runwright.resources.services import (
    NamedDay,
    WeeklyBreak,
    WeeklyShift,
    holidays_apply,
    schedule_create,
    schedule_exception_add,
    schedule_exception_remove,
    schedule_exception_update,
    schedule_update,
    schedules_archive,
    schedules_restore,
)
from runwright.resources.states import SCHEDULE_LIFE

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

Year = Annotated[int, Field(ge=1950, le=2090)]
Weekday = Annotated[int, Field(strict=True, ge=0, le=6)]


class ShiftBreak(Shown):
    """A pause within a shift; a start before that of the shift is on the next day."""

    starts: time
    ends: time


class Shift(Shown):
    """A weekly stretch of work, Monday being 0; an end at or before the start is next day."""

    name: str
    weekday: int
    starts: time
    ends: time
    breaks: Annotated[list[ShiftBreak], Many]


class ScheduleException(Shown):
    """Days without work, or with extra work between ``starts`` and ``ends``."""

    id: Key
    kind: Literal["holiday", "shutdown", "overtime"]
    name: str
    first_day: date
    last_day: date
    starts: time | None
    ends: time | None


class Schedule(Tabled):
    """When work is done, in the time zone of the plant."""

    home = "/schedules/{schedule_id}"
    life = SCHEDULE_LIFE
    id: Key
    name: str
    time_zone: str
    shifts: Annotated[list[Shift], Many]
    exceptions: Annotated[list[ScheduleException], Many]
    archived_at: datetime | None


class NewBreak(Given):
    """A pause within a shift."""

    starts: Clock
    ends: Clock


class NewShift(Given):
    """A shift on several weekdays, Monday being 0."""

    name: Annotated[str, Line(40, shortest=1)]
    weekdays: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    starts: Clock
    ends: Clock
    breaks: Annotated[list[NewBreak], Field(max_length=20)] = []

    def weekly(self) -> WeeklyShift:
        """The shift as the service takes it."""
        pauses = [WeeklyBreak(one.starts, one.ends) for one in self.breaks]
        return WeeklyShift(self.name, self.weekdays, self.starts, self.ends, pauses)


class NewSchedule(Given):
    """A schedule to be made, in the time zone of the plant."""

    name: Label
    shifts: Annotated[list[NewShift], Field(min_length=1, max_length=50)]


class ScheduleChange(Given):
    """Another name, or another week."""

    name: Label = LEFT_OUT
    shifts: Annotated[list[NewShift], Field(min_length=1, max_length=50)] = LEFT_OUT


class NewException(Given):
    """Days that differ; overtime needs its hours."""

    kind: Literal["holiday", "shutdown", "overtime"]
    name: Name
    first_day: Day
    last_day: Day
    starts: Clock | None = None
    ends: Clock | None = None


class ExceptionChange(Given):
    """What may change about days that differ."""

    kind: Literal["holiday", "shutdown", "overtime"] = LEFT_OUT
    name: Name = LEFT_OUT
    first_day: Day = LEFT_OUT
    last_day: Day = LEFT_OUT
    starts: Clock | None = LEFT_OUT
    ends: Clock | None = LEFT_OUT


class Holiday(Shown):
    """A public holiday of the company's country, and the schedules that name it already."""

    day: date
    name: str
    schedule_ids: list[Key]


class Holidays(Shown):
    """The public holidays of a year."""

    year: int
    items: list[Holiday]


class NewHoliday(Given):
    """A public holiday as it shall stand in the schedules."""

    day: Day
    name: Name


class NewHolidays(Given):
    """Public holidays to be named in schedules."""

    schedule_ids: Annotated[list[Key], Field(min_length=1, max_length=200)]
    days: Annotated[list[NewHoliday], Field(min_length=1, max_length=400)]


class Added(Shown):
    """How many days were added in all."""

    added: int


@door.read("/schedules/{schedule_id}", permission="resources.view", answer=Schedule)
def schedule(request: Call, schedule_id: PathKey) -> object:
    """One schedule with its shifts and exceptions."""
    return schedule_get(schedule_id=schedule_id, actor=request.auth)


@door.create("/schedules", permission="resources.manage", answer=Schedule)
def create_schedule(request: Call, given: NewSchedule) -> object:
    """Make a schedule of weekly shifts."""
    shifts = [shift.weekly() for shift in given.shifts]
    made = schedule_create(name=given.name, shifts=shifts, actor=request.auth)
    return schedule_get(schedule_id=made.id, actor=request.auth)


@door.change(
    "/schedules/{schedule_id}", permission="resources.manage", answer=Schedule, verb="edit"
)
def change_schedule(request: Call, schedule_id: PathKey, given: ScheduleChange) -> object:
    """Rename a schedule, or give it another week."""
    shifts = [shift.weekly() for shift in given.shifts] if given.shifts else None
    schedule_update(schedule_id=schedule_id, name=given.name, shifts=shifts, actor=request.auth)
    return schedule_get(schedule_id=schedule_id, actor=request.auth)


add_archive(door, schedule, Schedule, archive=schedules_archive, restore=schedules_restore)


@door.change(
    "/schedule-exceptions/{exception_id}", permission="resources.manage", answer=ScheduleException
)
def change_exception(request: Call, exception_id: PathKey, given: ExceptionChange) -> object:
    """Change days that differ."""
    return schedule_exception_update(exception_id=exception_id, **given.sent(), actor=request.auth)


@door.act("/schedule-exceptions/{exception_id}/removal", permission="resources.manage", answer=Done)
def remove_exception(request: Call, exception_id: PathKey, given: Reasoned) -> object:
    """Let days that differed be like every week's again."""
    schedule_exception_remove(exception_id=exception_id, reason=given.reason, actor=request.auth)
    return Done()


@door.read("/holidays/{year}", permission="resources.view", answer=Holidays)
def holidays(request: Call, year: Year) -> object:
    """The public holidays of the company's country in a year."""
    language = request.auth.language
    found = holidays_proposed(year=year, language=language, actor=request.auth)
    items = [
        Holiday(day=one.day, name=one.name, schedule_ids=sorted(one.schedule_ids)) for one in found
    ]
    return Holidays(year=year, items=items)


@door.act("/holidays", permission="resources.manage", answer=Added)
def apply_holidays(request: Call, given: NewHolidays) -> object:
    """Name public holidays in schedules; days named already stay as they are."""
    days = [NamedDay(one.day, one.name) for one in given.days]
    added = holidays_apply(schedule_ids=given.schedule_ids, days=days, actor=request.auth)
    return Added(added=added)


@door.create(
    "/schedules/{schedule_id}/exceptions",
    permission="resources.manage",
    answer=Schedule,
    verb="add_days",
)
def add_exception(request: Call, schedule_id: PathKey, given: NewException) -> object:
    """Name days without work, or with extra hours."""
    schedule_exception_add(schedule_id=schedule_id, **given.model_dump(), actor=request.auth)
    return schedule_get(schedule_id=schedule_id, actor=request.auth)
