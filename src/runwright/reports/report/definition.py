"""What a report is: figures, charts and tables for a period."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from runwright.people.actor import Actor
from runwright.reports.charts import Chart
from runwright.reports.errors import BadQuery
from runwright.reports.exports.tables import Table
from runwright.reports.figure import Figure, figure_table
from runwright.reports.lists.columns import Column, Label, cell_of
from runwright.reports.periods import Period

USUAL_PERIOD = "12_months"


@dataclass(frozen=True)
class Contents:
    """What a report says. A chart shows figures of a table, its links are questions to lists as
    ``orders?state=done``; a table can be read as often as one likes."""

    figures: Sequence[Figure]
    charts: Sequence[Chart]
    tables: Sequence[Table]


@dataclass(frozen=True)
class ReportDefinition:
    """One report: its name, what it answers, who may see it, and how it is made."""

    name: str
    title: Label
    answers: Label
    permission: str
    contents: Callable[[Period, Actor], Contents]


@dataclass(frozen=True)
class Report:
    """A report for a period."""

    definition: ReportDefinition
    period: Period
    contents: Contents

    def figure(self, key: str) -> Figure:
        """The first figure of this key."""
        return next(one for one in self.contents.figures if one.key == key)

    @property
    def tables(self) -> list[Table]:
        """The figures as a table, and every other table."""
        named = figure_table("figures", _("Figures"), self.contents.figures, self.period.zone)
        return [named, *self.contents.tables]

    def table(self, name: str) -> Table:
        """The table of this name. Raises ``BadQuery``."""
        for table in self.tables:
            if table.name == name:
                return table
        raise BadQuery(field="part", value=name[:20])


def table_of(
    name: str,
    title: Label,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    period: Period,
) -> Table:
    """A table of rows that hold a value for every path of the columns."""
    cells = [tuple(cell_of(column, row) for column in columns) for row in rows]
    return Table(name, title, tuple(columns), cells, period.zone)
