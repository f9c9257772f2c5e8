from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwright.kernel.intervals import Interval
from runwright.kernel.worktime import (
    Closure,
    ClosureKind,
    NoWorkingTime,
    Overtime,
    PeriodTooLong,
    Shift,
    WorkCalendar,
)

ZONES = ["Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns", "Asia/Beirut"]
BERLIN = ZoneInfo("Europe/Berlin")
WORKDAYS = range(5)


def weekly(name: str, start: str, end: str, days: range = WORKDAYS) -> tuple[Shift, ...]:
    return tuple(Shift(name, d, time.fromisoformat(start), time.fromisoformat(end)) for d in days)


TWO_SHIFTS = weekly("I", "06:00", "14:00") + weekly("II", "14:00", "22:00")
NIGHT = weekly("night", "22:00", "06:00", range(7))


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def brute_force(calendar: WorkCalendar, start: datetime, end: datetime) -> int:
    """Minutes of [start, end) whose wall clock lies in a shift that starts that day or the last."""
    count, instant = 0, start.astimezone(UTC)
    while instant < end:
        wall = instant.astimezone(calendar.zone).replace(tzinfo=None)
        count += any(
            _in_shift(calendar, wall, day) for day in (wall.date(), wall.date() - timedelta(1))
        )
        instant += timedelta(minutes=1)
    return count


def _in_shift(calendar: WorkCalendar, wall: datetime, day: date) -> bool:
    if any(c.first <= day <= c.last for c in calendar.closures):
        return False
    for shift in calendar.shifts:
        if shift.weekday == day.weekday():
            first = datetime.combine(day, shift.start)
            last = datetime.combine(day + timedelta(shift.end <= shift.start), shift.end)
            if first <= wall < last:
                return True
    return False


QUARTERS = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
SHIFTS = st.lists(
    st.builds(Shift, st.just("s"), st.integers(0, 6), QUARTERS, QUARTERS), min_size=1, max_size=6
)
STARTS = st.integers(0, 790 * 24 * 60).map(
    lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
)
CLOSURES = st.lists(
    st.builds(
        lambda day, length: Closure("c", ClosureKind.PUBLIC_HOLIDAY, day, day + timedelta(length)),
        st.dates(date(2026, 1, 1), date(2028, 3, 1)),
        st.integers(0, 20),
    ),
    max_size=3,
)


class TestCounting:
    def test_a_two_shift_week(self) -> None:
        calendar = WorkCalendar(BERLIN, TWO_SHIFTS)
        assert calendar.working_minutes(at("2026-11-16"), at("2026-11-23")) == 5 * 16 * 60
        assert calendar.working(at("2026-11-16"), at("2026-11-17")) == [
            Interval(at("2026-11-16T06:00"), at("2026-11-16T22:00"))
        ]

    @pytest.mark.parametrize(
        ("zone", "evening", "minutes"),
        [
            ("Europe/Berlin", "2026-03-28", 420),
            ("Europe/Berlin", "2026-10-24", 540),
            ("Australia/Lord_Howe", "2026-10-03", 450),
            ("Australia/Lord_Howe", "2026-04-04", 510),
            ("America/St_Johns", "2026-03-07", 420),
            ("America/St_Johns", "2026-10-31", 540),
            ("Asia/Kolkata", "2026-03-28", 480),
            ("Europe/Berlin", "2028-02-28", 480),
            ("Europe/Berlin", "2028-02-29", 480),
        ],
    )
    def test_a_night_shift_lasts_as_long_as_the_clock_says(
        self, zone: str, evening: str, minutes: int
    ) -> None:
        place = ZoneInfo(zone)
        calendar = WorkCalendar(place, NIGHT)
        noon = at(f"{evening}T12:00", place)
        assert calendar.working_minutes(noon, noon + timedelta(days=1)) == minutes

    def test_a_shift_inside_the_missing_hour_does_not_exist(self) -> None:
        calendar = WorkCalendar(BERLIN, weekly("short", "02:15", "02:45", range(7)))
        assert calendar.working(at("2026-03-28T12:00"), at("2026-03-29T12:00")) == []

    def test_a_shift_that_starts_in_the_missing_hour_starts_when_the_clock_is_changed(self) -> None:
        calendar = WorkCalendar(BERLIN, weekly("early", "02:30", "10:00", range(7)))
        (piece,) = calendar.working(at("2026-03-28T12:00"), at("2026-03-29T12:00"))
        assert piece.start == datetime(2026, 3, 29, 1, tzinfo=UTC)
        assert piece.end == at("2026-03-29T10:00")

    def test_consecutive_shifts_meet_in_the_doubled_hour(self) -> None:
        shifts = weekly("a", "20:00", "02:30", range(7)) + weekly("b", "02:30", "09:00", range(7))
        calendar = WorkCalendar(BERLIN, shifts)
        assert calendar.working_minutes(at("2026-10-24T12:00"), at("2026-10-25T12:00")) == 14 * 60

    @given(st.sampled_from(["Asia/Kolkata", "UTC"]), SHIFTS, CLOSURES, STARTS, st.integers(0, 6000))
    def test_without_a_change_of_clock_it_is_the_minutes_in_shifts(
        self, zone: str, shifts: list[Shift], closures: list[Closure], start: datetime, length: int
    ) -> None:
        calendar = WorkCalendar(ZoneInfo(zone), tuple(shifts), tuple(closures))
        end = start + timedelta(minutes=length)
        assert calendar.working_minutes(start, end) == brute_force(calendar, start, end)

    @given(st.sampled_from(ZONES), SHIFTS, STARTS, st.integers(0, 9000), st.integers(0, 9000))
    def test_time_adds_up_over_any_middle(
        self, zone: str, shifts: list[Shift], start: datetime, one: int, other: int
    ) -> None:
        calendar = WorkCalendar(ZoneInfo(zone), tuple(shifts))
        middle = start + timedelta(minutes=one)
        end = middle + timedelta(minutes=other)
        parts = calendar.working_minutes(start, middle) + calendar.working_minutes(middle, end)
        assert calendar.working_minutes(start, end) == parts

    def test_nothing_is_negative(self) -> None:
        calendar = WorkCalendar(BERLIN, TWO_SHIFTS)
        assert calendar.working_minutes(at("2026-11-18"), at("2026-11-16")) == 0

    def test_more_than_the_horizon_is_refused(self) -> None:
        with pytest.raises(PeriodTooLong):
            WorkCalendar(BERLIN, TWO_SHIFTS).working(at("1900-01-01"), at("2100-01-01"))

    def test_the_ends_of_the_calendar_are_no_trap(self) -> None:
        calendar = WorkCalendar(BERLIN, TWO_SHIFTS)
        first, last = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
        assert calendar.working(first, first + timedelta(days=1)) == []
        with pytest.raises(NoWorkingTime):
            calendar.add_minutes(last, 10**6)


class TestExceptions:
    HOLIDAY = Closure("Unity Day", ClosureKind.PUBLIC_HOLIDAY, date(2026, 10, 3), date(2026, 10, 3))

    def test_a_closed_day_cancels_the_shifts_that_start_on_it(self) -> None:
        calendar = WorkCalendar(BERLIN, NIGHT, (self.HOLIDAY,))
        assert calendar.working(at("2026-10-02T12:00"), at("2026-10-04T12:00")) == [
            Interval(at("2026-10-02T22:00"), at("2026-10-03T06:00")),
        ]

    def test_a_shutdown_lasts_from_its_first_to_its_last_day(self) -> None:
        stop = Closure(
            "Summer", ClosureKind.TECHNICAL_SHUTDOWN, date(2026, 8, 3), date(2026, 8, 14)
        )
        calendar = WorkCalendar(BERLIN, TWO_SHIFTS, (stop,))
        assert calendar.add_minutes(at("2026-07-31T21:00"), 120) == at("2026-08-17T07:00")

    def test_overtime_holds_even_on_a_closed_day_and_is_not_counted_twice(self) -> None:
        extra = Overtime("Rush", date(2026, 10, 3), time(8), time(12))
        doubled = Overtime("Rush again", date(2026, 10, 3), time(10), time(13))
        calendar = WorkCalendar(BERLIN, TWO_SHIFTS, (self.HOLIDAY,), (extra, doubled))
        assert calendar.working_minutes(at("2026-10-03"), at("2026-10-04")) == 5 * 60

    def test_overtime_alone_is_a_calendar(self) -> None:
        night = Overtime("Move", date(2026, 10, 3), time(20), time(2))
        calendar = WorkCalendar(BERLIN, overtime=(night,))
        assert calendar.add_minutes(at("2026-01-01"), 360) == at("2026-10-04T02:00")


class TestAdding:
    def test_work_that_ends_with_the_shift_ends_at_its_end(self) -> None:
        calendar = WorkCalendar(BERLIN, TWO_SHIFTS)
        assert calendar.add_minutes(at("2026-11-20T06:00"), 16 * 60) == at("2026-11-20T22:00")
        assert calendar.add_minutes(at("2026-11-20T06:00"), 16 * 60 + 1) == at("2026-11-23T06:01")
        assert calendar.subtract_minutes(at("2026-11-23T06:00"), 60) == at("2026-11-20T21:00")

    def test_fractions_of_a_minute_are_kept(self) -> None:
        calendar = WorkCalendar(BERLIN, TWO_SHIFTS)
        assert calendar.add_minutes(at("2026-11-20T06:00"), Decimal("47.5")) == at(
            "2026-11-20T06:47:30"
        )
        assert calendar.add_minutes(at("2026-11-20T06:00"), Fraction(1, 3)) == at(
            "2026-11-20T06:00:20"
        )

    def test_no_minutes_move_nothing(self) -> None:
        sunday = at("2026-11-22T12:00")
        assert WorkCalendar(BERLIN, TWO_SHIFTS).add_minutes(sunday, 0) == sunday
        assert WorkCalendar(BERLIN).subtract_minutes(sunday, 0) == sunday

    def test_negative_minutes_are_a_mistake(self) -> None:
        with pytest.raises(ValueError):
            WorkCalendar(BERLIN, TWO_SHIFTS).add_minutes(at("2026-11-20"), -1)

    @given(st.sampled_from(ZONES), SHIFTS, CLOSURES, STARTS, st.integers(1, 40_000))
    def test_what_is_added_is_what_is_counted(
        self, zone: str, shifts: list[Shift], closures: list[Closure], start: datetime, minutes: int
    ) -> None:
        calendar = _ever_working(zone, shifts, closures)
        end = calendar.add_minutes(start, minutes)
        assert calendar.working_minutes(start, end) == minutes
        assert calendar.working_minutes(end - timedelta(minutes=1), end) > 0

    @given(st.sampled_from(ZONES), SHIFTS, CLOSURES, STARTS, st.integers(1, 40_000))
    def test_adding_and_subtracting_returns_the_start(
        self, zone: str, shifts: list[Shift], closures: list[Closure], start: datetime, minutes: int
    ) -> None:
        calendar = _ever_working(zone, shifts, closures)
        working = calendar.add_minutes(start, 1) - timedelta(minutes=1)
        assert calendar.subtract_minutes(calendar.add_minutes(working, minutes), minutes) == working

    def test_without_working_time_there_is_a_named_error(self) -> None:
        monday = at("2026-11-16")
        closed = Closure(
            "Closed", ClosureKind.TECHNICAL_SHUTDOWN, date(2000, 1, 1), date(9999, 1, 1)
        )
        for calendar in (
            WorkCalendar(BERLIN, name="Empty"),
            WorkCalendar(BERLIN, TWO_SHIFTS, (closed,), name="Empty"),
        ):
            with pytest.raises(NoWorkingTime) as refused:
                calendar.add_minutes(monday, 1)
            assert "Empty" in refused.value.message()

    def test_an_absurd_duration_is_the_same_error(self) -> None:
        with pytest.raises(NoWorkingTime):
            WorkCalendar(BERLIN, TWO_SHIFTS).subtract_minutes(at("2026-11-16"), 10**30)

    def test_ten_years_there_and_back(self) -> None:
        calendar = WorkCalendar(BERLIN, TWO_SHIFTS)
        end = calendar.add_minutes(at("2026-11-16T06:00"), 10 * 52 * 5 * 16 * 60)
        assert calendar.subtract_minutes(end, 10 * 52 * 5 * 16 * 60) == at("2026-11-16T06:00")


def _ever_working(zone: str, shifts: list[Shift], closures: list[Closure]) -> WorkCalendar:
    always = Shift("always", 2, time(8), time(9))
    return WorkCalendar(ZoneInfo(zone), (*shifts, always), tuple(closures))
