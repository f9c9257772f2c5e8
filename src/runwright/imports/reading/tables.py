"""A file as a table: one header, then rows of cells with the numbers a spreadsheet would show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from runwright.imports.errors import (
    ColumnsTooMany,
    ColumnTwice,
    EncodingRefused,
    FileEmpty,
    FileKindUnknown,
    FileTooLarge,
    HeaderMissing,
    RowsTooMany,
)
from runwright.imports.reading.archive import Marks
from runwright.imports.reading.text import text_rows
from runwright.imports.reading.workbook import workbook_open
from runwright.kernel.errors import Word, gettext_noop

Cell = str | int | float | bool | datetime | date | time | timedelta
Row = list[Cell]

MOST_BYTES = 256 * 1024 * 1024
MOST_COLUMNS = 200
MOST_ROWS = 2_000_000

_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_STRANGERS = {
    b"\xd0\xcf\x11\xe0": gettext_noop("an old or a password-protected Office file"),
    b"%PDF": gettext_noop("a PDF document"),
    b"\x1f\x8b": gettext_noop("a gzip archive"),
    b"7z\xbc\xaf": gettext_noop("a 7-Zip archive"),
    b"Rar!": gettext_noop("a RAR archive"),
    b"BZh": gettext_noop("a bzip2 archive"),
    b"\x89PNG": gettext_noop("a picture"),
    b"\xff\xd8\xff": gettext_noop("a picture"),
    b"GIF8": gettext_noop("a picture"),
    b"SQLite": gettext_noop("a database"),
    b"\x7fELF": gettext_noop("a program"),
    b"MZ": gettext_noop("a program"),
    b"{": gettext_noop("a JSON document"),
    b"[": gettext_noop("a JSON document"),
    b"<": gettext_noop("an XML or HTML document"),
}


@dataclass(frozen=True)
class Table:
    """``header`` names the columns; ``rows`` yields (row number from 2 on, cells), once.

    ``marks`` says at which (row, column from 1) a workbook has an ``error`` or a ``formula``.
    """

    header: tuple[str, ...]
    rows: Iterator[tuple[int, Row]]
    marks: Marks


def table_open(path: Path) -> Table:
    """Open the CSV or XLSX file at ``path`` for one pass over its rows.

    Raises a ``FileRefused`` here, or while rows are taken, as soon as something is wrong.
    Memory does not grow with the length of a CSV file.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise FileTooLarge(limit=MOST_BYTES, found=size)
    rows, marks = _opened(path)
    numbered = _numbered(rows)
    header = _header(next(numbered, (1, []))[1])
    return Table(header, numbered, marks)


def _opened(path: Path) -> tuple[Iterator[Row], Marks]:
    with path.open("rb") as stream:
        start = stream.read(512)
    if not start.strip():
        raise FileEmpty()
    if start.startswith(b"PK\x03\x04"):
        return workbook_open(path)
    _known_as_text(start)
    return text_rows(path), {}


def _known_as_text(start: bytes) -> None:
    """Refuse what begins like another format, naming that format."""
    for mark, name in _BOMS.items():
        if start.startswith(mark):
            raise EncodingRefused(found=name, row=1)
    for mark, name in _STRANGERS.items():
        if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(mark):
            raise FileKindUnknown(found=Word(name))
    if start.count(b"\x00") * 4 > len(start):
        raise EncodingRefused(found="UTF-16", row=1)


def _numbered(rows: Iterator[Row]) -> Iterator[tuple[int, Row]]:
    """Count rows from 1, leave out empty ones, stop a file that never ends."""
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise RowsTooMany(row=number, limit=MOST_ROWS)
        if number == 1 or any(cell != "" for cell in row):
            yield number, row


def _header(cells: Row) -> tuple[str, ...]:
    names = [str(cell).strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise ColumnsTooMany(found=len(names), limit=MOST_COLUMNS, row=1)
    if sum(1 for name in names if name) < 2:
        raise HeaderMissing(found=" ".join(names)[:80], row=1)
    _refuse_twins(names)
    return tuple(names)


def _refuse_twins(names: list[str]) -> None:
    for position, name in enumerate(names, 1):
        if name and name in names[: position - 1]:
            raise ColumnTwice(column=position, found=name[:80], row=1)
