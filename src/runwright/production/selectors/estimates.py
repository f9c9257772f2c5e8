"""What a run for an estimate would make: every made item, gross and net of what is in stock."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from graphlib import TopologicalSorter

from runwright.catalog.models import Item, Supply
from runwright.engineering.rules import start_quantities
from runwright.engineering.selectors import Part, bom_of, parts_of
from runwright.kernel.rounding import round_up
from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.production.rules import material_due
from runwright.sales.errors import SalesOrderNotFound
from runwright.sales.models import SalesLine
from runwright.stock.selectors import default_warehouses, items_available


@dataclass(frozen=True)
class ToMake:
    """An item that the lines of a sales order take, through all levels (base unit).

    ``gross`` is what they need, ``available`` what nobody has claimed of it, ``net`` what is left
    to make. It ``is_batched`` when it is made directly of purchased materials; other items become
    batches as their parts are consumed.
    """

    item: Item
    gross: Decimal
    available: Decimal
    is_batched: bool

    @property
    def net(self) -> Decimal:
        """What is to be made."""
        return max(self.gross - self.available, Decimal())


def estimate_preview(*, sales_order_id: int, actor: Actor) -> list[ToMake]:
    """What a run for a sales order would make, what is sold first and its parts behind it.

    Raises ``SalesOrderNotFound`` for an order of a warehouse out of reach.
    """
    actor.require("sales.view")
    lines = SalesLine.objects.filter(order=sales_order_id).select_related("item__unit")
    if lines and not within(lines, actor.warehouses, "order__warehouse"):
        raise SalesOrderNotFound(key=sales_order_id)
    gross: defaultdict[int, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.item.supply == Supply.MAKE:
            gross[line.item_id] += line.quantity - line.given_up
    recipes = _recipes({line.item for line in lines if line.item.supply == Supply.MAKE}, actor)
    free = items_available(item_ids=[*recipes], actor=actor, warehouse_id=default_warehouses()[0])
    found = []
    for item_id in _parents_first(recipes):
        item, parts = recipes[item_id]
        one = ToMake(item, gross[item_id], max(free[item_id].available, Decimal()),
                     all(part.item.supply != Supply.MAKE for part in parts))  # fmt: skip
        found.append(one)
        for part_id, quantity in _wanted(one, parts, actor).items():
            gross[part_id] += quantity
    return [one for one in found if one.gross]


Recipes = Mapping[int, tuple[Item, list[Part]]]


def _recipes(items: set[Item], actor: Actor) -> Recipes:
    """Every made item below some items with its parts; one without a recipe has none."""
    found: dict[int, tuple[Item, list[Part]]] = {}
    waiting = sorted(items, key=lambda item: item.code)
    while waiting:
        item = waiting.pop()
        if item.id in found:
            continue
        bom = bom_of(item_id=item.id, actor=actor)
        parts = parts_of(bom_id=bom.id, item_id=item.id, actor=actor) if bom else []
        found[item.id] = (item, parts)
        waiting += [part.item for part in parts if part.item.supply == Supply.MAKE]
    return found


def _parents_first(recipes: Recipes) -> list[int]:
    sorter: TopologicalSorter[int] = TopologicalSorter()
    for item_id, (_, parts) in sorted(recipes.items()):
        sorter.add(item_id)
        for part in parts:
            if part.item.id in recipes:
                sorter.add(part.item.id, item_id)
    return list(sorter.static_order())


def _wanted(one: ToMake, parts: list[Part], actor: Actor) -> dict[int, Decimal]:
    """What making an item takes of each made part, started as its losses ask for."""
    bom = bom_of(item_id=one.item.id, actor=actor)
    operations = (
        list(bom.routing.operations.prefetch_related("follows")) if bom and bom.routing else []
    )
    if not one.net or not operations:
        return {}
    starts = dict(zip([o.id for o in operations],
                      start_quantities(operations=operations, good=one.net,
                                       resolution=one.item.resolution), strict=True))  # fmt: skip
    wanted: defaultdict[int, Decimal] = defaultdict(Decimal)
    for part in parts:
        if part.item.supply == Supply.MAKE:
            operation = part.operation or operations[0]
            wanted[part.item.id] += material_due(
                cumulated=starts[operation.id],
                per_unit=part.per_unit,
                fixed=round_up(part.fixed, part.item.resolution),
                resolution=part.item.resolution,
            )
    return dict(wanted)
