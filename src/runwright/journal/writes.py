"""Records that are held back, to be written as one statement in one round trip."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Model

from runwright.journal.statements import answer, engine
from runwright.journal.wording import Fields, addition, additions, change, changes, removal

Key = tuple[type[Model], object]
"""A row: its model and its primary key."""

Kind = tuple[type[Model], Fields | None, bool, bool]
"""What writes of one table have in common: the fields they change, whether keys are known, and
whether the rows go."""

FEW = 4
"""So many rows are written value by value; of more each column travels as one list."""


@dataclass
class Write:
    """A record that is inserted, of which some fields are updated, or that goes; its values count
    as they are when it is written."""

    record: Model
    fields: Fields | None = None
    goes: bool = False

    @property
    def key(self) -> Key:
        """The row; a record whose id nobody knows yet is only itself."""
        return type(self.record), self.record.pk or id(self.record)

    @property
    def kind(self) -> Kind:
        """What it has in common with others that may be written along with it."""
        return type(self.record), self.fields, self.record.pk is not None, self.goes


def _parts(kind: Kind, records: Sequence[Model]) -> Iterator[tuple[str, list[object]]]:
    """The statements that write records of one kind, and the values in them."""
    model, fields, keyed, goes = kind
    if goes:
        yield removal(model), [[record.pk for record in records]]
        return
    if len(records) > FEW:
        statement, names = additions(model, keyed) if fields is None else changes(model, fields)
        yield statement, [[getattr(record, name) for record in records] for name in names]
        return
    statement, names = addition(model, keyed) if fields is None else change(model, fields)
    for record in records:
        yield statement, [getattr(record, name) for name in names]


class Sheaf:
    """Writes of rows. None may depend on what another one wrote: the database carries out
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
        elif before and not write.goes:
            write.fields = before.fields and (before.fields | (write.fields or frozenset()))
        self.writes[write.key] = write
        self.tables.add(write.record._meta.db_table)

    def write(self) -> None:
        """Write what is held back.

        PostgreSQL carries out parts that nothing refers to from the last to the first, and rows
        whose ids it draws shall be numbered as they came.
        """
        kinds: dict[Kind, list[Model]] = {}
        for write in self.writes.values():
            kinds.setdefault(write.kind, []).append(write.record)
        self.empty()
        parts = [part for kind, records in kinds.items() for part in _parts(kind, records)]
        if parts:
            statements, values = zip(*reversed(parts), strict=True)
            answer(_bound(statements), [value for row in values for value in row])


def records_write(records: Iterable[Model], fields: Sequence[str] | None = None) -> None:
    """Insert records, or update fields of them: all at once, or where writes go together, then."""
    held = engine().sheaf
    sheaf, named = held or Sheaf(), None if fields is None else frozenset(fields)
    for record in records:
        sheaf.hold(Write(record, named))
    if not held:
        sheaf.write()


def records_remove(records: Iterable[Model]) -> None:
    """Delete records that are stored, when the others are written."""
    held = engine().sheaf
    sheaf = held or Sheaf()
    for record in records:
        sheaf.hold(Write(record, goes=True))
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
