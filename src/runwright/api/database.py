"""What the database's own complaints mean: try again, come back later, or a rule was broken."""

from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError

from runwright.api.errors import BadValue, RefusedByDatabase, StorageFull
from runwright.kernel.errors import Busy, Refusal

RETRIED = frozenset({"40001", "40P01", "55P03"})
"""Serialization failure, deadlock, lock timeout: the whole transaction may be tried again."""

DISK_FULL = "53100"
FOREIGN_KEY = "23503"
RULES = frozenset({"23505", "23514", "23P01", "23502"})
VALUES = "22"

SECONDS = 2


def sqlstate_of(error: BaseException) -> str:
    """The five characters by which PostgreSQL names an error; empty when it never answered."""
    return str(getattr(error.__cause__, "sqlstate", None) or "")


def worth_another_try(error: BaseException) -> bool:
    """True when nothing was wrong with the request itself, only with the moment."""
    return sqlstate_of(error) in RETRIED


def refusal_of_database(error: DatabaseError | InterfaceError) -> Refusal | None:
    """The refusal a database error amounts to; ``None`` for a fault of ours."""
    state = sqlstate_of(error)
    if state == DISK_FULL:
        return StorageFull()
    if state in RETRIED or isinstance(error, (OperationalError, InterfaceError)):
        return Busy(seconds=SECONDS)
    if state == FOREIGN_KEY:
        return BadValue(field="", problem=_words(error, "names a record that does not exist"))
    if state in RULES:
        return RefusedByDatabase(rule=_rule(error))
    if state.startswith(VALUES):
        return BadValue(field="", problem="a value does not fit its column")
    return None


def _rule(error: BaseException) -> str:
    diagnosis: Any = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", None) or "unnamed")


def _words(error: BaseException, problem: str) -> str:
    return f"{_rule(error)} {problem}"
