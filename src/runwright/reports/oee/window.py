"""The stretch of time a report looks at, cut into days or weeks of the plant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from runwright.kernel.worktime import PeriodTooLong, WorkCalendar
from runwright.reports.errors import BadQuery
from runwright.reports.oee.rules import Span
from runwright.reports.periods import DAY, Period

YEARS = 10
DAYS_ONE_BY_ONE = 45
"""Longer periods are told by weeks unless days are asked for."""
BUCKETS = ("day", "week")


@dataclass(frozen=True)
class Bucket:
    """Some days of the plant, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Window:
    """The days of a period up to the present moment; ``by`` is what the buckets are."""

    period: Period
    by: str
    buckets: Sequence[Bucket]
    now: datetime

    @property
    def start(self) -> datetime:
        """The instant at which the first day begins."""
        return datetime.combine(self.buckets[0].first, time(), self.period.zone)

    @property
    def end(self) -> datetime:
        """The end of the last day, or the present if that comes first."""
        return min(datetime.combine(self.last + DAY, time(), self.period.zone), self.now)

    @property
    def last(self) -> date:
        """The last day."""
        return self.buckets[-1].last

    @property
    def starts(self) -> list[int]:
        """Where each bucket begins, in seconds since the epoch."""
        return [self.second(bucket.first) for bucket in self.buckets]

    def second(self, day: date) -> int:
        """Where a day begins, in seconds since the epoch."""
        return int(datetime.combine(day, time(), self.period.zone).timestamp())

    def number_of(self, day: date) -> int:
        """Which bucket a day, or the Monday of a week, is in."""
        first = self.buckets[0]
        if self.by == "day":
            return (day - first.first).days
        return (day - _monday(first.first)).days // 7

    def working(self, calendar: WorkCalendar, since: datetime | None) -> list[Span]:
        """Working time of a calendar in the window, from the day of ``since`` on."""
        if since is None or since >= self.end:
            return []
        day = max(since.astimezone(self.period.zone).date(), self.buckets[0].first)
        start, end = self.second(day), int(self.end.timestamp())
        until = datetime.combine(self.last + DAY, time(), self.period.zone)
        spans = _working(calendar, self.start, until)
        return [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start]


@lru_cache(maxsize=64)
def _working(calendar: WorkCalendar, start: datetime, end: datetime) -> list[Span]:
    """Whole seconds of working time; the same calendar is asked for by every machine."""
    return [
        (int(piece.start.timestamp()), int(piece.end.timestamp()))
        for piece in calendar.working(start, end)
    ]


def window_of(period: Period, *, by: str, since: datetime | None, now: datetime) -> Window:
    """The window of a period; all there is begins with the first work, ``since``.

    Raises ``BadQuery`` and ``PeriodTooLong`` beyond ten years.
    """
    today = now.astimezone(period.zone).date()
    first = period.first or (since.astimezone(period.zone).date() if since else today)
    last = max(min(period.last or today, today), first)
    if (last - first) > YEARS * timedelta(days=366):
        raise PeriodTooLong(years=YEARS)
    if not by:
        by = "day" if (last - first).days < DAYS_ONE_BY_ONE else "week"
    if by not in BUCKETS:
        raise BadQuery(field="by", value=by[:20].encode("ascii", "replace").decode())
    return Window(period, by, _buckets(first, last, by), now)


def _buckets(first: date, last: date, by: str) -> list[Bucket]:
    buckets = []
    while first <= last:
        end = first if by == "day" else min(_monday(first) + timedelta(days=6), last)
        buckets.append(Bucket(first, end))
        first = end + DAY
    return buckets


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
