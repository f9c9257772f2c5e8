"""Which operations a batch may be confirmed at, by the ones it has passed (pure).

An operation without a station is confirmed together with the next scanned one; a target is within
reach once all that it follows, and that has a station, is confirmed (domain: scanning).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Leg:
    """An operation on a batch's way: its sequence number, those it follows, and the ids of the
    stations that serve it."""

    sequence: int
    before: tuple[int, ...]
    stations: frozenset[int] = frozenset()


def reachable(legs: Sequence[Leg], confirmed: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Every operation with a station that can be confirmed next, with the ones without a station
    that are confirmed along with it, in sequence."""
    by_number = {leg.sequence: leg for leg in legs}
    found = {}
    for leg in legs:
        if leg.sequence in confirmed or not leg.stations:
            continue
        along = _along(leg, by_number, confirmed)
        if along is not None:
            found[leg.sequence] = tuple(sorted(along))
    return found


def tail(legs: Sequence[Leg], confirmed: Collection[int]) -> tuple[int, ...] | None:
    """What is left for a batch that awaits operations without a station only, in sequence; nothing
    (``None``) while a station is still to come."""
    left = [leg for leg in legs if leg.sequence not in confirmed]
    return None if any(leg.stations for leg in left) else tuple(leg.sequence for leg in left)


def awaited(legs: Sequence[Leg], confirmed: Collection[int]) -> int | None:
    """The first operation a batch waits for: the earliest not confirmed whose forerunners are."""
    for leg in legs:
        if leg.sequence not in confirmed and all(step in confirmed for step in leg.before):
            return leg.sequence
    return None


def _along(
    leg: Leg, by_number: Mapping[int, Leg], confirmed: Collection[int]
) -> frozenset[int] | None:
    """The forerunners without a station that are not confirmed yet, unless a station is."""
    found: set[int] = set()
    for step in leg.before:
        before = by_number[step]
        if step in confirmed:
            continue
        earlier = None if before.stations else _along(before, by_number, confirmed)
        if earlier is None:
            return None
        found |= earlier | {step}
    return frozenset(found)


def sizes(*, total: int, lot: int) -> Iterator[int]:
    """``total`` steps in lots of ``lot``, the rest last: 370 at 60 are six of 60 and one of 10."""
    full, rest = divmod(total, lot)
    yield from [lot] * full
    if rest:
        yield rest
