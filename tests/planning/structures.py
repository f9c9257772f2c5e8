"""Product structures of a known size: the dense one, the deep one, and the diamond."""

from fractions import Fraction

from runwright.planning.explosion import Component, Recipe

Structure = dict[int, Recipe]
ONE = Fraction(1)


def made_of(*items: int, per_unit: Fraction = ONE) -> Recipe:
    return Recipe(tuple(Component(item, per_unit) for item in items))


def dense() -> Structure:
    """Two towers of thirteen items, each made of all under it in its tower, and every item of the
    upper tower of the top of the lower one: 26 items, 169 lines, 2^24 + 2^12 ways down."""
    upper = {item: made_of(*range(item + 1, 14)) for item in range(13)}
    lower = {item: made_of(*range(item + 1, 26)) for item in range(13, 26)}
    return {item: recipe for item, recipe in (upper | lower).items() if recipe.components}


def deep(*, lines: int = 10_000, levels: int = 12, wide: int = 10) -> Structure:
    """Levels of equal width, each item made of ``wide`` items of the next level."""
    width = lines // wide // levels + 1
    return {
        level * width + place: made_of(
            *((level + 1) * width + (place * 7 + n) % width for n in range(wide)),
            per_unit=Fraction(place % 9 + 1, 8),
        )
        for level in range(levels)
        for place in range(width)
    }


def diamond(*, levels: int = 30) -> Structure:
    """Each level of two items, both made of both below: 2 to the ``levels`` ways down."""
    return {n: made_of(n // 2 * 2 + 2, n // 2 * 2 + 3) for n in range(2 * levels)}
