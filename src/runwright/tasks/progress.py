"""Reporting progress from inside a task.

A task takes a ``Progress`` and calls it as often as it likes. The report must be seen while the
task's own transaction is still open, and must stay when that rolls back: hence a connection of
its own.
"""

import time
from types import TracebackType
from typing import Any, Protocol, Self, cast
from uuid import UUID

import psycopg
from django.db import connection

from runwright.tasks.errors import Cancelled

EVERY_SECONDS = 0.4


class Progress(Protocol):
    """How far the work is: ``done`` of ``total`` units, and a sentence for people.

    Raises ``Cancelled`` when somebody asked to cancel.
    """

    def __call__(self, *, done: int, total: int | None = None, message: str = "") -> None: ...


def silent(*, done: int, total: int | None = None, message: str = "") -> None:
    """The progress nobody watches: for tests, the demo and calls without a job."""


class JobProgress:
    """Writes progress to a job run; a context manager that holds the connection."""

    def __init__(self, job_id: UUID) -> None:
        self._job_id = job_id
        self._written_at = float("-inf")

    def __enter__(self) -> Self:
        parameters = cast(Any, connection).get_connection_params()
        parameters.pop("cursor_factory", None)
        self._connection = psycopg.connect(**parameters, autocommit=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def __call__(self, *, done: int, total: int | None = None, message: str = "") -> None:
        """Write at most every ``EVERY_SECONDS``, the first and the last report always."""
        clock = time.monotonic()
        if clock - self._written_at < EVERY_SECONDS and done != total:
            return
        self._written_at = clock
        values = {"done": done, "total": total, "message": message, "id": self._job_id}
        row = self._connection.execute(REPORT, values).fetchone()
        if row and row[0]:
            raise Cancelled


REPORT = """
UPDATE tasks_jobrun
SET done = %(done)s, total = coalesce(%(total)s, total),
    message = coalesce(nullif(%(message)s, ''), message), heartbeat_at = clock_timestamp()
WHERE id = %(id)s AND state = 'running'
RETURNING cancel_asked
"""
