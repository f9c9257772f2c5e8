"""What is made for sales lines."""

from runwright.journal.invariants import sql_invariant

LINKS_FIT = """
SELECT o.number || ' → ' || s.number, 'the item of the line, up to ' || o.quantity,
       o.item_id || ': ' || k.quantity
FROM production_saleslink k
JOIN production_order o ON o.id = k.order_id
JOIN sales_salesline l ON l.id = k.line_id
JOIN sales_salesorder s ON s.id = l.order_id
WHERE o.item_id <> l.item_id OR k.quantity > l.quantity
"""

INVARIANTS = (
    sql_invariant(
        "production.sales_links_fit",
        "An order is made for lines of its item, for no more than they ask for.",
        LINKS_FIT,
    ),
)
