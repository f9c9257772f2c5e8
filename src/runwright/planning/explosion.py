"""Explosion of product structures: what goes into a quantity of something, over all levels.

Sums run over the graph of items, never over the tree of their uses: a structure with millions of
ways down costs as much as it has lines. Quantities are exact, in base units.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from runwright.planning.yields import raised, start_quantities

ZERO = Fraction(0)


class CycleFound(Exception):
    """Something would be made of itself; ``path`` names the items on the way, both ends alike."""

    def __init__(self, path: tuple[int, ...]) -> None:
        self.path = path
        super().__init__(" → ".join(map(str, path)))


@dataclass(frozen=True, slots=True)
class Component:
    """What one line of a recipe takes.

    ``per_unit`` counts for each unit started at the operation at place ``step``, planned waste
    included; ``fixed`` once per order. The need is raised to ``multiple`` (0: kept exactly). A
    phantom is not made or stocked: its own recipe stands in for it, and its need is never raised.
    """

    item: int
    per_unit: Fraction
    fixed: Fraction = ZERO
    multiple: Fraction = ZERO
    step: int = 0
    is_phantom: bool = False

    def need(self, started: Fraction) -> Fraction:
        """What is needed when ``started`` units are started at its operation."""
        exact = started * self.per_unit
        if self.fixed:
            exact += self.fixed
        return exact if self.is_phantom else raised(exact, self.multiple)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one unit of an item is made: its components, and what its operations lose.

    ``before`` gives for each operation the places of those it follows; without it they run one
    after the other. Start quantities are raised to ``resolution`` (0: kept exactly).
    """

    components: tuple[Component, ...]
    losses: tuple[Fraction, ...] = ()
    before: tuple[tuple[int, ...], ...] | None = None
    resolution: Fraction = ZERO

    def needs(self, quantity: Fraction, *, is_phantom: bool) -> Iterator[Fraction]:
        """The need of each component for ``quantity`` good units, in the order of the lines."""
        if is_phantom or not any(self.losses):
            started = quantity if is_phantom else raised(quantity, self.resolution)
            return (component.need(started) for component in self.components)
        starts = start_quantities(
            losses=self.losses, before=self.before, good=quantity, resolution=self.resolution
        )
        return (component.need(starts[component.step]) for component in self.components)


Recipes = Mapping[int, Recipe]


class Use(NamedTuple):
    """An item in a structure, made or passed through as a phantom."""

    item: int
    is_phantom: bool = False


Takes = tuple[tuple[Use, Fraction], ...]


@dataclass(frozen=True)
class Explosion:
    """Every use below a demand, in an order in which everything stands before its components.

    ``gross`` is the need in base units, what is demanded included; ``takes`` what the order for it
    takes of each component. ``longest`` is the longest way down to it.
    """

    gross: dict[Use, Fraction]
    takes: dict[Use, Takes]
    longest: dict[Use, int]

    @property
    def needs(self) -> dict[int, Fraction]:
        """The need of every item that is made or taken."""
        return {use.item: need for use, need in self.gross.items() if not use.is_phantom}

    @property
    def phantoms(self) -> dict[int, Fraction]:
        """What passes through."""
        return {use.item: need for use, need in self.gross.items() if use.is_phantom}

    @property
    def levels(self) -> dict[int, int]:
        """The low-level code of every item that is made or taken."""
        return {use.item: level for use, level in self.longest.items() if not use.is_phantom}


def explode(
    *,
    recipes: Recipes,
    demand: Mapping[int, Fraction],
    stock: Mapping[int, Fraction] | None = None,
) -> Explosion:
    """What is needed in all when each item is made in one order of its whole need.

    What ``stock`` holds is not made: only the rest of a need is passed down. Raises
    ``CycleFound``.
    """
    order = _parents_first(recipes, map(Use, demand))
    gross = dict.fromkeys(order, ZERO)
    gross.update((Use(item), Fraction(quantity)) for item, quantity in demand.items())
    longest = dict.fromkeys(order, 0)
    takes: dict[Use, Takes] = {}
    for use in order:
        there = stock.get(use.item, ZERO) if stock and not use.is_phantom else ZERO
        takes[use] = _taken(recipes, use, max(gross[use] - there, ZERO) if there else gross[use])
        for child, need in takes[use]:
            gross[child] += need
            longest[child] = max(longest[child], longest[use] + 1)
    return Explosion(gross, takes, longest)


def most_buildable(
    *, recipes: Recipes, item: int, stock: Mapping[int, Fraction], step: Fraction
) -> Fraction:
    """The most of an item, in multiples of ``step``, that can be made from what is in stock.

    Components that are made themselves are made as far as their stock does not reach. What lies
    there of the item itself does not count. An item that takes nothing has no such limit: 0.
    """
    others = {key: quantity for key, quantity in stock.items() if key != item}

    def reaches(steps: int) -> bool:
        demand = {item: steps * step}
        return not shortages(recipes=recipes, demand=demand, stock=others)

    most = 1
    while reaches(most):
        most *= 2
        if most > MANY:
            return ZERO
    least = most // 2
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if reaches(middle) else (least, middle)
    return least * step


MANY = 10**15
"""More steps than any stock can be good for."""


def shortages(
    *, recipes: Recipes, demand: Mapping[int, Fraction], stock: Mapping[int, Fraction]
) -> dict[int, Fraction]:
    """What is missing of items that are not made, by item."""
    needs = explode(recipes=recipes, demand=demand, stock=stock).needs
    return {
        item: need - stock.get(item, ZERO)
        for item, need in needs.items()
        if item not in recipes and need > stock.get(item, ZERO)
    }


def _taken(recipes: Recipes, use: Use, quantity: Fraction) -> Takes:
    recipe = recipes.get(use.item)
    if recipe is None or not quantity:
        return ()
    needs = recipe.needs(quantity, is_phantom=use.is_phantom)
    return tuple(
        (Use(component.item, component.is_phantom), need)
        for component, need in zip(recipe.components, needs, strict=True)
    )


def _parents_first(recipes: Recipes, tops: Iterable[Use]) -> list[Use]:
    parts: dict[Use, list[Use]] = {}
    waiting = list(tops)
    while waiting:
        use = waiting.pop()
        if use not in parts:
            recipe = recipes.get(use.item)
            found = recipe.components if recipe else ()
            parts[use] = [Use(c.item, c.is_phantom) for c in found]
            waiting += parts[use]
    return _sorted(parts)[::-1]


def _sorted(parts: Mapping[Use, Iterable[Use]]) -> list[Use]:
    try:
        return list(TopologicalSorter(parts).static_order())
    except CycleError as error:
        raise CycleFound(tuple(use.item for use in reversed(error.args[1]))) from None


def cycle_in(*, parts: Mapping[int, Iterable[int]], seen_from: int) -> tuple[int, ...]:
    """The way round in a graph of items and their components, or nothing.

    It begins and ends at ``seen_from`` where that lies on it.
    """
    try:
        TopologicalSorter(parts).prepare()
    except CycleError as error:
        path = list(reversed(error.args[1]))
        if seen_from in path:
            turn = path.index(seen_from)
            path = [*path[turn:-1], *path[: turn + 1]]
        return tuple(path)
    return ()


class Row(NamedTuple):
    """One line of an indented explosion.

    ``place`` is the position among its parent's components; ``need`` is what this one way down
    takes, as if it were an order of its own. ``size`` counts the row and all rows below it.
    """

    path: tuple[int, ...]
    item: int
    need: Fraction
    is_phantom: bool
    size: int

    @property
    def level(self) -> int:
        return len(self.path)


@dataclass(frozen=True)
class Tree:
    """The indented explosion of a quantity of an item, in the order of the lines.

    It is never laid out: rows are made where somebody looks. The needs of its rows may add up to
    more than the sums of ``explode``, since there each item is made, and rounded, in one order.
    """

    recipes: Recipes
    item: int
    quantity: Fraction

    @cached_property
    def sizes(self) -> dict[Use, int]:
        """How many rows each use has, itself included. Raises ``CycleFound``."""
        sizes: dict[Use, int] = {}
        for use in reversed(_parents_first(self.recipes, [Use(self.item)])):
            recipe = self.recipes.get(use.item)
            below = recipe.components if recipe else ()
            sizes[use] = 1 + sum(sizes[Use(c.item, c.is_phantom)] for c in below)
        return sizes

    @property
    def top(self) -> Row:
        """The row of the item itself."""
        return self._row((), Use(self.item), self.quantity)

    def rows(self, *, start: int = 0, count: int) -> list[Row]:
        """At most ``count`` rows from number ``start`` on; those before it are stepped over."""
        found: list[Row] = []
        waiting = [self.top]
        while waiting and len(found) < count:
            row = waiting.pop()
            if start >= row.size:
                start -= row.size
                continue
            if start:
                start -= 1
            else:
                found.append(row)
            waiting += reversed(self._under(row))
        return found

    def below(self, path: Iterable[int]) -> list[Row]:
        """The rows one level under the row at ``path``. Raises ``IndexError`` for no such row."""
        row = self.top
        for place in path:
            row = self._under(row)[place]
        return self._under(row)

    def _under(self, row: Row) -> list[Row]:
        recipe = self.recipes.get(row.item)
        if recipe is None:
            return []
        needs = recipe.needs(row.need, is_phantom=row.is_phantom)
        return [
            self._row((*row.path, place), Use(c.item, c.is_phantom), need if row.need else ZERO)
            for place, (c, need) in enumerate(zip(recipe.components, needs, strict=True))
        ]

    def _row(self, path: tuple[int, ...], use: Use, need: Fraction) -> Row:
        return Row(path, use.item, need, use.is_phantom, self.sizes[use])
