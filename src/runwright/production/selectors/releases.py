"""What releasing an order in lots would make."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from runwright.catalog.rules import quantity_check
from runwright.engineering.selectors import operations_to_plan
from runwright.people.actor import Actor
from runwright.production.errors import AlreadyReleased
from runwright.production.models import Order
from runwright.production.selectors.orders import order_get
from runwright.production.services.plans import works_wanted
from runwright.production.services.runs.releases import lots_of, start_of


@dataclass(frozen=True)
class LotSize:
    """So many batches of one size (base unit of the item)."""

    batches: int
    quantity: Decimal


@dataclass(frozen=True)
class ReleasePreview:
    """Batches by size, the full ones first; ``total`` is what the first operation starts with."""

    total: Decimal
    sizes: tuple[LotSize, ...]

    @property
    def count(self) -> int:
        """How many labels it takes."""
        return sum(one.batches for one in self.sizes)


def release_preview(*, order_id: int, lot: Decimal, actor: Actor) -> ReleasePreview:
    """How an order would be divided into lots: 370 at 60 are six of 60 and one of 10.

    Nothing is kept. Raises ``AlreadyReleased``, ``TooManyBatches`` and what refuses a quantity.
    """
    order = order_get(order_id=order_id, actor=actor)
    if order.batched is not None:
        raise AlreadyReleased(record=order.number)
    quantity_check(item=order.item, quantity=lot)
    total = _start(order)
    sizes = Counter(lots_of(total, lot, order.item))
    return ReleasePreview(total, tuple(LotSize(count, size) for size, count in sizes.items()))


def _start(order: Order) -> Decimal:
    """What the first operation starts with, planned already or not."""
    if order.state in ("draft", "confirmed") and order.routing:
        operations = operations_to_plan(routing_id=order.routing.id)
        if operations:
            return works_wanted(order=order, operations=operations)[0].start_quantity
    return start_of(order)
