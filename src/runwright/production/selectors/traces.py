"""Trace and recall: from a supplier's lot, a lot or a batch, back to where it came from and on to
whoever has it now, with quantities and places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from runwright.journal.rows import answer
from runwright.people.actor import Actor
from runwright.production.errors import BatchNotFound
from runwright.production.limits import is_own_batch
from runwright.production.selectors.ways import AHEAD, BACK, OF_BATCH, OF_LOT, Reach, Start, reach
from runwright.stock.errors import LotNotFound
from runwright.stock.limits import own_lots
from runwright.stock.models import Lot


@dataclass(frozen=True)
class TracedLot:
    """A lot on the way; ``on_hand`` in its item's base unit, over all places."""

    id: int
    number: str
    item: str
    name: str
    unit: str
    supplier_lot: str
    expires_on: object
    on_hand: Decimal
    places: str
    held: bool


@dataclass(frozen=True)
class TracedBatch:
    """A batch on the way, and where it is."""

    id: int
    code: str
    item: str
    unit: str
    quantity: Decimal
    remains: Decimal
    state: str
    held: bool
    stands_at: str
    station: str
    order_id: int
    order: str
    run_id: int
    run: str
    last_scan_at: datetime | None


@dataclass(frozen=True)
class TracedOrder:
    """A manufacturing order that the way leads through, and whom it is made for."""

    id: int
    number: str
    item: str
    unit: str
    quantity: Decimal
    state: str
    customers: str


@dataclass(frozen=True)
class TracedUse:
    """So much of a lot went into an order, or into one batch of it."""

    lot_id: int
    lot: str
    item: str
    unit: str
    order_id: int
    order: str
    batch_id: int | None
    batch: str
    quantity: Decimal
    at: datetime


@dataclass(frozen=True)
class TracedReceipt:
    """A lot came from a supplier."""

    number: str
    purchase_order_id: int
    purchase_order: str
    supplier_id: int
    supplier: str
    lot_id: int
    lot: str
    supplier_lot: str
    item: str
    unit: str
    quantity: Decimal
    at: datetime


@dataclass(frozen=True)
class TracedDelivery:
    """A lot went to a customer."""

    number: str
    sales_order_id: int
    sales_order: str
    customer_id: int
    customer: str
    lot_id: int
    lot: str
    item: str
    unit: str
    quantity: Decimal
    at: datetime


@dataclass(frozen=True)
class Way:
    """Everything in one direction."""

    lots: tuple[TracedLot, ...]
    batches: tuple[TracedBatch, ...]
    orders: tuple[TracedOrder, ...]
    uses: tuple[TracedUse, ...]
    receipts: tuple[TracedReceipt, ...]
    deliveries: tuple[TracedDelivery, ...]


@dataclass(frozen=True)
class Trace:
    """Both directions from what was asked for, which itself belongs to both."""

    starts: tuple[Start, ...]
    back: Way
    ahead: Way


def batch_trace(*, batch_id: int, actor: Actor) -> Trace:
    """Where a batch came from and where it went. Raises ``BatchNotFound``."""
    actor.require("production.view")
    rows = answer(START_BATCH, {"id": batch_id})
    if not rows or not is_own_batch(actor, batch_id):
        raise BatchNotFound(key=batch_id)
    return _trace([Start(OF_BATCH, *row) for row in rows])


def lot_trace(*, lot_id: int, actor: Actor) -> Trace:
    """Where a lot came from and where it went. Raises ``LotNotFound``."""
    actor.require("production.view")
    rows = _own_lots(answer(START_LOT, {"id": lot_id}), actor)
    if not rows:
        raise LotNotFound(key=lot_id)
    return _trace([Start(OF_LOT, *row) for row in rows])


def supplier_lot_trace(*, supplier_lot: str, actor: Actor) -> Trace:
    """What became of everything that came under a supplier's lot number. Raises ``LotNotFound``."""
    actor.require("production.view")
    rows = _own_lots(answer(START_SUPPLIER_LOT, {"number": supplier_lot}), actor)
    if not rows:
        raise LotNotFound(key=supplier_lot)
    return _trace([Start(OF_LOT, *row) for row in rows])


def _own_lots(rows: list[tuple[Any, ...]], actor: Actor) -> list[tuple[Any, ...]]:
    """Of lots, with their ids first, those of the actor's warehouses."""
    if actor.warehouses is None:
        return rows
    lots = own_lots(Lot.objects.filter(id__in=[row[0] for row in rows]), actor)
    mine = set(lots.values_list("id", flat=True))
    return [row for row in rows if row[0] in mine]


START_BATCH = """
SELECT b.id, b.code, i.code FROM production_batch b
JOIN production_order o ON o.id = b.order_id JOIN catalog_item i ON i.id = o.item_id
WHERE b.id = %(id)s
"""
START_LOT = """
SELECT t.id, t.number, i.code FROM stock_lot t JOIN catalog_item i ON i.id = t.item_id
WHERE t.id = %(id)s
"""
START_SUPPLIER_LOT = """
SELECT t.id, t.number, i.code FROM stock_lot t JOIN catalog_item i ON i.id = t.item_id
WHERE t.supplier_lot = %(number)s ORDER BY t.id
"""


def _trace(starts: Sequence[Start]) -> Trace:
    return Trace(tuple(starts), _way(reach(starts, BACK)), _way(reach(starts, AHEAD)))


def _way(there: Reach) -> Way:
    given = {"lots": [*there.lots], "batches": [*there.batches], "orders": [*there.orders]}
    return Way(
        lots=tuple(TracedLot(*row) for row in answer(LOTS, given)),
        batches=tuple(TracedBatch(*row) for row in answer(BATCHES, given)),
        orders=tuple(TracedOrder(*row) for row in answer(ORDERS, given)),
        uses=tuple(TracedUse(*row) for row in answer(USES, given)),
        receipts=tuple(TracedReceipt(*row) for row in answer(RECEIPTS, given)),
        deliveries=tuple(TracedDelivery(*row) for row in answer(DELIVERIES, given)),
    )


LOTS = """
SELECT t.id, t.number, i.code, i.name, u.symbol, t.supplier_lot, t.expires_on,
       coalesce(b.quantity, 0), coalesce(b.places, ''),
       EXISTS (SELECT FROM stock_lothold h WHERE h.lot_id = t.id AND h.released_at IS NULL)
FROM stock_lot t JOIN catalog_item i ON i.id = t.item_id JOIN units_unit u ON u.id = i.unit_id
LEFT JOIN (
    SELECT b.lot_id, sum(b.quantity) AS quantity,
           string_agg(DISTINCT p.code, ', ') AS places
    FROM stock_balance b JOIN stock_place p ON p.id = b.place_id
    WHERE b.lot_id = ANY(%(lots)s) AND b.is_storage AND b.quantity <> 0 GROUP BY b.lot_id
) b ON b.lot_id = t.id
WHERE t.id = ANY(%(lots)s) ORDER BY i.code, t.number
"""

BATCHES = """
SELECT b.id, b.code, i.code, u.symbol, b.firsts + b.seconds + b.gained,
       CASE WHEN b.state = 'closed' THEN 0 ELSE b.firsts + b.seconds + b.gained - b.taken END,
       b.state,
       EXISTS (SELECT FROM production_batchhold h
               WHERE h.batch_id = b.id AND h.released_at IS NULL),
       coalesce(w.name, ''), coalesce(s.name, ''), o.id, o.number, r.id, r.number, b.last_scan_at
FROM production_batch b JOIN production_order o ON o.id = b.order_id
JOIN production_run r ON r.id = b.run_id
JOIN catalog_item i ON i.id = o.item_id JOIN units_unit u ON u.id = i.unit_id
LEFT JOIN production_workorder w ON w.id = b.stands_at_id
LEFT JOIN resources_station s ON s.id = b.station_id
WHERE b.id = ANY(%(batches)s) ORDER BY o.number, b.id
"""

ORDERS = """
SELECT o.id, o.number, i.code, u.symbol, o.quantity, o.state,
       coalesce((SELECT string_agg(DISTINCT c.name, ', ')
                 FROM production_saleslink k JOIN sales_salesline l ON l.id = k.line_id
                 JOIN sales_salesorder s ON s.id = l.order_id
                 JOIN partners_customer c ON c.id = s.customer_id WHERE k.order_id = o.id), '')
FROM production_order o JOIN catalog_item i ON i.id = o.item_id
JOIN units_unit u ON u.id = i.unit_id
WHERE o.id = ANY(%(orders)s)
   OR o.id IN (SELECT order_id FROM production_batch WHERE id = ANY(%(batches)s))
ORDER BY o.number
"""

USES = """
SELECT t.id, t.number, c.code, u.symbol, o.id, o.number, b.id, coalesce(b.code, ''),
       sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END), min(m.at)
FROM stock_lot t
JOIN stock_move m ON m.lot_id = t.id
JOIN production_materialissue i ON i.move_id = m.id
JOIN production_order o ON o.id = i.order_id
JOIN catalog_item c ON c.id = t.item_id JOIN units_unit u ON u.id = c.unit_id
LEFT JOIN production_quantityreport q ON q.id = i.report_id
LEFT JOIN production_batch b ON b.id = q.batch_id
WHERE t.id = ANY(%(lots)s)
  AND (b.id = ANY(%(batches)s) OR b.id IS NULL AND o.id = ANY(%(orders)s))
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
HAVING sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END) > 0
ORDER BY c.code, t.number, o.number, b.id
"""

RECEIPTS = """
SELECT r.number, p.id, p.number, s.id, s.name, t.id, t.number, t.supplier_lot, c.code, u.symbol,
       sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END), r.at
FROM stock_lot t JOIN stock_move m ON m.lot_id = t.id
JOIN purchasing_receiptline x ON x.move_id = m.id
JOIN purchasing_receipt r ON r.id = x.receipt_id
JOIN purchasing_purchaseorder p ON p.id = r.order_id
JOIN partners_supplier s ON s.id = p.supplier_id
JOIN catalog_item c ON c.id = t.item_id JOIN units_unit u ON u.id = c.unit_id
WHERE t.id = ANY(%(lots)s) GROUP BY r.id, p.id, s.id, t.id, c.id, u.id
HAVING sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END) > 0
ORDER BY r.at, r.number, t.number
"""

DELIVERIES = """
SELECT d.number, o.id, o.number, k.id, k.name, t.id, t.number, c.code, u.symbol,
       sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END), d.at
FROM stock_lot t JOIN stock_move m ON m.lot_id = t.id
JOIN sales_deliveryline x ON x.move_id = m.id
JOIN sales_delivery d ON d.id = x.delivery_id
JOIN sales_salesorder o ON o.id = d.order_id
JOIN partners_customer k ON k.id = o.customer_id
JOIN catalog_item c ON c.id = t.item_id JOIN units_unit u ON u.id = c.unit_id
WHERE t.id = ANY(%(lots)s) GROUP BY d.id, o.id, k.id, t.id, c.id, u.id
HAVING sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END) > 0
ORDER BY d.at, d.number, t.number
"""
