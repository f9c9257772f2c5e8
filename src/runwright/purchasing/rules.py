"""Arithmetic of buying: how much to order, and what it is worth."""

from decimal import Decimal
from fractions import Fraction

from runwright.catalog.errors import QuantityNotPositive
from runwright.catalog.models import Item
from runwright.catalog.rules import quantity_check
from runwright.costing.valuation import CENT
from runwright.engineering.rules import unit_factor
from runwright.kernel.quantity import plain
from runwright.kernel.rounding import round_half_up, round_up
from runwright.units.models import Unit


def quantity_in_base(*, item: Item, unit: Unit, quantity: Decimal) -> Decimal:
    """So many of a unit in the item's base unit, rounded up to its resolution.

    Raises ``QuantityNotPositive`` and ``UnitDoesNotFit``.
    """
    if quantity <= 0:
        raise QuantityNotPositive(quantity=plain(quantity))
    base = round_up(Fraction(quantity) * unit_factor(item=item, unit=unit), item.resolution)
    quantity_check(item=item, quantity=base)
    return base


def order_quantity(
    *, wanted: Decimal, factor: Fraction, smallest: Decimal, multiple: Decimal, step: Decimal
) -> Decimal:
    """What to order, in the supplier's unit, so that ``wanted`` base units come.

    At least the smallest order, on the multiple, else on the unit's step; ``factor`` is how many
    base units one of the unit is worth.
    """
    least = max(Fraction(wanted) / factor, Fraction(smallest))
    return round_up(least, multiple or step)


def part_value(*, price: Decimal, unit_quantity: Decimal, part: Decimal, whole: Decimal) -> Decimal:
    """What ``part`` of ``whole`` base units is worth, ordered as ``unit_quantity`` at ``price``."""
    amount = Fraction(price) * Fraction(unit_quantity) * Fraction(part) / Fraction(whole)
    return round_half_up(amount, CENT)
