"""How long a person counts on each piece of work when attending several at once."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

_MICROSECOND = timedelta(microseconds=1)
_PER_HOUR = 3_600_000_000


@dataclass(frozen=True)
class Attendance(Generic[Key]):
    """A stretch of one person's time on ``key``; ``is_shared`` for timers, not for bookings."""

    key: Key
    start: datetime
    end: datetime
    is_shared: bool = True


def hours_by_key(attendances: Sequence[Attendance[Key]]) -> dict[Key, Fraction]:
    """Hours per key of one person's attendances.

    While n shared ones run at once each counts for 1/n of the time; bookings count in full.
    """
    hours: defaultdict[Key, Fraction] = defaultdict(Fraction)
    for single in attendances:
        if not single.is_shared:
            hours[single.key] += _hours(single.start, single.end)
    shared = [a for a in attendances if a.is_shared]
    bounds = sorted({instant for a in shared for instant in (a.start, a.end)})
    for start, end in pairwise(bounds):
        present = [a for a in shared if a.start <= start and end <= a.end]
        for one in present:
            hours[one.key] += _hours(start, end) / len(present)
    return dict(hours)


def _hours(start: datetime, end: datetime) -> Fraction:
    return Fraction((end - start) // _MICROSECOND, _PER_HOUR)
