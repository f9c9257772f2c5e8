"""What an order consumed and made is what the stock moves say."""

from runwright.journal.invariants import sql_invariant

CONSUMED_IS_ISSUED = """
SELECT o.number || ' ' || i.code, coalesce(sum(m.signed), 0),
       'consumed ' || l.consumed || ', served ' || n.served
FROM production_materialline l
JOIN production_order o ON o.id = l.order_id
JOIN catalog_item i ON i.id = l.item_id
JOIN stock_need n ON n.id = l.need_id
LEFT JOIN (
    SELECT x.line_id, CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END AS signed
    FROM production_materialissue x JOIN stock_move m ON m.id = x.move_id
) m ON m.line_id = l.id
GROUP BY l.id, o.number, i.code, n.served
HAVING coalesce(sum(m.signed), 0) <> l.consumed OR l.consumed <> n.served
"""

ISSUE_OF_THE_LINE = """
SELECT o.number, 'item ' || l.item_id || ' to production', 'item ' || m.item_id
FROM production_materialissue x
JOIN production_materialline l ON l.id = x.line_id
JOIN production_order o ON o.id = l.order_id
JOIN stock_move m ON m.id = x.move_id
JOIN stock_place p ON p.id = CASE WHEN m.reverses_id IS NULL THEN m.target_id ELSE m.source_id END
WHERE m.item_id <> l.item_id OR p.kind <> 'production'
"""

RECEIVED_IS_MOVED = """
SELECT o.number, coalesce(sum(m.signed), 0), o.received
FROM production_order o
LEFT JOIN (
    SELECT r.order_id,
           CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END AS signed
    FROM production_outputreceipt r JOIN stock_move m ON m.id = r.move_id
) m ON m.order_id = o.id
GROUP BY o.id HAVING coalesce(sum(m.signed), 0) <> o.received
"""

DONE_IS_RECEIVED = """
SELECT number, firsts + seconds, received FROM production_order
WHERE state = 'done' AND NOT is_history AND received <> firsts + seconds
"""

DRAWN_AS_REPORTED = """
SELECT o.number || ' ' || i.code,
       'due ' || CASE WHEN d.pieces = 0 THEN 0 ELSE ceil((d.pieces * l.per_unit_numerator
           / l.per_unit_denominator + l.fixed_quantity) / i.resolution) * i.resolution END,
       'consumed ' || l.consumed || ', owed ' || l.owed
FROM production_materialline l
JOIN production_order o ON o.id = l.order_id
JOIN catalog_item i ON i.id = l.item_id
JOIN production_workorder w ON w.order_id = l.order_id AND w.operation_id = l.operation_id
CROSS JOIN LATERAL (SELECT w.firsts + w.seconds + w.waste + w.held AS pieces) d
WHERE l.mode <> 'manual' AND w.short_reason = '' AND o.state IN ('planned', 'in_progress', 'done')
  AND abs(l.consumed + l.owed - CASE WHEN d.pieces = 0 THEN 0 ELSE
          ceil((d.pieces * l.per_unit_numerator / l.per_unit_denominator + l.fixed_quantity)
               / i.resolution) * i.resolution END) > 0
"""

NOTHING_KEPT_WHEN_CLOSED = """
SELECT o.number, 'no open need', n.quantity || ' of item ' || n.item_id
FROM production_order o
JOIN production_materialline l ON l.order_id = o.id
JOIN stock_need n ON n.id = l.need_id
WHERE o.state IN ('done', 'cancelled') AND (n.closed_at IS NULL OR l.owed <> 0)
"""

INVARIANTS = (
    sql_invariant(
        "production.consumed_is_issued",
        "What a material line consumed is the sum of its issues, and served to its need.",
        CONSUMED_IS_ISSUED,
    ),
    sql_invariant(
        "production.issue_of_the_line",
        "An issue moves the item of its line to production.",
        ISSUE_OF_THE_LINE,
    ),
    sql_invariant(
        "production.received_is_moved",
        "What an order brought into stock is the sum of its receipts.",
        RECEIVED_IS_MOVED,
    ),
    sql_invariant(
        "production.done_is_received",
        "All firsts and seconds of a done order are in stock.",
        DONE_IS_RECEIVED,
    ),
    sql_invariant(
        "production.drawn_as_reported",
        "Automatic material is drawn or owed for exactly the pieces reported.",
        DRAWN_AS_REPORTED,
    ),
    sql_invariant(
        "production.nothing_kept_when_closed",
        "A done or cancelled order needs and owes nothing.",
        NOTHING_KEPT_WHEN_CLOSED,
    ),
)
