"""What came of orders within a stretch of time, for queries over orders."""

from datetime import datetime

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

from runwright.production.models import QuantityReport, ReviewDecision

OUTPUT = Q(work_order__is_output=True)
FIRST, TAKEN_BACK = Q(reverses__isnull=True), Q(reverses__isnull=False)
REPORTED: dict[str, Expression] = {
    "firsts": Sum("firsts", filter=OUTPUT),
    "seconds": Sum(F("seconds") - F("from_seconds")),
    "waste": Sum("waste"),
    "held": Sum("held"),
    "rework": Count("pk", filter=Q(is_rework=True) & FIRST)
    - Count("pk", filter=Q(is_rework=True) & TAKEN_BACK),
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
    these, or were corrected or decided upon, are asked for their facts."""
    whole = Q(first_activity_at__gte=start) if start else Q()
    whole &= Q(last_activity_at__lt=end) if end else Q()
    for facts in (ReviewDecision.objects.all(), QuantityReport.objects.filter(TAKEN_BACK)):
        whole &= ~Q(pk__in=facts.values("work_order__order"))
    within = {name: at for name, at in (("at__gte", start), ("at__lt", end)) if at}
    reports = QuantityReport.objects.filter(**within)
    decisions = ReviewDecision.objects.filter(**within)
    return {
        f"made_{key}": Case(
            When(whole, then=F(name)),
            default=_summed(reports, REPORTED[key]) + _summed(decisions, DECIDED[key])
            if key in DECIDED
            else _counted(reports, REPORTED[key]),
        )
        for key, name in OF_ORDER.items()
    }


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
