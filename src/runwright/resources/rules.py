"""Arithmetic of a week of shifts: which overlap, and whether their breaks lie inside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import combinations, pairwise

from runwright.kernel.errors import Refusal
from runwright.resources.errors import (
    BreakOutside,
    BreaksOverlap,
    NoShift,
    ShiftsOverlap,
    ShiftWithoutDay,
)

DAY = 24 * 60
WEEK = 7 * DAY


@dataclass(frozen=True)
class WeeklyBreak:
    """A pause within a shift; a start before that of the shift is on the next day."""

    starts: time
    ends: time

    def __str__(self) -> str:
        return hours(self.starts, self.ends)


@dataclass(frozen=True)
class WeeklyShift:
    """A shift on several weekdays (Monday is 0); an end at or before the start is next day."""

    name: str
    weekdays: Sequence[int]
    starts: time
    ends: time
    breaks: Sequence[WeeklyBreak] = ()

    def __str__(self) -> str:
        return f"{self.name} {hours(self.starts, self.ends)}"


def hours(starts: time, ends: time) -> str:
    """``06:00–14:00``."""
    return f"{starts:%H:%M}–{ends:%H:%M}"


def week_wrong(shifts: Sequence[WeeklyShift]) -> Iterator[Refusal]:
    """All that is wrong about a week; fields name a shift by its place: ``shifts.0.starts``."""
    if not shifts:
        yield NoShift()
    for n, shift in enumerate(shifts):
        if not shift.weekdays:
            yield ShiftWithoutDay(shift=shift.name, field=f"shifts.{n}.weekdays")
        yield from _breaks_wrong(n, shift)
    for (_, shift), (n, other) in combinations(enumerate(shifts), 2):
        if _overlap(shift, other):
            yield ShiftsOverlap(shift=str(other), other=str(shift), field=f"shifts.{n}.starts")
    for n, shift in enumerate(shifts):
        if _overlaps_itself(shift):
            yield ShiftsOverlap(shift=str(shift), other=str(shift), field=f"shifts.{n}.starts")


def _breaks_wrong(n: int, shift: WeeklyShift) -> Iterator[Refusal]:
    field = f"shifts.{n}.breaks"
    length = _length(shift.starts, shift.ends)
    spans = []
    for pause in shift.breaks:
        begin = (_minute(pause.starts) - _minute(shift.starts)) % DAY
        end = begin + _length(pause.starts, pause.ends)
        if end > length:
            yield BreakOutside(pause=str(pause), shift=str(shift), field=field)
        spans.append((begin, end))
    spans.sort()
    if any(after[0] < before[1] for before, after in pairwise(spans)):
        yield BreaksOverlap(shift=str(shift), field=field)


def _overlap(one: WeeklyShift, other: WeeklyShift) -> bool:
    return any(
        _meet(start, _length(one.starts, one.ends), begin, _length(other.starts, other.ends))
        for start in _starts(one)
        for begin in _starts(other)
    )


def _overlaps_itself(shift: WeeklyShift) -> bool:
    """The same weekday twice; a shift of a day at most cannot reach its next weekday."""
    return len(set(shift.weekdays)) < len(shift.weekdays)


def _starts(shift: WeeklyShift) -> list[int]:
    """The minutes of the week at which a shift begins."""
    return [day * DAY + _minute(shift.starts) for day in shift.weekdays]


def _meet(start: int, length: int, begin: int, span: int) -> bool:
    """Whether two stretches of a week that goes round have a minute in common."""
    return (begin - start) % WEEK < length or (start - begin) % WEEK < span


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _length(starts: time, ends: time) -> int:
    """Minutes from start to end; an end at or before the start is on the next day."""
    return (_minute(ends) - _minute(starts)) % DAY or DAY
