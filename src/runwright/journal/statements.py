"""Fixed statements: prepared once for each connection, whatever their values are.

Every value travels as text without a type of its own: it takes that of the place where it stands.
So a statement is planned once, and not anew for each mixture of small and large numbers and of
values that are not there.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Connection, Cursor, RawCursor
from psycopg.adapt import Dumper

BARE = frozenset({int, Decimal, UUID})
"""What needs no quotes within a list."""


class Word(Dumper):
    """One value as text."""

    def dump(self, obj: object) -> bytes:
        return str(obj).encode()


class Words(Dumper):
    """A list of values as the text of an array."""

    def dump(self, obj: list[object]) -> bytes:
        return _array(obj).encode()


def _array(values: list[object]) -> str:
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: object) -> str:
    if type(value) in BARE:
        return str(value)
    if value is None:
        return "NULL"
    if isinstance(value, list):
        return _array(value)
    text = f"\\x{value.hex()}" if isinstance(value, bytes) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Prepared(Cursor[Any]):
    """A cursor whose statements the database prepares once for each connection."""

    def __init__(self, connection: Connection[Any]) -> None:
        super().__init__(connection)
        for kind in (int, bool, Decimal, UUID, date, datetime):
            self.adapters.register_dumper(kind, Word)
        self.adapters.register_dumper(list, Words)

    def execute(self, query: Any, params: Any = None, **given: Any) -> Self:
        return super().execute(query, params, **{**given, "prepare": True})


class Numbered(RawCursor[Any], Prepared):
    """The same for statements that number their values (``$1``): the driver need not take them
    apart, which it would do each time where they are long."""


_cursors: WeakKeyDictionary[Connection[Any], dict[type[Prepared], Prepared]] = WeakKeyDictionary()


def _cursor(connection: Connection[Any], kind: type[Prepared]) -> Prepared:
    """The one cursor of a kind of a connection: to make another costs as much as to ask."""
    own = _cursors.setdefault(connection, {})
    if kind not in own:
        own[kind] = kind(connection)
    return own[kind]


def answer(
    statement: str, values: Any = None, kind: type[Prepared] = Prepared
) -> list[tuple[Any, ...]]:
    """The rows that a fixed statement answers; none when it only writes.

    What is held back is written first, if the statement is about it.
    """
    own: Any = connections[DEFAULT_DB_ALIAS]
    if own.sheaf and own.sheaf.concerns(statement):
        own.write_held()
    own.ensure_connection()
    if own.queries_logged or own.execute_wrappers:
        with own.make_debug_cursor(kind(own.connection)) as watched:
            watched.execute(statement, values)
            return watched.fetchall() if watched.description else []
    own.validate_no_broken_transaction()
    with own.wrap_database_errors:
        cursor = _cursor(own.connection, kind).execute(statement, values)
        # Cheaper to ask than ``description``, which tells of every column.
        return cursor.fetchall() if cursor.pgresult and cursor.pgresult.nfields else []
