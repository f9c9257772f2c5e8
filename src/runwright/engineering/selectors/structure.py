"""A product structure read from the database into what the explosion works on."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from runwright.catalog.errors import ItemNotFound
from runwright.catalog.models import Item, Supply
from runwright.catalog.selectors import values_of
from runwright.engineering.models import BomLine
from runwright.engineering.rules import conditions_hold, unit_factor
from runwright.planning.explosion import Component, Recipe

BELOW = """
WITH RECURSIVE maker AS MATERIALIZED (
    SELECT DISTINCT ON (item_id) item_id, id FROM engineering_bom
    WHERE state <> 'archived' ORDER BY item_id, state DESC, revision DESC, id DESC
), below(item_id, bom_id) AS (
    SELECT %(item)s::bigint, %(bom)s::bigint
    UNION
    SELECT l.item_id, coalesce(own.id, family.id)
    FROM below b
    JOIN engineering_bomline l ON l.bom_id = b.bom_id
    JOIN catalog_item i ON i.id = l.item_id
    LEFT JOIN maker own ON own.item_id = i.id
    LEFT JOIN maker family ON family.item_id = i.family_id
    WHERE l.item_id <> %(item)s
)
SELECT item_id, bom_id FROM below
"""
"""Every item below one, with the bill it is made by; the bill of the top is given."""

LINES = """
SELECT l.bom_id, l.id, l.item_id, (l.quantity + l.waste_quantity) * (1 + l.waste_share),
       l.fixed_quantity, l.rounding_multiple, l.is_phantom, l.operation_id, l.unit_id,
       b.quantity, b.routing_id, u.category_id, u.numerator, u.denominator,
       iu.category_id, iu.numerator, iu.denominator, i.resolution
FROM engineering_bomline l JOIN engineering_bom b ON b.id = l.bom_id
JOIN units_unit u ON u.id = l.unit_id
JOIN catalog_item i ON i.id = l.item_id JOIN units_unit iu ON iu.id = i.unit_id
WHERE l.bom_id = ANY(%(boms)s) ORDER BY l.bom_id, l.position
"""

CONDITIONS = """
SELECT c.bomline_id, v.attribute_id, v.id
FROM engineering_bomline_only_for c JOIN engineering_bomline l ON l.id = c.bomline_id
JOIN catalog_attributevalue v ON v.id = c.attributevalue_id WHERE l.bom_id = ANY(%(boms)s)
"""

OPERATIONS = """
SELECT o.routing_id, o.id, o.loss, o.starts_branch,
       array(SELECT f.to_operation_id FROM engineering_operation_follows f
             WHERE f.from_operation_id = o.id)
FROM engineering_operation o
JOIN engineering_bom b ON b.routing_id = o.routing_id WHERE b.id = ANY(%(boms)s)
GROUP BY o.id ORDER BY o.routing_id, o.sequence
"""


class _Line(NamedTuple):
    bom: int
    line: int
    item: int
    quantity: Decimal
    fixed: Decimal
    multiple: Decimal
    is_phantom: bool
    operation: int | None
    unit: int
    bom_quantity: Decimal
    routing: int | None
    unit_category: int
    unit_numerator: int
    unit_denominator: int
    item_category: int
    item_numerator: int
    item_denominator: int
    resolution: Decimal


@dataclass(frozen=True)
class _Way:
    """The operations of a routing: their places, what they lose, what they follow."""

    places: dict[int, int]
    losses: tuple[Fraction, ...]
    before: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Structure:
    """Everything below an item: how it is made, and by which bill of materials."""

    item_id: int
    recipes: dict[int, Recipe]
    boms: dict[int, int]
    items: dict[int, Item]


def structure_of(*, item_id: int, bom_id: int) -> Structure:
    """The structure below an item made by a bill of materials, in a handful of queries.

    Components that are made here go on by the bill to make them by; bought ones end there, unless
    a line passes through them as phantoms. Raises ``ItemNotFound``.
    """
    pairs: dict[int, int | None] = dict(_rows(BELOW, item=item_id, bom=bom_id))
    boms = sorted({bom for bom in pairs.values() if bom})
    items = Item.objects.select_related("unit").in_bulk(list(pairs))
    if item_id not in items:
        raise ItemNotFound(key=item_id)
    lines = [_Line(*row) for row in _rows(LINES, boms=boms)]
    phantoms = {line.item for line in lines if line.is_phantom}
    makers = {
        item: bom
        for item, bom in pairs.items()
        if bom and (item == item_id or item in phantoms or items[item].supply == Supply.MAKE)
    }
    ways = _ways(boms)
    recipes = {
        item: _recipe(items[item], found, ways)
        for item, found in _lines_by_item(makers, lines, boms).items()
    }
    return Structure(item_id, recipes, makers, items)


def _rows(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _lines_by_item(
    makers: Mapping[int, int], lines: list[_Line], boms: list[int]
) -> dict[int, list[_Line]]:
    """The lines that count for each item, conditions asked."""
    of_bom: defaultdict[int, list[_Line]] = defaultdict(list)
    for line in lines:
        of_bom[line.bom].append(line)
    conditions: defaultdict[int, dict[int, set[int]]] = defaultdict(dict)
    for line_id, attribute, value in _rows(CONDITIONS, boms=boms):
        conditions[line_id].setdefault(attribute, set()).add(value)
    if not conditions:
        return {item: of_bom[bom] for item, bom in makers.items()}
    values = values_of(list(makers))
    return {
        item: [line for line in of_bom[bom] if conditions_hold(conditions[line.line], values[item])]
        for item, bom in makers.items()
    }


def _ways(boms: list[int]) -> dict[int, _Way]:
    grouped: defaultdict[int, list[tuple[int, Decimal, bool, list[int]]]] = defaultdict(list)
    for routing, *operation in _rows(OPERATIONS, boms=boms):
        grouped[routing].append(tuple(operation))
    return {routing: _way(operations) for routing, operations in grouped.items()}


def _way(operations: list[tuple[int, Decimal, bool, list[int]]]) -> _Way:
    places = {key: place for place, (key, *_) in enumerate(operations)}
    before = tuple(
        tuple(sorted(places[key] for key in follows))
        or ((place - 1,) if place and not starts_branch else ())
        for place, (_, _, starts_branch, follows) in enumerate(operations)
    )
    return _Way(places, tuple(Fraction(loss) for _, loss, _, _ in operations), before)


def _recipe(item: Item, lines: list[_Line], ways: Mapping[int, _Way]) -> Recipe:
    routing = lines[0].routing if lines else None
    way = ways.get(routing) if routing else None
    places = way.places if way else {}
    components = tuple(_component(line, places.get(line.operation or 0, 0)) for line in lines)
    if way is None:
        return Recipe(components, resolution=Fraction(item.resolution))
    return Recipe(components, way.losses, way.before, Fraction(item.resolution))


def _component(line: _Line, step: int) -> Component:
    factor = _factor(line)
    numerator, denominator = line.quantity.as_integer_ratio()
    made, parts = line.bom_quantity.as_integer_ratio()
    return Component(
        item=line.item,
        per_unit=Fraction(
            numerator * factor.numerator * parts, denominator * factor.denominator * made
        ),
        fixed=_exact(line.fixed) * factor if line.fixed else NOTHING,
        multiple=_exact(line.multiple) * factor if line.multiple else _exact(line.resolution),
        step=step,
        is_phantom=line.is_phantom,
    )


def _factor(line: _Line) -> Fraction:
    if line.unit_category != line.item_category:
        found = BomLine.objects.select_related("item__unit", "unit").get(id=line.line)
        return unit_factor(item=found.item, unit=found.unit)
    return _ratio(
        line.unit_numerator * line.item_denominator, line.unit_denominator * line.item_numerator
    )


NOTHING = Fraction()


@lru_cache(maxsize=1000)
def _exact(number: Decimal) -> Fraction:
    """Many lines share few resolutions and ratios: each is turned once."""
    return Fraction(number)


@lru_cache(maxsize=1000)
def _ratio(numerator: int, denominator: int) -> Fraction:
    return Fraction(numerator, denominator)
