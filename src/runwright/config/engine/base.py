"""The connection of ``runwright.config.engine`` (Django prescribes the name of this file)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from django.db.backends.postgresql import base
from psycopg import Connection, OperationalError
from psycopg._preparing import Prepare, PrepareManager
from psycopg.pq.abc import PGresult

from runwright.config.postgres import Server, ServerFailed

MOST_PREPARED = 1_000
"""More than there are fixed statements; beyond it the least used would be prepared anew."""


class Kept(PrepareManager):
    """Prepared statements that outlive a rollback.

    The driver would drop all of them after each, in case a table was made within; the tables of
    a running program stay, and the database itself plans anew when one is altered.
    """

    def _should_discard(self, prep: Prepare, results: Sequence[PGresult], *_: object) -> bool:
        return False


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


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the server of the data home when a connection is opened, not at import.

    The database setting ``EMBEDDED`` holds the arguments of ``Server``; without it the engine is
    Django's own.
    """

    whole_at = -1
    """How many savepoints deep one effect is carried out as a whole (``journal.effects``)."""

    def savepoint(self) -> str | None:
        return None if len(self.savepoint_ids) == self.whole_at else super().savepoint()

    def get_connection_params(self) -> dict[str, Any]:
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
        if not isinstance(connection._prepared, Kept):
            connection._prepared = Kept()
            connection.prepared_max = MOST_PREPARED
        return connection
