"""Trying a transaction again when the database asks for it."""

from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError

TRIES = 3
RETRIED = frozenset({"40001", "40P01", "55P03"})
"""Serialization failure, deadlock, lock timeout: the whole transaction may be tried again."""

Result = TypeVar("Result")


def sqlstate_of(error: BaseException) -> str:
    """The five characters by which PostgreSQL names an error; empty when it never answered."""
    return str(getattr(error.__cause__, "sqlstate", None) or "")


def worth_another_try(error: BaseException) -> bool:
    """True when nothing was wrong with the request itself, only with the moment."""
    return sqlstate_of(error) in RETRIED


def retried(transaction: Callable[[], Result]) -> Result:
    """What a transaction returns, tried three times in all. Raises what the last one raised."""
    for _attempt in range(1, TRIES):
        try:
            return transaction()
        except DatabaseError as error:
            if not worth_another_try(error):
                raise
    return transaction()
