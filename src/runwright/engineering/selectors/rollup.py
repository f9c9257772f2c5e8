"""What a quantity costs and how long it takes, rolled up over all levels."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from runwright.catalog.models import Item
from runwright.costing.rollup import Cost, Making, costs_rolled_up
from runwright.engineering.models import Bom, ByProduct, Operation
from runwright.engineering.rules import duration_minutes, start_quantities, times_for
from runwright.engineering.selectors.explosion import asked, exploded, need_rounded
from runwright.engineering.selectors.routings import OPERATIONS
from runwright.engineering.selectors.structure import Structure
from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.rounding import round_half_up
from runwright.people.actor import Actor
from runwright.planning.explosion import Use
from runwright.stock.selectors import default_warehouses, unit_costs

MILLIONTH = Decimal("0.000001")
MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True)
class Work:
    """One operation of one order: what it starts with, how long it takes, what it costs."""

    operation: Operation
    quantity: Decimal
    minutes: Fraction
    cost: Cost


@dataclass(frozen=True)
class Rolled:
    """An item of the roll-up: its whole need, what one costs, what that costs in all, and the
    minutes of work of its order (0 for what is bought)."""

    item: Item
    level: int
    quantity: Decimal
    each: Cost
    whole: Cost
    minutes: Fraction
    works: Sequence[Work]


@dataclass(frozen=True)
class RollUp:
    """Cost and duration of a quantity. ``rows`` begin with the item itself; the minutes of all
    levels add up to ``minutes``. ``warnings`` name every rate and price that is zero."""

    bom: Bom
    quantity: Decimal
    rows: Sequence[Rolled]
    minutes: Fraction
    warnings: Sequence[Reason]

    @property
    def top(self) -> Rolled:
        """The item itself."""
        return self.rows[0]


def rollup_of(
    *, bom_id: int, actor: Actor, quantity: Decimal | None = None, item_id: int | None = None
) -> RollUp:
    """Roll up cost and duration of a quantity (default: the quantity of the bill).

    Every item is made in one order of its whole need: setup and clean-up count once for it, run
    time goes through the efficiency of the work centre. Prices are the average of the components
    warehouse, else the standard cost. Raises ``BomNotFound``.
    """
    bom, structure, quantity = asked(bom_id, item_id, quantity, actor)
    found = exploded(structure, quantity)
    works = _works(structure, found.needs)
    shares = _shares(structure.boms.values())
    makings = {
        use: Making(
            need,
            found.takes[use],
            sum((work.cost for work in works.get(use.item, ()) if not use.is_phantom), Cost()),
            shares.get(structure.boms[use.item], Fraction()),
        )
        for use, need in found.gross.items()
        if use.item in structure.recipes
    }
    prices = _prices([use.item for use in found.gross if use not in makings])
    each = costs_rolled_up(
        makings=makings, prices={Use(item): price for item, price in prices.items()}
    )
    levels = found.levels
    rows = [
        _rolled(structure.items[item], levels[item], need, each[Use(item)], works.get(item, ()))
        for item, need in sorted(found.needs.items(), key=lambda pair: levels[pair[0]])
    ]
    return RollUp(
        bom=bom,
        quantity=quantity,
        rows=rows,
        minutes=sum((row.minutes for row in rows), Fraction()),
        warnings=list(_warnings(rows, prices)),
    )


def money(value: Fraction) -> Decimal:
    """An amount of money to a millionth."""
    return round_half_up(value, MILLIONTH)


def _rolled(item: Item, level: int, need: Fraction, each: Cost, works: Sequence[Work]) -> Rolled:
    minutes = sum((work.minutes for work in works), Fraction())
    return Rolled(item, level, need_rounded(need, item), each, each * need, minutes, works)


def _works(structure: Structure, needs: Mapping[int, Fraction]) -> dict[int, list[Work]]:
    boms = Bom.objects.filter(id__in=set(structure.boms.values())).select_related("routing")
    routed = {bom.id: bom.routing_id for bom in boms}
    operations = _operations(filter(None, routed.values()))
    return {
        item: _works_of(structure.items[item], need, operations[routing])
        for item, need in needs.items()
        if need and (routing := routed.get(structure.boms.get(item, 0))) in operations
    }


def _operations(routings: Iterable[int]) -> dict[int, list[Operation]]:
    found: dict[int, list[Operation]] = {}
    rows = OPERATIONS.queryset.filter(routing__in=set(routings)).select_related(  # type: ignore[union-attr]
        "work_centre__department"
    )
    for operation in rows.order_by("routing_id", "sequence"):
        found.setdefault(operation.routing_id, []).append(operation)
    return found


def _works_of(item: Item, need: Fraction, operations: Sequence[Operation]) -> list[Work]:
    starts = start_quantities(
        operations=operations, good=need_rounded(need, item), resolution=item.resolution
    )
    return [
        _work(item, operation, start) for operation, start in zip(operations, starts, strict=True)
    ]


def _work(item: Item, operation: Operation, quantity: Decimal) -> Work:
    if operation.is_external:
        outside = Cost(outside=Fraction(operation.unit_price) * Fraction(quantity))
        return Work(operation, quantity, Fraction(), outside)
    centre = operation.work_centre
    minutes = duration_minutes(
        operation=times_for(operation, item.id), quantity=quantity, efficiency=centre.efficiency
    )
    hours = minutes / MINUTES_OF_AN_HOUR
    people = hours * Fraction(operation.crew) * Fraction(labour_rate(operation))
    cost = Cost(labour=people, machine=hours * Fraction(centre.cost_per_hour))
    return Work(operation, quantity, minutes, cost)


def labour_rate(operation: Operation) -> Decimal:
    """What an hour of one person costs at an operation: its department's rate."""
    department = operation.work_centre.department
    return (department and department.labour_rate) or Decimal()


def _shares(bom_ids: Iterable[int]) -> dict[int, Fraction]:
    """By bill: the share of the cost that its by-products carry."""
    shares: dict[int, Fraction] = {}
    rows = ByProduct.objects.filter(bom__in=set(bom_ids)).order_by()
    for bom, share in rows.values_list("bom_id", "cost_share"):
        shares[bom] = shares.get(bom, Fraction()) + Fraction(share)
    return shares


def _prices(item_ids: Sequence[int]) -> dict[int, Fraction]:
    components, _ = default_warehouses()
    costs = unit_costs(item_ids=item_ids, warehouse_id=components or 0)
    return {item: Fraction(cost) for item, cost in costs.items()}


def _warnings(rows: Sequence[Rolled], prices: Mapping[int, Fraction]) -> Iterator[Reason]:
    """Zero prices and rates, each named once."""
    found: dict[str, Reason] = {}
    for row in rows:
        if row.item.id in prices and not prices[row.item.id]:
            reason = Reason(NO_PRICE, {"item": row.item.code}, "item")
            found.setdefault(f"item {row.item.id}", reason)
        for work in row.works:
            for reason in _work_warnings(work.operation):
                found.setdefault(reason.sentence(), reason)
    yield from found.values()


def _work_warnings(operation: Operation) -> Iterator[Reason]:
    centre = operation.work_centre
    if operation.is_external:
        if not operation.unit_price:
            yield Reason(NO_OUTSIDE_PRICE, {"operation": operation.name}, "operation")
        return
    if not centre.cost_per_hour:
        yield Reason(NO_CENTRE_RATE, {"centre": centre.code}, "work_centre")
    if not labour_rate(operation):
        yield Reason(NO_LABOUR_RATE, {"centre": centre.code}, "work_centre")


NO_PRICE = gettext_noop("{item} has no cost: it is counted as 0.")
NO_CENTRE_RATE = gettext_noop("The work centre {centre} has no cost per hour.")
NO_LABOUR_RATE = gettext_noop("Nobody has a labour rate at the work centre {centre}.")
NO_OUTSIDE_PRICE = gettext_noop("The work outside at {operation} has no price.")
