"""The one server clock. Everything that needs the present asks here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

_offset: ContextVar[timedelta] = ContextVar("clock_offset", default=timedelta())


def now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC) + _offset.get()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Let the clock read ``instant`` and run on from there (demo history, tests)."""
    token = _offset.set(instant - datetime.now(UTC))
    try:
        yield
    finally:
        _offset.reset(token)
