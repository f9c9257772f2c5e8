"""Arithmetic of buying: how much to order."""

from decimal import Decimal
from fractions import Fraction

from runwright.kernel.rounding import round_up


def order_quantity(
    *, wanted: Decimal, factor: Fraction, smallest: Decimal, multiple: Decimal, step: Decimal
) -> Decimal:
    """What to order, in the supplier's unit, so that ``wanted`` base units come.

    At least the smallest order, on the multiple, else on the unit's step; ``factor`` is how many
    base units one of the unit is worth.
    """
    least = max(Fraction(wanted) / factor, Fraction(smallest))
    return round_up(least, multiple or step)
