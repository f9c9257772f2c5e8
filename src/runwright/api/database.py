"""What the database's own complaints mean: try again, come back later, or a rule was broken."""

import re
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError

from runwright.api.errors import BadValue, NoSuchRecord, RefusedByDatabase, StorageFull
from runwright.journal.retries import RETRIED, sqlstate_of
from runwright.kernel.errors import Busy, Refusal

DISK_FULL = "53100"
TAKEN = frozenset({"23505", "23P01"})
KEY_TO_NOTHING = "23503"
MISSING = "23502"
RULE_BROKEN = "23514"
BAD_VALUES = "22"

SECONDS = 2
COLUMN = re.compile(r"Key \((\w+)\)=")


def refusal_of_database(error: DatabaseError | InterfaceError) -> Refusal | None:
    """The refusal a database error amounts to; ``None`` for a fault of ours."""
    state = sqlstate_of(error)
    if state == DISK_FULL:
        return StorageFull()
    if state in RETRIED or isinstance(error, (OperationalError, InterfaceError)):
        return Busy(seconds=SECONDS)
    if state in TAKEN:
        return RefusedByDatabase(rule=_told(error, "constraint_name"))
    return _refusal_of_value(error, state)


def _refusal_of_value(error: BaseException, state: str) -> Refusal | None:
    if state == KEY_TO_NOTHING:
        found = COLUMN.search(_told(error, "message_detail"))
        return NoSuchRecord(field=found[1] if found else _told(error, "constraint_name"))
    if state == MISSING:
        return BadValue(field=_told(error, "column_name"), problem="a value is needed")
    if state == RULE_BROKEN:
        return BadValue(field=_told(error, "constraint_name"), problem="this rule is broken")
    if state.startswith(BAD_VALUES):
        return BadValue(field="body", problem="a value does not fit its column")
    return None


def _told(error: BaseException, what: str) -> str:
    """A part of the server's diagnosis, such as the name of the constraint."""
    diagnosis: Any = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, what, None) or "")
