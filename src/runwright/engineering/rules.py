"""Arithmetic of recipes: needs per unit, start quantities, durations, cycles."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil

from runwright.catalog.models import Item
from runwright.engineering.errors import UnitDoesNotFit
from runwright.engineering.models import BomLine, Operation
from runwright.kernel.rounding import round_up
from runwright.units.models import Unit


def unit_factor(*, item: Item, unit: Unit) -> Fraction:
    """How many base units of the item one ``unit`` is worth.

    Within a category by the units' ratios, across categories by the item's own conversion.
    Raises ``UnitDoesNotFit``.
    """
    if unit.category_id == item.unit.category_id:
        worth = Fraction(unit.numerator, unit.denominator)
        return worth / Fraction(item.unit.numerator, item.unit.denominator)
    for own in item.conversions.all():
        if own.unit.category_id == unit.category_id:
            step = Fraction(unit.numerator, unit.denominator)
            step /= Fraction(own.unit.numerator, own.unit.denominator)
            return step * Fraction(own.numerator, own.denominator)
    raise UnitDoesNotFit(item=item.code, item_unit=item.unit.symbol, unit=unit.symbol)


def line_need_per_unit(*, line: BomLine, bom_quantity: Decimal) -> Fraction:
    """Base units of the component needed per unit made, planned waste included.

    (line quantity + waste quantity) x (1 + waste share) / BoM quantity, without what is needed
    once per order.
    """
    gross = (Fraction(line.quantity) + Fraction(line.waste_quantity)) * (
        1 + Fraction(line.waste_share)
    )
    return gross * unit_factor(item=line.item, unit=line.unit) / Fraction(bom_quantity)


def line_fixed_need(*, line: BomLine) -> Fraction:
    """Base units of the component needed once per order."""
    return Fraction(line.fixed_quantity) * unit_factor(item=line.item, unit=line.unit)


def start_quantities(
    *, operations: Sequence[Operation], good: Decimal, resolution: Decimal
) -> list[Decimal]:
    """What each operation must start with so that ``good`` comes out of the last.

    From the last one back: start = next start / (1 - loss), rounded up to the resolution.
    """
    starts: list[Decimal] = []
    wanted = good
    for operation in reversed(operations):
        wanted = round_up(Fraction(wanted) / (1 - Fraction(operation.loss)), resolution)
        starts.append(wanted)
    return starts[::-1]


def duration_minutes(*, operation: Operation, quantity: Decimal, efficiency: Decimal) -> Fraction:
    """Setup + whole cycles x cycle time / efficiency + clean-up, in minutes.

    Setup and clean-up count once and are not stretched by the efficiency (a share, 0.8 = 80 %).
    """
    cycles = ceil(Fraction(quantity) / Fraction(operation.units_per_cycle))
    run = cycles * Fraction(operation.cycle_minutes) / Fraction(efficiency)
    return Fraction(operation.setup_minutes) + run + Fraction(operation.cleanup_minutes)


def find_cycle(
    *,
    start: int,
    components: Iterable[int],
    made_of: Callable[[Iterable[int]], Mapping[int, set[int]]],
) -> list[int]:
    """The path from ``start`` back to itself through ``components``, or an empty list.

    ``made_of`` gives the components of many items at once, so the search asks once per level.
    """
    came_from: dict[int, int] = {}
    front = set(components)
    for item in front:
        came_from[item] = start
    while front and start not in came_from:
        below = made_of(front)
        front = set()
        for parent, children in below.items():
            for child in children - came_from.keys():
                came_from[child] = parent
                front.add(child)
    return _way_back(start, came_from)


def _way_back(start: int, came_from: Mapping[int, int]) -> list[int]:
    if start not in came_from:
        return []
    path = [start]
    while True:
        path.append(came_from[path[-1]])
        if path[-1] == start:
            return path[::-1]
