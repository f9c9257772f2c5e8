"""What an operation must start with so that the wanted quantity comes out of the last one."""

from collections.abc import Sequence
from fractions import Fraction

Before = Sequence[Sequence[int]]


def raised(value: Fraction, step: Fraction) -> Fraction:
    """``value``, or the next multiple of ``step`` above it; a step of 0 keeps it exactly."""
    if not step or value.denominator == 1 == step.numerator:
        return value
    return -(-value // step) * step


def in_sequence(count: int) -> Before:
    """Each operation follows the one before it."""
    return [(place - 1,) if place else () for place in range(count)]


def start_quantities(
    *,
    losses: Sequence[Fraction],
    good: Fraction,
    resolution: Fraction = Fraction(0),
    before: Before | None = None,
) -> list[Fraction]:
    """What each operation must start with so that ``good`` comes out.

    From the last one back: start = the largest start of those that follow / (1 - loss), raised to
    the resolution. ``before`` gives for each operation the places of those it follows, all of
    them before its own.
    """
    wanted = [Fraction(0)] * len(losses)
    starts = list(wanted)
    for place in reversed(range(len(losses))):
        starts[place] = raised((wanted[place] or good) / (1 - losses[place]), resolution)
        for earlier in (before or in_sequence(len(losses)))[place]:
            wanted[earlier] = max(wanted[earlier], starts[place])
    return starts
