"""What must be right after every verb, in one cheap statement: the sums of the books."""

from django.db import connection

CONSERVED = """
SELECT (SELECT count(*) FROM stock_claim c JOIN stock_need n ON n.id = c.need_id
        WHERE n.closed_at IS NOT NULL),
       (SELECT sum(quantity) FROM stock_balance),
       (SELECT count(*) FROM (
            SELECT n.id FROM stock_need n JOIN stock_claim c ON c.need_id = n.id
            GROUP BY n.id HAVING sum(c.quantity) > n.quantity - n.served) over_claimed),
       (SELECT sum(l.consumed - n.served) FROM production_materialline l
        JOIN stock_need n ON n.id = l.need_id),
       (SELECT sum(amount) FROM production_costfact)
"""
"""Closed needs hold nothing; what left one place is at another; nobody claims more than is lacking;
what lines consumed was served; what went into closed orders came out."""


def conserved() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(CONSERVED)
        return not any(cursor.fetchone())
