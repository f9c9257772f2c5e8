"""The one server clock. Everything that needs the present asks here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

_offset: ContextVar[timedelta] = ContextVar("clock_offset", default=timedelta())
_stopped: ContextVar[datetime | None] = ContextVar("clock_stopped", default=None)


def now() -> datetime:
    """The present instant in UTC."""
    return _stopped.get() or datetime.now(UTC) + _offset.get()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Let the clock read ``instant`` and run on from there (demo history, tests)."""
    token = _offset.set(instant - datetime.now(UTC))
    try:
        yield
    finally:
        _offset.reset(token)


@contextmanager
def stopped_at(instant: datetime) -> Iterator[None]:
    """Let the clock stand at ``instant``: what is written is the same to the microsecond."""
    token = _stopped.set(instant)
    try:
        yield
    finally:
        _stopped.reset(token)
