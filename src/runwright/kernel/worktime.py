"""Work time: weekly shifts, closures and overtime in the plant's zone, counted in real minutes.

A shift is written in wall-clock time and belongs to the day on which it starts; what it lasts is
counted in UTC, so a night shift has seven hours when the clock goes forward and nine when it goes
back. A closed day cancels the shifts that start on it; overtime holds even then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

from runwright.kernel.errors import GuardFailed, Invalid, gettext_noop
from runwright.kernel.intervals import Interval, difference, intersection, total
from runwright.kernel.rounding import Exact, round_half_up

HORIZON_YEARS = 100
HORIZON_WEEKS = HORIZON_YEARS * 366 // 7
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
MICROSECOND = timedelta(microseconds=1)
MICROSECONDS_A_MINUTE = 60_000_000
MINUTES_TO_THE_HORIZON = Fraction(HORIZON_WEEKS * 7 * 24 * 60 + 1)

Instants = Interval[datetime]


class NoWorkingTime(GuardFailed):
    """The calendar does not hold the minutes asked for within the horizon."""

    template = gettext_noop(
        "The calendar {calendar} does not have {minutes} working minutes within {years} years "
        "of {instant}."
    )


class PeriodTooLong(Invalid):
    """Work time was asked for over more years than a calendar looks ahead."""

    field = "period"
    template = gettext_noop("A calendar counts at most {years} years at a time.")


class ClosureKind(StrEnum):
    """Why the plant stands still."""

    PUBLIC_HOLIDAY = "public_holiday"
    TECHNICAL_SHUTDOWN = "technical_shutdown"


@dataclass(frozen=True)
class Break:
    """A pause within a shift; a start before that of its shift lies on the next day."""

    start: time
    end: time


@dataclass(frozen=True)
class Shift:
    """A weekly shift; ``weekday`` 0 is Monday. An end not after the start lies on the next day."""

    name: str
    weekday: int
    start: time
    end: time
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class Closure:
    """Days without shifts, ``first`` and ``last`` included."""

    name: str
    kind: ClosureKind
    first: date
    last: date


@dataclass(frozen=True)
class Overtime:
    """Extra work on one day; an end not after the start lies on the next day."""

    name: str
    day: date
    start: time
    end: time


@dataclass(frozen=True)
class WorkCalendar:
    """When a plant, a work centre or a machine works."""

    zone: ZoneInfo
    shifts: tuple[Shift, ...] = ()
    closures: tuple[Closure, ...] = ()
    overtime: tuple[Overtime, ...] = ()
    name: str = ""

    def working(self, start: datetime, end: datetime) -> list[Instants]:
        """Working time between two instants, in UTC, merged and in order.

        Raises ``PeriodTooLong`` beyond a hundred years.
        """
        if end - start > HORIZON_WEEKS * WEEK:
            raise PeriodTooLong(years=HORIZON_YEARS)
        weeks = range((self._monday(end) - self._monday(start)).days // 7 + 1)
        pieces = (p for week in weeks for p in self._week(self._monday(start), week))
        return intersection(pieces, [Interval(start.astimezone(UTC), end.astimezone(UTC))])

    def working_minutes(self, start: datetime, end: datetime) -> Fraction:
        """How many minutes of ``working(start, end)`` there are, exactly."""
        length = total(self.working(start, end), timedelta())
        return Fraction(length // MICROSECOND, MICROSECONDS_A_MINUTE)

    def add_minutes(self, start: datetime, minutes: Exact) -> datetime:
        """The instant at which ``minutes`` of working time after ``start`` have passed (UTC).

        It is the earliest such instant: work that ends with a shift ends at the shift's end.
        Raises ``NoWorkingTime``.
        """
        left = _duration(minutes)
        for piece in self._after(start) if left else ():
            if left <= piece.end - piece.start:
                return piece.start + left
            left -= piece.end - piece.start
        return self._landed(start, minutes, left)

    def subtract_minutes(self, end: datetime, minutes: Exact) -> datetime:
        """The latest instant that has ``minutes`` of working time between it and ``end`` (UTC).

        Raises ``NoWorkingTime``.
        """
        left = _duration(minutes)
        for piece in self._before(end) if left else ():
            if left <= piece.end - piece.start:
                return piece.end - left
            left -= piece.end - piece.start
        return self._landed(end, minutes, left)

    def _landed(self, instant: datetime, minutes: Exact, left: timedelta) -> datetime:
        if left:
            raise NoWorkingTime(
                calendar=self.name,
                minutes=minutes,
                years=HORIZON_YEARS,
                instant=instant,
            )
        return instant.astimezone(UTC)

    def _after(self, start: datetime) -> Iterator[Instants]:
        """Working time from ``start`` on, week by week, as far as the horizon."""
        for week in range(self._weeks_ahead()):
            for piece in self._week(self._monday(start), week):
                if rest := Interval(max(piece.start, start), piece.end):
                    yield rest

    def _before(self, end: datetime) -> Iterator[Instants]:
        """Working time before ``end``, backwards, as far as the horizon."""
        for week in range(self._weeks_ahead()):
            for piece in reversed(self._week(self._monday(end), -week)):
                if rest := Interval(piece.start, min(piece.end, end)):
                    yield rest

    def _weeks_ahead(self) -> int:
        return HORIZON_WEEKS if self.shifts or self.overtime else 0

    def _monday(self, instant: datetime) -> date:
        day = instant.astimezone(self.zone).date()
        return day - timedelta(days=day.weekday())

    def _week(self, monday: date, week: int) -> list[Instants]:
        """Working time of one local week, ``week`` weeks from ``monday``; [] off the calendar."""
        try:
            first = monday + week * WEEK
            bounds = Interval(self._instant(first), self._instant(first + WEEK))
            days = [first + n * DAY for n in range(-1, 7)]
        except OverflowError:
            return []
        return intersection((slot for day in days for slot in self._slots(day)), [bounds])

    def _slots(self, day: date) -> Iterator[Instants]:
        """The shifts and the overtime that start on ``day``."""
        if not any(closure.first <= day <= closure.last for closure in self.closures):
            for shift in self.shifts:
                if shift.weekday == day.weekday():
                    yield from self._worked(day, shift)
        for extra in self.overtime:
            if extra.day == day:
                yield self._slot(day, extra.start, extra.end)

    def _worked(self, day: date, shift: Shift) -> list[Instants]:
        """A shift without its breaks."""
        pauses = (
            self._slot(day if pause.start >= shift.start else day + DAY, pause.start, pause.end)
            for pause in shift.breaks
        )
        return difference([self._slot(day, shift.start, shift.end)], pauses)

    def _slot(self, day: date, start: time, end: time) -> Instants:
        last = day if end > start else day + DAY
        return Interval(self._instant(day, start), self._instant(last, end))

    def _instant(self, day: date, at: time = time()) -> datetime:
        """The first instant at which the wall clock shows ``at`` or, in a gap, later."""
        local = datetime.combine(day, at, tzinfo=self.zone)
        instant = local.astimezone(UTC)
        if instant.astimezone(self.zone).replace(tzinfo=None) == local.replace(tzinfo=None):
            return instant
        return self._change(local.replace(fold=1).astimezone(UTC), instant)

    def _change(self, before: datetime, after: datetime) -> datetime:
        """The second at which the clock is changed between two instants, by halving."""
        while after - before > timedelta(seconds=1):
            middle = before + (after - before) // timedelta(seconds=2) * timedelta(seconds=1)
            if self._offset(middle) == self._offset(before):
                before = middle
            else:
                after = middle
        return after

    def _offset(self, instant: datetime) -> timedelta | None:
        return instant.astimezone(self.zone).utcoffset()


def _duration(minutes: Exact) -> timedelta:
    """Minutes to the microsecond, at most the horizon's. Raises ``ValueError`` below zero."""
    if minutes < 0:
        raise ValueError("working minutes are not negative")
    exact = min(Fraction(minutes), MINUTES_TO_THE_HORIZON) * MICROSECONDS_A_MINUTE
    return timedelta(microseconds=int(round_half_up(exact, Decimal(1))))
