from uuid import RFC_4122

from hypothesis import given
from hypothesis import strategies as st

from runwright.kernel.ids import uuid7, uuid7_from

MOMENTS = st.integers(0, 2**48 - 1)
RANDOM = st.binary(min_size=10, max_size=10)


@given(MOMENTS, RANDOM)
def test_the_identifier_says_its_moment_version_and_variant(moment: int, noise: bytes) -> None:
    made = uuid7_from(milliseconds=moment, randomness=noise)
    assert made.int >> 80 == moment
    assert made.version == 7
    assert made.variant == RFC_4122


@given(MOMENTS, RANDOM, RANDOM)
def test_later_sorts_later(moment: int, noise: bytes, other: bytes) -> None:
    earlier = uuid7_from(milliseconds=max(moment - 1, 0), randomness=noise)
    later = uuid7_from(milliseconds=max(moment, 1), randomness=other)
    assert earlier < later
    assert str(earlier) < str(later)


def test_two_are_never_the_same() -> None:
    assert len({uuid7() for _ in range(10_000)}) == 10_000
