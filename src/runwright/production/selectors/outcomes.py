"""What came of orders within a stretch of time: of each, and how many something came of."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    Count,
    DecimalField,
    Expression,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from runwright.people.actor import Actor
from runwright.production.day_sums import EARLIEST, LATEST
from runwright.production.models import QuantityReport, ReviewDecision

OUTPUT = Q(work_order__is_output=True)
REPORTED: dict[str, Expression] = {
    "firsts": Sum("firsts", filter=OUTPUT),
    "seconds": Sum(F("seconds") - F("from_seconds")),
    "waste": Sum("waste"),
    "held": Sum("held"),
}
DECIDED: dict[str, Expression] = {
    "firsts": Sum("quantity", filter=OUTPUT & Q(outcome="release")),
    "seconds": Sum("quantity", filter=Q(outcome="downgrade")),
    "waste": Sum("quantity", filter=Q(outcome="scrap")),
    "held": -Sum("quantity"),
}
OF_ORDER = {key: key for key in ("firsts", "seconds", "waste", "held")} | {"rework": "rework_marks"}
"""What an order says itself came of it, from its first day to its last."""


def made_ever() -> dict[str, Expression | F]:
    """All that came of an order, as annotations: after review, firsts of its last operation."""
    return {f"made_{key}": F(name) for key, name in OF_ORDER.items()}


def made_between(start: datetime | None, end: datetime | None) -> dict[str, Expression | F]:
    """The same, of what was reported and decided between two instants. Only orders that reach over
    these, or were decided upon, are asked for their facts."""
    whole = Q(first_activity_at__gte=start) if start else Q(first_activity_at__isnull=False)
    whole &= Q(last_activity_at__lt=end) if end else Q()
    whole &= ~decided_between(None, None)
    reports = QuantityReport.objects.filter(_within(start, end))
    decisions = ReviewDecision.objects.filter(_within(start, end))
    found: dict[str, Expression] = {"rework": _counted(reports, _marks())}
    for key, reported in REPORTED.items():
        found[key] = _summed(reports, reported) + _summed(decisions, DECIDED[key])
    return {
        f"made_{key}": Case(When(whole, then=F(name)), default=found[key])
        for key, name in OF_ORDER.items()
    }


def decided_between(start: datetime | None, end: datetime | None) -> Q:
    """Orders with pieces that were decided about between two instants: only that may happen while
    nobody works on them. What is taken back goes at its own instant."""
    decisions = ReviewDecision.objects.filter(_within(start, end))
    return Q(pk__in=decisions.values("work_order__order"))


def _within(start: datetime | None, end: datetime | None) -> Q:
    bounds = {"at__gte": start, "at__lt": end}
    return Q(**{name: at for name, at in bounds.items() if at})


def _marks() -> Count:
    """Marks of rework that were not taken back with all their pieces."""
    pieces, undone = (
        sum((F(f"{path}{key}") for key in ("seconds", "waste", "held")), F(f"{path}firsts"))
        for path in ("", "reversals__")
    )
    marked = QuantityReport.objects.filter(is_rework=True, reversals__isnull=False)
    gone = marked.order_by().annotate(left=pieces + Sum(undone)).filter(left=0).values("pk")
    return Count("pk", filter=Q(is_rework=True, reverses=None) & ~Q(pk__in=gone))


def _summed(facts: QuerySet, amount: Expression) -> Coalesce:
    field: DecimalField = DecimalField(max_digits=33, decimal_places=9)
    return Coalesce(_of_order(facts, amount, field), Value(0), output_field=field)


def _counted(facts: QuerySet, amount: Expression) -> Coalesce:
    field: IntegerField = IntegerField()
    return Coalesce(_of_order(facts, amount, field), Value(0), output_field=field)


def _of_order(facts: QuerySet, amount: Expression, field: DecimalField | IntegerField) -> Subquery:
    own = facts.filter(work_order__order=OuterRef("pk")).order_by()
    sums = own.values("work_order__order").annotate(amount=amount).values("amount")
    return Subquery(sums, output_field=field)


WITH_OUTPUT = """
WITH decided AS MATERIALIZED (
    SELECT w.order_id, bool_or(d.at >= %(start)s AND d.at < %(end)s) AS inside,
           bool_or(d.at < %(start)s OR d.at >= %(end)s) AS outside
    FROM production_reviewdecision d CROSS JOIN LATERAL (
        SELECT order_id FROM production_workorder WHERE id = d.work_order_id OFFSET 0) w
    GROUP BY 1
), active AS (
    SELECT o.id, o.item_id, o.firsts,
           (o.first_activity_at >= %(start)s AND o.last_activity_at < %(end)s) IS TRUE
               AND d.outside IS NOT TRUE AS whole
    FROM production_order o LEFT JOIN decided d ON d.order_id = o.id
    WHERE NOT (o.is_history AND o.state = 'cancelled')
      AND (o.first_activity_at < %(end)s AND o.last_activity_at >= %(start)s OR d.inside)
), grouped AS MATERIALIZED (
    SELECT item_id, count(*) FILTER (WHERE whole AND firsts <> 0) AS orders,
           array_agg(id) FILTER (WHERE NOT whole) AS partly
    FROM active GROUP BY 1
), found AS (
    SELECT item_id, orders FROM grouped
    UNION ALL
    SELECT g.item_id, 1
    FROM grouped g CROSS JOIN LATERAL unnest(g.partly) p (id) CROSS JOIN LATERAL (
        SELECT sum(f.firsts) AS firsts
        FROM production_workorder w CROSS JOIN LATERAL (
            SELECT at, firsts FROM production_quantityreport WHERE work_order_id = w.id
            UNION ALL
            SELECT at, quantity FROM production_reviewdecision
            WHERE work_order_id = w.id AND outcome = 'release') f
        WHERE w.order_id = p.id AND w.is_output AND f.at >= %(start)s AND f.at < %(end)s
        OFFSET 0) made
    WHERE made.firsts <> 0
)
SELECT i.unit_id AS unit, sum(f.orders)::int AS orders_with_output
FROM found f JOIN catalog_item i ON i.id = f.item_id GROUP BY 1
"""


def orders_with_output(
    *, start: datetime | None, end: datetime | None, actor: Actor
) -> list[dict[str, Any]]:
    """How many orders brought firsts between two instants, by ``unit`` (its id)."""
    actor.require("production.view")
    with connection.cursor() as cursor:
        cursor.execute(WITH_OUTPUT, {"start": start or EARLIEST, "end": end or LATEST})
        return [{"unit": unit, "orders_with_output": orders} for unit, orders in cursor.fetchall()]
