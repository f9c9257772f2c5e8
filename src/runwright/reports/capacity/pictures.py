"""Load against capacity in pictures: one work centre over time, or all of them side by side."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from runwright.kernel.rounding import round_half_up
from runwright.reports.capacity.figures import Capacity, Cell, CentreLoad
from runwright.reports.charts import Chart, Series
from runwright.reports.lists.columns import Label

TENTH = Decimal("0.1")
Link = Callable[[CentreLoad, Cell], str]


def capacity_chart(report: Capacity, link: Link = lambda row, cell: "") -> Chart:
    """Hours that fit, hours too many, and what the calendar holds."""
    if len(report.rows) == 1:
        return _over_time(report, link)
    rows = [row for row in report.rows if row.total.load or row.total.capacity]
    links = [link(row, row.total) for row in rows]
    return _chart(_("Load by work centre"), _("Work centre"), [row.code for row in rows],
                  [row.total for row in rows], links)  # fmt: skip


def _over_time(report: Capacity, link: Link) -> Chart:
    row = report.rows[0]
    names = [date_format(cell.bucket.first, "j M") for cell in row.cells]
    heading = _("Week from") if report.by == "week" else _("Day")
    links = [link(row, cell) for cell in row.cells]
    return _chart(_("Load and capacity"), heading, names, row.cells, links)


def _chart(
    title: Label, heading: Label, names: Sequence[str], cells: Sequence[Cell], links: Sequence[str]
) -> Chart:
    return Chart(
        key="capacity",
        title=title,
        unit="h",
        heading=heading,
        categories=names,
        links=links,
        series=[
            Series(_("Load"), [_hours(c.within) for c in cells], "bar", "load", links),
            Series(_("Overload"), [_hours(c.over) for c in cells], "bar", "load", links, "red"),
            Series(_("Capacity"), [_hours(c.capacity) for c in cells], "target"),
        ],
    )


def _hours(minutes: Decimal | None) -> Decimal | None:
    return None if minutes is None else round_half_up(minutes / 60, TENTH)
