"""Money: decimals with a currency, one rounding, and splits that add up to the cent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from runwright.kernel.errors import Invalid, gettext_noop
from runwright.kernel.rounding import Exact, round_down, round_half_up

Rounding = Callable[[Exact, Decimal], Decimal]


class MixedCurrencies(Invalid):
    """Two amounts of different currencies were put together."""

    field = "currency"
    template = gettext_noop("{one} and {other} are different currencies.")


class NothingToShareBy(Invalid):
    """A split whose weights are negative or all zero."""

    field = "weights"
    template = gettext_noop("An amount cannot be shared by these weights: {weights}.")


class AmountTooLarge(Invalid):
    """An amount of more digits than are kept."""

    field = "price"
    template = gettext_noop("{amount} is more money than can be kept: at most {digits} digits.")


@dataclass(frozen=True)
class Currency:
    """A currency by its ISO 4217 code; ``minor`` is its smallest amount."""

    code: str
    minor: Decimal = Decimal("0.01")


@dataclass(frozen=True)
class Money:
    """An amount on the currency's smallest step; anything finer is rounded half up on entry."""

    amount: Decimal
    currency: Currency

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", round_half_up(self.amount, self.currency.minor))

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise MixedCurrencies(one=self.currency.code, other=other.currency.code)
        return self._exactly(Fraction(self.amount) + Fraction(other.amount))

    def __sub__(self, other: "Money") -> "Money":
        return self + -other

    def __neg__(self) -> "Money":
        return self._exactly(-Fraction(self.amount))

    def __mul__(self, factor: Exact) -> "Money":
        return self._exactly(Fraction(self.amount) * Fraction(factor))

    def shared(self, weights: Sequence[Exact]) -> list["Money"]:
        """One part per weight, adding up to this amount; see ``split``."""
        parts = split(self.amount, weights, self.currency.minor)
        return [Money(part, self.currency) for part in parts]

    def _exactly(self, value: Fraction) -> "Money":
        return Money(round_half_up(value, self.currency.minor), self.currency)


def split(amount: Decimal, weights: Sequence[Exact], step: Decimal) -> list[Decimal]:
    """``amount`` in parts as the weights say, each on ``step``; the sum is exactly ``amount``.

    Parts are rounded half up and the residue goes to the largest (the first of equals). Where that
    would turn its sign, all parts are rounded down instead. Raises ``NothingToShareBy``.
    """
    shares = [Fraction(weight) for weight in weights]
    whole = sum(shares, Fraction(0))
    if whole <= 0 or min(shares) < 0:
        raise NothingToShareBy(weights=list(weights))
    exact = [Fraction(amount) * share / whole for share in shares]
    largest = shares.index(max(shares))
    parts = _with_residue(amount, exact, largest, step, round_half_up)
    if parts[largest] * amount < 0:
        parts = _with_residue(amount, exact, largest, step, round_down)
    return parts


def _with_residue(
    amount: Decimal,
    exact: Sequence[Fraction],
    largest: int,
    step: Decimal,
    rounding: Rounding,
) -> list[Decimal]:
    parts = [rounding(value, step) for value in exact]
    others = sum((Fraction(part) for i, part in enumerate(parts) if i != largest), Fraction(0))
    finest = Decimal((0, (1,), min(_exponent(step), _exponent(amount))))
    parts[largest] = round_half_up(Fraction(amount) - others, finest)
    return parts


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)
