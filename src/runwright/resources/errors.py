"""What the resources room refuses."""

from typing import ClassVar

from runwright.kernel.errors import Conflict, GuardFailed, Invalid, Missing, gettext_noop


class WorkCentreNotFound(Missing):
    """There is no such work centre."""

    template = gettext_noop("There is no work centre {key}.")
    field = "work_centre"


class MachineNotFound(Missing):
    """There is no such machine."""

    template = gettext_noop("There is no machine {key}.")
    field = "machine"


class ScheduleNotFound(Missing):
    """There is no such work schedule."""

    template = gettext_noop("There is no work schedule {key}.")
    field = "schedule"


class ExceptionNotFound(Missing):
    """There are no such days that differ."""

    template = gettext_noop("There are no days {key} that differ from the week.")
    field = "exception"


class DepartmentNotFound(Missing):
    """There is no such department."""

    template = gettext_noop("There is no department {key}.")
    field = "department"


class NoShift(Invalid):
    """A schedule of no shift is no schedule."""

    template = gettext_noop("A work schedule needs at least one shift.")
    field = "shifts.0.starts"


class ShiftWithoutDay(Invalid):
    """A shift is worked on some weekday."""

    template = gettext_noop("Choose the weekdays of shift {shift}.")


class ShiftsOverlap(Invalid):
    """Two shifts of one schedule have minutes in common; they would be counted once only."""

    template = gettext_noop("Shift {shift} overlaps {other}.")


class BreakOutside(Invalid):
    """A break lies within its shift."""

    template = gettext_noop("The break {pause} is not within shift {shift}.")


class BreaksOverlap(Invalid):
    """Two breaks of one shift have minutes in common."""

    template = gettext_noop("Two breaks of shift {shift} overlap.")


class LastDayBeforeFirst(Invalid):
    """Days that differ end on or after the day on which they begin."""

    template = gettext_noop("The last day, {last_day}, is before the first, {first_day}.")
    field = "last_day"


class OvertimeWithoutHours(Invalid):
    """Overtime is worked between two times of day."""

    template = gettext_noop("Overtime needs the hours in which it is worked.")
    field = "starts"


class HoursWithoutOvertime(Invalid):
    """Days without work have no hours."""

    template = gettext_noop("Only overtime has hours.")
    field = "starts"


class ScheduleInUse(GuardFailed):
    """Work centres follow the schedule."""

    template = gettext_noop("{schedule} is followed by {centres}. Give them another one first.")


class DepartmentInUse(GuardFailed):
    """Work centres belong to the department."""

    template = gettext_noop("{department} has work centres in use: {centres}.")


class EfficiencyNotPositive(Invalid):
    """At an efficiency of nothing no work would ever end."""

    template = gettext_noop("The efficiency is more than 0 %, usually about 100 %.")
    field = "efficiency"


class NoLane(Invalid):
    """A work centre takes at least one order at a time."""

    template = gettext_noop("The capacity is at least one order at a time, not {lanes}.")
    field = "lanes"


class RateNegative(Invalid):
    """An hour does not cost less than nothing."""

    template = gettext_noop("A rate per hour is not negative: {rate}.")


class TargetNotAShare(Invalid):
    """A target of OEE lies above 0 and is 100 % at most."""

    template = gettext_noop("The OEE target is more than 0 % and at most 100 %.")
    field = "oee_target"


class NotItsOwnAlternative(Invalid):
    """A work centre cannot stand in for itself."""

    template = gettext_noop("{centre} cannot be its own alternative.")
    field = "alternative_ids"


class StationNotFound(Missing):
    """There is no such station."""

    template = gettext_noop("There is no station {key}.")
    field = "station"


class StationArchived(Conflict):
    """Nothing is scanned at a station that is out of use."""

    template = gettext_noop("{station} is out of use: nothing can be scanned here.")
    next_step: ClassVar[str] = gettext_noop("Go to another station.")


class StationNameTaken(Conflict):
    """Operators tell stations apart by their names."""

    template = gettext_noop("There is a station {name} already.")
    field = "name"


class StationTypeUnknown(Invalid):
    """A scan at a station does one of four things."""

    template = gettext_noop("{type} is no type of station. It is one of {types}.")
    field = "type"


class StationTypeFixed(GuardFailed):
    """What was scanned at a station was scanned as its type says; the type cannot change."""

    template = gettext_noop(
        "{station} was made for {type} and stays so: its scans would lose their meaning. Make"
        " another station for {wanted} and archive this one."
    )
    field = "type"


class LabelUnknown(Invalid):
    """Labels have a few kinds and sizes."""

    template = gettext_noop("There is no label {label}.")
