"""A table on its way out, and its cells as plain values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.reports.lists.columns import Cell, Column, Kind, Label
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.page import Row, columns_of, rows_of
from runwright.reports.lists.query import ListQuery
from runwright.reports.rounding import minutes_of

Written = str | Decimal | datetime | date | bool | None


class Tabular(Protocol):
    """What can be written as a file: a name, a title, headings and lines of plain values."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> Label: ...
    @property
    def zone(self) -> ZoneInfo: ...
    def heads(self) -> list[str]: ...
    def lines(self) -> Iterator[list[Written]]: ...


@dataclass(frozen=True)
class Table:
    """Columns and rows of one export; ``zone`` is where its instants are told."""

    name: str
    title: Label
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    zone: ZoneInfo

    def heads(self) -> list[str]:
        """The headings; one for the unit stands behind the first column that counts in it."""
        with_unit = self._with_unit()
        return [head for column in self.columns for head in _heads(column, with_unit)]

    def lines(self) -> Iterator[list[Written]]:
        """Every row as plain values, in step with ``heads``."""
        with_unit = self._with_unit()
        for row in self.rows:
            yield [value for cell in row for value in _values(cell, with_unit, self.zone)]

    def _with_unit(self) -> frozenset[str]:
        """The keys of the first column of every unit."""
        first: dict[str, str] = {}
        for column in self.columns:
            if column.unit:
                first.setdefault(column.unit, column.key)
        return frozenset(first.values())


def _heads(column: Column, with_unit: frozenset[str]) -> Iterator[str]:
    yield str(column.label)
    if column.key in with_unit:
        yield _("Unit")


def _values(cell: Cell, with_unit: frozenset[str], zone: ZoneInfo) -> Iterator[Written]:
    yield written(cell, zone)
    if cell.column.key in with_unit:
        yield cell.unit


def list_table(
    definition: ListDefinition, query: ListQuery, *, actor: Actor, zone: ZoneInfo
) -> Table:
    """All rows of a list as they are seen: same filters, order and columns."""
    rows = rows_of(definition, query, actor=actor, zone=zone)
    columns = columns_of(definition, query)
    return Table(definition.name, definition.title, columns, rows, zone)


def written(cell: Cell, zone: ZoneInfo) -> Written:
    """A cell's value: words in the reader's language, instants in plant time, numbers exact."""
    value, kind = cell.value, cell.column.kind
    if value is None or value == "":
        return None
    if kind in {Kind.STATE, Kind.WORD}:
        return str(cell.word)
    if kind is Kind.INSTANT:
        local: datetime = value.astimezone(zone).replace(tzinfo=None)
        return local
    if kind is Kind.MINUTES:
        return minutes_of(value)
    return _plain_value(value, kind, is_number=cell.column.is_number)


def _plain_value(value: object, kind: Kind, *, is_number: bool) -> Written:
    if is_number and isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, date | bool) and kind in {Kind.DATE, Kind.FLAG}:
        return value
    return str(value)


def as_json(row: Row) -> dict[str, object]:
    """A row as JSON values: decimals as strings, instants in UTC, units beside quantities."""
    values: dict[str, object] = {}
    for cell in row:
        values[cell.column.key] = _json_value(cell)
        if cell.column.unit:
            values[f"{cell.column.key}_unit"] = cell.unit
    return values


def _json_value(cell: Cell) -> object:
    value, kind = cell.value, cell.column.kind
    if value is None or kind in {Kind.FLAG, Kind.COUNT}:
        return value
    if kind is Kind.MINUTES:
        return plain(minutes_of(value))
    if kind is Kind.INSTANT:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return plain(value) if cell.column.is_number else str(value)
