"""Steps of a record's life: asked of its table, taken, and written down, all in one place."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol, TypeVar

from runwright.journal.clock import now
from runwright.journal.invariants import Invariant, sql_invariant
from runwright.journal.models import Entry
from runwright.journal.services import Author, Edit, Subject, entry_record
from runwright.kernel.transitions import Life

Situation = TypeVar("Situation")


class Stepper(Author, Protocol):
    """Who takes a step: an author with rights."""

    def require(self, permission: str) -> None: ...


class Living(Protocol):
    """A record with a state, and the instant at which it entered it."""

    pk: Any
    state: str
    state_since: datetime

    def save(self, *, update_fields: Iterable[str]) -> None: ...


def life_step(
    *,
    life: Life[Situation],
    record: Living,
    situation: Situation,
    verb: str,
    actor: Stepper,
    reason: str = "",
) -> Entry:
    """Take a step of a locked record and record it; the life's name is the kind of record.

    Raises ``WrongState``, ``Forbidden``, or ``GuardFailed`` with every reason.
    """
    step = life.step(situation, state=record.state, verb=verb, label=str(record))
    actor.require(step.permission)
    edits = [Edit("state", record.state, step.target)]
    record.state, record.state_since = step.target, now()
    record.save(update_fields=["state", "state_since"])
    subject = Subject(life.name, str(record.pk), str(record))
    return entry_record(
        actor=actor, verb=f"{life.name}.{verb}", subject=subject, edits=edits, reason=reason
    )


def life_invariants(life: Life[Any], *, room: str, table: str) -> tuple[Invariant, Invariant]:
    """That records took only steps of their table, and are in the state of the last one."""
    pairs = ", ".join(
        f"('{life.name}.{step.verb}', '{source}', '{step.target}')"
        for step in life.transitions
        for source in sorted(step.sources)
    )
    names = {"kind": life.name, "table": table, "pairs": pairs, "initial": life.initial}
    return (
        sql_invariant(
            f"{room}.{life.name}_steps",
            f"Only steps of its table appear in the journal of a {life.name}.",
            _ONLY_TABLE_STEPS.format(**names),
        ),
        sql_invariant(
            f"{room}.{life.name}_state",
            f"A {life.name} is in the state its last step led to.",
            _STATE_IS_THE_LAST_STEP.format(**names),
        ),
    )


_ONLY_TABLE_STEPS = """
SELECT e.record_label, 'a step of the table', e.verb || ': ' || c.old || ' → ' || c.new
FROM journal_change c JOIN journal_entry e ON e.id = c.entry_id
WHERE c.field = 'state' AND e.record_kind = '{kind}'
  AND (e.verb, c.old, c.new) NOT IN ({pairs})
"""

_STATE_IS_THE_LAST_STEP = """
SELECT r.number, coalesce(last.new, '{initial}'), r.state
FROM {table} r
LEFT JOIN LATERAL (
    SELECT c.new FROM journal_entry e JOIN journal_change c ON c.entry_id = e.id
    WHERE e.record_kind = '{kind}' AND e.record_id = r.id::text AND c.field = 'state'
    ORDER BY e.id DESC LIMIT 1
) last ON true
WHERE r.state <> coalesce(last.new, '{initial}')
"""
