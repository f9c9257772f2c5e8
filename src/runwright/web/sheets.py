"""Tables that are filled in like a spreadsheet: rows of cells, read back with every fault."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy
from django_stubs_ext import StrPromise

from runwright.kernel.errors import Refusal
from runwright.kernel.quantity import parse_decimal, plain

Text = str | StrPromise
YES_NO = (("", "–"), ("yes", gettext_lazy("Yes")))


@dataclass(frozen=True)
class Column:
    """A column: ``kind`` is text, item, number, whole or choice; ``default`` stands in new rows.

    ``of`` is the name under which services speak of it, where it is another.
    """

    name: str
    label: Text
    kind: str = "text"
    default: str = ""
    choices: Sequence[tuple[Any, Text]] = ()
    width: str = ""
    of: str = ""

    @property
    def is_number(self) -> bool:
        return self.kind in ("number", "whole")


@dataclass(frozen=True)
class SheetCell:
    """One cell of a row: what stands in it, and what is wrong with it."""

    column: Column
    name: str
    value: str
    fault: str


@dataclass
class Sheet:
    """A table of rows; ``name`` begins the names of its fields. The first column leads: a row
    without it is no row."""

    name: str
    columns: Sequence[Column]
    rows: list[dict[str, str]] = field(default_factory=list)
    faults: dict[tuple[int, str], str] = field(default_factory=dict)

    def read(self, given: QueryDict) -> None:
        """Take the rows of a sent form."""
        cells = {c.name: given.getlist(f"{self.name}.{c.name}") for c in self.columns}
        count = max(map(len, cells.values()), default=0)
        rows = [
            {name: (values[n].strip() if n < len(values) else "") for name, values in cells.items()}
            for n in range(count)
        ]
        self.rows = [row for row in rows if row[self.columns[0].name]]

    def shown(self) -> Iterator[list[SheetCell]]:
        """The rows as cells, and one empty row where there are none."""
        rows = self.rows or [self.blank]
        for place, row in enumerate(rows):
            yield [self._cell(column, row, place) for column in self.columns]

    @property
    def blank(self) -> dict[str, str]:
        """A new row."""
        return {column.name: column.default for column in self.columns}

    def template(self) -> list[SheetCell]:
        """The cells that a row to be added begins with."""
        return [self._cell(column, self.blank, -1) for column in self.columns]

    def _cell(self, column: Column, row: Mapping[str, str], place: int) -> SheetCell:
        fault = self.faults.get((place, column.name), "")
        return SheetCell(column, f"{self.name}.{column.name}", row.get(column.name, ""), fault)

    @property
    def told(self) -> list[tuple[int, str, str]]:
        """Every fault: the place of its row, its column, and what is wrong."""
        return [(place, name, sentence) for (place, name), sentence in self.faults.items()]

    def blame(self, path: str, sentence: str) -> bool:
        """Put a refusal at its cell; ``path`` is like ``lines.3.unit_id``. False if it has none."""
        begin, _, rest = path.partition(".")
        place, _, name = rest.partition(".")
        column = next((c for c in self.columns if name in (c.name, c.of)), self.columns[0])
        if begin != self.name or not place.isdigit() or int(place) >= len(self.rows):
            return False
        self.faults[int(place), column.name] = sentence
        return True


@dataclass
class Reader:
    """Reads the cells of one row; what cannot be read is blamed and counts as nothing."""

    sheet: Sheet
    place: int

    def text(self, name: str) -> str:
        return self.sheet.rows[self.place].get(name, "")

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("yes", "1", "x", "true")

    def number(self, name: str, default: str = "0") -> Decimal:
        text = self.text(name).replace(",", ".").replace("\u00a0", "").replace(" ", "") or default
        try:
            number = parse_decimal(text, field=name)
        except Refusal as refusal:
            self.blame(name, refusal.message(gettext))
            return Decimal(default)
        if number < 0:
            self.blame(name, gettext("This cannot be less than 0."))
        return number

    def above_zero(self, name: str) -> Decimal:
        number = self.number(name, "1")
        if not number:
            self.blame(name, gettext("This must be more than 0."))
        return number

    def share(self, name: str) -> Decimal:
        """A percentage as a share."""
        return self.number(name) / 100

    def whole(self, name: str, default: int = 0) -> int:
        number = self.number(name, str(default))
        if number != int(number) or number > MOST:
            self.blame(name, gettext("Write a whole number."))
            return default
        return int(number)

    def one_of(self, name: str, known: Mapping[str, int], words: str) -> int:
        """The key of what is named; the first word of the cell is its code."""
        text = self.text(name)
        key = known.get(text) or known.get(text.split(" ")[0])
        if key is None:
            self.blame(name, words.format(code=text))
        return key or 0

    def some_of(self, name: str, known: Mapping[str, int], words: str) -> tuple[int, ...]:
        """The keys of several, separated by commas."""
        codes = [code.strip() for code in self.text(name).split(",") if code.strip()]
        for code in codes:
            if code not in known:
                self.blame(name, words.format(code=code))
        return tuple(known[code] for code in codes if code in known)

    def blame(self, name: str, sentence: str) -> None:
        self.sheet.faults[self.place, name] = sentence


MOST = 30_000


def readers(sheet: Sheet) -> Iterable[Reader]:
    """One reader for each row."""
    return (Reader(sheet, place) for place in range(len(sheet.rows)))


def number_text(value: Decimal | int | None, *, nothing: str = "") -> str:
    """A number as it is typed; zero is left empty where ``nothing`` says so."""
    return nothing if not value else plain(value)


def percent_text(share: Decimal) -> str:
    """A share as a percentage, empty for zero."""
    return number_text(share * 100)
