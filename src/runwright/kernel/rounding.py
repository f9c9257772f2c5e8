"""The one rounding of the system: exact decimals on a step, whatever the decimal context says.

*Up* is away from zero and *down* is towards it, so an opposite fact rounds to the exact opposite.
"""

from decimal import Decimal
from fractions import Fraction

from runwright.kernel.errors import Invalid, gettext_noop

Exact = Decimal | Fraction | int


class BadStep(Invalid):
    """A resolution that is not a positive decimal number."""

    field = "step"
    template = gettext_noop("{step} is not a resolution: it must be above zero.")


def round_up(value: Exact, step: Decimal) -> Decimal:
    """The multiple of ``step`` next to ``value`` on the side away from zero."""
    whole, rest, _ = _steps(value, step)
    return _multiple(value, whole + (rest > 0), step)


def round_down(value: Exact, step: Decimal) -> Decimal:
    """The multiple of ``step`` next to ``value`` on the side of zero."""
    whole, _, _ = _steps(value, step)
    return _multiple(value, whole, step)


def round_half_up(value: Exact, step: Decimal) -> Decimal:
    """The multiple of ``step`` nearest to ``value``; from the middle, away from zero."""
    whole, rest, of = _steps(value, step)
    return _multiple(value, whole + (2 * rest >= of), step)


def _steps(value: Exact, step: Decimal) -> tuple[int, int, int]:
    """How often ``step`` goes into the size of ``value``, the remainder, and what it is out of.

    Raises ``BadStep`` for a step that is not positive and finite.
    """
    if not (step.is_finite() and step > 0):
        raise BadStep(step=step)
    above, below = value.as_integer_ratio()
    step_above, step_below = step.as_integer_ratio()
    of = below * step_above
    whole, rest = divmod(abs(above) * step_below, of)
    return whole, rest, of


def _multiple(value: Exact, count: int, step: Decimal) -> Decimal:
    """``count`` steps with the sign of ``value``, built from digits: no context can round it."""
    _, digits, exponent = step.as_tuple()
    size = count * int("".join(map(str, digits)))
    return Decimal(f"{'-' if value < 0 and size else ''}{size}E{exponent}")
