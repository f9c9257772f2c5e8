"""Orders, quantities and time through the shop."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Aggregate, Count, DurationField, F, Sum

from runwright.kernel.rounding import round_half_up
from runwright.people.actor import Actor
from runwright.production.selectors import orders_all
from runwright.production.selectors.ended_days import outcomes_by_unit
from runwright.production.selectors.outcomes import orders_with_output
from runwright.reports.figure import Figure, both
from runwright.reports.lists.columns import Label
from runwright.reports.lists.conditions import OPEN_ORDER, lasted, order_is_of
from runwright.reports.lists.words import ORDER_STATES
from runwright.reports.periods import Period
from runwright.units.selectors import units_all

Row = Mapping[str, Any]
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


def counted_in(period: Period, ended: Sequence[Row], *, actor: Actor) -> list[Row]:
    """The orders that count in a period by ``state`` and ``unit``: how many (``orders``), and what
    was ordered; what was given up was not ordered. ``ended`` are those of ``ended_by_month``."""
    rows = orders_all(actor=actor).order_by().filter(OPEN_ORDER)
    rows = rows.filter(order_is_of(period.start, period.end))
    sums = {"orders": Count("pk"), "ordered": Sum("quantity")}
    return [
        *rows.values("state", unit=F("item__unit")).annotate(**sums),
        *({"state": "done", "unit": row["unit_id"], "orders": row["done"],
           "ordered": row["ordered"]} for row in ended),
        *({"state": "cancelled", "unit": row["unit_id"], "orders": row["cancelled"]}
          for row in ended),
    ]  # fmt: skip


def states_of(counted: Iterable[Row]) -> dict[str, int]:
    """How many of the counted orders are in each state, in the order of their life."""
    found = dict.fromkeys(ORDER_STATES, 0)
    for row in counted:
        found[row["state"]] += row["orders"]
    return found


def time_through(period: Period, *, actor: Actor) -> timedelta | None:
    """The median time from first start to last end, over orders last worked on in the period."""
    orders = orders_all(actor=actor).exclude(last_activity_at=None)
    if period.start and period.end:
        orders = orders.filter(last_activity_at__gte=period.start, last_activity_at__lt=period.end)
    through = orders.aggregate(median=Median(lasted("first_activity_at", "last_activity_at")))
    median: timedelta | None = through["median"]
    return median


def quantities_in(period: Period, counted: Iterable[Row], *, actor: Actor) -> list[Quantities]:
    """Ordered and reported quantities per unit category; always at least one row."""
    between: Any = {"start": period.start, "end": period.end, "actor": actor}
    rows = [*counted, *outcomes_by_unit(**between), *orders_with_output(**between)]
    units = list(units_all(actor=actor))
    symbols = {unit.category_id: unit.symbol for unit in units if unit.is_reference}
    ratios = {unit.id: Fraction(unit.numerator, unit.denominator) for unit in units}
    categories = {unit.id: unit.category_id for unit in units}
    grouped: dict[int, dict[int, list[Row]]] = {}
    for row in rows:
        grouped.setdefault(categories[row["unit"]], {}).setdefault(row["unit"], []).append(row)
    found = [_summed(symbols[key], own, ratios) for key, own in sorted(grouped.items())]
    return found or [Quantities(unit=next(iter(symbols.values()), ""))]


def _summed(
    unit: str, rows: Mapping[int, Sequence[Row]], ratios: Mapping[int, Fraction]
) -> Quantities:
    """The sums over the rows of each unit of a category."""

    def amount(key: str) -> Decimal:
        parts = (Fraction(_total(own, key)) * ratios[unit] for unit, own in rows.items())
        return round_half_up(sum(parts, Fraction(0)), BILLIONTH)

    def count(key: str) -> int:
        return sum(int(_total(own, key)) for own in rows.values())

    return Quantities(
        unit=unit,
        ordered=amount("ordered"),
        firsts=amount("firsts"),
        seconds=amount("seconds"),
        waste=amount("waste"),
        held=amount("held"),
        rework=count("rework"),
        orders_with_output=count("orders_with_output"),
    )


def _total(rows: Sequence[Row], key: str) -> Decimal | int:
    return sum(row.get(key) or 0 for row in rows)
