"""Records that are held back, to be written as one statement in one round trip."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db.models import Model

from runwright.journal.statements import answer, engine

Fields = frozenset[str]
Key = tuple[type[Model], object]
"""A row: its model and its primary key."""


@dataclass
class Write:
    """A record that is inserted, or of which some fields are updated; its values count as they are
    when it is written."""

    record: Model
    fields: Fields | None = None

    @property
    def key(self) -> Key:
        """The row; a record whose id nobody knows yet is only itself."""
        return type(self.record), self.record.pk or id(self.record)

    def part(self) -> tuple[str, list[object]]:
        """Its statement and the values in it."""
        model = type(self.record)
        if self.fields is None:
            statement, names = addition(model, self.record.pk is not None)
        else:
            statement, names = _change(model, self.fields)
        return statement, [getattr(self.record, name) for name in names]


class Sheaf:
    """Writes of single rows. None may depend on what another one wrote: the database carries out
    the parts of one statement on the rows as they were before."""

    def __init__(self) -> None:
        self.empty()

    def empty(self) -> None:
        """Forget what is held back."""
        self.writes: dict[Key, Write] = {}
        self.tables: set[str] = set()

    def concerns(self, statement: str) -> bool:
        """Whether a statement names a table of which something is held back."""
        return any(table in statement for table in self.tables)

    def hold(self, write: Write) -> None:
        """Hold a write back, with what is held back of the same record already; if that is
        another copy of it, what is held is written first."""
        before = self.writes.get(write.key)
        if before and before.record is not write.record:
            self.write()
        elif before:
            write.fields = before.fields and (before.fields | (write.fields or frozenset()))
        self.writes[write.key] = write
        self.tables.add(write.record._meta.db_table)

    def write(self) -> None:
        """Write what is held back.

        PostgreSQL carries out parts that nothing refers to from the last to the first, and rows
        whose ids it draws shall be numbered as they came.
        """
        parts = [write.part() for write in reversed(self.writes.values())]
        self.empty()
        if parts:
            statements, values = zip(*parts, strict=True)
            answer(_bound(statements), [value for row in values for value in row])


def few_write(records: Iterable[Model], fields: Sequence[str] | None = None) -> None:
    """Insert records, or update fields of them: all at once, or where writes go together, then."""
    held = engine().sheaf
    sheaf = held or Sheaf()
    for record in records:
        sheaf.hold(Write(record, None if fields is None else frozenset(fields)))
    if not held:
        sheaf.write()


@contextmanager
def writes_together() -> Iterator[None]:
    """Within, records are not written one by one, but all in one statement at the end.

    They are written earlier when something is asked that concerns them: by a fixed statement that
    names one of their tables, or by anything of the query builder. One inside another changes
    nothing. Call inside the transaction; what fails within writes nothing.
    """
    own = engine()
    if own.sheaf is not None:
        yield
        return
    own.sheaf = Sheaf()
    try:
        yield
        own.write_held()
    finally:
        own.sheaf = None


@lru_cache(2_000)
def _bound(parts: tuple[str, ...]) -> str:
    """One statement that carries out all of them."""
    if len(parts) == 1:
        return parts[0]
    return f"WITH {', '.join(f'w{n} AS ({part})' for n, part in enumerate(parts))} SELECT"


@cache
def addition(model: type[Model], keyed: bool) -> tuple[str, tuple[str, ...]]:
    """The statement that inserts one row, with its key or with one that the database draws, and
    the names of the values in it."""
    fields: list[Any] = [f for f in model._meta.concrete_fields if keyed or not f.primary_key]
    into = ", ".join(str(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {model._meta.db_table} ({into}) VALUES ({places})"
    return statement, tuple(field.attname for field in fields)


@cache
def _change(model: type[Model], names: Fields) -> tuple[str, tuple[str, ...]]:
    fields: list[Any] = [model._meta.get_field(name) for name in sorted(names)]
    changes = ", ".join(f"{field.column} = %s" for field in fields)
    key = model._meta.pk
    statement = f"UPDATE {model._meta.db_table} SET {changes} WHERE {key.column} = %s"
    return statement, (*(field.attname for field in fields), key.attname)
