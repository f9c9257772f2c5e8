"""XLSX: real numbers and dates, written in constant memory through a temporary file."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from django.utils.translation import gettext as _

from runwright.kernel.quantity import plain
from runwright.reports.exports.tables import Tabular, Written

MOST_ROWS = 1_048_575
MOST_LETTERS = 32_767
MOST_DIGITS = 15
WIDTH = 18
CHUNK = 64 * 1024
LONGEST_NAME = 31
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@runtime_checkable
class Pictured(Protocol):
    """A table that draws a picture beside its rows."""

    def draw(self, book: Any, sheet: Any, rows: int) -> None: ...


def xlsx_of(table: Tabular) -> Iterator[bytes]:
    """The table as a workbook of one sheet, in chunks. Text never becomes a formula."""
    return book_of([table])


def book_of(tables: Sequence[Tabular]) -> Iterator[bytes]:
    """Several tables as a workbook of one sheet each, in chunks."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "table.xlsx"
        _write(tables, place)
        with place.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


def _write(tables: Sequence[Tabular], place: Path) -> None:
    import xlsxwriter  # a fifth of a second that a start without an export does not need

    with xlsxwriter.Workbook(str(place), {**OPTIONS, "tmpdir": str(place.parent)}) as book:
        bold = book.add_format({"bold": True})
        for table in tables:
            sheet, heads = book.add_worksheet(_sheet_name(book, str(table.title))), table.heads()
            sheet.set_column(0, len(heads) - 1, WIDTH)
            sheet.freeze_panes(1, 0)
            for column, head in enumerate(heads):
                sheet.write_string(0, column, head, bold)
            rows = _Lines(book, sheet).write(table.lines())
            if isinstance(table, Pictured):
                table.draw(book, sheet, rows)


def _sheet_name(book: Any, title: str) -> str:
    """The title, shortened and with a number where another sheet has it already."""
    plain_title = title.translate(FORBIDDEN_IN_NAMES)
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    names = (
        plain_title[: LONGEST_NAME - len(mark)] + mark
        for mark in ("", *(f" {n}" for n in range(2, len(taken) + 3)))
    )
    return next(name for name in names if name.lower() not in taken)


class _Lines:
    """The rows of a sheet below its head, each value in its own type."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self.sheet = sheet
        self.instant = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})

    def write(self, lines: Iterator[list[Written]]) -> int:
        """Write every line and return how many there were."""
        row = 0
        for row, line in enumerate(lines, start=1):
            for column, value in enumerate(line):
                self._write_value(row, column, value)
        return row

    def _write_value(self, row: int, column: int, value: Written) -> None:
        if isinstance(value, bool):
            self.sheet.write_string(row, column, _("yes") if value else _("no"))
        elif isinstance(value, Decimal):
            self._write_number(row, column, value)
        elif isinstance(value, date):
            format = self.instant if isinstance(value, datetime) else self.day
            self.sheet.write_datetime(row, column, value, format)
        elif value is not None:
            self.sheet.write_string(row, column, value[:MOST_LETTERS])

    def _write_number(self, row: int, column: int, value: Decimal) -> None:
        """A number, or its digits as text where a spreadsheet would lose some of them."""
        digits = plain(value)
        if len(digits.strip("-").replace(".", "").strip("0")) <= MOST_DIGITS:
            self.sheet.write_number(row, column, value)
        else:
            self.sheet.write_string(row, column, digits)
