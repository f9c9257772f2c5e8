"""Algebra of half-open intervals [start, end) over instants, days or plain numbers.

Every function takes intervals in any order, overlapping or empty, and returns them sorted, apart
and not empty.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar


class Ordered(Protocol):
    """What an interval's bounds can do: be compared and subtracted."""

    def __lt__(self, other: Any, /) -> bool: ...

    def __sub__(self, other: Any, /) -> Any: ...


Bound = TypeVar("Bound", bound=Ordered)
Length = TypeVar("Length")


@dataclass(frozen=True)
class Interval(Generic[Bound]):
    """From ``start`` (included) to ``end`` (excluded); empty when the end is not after it."""

    start: Bound
    end: Bound

    def __bool__(self) -> bool:
        return self.start < self.end

    def __and__(self, other: "Interval[Bound]") -> "Interval[Bound]":
        """What lies in both; possibly empty."""
        return Interval(
            max(self.start, other.start),
            min(self.end, other.end),
        )


def union(intervals: Iterable[Interval[Bound]]) -> list[Interval[Bound]]:
    """All that lies in any of them; what overlaps or touches becomes one."""
    merged: list[Interval[Bound]] = []
    for piece in sorted(filter(None, intervals), key=lambda i: i.start):
        if merged and not merged[-1].end < piece.start:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, piece.end))
        else:
            merged.append(piece)
    return merged


def intersection(
    left: Iterable[Interval[Bound]], right: Iterable[Interval[Bound]]
) -> list[Interval[Bound]]:
    """All that lies in some of ``left`` and in some of ``right``."""
    return list(filter(None, _meetings(union(left), union(right))))


def _meetings(
    left: list[Interval[Bound]], right: list[Interval[Bound]]
) -> Iterator[Interval[Bound]]:
    """Walk both sorted lists once, leaving behind whichever piece ends first."""
    i = j = 0
    while i < len(left) and j < len(right):
        yield left[i] & right[j]
        if left[i].end < right[j].end:
            i += 1
        else:
            j += 1


def difference(
    left: Iterable[Interval[Bound]], right: Iterable[Interval[Bound]]
) -> list[Interval[Bound]]:
    """All that lies in some of ``left`` and in none of ``right``."""
    holes = union(right)
    return [rest for piece in union(left) for rest in _without(piece, holes)]


def _without(piece: Interval[Bound], holes: list[Interval[Bound]]) -> Iterator[Interval[Bound]]:
    for hole in holes:
        if hole & piece:
            if before := Interval(piece.start, hole.start):
                yield before
            piece = Interval(hole.end, piece.end)
    if piece:
        yield piece


def total(intervals: Iterable[Interval[Bound]], zero: Length) -> Length:
    """The length of the union; ``zero`` is a length of nothing, e.g. ``timedelta()``."""
    length: Any = zero
    for piece in union(intervals):
        length = length + (piece.end - piece.start)
    result: Length = length
    return result
