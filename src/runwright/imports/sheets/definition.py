"""What a spreadsheet of masters is: its columns, how its rows are read, written and withdrawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from runwright.imports.sheets.columns import Column
from runwright.people.actor import Actor
from runwright.reports.lists.columns import Label

Values = dict[str, Any]
ID = "#id"
"""Beside the columns of a row that was read: the key of its record."""


@dataclass(frozen=True)
class Group:
    """The rows of one record in a file, and those it has now (none when it is new).

    A flat sheet has one row to a record; a routing has one for each operation.
    """

    numbers: tuple[int, ...]
    rows: tuple[Values, ...]
    old: tuple[Values, ...] = ()

    @property
    def is_new(self) -> bool:
        return not self.old

    @property
    def values(self) -> Values:
        """The first row as it shall be: what the file says over what is held."""
        return (self.old[0] if self.old else {}) | self.rows[0]

    @property
    def record_id(self) -> int:
        """The key of the record, if there is one."""
        return int(self.old[0][ID])


@dataclass(frozen=True)
class Sheet:
    """A kind of master data as a spreadsheet.

    ``identity`` are the columns that name a record. ``read`` gives every row there is now, with
    the key of its record; ``write`` makes or changes one record through the services of its room;
    ``link`` runs when every record is written; ``withdraw``, where it can be, takes a new one back.
    """

    key: str
    title: Label
    identity: tuple[str, ...]
    columns: tuple[Column, ...]
    read: Callable[[Actor], Iterable[Values]]
    write: Callable[[Group, Actor], object]
    withdraw: Callable[[Group, Actor], object] | None
    link: Callable[[Group, Actor], object] | None = None
    is_grouped: bool = False

    def identity_of(self, row: Values) -> tuple[Any, ...]:
        """What names the record of a row."""
        return tuple(row[key] for key in self.identity)

    def column(self, key: str) -> Column:
        """The column of this key."""
        return next(column for column in self.columns if column.key == key)
