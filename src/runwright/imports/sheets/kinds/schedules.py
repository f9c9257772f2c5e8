"""Spreadsheets of work schedules and of the days that differ."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from runwright.imports.sheets.columns import Breaks, Clock, Column, Day, Weekdays, Word
from runwright.imports.sheets.definition import ID, Group, Sheet, Values
from runwright.imports.sheets.naming import named, withdrawal
from runwright.people.actor import Actor
from runwright.resources.selectors import schedules_all, weekly_shifts
from runwright.resources.services import (
    WeeklyShift,
    schedule_create,
    schedule_exception_add,
    schedule_exception_remove,
    schedule_exception_update,
    schedule_update,
    schedules_archive,
)


def _shifts(actor: Actor) -> Iterator[Values]:
    for schedule in schedules_all(actor=actor).filter(archived_at=None):
        for shift in weekly_shifts(schedule):
            yield {
                ID: schedule.id, "name": schedule.name, "shift": shift.name,
                "weekdays": tuple(shift.weekdays), "starts": shift.starts, "ends": shift.ends,
                "breaks": tuple(shift.breaks),
            }  # fmt: skip


def _schedule_write(group: Group, actor: Actor) -> object:
    shifts = [
        WeeklyShift(
            row["shift"], row["weekdays"], row["starts"], row["ends"], row.get("breaks", ())
        )
        for row in group.rows
    ]
    if group.is_new:
        return schedule_create(name=group.rows[0]["name"], shifts=shifts, actor=actor)
    return schedule_update(schedule_id=group.record_id, shifts=shifts, actor=actor)


SCHEDULES = Sheet(
    key="schedules",
    title=_("Work schedules"),
    identity=("name",),
    columns=(
        Column("name", _("Name"), True, 80),
        Column("shift", _("Shift"), True, 40),
        Weekdays("weekdays", _("Weekdays"), True, hint=_("12345 is Monday to Friday.")),
        Clock("starts", _("From"), True),
        Clock("ends", _("Until"), True),
        Breaks("breaks", _("Breaks")),
    ),
    read=_shifts,
    write=_schedule_write,
    withdraw=withdrawal(schedules_archive, "schedule_ids"),
    is_grouped=True,
)
KINDS = {
    "holiday": _("Public holiday"),
    "shutdown": _("Technical shutdown"),
    "overtime": _("Overtime"),
}


def _days(actor: Actor) -> Iterator[Values]:
    for schedule in schedules_all(actor=actor).filter(archived_at=None):
        for one in sorted(schedule.exceptions.all(), key=lambda one: (one.first_day, one.id)):
            yield {
                ID: one.id, "schedule": schedule.name, "kind": one.kind, "name": one.name,
                "first_day": one.first_day, "last_day": one.last_day, "starts": one.starts,
                "ends": one.ends,
            }  # fmt: skip


def _day_write(group: Group, actor: Actor) -> object:
    row = group.values
    fields: dict[str, Any] = {
        key: row.get(key) for key in ("kind", "first_day", "last_day", "starts", "ends")
    }
    if not group.is_new:
        return schedule_exception_update(
            exception_id=group.record_id, name=row["name"], actor=actor, **fields
        )
    schedules = schedules_all(actor=actor)
    code = row["schedule"]
    schedule = named(schedules, code, kind="work schedule", field="schedule", by="name")
    return schedule_exception_add(schedule_id=schedule.id, name=row["name"], actor=actor, **fields)


DAYS = Sheet(
    key="schedule_days",
    title=_("Days that differ"),
    identity=("schedule", "kind", "first_day", "name"),
    columns=(
        Column("schedule", _("Work schedule"), True, 80),
        Word("kind", _("Kind"), True, words=KINDS),
        Day("first_day", _("First day"), True),
        Day("last_day", _("Last day"), True),
        Column("name", _("Name"), True, 120),
        Clock("starts", _("From")),
        Clock("ends", _("Until")),
    ),
    read=_days,
    write=_day_write,
    withdraw=withdrawal(schedule_exception_remove, "exception_id", many=False),
)
