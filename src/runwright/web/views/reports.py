"""The reports: a page that lists them, each for a period, and their exports."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from runwright.people.actor import Actor
from runwright.reports.charts import Chart
from runwright.reports.exports.tables import Table
from runwright.reports.lists.columns import Label
from runwright.reports.lists.page import Row
from runwright.reports.periods import PERIODS
from runwright.reports.report.catalogue import (
    REPORTS,
    handover_export,
    report_export,
    report_of,
    report_read,
)
from runwright.web.actors import Request
from runwright.web.answers import page, sent
from runwright.web.lists import row_cells
from runwright.web.records import list_url
from runwright.web.tiles import Tile

MOST_ROWS = 50
ICONS = {"orders": "clipboard-list", "work": "checklist", "costs": "report"}


@dataclass(frozen=True)
class Entry:
    """A line of the page that lists the reports."""

    title: Label
    answers: Label
    icon: str
    permission: str
    route: str

    @property
    def url(self) -> str:
        """Where it is."""
        return reverse(self.route)


ELSEWHERE: tuple[Entry, ...] = (
    Entry(_("Dashboard"), _("What stands now, and what happened in a period."),
          "layout-dashboard", "reports.view", "web:dashboard"),
    Entry(_("Overall equipment effectiveness"),
          _("Availability, performance and quality of machines, and what was lost."),
          "tool", "reports.view", "web:oee"),
    Entry(_("Capacity"), _("What is planned against what the calendars hold, overload marked."),
          "calendar", "reports.view", "web:capacity"),
    Entry(_("Downtimes"), _("Every stop: what stood, why, from when to when."),
          "hand-stop", "production.view", "web:downtimes"),
)  # fmt: skip


@dataclass(frozen=True)
class TableView:
    """A table of a report as its page shows it: no more than some rows."""

    table: Table

    @cached_property
    def all_rows(self) -> list[Row]:
        """Every row."""
        return [*self.table.rows]

    @property
    def rows(self) -> list[SafeString]:
        """The first rows, as cells."""
        labels = [str(column.label) for column in self.table.columns]
        return [row_cells(row, labels, "order") for row in self.all_rows[:MOST_ROWS]]

    @property
    def more(self) -> int:
        """How many rows only the export has."""
        return max(0, len(self.all_rows) - MOST_ROWS)


@require_safe
def catalogue(request: Request) -> HttpResponse:
    """Every report that the reader may see."""
    request.actor.require("reports.view")
    return page(request, "reports/list", {"entries": [*_entries(request.actor)]})


EXTRACT = Entry(
    _("Monthly extract"),
    _("All of a month in one workbook with charts, and as a PDF."),
    "file-spreadsheet", "reports.extract", "web:extracts",
)  # fmt: skip


def _entries(actor: Actor) -> Iterator[Entry]:
    own = (
        Entry(one.title, one.answers, ICONS[name], one.permission, f"web:report_{name}")
        for name, one in REPORTS.items()
    )
    return (entry for entry in (*ELSEWHERE, *own, EXTRACT) if actor.can(entry.permission))


def show(name: str) -> Callable[[Request], HttpResponse]:
    """The view of one report's page."""

    @require_safe
    def view(request: Request) -> HttpResponse:
        report = report_read(name=name, given=_given(request), actor=request.actor)
        words = {
            "report": report,
            "period": report.period,
            "periods": PERIODS,
            "query": request.GET.urlencode(),
            "tiles": [Tile(figure) for figure in report.contents.figures],
            "charts": [_linked(one) for one in report.contents.charts if one.has_values],
            "tables": [TableView(table) for table in report.contents.tables],
        }
        return page(request, "reports/report", words)

    return view


def _linked(chart: Chart) -> Chart:
    """The chart with addresses for questions to lists."""
    series = [replace(one, links=[list_url(link) for link in one.links]) for one in chart.series]
    return replace(chart, links=[list_url(link) for link in chart.links], series=series)


@require_safe
def export(request: Request, name: str, part: str, format: str) -> StreamingHttpResponse:
    """One table of a report, or all of it with its charts as a workbook."""
    report_of(name)
    file = report_export(
        name=name, given=_given(request), part=part, format=format, actor=request.actor
    )
    return sent(file)


@require_safe
def handover(request: Request, format: str) -> StreamingHttpResponse:
    """What finance takes over of a period."""
    return sent(handover_export(given=_given(request), format=format, actor=request.actor))


def _given(request: Request) -> dict[str, list[str]]:
    return {name: values for name, values in request.GET.lists() if any(values)}
