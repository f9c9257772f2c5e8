"""A sheet as a table of cells: read from a file, and written to one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import override

from runwright.company.selectors import plant_zone
from runwright.imports.errors import (
    CellRefused,
    NoRows,
    RowsTooMany,
    RowTwice,
    SheetColumnsMissing,
)
from runwright.imports.reading.tables import Row, Table
from runwright.imports.sheets.columns import Column
from runwright.imports.sheets.definition import Group, Sheet, Values
from runwright.kernel.errors import Refusal
from runwright.reports.exports.files import ExportFile, Format, file_of
from runwright.reports.lists.columns import Label

MOST_ROWS = 10_000
LANGUAGES = ("en", "ro")


@dataclass(frozen=True)
class Wrong:
    """What cannot be accepted about a row."""

    row: int
    refusal: Refusal


@dataclass(frozen=True)
class Content:
    """What a file says: its records, the rows that cannot be read, and columns it need not have."""

    groups: tuple[Group, ...]
    wrong: tuple[Wrong, ...]
    unknown: tuple[str, ...]


def content_of(sheet: Sheet, table: Table) -> Content:
    """Read a whole file. Raises ``SheetColumnsMissing``, ``RowsTooMany``, ``NoRows``."""
    places = _places(sheet, table.header)
    known = {place for _, place in places}
    unknown = tuple(name for n, name in enumerate(table.header) if name and n not in known)
    rows: dict[tuple[Any, ...], list[tuple[int, Values]]] = {}
    wrong: list[Wrong] = []
    for number, cells in _bounded(table.rows):
        values = _values(sheet, places, number, cells, wrong)
        if values is not None:
            rows.setdefault(sheet.identity_of(values), []).append((number, values))
    if not rows and not wrong:
        raise NoRows()
    return Content(tuple(_groups(sheet, rows, wrong)), tuple(wrong), unknown)


def _bounded(rows: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    for number, cells in rows:
        if number > MOST_ROWS:
            raise RowsTooMany(row=number, limit=MOST_ROWS)
        yield number, cells


Places = list[tuple[Column, int]]


def _places(sheet: Sheet, header: tuple[str, ...]) -> Places:
    """Where each column stands in the file, by its key or its name in any language."""
    found = {_bare(name): n for n, name in enumerate(header)}
    places, missing = [], []
    for column in sheet.columns:
        names = (_bare(name) for name in (*_names(column.label), column.key))
        name = next((name for name in names if name in found), None)
        if name is not None:
            places.append((column, found.pop(name)))
        elif column.required:
            missing.append(str(column.label))
    if missing:
        raise SheetColumnsMissing(missing=missing, found=[name for name in header if name])
    return places


def _names(label: Label) -> Iterator[str]:
    for language in LANGUAGES:
        with override(language):
            yield str(label)


def _bare(name: str) -> str:
    return "".join(one for one in name.lower() if one.isalnum() or one == "%")


def _values(
    sheet: Sheet, places: Places, number: int, cells: Row, wrong: list[Wrong]
) -> Values | None:
    """The values of a row; nothing, and what is wrong, when a cell cannot be read."""
    values, count = {}, len(wrong)
    for column, place in places:
        try:
            value = column.read(cells[place] if place < len(cells) else None)
        except CellRefused as refusal:
            wrong.append(Wrong(number, refusal))
            continue
        if not (column.keeps and value in (None, "")):
            values[column.key] = value
    return values if len(wrong) == count else None


def _groups(
    sheet: Sheet, rows: dict[tuple[Any, ...], list[tuple[int, Values]]], wrong: list[Wrong]
) -> Iterator[Group]:
    for identity, found in rows.items():
        if len(found) > 1 and not sheet.is_grouped:
            name = " · ".join(map(str, identity))
            wrong += [Wrong(n, RowTwice(name=name, row=found[0][0])) for n, _ in found[1:]]
        kept = found if sheet.is_grouped else found[:1]
        yield Group(tuple(n for n, _ in kept), tuple(values for _, values in kept))


@dataclass(frozen=True)
class Written:
    """Rows of a sheet on their way out, as exports take them."""

    sheet: Sheet
    rows: Iterable[Values]
    zone: ZoneInfo

    @property
    def name(self) -> str:
        return self.sheet.key.replace("_", "-")

    @property
    def title(self) -> Label:
        return self.sheet.title

    def heads(self) -> list[str]:
        """The names of the columns."""
        return [str(column.label) for column in self.sheet.columns]

    def lines(self) -> Iterator[list[Any]]:
        """Every row as cells, in step with ``heads``."""
        for row in self.rows:
            yield [column.written(row.get(column.key)) for column in self.sheet.columns]


def sheet_file(sheet: Sheet, rows: Iterable[Values], format: Format) -> ExportFile:
    """Rows of a sheet as a file."""
    return file_of(Written(sheet, rows, plant_zone()), format)
