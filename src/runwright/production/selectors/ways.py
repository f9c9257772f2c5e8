"""The way of a trace: which lots, batches and orders lie before a thing, and which behind it.

One recursive statement goes through lots, batches and orders, whatever lies between them: links of
batches, lots issued to batches or to orders, and output received into lots. An order without
batches stands for everything made in it. What is issued to an order in batches without naming one
concerns all of its batches; by-products of an order come of all of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from runwright.journal.rows import answer
from runwright.production.selectors.genealogy import ISSUED, STANDS

OF_BATCH, OF_LOT, OF_ORDER, ASIDE = "batch", "lot", "order", "aside"
"""What the way leads through; ``aside`` are the by-products of an order in batches."""

PIECE = """JOIN production_batch {batch} ON {batch}.code = split_part(t.number, '-', 1)
         AND t.number LIKE '%%-%%'
    JOIN production_order o ON o.id = {batch}.order_id AND o.item_id = t.item_id
    JOIN catalog_item c ON c.id = o.item_id AND c.tracking = 'serial'"""
"""Of a lot ``t``: the batch that it is one piece of, which its serial number begins with."""

UNCLAIMED = f"""NOT EXISTS (SELECT FROM production_batch x WHERE x.lot_id = m.lot_id)
      AND NOT EXISTS (SELECT FROM stock_lot t {PIECE.format(batch="x")} WHERE t.id = m.lot_id)"""
"""Of a move ``m``: no batch has become its lot, nor is it a piece of one."""

AHEAD = f"""
    SELECT 'batch' AS kind, l.result_id AS id FROM production_batchlink l
    WHERE f.kind = 'batch' AND l.source_id = f.id AND l.result_id IS NOT NULL
      AND l.reverses_id IS NULL AND {STANDS}
    UNION ALL
    SELECT 'lot', b.lot_id FROM production_batch b
    WHERE f.kind = 'batch' AND b.id = f.id AND b.lot_id IS NOT NULL
    UNION ALL
    SELECT 'lot', m.lot_id FROM production_batch y
    JOIN production_outputreceipt r ON r.order_id = y.order_id
    JOIN stock_move m ON m.id = r.move_id AND m.reverses_id IS NULL
    JOIN stock_lot t ON t.id = m.lot_id
    {PIECE.format(batch="x")}
    WHERE f.kind = 'batch' AND y.id = f.id AND y.lot_id IS NULL AND x.id = y.id AND {ISSUED}
    UNION ALL
    SELECT 'aside', b.order_id FROM production_batch b WHERE f.kind = 'batch' AND b.id = f.id
    UNION ALL
    SELECT CASE WHEN q.batch_id IS NULL THEN 'order' ELSE 'batch' END,
           coalesce(q.batch_id, i.order_id)
    FROM stock_move m JOIN production_materialissue i ON i.move_id = m.id
    LEFT JOIN production_quantityreport q ON q.id = i.report_id
    WHERE f.kind = 'lot' AND m.lot_id = f.id AND m.reverses_id IS NULL AND {ISSUED}
    UNION ALL
    SELECT 'batch', b.id FROM production_batch b
    WHERE f.kind = 'order' AND b.order_id = f.id AND b.state <> 'void'
    UNION ALL
    SELECT 'lot', m.lot_id FROM production_outputreceipt r JOIN stock_move m ON m.id = r.move_id
    WHERE f.kind IN ('order', 'aside') AND r.order_id = f.id AND m.lot_id IS NOT NULL
      AND m.reverses_id IS NULL AND {UNCLAIMED} AND {ISSUED}
"""

BACK = f"""
    SELECT 'batch' AS kind, l.source_id AS id FROM production_batchlink l
    WHERE f.kind = 'batch' AND l.result_id = f.id AND l.reverses_id IS NULL AND {STANDS}
    UNION ALL
    SELECT 'lot', m.lot_id FROM production_quantityreport q
    JOIN production_materialissue i ON i.report_id = q.id
    JOIN stock_move m ON m.id = i.move_id
    WHERE f.kind = 'batch' AND q.batch_id = f.id AND m.lot_id IS NOT NULL
      AND m.reverses_id IS NULL AND {ISSUED}
    UNION ALL
    SELECT 'order', b.order_id FROM production_batch b WHERE f.kind = 'batch' AND b.id = f.id
    UNION ALL
    SELECT 'lot', m.lot_id FROM production_materialissue i
    JOIN stock_move m ON m.id = i.move_id
    LEFT JOIN production_quantityreport q ON q.id = i.report_id
    WHERE f.kind IN ('order', 'aside') AND i.order_id = f.id AND q.batch_id IS NULL
      AND m.lot_id IS NOT NULL AND m.reverses_id IS NULL AND {ISSUED}
    UNION ALL
    SELECT 'batch', b.id FROM production_batch b WHERE f.kind = 'lot' AND b.lot_id = f.id
    UNION ALL
    SELECT 'batch', x.id FROM stock_lot t {PIECE.format(batch="x")}
    WHERE f.kind = 'lot' AND t.id = f.id
    UNION ALL
    SELECT 'aside', r.order_id FROM stock_move m JOIN production_outputreceipt r ON r.move_id = m.id
    WHERE f.kind = 'lot' AND m.lot_id = f.id AND m.reverses_id IS NULL AND {UNCLAIMED}
    UNION ALL
    SELECT 'batch', b.id FROM production_batch b
    WHERE f.kind = 'aside' AND b.order_id = f.id AND b.state <> 'void'
"""

WALK = """
WITH RECURSIVE found(kind, id) AS (
    SELECT s.kind, s.id FROM unnest(%(kinds)s::text[], %(ids)s::bigint[]) s(kind, id)
    UNION
    SELECT n.kind, n.id FROM found f CROSS JOIN LATERAL ({way}) n
)
SELECT kind, array_agg(id ORDER BY id) FROM found GROUP BY kind
"""


@dataclass(frozen=True)
class Start:
    """One thing that is traced: the ``kind`` is batch or lot."""

    kind: str
    id: int
    label: str
    item: str


@dataclass(frozen=True)
class Reach:
    """The keys of what a way leads to."""

    lots: tuple[int, ...]
    batches: tuple[int, ...]
    orders: tuple[int, ...]


def reach(starts: Iterable[Start], way: str) -> Reach:
    """The keys of everything that a way (``AHEAD`` or ``BACK``) leads to from the starts, with
    these."""
    pairs = [(start.kind, start.id) for start in starts]
    given = {"kinds": [kind for kind, _ in pairs], "ids": [key for _, key in pairs]}
    found: dict[str, list[int]] = dict(answer(WALK.format(way=way), given))
    orders = {*found.get(OF_ORDER, ()), *found.get(ASIDE, ())}
    return Reach(
        tuple(found.get(OF_LOT, ())), tuple(found.get(OF_BATCH, ())), tuple(sorted(orders))
    )
