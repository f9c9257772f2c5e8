"""Fixed statements: prepared once for each connection, whatever their values are.

Every value travels as text without a type of its own: it takes that of the place where it stands.
So a statement is planned once, and not anew for each mixture of small and large numbers and of
values that are not there. No cursor of the driver stands between: to set one up, and to look up
how each value is sent, costs several times what the database's own client takes.
"""

import re
from asyncio import _get_running_loop
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Connection, DataError, OperationalError
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

Values = Mapping[str, object] | Sequence[object] | None
Rows = list[tuple[Any, ...]]


def answer(statement: str, values: Values = None) -> Rows:
    """The rows that a fixed statement answers; none when it only writes.

    What is held back is written first, if the statement is about it.
    """
    own = engine()
    if own.sheaf and own.sheaf.concerns(statement):
        own.write_held()
    if own.connection is None:
        own.ensure_connection()
    line = _line(own.connection)
    if own.queries_logged or own.execute_wrappers:
        with own.make_debug_cursor(Watched(line)) as watched:
            watched.execute(statement, values)
            return list(watched.rows)
    own.validate_no_broken_transaction()
    with own.wrap_database_errors:
        return line.carry_out(statement, values)


def engine() -> Any:
    """The connection at hand (``config.engine``): that of the thread, or of the task where a loop
    runs. Django looks it up anew for each name, so whoever asks it several things keeps it; here
    it is read where Django keeps those of threads, which takes a quarter of the time."""
    if _get_running_loop() is None:
        try:
            return _of_threads.default
        except AttributeError:  # the first question of this thread
            pass
    return connections[DEFAULT_DB_ALIAS]


_of_threads: Any = connections._connections._storage  # type: ignore[attr-defined]


class Line:
    """What one connection keeps: the statements prepared on it."""

    def __init__(self, connection: Connection[Any]) -> None:
        self.connection, self.server = connection, connection.pgconn
        self.fixed: dict[str, Fixed] = {}

    def carry_out(self, statement: str, values: Values) -> Rows:
        """The rows that a statement answers; none when it only writes. Begins a transaction
        unless one is open, or each statement is one of its own."""
        if self.server.transaction_status == TransactionStatus.IDLE:
            self.connection.wait(self.connection._start_query())
        text, names = numbered(statement) if values is not None else (statement, ())
        fixed = self.fixed.get(text) or self._prepare(text)
        given: Any = [values[name] for name in names] if names else values or ()  # type: ignore
        sent = [None if one is None else TEXTS[type(one)](one).encode() for one in given]
        result = self.server.exec_prepared(fixed.name, sent)  # type: ignore[arg-type]
        if result.status == ExecStatus.TUPLES_OK:
            return fixed.rows(result)
        self._check(result)
        return []

    def _prepare(self, text: str) -> "Fixed":
        name = f"fixed_{len(self.fixed)}".encode()
        self._check(self.server.prepare(name, text.encode()))
        self.fixed[text] = Fixed(name, Transformer(self.connection))
        return self.fixed[text]

    def _check(self, result: PGresult) -> None:
        if self.server.status == ConnStatus.BAD:
            raise OperationalError(self.server.get_error_message())
        if result.status != ExecStatus.COMMAND_OK:
            raise error_from_result(result)


class Fixed:
    """A statement as it is prepared on a connection. How its columns are read is looked up once:
    for a wide row that takes as long as to answer it."""

    def __init__(self, name: bytes, reader: Any) -> None:
        self.name, self.reader = name, reader
        self.is_new = True

    def rows(self, result: PGresult) -> Rows:
        """The rows of a result of this statement."""
        self.reader.set_pgresult(result, set_loaders=self.is_new)
        self.is_new = False
        return self.reader.load_rows(0, result.ntuples, tuple)


def _line(connection: Any) -> Line:
    """What a connection keeps, on the connection itself: both end together."""
    try:
        line: Line = connection.line
    except AttributeError:
        connection.line = line = Line(connection)
    return line


class Watched:
    """What a cursor that logs or counts statements asks of the cursor it wraps."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.rows: Rows = []

    def execute(self, statement: str, values: Values = None) -> None:
        self._query = SimpleNamespace(query=statement.encode())
        self.rows = self.line.carry_out(statement, values)

    def close(self) -> None:
        """Nothing is held open."""


PLACE = re.compile(r"%(?:(%)|s|\((\w+)\)s)")


@cache
def numbered(statement: str) -> tuple[str, tuple[str, ...]]:
    """A statement with $1, $2 … for its places, and the names of these where they have some."""
    names: list[str] = []

    def number(place: re.Match[str]) -> str:
        if place[1]:
            return "%"
        if place[2] is None or place[2] not in names:
            names.append(place[2])
        return f"${len(names) if place[2] is None else names.index(place[2]) + 1}"

    text = PLACE.sub(number, statement)
    return text, tuple(names) if any(names) else ()


def _array(values: Sequence[object]) -> str:
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: object) -> str:
    if value is None:
        return "NULL"
    text = TEXTS[type(value)](value)
    if type(value) in BARE:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _storable(text: str) -> str:
    if "\0" in text:
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    return text


class Writers(dict[type, Callable[[Any], str]]):
    """How values are written, by their type or by what it is a kind of."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        for one in kind.__mro__:
            if one in self:
                self[kind] = self[one]
                return self[one]
        raise TypeError(f"No fixed statement takes a {kind.__name__}.")


TEXTS = Writers(
    {
        str: _storable,
        int: int.__repr__,
        Decimal: str,
        UUID: str,
        datetime: datetime.isoformat,
        date: date.isoformat,
        bool: str,
        list: _array,
        bytes: lambda octets: "\\x" + octets.hex(),
        memoryview: lambda octets: "\\x" + octets.hex(),
    }
)
BARE = frozenset({int, Decimal, UUID, datetime, date, bool, list})
"""What needs no quotes within a list."""
