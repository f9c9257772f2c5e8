"""What an order would be, while it is being composed: recipe, dates, cost, what is short."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from runwright.catalog.models import Item
from runwright.costing.valuation import CENT
from runwright.engineering.selectors import operations_to_plan
from runwright.kernel.rounding import round_half_up
from runwright.people.actor import Actor
from runwright.production.models import CostKind, Order, WorkOrder
from runwright.production.services.materials import lines_price, lines_wanted
from runwright.production.services.orders import OrderDraft, order_compose
from runwright.production.services.plans import works_wanted
from runwright.stock.selectors import free_quantities


@dataclass(frozen=True)
class PreviewLine:
    """A component: what is needed, what is free in the warehouse, what a unit costs now."""

    item: Item
    need: Decimal
    free: Decimal
    unit_cost: Decimal

    @property
    def short(self) -> Decimal:
        """What nobody has for it."""
        return max(self.need - self.free, Decimal())


@dataclass(frozen=True)
class OrderPreview:
    """An order that is not made yet: its defaults, components, operations and planned cost."""

    order: Order
    lines: Sequence[PreviewLine]
    works: Sequence[WorkOrder]
    cost: dict[str, Decimal]

    @property
    def total(self) -> Decimal:
        """All three lines."""
        return sum(self.cost.values(), Decimal())

    @property
    def ends(self) -> datetime | None:
        """When it would be finished by the calendars and lanes as they are."""
        return max((work.planned_end for work in self.works if work.planned_end), default=None)

    @property
    def is_late(self) -> bool:
        """Whether it would end after its deadline."""
        return bool(self.ends and self.order.deadline and self.ends > self.order.deadline)

    @property
    def minutes(self) -> Decimal:
        """Work in all, in minutes."""
        return sum((work.expected_minutes for work in self.works), Decimal())


def order_preview(*, draft: OrderDraft, actor: Actor) -> OrderPreview:
    """What an order of this draft would be. Nothing is kept. Raises what making it would."""
    actor.require("production.order_create")
    order = order_compose(draft=draft, number="–", actor=actor)
    lines = _lines(order, actor)
    works = _works(order)
    material = sum((line.need * line.unit_cost for line in lines), Decimal())
    labour = sum((w.expected_minutes * w.labour_rate / 60 for w in works), Decimal())
    machine = sum((w.expected_minutes * w.machine_rate / 60 for w in works), Decimal())
    amounts = ((CostKind.MATERIAL, material), (CostKind.LABOUR, labour),
               (CostKind.MACHINE, machine))  # fmt: skip
    cost = {kind.value: round_half_up(Fraction(amount), CENT) for kind, amount in amounts}
    return OrderPreview(order, lines, works, cost)


def _lines(order: Order, actor: Actor) -> list[PreviewLine]:
    if not (order.bom_id and order.routing and order.components_warehouse_id):
        return []
    if not order.routing.operations.exists():
        return []
    lines = lines_wanted(order=order, actor=actor)
    items, where = [line.item_id for line in lines], order.components_warehouse_id
    lines_price(lines=lines, warehouse_id=where)
    free = free_quantities(item_ids=items, warehouse_id=where, actor=actor)
    return [
        PreviewLine(
            line.item, line.need.quantity, free.get(line.item_id, Decimal()), line.planned_unit_cost
        )
        for line in lines
    ]


def _works(order: Order) -> list[WorkOrder]:
    if not order.routing:
        return []
    operations = operations_to_plan(routing_id=order.routing.id)
    return works_wanted(order=order, operations=operations) if operations else []
