"""Output as goods: what of it comes into stock by one move."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from runwright.catalog.models import Item, Tracking
from runwright.production.models import Order
from runwright.stock.models import Grade, Lot, PlaceKind
from runwright.stock.services import MoveRequest, lot_named, storage_place, virtual_place


@dataclass(frozen=True)
class Output:
    """A quantity of a grade that comes into stock, what it is worth in all, and as which lot
    (nothing said: where lots are tracked, one with the number of the order)."""

    grade: Grade
    quantity: Decimal
    value: Decimal
    move_id: UUID | None = None
    lot: Lot | None = None


def output_request(order: Order, output: Output, item: Item | None = None) -> MoveRequest:
    """The move that brings output, or a by-product ``item``, into the goods warehouse."""
    assert order.goods_warehouse_id
    item = item or order.item
    tracked = item.tracking != Tracking.NONE
    return MoveRequest(
        item=item,
        lot=output.lot or (lot_named(item_id=item.id, number=order.number) if tracked else None),
        grade=output.grade,
        source=virtual_place(PlaceKind.PRODUCTION),
        target=storage_place(warehouse_id=order.goods_warehouse_id),
        quantity=output.quantity,
        value=output.value,
        reference=order.number,
        id=output.move_id,
    )
