"""What the guards of an order ask about."""

from decimal import Decimal
from functools import cache

from runwright.journal.rows import answer
from runwright.production.models import Order
from runwright.production.models.orders import MANDATORY
from runwright.production.states import Material, Situation, Work
from runwright.stock.selectors import NeedCover

_STANDING = """
    SELECT f.id FROM {table} f JOIN production_workorder w ON w.id = f.work_order_id
    WHERE w.order_id = %(order)s AND f.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM {table} o WHERE o.reverses_id = f.id {part})
"""

REPORT_GONE = """
HAVING count(*) > 0 AND sum(o.firsts + o.seconds + o.waste + o.held)
                        = -({fact}.firsts + {fact}.seconds + {fact}.waste + {fact}.held)
"""
"""Of the reversals ``o`` of a report: together they have undone all of it."""


def _standing(table: str) -> str:
    """The facts of a table that no later fact has undone; a report can be undone in part."""
    part = REPORT_GONE.format(fact="f") if table == "production_quantityreport" else ""
    return _STANDING.format(table=table, part=part)


_TABLES = (
    "production_quantityreport",
    "production_reviewdecision",
    "production_timerstart",
    "production_timebooking",
)

FLOOR_FACTS = f"""
SELECT count(*) FROM ({" UNION ALL ".join(_standing(table) for table in _TABLES)}) f
"""


def floor_facts(*, order_id: int) -> int:
    """How many floor facts of an order no later fact has undone."""
    return int(answer(FLOOR_FACTS, {"order": order_id})[0][0])


AWAITED = """
SELECT d.work_order_id, sum(d.quantity) - coalesce(
    (SELECT sum(q.firsts + q.seconds + q.waste + q.held) FROM production_quantityreport q
     WHERE q.work_order_id = d.work_order_id AND q.is_rework), 0)
FROM production_reviewdecision d JOIN production_workorder w ON w.id = d.work_order_id
WHERE w.order_id = %(order)s AND d.outcome = 'rework'
GROUP BY d.work_order_id
"""


def lost_of(*, order: str, work_order: str) -> str:
    """The statement for pieces that were never worked at an operation: of batches that were closed
    by hand before, or that came from another order, which had drawn their material."""
    return f"""
SELECT coalesce(sum(CASE WHEN s.kind = 'close' THEN q.waste ELSE q.firsts + q.seconds END), 0)
FROM production_scan s JOIN production_quantityreport q ON q.scan_id = s.id
WHERE s.order_id = {order} AND s.kind IN ('close', 'rehome') AND q.work_order_id = {work_order}
"""


def rework_awaited(*, order_id: int) -> dict[int, Decimal]:
    """By work order: pieces that were sent back for rework there and not reported again yet."""
    return dict(answer(AWAITED, {"order": order_id}))


def work_orders_with_facts(*, order_id: int) -> list[int]:
    """The work orders of an order that any floor fact names, undone or not."""
    facts = " UNION ".join(_NAMED.format(table=table) for table in _TABLES)
    return [key for (key,) in answer(facts, {"order": order_id})]


_NAMED = """
    SELECT w.id FROM production_workorder w
    WHERE w.order_id = %(order)s AND EXISTS (SELECT FROM {table} f WHERE f.work_order_id = w.id)
"""


MATERIAL = """
SELECT i.code,
       n.quantity - n.served > (SELECT coalesce(sum(c.quantity), 0) FROM stock_claim c
                                LEFT JOIN stock_expectedsupply s ON s.id = c.supply_id
                                WHERE c.need_id = n.id AND (s.id IS NULL OR s.due_at IS NOT NULL)),
       EXISTS (SELECT FROM stock_claim c JOIN stock_expectedsupply s ON s.id = c.supply_id
               WHERE c.need_id = n.id AND s.due_at IS NOT NULL),
       m.owed > 0, m.consumed > 0, m.mode = 'manual' AND m.consumed = 0
FROM production_materialline m
JOIN stock_need n ON n.id = m.need_id JOIN catalog_item i ON i.id = m.item_id
WHERE m.order_id = %(order)s ORDER BY m.position
"""

WORK = """
SELECT w.name, w.state NOT IN ('finished', 'cancelled'),
       EXISTS (SELECT FROM production_timeinterval t
               WHERE t.work_order_id = w.id AND t.ended_at IS NULL),
       w.held
FROM production_workorder w WHERE w.order_id = %(order)s ORDER BY w.sequence
"""

WITHOUT_OPERATIONS = """
SELECT NOT EXISTS (SELECT FROM engineering_operation p WHERE p.routing_id = o.routing_id)
FROM production_order o WHERE o.id = %(order)s AND o.routing_id IS NOT NULL
"""


def situation_of(*, order: Order, override: str = "") -> Situation:
    """What the guards of an order's next steps need; the rest is read as they ask."""
    return Situation(
        number=order.number,
        state=order.state,
        missing=tuple(
            name
            for name in MANDATORY
            if getattr(order, f"{name}_id", None) is None and getattr(order, name) is None
        ),
        unvalidated_bom=str(order.bom) if order.bom and order.bom.state == "draft" else "",
        is_due_before_start=bool(
            order.deadline and order.planned_start and order.deadline < order.planned_start
        ),
        recipe_of_another_item=_foreign_recipes(order),
        override=override,
        received=order.received,
        without_operations=lambda: answer(WITHOUT_OPERATIONS, {"order": order.id}) == [(True,)],
        material=cache(lambda: _material(order)),
        work=cache(lambda: _work(order)),
        facts=cache(lambda: floor_facts(order_id=order.id)),
    )


def _material(order: Order) -> Material:
    rows = answer(MATERIAL, {"order": order.id})
    names = ("short", "expected", "owed", "issued", "unrecorded")
    marked = {name: tuple(row[0] for row in rows if row[n]) for n, name in enumerate(names, 1)}
    return Material(**marked)


def _work(order: Order) -> Work:
    rows = answer(WORK, {"order": order.id})
    return Work(
        unfinished=tuple(name for name, is_open, _, _ in rows if is_open),
        open_timers=tuple(dict.fromkeys(name for name, _, is_timed, _ in rows if is_timed)),
        held=sum((held for *_, held in rows), Decimal()),
        batches=_batches(order) if order.batched is not None else (),
    )


def _batches(order: Order) -> tuple[str, ...]:
    return tuple(code for (code,) in answer(OPEN_BATCHES, {"order": order.id}))


OPEN_BATCHES = """
SELECT code FROM production_batch
WHERE order_id = %(order)s AND state IN ('created', 'scanned') ORDER BY id
"""


def _foreign_recipes(order: Order) -> tuple[str, ...]:
    recipes, own = (order.bom, order.routing), (order.item_id, order.item.family_id)
    return tuple(str(r) for r in recipes if r and r.item_id not in own)


def availability_of(covers: list[NeedCover]) -> str:
    """One word for the material of an order: available, expected, partial or unavailable.

    Expected means that what is not there yet will come on a firm date.
    """
    if not any(cover.short for cover in covers):
        return "expected" if any(cover.expected for cover in covers) else "available"
    if any(cover.claimed or cover.served or cover.expected for cover in covers):
        return "partial"
    return "unavailable"
