"""What is made for sales lines."""

from runwright.journal.invariants import sql_invariant

LINKS_FIT = """
SELECT o.number || ' → ' || s.number, 'item ' || l.item_id, 'item ' || o.item_id
FROM production_saleslink k
JOIN production_order o ON o.id = k.order_id
JOIN sales_salesline l ON l.id = k.line_id
JOIN sales_salesorder s ON s.id = l.order_id
WHERE o.item_id <> l.item_id
"""

INVARIANTS = (
    sql_invariant(
        "production.sales_links_fit",
        "An order is made for lines of its own item.",
        LINKS_FIT,
    ),
)
