"""Working minutes of the story as instants, so that it ends at whatever moment is now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from runwright.demo.plant import SHIFT_II
from runwright.kernel.intervals import Interval
from runwright.kernel.worktime import WorkCalendar

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Piece:
    """A stretch of one shift, without a pause."""

    start: datetime
    end: datetime
    shift: str


class Moments:
    """The clock of the story: minute 0 lies ``length`` working minutes before its end."""

    def __init__(self, *, calendar: WorkCalendar, end: datetime, length: int) -> None:
        self.calendar, self.length = calendar, length
        begin = calendar.subtract_minutes(end, length)
        self.pieces = [
            piece
            for working in calendar.working(begin, end)
            for piece in _by_shift(working, calendar.zone)
        ]

    def instant(self, minute: int) -> datetime:
        """The end of so many working minutes; beyond the story's end by its calendar."""
        if minute > self.length:
            return self.calendar.add_minutes(self.pieces[-1].end, minute - self.length)
        left = minute * MINUTE
        for piece in self.pieces:
            if left <= piece.end - piece.start:
                return piece.start + left
            left -= piece.end - piece.start
        return self.pieces[-1].end

    def between(self, start: int, end: int) -> list[Piece]:
        """Working time from one minute to another, cut where a shift ends."""
        found, passed = [], timedelta()
        for piece in self.pieces:
            begins = piece.start + max(timedelta(), start * MINUTE - passed)
            ends = min(piece.end, piece.start + end * MINUTE - passed)
            if begins < ends:
                found.append(Piece(begins, ends, piece.shift))
            passed += piece.end - piece.start
        return found

    def before(self, begin: datetime, end: datetime) -> list[Piece]:
        """Whole working time of the calendar outside the story, cut where a shift ends."""
        working = self.calendar.working(begin, end)
        return [piece for one in working for piece in _by_shift(one, self.calendar.zone)]

    def shift(self, minute: int) -> str:
        """Who is at work in that minute."""
        pieces = self.between(minute - 1, minute) or self.pieces[:1]
        return pieces[0].shift


def _by_shift(working: Interval[datetime], zone: ZoneInfo) -> list[Piece]:
    local = working.start.astimezone(zone)
    change = datetime.combine(local.date(), SHIFT_II, zone).astimezone(working.start.tzinfo)
    if working.end <= change:
        return [Piece(working.start, working.end, "I")]
    if change <= working.start:
        return [Piece(working.start, working.end, "II")]
    return [Piece(working.start, change, "I"), Piece(change, working.end, "II")]
