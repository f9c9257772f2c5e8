"""The report per manufacturing order: how many, on time or late, planned against actual."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from runwright.company.selectors import company_get
from runwright.people.actor import Actor
from runwright.production.selectors.ended_days import ended_by_month
from runwright.reports.charts import Chart, Series
from runwright.reports.dashboard.orders import (
    Quantities,
    counted_in,
    made_figure,
    quantities_in,
    states_of,
)
from runwright.reports.exports.tables import Table
from runwright.reports.figure import Figure, both, count
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.words import ORDER_STATES
from runwright.reports.periods import DAY, Period
from runwright.reports.report.definition import Contents, ReportDefinition, table_of
from runwright.reports.report.sums import Row, months_of, total
from runwright.reports.rounding import mean, share

MADE = ("ordered", "firsts", "seconds", "waste")


@dataclass(frozen=True)
class Ended:
    """Sums over orders that were done or cancelled, those of a month or of an item.

    ``on_time`` and ``overran`` count done orders with a deadline, ``costed`` those with a cost;
    ``compared`` is the actual cost of those that have a ``standard``.
    """

    done: int = 0
    cancelled: int = 0
    on_time: int = 0
    overran: int = 0
    costed: int = 0
    money: Decimal = Decimal()
    lost: Decimal = Decimal()
    standard: Decimal = Decimal()
    compared: Decimal = Decimal()

    @property
    def punctual(self) -> Decimal | None:
        """The share of orders with a deadline that were done by it."""
        return share(self.on_time, self.on_time + self.overran)

    @property
    def average(self) -> Decimal | None:
        """Money per done order."""
        return mean(self.money, self.costed)

    def cells(self) -> dict[str, Any]:
        """The values of a table's row."""
        compared = {"standard": self.standard, "compared": self.compared}
        compared["variance"] = self.compared - self.standard
        return vars(self) | compared | {"punctual": self.punctual, "average": self.average}


def ended_of(rows: Sequence[Row]) -> Ended:
    """The sums over rows of sums."""
    names = ("done", "cancelled", "on_time", "overran", "costed", "money", "lost", "compared")
    sums = {name: total(rows, name) for name in names}
    return Ended(**sums, standard=Decimal(total(rows, "planned")))


def ended_parts(period: Period, *, actor: Actor) -> list[Row]:
    """Sums over the orders that were done or cancelled, by item and month."""
    return ended_by_month(start=period.start, end=period.end, actor=actor)


def months_ended(parts: Sequence[Row], period: Period) -> dict[date, Ended]:
    """Month by month what was done and cancelled, without gaps."""
    months = months_of(period, (row["month"] for row in parts))
    grouped: dict[date, list[Row]] = {month: [] for month in months}
    for row in parts:
        grouped[row["month"]].append(row)
    return {month: ended_of(rows) for month, rows in grouped.items()}


def orders_contents(period: Period, actor: Actor) -> Contents:
    """The report per manufacturing order."""
    parts, currency = ended_parts(period, actor=actor), company_get().currency
    counted = counted_in(period, parts, actor=actor.unlimited)
    whole, months = ended_of(parts), months_ended(parts, period)
    states = states_of(counted)
    figures = [
        *_states(states, period),
        *_amounts(period, quantities_in(period, counted, actor=actor)),
        *_ended_figures(whole, period, currency),
    ]
    tables = [_by_month(months, period), _by_item(parts, period)]
    return Contents(figures, [*_charts(months, period, currency)], tables)


def _states(states: dict[str, int], period: Period) -> Iterator[Figure]:
    counted = both(period.query("counted"), "withdrawn=no")
    for state, orders in states.items():
        query = both(counted, f"state={state}")
        yield count(f"orders_{state}", ORDER_STATES[state], orders, "orders", query)


def _amounts(period: Period, quantities: Sequence[Quantities]) -> Iterator[Figure]:
    for one in quantities:
        yield made_figure("produced", _("Produced"), one, period, "firsts")
        yield made_figure("seconds", _("Seconds"), one, period, "seconds")


def _ended_figures(whole: Ended, period: Period, currency: str) -> Iterator[Figure]:
    done = both(period.query("entered"), "state=done")
    yield Figure("punctual", _("Done on time"), whole.punctual, kind=Kind.SHARE)
    yield count("on_time", _("By the deadline"), whole.on_time, "orders", both(done, "on_time=yes"))
    yield count("overran", _("After the deadline"), whole.overran, "orders",
                both(done, "overran=yes"))  # fmt: skip
    average, variance = whole.average, whole.compared - whole.standard
    yield Figure("average", _("Average cost of an order"), average, currency, kind=Kind.MONEY)
    yield Figure("cost", _("Cost of done orders"), whole.money, currency, "orders", done,
                 Kind.MONEY, "cost")  # fmt: skip
    yield Figure("variance", _("Dearer than planned"), variance, currency, "orders", done,
                 Kind.MONEY, "variance")  # fmt: skip


SUM_COLUMNS = (
    Column("done", _("Done"), Kind.COUNT),
    Column("cancelled", _("Cancelled"), Kind.COUNT),
    Column("on_time", _("By the deadline"), Kind.COUNT),
    Column("overran", _("After the deadline"), Kind.COUNT),
    Column("punctual", _("Done on time"), Kind.SHARE),
    Column("standard", _("Planned cost"), Kind.MONEY),
    Column("compared", _("Actual cost"), Kind.MONEY),
    Column("variance", _("Difference"), Kind.MONEY),
    Column("average", _("Average cost"), Kind.MONEY),
)
MONTH = Column("month", _("Month"), link=Link("list", "query"))
CODE = Column("code", _("Item"), Kind.CODE, link=Link("item", "item_id"))
AMOUNTS = (
    Column("ordered", _("Ordered"), Kind.QUANTITY, unit="unit"),
    Column("firsts", _("Firsts"), Kind.QUANTITY, unit="unit"),
    Column("seconds", _("Seconds"), Kind.QUANTITY, unit="unit"),
    Column("waste", _("Waste"), Kind.QUANTITY, unit="unit"),
)


def _by_month(months: dict[date, Ended], period: Period) -> Table:
    rows = (
        one.cells() | {"month": month_words(month), "query": month_query(month, period)}
        for month, one in months.items()
    )
    return table_of("months", _("By month"), (MONTH, *SUM_COLUMNS), rows, period)


def month_words(month: date) -> str:
    """A month as people write it."""
    return date_format(month, "M Y")


def month_query(month: date, period: Period) -> str:
    """The done orders of a month within the period, as a question to their list."""
    last = (month.replace(day=28) + 4 * DAY).replace(day=1) - DAY
    clipped = replace(
        period,
        first=max(month, period.first or month),
        last=min(last, period.last or last),
    )
    return f"orders?{both(clipped.query('entered'), 'state=done&state=cancelled&withdrawn=no')}"


def _by_item(parts: Sequence[Row], period: Period) -> Table:
    grouped: dict[int, list[Row]] = {}
    for row in parts:
        grouped.setdefault(row["item_id"], []).append(row)
    rows = (
        {**rows[0]} | {name: total(rows, name) for name in MADE} | ended_of(rows).cells()
        for rows in grouped.values()
    )
    columns = (CODE, Column("name", _("Name")), *AMOUNTS, *SUM_COLUMNS)
    return table_of("items", _("By item"), columns, rows, period)


def _charts(months: dict[date, Ended], period: Period, currency: str) -> Iterator[Chart]:
    names = [month_words(month) for month in months]
    links = [month_query(month, period) for month in months]
    ended = list(months.values())
    yield Chart(
        "ended", _("Orders done and cancelled"), "", names,
        [Series(_("By the deadline"), [one.on_time for one in ended], stack="done"),
         Series(_("After the deadline"), [one.overran for one in ended], stack="done"),
         Series(_("Without deadline"), [one.done - one.on_time - one.overran for one in ended],
                stack="done"),
         Series(_("Cancelled"), [one.cancelled for one in ended], stack="done", tone="grey")],
        heading=_("Month"), links=links,
    )  # fmt: skip
    yield Chart(
        "planned_actual", _("Planned and actual cost of done orders"), currency, names,
        [Series(_("Planned cost"), [one.standard for one in ended]),
         Series(_("Actual cost"), [one.compared for one in ended])],
        heading=_("Month"), links=links,
    )  # fmt: skip


ORDERS_REPORT = ReportDefinition(
    name="orders",
    title=_("Manufacturing orders in a period"),
    answers=_("How many were done and cancelled, what came of them, on time or late, and what they "
              "cost against the plan."),
    permission="reports.view",
    contents=orders_contents,
)  # fmt: skip
