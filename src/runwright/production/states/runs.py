"""The lives of runs and batches.

Both follow from facts. A run is what its planned batches are; what people do to a batch beside
scanning it is one literal table.
"""

from runwright.kernel.errors import gettext_noop
from runwright.kernel.transitions import Life, Transition

RUN_STATES = ("pending", "in_progress", "completed", "cancelled")
BATCH_STATES = ("created", "scanned", "closed", "void")
RUN_LABELS: dict[str, str] = {
    "pending": gettext_noop("Pending"),
    "in_progress": gettext_noop("In progress"),
    "completed": gettext_noop("Completed"),
    "cancelled": gettext_noop("Cancelled"),
}
BATCH_LABELS: dict[str, str] = {
    "created": gettext_noop("Created"),
    "scanned": gettext_noop("On the floor"),
    "closed": gettext_noop("Closed"),
    "void": gettext_noop("Void"),
}


def run_state(*, created: int, scanned: int) -> str:
    """The state of a run with so many planned batches that wait for their first scan, and so many
    that had it; without either all were deleted."""
    if not scanned:
        return "pending" if created else "cancelled"
    return "in_progress" if created else "completed"


def _step(verb: str, source: str, target: str, permission: str, label: str) -> Transition[str]:
    return Transition(verb, frozenset({source}), target, permission, label)


BATCH_LIFE: Life[str] = Life(
    name="batch",
    initial="created",
    states=BATCH_STATES,
    transitions=(
        _step("init", "created", "scanned", "production.scan", gettext_noop("Scan in")),
        _step("delete", "created", "void", "production.run_create", gettext_noop("Delete")),
        _step("move", "scanned", "closed", "production.scan", gettext_noop("Move")),
        _step("split", "scanned", "closed", "production.scan", gettext_noop("Split")),
        _step("merge", "scanned", "closed", "production.scan", gettext_noop("Merge")),
        _step("close", "scanned", "closed", "production.batch_close", gettext_noop("Close")),
    ),
)
"""What people do to a batch, by the state it is in; a split closes it once nothing remains. A part
of something else is consumed under its label when it is closed: then its stock lot moves."""
