"""Exports as files: a name, a type and the bytes one after another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from runwright.journal.clock import now
from runwright.reports.exports.comma import csv_of
from runwright.reports.exports.sheet import book_of, xlsx_of
from runwright.reports.exports.tables import Tabular


class Format(StrEnum):
    """What an export can be."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True)
class ExportFile:
    """A file to send: ``chunks`` is read once."""

    name: str
    content_type: str
    chunks: Iterator[bytes]


_WRITERS: dict[Format, tuple[str, Callable[[Tabular], Iterator[bytes]]]] = {
    Format.CSV: ("text/csv; charset=utf-8", csv_of),
    Format.XLSX: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_of),
}


def file_of(table: Tabular, format: Format) -> ExportFile:
    """The table as a file named after the list and the day in the plant."""
    content_type, write = _WRITERS[format]
    day = now().astimezone(table.zone).date().isoformat()
    return ExportFile(f"{table.name}-{day}.{format}", content_type, write(table))


def book_file(name: str, tables: Sequence[Tabular]) -> ExportFile:
    """Several tables as one workbook, named after what it is about and the day in the plant."""
    content_type, _ = _WRITERS[Format.XLSX]
    day = now().astimezone(tables[0].zone).date().isoformat()
    return ExportFile(f"{name}-{day}.xlsx", content_type, book_of(tables))
