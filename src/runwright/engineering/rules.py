"""Arithmetic of recipes: needs per unit, start quantities, durations, cycles."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil

from runwright.catalog.errors import QuantityNotPositive, QuantityTooLarge
from runwright.catalog.models import Item
from runwright.catalog.rules import quantity_check
from runwright.engineering.errors import UnitDoesNotFit
from runwright.engineering.models import BomLine, Operation, OperationTimes
from runwright.kernel.quantity import INTEGER_DIGITS, plain
from runwright.kernel.rounding import round_up
from runwright.planning import yields
from runwright.planning.explosion import cycle_in
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


def quantity_in_base(*, item: Item, unit: Unit, quantity: Decimal) -> Decimal:
    """So many of a unit in the item's base unit, rounded up to its resolution.

    Raises ``QuantityNotPositive``, ``QuantityTooLarge`` and ``UnitDoesNotFit``.
    """
    if quantity <= 0:
        raise QuantityNotPositive(quantity=plain(quantity))
    base = round_up(Fraction(quantity) * unit_factor(item=item, unit=unit), item.resolution)
    if max(base, quantity) >= 10**INTEGER_DIGITS:
        raise QuantityTooLarge(
            quantity=plain(quantity), unit=unit.symbol, item=item.code, digits=INTEGER_DIGITS
        )
    quantity_check(item=item, quantity=base)
    return base


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


def before_of(operations: Sequence[Operation]) -> list[tuple[int, ...]]:
    """For each operation the places of those it follows; ``follows`` must have been fetched."""
    places = {operation.id: place for place, operation in enumerate(operations)}
    return [
        tuple(sorted(places[one.id] for one in operation.follows.all()))
        or ((place - 1,) if place and not operation.starts_branch else ())
        for place, operation in enumerate(operations)
    ]


def start_quantities(
    *, operations: Sequence[Operation], good: Decimal, resolution: Decimal
) -> list[Decimal]:
    """What each operation must start with so that ``good`` comes out of the last.

    From the last one back: start = the largest start of those that follow / (1 - loss), rounded up
    to the resolution.
    """
    starts = yields.start_quantities(
        losses=[Fraction(operation.loss) for operation in operations],
        before=before_of(operations),
        good=Fraction(good),
        resolution=Fraction(resolution),
    )
    return [round_up(start, resolution) for start in starts]


def times_for(operation: Operation, item_id: int) -> Operation | OperationTimes:
    """The times that count for an item: its own if it has any; ``own_times`` must be fetched."""
    own = (times for times in operation.own_times.all() if times.item_id == item_id)
    return next(own, operation)


def duration_minutes(
    *, operation: Operation | OperationTimes, quantity: Decimal, efficiency: Decimal
) -> Fraction:
    """Setup + whole cycles x cycle time / efficiency + clean-up, in minutes.

    Setup and clean-up count once and are not stretched by the efficiency (a share, 0.8 = 80 %).
    """
    cycles = ceil(Fraction(quantity) / Fraction(operation.units_per_cycle))
    run = cycles * Fraction(operation.cycle_minutes) / Fraction(efficiency)
    return Fraction(operation.setup_minutes) + run + Fraction(operation.cleanup_minutes)


Conditions = Mapping[int, Collection[int]]
"""By attribute: the values of which one is wanted."""


def conditions_hold(conditions: Conditions, values: Mapping[int, int]) -> bool:
    """Whether an item with these values, by attribute, meets every condition."""
    return all(values.get(attribute) in wanted for attribute, wanted in conditions.items())


def line_holds(line: BomLine, values: Mapping[int, int]) -> bool:
    """Whether a line counts for a variant; ``only_for`` must have been fetched."""
    conditions: dict[int, set[int]] = {}
    for value in line.only_for.all():
        conditions.setdefault(value.attribute_id, set()).add(value.id)
    return conditions_hold(conditions, values)


def find_cycle(
    *,
    start: int,
    components: Iterable[int],
    made_of: Callable[[Iterable[int]], Mapping[int, set[int]]],
) -> list[int]:
    """The path from ``start`` back to itself through ``components``, or an empty list.

    ``made_of`` gives the components of many items at once, so the search asks once per level.
    """
    parts: dict[int, set[int]] = {start: set(components)}
    front = parts[start] - {start}
    while front:
        below = made_of(front)
        parts.update((item, set(below.get(item, ()))) for item in front)
        front = set().union(*(parts[item] for item in front)) - parts.keys()
    return list(cycle_in(parts=parts, seen_from=start))
