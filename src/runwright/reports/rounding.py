"""How numbers are rounded for people: times to a hundredth of a minute, shares of a percent."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from runwright.kernel.rounding import round_half_up

HUNDREDTH = Decimal("0.01")
TEN_THOUSANDTH = Decimal("0.0001")
MINUTE_IN_MICROSECONDS = 60_000_000
Number = Fraction | Decimal | int


def share(part: Number | None, whole: Number | None = 1) -> Decimal | None:
    """A part of a whole; of nothing there is no share."""
    if part is None or not whole:
        return None
    return round_half_up(Fraction(part) / Fraction(whole), TEN_THOUSANDTH)


def mean(total: Number | None, count: int) -> Decimal | None:
    """The average to a hundredth; of none there is no average."""
    return round_half_up(Fraction(total or 0) / count, HUNDREDTH) if count else None


def unit_cost(money: Decimal, good: Decimal) -> Decimal | None:
    """Money for each good piece, to a ten-thousandth; without a piece there is none."""
    return share(money, good)


def minutes_of(value: timedelta | Number) -> Decimal:
    """A duration in minutes; a number says minutes already."""
    if isinstance(value, timedelta):
        microseconds = value // timedelta(microseconds=1)
        return round_half_up(Fraction(microseconds, MINUTE_IN_MICROSECONDS), HUNDREDTH)
    return round_half_up(value, HUNDREDTH)


def seconds_as_minutes(seconds: Number | None) -> Decimal:
    """Seconds in minutes; of none there are none."""
    return round_half_up(Fraction(seconds or 0) / 60, HUNDREDTH)
