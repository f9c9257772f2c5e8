from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from runwright.kernel.intervals import Interval, difference, intersection, total, union

MINUTES = st.integers(0, 60)
INTERVALS = st.lists(st.builds(Interval, MINUTES, MINUTES), max_size=8)


def minutes(intervals: list[Interval[int]]) -> set[int]:
    """Brute force: every minute that lies in one of them."""
    return {m for i in intervals for m in range(i.start, i.end)}


def tidy(intervals: list[Interval[int]]) -> bool:
    """Sorted, apart, none empty."""
    return all(intervals) and all(a.end < b.start for a, b in pairwise(intervals))


@given(INTERVALS)
def test_union_holds_the_same_minutes_in_tidy_pieces(pieces: list[Interval[int]]) -> None:
    assert minutes(union(pieces)) == minutes(pieces)
    assert tidy(union(pieces))


@given(INTERVALS, INTERVALS)
def test_intersection_holds_the_common_minutes(
    left: list[Interval[int]], right: list[Interval[int]]
) -> None:
    assert minutes(intersection(left, right)) == minutes(left) & minutes(right)
    assert tidy(intersection(left, right))


@given(INTERVALS, INTERVALS)
def test_difference_holds_the_minutes_of_the_left_alone(
    left: list[Interval[int]], right: list[Interval[int]]
) -> None:
    assert minutes(difference(left, right)) == minutes(left) - minutes(right)
    assert tidy(difference(left, right))


@given(INTERVALS)
def test_total_counts_every_minute_once(pieces: list[Interval[int]]) -> None:
    assert total(pieces, 0) == len(minutes(pieces))


def test_instants_have_a_length_in_time() -> None:
    start = datetime(2026, 11, 21, tzinfo=UTC)
    hour = timedelta(hours=1)
    pieces = [Interval(start, start + 2 * hour), Interval(start + hour, start + 3 * hour)]
    assert total(pieces, timedelta()) == 3 * hour
