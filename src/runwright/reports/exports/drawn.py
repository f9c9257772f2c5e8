"""A chart in a spreadsheet: its table, and beside it the picture that the program draws itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from runwright.reports.charts import Chart, Series, chart_table
from runwright.reports.exports.tables import Table, Written
from runwright.reports.lists.columns import Label

WIDTH, HEIGHT = 880, 420
PALETTE = ("#0b6675", "#d98b19", "#7a5ea8", "#4c8c4a", "#b4473c", "#5b6b78", "#c9a227", "#3b7dc4")
GREY = "#9aa5ad"


@dataclass(frozen=True)
class DrawnTable:
    """The figures of a chart as a table that a workbook shows with the chart."""

    chart: Chart
    table: Table

    @property
    def name(self) -> str:
        """The name of the chart."""
        return self.table.name

    @property
    def title(self) -> Label:
        """The title of the chart."""
        return self.table.title

    @property
    def zone(self) -> ZoneInfo:
        """Where instants are told."""
        return self.table.zone

    def heads(self) -> list[str]:
        """The headings: the categories, and every series."""
        return self.table.heads()

    def lines(self) -> Iterator[list[Written]]:
        """Category by category."""
        return self.table.lines()

    def draw(self, book: Any, sheet: Any, rows: int) -> None:
        """Insert the chart beside its rows; lines and targets over bars."""
        bars = [n for n, one in enumerate(self.chart.drawn) if one.kind in {"bar", "step"}]
        lines = [n for n in range(len(self.chart.drawn)) if n not in bars]
        picture = self._part(book, sheet, rows, bars, self._bar_type()) if bars else None
        over = self._part(book, sheet, rows, lines, {"type": "line"}) if lines else None
        if picture and over:
            picture.combine(over)
        whole = picture or over
        if whole and rows:
            whole.set_title({"name": str(self.chart.title)})
            whole.set_size({"width": WIDTH, "height": HEIGHT})
            whole.set_y_axis({"name": self.chart.unit, **self._share()})
            sheet.insert_chart(1, len(self.chart.drawn) + 2, whole)

    def _bar_type(self) -> dict[str, str]:
        kind = "column"
        stacked = {"subtype": "stacked"} if any(one.stack for one in self.chart.drawn) else {}
        return {"type": kind, **stacked}

    def _share(self) -> dict[str, str]:
        return {"num_format": "0%"} if self.chart.share else {}

    def _part(self, book: Any, sheet: Any, rows: int, which: list[int], kind: Any) -> Any:
        part = book.add_chart(kind)
        for n in which:
            series, name = self.chart.drawn[n], sheet.get_name()
            colour = _colour(series, n)
            look = {"line": {"color": colour}} if kind["type"] == "line" else {}
            part.add_series(
                {
                    "name": [name, 0, n + 1],
                    "categories": [name, 1, 0, rows, 0],
                    "values": [name, 1, n + 1, rows, n + 1],
                    **(look or {"fill": {"color": colour}}),
                }
            )
        return part


def _colour(series: Series, n: int) -> str:
    return GREY if series.tone == "grey" else PALETTE[n % len(PALETTE)]


def drawn_table(chart: Chart, zone: ZoneInfo) -> DrawnTable:
    """A chart, ready to be a sheet of a workbook."""
    return DrawnTable(chart, chart_table(chart, zone))
