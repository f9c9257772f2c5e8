"""Spreading planned work over working time: pure, exact, in seconds since the epoch."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

Span = tuple[int, int]


@dataclass(frozen=True)
class WorkingTime:
    """Spans of working time, apart and in order of time."""

    spans: Sequence[Span]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _end in self.spans]

    @cached_property
    def _before(self) -> list[int]:
        return [0, *accumulate(end - start for start, end in self.spans)]

    def between(self, start: int, end: int) -> int:
        """Seconds of working time between two instants."""
        return max(self._until(end) - self._until(start), 0)

    def _until(self, at: int) -> int:
        n = bisect_right(self._starts, at) - 1
        if n < 0:
            return 0
        start, end = self.spans[n]
        return self._before[n] + min(at, end) - start


ALWAYS = WorkingTime(((0, 1 << 62),))
"""Of what has no schedule: every second counts."""


@dataclass(frozen=True)
class Job:
    """Work planned from ``start`` to ``end`` of which ``left`` seconds are still to be done."""

    id: int
    start: int
    end: int
    left: Fraction


def spread(job: Job, time: WorkingTime, borders: Sequence[int]) -> Iterator[tuple[int, Fraction]]:
    """The buckets a job loads, each with its seconds.

    Bucket ``n`` goes from ``borders[n]`` to ``borders[n + 1]``; the first border is the present.
    A job is spread evenly over the working time of its plan that is still to come. What should be
    over by now is still to be done, and falls due at once. What lies behind the last border is
    left out.
    """
    start, end = max(job.start, borders[0]), job.end
    whole = time.between(start, end) if start < end else 0
    if not whole:
        n = max(bisect_right(borders, start) - 1, 0)
        if n < len(borders) - 1:
            yield n, job.left
        return
    first = max(bisect_right(borders, start) - 1, 0)
    last = min(bisect_left(borders, end), len(borders) - 1)
    for n in range(first, last):
        part = time.between(max(start, borders[n]), min(end, borders[n + 1]))
        if part:
            yield n, job.left * part / whole
