"""Schedules as they are stored, asked as calendars: night shifts, holidays, overtime, the clock."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from runwright.engineering.services import OperationDraft
from runwright.journal import clock
from runwright.kernel.worktime import WorkCalendar
from runwright.people.errors import CodeTaken
from runwright.resources.calendars import calendar_of
from runwright.resources.models import WorkSchedule
from runwright.resources.services import WeeklyShift, schedule_create, schedule_exception_add
from tests.stories.plant import D, Plant, empty_plant

pytestmark = pytest.mark.django_db

PLANT = ZoneInfo("Europe/Bucharest")
WEDNESDAY = date(2026, 3, 4)


@pytest.fixture(scope="module")
def plant(once: None) -> Plant:
    return empty_plant()


def local(*at: int) -> datetime:
    return datetime(*at, tzinfo=PLANT)


def shifts(
    plant: Plant, name: str, *hours: tuple[int, int], weekdays: range = range(5)
) -> WorkSchedule:
    weekly = [
        WeeklyShift(f"Shift {n}", weekdays, time(starts), time(ends))
        for n, (starts, ends) in enumerate(hours, start=1)
    ]
    return schedule_create(name=name, shifts=weekly, actor=plant.actor)


def calendar(schedule: WorkSchedule) -> WorkCalendar:
    return calendar_of(WorkSchedule.objects.get(id=schedule.id))


def week(schedule: WorkSchedule) -> int:
    """Working hours of the week of Monday, 2 March 2026."""
    return calendar(schedule).working_minutes(local(2026, 3, 2), local(2026, 3, 9)) / 60


def add(plant: Plant, schedule: WorkSchedule, kind: str, day: date, **more: object) -> None:
    schedule_exception_add(
        schedule_id=schedule.id,
        kind=kind,
        name=kind,
        first_day=day,
        last_day=more.pop("last_day", day),
        actor=plant.actor,
        **more,
    )


def test_two_shifts_make_a_week_of_eighty_hours(plant: Plant) -> None:
    assert week(shifts(plant, "Two", (6, 14), (14, 22))) == 80


def test_a_night_shift_runs_into_the_next_morning(plant: Plant) -> None:
    nights = shifts(plant, "Nights", (22, 6))
    assert week(nights) == 40
    assert calendar(nights).add_minutes(local(2026, 3, 2, 22), 8 * 60) == local(2026, 3, 3, 6)


def test_a_night_shift_is_as_long_as_the_night(plant: Plant) -> None:
    """On the night to 29 March the clock skips an hour; in October it is given back."""
    asked = calendar(shifts(plant, "Every night", (22, 6), weekdays=range(7)))
    assert asked.working_minutes(local(2026, 3, 28, 12), local(2026, 3, 29, 12)) == 7 * 60
    assert asked.working_minutes(local(2026, 10, 24, 12), local(2026, 10, 25, 12)) == 9 * 60


def test_a_holiday_takes_a_day_away_with_its_night(plant: Plant) -> None:
    schedule = shifts(plant, "Three", (6, 14), (14, 22), (22, 6))
    add(plant, schedule, "holiday", WEDNESDAY)
    assert week(schedule) == 120 - 24
    after = calendar(schedule).add_minutes(local(2026, 3, 4, 5), 120)
    assert after == local(2026, 3, 5, 7)


def test_a_shutdown_lasts_from_its_first_to_its_last_day(plant: Plant) -> None:
    schedule = shifts(plant, "Shut", (6, 14))
    add(plant, schedule, "shutdown", date(2026, 3, 3), last_day=date(2026, 3, 5))
    assert week(schedule) == 16


def test_overtime_is_worked_on_a_saturday_and_on_a_holiday(plant: Plant) -> None:
    schedule = shifts(plant, "Extra", (6, 14))
    add(plant, schedule, "overtime", date(2026, 3, 7), starts=time(8), ends=time(12))
    add(plant, schedule, "overtime", WEDNESDAY, starts=time(12), ends=time(18))
    assert week(schedule) == 40 + 4 + 4
    add(plant, schedule, "holiday", WEDNESDAY)
    assert week(schedule) == 32 + 4 + 6


def test_two_schedules_do_not_share_a_name(plant: Plant) -> None:
    shifts(plant, "One", (6, 14))
    with pytest.raises(CodeTaken):
        shifts(plant, "One", (6, 14))


def test_a_plan_waits_for_monday(plant: Plant) -> None:
    """Three hours of work, begun on Friday with two hours left to the weekend."""
    centre = plant.centre("SAW", schedule_id=shifts(plant, "Office", (6, 14)).id)
    plant.item("PLANK", kind="product", supply="make")
    routing = plant.routing("PLANK", OperationDraft("Saw", centre.id, cycle_minutes=D(1)))
    plant.recipe("PLANK", routing, [])
    friday = local(2026, 3, 6, 12)
    with clock.at(friday):
        order = plant.planned("PLANK", D(180), planned_start=local(2026, 3, 6, 12, 30))
    assert order.planned_end == local(2026, 3, 9, 7, 30)
