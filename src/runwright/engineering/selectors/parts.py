"""What an order of an item takes: its lines for the variant at hand, phantoms passed through."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from graphlib import TopologicalSorter

from django.db.models import prefetch_related_objects

from runwright.catalog.models import Item
from runwright.catalog.selectors import values_of
from runwright.engineering.models import Bom, BomLine, Operation, Substitute
from runwright.engineering.rules import (
    line_fixed_need,
    line_holds,
    line_need_per_unit,
    unit_factor,
)
from runwright.engineering.selectors.boms import makers_of
from runwright.journal.rows import (
    columns,
    instances,
    joined,
)
from runwright.people.actor import Actor
from runwright.units.models import Unit


@dataclass
class Part:
    """A component of an order: base units ``per_unit`` started at its operation (nothing: the
    first one), ``fixed`` once per order; its need is raised to ``multiple`` (0: it is not)."""

    line: BomLine
    operation: Operation | None
    mode: str
    per_unit: Fraction
    fixed: Fraction

    @property
    def item(self) -> Item:
        return self.line.item

    @property
    def multiple(self) -> Fraction:
        """The rounding multiple in base units."""
        factor = unit_factor(item=self.line.item, unit=self.line.unit)
        return Fraction(self.line.rounding_multiple) * factor

    @property
    def substitutes(self) -> Sequence[Substitute]:
        """What may stand in, first choice first."""
        return list(self.line.substitutes.all())


def parts_of(*, bom_id: int, item_id: int, actor: Actor) -> list[Part]:
    """The components of an order of an item by a bill of materials, its own or its family's.

    Lines for other variants are left out. A phantom gives way to the lines of its own bill, used
    at the phantom's operation; what several phantoms take of one item there is one part. A phantom
    without a bill is a component like another.
    """
    actor.require("engineering.view")
    top = lines_for([bom_id], {item_id})
    below = _phantom_lines(top)
    parts = [_part(line) for line in top if line.item_id not in below or not line.is_phantom]
    return parts + _through(top, below)


def lines_for(bom_ids: Collection[int], item_ids: Collection[int]) -> list[BomLine]:
    """The lines of bills in their order, without those that count for none of the items."""
    lines, limited = [], []
    models = [BomLine, Bom, Item, Unit, Unit, Operation]
    for line, bom, item, base, unit, operation, is_limited in instances(
        models, BOM_LINES, {"boms": [*bom_ids]}
    ):
        joined(item, unit=base)
        joined(line, bom=bom, item=item, unit=unit, operation=operation)
        lines.append(line)
        limited += [line] if is_limited else []
    foreign = [line.item for line in lines if line.unit.category_id != line.item.unit.category_id]
    prefetch_related_objects(foreign, "conversions__unit")
    if not limited:
        return lines
    prefetch_related_objects(limited, "only_for")
    values = values_of(item_ids)
    return [
        line
        for line in lines
        if line not in limited or any(line_holds(line, values[item]) for item in item_ids)
    ]


BOM_LINES = f"""
SELECT {columns(BomLine, "l")}, {columns(Bom, "b")}, {columns(Item, "i")}, {columns(Unit, "s")},
       {columns(Unit, "u")}, {columns(Operation, "o")},
       EXISTS (SELECT FROM engineering_bomline_only_for f WHERE f.bomline_id = l.id)
FROM engineering_bomline l
JOIN engineering_bom b ON b.id = l.bom_id
JOIN catalog_item i ON i.id = l.item_id JOIN units_unit s ON s.id = i.unit_id
JOIN units_unit u ON u.id = l.unit_id
LEFT JOIN engineering_operation o ON o.id = l.operation_id
WHERE l.bom_id = ANY(%(boms)s) ORDER BY l.bom_id, l.position
"""


def _part(line: BomLine) -> Part:
    return Part(
        line=line,
        operation=line.operation,
        mode=line.mode or line.bom.mode,
        per_unit=line_need_per_unit(line=line, bom_quantity=line.bom.quantity),
        fixed=line_fixed_need(line=line),
    )


Below = dict[int, list[BomLine]]


def _phantom_lines(lines: Iterable[BomLine]) -> Below:
    """By phantom: the lines of its bill, over all levels of phantoms."""
    found: Below = {}
    front = {line.item_id for line in lines if line.is_phantom}
    while front:
        makers = makers_of(front)
        found |= {item: lines_for([bom_id], {item}) for item, bom_id in makers.items()}
        below = (line for item in makers for line in found[item])
        front = {line.item_id for line in below if line.is_phantom} - found.keys()
    return found


@dataclass(frozen=True)
class Place:
    """Where and how an order takes something."""

    operation: Operation | None
    mode: str


@dataclass
class _Passing:
    """What passes through phantoms, and what has come out below them."""

    below: Below
    phantoms: defaultdict[int, dict[Place, tuple[Fraction, Fraction]]]
    parts: dict[tuple[int, Place], Part]

    def take(self, line: BomLine, place: Place, each: Fraction, once: Fraction) -> None:
        """Let a line take its share of what passes: so much a unit, and so much once."""
        need = line_need_per_unit(line=line, bom_quantity=line.bom.quantity)
        per_unit, fixed = each * need, once * need + line_fixed_need(line=line)
        if line.is_phantom and line.item_id in self.below:
            before = self.phantoms[line.item_id].get(place, (Fraction(), Fraction()))
            self.phantoms[line.item_id][place] = (before[0] + per_unit, before[1] + fixed)
            return
        part = Part(line, place.operation, line.mode or place.mode, Fraction(), Fraction())
        part = self.parts.setdefault((line.item_id, place), part)
        part.per_unit, part.fixed = part.per_unit + per_unit, part.fixed + fixed


def _through(top: Sequence[BomLine], below: Below) -> list[Part]:
    """What the phantoms among ``top`` take, summed over the graph of phantoms."""
    passing = _Passing(below, defaultdict(dict), {})
    for line in top:
        if line.is_phantom and line.item_id in below:
            place = Place(line.operation, line.mode or line.bom.mode)
            passing.take(line, place, Fraction(1), Fraction())
    for item in _parents_first(below):
        for place, (each, once) in passing.phantoms[item].items():
            for line in below[item]:
                passing.take(line, place, each, once)
    return list(passing.parts.values())


def _parents_first(below: Below) -> list[int]:
    graph = {
        item: [line.item_id for line in lines if line.item_id in below]
        for item, lines in below.items()
    }
    return list(TopologicalSorter(graph).static_order())[::-1]
