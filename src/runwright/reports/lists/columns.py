"""Columns: what a list shows, of which kind it is, and where the values come from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import F
from django.db.models.expressions import Expression, OrderBy
from django.db.models.functions import Lower
from django.utils.functional import Promise

Label = str | Promise


class Kind(StrEnum):
    """How a value is read, aligned and exported."""

    TEXT = "text"
    CODE = "code"
    COUNT = "count"
    QUANTITY = "quantity"
    MONEY = "money"
    SHARE = "share"
    PROGRESS = "progress"
    MINUTES = "minutes"
    INSTANT = "instant"
    DATE = "date"
    STATE = "state"
    WORD = "word"
    FLAG = "flag"


NUMBERS = frozenset(
    {Kind.COUNT, Kind.QUANTITY, Kind.MONEY, Kind.SHARE, Kind.PROGRESS, Kind.MINUTES}
)


@dataclass(frozen=True)
class Link:
    """Where a cell leads: the kind of record (or the path that names it) and the path of its id."""

    kind: str
    id: str
    is_path: bool = False


@dataclass(frozen=True)
class Column:
    """One column. ``path`` is a field path or an annotation of the list's base, by default the key.

    ``unit`` is the path of the unit's symbol beside a quantity; ``words`` says stored values in
    plain words; ``optional`` values sort behind all others; while its row is in one of the states
    ``due_in``, an instant or a day that has passed is late.
    """

    key: str
    label: Label
    kind: Kind = Kind.TEXT
    path: str = ""
    unit: str = ""
    link: Link | None = None
    words: Mapping[str, Label] = field(default_factory=dict)
    shown: bool = True
    sortable: bool = True
    optional: bool = False
    due_in: frozenset[str] = frozenset()

    @property
    def source(self) -> str:
        """The path that is read."""
        return self.path or self.key

    @property
    def is_number(self) -> bool:
        """Numbers stand right and in tabular figures."""
        return self.kind in NUMBERS

    def paths(self) -> Iterator[str]:
        """Every path its cells need."""
        yield self.source
        if self.unit:
            yield self.unit
        if self.link:
            yield self.link.id
            if self.link.is_path:
                yield self.link.kind
        if self.due_in:
            yield "state"

    def ordering(self, *, descending: bool) -> OrderBy:
        """The order by this column: text regardless of case, nothing behind everything."""
        by: Expression | F = Lower(self.source) if self.kind is Kind.TEXT else F(self.source)
        last = True if self.optional else None
        return by.desc(nulls_last=last) if descending else by.asc(nulls_last=last)


@dataclass(frozen=True)
class Cell:
    """One value of a row with what belongs to it; ``value`` is as stored, in UTC and base unit."""

    column: Column
    value: Any
    unit: str = ""
    link_kind: str = ""
    link_id: Any = None
    is_due: bool = False

    @property
    def word(self) -> Label:
        """The value in plain words, where the column has them."""
        return self.column.words.get(str(self.value), str(self.value))


def cell_of(column: Column, row: Mapping[str, Any]) -> Cell:
    """The cell of a column in a row of values by path."""
    link = column.link
    kind = (row[link.kind] if link.is_path else link.kind) if link else ""
    unit = str(row[column.unit] or "") if column.unit else ""
    is_due = bool(column.due_in) and row["state"] in column.due_in
    return Cell(column, row[column.source], unit, kind, row[link.id] if link else None, is_due)
