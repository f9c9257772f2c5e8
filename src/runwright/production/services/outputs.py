"""What others may count on: the output of an order as an expected supply."""

from collections.abc import Sequence
from decimal import Decimal

from runwright.journal.rows import rows_update
from runwright.production.models import Order
from runwright.stock.models import Need
from runwright.stock.services import supply_change, supply_close, supply_open

FIRM = ("planned", "in_progress")


def supply_follow(*, order: Order) -> None:
    """Let the expected output of an order say what its plan says: a planned order has a date,
    before that only those it is made for may count on it."""
    due = order.planned_end if order.state in FIRM else None
    if order.supply_id:
        supply_change(supply_id=order.supply_id, quantity=order.quantity, due_at=due)
    elif due:
        supply_announce(order=order)


def supply_announce(*, order: Order, for_needs: Sequence[Need] = ()) -> None:
    """Announce the output of an order, to certain needs first; of one announced before, elsewhere,
    what was received is not expected again."""
    assert order.goods_warehouse_id
    order.supply = supply_open(
        item_id=order.item_id,
        warehouse_id=order.goods_warehouse_id,
        quantity=order.quantity,
        cause=order.number,
        due_at=order.planned_end if order.state in FIRM else None,
        received=order.supply.received if order.supply else Decimal(),
        for_needs=for_needs,
    )
    rows_update(Order, [order], ["supply_id"])


def supply_end(*, order: Order) -> None:
    """Nothing more comes of an order that is closed."""
    known = order.supply if Order.supply.is_cached(order) else None
    if order.supply_id and not (known and known.closed_at):
        supply_close(supply_id=order.supply_id)
