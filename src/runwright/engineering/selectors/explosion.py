"""What goes into a quantity of an item over all levels, and how many the stock is good for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from runwright.catalog.models import Item
from runwright.catalog.rules import quantity_check
from runwright.engineering.errors import BomOfAnotherItem, RowNotFound
from runwright.engineering.models import Bom
from runwright.engineering.selectors.boms import bom_get
from runwright.engineering.selectors.structure import Structure, structure_of
from runwright.kernel.rounding import round_up
from runwright.people.actor import Actor
from runwright.planning.explosion import (
    Explosion,
    Recipes,
    Row,
    Tree,
    explode,
    most_buildable,
    shortages,
)
from runwright.stock.selectors import free_quantities

ROWS_AT_ONCE = 500
FINEST = Decimal("0.000000001")


@dataclass(frozen=True)
class Needed:
    """An item of an explosion: its low-level code, its whole need in base units, and the bill it
    is made by, if it is made here."""

    item: Item
    level: int
    quantity: Decimal
    bom_id: int | None


@dataclass(frozen=True)
class Summary:
    """The summarised explosion of a quantity, what comes first in the structure first."""

    bom: Bom
    item: Item
    quantity: Decimal
    needs: Sequence[Needed]


@dataclass(frozen=True)
class IndentedRow:
    """A row of the indented explosion; ``number`` counts from 0, ``rows_below`` are under it."""

    path: tuple[int, ...]
    item: Item
    quantity: Decimal
    is_phantom: bool
    rows_below: int
    bom_id: int | None

    @property
    def level(self) -> int:
        return len(self.path)

    @property
    def way(self) -> str:
        """The path in an address: ``3.0.1``."""
        return ".".join(map(str, self.path))


@dataclass(frozen=True)
class Indented:
    """A page of the indented explosion; ``rows`` is how many there are in all."""

    rows: int
    start: int
    found: Sequence[IndentedRow]


def explosion_of(
    *, bom_id: int, actor: Actor, quantity: Decimal | None = None, item_id: int | None = None
) -> Summary:
    """Everything that goes into a quantity, each item once (default: the quantity of the bill).

    ``item_id`` names a variant where the bill is a family's. Raises ``BomNotFound``.
    """
    bom, structure, quantity = asked(bom_id, item_id, quantity, actor)
    found = exploded(structure, quantity)
    levels = found.levels
    needs = [
        Needed(
            structure.items[item],
            levels[item],
            need_rounded(need, structure.items[item]),
            structure.boms.get(item),
        )
        for item, need in sorted(found.needs.items(), key=lambda pair: levels[pair[0]])
        if item != structure.item_id
    ]
    return Summary(bom, structure.items[structure.item_id], quantity, needs)


def need_rounded(need: Fraction, item: Item) -> Decimal:
    """A need as the item is counted: up to its resolution."""
    return round_up(need, item.resolution)


def exploded(structure: Structure, quantity: Decimal) -> Explosion:
    """The explosion of a quantity of the structure's item."""
    return explode(recipes=structure.recipes, demand={structure.item_id: Fraction(quantity)})


def explosion_page(
    *,
    bom_id: int,
    actor: Actor,
    quantity: Decimal | None = None,
    item_id: int | None = None,
    start: int = 0,
    count: int = ROWS_AT_ONCE,
) -> Indented:
    """Rows of the indented explosion from number ``start`` on, at most ``ROWS_AT_ONCE``."""
    _, structure, quantity = asked(bom_id, item_id, quantity, actor)
    tree = Tree(structure.recipes, structure.item_id, Fraction(quantity))
    found = tree.rows(start=start, count=min(count, ROWS_AT_ONCE))
    return Indented(tree.top.size, start, [_row(structure, row) for row in found])


def explosion_below(
    *,
    bom_id: int,
    path: Sequence[int],
    actor: Actor,
    quantity: Decimal | None = None,
    item_id: int | None = None,
) -> list[IndentedRow]:
    """The rows one level under the row at a path. Raises ``RowNotFound``."""
    _, structure, quantity = asked(bom_id, item_id, quantity, actor)
    tree = Tree(structure.recipes, structure.item_id, Fraction(quantity))
    try:
        return [_row(structure, row) for row in tree.below(path)]
    except IndexError:
        raise RowNotFound(key=".".join(map(str, path))) from None


def _row(structure: Structure, row: Row) -> IndentedRow:
    return IndentedRow(
        path=row.path,
        item=structure.items[row.item],
        quantity=round_up(row.need, FINEST),
        is_phantom=row.is_phantom,
        rows_below=row.size - 1,
        bom_id=structure.boms.get(row.item),
    )


def asked(
    bom_id: int, item_id: int | None, quantity: Decimal | None, actor: Actor
) -> tuple[Bom, Structure, Decimal]:
    """The bill that is asked about, the structure below it, and how much of it.

    Raises ``BomNotFound``, ``ItemNotFound`` and ``BomOfAnotherItem``.
    """
    bom = bom_get(bom_id=bom_id, actor=actor)
    structure = structure_of(item_id=bom.item_id if item_id is None else item_id, bom_id=bom_id)
    item = structure.items[structure.item_id]
    if bom.item_id not in {item.id, item.family_id}:
        raise BomOfAnotherItem(bom=bom.code, made=bom.item.code, item=item.code)
    if quantity is not None:
        quantity_check(item=structure.items[structure.item_id], quantity=quantity)
    return bom, structure, bom.quantity if quantity is None else quantity


@dataclass(frozen=True)
class Bottleneck:
    """An item of which there is not enough for one more: what is free, what would be missing."""

    item: Item
    free: Decimal
    missing: Decimal


@dataclass(frozen=True)
class Buildable:
    """How many can be made from free stock: ``at_once`` from the components of the first level
    alone, ``in_all`` when components that are made are made as well; and what stops one more."""

    bom: Bom
    item: Item
    at_once: Decimal
    in_all: Decimal
    bottlenecks: Sequence[Bottleneck]


def buildable_of(
    *, bom_id: int, actor: Actor, warehouse_id: int | None = None, item_id: int | None = None
) -> Buildable:
    """How many of an item the free stock is good for, in one warehouse or in all."""
    bom, structure, _ = asked(bom_id, item_id, None, actor)
    free = free_quantities(item_ids=structure.items, warehouse_id=warehouse_id, actor=actor)
    stock = {item: Fraction(quantity) for item, quantity in free.items()}
    item = structure.items[structure.item_id]
    flat = {
        key: recipe
        for key, recipe in structure.recipes.items()
        if key == item.id or key in _phantoms(structure)
    }
    in_all = _most(structure.recipes, item, stock)
    return Buildable(
        bom=bom,
        item=item,
        at_once=_most(flat, item, stock),
        in_all=in_all,
        bottlenecks=_bottlenecks(structure, in_all + item.resolution, stock),
    )


def _phantoms(structure: Structure) -> set[int]:
    lines = (line for recipe in structure.recipes.values() for line in recipe.components)
    return {line.item for line in lines if line.is_phantom}


def _most(recipes: Recipes, item: Item, stock: Mapping[int, Fraction]) -> Decimal:
    most = most_buildable(
        recipes=recipes,
        item=item.id,
        stock=stock,
        step=Fraction(item.resolution),
    )
    return round_up(most, item.resolution)


def _bottlenecks(
    structure: Structure, wanted: Decimal, stock: Mapping[int, Fraction]
) -> list[Bottleneck]:
    others = {item: free for item, free in stock.items() if item != structure.item_id}
    missing = shortages(
        recipes=structure.recipes, demand={structure.item_id: Fraction(wanted)}, stock=others
    )
    return [
        Bottleneck(
            structure.items[item],
            round_up(stock.get(item, Fraction()), structure.items[item].resolution),
            need_rounded(quantity, structure.items[item]),
        )
        for item, quantity in missing.items()
    ]
