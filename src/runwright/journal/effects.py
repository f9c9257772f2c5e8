"""One effect in one transaction: what a request does is done as a whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import connection


@contextmanager
def whole_effect() -> Iterator[None]:
    """Directly inside a transaction: the service called here needs no savepoint of its own.

    When it fails the whole transaction does, so nothing would ever go back to its savepoint; the
    savepoints within the service stay.
    """
    engine = cast(Any, connection)
    before = engine.whole_at
    engine.whole_at = len(connection.savepoint_ids)
    try:
        yield
    finally:
        engine.whole_at = before
