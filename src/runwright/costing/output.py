"""What the output of an order is worth, by grade; and how a late difference is shared."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from runwright.costing.valuation import CENT
from runwright.kernel.money import split
from runwright.kernel.rounding import round_half_up


@dataclass(frozen=True)
class OutputValue:
    """The value of firsts and of seconds; together exactly the cost that was shared."""

    firsts: Decimal
    seconds: Decimal


def output_value(
    *, cost: Decimal, firsts: Decimal, seconds: Decimal, seconds_factor: Decimal
) -> OutputValue:
    """Share the cost of an order over its good output, to the cent.

    Unit cost of firsts = cost / (firsts + f x seconds); seconds carry f times that; waste carries
    nothing. Without any output nothing can carry the cost and both are zero.
    """
    weights = [Fraction(firsts), Fraction(seconds) * Fraction(seconds_factor)]
    if not sum(weights):
        return OutputValue(Decimal(), Decimal())
    parts = split(cost, weights, CENT)
    return OutputValue(*parts)


@dataclass(frozen=True)
class Settlement:
    """Of a difference found at the end: what revalues stock, and what stays a variance."""

    revaluation: Decimal
    variance: Decimal


def settle(*, difference: Decimal, received: Decimal, on_hand: Decimal) -> Settlement:
    """Share the difference between actual and received value over what was received.

    The part of min(received, on hand) revalues the stock that is still there; the rest is a
    variance of the order, since what has left is not costed again.
    """
    if not received:
        return Settlement(Decimal(), difference)
    share = Fraction(min(received, on_hand)) / Fraction(received)
    revaluation = round_half_up(Fraction(difference) * share, CENT)
    return Settlement(revaluation, difference - revaluation)
