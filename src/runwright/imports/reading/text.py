"""Delimited text: UTF-8 with or without mark, comma, semicolon, tab or bar, quoted newlines."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from runwright.imports.errors import (
    CellTooLong,
    ControlCharacter,
    LineTooLong,
    QuoteBroken,
    TextBroken,
)

LONGEST_LINE = 1_000_000
LONGEST_CELL = 32_767
DELIMITERS = ",;\t|"


def text_rows(path: Path) -> Iterator[list[Any]]:
    """Yield every record of the file as a list of strings, the header first."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from _records(stream, delimiter_of(stream.readline(LONGEST_LINE)))
    except UnicodeDecodeError:
        raise _first_broken(path) from None


def delimiter_of(line: str) -> str:
    """The separator that cuts the first line into most columns, outside quotation marks."""
    bare = "".join(line.split('"')[::2])
    return max(DELIMITERS, key=bare.count)


def _records(stream: Any, delimiter: str) -> Iterator[list[str]]:
    stream.seek(0)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_lines(stream), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader, None)
        except csv.Error as problem:
            raise _named(problem, number) from None
        if record is None:
            return
        yield record


def _named(problem: csv.Error, row: int) -> CellTooLong | QuoteBroken:
    if "field limit" in str(problem):
        return CellTooLong(row=row, limit=LONGEST_CELL)
    return QuoteBroken(row=row)


def _lines(stream: Any) -> Iterator[str]:
    """Lines of bounded length; a NUL byte is never text."""
    for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE), ""), 1):
        if len(line) >= LONGEST_LINE:
            raise LineTooLong(row=number, limit=LONGEST_LINE)
        if "\0" in line:
            raise ControlCharacter(row=number)
        yield line


def _first_broken(path: Path) -> TextBroken:
    """Find the row and character of the first byte that is not UTF-8."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as problem:
                before = line[: problem.start].decode("utf-8", "ignore")
                found = f"0x{line[problem.start]:02X}"
                return TextBroken(row=number, character=len(before) + 1, found=found)
    return TextBroken(row=1, character=1, found="")
