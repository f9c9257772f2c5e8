"""The report of costs: what done orders cost, by item, department and grade, and how it moved."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Abs
from django.utils.translation import gettext_lazy as _

from runwright.company.selectors import company_get
from runwright.people.actor import Actor
from runwright.production.selectors import costs_by_place, orders_all
from runwright.production.selectors.ended_days import ended_by_month
from runwright.reports.charts import Chart, Series
from runwright.reports.figure import Figure, both, count
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.conditions import within
from runwright.reports.periods import Period
from runwright.reports.report.definition import Contents, ReportDefinition, table_of
from runwright.reports.report.orders import month_query, month_words
from runwright.reports.report.sums import Row, months_of, total
from runwright.reports.rounding import mean, share, unit_cost

INPUTS = {"material": _("Material"), "labour": _("Labour"), "machine": _("Work centres")}
MOST_ITEMS = 6
MOST_ORDERS = 20


def costed_orders(period: Period, *, actor: Actor) -> QuerySet[Any]:
    """The orders with a cost that were done in the period."""
    orders = orders_all(actor=actor).filter(state="done", cost__isnull=False).order_by()
    return orders.filter(within("state_since", period.start, period.end))


STANDARD = F("standard_material") + F("standard_work")
COMPARED = Q(standard_material__isnull=False, standard_work__isnull=False)
SUMS = ("orders", "money", "good", "planned", "compared")


def items_by_month(period: Period, *, actor: Actor) -> list[dict[str, Any]]:
    """Per item and month: done orders with a cost, what they cost and were planned to, and the good
    pieces, seconds by their value factor."""
    ended = ended_by_month(start=period.start, end=period.end, actor=actor)
    return [
        {**row, "orders": row["costed"],
         "good": row["costed_firsts"] + row["costed_seconds"] * row["factor"]}
        for row in ended if row["costed"]
    ]  # fmt: skip


def facts_by_place(period: Period, *, actor: Actor) -> list[dict[str, Any]]:
    """The cost facts of those orders, by kind, department and grade."""
    return [
        {"part": one.kind, "place": one.department_id, "department": one.department,
         "as_grade": one.grade, "money": one.amount}
        for one in costs_by_place(start=period.start, end=period.end, actor=actor)
    ]  # fmt: skip


def costs_contents(period: Period, actor: Actor) -> Contents:
    """The report of costs."""
    actor.require("reports.cost_view")
    parts = items_by_month(period, actor=actor)
    facts = facts_by_place(period, actor=actor)
    worst, currency = _worst(parts, period, actor), company_get().currency
    items, months = _by_item(parts), months_of(period, (row["month"] for row in parts))
    tables = [
        table_of("items", _("By item"), ITEM_COLUMNS, items, period),
        table_of("departments", _("By department"), PLACE_COLUMNS, _by_place(facts), period),
        table_of("grades", _("Where the cost went"), GRADE_COLUMNS, _by_grade(facts), period),
        table_of("trend", _("Unit cost by month"), TREND_COLUMNS, _trend(parts, period), period),
        table_of("orders", _("The largest differences"), ORDER_COLUMNS, worst, period),
    ]
    charts = [
        *_place_chart(facts, currency),
        *_trend_chart(parts, items, months, currency),
        *_pareto(worst),
    ]
    return Contents([*_figures(parts, facts, period, currency)], charts, tables)


def _figures(
    parts: Sequence[Row], facts: Sequence[Row], period: Period, currency: str
) -> Iterator[Figure]:
    orders, money = total(parts, "orders"), total(parts, "money")
    done = both(period.query("entered"), "state=done", "costed=yes")
    yield count("orders", _("Done orders"), orders, "orders", done)
    cost, average = Decimal(money), mean(money, orders)
    yield Figure("cost", _("Cost of done orders"), cost, currency, "orders", done, Kind.MONEY,
                 "cost")  # fmt: skip
    yield Figure("average", _("Average cost of an order"), average, currency, kind=Kind.MONEY)
    for kind, label in INPUTS.items():
        spent = total([row for row in facts if row["part"] == kind], "money")
        yield Figure(kind, label, Decimal(spent), currency, kind=Kind.MONEY)
    variance = total(parts, "compared") - total(parts, "planned")
    yield Figure("variance", _("Dearer than planned"), Decimal(variance), currency, "orders", done,
                 Kind.MONEY, "variance")  # fmt: skip


def _by_item(parts: Sequence[Row]) -> list[dict[str, Any]]:
    """The items, the dearest first."""
    found: dict[int, dict[str, Any]] = {}
    for row in parts:
        into = found.setdefault(row["item_id"], {**row, **dict.fromkeys(SUMS, Decimal())})
        for name in SUMS:
            into[name] += row[name] or 0
    rows = [{**row, **_unit_cost(row)} for row in found.values()]
    return sorted(rows, key=lambda row: (-row["money"], row["code"]))


def _unit_cost(row: Row) -> dict[str, Any]:
    good, compared = row["good"] or Decimal(), row["compared"] or Decimal()
    planned = row["planned"] or Decimal()
    return {
        "orders": int(row["orders"]),
        "good": good,
        "unit_cost": unit_cost(row["money"], good),
        "planned": planned,
        "variance": compared - planned,
        "part": share(compared - planned, planned),
    }


def _by_place(facts: Sequence[Row]) -> list[dict[str, Any]]:
    """Labour and machines by department; material belongs to none."""
    found: dict[Any, dict[str, Any]] = {}
    for row in facts:
        if row["part"] in INPUTS:
            empty = {"place": row["place"], **dict.fromkeys(INPUTS, Decimal()), "money": Decimal()}
            into = found.setdefault(row["place"], {**empty, "department": _department(row)})
            into[row["part"]] += row["money"]
            into["money"] += row["money"]
    whole = total(found.values(), "money")
    rows = sorted(found.values(), key=lambda row: -row["money"])
    return [row | {"part": share(row["money"], whole)} for row in rows]


def _department(row: Row) -> str:
    return row["department"] or str(_("No department"))


GRADES = {
    "firsts": _("Firsts"),
    "seconds": _("Seconds"),
    "by_product": _("By-products"),
    "": _("Carried by nothing"),
}


def _by_grade(facts: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """What carried the cost out of the orders; together all of it."""
    out = [row for row in facts if row["part"] not in INPUTS]
    whole = -total(out, "money")
    for grade, label in GRADES.items():
        money = -total([row for row in out if row["as_grade"] == grade], "money")
        yield {"grade": str(label), "money": Decimal(money), "part": share(money, whole)}


def _trend(parts: Sequence[Row], period: Period) -> Iterator[dict[str, Any]]:
    for row in parts:
        day = row["month"]
        yield {**row, **_unit_cost(row), "month": month_words(day),
               "query": f"{month_query(day, period)}&item={row['code']}"}  # fmt: skip


def _worst(parts: Sequence[Row], period: Period, actor: Actor) -> list[dict[str, Any]]:
    """The orders that differ most from their standard, with their share of all differences."""
    orders = costed_orders(period, actor=actor).filter(COMPARED)
    orders = orders.annotate(variance=F("cost") - STANDARD, size=Abs(F("cost") - STANDARD))
    whole = Decimal(total(parts, "differed"))
    names = ("id", "number", "item_id", "cost", "variance", "size")
    rows = orders.exclude(size=0).order_by("-size", "id")[:MOST_ORDERS]
    found, so_far = [], Decimal()
    for row in rows.values(*names, code=F("item__code"), standard=STANDARD):
        so_far += row["size"]
        told = {"part": share(row["size"], whole), "so_far": share(so_far, whole)}
        found.append({**row, **told})
    return found


ITEM_LINK = Column("code", _("Item"), Kind.CODE, link=Link("item", "item_id"))
VARIANCE = (
    Column("planned", _("Planned cost"), Kind.MONEY),
    Column("variance", _("Difference"), Kind.MONEY),
    Column("part", _("Difference in %"), Kind.SHARE),
)
ITEM_COLUMNS = (
    ITEM_LINK,
    Column("name", _("Name")),
    Column("orders", _("Orders"), Kind.COUNT),
    Column("good", _("Good pieces"), Kind.QUANTITY, unit="unit"),
    Column("money", _("Cost"), Kind.MONEY),
    Column("unit_cost", _("Unit cost"), Kind.MONEY),
    *VARIANCE,
)
PLACE_COLUMNS = (
    Column("department", _("Department"), link=Link("department", "place")),
    *(Column(kind, label, Kind.MONEY) for kind, label in INPUTS.items()),
    Column("money", _("Cost"), Kind.MONEY),
    Column("part", _("Share"), Kind.SHARE),
)
GRADE_COLUMNS = (
    Column("grade", _("Grade")),
    Column("money", _("Cost"), Kind.MONEY),
    Column("part", _("Share"), Kind.SHARE),
)
TREND_COLUMNS = (
    Column("month", _("Month"), link=Link("list", "query")),
    ITEM_LINK,
    Column("orders", _("Orders"), Kind.COUNT),
    Column("good", _("Good pieces"), Kind.QUANTITY, unit="unit"),
    Column("money", _("Cost"), Kind.MONEY),
    Column("unit_cost", _("Unit cost"), Kind.MONEY),
    *VARIANCE,
)
ORDER_COLUMNS = (
    Column("number", _("Order"), Kind.CODE, link=Link("order", "id")),
    Column("code", _("Item"), Kind.CODE, link=Link("item", "item_id")),
    Column("standard", _("Planned cost"), Kind.MONEY),
    Column("cost", _("Actual cost"), Kind.MONEY),
    Column("variance", _("Difference"), Kind.MONEY),
    Column("part", _("Share"), Kind.SHARE),
    Column("so_far", _("Share so far"), Kind.SHARE),
)


def _place_chart(facts: Sequence[Row], currency: str) -> Iterator[Chart]:
    places = [row for row in _by_place(facts) if row["money"]]
    if places:
        yield Chart(
            "departments", _("Cost by department"), currency, [row["department"] for row in places],
            [Series(label, [row[kind] for row in places], stack="cost")
             for kind, label in INPUTS.items()],
            heading=_("Department"), across=True,
        )  # fmt: skip


def _trend_chart(
    parts: Sequence[Row], items: Sequence[Row], months: Sequence[date], currency: str
) -> Iterator[Chart]:
    """The unit cost of the dearest items, month by month."""
    at = {(row["item_id"], row["month"]): unit_cost(row["money"], row["good"]) for row in parts}
    if items:
        yield Chart(
            "trend", _("Unit cost by month"), currency, [month_words(month) for month in months],
            [Series(row["code"], [at.get((row["item_id"], month)) for month in months], "line")
             for row in items[:MOST_ITEMS]],
            heading=_("Month"),
        )  # fmt: skip


def _pareto(worst: Sequence[Mapping[str, Any]]) -> Iterator[Chart]:
    if worst:
        yield Chart(
            "pareto", _("Orders that differ most from their plan"), "",
            [row["number"] for row in worst],
            [Series(_("Share of all differences"), [row["part"] for row in worst]),
             Series(_("Share so far"), [row["so_far"] for row in worst], "line")],
            share=True, heading=_("Order"),
            links=[f"orders?q={row['number']}" for row in worst],
        )  # fmt: skip


COSTS_REPORT = ReportDefinition(
    name="costs",
    title=_("Costs in a period"),
    answers=_("What done orders cost by item, department and grade, how unit costs moved, and "
              "which orders differ most from their plan."),
    permission="reports.cost_view",
    contents=costs_contents,
)  # fmt: skip
