"""What an order consumed and made is what the stock moves say."""

from runwright.journal.invariants import sql_invariant

# The sums are made first and once: a planner that knows nothing of a fresh database yet would
# otherwise go through all moves for every line.
CONSUMED_IS_ISSUED = """
WITH issued AS MATERIALIZED (
    SELECT x.line_id,
           sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END) AS quantity
    FROM production_materialissue x JOIN stock_move m ON m.id = x.move_id GROUP BY x.line_id
)
SELECT o.number || ' ' || i.code, coalesce(s.quantity, 0),
       'consumed ' || l.consumed || ', served ' || n.served
FROM production_materialline l
JOIN production_order o ON o.id = l.order_id
JOIN catalog_item i ON i.id = l.item_id
JOIN stock_need n ON n.id = l.need_id
LEFT JOIN issued s ON s.line_id = l.id
WHERE coalesce(s.quantity, 0) <> l.consumed OR l.consumed <> n.served
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
WITH moved AS MATERIALIZED (
    SELECT r.order_id,
           sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END) AS quantity
    FROM production_outputreceipt r JOIN stock_move m ON m.id = r.move_id
    JOIN production_order o ON o.id = r.order_id AND o.item_id = m.item_id GROUP BY r.order_id
)
SELECT o.number, coalesce(s.quantity, 0), o.received
FROM production_order o LEFT JOIN moved s ON s.order_id = o.id
WHERE coalesce(s.quantity, 0) <> o.received
"""

DONE_IS_RECEIVED = """
SELECT number, firsts + seconds, received FROM production_order
WHERE state = 'done' AND NOT is_history AND received <> firsts + seconds
"""

DRAWN_AS_REPORTED = """
WITH sent AS MATERIALIZED (
    SELECT work_order_id, sum(quantity) AS quantity FROM production_reviewdecision
    WHERE outcome = 'rework' GROUP BY work_order_id
), reworked AS MATERIALIZED (
    SELECT work_order_id, sum(firsts + seconds + waste + held) AS quantity
    FROM production_quantityreport WHERE is_rework GROUP BY work_order_id
), lost AS MATERIALIZED (
    SELECT q.work_order_id,
           sum(CASE WHEN s.kind = 'close' THEN q.waste ELSE q.firsts + q.seconds END) AS quantity
    FROM production_quantityreport q
    JOIN production_scan s ON s.id = q.scan_id AND s.kind IN ('close', 'rehome')
    GROUP BY q.work_order_id
), worked AS MATERIALIZED (
    SELECT w.id, w.order_id, w.operation_id, -coalesce(x.quantity, 0) +
           least(w.firsts + w.seconds + w.waste + w.held + CASE WHEN s.quantity IS NULL THEN 0
                 ELSE greatest(s.quantity - coalesce(r.quantity, 0), 0) END, w.released) AS pieces
    FROM production_workorder w
    LEFT JOIN sent s ON s.work_order_id = w.id
    LEFT JOIN reworked r ON r.work_order_id = w.id
    LEFT JOIN lost x ON x.work_order_id = w.id
    WHERE w.short_reason = '' AND w.state <> 'cancelled'
), hand AS MATERIALIZED (
    SELECT x.line_id, sum(m.quantity) AS quantity
    FROM production_materialissue x JOIN stock_move m ON m.id = x.move_id
    WHERE x.by_hand GROUP BY x.line_id
), line AS (
    SELECT l.*, o.number, i.code, coalesce(h.quantity, 0) AS by_hand,
           CASE WHEN w.pieces = 0 THEN 0 ELSE i.resolution * ceil(greatest(0, l.fixed_quantity
               + w.pieces * l.per_unit_numerator / l.per_unit_denominator) / i.resolution) END
               AS due
    FROM production_materialline l
    JOIN production_order o ON o.id = l.order_id
    JOIN catalog_item i ON i.id = l.item_id
    JOIN worked w ON w.order_id = l.order_id AND w.operation_id = l.operation_id
    LEFT JOIN hand h ON h.line_id = l.id
    WHERE l.mode = 'automatic' AND o.state IN ('planned', 'in_progress', 'done')
)
SELECT number || ' ' || code, 'due ' || due, 'consumed ' || consumed || ', owed ' || owed
FROM line WHERE consumed + owed NOT BETWEEN due AND due + by_hand
"""

UNDONE_ISSUES_ARE_BACK = """
SELECT o.number, 'all of it back in stock', 'item ' || m.item_id || ': ' || sum(
    CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END)
FROM production_materialissue x
JOIN production_order o ON o.id = x.order_id
JOIN stock_move m ON m.id = x.move_id
WHERE x.line_id IS NULL GROUP BY o.number, m.item_id
HAVING sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END) <> 0
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
        "Automatic material is drawn, issued ahead or owed for exactly the pieces reported.",
        DRAWN_AS_REPORTED,
    ),
    sql_invariant(
        "production.undone_issues_are_back",
        "What was issued to a line that is gone came back as a whole.",
        UNDONE_ISSUES_ARE_BACK,
    ),
    sql_invariant(
        "production.nothing_kept_when_closed",
        "A done or cancelled order needs and owes nothing.",
        NOTHING_KEPT_WHEN_CLOSED,
    ),
)
