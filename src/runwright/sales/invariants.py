"""What must always be true of sales orders and deliveries."""

from runwright.journal.invariants import sql_invariant
from runwright.journal.lives import life_invariants
from runwright.sales.states import ORDER_LIFE

DELIVERED_IS_MOVED = """
WITH went AS (
    SELECT d.line_id, sum(CASE WHEN d.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END)
           AS quantity
    FROM sales_deliveryline d JOIN stock_move m ON m.id = d.move_id GROUP BY d.line_id
)
SELECT o.number || ' ' || i.code, coalesce(w.quantity, 0), l.delivered
FROM sales_salesline l
JOIN sales_salesorder o ON o.id = l.order_id
JOIN catalog_item i ON i.id = l.item_id
LEFT JOIN went w ON w.line_id = l.id
WHERE l.delivered <> coalesce(w.quantity, 0)
"""

DELIVERY_OF_THE_LINE = """
SELECT d.id, 'goods of line ' || l.id || ' to a customer', m.item_id || ' to ' || t.kind
FROM sales_deliveryline d
JOIN sales_delivery y ON y.id = d.delivery_id
JOIN sales_salesline l ON l.id = d.line_id
JOIN stock_move m ON m.id = d.move_id
JOIN stock_place t ON t.id = CASE WHEN d.reverses_id IS NULL THEN m.target_id ELSE m.source_id END
LEFT JOIN sales_deliveryline undone ON undone.id = d.reverses_id
WHERE m.item_id <> l.item_id OR t.kind <> 'customer' OR y.order_id <> l.order_id
   OR (d.reverses_id IS NOT NULL AND (m.reverses_id IS DISTINCT FROM undone.move_id
                                      OR d.revenue <> undone.revenue))
"""

KEPT_AS_PROMISED = """
SELECT o.number || ' ' || i.code,
       CASE WHEN o.state = 'confirmed' THEN 'a need of ' || (l.quantity - l.given_up)
            ELSE 'no open need' END,
       coalesce(n.quantity || ', served ' || n.served, 'none')
FROM sales_salesline l
JOIN sales_salesorder o ON o.id = l.order_id
JOIN catalog_item i ON i.id = l.item_id
LEFT JOIN stock_need n ON n.id = l.need_id
WHERE (o.state = 'confirmed'
       AND (n.id IS NULL OR n.closed_at IS NOT NULL OR n.quantity <> l.quantity - l.given_up
            OR n.served <> l.delivered OR n.group_id IS DISTINCT FROM o.group_id))
   OR (o.state <> 'confirmed' AND n.id IS NOT NULL AND n.closed_at IS NULL)
"""

STATE_AS_DELIVERED = """
SELECT o.number, 'as delivered: ' || bool_or(l.delivered > 0), o.state
FROM sales_salesorder o JOIN sales_salesline l ON l.order_id = o.id
GROUP BY o.id
HAVING (o.state IN ('estimate', 'cancelled', 'lost') AND bool_or(l.delivered > 0))
    OR (o.state = 'fulfilled' AND bool_or(l.quantity > l.delivered + l.given_up))
    OR (o.state = 'confirmed' AND NOT bool_or(l.quantity > l.delivered + l.given_up))
"""

FIRM_WHEN_PROMISED = """
SELECT o.number, CASE WHEN o.state = 'confirmed' THEN 'firm' ELSE 'planned' END, g.strength
FROM sales_salesorder o JOIN stock_demandgroup g ON g.id = o.group_id
WHERE (o.state = 'confirmed' AND g.strength <> 'firm')
   OR (o.state = 'lost' AND g.strength <> 'planned')
"""

INVARIANTS = (
    *life_invariants(ORDER_LIFE, room="sales", table="sales_salesorder"),
    sql_invariant(
        "sales.delivered_is_moved",
        "What was delivered of a line is what its deliveries moved.",
        DELIVERED_IS_MOVED,
    ),
    sql_invariant(
        "sales.delivery_of_the_line",
        "A delivery takes goods of its line to a customer, and a correction brings them back.",
        DELIVERY_OF_THE_LINE,
    ),
    sql_invariant(
        "sales.kept_as_promised",
        "Stock keeps for a confirmed order what it still owes, and nothing for another.",
        KEPT_AS_PROMISED,
    ),
    sql_invariant(
        "sales.state_as_delivered",
        "The state of an order is what its deliveries say.",
        STATE_AS_DELIVERED,
    ),
    sql_invariant(
        "sales.firm_when_promised",
        "What is promised is firm, and what was lost is not.",
        FIRM_WHEN_PROMISED,
    ),
)
