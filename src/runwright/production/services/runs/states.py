"""The state of a run: what its planned batches say."""

from runwright.journal.clock import now
from runwright.journal.rows import answer, columns, instances, rows_update
from runwright.journal.services import Edit, Subject, entry_record
from runwright.people.actor import Actor
from runwright.production.models import Run
from runwright.production.states import run_state


def run_refresh(*, run_id: int, actor: Actor) -> Run:
    """Give a run the state that its planned batches say; each change stands in the journal."""
    run: Run
    ((run,),) = instances([Run], LOCKED, {"run": run_id})
    state = _state_of(run)
    if state == "pending" and run.state == "in_progress":
        # Scans leave a run with many batches to begin as it is: wait for those under way.
        answer(ORDERS_LOCK, {"run": run_id})
        state = _state_of(run)
    if state == run.state:
        return run
    edit = Edit("state", run.state, state)
    run.state, run.state_since = state, now()
    is_begun = state in ("in_progress", "completed")
    run.started_at = (run.started_at or now()) if is_begun else None
    run.completed_at = now() if state == "completed" else None
    rows_update(Run, [run], ["state", "state_since", "started_at", "completed_at"])
    entry_record(actor=actor, verb=f"run.{state}", subject=run_subject(run), edits=[edit])
    return run


def _state_of(run: Run) -> str:
    ((created, scanned),) = answer(THERE, {"run": run.id})
    return run_state(created=created, scanned=scanned)


ORDERS_LOCK = """
SELECT o.id FROM production_order o
WHERE o.id IN (SELECT b.order_id FROM production_batch b WHERE b.run_id = %(run)s)
ORDER BY o.id FOR UPDATE
"""

LOCKED = f"SELECT {columns(Run, 'r')} FROM production_run r WHERE r.id = %(run)s FOR UPDATE"

THERE = """
SELECT EXISTS (SELECT FROM production_batch
               WHERE run_id = %(run)s AND is_planned AND state = 'created'),
       EXISTS (SELECT FROM production_batch b
               WHERE run_id = %(run)s AND state IN ('scanned', 'closed') AND (is_planned OR NOT
                   EXISTS (SELECT FROM production_batch p
                           WHERE p.run_id = b.run_id AND p.is_planned)))
"""
"""Where nothing was planned, results of scans are all there is to say something.

Looked for, not counted: a run may have thousands of batches, and each first scan asks."""


def run_subject(run: Run) -> Subject:
    """How the journal names a run."""
    return Subject("run", str(run.id), run.number)
