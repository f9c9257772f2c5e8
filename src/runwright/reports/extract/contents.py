"""What stands in the extract of a month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from runwright.company.selectors import plant_zone
from runwright.people.actor import Actor
from runwright.reports.charts import Chart
from runwright.reports.exports.drawn import DrawnTable, drawn_table
from runwright.reports.exports.tables import Table
from runwright.reports.figure import Figure, figure_table
from runwright.reports.oee.figures import oee_report
from runwright.reports.oee.pictures import places_chart
from runwright.reports.oee.tables import place_table
from runwright.reports.periods import DAY, Period
from runwright.reports.report.catalogue import REPORTS
from runwright.reports.report.definition import Contents
from runwright.tasks.progress import Progress

KEPT = {
    "orders": ("orders_done", "orders_cancelled", "produced", "punctual", "average"),
    "work": ("works", "mean_expected", "mean_actual", "ratio", "yield"),
    "costs": ("cost", "material", "labour", "machine", "variance"),
}
"""The figures of each report that the summary shows."""


@dataclass(frozen=True)
class Extracted:
    """The summary, the tables and the charts of a month."""

    period: Period
    figures: Sequence[Figure]
    tables: Sequence[Table]
    charts: Sequence[Chart]

    @property
    def month(self) -> str:
        """The month as people write it."""
        assert self.period.first
        return date_format(self.period.first, "F Y")

    @property
    def sheets(self) -> list[Table | DrawnTable]:
        """Everything as sheets of a workbook: the summary, the charts, the tables."""
        zone = self.period.zone
        summary = figure_table("summary", _("Summary"), self.figures, zone)
        return [summary, *(drawn_table(one, zone) for one in self.charts), *self.tables]


def month_of(first: date) -> Period:
    """The whole month that begins on a day."""
    last = (first.replace(day=28) + 4 * DAY).replace(day=1) - DAY
    return Period("free", plant_zone(), first, last)


def extracted(period: Period, *, actor: Actor, progress: Progress) -> Extracted:
    """Read every report of a month."""
    parts: dict[str, Contents] = {}
    for name, definition in REPORTS.items():
        parts[name] = definition.contents(period, actor)
        progress(done=len(parts), total=STEPS, message=str(definition.title))
    effectiveness = _effectiveness(period, actor)
    progress(done=len(parts) + 1, total=STEPS, message=str(effectiveness.tables[0].title))
    told = [*parts.values(), effectiveness]
    return Extracted(
        period=period,
        figures=[*_summary(parts)],
        tables=[table for part in told for table in part.tables],
        charts=[chart for part in told for chart in part.charts if chart.has_values],
    )


STEPS = len(REPORTS) + 3
"""The reports, the machines, the workbook and the paper."""


def _summary(parts: dict[str, Contents]) -> Iterator[Figure]:
    for name, contents in parts.items():
        for key in KEPT[name]:
            yield from (one for one in contents.figures if one.key == key)


def _effectiveness(period: Period, actor: Actor) -> Contents:
    """OEE of every work centre and its machines."""
    assert period.first
    assert period.last
    days = {"from": [period.first.isoformat()], "to": [period.last.isoformat()]}
    report = oee_report(given={"period": ["free"], **days}, actor=actor)
    table = place_table(report)
    return Contents([], [places_chart(report.centres)], [replace(table, rows=[*table.rows])])
