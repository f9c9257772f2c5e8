"""The week of a schedule, the days that differ, and public holidays."""

from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest

from runwright.kernel.errors import GuardFailed, Invalid
from runwright.people.errors import CodeTaken
from runwright.resources.calendars import calendar_of
from runwright.resources.errors import (
    BreakOutside,
    BreaksOverlap,
    HoursWithoutOvertime,
    LastDayBeforeFirst,
    NoShift,
    OvertimeWithoutHours,
    ShiftsOverlap,
    ShiftWithoutDay,
)
from runwright.resources.models import WorkSchedule
from runwright.resources.rules import WeeklyBreak, WeeklyShift, week_wrong
from runwright.resources.selectors import (
    holidays_proposed,
    schedule_get,
    weekly_shifts,
)
from runwright.resources.services import (
    NamedDay,
    holidays_apply,
    schedule_create,
    schedule_exception_add,
    schedule_exception_remove,
    schedule_exception_update,
    schedule_update,
    schedules_archive,
)
from tests.stories.plant import Plant, empty_plant

pytestmark = pytest.mark.django_db

WORKDAYS = (0, 1, 2, 3, 4)


def shift(
    name: str, starts: str, ends: str, days: tuple[int, ...] = WORKDAYS, *breaks: str
) -> WeeklyShift:
    pauses = [WeeklyBreak(*map(time.fromisoformat, one.split("-"))) for one in breaks]
    return WeeklyShift(
        name, days, time.fromisoformat(starts), time.fromisoformat(ends), tuple(pauses)
    )


FIRST, SECOND = shift("I", "06:00", "14:00"), shift("II", "14:00", "22:00")
NIGHT = shift("Night", "22:00", "06:00")


@pytest.fixture
def plant() -> Plant:
    return empty_plant()


def three_shifts(plant: Plant) -> WorkSchedule:
    return schedule_create(name="Three shifts", shifts=[FIRST, SECOND, NIGHT], actor=plant.actor)


def minutes(plant: Plant, schedule: WorkSchedule, day: int) -> Fraction:
    found = schedule_get(schedule_id=schedule.id, actor=plant.actor)
    start = datetime(2026, 3, day, tzinfo=UTC)
    return calendar_of(found).working_minutes(start, start.replace(day=day + 1))


def test_three_shifts_touch_and_do_not_overlap(plant: Plant) -> None:
    schedule = three_shifts(plant)
    assert minutes(plant, schedule, 3) == 24 * 60
    found = schedule_get(schedule_id=schedule.id, actor=plant.actor)
    assert [one.name for one in weekly_shifts(found)] == ["I", "II", "Night"]
    assert weekly_shifts(found)[2].weekdays == WORKDAYS


def test_breaks_are_no_work_time_in_the_night_either(plant: Plant) -> None:
    first = shift("I", "06:00", "14:00", WORKDAYS, "10:00-10:30", "12:00-12:15")
    night = shift("Night", "22:00", "06:00", WORKDAYS, "23:30-00:15", "02:00-02:30")
    schedule = schedule_create(name="Broken", shifts=[first, night], actor=plant.actor)
    assert minutes(plant, schedule, 3) == 2 * 480 - 45 - 75


@pytest.mark.parametrize(
    ("shifts", "refusal", "field"),
    [
        ([], NoShift, "shifts.0.starts"),
        ([FIRST, shift("II", "13:59", "22:00")], ShiftsOverlap, "shifts.1.starts"),
        ([shift("Sun", "22:00", "06:00", (6,)), shift("Mon", "05:00", "13:00", (0,))],
         ShiftsOverlap, "shifts.1.starts"),
        ([NIGHT, shift("Early", "05:30", "06:30", (1,))], ShiftsOverlap, "shifts.1.starts"),
        ([shift("I", "06:00", "14:00", (0, 0))], ShiftsOverlap, "shifts.0.starts"),
        ([shift("I", "06:00", "14:00", ())], ShiftWithoutDay, "shifts.0.weekdays"),
        ([shift("I", "06:00", "14:00", (0,), "05:45-06:15")], BreakOutside, "shifts.0.breaks"),
        ([shift("I", "06:00", "14:00", (0,), "13:45-14:15")], BreakOutside, "shifts.0.breaks"),
        ([shift("N", "22:00", "06:00", (0,), "07:00-07:15")], BreakOutside, "shifts.0.breaks"),
        ([shift("I", "06:00", "14:00", (0,), "10:00-10:30", "10:15-10:45")],
         BreaksOverlap, "shifts.0.breaks"),
    ],
)  # fmt: skip
def test_an_impossible_week_is_refused_at_its_field(
    plant: Plant, shifts: list[WeeklyShift], refusal: type[Invalid], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        schedule_create(name="Wrong", shifts=shifts, actor=plant.actor)
    assert refused.value.reasons[0].field == field
    assert not WorkSchedule.objects.exists()


def test_a_sunday_night_shift_may_end_where_monday_begins() -> None:
    week = [shift("Night", "22:00", "06:00", tuple(range(7))), FIRST]
    assert list(week_wrong(week)) == []


def test_a_week_is_replaced_and_the_journal_shows_both(plant: Plant) -> None:
    schedule = three_shifts(plant)
    schedule_update(schedule_id=schedule.id, name="One shift", shifts=[FIRST], actor=plant.actor)
    found = schedule_get(schedule_id=schedule.id, actor=plant.actor)
    assert (found.name, weekly_shifts(found)) == ("One shift", [FIRST])
    assert minutes(plant, schedule, 3) == 480


def test_a_refused_week_leaves_the_old_one(plant: Plant) -> None:
    schedule = three_shifts(plant)
    with pytest.raises(ShiftsOverlap):
        schedule_update(schedule_id=schedule.id, shifts=[FIRST, FIRST], actor=plant.actor)
    assert minutes(plant, schedule, 3) == 24 * 60


def test_two_schedules_have_two_names(plant: Plant) -> None:
    three_shifts(plant)
    with pytest.raises(CodeTaken) as refused:
        three_shifts(plant)
    assert refused.value.reasons[0].field == "name"


def test_a_schedule_that_is_followed_stays(plant: Plant) -> None:
    schedule = three_shifts(plant)
    plant.centre("CUT", schedule_id=schedule.id)
    with pytest.raises(GuardFailed, match="CUT"):
        schedules_archive(schedule_ids=[schedule.id], actor=plant.actor)


@pytest.mark.parametrize(
    ("kind", "days", "hours", "refusal"),
    [
        ("holiday", ("2026-03-03", "2026-03-02"), (), LastDayBeforeFirst),
        ("overtime", ("2026-03-07", "2026-03-07"), (), OvertimeWithoutHours),
        ("shutdown", ("2026-03-07", "2026-03-07"), ("06:00", "14:00"), HoursWithoutOvertime),
    ],
)
def test_impossible_days_are_refused(
    plant: Plant,
    kind: str,
    days: tuple[str, str],
    hours: tuple[str, ...],
    refusal: type[Invalid],
) -> None:
    schedule = three_shifts(plant)
    starts, ends = map(time.fromisoformat, hours) if hours else (None, None)
    first, last = map(date.fromisoformat, days)
    with pytest.raises(refusal):
        schedule_exception_add(
            schedule_id=schedule.id, kind=kind, name="X", first_day=first, last_day=last,
            starts=starts, ends=ends, actor=plant.actor,
        )  # fmt: skip
    assert not schedule.exceptions.exists()


def test_days_that_differ_are_changed_and_removed(plant: Plant) -> None:
    schedule = three_shifts(plant)
    day = schedule_exception_add(
        schedule_id=schedule.id, kind="shutdown", name="Boiler", actor=plant.actor,
        first_day=date(2026, 3, 3), last_day=date(2026, 3, 3),
    )  # fmt: skip
    assert minutes(plant, schedule, 3) == 4 * 60  # the end of Monday's night shift, in Bucharest
    schedule_exception_update(
        exception_id=day.id, kind="overtime", starts=time(6), ends=time(7), actor=plant.actor
    )
    assert minutes(plant, schedule, 3) == 24 * 60
    with pytest.raises(LastDayBeforeFirst):
        schedule_exception_update(exception_id=day.id, last_day=date(2026, 3, 1), actor=plant.actor)
    schedule_exception_remove(exception_id=day.id, reason="repaired", actor=plant.actor)
    assert not schedule.exceptions.exists()


def test_the_holidays_of_the_country_are_proposed_and_applied_once(plant: Plant) -> None:
    schedule = three_shifts(plant)
    found = {one.day: one for one in holidays_proposed(year=2026, language="en", actor=plant.actor)}
    assert found[date(2026, 12, 1)].name == "National Day"
    assert found[date(2026, 12, 1)].schedule_ids == frozenset()
    days = [NamedDay(date(2026, 12, 1), "Our day"), NamedDay(date(2026, 3, 3), "Founder's day")]
    apply = {"schedule_ids": [schedule.id], "days": days, "actor": plant.actor}
    assert holidays_apply(**apply) == 2
    assert holidays_apply(**apply) == 0
    again = {one.day: one for one in holidays_proposed(year=2026, language="ro", actor=plant.actor)}
    assert again[date(2026, 12, 1)].schedule_ids == {schedule.id}
    assert "Ziua" in again[date(2026, 12, 1)].name
    assert minutes(plant, schedule, 3) == 4 * 60
