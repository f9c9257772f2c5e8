"""Charts as plain data: titles, units, series over categories; and each as the table it shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from runwright.reports.exports.tables import Table
from runwright.reports.lists.columns import Cell, Column, Kind, Label

Value = Decimal | int | None
SeriesKind = Literal["bar", "line", "step", "target"]


@dataclass(frozen=True)
class Series:
    """Values over the categories of a chart; ``None`` is no figure, which is not zero.

    Bars of one ``stack`` stand upon each other. A ``step`` is a signed change of the level that the
    last bar left, as in a waterfall; a ``target`` is a broken line. ``links`` are addresses of the
    records behind each value. ``tone`` names a colour with a meaning (amber, grey); else the
    palette gives one.
    """

    name: Label
    values: Sequence[Value]
    kind: SeriesKind = "bar"
    stack: str = ""
    links: Sequence[str] = ()
    tone: str = ""


@dataclass(frozen=True)
class Point:
    """One value of one series, and where the records behind it are."""

    series: Series
    value: Value
    url: str


@dataclass(frozen=True)
class Line:
    """One category with its points."""

    label: Label
    url: str
    points: Sequence[Point]


@dataclass(frozen=True)
class Chart:
    """Series over categories in one ``unit``, or as shares of one.

    ``heading`` says what the categories are, ``links`` what lies behind each of them; ``across``
    draws bars from left to right, ``low`` takes less room. A ``target`` is the same for all.
    """

    key: str
    title: Label
    unit: str
    categories: Sequence[Label]
    series: Sequence[Series]
    target: Decimal | None = None
    share: bool = False
    heading: Label = field(default_factory=lambda: _("Category"))
    links: Sequence[str] = ()
    across: bool = False
    low: bool = False

    @property
    def drawn(self) -> list[Series]:
        """The series and the target, which is one of them."""
        if self.target is None:
            return [*self.series]
        values = [self.target] * len(self.categories)
        return [*self.series, Series(_("Target"), values, "target")]

    @property
    def lines(self) -> list[Line]:
        """Category by category, with the points of each."""
        drawn = self.drawn
        return [
            Line(label, _at(self.links, n), [_point(one, n) for one in drawn])
            for n, label in enumerate(self.categories)
        ]

    @property
    def has_values(self) -> bool:
        """Whether there is anything to be seen."""
        return any(value is not None for one in self.series for value in one.values)


def _point(series: Series, n: int) -> Point:
    return Point(series, series.values[n], _at(series.links, n))


def _at(links: Sequence[str], n: int) -> str:
    return links[n] if links else ""


def chart_table(chart: Chart, zone: ZoneInfo) -> Table:
    """The figures of a chart as a table: a line for each category, a column for each series."""
    kind = Kind.SHARE if chart.share else Kind.QUANTITY
    first = Column("category", chart.heading)
    columns = [
        Column(f"series_{n}", _with_unit(one.name, chart.unit), kind)
        for n, one in enumerate(chart.drawn)
    ]
    rows: Iterator[tuple[Cell, ...]] = (
        (
            Cell(first, str(line.label)),
            *(Cell(c, p.value) for c, p in zip(columns, line.points, strict=True)),
        )
        for line in chart.lines
    )
    return Table(chart.key, chart.title, (first, *columns), rows, zone)


def _with_unit(name: Label, unit: str) -> str:
    return f"{name} ({unit})" if unit else str(name)
