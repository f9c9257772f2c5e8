"""What the guards of an order ask about."""

from decimal import Decimal

from django.db import connection
from django.db.models import F, Sum

from runwright.production.models import (
    MaterialLine,
    Order,
    QuantityReport,
    ReviewDecision,
    ReviewOutcome,
    TimeInterval,
    WorkOrder,
)
from runwright.production.models.orders import MANDATORY
from runwright.production.states import Situation
from runwright.stock.selectors import NeedCover, needs_cover

FLOOR_FACTS = """
SELECT count(*) FROM (
    {facts}
) AS fact
"""

_STANDING = """
    SELECT f.id FROM {table} f JOIN production_workorder w ON w.id = f.work_order_id
    WHERE w.order_id = %(order)s AND f.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM {table} o WHERE o.reverses_id = f.id)
"""

_TABLES = (
    "production_quantityreport",
    "production_reviewdecision",
    "production_timerstart",
    "production_timebooking",
)


def floor_facts(*, order_id: int) -> int:
    """How many floor facts of an order no later fact has undone."""
    facts = " UNION ALL ".join(_STANDING.format(table=table) for table in _TABLES)
    with connection.cursor() as cursor:
        cursor.execute(FLOOR_FACTS.format(facts=facts), {"order": order_id})
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def rework_awaited(*, order_id: int) -> dict[int, Decimal]:
    """By work order: pieces that were sent back for rework there and not reported again yet."""
    sent = ReviewDecision.objects.filter(
        work_order__order=order_id, outcome=ReviewOutcome.REWORK
    ).values_list("work_order_id")
    awaited = dict(sent.annotate(Sum("quantity")))
    if not awaited:
        return {}
    again = QuantityReport.objects.filter(work_order__in=awaited, is_rework=True)
    total = F("firsts") + F("seconds") + F("waste") + F("held")
    reported = dict(again.values_list("work_order_id").annotate(pieces=Sum(total)))
    return {key: sent - reported.get(key, Decimal()) for key, sent in awaited.items()}


def work_orders_with_facts(*, order_id: int) -> list[int]:
    """The work orders of an order that any floor fact names, undone or not."""
    facts = " UNION ".join(_NAMED.format(table=table) for table in _TABLES)
    with connection.cursor() as cursor:
        cursor.execute(facts, {"order": order_id})
        return [row[0] for row in cursor.fetchall()]


_NAMED = """
    SELECT w.id FROM production_workorder w
    WHERE w.order_id = %(order)s AND EXISTS (SELECT FROM {table} f WHERE f.work_order_id = w.id)
"""


def situation_of(*, order: Order, override: str = "") -> Situation:
    """Read everything the guards of an order's next steps need."""
    work_orders = list(WorkOrder.objects.filter(order=order).order_by("sequence"))
    timed = TimeInterval.objects.filter(work_order__order=order, ended_at=None)
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
        without_operations=bool(order.routing and not order.routing.operations.exists()),
        short=_short(order),
        override=override,
        unfinished=tuple(w.name for w in work_orders if w.state not in ("finished", "cancelled")),
        open_timers=tuple(timed.values_list("work_order__name", flat=True).distinct()),
        held=WorkOrder.objects.filter(order=order).aggregate(held=Sum("held"))["held"] or Decimal(),
        owed=tuple(
            MaterialLine.objects.filter(order=order, owed__gt=0).values_list(
                "item__code", flat=True
            )
        ),
        received=order.received,
        issued=tuple(
            MaterialLine.objects.filter(order=order, consumed__gt=0).values_list(
                "item__code", flat=True
            )
        ),
        facts=floor_facts(order_id=order.id),
    )


def _foreign_recipes(order: Order) -> tuple[str, ...]:
    recipes = (order.bom, order.routing)
    return tuple(str(r) for r in recipes if r and r.item_id != order.item_id)


def _short(order: Order) -> tuple[str, ...]:
    lines = list(MaterialLine.objects.select_related("need", "item").filter(order=order))
    cover = needs_cover(needs=[line.need for line in lines])
    return tuple(line.item.code for line in lines if cover[line.need_id].short)


def availability_of(covers: list[NeedCover]) -> str:
    """One word for the material of an order: available, partial or unavailable."""
    if not any(cover.short for cover in covers):
        return "available"
    if any(cover.claimed or cover.served for cover in covers):
        return "partial"
    return "unavailable"
