"""The report per work order: time against plan, what came off, first pass yield, and why not."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from runwright.people.actor import Actor
from runwright.production.selectors.ended_days import finished_by_operation, flaws_by_reason
from runwright.reports.charts import Chart, Series
from runwright.reports.exports.tables import Table
from runwright.reports.figure import Figure, both, count, minutes
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.periods import Period
from runwright.reports.report.definition import Contents, ReportDefinition, table_of
from runwright.reports.report.sums import (
    Measures,
    Row,
    measures,
    total,
)
from runwright.reports.rounding import mean, seconds_as_minutes, share

MOST_BARS = 12
GRADES = ("firsts", "seconds", "waste", "held")
OPERATION = ("centre_id", "centre", "name")


def operations_of(period: Period, units: Measures, *, actor: Actor) -> list[dict[str, Any]]:
    """Per work centre, operation and kind of unit: work orders, minutes and quantities."""
    rows = finished_by_operation(start=period.start, end=period.end, actor=actor)
    merged = units.merged(rows, OPERATION, (*GRADES, "again"))
    return [_told(row, period) for row in sorted(merged, key=_order)]


def _order(row: Row) -> tuple[str, str, str]:
    return row["centre"], row["name"], row["unit"]


def _told(row: Row, period: Period) -> dict[str, Any]:
    grades = {name: row[name] for name in GRADES}
    made = sum(grades.values())
    actual, works = seconds_as_minutes(row["worked"]), int(row["works"])
    compared, estimated = seconds_as_minutes(row["compared"]), int(row["estimated"])
    query = both(period.query("entered"), "state=finished", f"centre={row['centre']}")
    return {
        **{name: row[name] for name in (*OPERATION, "unit", "again")},
        **grades,
        "works": works,
        "estimated": estimated,
        "expected": row["expected"] if estimated else None,
        "actual": actual,
        "compared": compared,
        "mean_expected": mean(row["expected"], estimated),
        "mean_actual": mean(actual, works),
        "ratio": share(compared, row["expected"]),
        "made": made,
        "yield": share(max(row["firsts"] - row["again"], Decimal()), made),
        "query": f"work_orders?{query}&operation={row['name']}",
    }


def reasons_of(period: Period, units: Measures, *, actor: Actor) -> list[dict[str, Any]]:
    """What was lost or became second quality for each reason, the most first, with the share of
    it and of all before it. Reports count when they were made, decisions when they were taken."""
    rows = flaws_by_reason(start=period.start, end=period.end, actor=actor)
    merged = units.merged(rows, ("code", "reason"), ("lost", "lesser"))
    found = [{**row, "amount": row["lost"] + row["lesser"]} for row in merged]
    found.sort(key=lambda row: (row["unit"], -row["amount"], row["code"] or ""))
    return [*_ranked(found, period)]


def _ranked(rows: Sequence[dict[str, Any]], period: Period) -> Iterator[dict[str, Any]]:
    """Each reason with its share among those of its unit, and the shares up to it."""
    for unit in dict.fromkeys(row["unit"] for row in rows):
        own = [row for row in rows if row["unit"] == unit]
        whole, so_far = total(own, "amount"), Decimal()
        for row in own:
            so_far += row["amount"]
            which = f"reason={row['code']}" if row["code"] else "explained=no"
            query = both(period.query("at"), "loss=yes", which)
            yield row | {
                "reason": row["reason"] or str(_("No reason given")),
                "reports": int(row.get("reports") or 0),
                "part": share(row["amount"], whole),
                "so_far": share(so_far, whole),
                "query": f"reports?{query}",
            }


def work_contents(period: Period, actor: Actor) -> Contents:
    """The report per work order."""
    units = measures(actor=actor)
    operations = operations_of(period, units, actor=actor)
    reasons = reasons_of(period, units, actor=actor)
    return Contents(
        [*_figures(operations, period)],
        [*_charts(operations, reasons)],
        [*_tables(operations, reasons, period)],
    )


def _figures(operations: Sequence[Row], period: Period) -> Iterator[Figure]:
    works, expected, actual = (total(operations, key) for key in ("works", "expected", "actual"))
    estimated, compared = (total(operations, key) for key in ("estimated", "compared"))
    finished = both(period.query("entered"), "state=finished")
    yield count("works", _("Finished work orders"), works, "work_orders", finished)
    yield minutes("mean_expected", _("Estimated on average"), mean(expected, estimated))
    yield minutes("mean_actual", _("Actual on average"), mean(actual, works))
    yield Figure("ratio", _("Actual of estimated"), share(compared, expected), kind=Kind.SHARE)
    for unit in dict.fromkeys(row["unit"] for row in operations):
        own = [row for row in operations if row["unit"] == unit]
        good = sum(max(row["firsts"] - row["again"], Decimal()) for row in own)
        yield Figure("yield", _("First pass yield"), share(good, total(own, "made")), unit,
                     kind=Kind.SHARE)  # fmt: skip
        for name, label in (("firsts", _("Firsts")), ("seconds", _("Seconds")),
                            ("waste", _("Waste"))):  # fmt: skip
            yield Figure(name, label, total(own, name), unit, "work_orders", finished, sums=name)


OPERATION_COLUMNS = (
    Column("centre", _("Work centre"), Kind.CODE, link=Link("work_centre", "centre_id")),
    Column("name", _("Operation"), link=Link("list", "query")),
    Column("works", _("Work orders"), Kind.COUNT),
    Column("expected", _("Estimated"), Kind.MINUTES),
    Column("actual", _("Actual"), Kind.MINUTES),
    Column("ratio", _("Actual of estimated"), Kind.SHARE),
    Column("mean_expected", _("Estimated on average"), Kind.MINUTES),
    Column("mean_actual", _("Actual on average"), Kind.MINUTES),
    *(
        Column(name, label, Kind.QUANTITY, unit="unit")
        for name, label in (
            ("firsts", _("Firsts")),
            ("seconds", _("Seconds")),
            ("waste", _("Waste")),
            ("held", _("Held")),
        )
    ),
    Column("yield", _("First pass yield"), Kind.SHARE),
)
REASON_COLUMNS = (
    Column("reason", _("Reason"), link=Link("list", "query")),
    Column("reports", _("Reports"), Kind.COUNT),
    Column("lost", _("Waste"), Kind.QUANTITY, unit="unit"),
    Column("lesser", _("Seconds"), Kind.QUANTITY, unit="unit"),
    Column("part", _("Share"), Kind.SHARE),
    Column("so_far", _("Share so far"), Kind.SHARE),
)


def _tables(operations: Sequence[Row], reasons: Sequence[Row], period: Period) -> Iterator[Table]:
    title = _("By work centre and operation")
    yield table_of("operations", title, OPERATION_COLUMNS, operations, period)
    yield table_of("reasons", _("Reasons for waste and seconds"), REASON_COLUMNS, reasons, period)


def _charts(operations: Sequence[Row], reasons: Sequence[Row]) -> Iterator[Chart]:
    busiest = sorted(operations, key=lambda row: -row["actual"])[:MOST_BARS]
    names = [f"{row['centre']} · {row['name']}" for row in busiest]
    links = [row["query"] for row in busiest]
    yield Chart(
        "durations", _("Average duration of an operation"), "min", names,
        [Series(_("Estimated"), [row["mean_expected"] for row in busiest]),
         Series(_("Actual"), [row["mean_actual"] for row in busiest])],
        heading=_("Operation"), links=links, across=True,
    )  # fmt: skip
    yield Chart(
        "yield", _("First pass yield"), "", names,
        [Series(_("First pass yield"), [row["yield"] for row in busiest])],
        share=True, heading=_("Operation"), links=links, across=True,
    )  # fmt: skip
    most = reasons[:MOST_BARS]
    if most:
        yield Chart(
            "reasons", _("Reasons for waste and seconds"), "", [row["reason"] for row in most],
            [Series(_("Share"), [row["part"] for row in most]),
             Series(_("Share so far"), [row["so_far"] for row in most], "line")],
            share=True, heading=_("Reason"), links=[row["query"] for row in most],
        )  # fmt: skip


WORK_REPORT = ReportDefinition(
    name="work",
    title=_("Work orders in a period"),
    answers=_("How long operations took against their estimate, what came off them, how much was "
              "right the first time, and why the rest was not."),
    permission="reports.view",
    contents=work_contents,
)  # fmt: skip
