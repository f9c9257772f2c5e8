"""The connection of ``runwright.config.engine`` (Django prescribes the name of this file)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Self
from weakref import WeakKeyDictionary

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import BaseTzLoader
from psycopg import Connection, OperationalError
from psycopg._preparing import Prepare, PrepareManager
from psycopg.abc import Buffer
from psycopg.pq.abc import PGresult

from runwright.config.postgres import Server, ServerFailed

MOST_PREPARED = 1_000
"""More than there are fixed statements; beyond it the least used would be prepared anew."""


TRUSTED_SECONDS = 1.0
_rested_since: WeakKeyDictionary[Connection[Any], float] = WeakKeyDictionary()


class Kept(PrepareManager):
    """Prepared statements that outlive a rollback.

    The driver would drop all of them after each, in case a table was made within; the tables of
    a running program stay, and the database itself plans anew when one is altered.
    """

    def _should_discard(self, prep: Prepare, results: Sequence[PGresult], *_: object) -> bool:
        return False


class Instants(BaseTzLoader):  # type: ignore[misc]
    """Instants as connections give them, in UTC, read by the standard library: the driver's own
    way takes ten times as long, and a scan reads thirty. It still reads the odd ones."""

    timezone = UTC

    def load(self, data: Buffer) -> datetime:
        try:
            return datetime.fromisoformat(str(data, "ascii"))
        except ValueError:
            odd: datetime = super().load(data)
            return odd


def housed(server: Server) -> type[Connection[Any]]:
    """Connections to our own server, which is made sure to run before one is opened.

    A pool opens few connections and hands them out for every request: asking the server each time
    would have it start a process for the question.
    """

    class Housed(Connection[Any]):
        @classmethod
        def connect(cls, conninfo: str = "", **kwargs: Any) -> Self:
            ensure(server)
            return super().connect(conninfo, **kwargs)

    return Housed


def ensure(server: Server) -> None:
    """Start the server unless it runs. Raises ``OperationalError`` with its own log."""
    try:
        server.ensure()
    except ServerFailed as failed:
        raise OperationalError(str(failed)) from failed


def _lives(connection: Connection[Any]) -> bool:
    """Whether a connection of the pool is still there: one that worked a moment ago is taken to
    be, since to ask it costs as much as what it is wanted for."""
    if monotonic() - _rested_since.get(connection, 0) < TRUSTED_SECONDS:
        return True
    try:
        connection.execute("")
    except OperationalError:
        return False
    return True


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the server of the data home when a connection is opened, not at import.

    The database setting ``EMBEDDED`` holds the arguments of ``Server``; without it the engine is
    Django's own.
    """

    whole_at = -1
    """How many savepoints deep one effect is carried out as a whole (``journal.effects``)."""

    sheaf: Any = None
    """Writes that are held back (``journal.writes``)."""

    def write_held(self) -> None:
        """Write what is held back, before anybody asks for it."""
        if self.sheaf is not None:
            self.sheaf.write()

    def create_cursor(self, name: str | None = None) -> Any:
        self.write_held()
        return super().create_cursor(name)

    def savepoint(self) -> str | None:
        self.write_held()
        return None if len(self.savepoint_ids) == self.whole_at else super().savepoint()

    def _close(self) -> None:
        if self.pool and self.connection is not None:
            _rested_since[self.connection] = monotonic()
        super()._close()  # type: ignore[misc]

    def savepoint_rollback(self, sid: str) -> None:
        if self.sheaf is not None:
            self.sheaf.empty()  # all of it came after the savepoint
        super().savepoint_rollback(sid)

    def get_connection_params(self) -> dict[str, Any]:
        if self.settings_dict["OPTIONS"].get("pool") and self.alias in self._connection_pools:  # type: ignore[attr-defined]
            return {}  # the pool knows them, and every request would have them made anew
        if embedded := self.settings_dict.get("EMBEDDED"):
            self._house(Server(Path(embedded["home"]), fast=embedded["fast"]))
        return super().get_connection_params()

    def _house(self, server: Server) -> None:
        if pool := self.settings_dict["OPTIONS"].get("pool"):
            pool.setdefault("connection_class", housed(server))
        else:
            ensure(server)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        while self.pool and not _lives(connection):
            connection.close()
            self.pool.putconn(connection)  # which opens another in its place
            connection = self.pool.getconn()
        if not isinstance(connection._prepared, Kept):
            connection._prepared = Kept()
            connection.prepared_max = MOST_PREPARED
            connection.adapters.register_loader("timestamptz", Instants)
        return connection
