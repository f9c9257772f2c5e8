"""Moving averages: what goods in store are worth, and what leaves with them."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from runwright.kernel.money import AmountTooLarge
from runwright.kernel.quantity import INTEGER_DIGITS, plain
from runwright.kernel.rounding import round_half_up

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Worth:
    """A quantity in store and its value; the average is value / quantity."""

    quantity: Decimal = Decimal()
    value: Decimal = Decimal()

    @property
    def average(self) -> Fraction | None:
        """The value of one unit, or ``None`` when nothing is there."""
        return Fraction(self.value) / Fraction(self.quantity) if self.quantity > 0 else None

    def value_of(self, quantity: Decimal) -> Decimal:
        """The value that leaves with ``quantity``, to the cent; the last piece takes the rest."""
        if quantity == self.quantity:
            return self.value
        average = self.average or Fraction()
        return round_half_up(average * Fraction(quantity), CENT)

    def plus(self, quantity: Decimal, value: Decimal) -> "Worth":
        """After a receipt (positive) or an issue (negative)."""
        return Worth(self.quantity + quantity, self.value + value)


NOTHING = Worth()


def part_value(
    *,
    price: Decimal,
    unit_quantity: Decimal,
    part: Decimal,
    whole: Decimal,
    before: Worth = NOTHING,
) -> Decimal:
    """What ``part`` of ``whole`` base units is worth, ordered as ``unit_quantity`` at ``price``.

    ``before`` is what came earlier at the same price and was not undone: the part is worth what
    is missing to the value of all that then is there, so that parts add up to the cent, also
    when one that was undone comes anew. Raises ``AmountTooLarge``.
    """
    there = Fraction(before.quantity) + Fraction(part)
    amount = Fraction(price) * Fraction(unit_quantity) * there / Fraction(whole)
    if amount >= 10**INTEGER_DIGITS:
        raise AmountTooLarge(amount=plain(round_half_up(amount, CENT)), digits=INTEGER_DIGITS)
    return max(round_half_up(amount, CENT) - before.value, Decimal())
