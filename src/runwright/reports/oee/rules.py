"""The arithmetic of effectiveness: pure, in whole seconds, every second counted once.

Working time of a place is cut wherever a stop begins or ends; each piece counts as the one class
that comes first in ``RANK``, so that overlaps and double bookings can never lose more time than
there is. Figures roll up by adding seconds, never by averaging shares.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

RUN = "run"
NOT_SCHEDULED = "not_scheduled"
LOSSES = ("breakdown", "maintenance", "material", "no_operator", "setup")
"""Losses of availability; of several at once the first one counts."""
RANK = {name: n for n, name in enumerate((NOT_SCHEDULED, *LOSSES, RUN))}

Span = tuple[int, int]
"""From an instant until before another, in seconds since the epoch."""


@dataclass(frozen=True, order=True)
class Cause:
    """What time is lost to: a loss and the reason given, if any; ``RUN`` is no loss."""

    loss: str
    reason: str = ""

    @cached_property
    def rank(self) -> tuple[int, str]:
        """Smaller ones count first."""
        return RANK[self.loss], self.reason


RUNNING = Cause(RUN)


@dataclass(frozen=True)
class Stop:
    """``lanes`` of a place stand from ``start`` to ``end`` (seconds since the epoch)."""

    start: int
    end: int
    cause: Cause
    lanes: int = 1


@dataclass(frozen=True)
class Piece:
    """A piece of working time of so many lanes, and what it counts as."""

    start: int
    end: int
    cause: Cause
    lanes: int = 1

    @property
    def seconds(self) -> int:
        """Its length over all its lanes."""
        return (self.end - self.start) * self.lanes


def pieces(working: Iterable[Span], stops: Iterable[Stop], *, lanes: int = 1) -> Iterator[Piece]:
    """Working time of ``lanes`` lanes cut at every stop, in order of time.

    ``working`` may overlap; the pieces sum to its union times ``lanes`` exactly.
    """
    changes: dict[int, list[tuple[Cause | None, int]]] = {}
    for start, end in working:
        _note(changes, start, end, None, 1)
    for stop in stops:
        _note(changes, stop.start, stop.end, stop.cause, stop.lanes)
    standing: Counter[Cause] = Counter()
    at_work = before = 0
    for instant in sorted(changes):
        if at_work:
            yield from _shared(before, instant, standing, lanes)
        for cause, by in changes[instant]:
            if cause is None:
                at_work += by
            else:
                standing[cause] += by
                if not standing[cause]:
                    del standing[cause]
        before = instant


def _note(
    changes: dict[int, list[tuple[Cause | None, int]]],
    start: int,
    end: int,
    cause: Cause | None,
    by: int,
) -> None:
    if start < end:
        changes.setdefault(start, []).append((cause, by))
        changes.setdefault(end, []).append((cause, -by))


def _shared(start: int, end: int, standing: Mapping[Cause, int], lanes: int) -> Iterator[Piece]:
    """What each lane does between two changes."""
    free = lanes
    for cause in sorted(standing, key=lambda one: one.rank) if standing else ():
        if taken := min(free, standing[cause]):
            yield Piece(start, end, cause, taken)
            free -= taken
    if free:
        yield Piece(start, end, RUNNING, free)


Seconds = Mapping[Cause, int]


def seconds_per_bucket(found: Iterable[Piece], starts: Sequence[int]) -> list[Counter[Cause]]:
    """Seconds by cause in each bucket; a bucket goes from its start to that of the next.

    ``starts`` ascend; a piece over a border is divided there. Nothing begins before the first.
    """
    buckets: list[Counter[Cause]] = [Counter() for _ in starts]
    for piece in found:
        at, n = piece.start, bisect_right(starts, piece.start) - 1
        while at < piece.end:
            until = min(piece.end, starts[n + 1]) if n + 1 < len(starts) else piece.end
            buckets[n][piece.cause] += (until - at) * piece.lanes
            at, n = until, n + 1
    return buckets


@dataclass(frozen=True)
class Made:
    """What came off: seconds it would ideally take (all, and the good ones alone), and how much.

    ``untimed`` is the part of ``quantity`` whose ideal time is not known. ``units`` are the unit
    categories among it: pieces and kilograms give no share together unless each has its time.
    """

    earned: Fraction = Fraction(0)
    good: Fraction = Fraction(0)
    quantity: Fraction = Fraction(0)
    bad: Fraction = Fraction(0)
    untimed: Fraction = Fraction(0)
    units: frozenset[int] = frozenset()

    def __add__(self, other: "Made") -> "Made":
        if self is NOTHING_MADE or other is NOTHING_MADE:
            return other if self is NOTHING_MADE else self
        return Made(
            self.earned + other.earned,
            self.good + other.good,
            self.quantity + other.quantity,
            self.bad + other.bad,
            self.untimed + other.untimed,
            self.units | other.units,
        )

    @property
    def quality(self) -> Fraction | None:
        """The good share, weighed by ideal time; by quantity where that is not known.

        What was found later than it was made can exceed what was made meanwhile: then it is 0.
        """
        if self.earned > 0 and not self.untimed:
            return max(self.good / self.earned, Fraction(0))
        if self.quantity > 0 and len(self.units) == 1:
            return max(1 - self.bad / self.quantity, Fraction(0))
        return None


NOTHING_MADE = Made()


@dataclass(frozen=True)
class Effectiveness:
    """Seconds by cause and what was made in them; sums of these are those of all together.

    ``unlogged`` says that no stop was logged, so that time nobody booked counts as run time.
    """

    seconds: Seconds = field(default_factory=Counter)
    made: Made = NOTHING_MADE
    unlogged: bool = False

    @property
    def is_estimated(self) -> bool:
        """Whether the figures rest on stops nobody logged, or on pieces without ideal time."""
        return bool(self.scheduled) and (self.unlogged or self.made.untimed > 0)

    def lost(self, loss: str) -> int:
        """Seconds of one class, whatever the reason."""
        return sum(n for cause, n in self.seconds.items() if cause.loss == loss)

    @property
    def planned(self) -> int:
        """Working time by the calendars."""
        return sum(self.seconds.values())

    @property
    def scheduled(self) -> int:
        """Working time without stops that were planned: the planned busy time of ISO 22400-2."""
        return self.planned - self.lost(NOT_SCHEDULED)

    @property
    def run(self) -> int:
        """Scheduled time without losses of availability."""
        return self.lost(RUN)

    @property
    def availability(self) -> Fraction | None:
        """Run time in scheduled time; none without schedule."""
        return Fraction(self.run, self.scheduled) if self.scheduled else None

    @property
    def performance(self) -> Fraction | None:
        """Ideal time of all pieces in run time; none where no ideal time is known."""
        if not self.run or self.is_untimed:
            return None
        return self.made.earned / self.run

    @property
    def quality(self) -> Fraction | None:
        """The good share of what was made."""
        return self.made.quality

    @property
    def oee(self) -> Fraction | None:
        """Availability times performance times quality: good ideal time in scheduled time."""
        if not self.scheduled or self.is_untimed:
            return None
        if not self.made.earned:
            return Fraction(0)
        quality = self.quality
        return None if quality is None else self.made.earned * quality / self.scheduled

    @property
    def is_untimed(self) -> bool:
        """Whether something was made, and nothing of it has an ideal time."""
        return self.made.untimed > 0 and not self.made.earned


def total(parts: Iterable[Effectiveness]) -> Effectiveness:
    """All parts together."""
    seconds: Counter[Cause] = Counter()
    made, unlogged = NOTHING_MADE, False
    for part in parts:
        seconds.update(part.seconds)
        made += part.made
        unlogged = unlogged or part.unlogged
    return Effectiveness(seconds, made, unlogged)
