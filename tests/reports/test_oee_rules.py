"""The arithmetic of effectiveness: the worked figures, and what holds for any overlap."""

from collections import Counter
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwright.kernel.worktime import Shift, WorkCalendar
from runwright.reports.oee.figures import share
from runwright.reports.oee.rules import (
    LOSSES,
    NOT_SCHEDULED,
    RUNNING,
    Cause,
    Effectiveness,
    Made,
    Stop,
    pieces,
    seconds_per_bucket,
    total,
)
from runwright.reports.oee.window import window_of
from runwright.reports.periods import Period

MIN = 60


def counted(working: list[tuple[int, int]], stops: list[Stop], *, lanes: int = 1) -> Counter[Cause]:
    return seconds_per_bucket(pieces(working, stops, lanes=lanes), [-(10**9)])[0]


def made(*, count: int, bad: int, ideal: Fraction) -> Made:
    good = (count - bad) * ideal
    return Made(count * ideal, good, Fraction(count), Fraction(bad), Fraction(0), frozenset({1}))


def figures(one: Effectiveness) -> list[Decimal | None]:
    return [share(value) for value in (one.availability, one.performance, one.quality, one.oee)]


class TestWorkedFigures:
    def test_first_check(self) -> None:
        """480 min planned, 30 not scheduled, 45 lost; 364.5 min earned; 95 of 100 good."""
        stops = [
            Stop(0, 30 * MIN, Cause(NOT_SCHEDULED)),
            Stop(100 * MIN, 145 * MIN, Cause("breakdown")),
        ]
        ideal = Fraction(Decimal("364.5")) * MIN / 100
        one = Effectiveness(counted([(0, 480 * MIN)], stops), made(count=100, bad=5, ideal=ideal))
        assert (one.planned, one.scheduled, one.run) == (480 * MIN, 450 * MIN, 405 * MIN)
        assert figures(one) == [Decimal(x) for x in ("0.9000", "0.9000", "0.9500", "0.7695")]

    def test_second_check_the_public_example(self) -> None:
        """A shift of 480 min with breaks of 15, 15 and 30, 47 min of stops, 60 pieces a minute,
        19 271 made and 423 rejected."""
        working = [(0, 120), (135, 240), (270, 360), (375, 480)]
        stops = [Stop(10 * MIN, 57 * MIN, Cause("breakdown"))]
        spans = [(a * MIN, b * MIN) for a, b in working]
        one = Effectiveness(counted(spans, stops), made(count=19271, bad=423, ideal=Fraction(1)))
        assert (one.scheduled, one.run) == (420 * MIN, 373 * MIN)
        assert figures(one) == [Decimal(x) for x in ("0.8881", "0.8611", "0.9780", "0.7479")]

    def test_another_public_example(self) -> None:
        """480 min, run for 420 of them, a minute a piece, 400 made and 20 of them bad."""
        stops = [Stop(0, 60 * MIN, Cause("breakdown"))]
        of = made(count=400, bad=20, ideal=Fraction(MIN))
        one = Effectiveness(counted([(0, 480 * MIN)], stops), of)
        assert figures(one) == [Decimal(x) for x in ("0.8750", "0.9524", "0.9500", "0.7917")]


seconds = st.integers(0, 500)
spans = st.lists(st.tuples(seconds, seconds), max_size=8)
causes = st.builds(Cause, st.sampled_from([NOT_SCHEDULED, *LOSSES]), st.sampled_from(["", "a"]))
stops = st.lists(st.builds(Stop, seconds, seconds, causes, st.integers(1, 3)), max_size=12)


def inside(at: int, found: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in found)


class TestAnyOverlap:
    @given(working=spans, stops=stops, lanes=st.integers(1, 3))
    def test_every_second_counts_once(
        self, working: list[tuple[int, int]], stops: list[Stop], lanes: int
    ) -> None:
        found = counted(working, stops, lanes=lanes)
        assert sum(found.values()) == lanes * sum(inside(at, working) for at in range(501))
        one = Effectiveness(found)
        if one.scheduled:
            assert one.availability is not None
            assert 0 <= one.availability <= 1
        else:
            assert one.availability is None

    @given(working=spans, stops=stops)
    def test_it_equals_a_count_second_by_second(
        self, working: list[tuple[int, int]], stops: list[Stop]
    ) -> None:
        slow: Counter[Cause] = Counter()
        for at in range(501):
            if inside(at, working):
                standing = [one.cause for one in stops if one.start <= at < one.end]
                slow[min(standing, key=lambda one: one.rank, default=RUNNING)] += 1
        assert counted(working, stops) == slow

    @given(working=spans, stops=stops)
    def test_a_double_booking_changes_nothing(
        self, working: list[tuple[int, int]], stops: list[Stop]
    ) -> None:
        assert counted(working * 2, stops * 2) == counted(working, stops)

    @given(working=spans, stops=stops, borders=st.sets(st.integers(1, 500), max_size=6))
    def test_buckets_sum_to_the_whole(
        self, working: list[tuple[int, int]], stops: list[Stop], borders: set[int]
    ) -> None:
        found = [*pieces(working, stops)]
        parts = [Effectiveness(one) for one in seconds_per_bucket(found, [0, *sorted(borders)])]
        assert total(parts).seconds == counted(working, stops)

    @given(
        days=st.lists(
            st.tuples(st.integers(1, 10**5), st.integers(0, 10**5), st.integers(0, 50)), min_size=1
        )
    )
    def test_a_roll_up_is_weighed_by_seconds(self, days: list[tuple[int, int, int]]) -> None:
        parts = [
            Effectiveness(
                Counter({RUNNING: run, Cause("breakdown"): lost}),
                made(count=50, bad=bad, ideal=Fraction(3)),
            )
            for run, lost, bad in days
        ]
        week = total(parts)
        weighed = sum(one.oee * one.scheduled for one in parts if one.oee is not None)
        assert week.oee == weighed / week.scheduled
        assert week.availability == sum(
            (one.availability or 0) * one.scheduled for one in parts
        ) / Fraction(week.scheduled)


class TestNoFigure:
    def test_without_schedule(self) -> None:
        one = Effectiveness(counted([], []), made(count=5, bad=0, ideal=Fraction(1)), unlogged=True)
        assert (one.availability, one.oee, one.is_estimated) == (None, None, False)

    def test_without_ideal_time(self) -> None:
        untimed = Made(quantity=Fraction(5), untimed=Fraction(5), units=frozenset({1}))
        one = Effectiveness(counted([(0, 60)], []), untimed)
        assert (one.availability, one.performance, one.quality, one.oee) == (1, None, 1, None)

    def test_pieces_and_kilograms_give_no_share_together(self) -> None:
        one = Made(quantity=Fraction(5), untimed=Fraction(5), units=frozenset({1}))
        other = Made(quantity=Fraction(5), untimed=Fraction(5), units=frozenset({2}))
        assert (one.quality, (one + other).quality) == (1, None)

    def test_nothing_made_in_scheduled_time_is_nought(self) -> None:
        one = Effectiveness(counted([(0, 60)], []))
        assert (one.availability, one.performance, one.quality, one.oee) == (1, 0, None, 0)

    def test_all_time_lost(self) -> None:
        one = Effectiveness(counted([(0, 60)], [Stop(0, 60, Cause("breakdown"))]))
        assert (one.availability, one.performance, one.oee) == (0, None, 0)


BUCHAREST = ZoneInfo("Europe/Bucharest")
NIGHTS = WorkCalendar(
    BUCHAREST, tuple(Shift("Night", day, time(22), time(6)) for day in range(7)), name="Nights"
)


@pytest.mark.parametrize(
    ("monday", "hours"),
    [(date(2026, 3, 16), 56), (date(2026, 3, 23), 55), (date(2026, 10, 19), 57)],
)
def test_weeks_of_daylight_saving_have_the_right_hours(monday: date, hours: int) -> None:
    """Seven nights of eight hours: one fewer when the clock goes forward, one more when back."""
    last = date.fromordinal(monday.toordinal() + 6)
    now = datetime(2026, 11, 22, tzinfo=BUCHAREST)
    window = window_of(Period("free", BUCHAREST, monday, last), by="week", since=None, now=now)
    since = datetime(2020, 1, 1, tzinfo=BUCHAREST)
    spans = window.working(NIGHTS, since)
    assert sum(end - start for start, end in spans) == hours * 3600
    assert len(window.buckets) == 1


def test_time_to_come_does_not_count() -> None:
    """At noon of its only day, a day from midnight on has twelve hours."""
    always = WorkCalendar(BUCHAREST, tuple(Shift("D", d, time(), time()) for d in range(7)))
    day, noon = date(2026, 11, 20), datetime(2026, 11, 20, 12, tzinfo=BUCHAREST)
    window = window_of(Period("free", BUCHAREST, day, day), by="day", since=None, now=noon)
    assert window.working(always, noon.replace(year=2025)) == [
        (window.starts[0], window.starts[0] + 12 * 3600)
    ]


def test_weeks_begin_on_monday_and_the_first_may_be_short() -> None:
    """1 October 2026 is a Thursday."""
    now = datetime(2026, 11, 22, tzinfo=BUCHAREST)
    period = Period("free", BUCHAREST, date(2026, 10, 1), date(2026, 10, 14))
    window = window_of(period, by="week", since=None, now=now)
    assert [(b.first.day, b.last.day) for b in window.buckets] == [(1, 4), (5, 11), (12, 14)]
    assert [window.number_of(date(2026, 10, d)) for d in (1, 4, 5, 11, 12, 14)] == [
        0, 0, 1, 1, 2, 2,
    ]  # fmt: skip
