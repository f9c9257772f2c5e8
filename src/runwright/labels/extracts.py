"""The extract of a month as a paper."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from runwright.company.selectors import company_get
from runwright.kernel.quantity import plain
from runwright.kernel.rounding import round_half_up
from runwright.labels.papers import Column, Paper, Picture, Table
from runwright.labels.printing import paper_pdf
from runwright.reports.exports.tables import Table as Report
from runwright.reports.extract.contents import Extracted
from runwright.reports.figure import Figure
from runwright.reports.lists.columns import Cell, Kind
from runwright.reports.rounding import HUNDREDTH, TEN_THOUSANDTH

WIDE = {"operations": ("ratio", "mean_expected", "mean_actual", "held"), "items": ("waste",)}
"""Columns of a report that find no room on paper; the workbook has them."""
MOST_COLUMNS = 9
MOST_ROWS = 40


def extract_paper(found: Extracted) -> bytes:
    """The paper: the summary above, the charts, then every table as far as it finds room."""
    paper = Paper(
        company=company_get().name,
        title=_("Monthly extract"),
        number=found.month,
        facts=[(one.label, _figure(one)) for one in found.figures],
        parts=[*_parts(found)],
    )
    return paper_pdf(paper)


def _parts(found: Extracted) -> Iterator[Table | Picture]:
    """Every chart, then every table."""
    for chart in found.charts:
        if any(value for one in chart.series for value in one.values):
            yield Picture(chart, chart.title)
    for report in found.tables:
        yield _table(report)


def _table(report: Report) -> Table:
    left_out = WIDE.get(report.name, ())
    kept = [column for column in report.columns if column.key not in left_out][:MOST_COLUMNS]
    keys = {column.key for column in kept}
    rows = [[_told(cell) for cell in row if cell.column.key in keys] for row in report.rows]
    columns = [Column(str(column.label), 2, column.is_number) for column in kept]
    return Table(columns, rows[:MOST_ROWS], title=str(report.title), empty=_("Nothing."))


def _told(cell: Cell) -> str:
    if cell.value is None:
        return "–"
    if not cell.column.is_number:
        return str(cell.word if cell.column.kind is Kind.WORD else cell.value)
    return f"{_number(cell.value, cell.column.kind)} {cell.unit}".strip()


def _figure(one: Figure) -> str:
    if one.value is None:
        return "–"
    unit = "" if one.kind is Kind.SHARE else one.unit
    return f"{_number(one.value, one.kind)} {unit}".strip()


def _number(value: object, kind: Kind) -> str:
    """Money and minutes to a hundredth, shares in per cent, the rest as it is."""
    exact = round_half_up(value, TEN_THOUSANDTH)  # type: ignore[arg-type]
    if kind is Kind.SHARE:
        return f"{plain(round_half_up(exact * 100, HUNDREDTH))} %"
    if kind in {Kind.MONEY, Kind.MINUTES}:
        return f"{round_half_up(exact, HUNDREDTH):,.2f}".replace(",", "\u202f")
    return plain(exact)
