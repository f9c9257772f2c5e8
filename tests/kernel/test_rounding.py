from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwright.kernel.rounding import BadStep, round_down, round_half_up, round_up

VALUES = st.decimals(
    allow_nan=False, allow_infinity=False, places=9, min_value=-(10**12), max_value=10**12
)
STEPS = st.sampled_from([Decimal(s) for s in ("0.01", "1", "0.25", "0.001", "12", "1E+2", "0.3")])


@given(VALUES, STEPS)
def test_each_rounding_is_on_the_step_and_less_than_a_step_away(
    value: Decimal, step: Decimal
) -> None:
    for rounded in (round_up(value, step), round_down(value, step), round_half_up(value, step)):
        assert (Fraction(rounded) / Fraction(step)).denominator == 1
        assert abs(Fraction(rounded) - Fraction(value)) < Fraction(step)


@given(VALUES, STEPS)
def test_up_is_never_smaller_and_down_never_larger_in_size(value: Decimal, step: Decimal) -> None:
    assert abs(round_down(value, step)) <= abs(value) <= abs(round_up(value, step))
    assert abs(Fraction(round_half_up(value, step)) - Fraction(value)) * 2 <= Fraction(step)


@given(VALUES, STEPS)
def test_an_opposite_fact_rounds_to_the_opposite(value: Decimal, step: Decimal) -> None:
    for rounding in (round_up, round_down, round_half_up):
        assert rounding(-value, step) == -rounding(value, step)


@given(st.integers(-(10**6), 10**6), STEPS)
def test_what_is_on_the_step_stays(count: int, step: Decimal) -> None:
    value = count * step
    assert round_up(value, step) == round_down(value, step) == round_half_up(value, step) == value


def test_the_decimal_context_has_no_say() -> None:
    with localcontext() as context:
        context.prec = 2
        value = Decimal("123456789012345678901234567890.126")
        assert str(round_up(value, Decimal("0.01"))) == "123456789012345678901234567890.13"
        assert str(round_down(value, Decimal("0.25"))) == "123456789012345678901234567890.00"


def test_the_middle_goes_away_from_zero() -> None:
    assert round_half_up(Decimal("2.345"), Decimal("0.01")) == Decimal("2.35")
    assert round_half_up(Decimal("-2.345"), Decimal("0.01")) == Decimal("-2.35")
    assert round_half_up(Decimal("2.375"), Decimal("0.25")) == Decimal("2.50")


def test_fractions_are_rounded_exactly() -> None:
    assert round_up(Fraction(28, 3), Decimal(1)) == 10
    assert round_down(Fraction(1, 3), Decimal("0.001")) == Decimal("0.333")


def test_there_is_no_minus_zero() -> None:
    assert str(round_down(Decimal("-0.4"), Decimal(1))) == "0"


@pytest.mark.parametrize("step", ["0", "-1", "NaN", "Infinity"])
def test_a_resolution_is_positive_and_finite(step: str) -> None:
    with pytest.raises(BadStep):
        round_up(Decimal(1), Decimal(step))
