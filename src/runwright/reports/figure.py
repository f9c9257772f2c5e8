"""One number of a dashboard or a report, with what it is and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from runwright.reports.exports.tables import Table
from runwright.reports.lists.columns import Cell, Column, Kind, Label


@dataclass(frozen=True)
class Figure:
    """One number: ``list_name`` and ``query`` open the records behind it, if there are any.

    A figure of the kind ``COUNT`` with a list is the number of rows of that list; another is the
    sum of its column ``sums``, or the middle of its column ``median``.
    """

    key: str
    label: Label
    value: Decimal | int | None
    unit: str = ""
    list_name: str = ""
    query: str = ""
    kind: Kind = Kind.QUANTITY
    sums: str = ""
    median: str = ""


def count(key: str, label: Label, value: int, list_name: str = "", query: str = "") -> Figure:
    """So many records of a list."""
    return Figure(key, label, value, "", list_name, query, Kind.COUNT)


def minutes(
    key: str, label: Label, value: Decimal | None, list_name: str = "", query: str = ""
) -> Figure:
    """A time in minutes, the sum of the minutes of a list where one is named."""
    sums = "minutes" if list_name else ""
    return Figure(key, label, value, "min", list_name, query, Kind.MINUTES, sums)


def both(*parts: str) -> str:
    """Several filters of a list as one query."""
    return "&".join(filter(None, parts))


COLUMNS = (
    Column("figure", _("Figure")),
    Column("value", _("Value"), Kind.QUANTITY, unit="unit"),
)


def figure_table(name: str, title: Label, figures: Sequence[Figure], zone: ZoneInfo) -> Table:
    """Figures as rows."""
    label, value = COLUMNS
    rows = [(Cell(label, str(one.label)), Cell(value, one.value, one.unit)) for one in figures]
    return Table(name, title, COLUMNS, rows, zone)
