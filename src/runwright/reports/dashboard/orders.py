"""Orders, quantities and time through the shop."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Aggregate, Count, DurationField, F, Q, QuerySet, Sum

from runwright.kernel.rounding import round_half_up
from runwright.people.actor import Actor
from runwright.production.selectors import (
    decisions_all,
    orders_all,
    reports_all,
)
from runwright.production.selectors.outcomes import made_between, made_ever
from runwright.reports.figure import Figure, both
from runwright.reports.lists.columns import Label
from runwright.reports.lists.conditions import WITHDRAWN, lasted, order_counts_in
from runwright.reports.lists.words import ORDER_STATES
from runwright.reports.periods import Period
from runwright.units.selectors import units_all

BILLIONTH = Decimal("1E-9")


class Median(Aggregate):
    """The middle of durations, halfway between the two middle ones of an even number."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Quantities:
    """Sums of one unit category in its reference unit, so that pieces and kilograms stay apart.

    Firsts are those of the output operation, over ``orders_with_output`` orders; seconds, waste,
    held pieces and rework marks are those of all operations, after review.
    """

    unit: str
    ordered: Decimal = Decimal(0)
    firsts: Decimal = Decimal(0)
    seconds: Decimal = Decimal(0)
    waste: Decimal = Decimal(0)
    held: Decimal = Decimal(0)
    rework: int = 0
    orders_with_output: int = 0


def made_query(period: Period, key: str) -> str:
    """The orders of which something came within a period, with how much, as a question."""
    columns = f"columns=number,state,item,name,quantity,made_{key},started,ended&sort=-ended"
    return both(period.query("made"), "withdrawn=no", f"with_{key}=yes", columns)


def made_figure(key: str, label: Label, made: Quantities, period: Period, part: str) -> Figure:
    """How much of one kind came of orders within a period; marks of rework are no quantity."""
    unit = "" if part == "rework" else made.unit
    value, query = getattr(made, part), made_query(period, part)
    return Figure(key, label, value, unit, "orders", query, sums=f"made_{part}")


def orders_in(period: Period, *, actor: Actor) -> QuerySet[Any]:
    """Orders done or cancelled in the period; open ones that were worked on or made in it."""
    orders = orders_all(actor=actor).exclude(WITHDRAWN).order_by()
    if not (period.start and period.end):
        return orders
    return orders.filter(order_counts_in(period.start, period.end))


def counted_in(period: Period, *, actor: Actor) -> list[Mapping[str, Any]]:
    """The orders of a period by state and unit: how many, what was ordered and, for all time, what
    the orders say came of them."""
    sums: dict[str, Any] = {"count": Count("pk"), "ordered": Sum("quantity")}
    if not period.start:
        sums |= _WORKED
    named = {f"sum_{key}": value for key, value in sums.items()}
    orders = orders_in(period, actor=actor).values("state", unit=F("item__unit"))
    return list(orders.annotate(**named))


def states_of(counted: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many of the counted orders are in each state, in the order of their life."""
    found = dict.fromkeys(ORDER_STATES, 0)
    for row in counted:
        found[row["state"]] += row["sum_count"]
    return found


def time_through(period: Period, *, actor: Actor) -> timedelta | None:
    """The median time from first start to last end, over orders last worked on in the period."""
    orders = orders_all(actor=actor).exclude(last_activity_at=None)
    if period.start and period.end:
        orders = orders.filter(last_activity_at__gte=period.start, last_activity_at__lt=period.end)
    through = orders.aggregate(median=Median(lasted("first_activity_at", "last_activity_at")))
    median: timedelta | None = through["median"]
    return median


def quantities_in(
    period: Period, counted: Iterable[Mapping[str, Any]], *, actor: Actor
) -> list[Quantities]:
    """Ordered and reported quantities per unit category; always at least one row."""
    rows = [*map(_ordered, counted), *_happened(period, actor), *_with_output(period, actor)]
    units = list(units_all(actor=actor))
    symbols = {unit.category_id: unit.symbol for unit in units if unit.is_reference}
    ratios = {unit.id: Fraction(unit.numerator, unit.denominator) for unit in units}
    categories = {unit.id: unit.category_id for unit in units}
    grouped: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(categories[row["unit"]], []).append(row)
    found = [_summed(symbols[key], rows, ratios) for key, rows in sorted(grouped.items())]
    return found or [Quantities(unit=next(iter(symbols.values()), ""))]


def _summed(
    unit: str, rows: Sequence[Mapping[str, Any]], ratios: Mapping[int, Fraction]
) -> Quantities:
    def amount(key: str) -> Decimal:
        parts = (Fraction(row.get(key) or 0) * ratios[row["unit"]] for row in rows)
        return round_half_up(sum(parts, Fraction(0)), BILLIONTH)

    def count(key: str) -> int:
        return sum(row.get(key) or 0 for row in rows)

    return Quantities(
        unit=unit,
        ordered=amount("sum_ordered"),
        firsts=amount("sum_firsts"),
        seconds=amount("sum_seconds"),
        waste=amount("sum_waste"),
        held=amount("sum_held"),
        rework=count("sum_rework"),
        orders_with_output=count("sum_orders_with_output"),
    )


def _ordered(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was given up was not ordered, though something may have come of it."""
    return {**row, "sum_ordered": 0} if row["state"] == "cancelled" else row


def _happened(period: Period, actor: Actor) -> Iterator[Mapping[str, Any]]:
    """Per unit what was reported, and what was decided about held pieces, within the period.

    An order that lies in the period as a whole brings its sums; only those that reach over its
    ends, or were corrected or decided upon, need their single facts.
    """
    if not (period.start and period.end):
        return
    orders = orders_all(actor=actor).exclude(WITHDRAWN).order_by()
    active = orders.filter(first_activity_at__lt=period.end, last_activity_at__gte=period.start)
    whole = _is_whole(period.start, period.end, actor)
    yield from _per_unit(active.filter(whole), "item__unit", _WORKED)
    partly = list(active.exclude(whole).values_list("pk", flat=True))
    within = Q(at__gte=period.start, at__lt=period.end, work_order__order__in=partly)
    unit = "work_order__order__item__unit"
    yield from _per_unit(reports_all(actor=actor).filter(within), unit, _REPORTED)
    yield from _per_unit(decisions_all(actor=actor).filter(within), unit, _DECIDED)


def _with_output(period: Period, actor: Actor) -> Iterable[Mapping[str, Any]]:
    """Per unit how many orders brought first quality within the period."""
    orders = orders_all(actor=actor).exclude(WITHDRAWN)
    made = made_ever()
    if period.start and period.end:
        orders = orders.filter(first_activity_at__lt=period.end, last_activity_at__gte=period.start)
        made = made_between(period.start, period.end)
    orders = orders.annotate(made=made["made_firsts"]).exclude(made=0)
    return _per_unit(orders, "item__unit", {"orders_with_output": Count("pk")})


def _is_whole(start: datetime, end: datetime, actor: Actor) -> Q:
    """The condition that the sums of an order are those of the period."""
    reversals = reports_all(actor=actor).filter(reverses__isnull=False)
    whole = Q(first_activity_at__gte=start, last_activity_at__lt=end)
    for facts in (decisions_all(actor=actor), reversals):
        whole &= ~Q(pk__in=facts.order_by().values("work_order__order"))
    return whole


_WORKED: dict[str, Any] = {
    **{key: Sum(key) for key in ("firsts", "seconds", "waste", "held")},
    "rework": Sum("rework_marks"),
}
_OUTPUT = Q(work_order__is_output=True)
_REPORTED: dict[str, Any] = {
    "firsts": Sum("firsts", filter=_OUTPUT),
    "seconds": Sum(F("seconds") - F("from_seconds")),
    "waste": Sum("waste"),
    "held": Sum("held"),
    "rework": Count("pk", filter=Q(is_rework=True, reverses=None))
    - Count("pk", filter=Q(is_rework=True, reverses__isnull=False)),
}
_DECIDED: dict[str, Any] = {
    "firsts": Sum("quantity", filter=_OUTPUT & Q(outcome="release")),
    "seconds": Sum("quantity", filter=Q(outcome="downgrade")),
    "waste": Sum("quantity", filter=Q(outcome="scrap")),
    "held": -Sum("quantity"),
}


def _per_unit(rows: QuerySet[Any], unit: str, sums: dict[str, Any]) -> Iterable[Mapping[str, Any]]:
    named = {f"sum_{key}": value for key, value in sums.items()}
    return rows.order_by().values(unit=F(unit)).annotate(**named)
