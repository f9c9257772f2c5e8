"""What must always be true of requests, quotations, orders and receipts."""

from runwright.journal.invariants import sql_invariant
from runwright.journal.lives import life_invariants
from runwright.purchasing.states import ORDER_LIFE, REQUEST_LIFE, RFQ_LIFE

RECEIVED_IS_MOVED = """
WITH came AS (
    SELECT r.line_id, sum(CASE WHEN r.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END)
           AS quantity
    FROM purchasing_receiptline r JOIN stock_move m ON m.id = r.move_id GROUP BY r.line_id
)
SELECT o.number || ' ' || i.code, coalesce(c.quantity, 0), l.received
FROM purchasing_purchaseline l
JOIN purchasing_purchaseorder o ON o.id = l.order_id
JOIN catalog_item i ON i.id = l.item_id
LEFT JOIN came c ON c.line_id = l.id
WHERE l.received <> coalesce(c.quantity, 0)
"""

RECEIPT_OF_THE_LINE = """
SELECT r.id, 'goods of line ' || l.id || ' from a supplier', m.item_id || ' from ' || s.kind
FROM purchasing_receiptline r
JOIN purchasing_receipt p ON p.id = r.receipt_id
JOIN purchasing_purchaseline l ON l.id = r.line_id
JOIN stock_move m ON m.id = r.move_id
JOIN stock_place s ON s.id = CASE WHEN r.reverses_id IS NULL THEN m.source_id ELSE m.target_id END
LEFT JOIN purchasing_receiptline undone ON undone.id = r.reverses_id
WHERE m.item_id <> l.item_id OR s.kind <> 'supplier' OR p.order_id <> l.order_id
   OR (r.reverses_id IS NOT NULL AND m.reverses_id IS DISTINCT FROM undone.move_id)
"""

EXPECTED_AS_ORDERED = """
WITH told AS (
    SELECT l.id, o.number || ' ' || i.code AS name,
           CASE WHEN o.state IN ('sent', 'partly_received')
                THEN greatest(l.quantity - l.received - l.given_up, 0) ELSE 0 END AS outstanding,
           CASE WHEN s.id IS NULL OR s.closed_at IS NOT NULL THEN 0
                ELSE greatest(s.quantity - s.received, 0) END AS expected
    FROM purchasing_purchaseline l
    JOIN purchasing_purchaseorder o ON o.id = l.order_id
    JOIN catalog_item i ON i.id = l.item_id
    LEFT JOIN stock_expectedsupply s ON s.id = l.supply_id
)
SELECT name, outstanding, expected FROM told WHERE outstanding <> expected
"""

STATE_AS_RECEIVED = """
WITH told AS (
    SELECT o.number, o.state, coalesce(bool_or(l.received > 0), false) AS came,
           coalesce(bool_or(l.quantity > l.received + l.given_up), false) AS outstanding
    FROM purchasing_purchaseorder o
    LEFT JOIN purchasing_purchaseline l ON l.order_id = o.id GROUP BY o.id
)
SELECT number, 'as received: ' || came || ', outstanding: ' || outstanding, state FROM told
WHERE (state IN ('draft', 'sent', 'cancelled') AND came)
   OR (state = 'partly_received' AND NOT (came AND outstanding))
   OR (state = 'received' AND outstanding)
"""

LINKS_WITHIN_THE_LINE = """
SELECT r.number || ' ' || i.code, 'needs up to ' || l.quantity, sum(n.quantity)
FROM purchasing_requestneed n
JOIN purchasing_requestline l ON l.id = n.line_id
JOIN purchasing_purchaserequest r ON r.id = l.request_id
JOIN catalog_item i ON i.id = l.item_id
JOIN stock_need w ON w.id = n.need_id
GROUP BY r.number, i.code, l.id
HAVING sum(CASE WHEN w.closed_at IS NULL THEN n.quantity ELSE 0 END) > l.quantity
    OR bool_or(w.item_id <> l.item_id OR w.warehouse_id <> l.warehouse_id)
"""

ORDERED_WITHIN_THE_LINE = """
SELECT o.number || ' ' || l.position, 'requests up to ' || l.quantity, sum(q.quantity)
FROM purchasing_orderedrequest q
JOIN purchasing_purchaseline l ON l.id = q.line_id
JOIN purchasing_purchaseorder o ON o.id = l.order_id
JOIN purchasing_requestline r ON r.id = q.request_line_id
GROUP BY o.number, l.id
HAVING bool_or(r.item_id <> l.item_id OR r.warehouse_id <> l.warehouse_id)
    OR sum(q.quantity) > l.quantity
"""

ORDERED_ONCE = """
SELECT r.number || ' ' || l.position, 'one live order', count(*)
FROM purchasing_orderedrequest q
JOIN purchasing_purchaseline p ON p.id = q.line_id
JOIN purchasing_purchaseorder o ON o.id = p.order_id AND o.state <> 'cancelled'
JOIN purchasing_requestline l ON l.id = q.request_line_id
JOIN purchasing_purchaserequest r ON r.id = l.request_id
GROUP BY r.number, l.id HAVING count(*) > 1
"""

ACCEPTED_BY_ONE_ANSWER = """
SELECT r.number, CASE WHEN r.state = 'accepted' THEN 'one accepted answer' ELSE 'none' END,
       count(q.id)
FROM purchasing_rfq r LEFT JOIN purchasing_quote q ON q.rfq_id = r.id AND q.is_accepted
GROUP BY r.id HAVING count(q.id) <> CASE WHEN r.state = 'accepted' THEN 1 ELSE 0 END
"""

INVARIANTS = (
    *life_invariants(REQUEST_LIFE, room="purchasing", table="purchasing_purchaserequest"),
    *life_invariants(RFQ_LIFE, room="purchasing", table="purchasing_rfq"),
    *life_invariants(ORDER_LIFE, room="purchasing", table="purchasing_purchaseorder"),
    sql_invariant(
        "purchasing.received_is_moved",
        "What a line received is what its receipts moved.",
        RECEIVED_IS_MOVED,
    ),
    sql_invariant(
        "purchasing.receipt_of_the_line",
        "A receipt brings goods of its line from a supplier, and a correction takes them back.",
        RECEIPT_OF_THE_LINE,
    ),
    sql_invariant(
        "purchasing.expected_as_ordered",
        "Stock expects exactly what is ordered and not here.",
        EXPECTED_AS_ORDERED,
    ),
    sql_invariant(
        "purchasing.state_as_received",
        "The state of an order is what its receipts say.",
        STATE_AS_RECEIVED,
    ),
    sql_invariant(
        "purchasing.links_within_the_line",
        "A request serves needs of its item and warehouse, by no more than it asks for.",
        LINKS_WITHIN_THE_LINE,
    ),
    sql_invariant(
        "purchasing.ordered_within_the_line",
        "An order covers what its requests ask for.",
        ORDERED_WITHIN_THE_LINE,
    ),
    sql_invariant(
        "purchasing.ordered_once", "A line of a request stands on one live order.", ORDERED_ONCE
    ),
    sql_invariant(
        "purchasing.accepted_by_one_answer",
        "An accepted request for quotation has one accepted answer.",
        ACCEPTED_BY_ONE_ANSWER,
    ),
)
