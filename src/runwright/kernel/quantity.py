"""Quantities with units: exact ratios, conversion, and the two roundings of material.

Consumption rounds up to the item's resolution and output rounds down, here and nowhere else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from runwright.kernel.errors import Invalid, gettext_noop
from runwright.kernel.rounding import Exact, round_down, round_up

INTEGER_DIGITS = 15
DECIMAL_PLACES = 9
SHOWN = 40

_NUMBER = re.compile(r"[+-]?(?P<whole>[0-9]+)(?:\.(?P<places>[0-9]+))?")


class NotANumber(Invalid):
    """A text that is no plain decimal number of a sensible size."""

    template = gettext_noop(
        "{field}: {value} is not a number. Write it as 12.5, with at most {digits} digits "
        "before the point and {places} after it."
    )


class NotARatio(Invalid):
    """A text that says no exact ratio above zero."""

    template = gettext_noop("{field}: {value} is not a ratio. Write it as 25, 0.4536 or 1/1000.")


class DifferentCategories(Invalid):
    """Units of two categories met, and the item has no conversion between them."""

    field = "unit"
    template = gettext_noop(
        "{source} cannot be turned into {target}: the item has no conversion between them."
    )


def parse_decimal(text: object, *, field: str) -> Decimal:
    """Read what a person or a program wrote as an exact decimal; ``field`` names where it stands.

    Accepts a string of ASCII digits with an optional sign and point, an ``int`` or a finite
    ``Decimal``. Raises ``NotANumber`` for everything else: exponents, separators, NaN, infinity,
    booleans, floats, nothing, and more than 15 digits before or 9 after the point.
    """
    written = _written(text)
    match = _NUMBER.fullmatch(written)
    if match is None or not _fits(match):
        raise NotANumber(
            field=field,
            value=written[:SHOWN] or '""',
            digits=INTEGER_DIGITS,
            places=DECIMAL_PLACES,
        )
    return Decimal(written) if written.strip("+-0.") else Decimal(0)


def parse_ratio(text: object, *, field: str) -> Fraction:
    """Read an exact ratio above zero: a decimal, or two of them with a stroke between.

    Raises ``NotARatio``, also for one that needs more than 18 digits above or below the stroke.
    """
    written = _written(text)
    try:
        numbers = [Fraction(parse_decimal(part, field=field)) for part in written.split("/")]
        ratio = numbers[0] / numbers[1] if len(numbers) == 2 else numbers[0]
    except (NotANumber, ZeroDivisionError):
        raise NotARatio(field=field, value=written[:SHOWN] or '""') from None
    if len(numbers) > 2 or ratio <= 0 or max(ratio.numerator, ratio.denominator) >= 10**18:
        raise NotARatio(field=field, value=written[:SHOWN])
    return ratio


def plain_ratio(ratio: Fraction) -> str:
    """A ratio as ``parse_ratio`` reads it: a short decimal where there is one, else a fraction."""
    if (10**DECIMAL_PLACES * ratio).denominator == 1:
        with localcontext() as context:
            context.prec = 60
            return plain(Decimal(ratio.numerator) / Decimal(ratio.denominator))
    return f"{ratio.numerator}/{ratio.denominator}"


def _written(value: object) -> str:
    if isinstance(value, str):
        return value.strip(" \t\r\n")
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < SHOWN:
        return format(value, "f")
    if type(value) is int and abs(value) < 10**SHOWN:
        return str(value)
    return f"({type(value).__name__})"


def _fits(match: re.Match[str]) -> bool:
    whole, places = match["whole"], match["places"] or ""
    return len(whole) <= INTEGER_DIGITS and len(places) <= DECIMAL_PLACES


def plain(value: Decimal | int) -> str:
    """The canonical text of a number: no exponent, no trailing zeros, no minus zero."""
    text = format(Decimal(value), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


@dataclass(frozen=True)
class Unit:
    """A unit of a category: ``ratio`` reference units make one of it.

    ``resolution`` is the smallest step in which the unit is written.
    """

    code: str
    category: str
    ratio: Fraction
    resolution: Decimal = Decimal("0.001")

    def __post_init__(self) -> None:
        if self.ratio <= 0:
            raise ValueError(f"{self.code}: a ratio is above zero")


@dataclass(frozen=True, eq=False)
class Quantity:
    """An exact amount in a unit; sums and comparisons work within one category."""

    amount: Fraction
    unit: Unit

    @classmethod
    def of(cls, amount: Exact, unit: Unit) -> "Quantity":
        """The quantity of ``amount`` units, kept exactly."""
        return cls(Fraction(amount), unit)

    def __str__(self) -> str:
        return f"{plain(round_down(self.amount, Decimal(1).scaleb(-9)))} {self.unit.code}"

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.amount + convert(other, self.unit).amount, self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        return self + -other

    def __neg__(self) -> "Quantity":
        return Quantity(-self.amount, self.unit)

    def __mul__(self, factor: Exact) -> "Quantity":
        return Quantity(self.amount * Fraction(factor), self.unit)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._measure() == other._measure()

    def __hash__(self) -> int:
        return hash(self._measure())

    def __lt__(self, other: "Quantity") -> bool:
        return self.amount < convert(other, self.unit).amount

    def __le__(self, other: "Quantity") -> bool:
        return self.amount <= convert(other, self.unit).amount

    def _measure(self) -> tuple[str, Fraction]:
        return self.unit.category, self.amount * self.unit.ratio


@dataclass(frozen=True)
class Equivalence:
    """A conversion of one item's own across categories: 1 roll = 25 m, 1 pcs = 1.25 kg."""

    one: Quantity
    other: Quantity

    def __post_init__(self) -> None:
        if self.one.amount <= 0 or self.other.amount <= 0:
            raise ValueError("both sides of a conversion are above zero")

    def both_ways(self) -> tuple[tuple[Quantity, Quantity], tuple[Quantity, Quantity]]:
        """The pair (from, to) in either direction."""
        return (self.one, self.other), (self.other, self.one)


def convert(quantity: Quantity, to: Unit, *, item_ratios: Iterable[Equivalence] = ()) -> Quantity:
    """The same quantity in unit ``to``, exactly.

    Across categories the item's own conversions are followed, over several of them if need be.
    Raises ``DifferentCategories`` when they do not lead there.
    """
    steps = [pair for ratio in item_ratios for pair in ratio.both_ways()]
    reached = {quantity.unit.category: quantity}
    while to.category not in reached:
        found = _one_step_further(reached, steps)
        if not found:
            raise DifferentCategories(source=quantity.unit.code, target=to.code)
        reached |= found
    start = reached[to.category]
    return Quantity(start.amount * start.unit.ratio / to.ratio, to)


def _one_step_further(
    reached: dict[str, Quantity], steps: list[tuple[Quantity, Quantity]]
) -> dict[str, Quantity]:
    """Categories that one more conversion leads to, each with the quantity in it."""
    return {
        there.unit.category: there
        * (convert(reached[here.unit.category], here.unit).amount / here.amount)
        for here, there in steps
        if here.unit.category in reached and there.unit.category not in reached
    }


def consumption_rounded(quantity: Quantity, resolution: Decimal) -> Decimal:
    """The amount to take, in the quantity's unit: up to the item's ``resolution``."""
    return round_up(quantity.amount, resolution)


def output_rounded(quantity: Quantity, resolution: Decimal) -> Decimal:
    """The amount that came out, in the quantity's unit: down to the item's ``resolution``."""
    return round_down(quantity.amount, resolution)
