"""The standard cost of an order: what it was planned to cost when it was first planned."""

from runwright.journal.rows import answer
from runwright.production.models import Order

STANDARD = """
UPDATE production_order o SET standard_material = coalesce(o.standard_material, (
    SELECT round(coalesce(sum(n.quantity * m.planned_unit_cost), 0), 2)
    FROM production_materialline m JOIN stock_need n ON n.id = m.need_id
    WHERE m.order_id = o.id)),
standard_work = coalesce(o.standard_work, (
    SELECT round(sum(w.expected_minutes * w.labour_rate / 60), 2)
           + round(sum(w.expected_minutes * w.machine_rate / 60), 2)
    FROM production_workorder w WHERE w.order_id = o.id AND w.state <> 'cancelled'))
WHERE o.id = %(order)s
RETURNING standard_material, standard_work
"""

CLEARED = """
UPDATE production_order SET standard_material = NULL, standard_work = NULL WHERE id = %(order)s
RETURNING standard_material, standard_work
"""


def standard_set(*, order: Order) -> None:
    """Keep what an order is planned to cost, where that is not known yet."""
    _run(order, STANDARD)


def standard_clear(*, order: Order) -> None:
    """A draft has no standard: it will be planned anew."""
    _run(order, CLEARED)


def _run(order: Order, statement: str) -> None:
    ((order.standard_material, order.standard_work),) = answer(statement, {"order": order.id})
