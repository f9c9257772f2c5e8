"""The connection of ``runwright.config.engine`` (Django prescribes the name of this file)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base
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


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the server of the data home when a connection is first needed, not at import.

    The database setting ``EMBEDDED`` holds the arguments of ``Server``; without it the engine is
    Django's own.
    """

    whole_at = -1
    """How many savepoints deep one effect is carried out as a whole (``journal.effects``)."""

    def savepoint(self) -> str | None:
        return None if len(self.savepoint_ids) == self.whole_at else super().savepoint()

    def get_connection_params(self) -> dict[str, Any]:
        embedded = self.settings_dict.get("EMBEDDED")
        if embedded:
            try:
                Server(Path(embedded["home"]), fast=embedded["fast"]).ensure()
            except ServerFailed as failed:
                raise OperationalError(str(failed)) from failed
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        if not isinstance(connection._prepared, Kept):
            connection._prepared = Kept()
            connection.prepared_max = MOST_PREPARED
        return connection
