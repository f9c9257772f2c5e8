"""The lives of runs and batches.

Both follow from facts. A run is what its planned batches are; what people do to a batch beside
scanning it is one literal table.
"""

from dataclasses import dataclass

from runwright.kernel.errors import Reason, gettext_noop
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


@dataclass(frozen=True)
class BatchSituation:
    """What the guards of a batch ask about."""

    code: str
    hold: str = ""


def is_not_held(batch: BatchSituation) -> tuple[Reason, ...]:
    """A batch on hold stays where it is."""
    template = gettext_noop("{label} is on hold: {reason}.")
    facts: dict[str, object] = {"label": batch.code, "reason": batch.hold}
    return (Reason(template, facts),) if batch.hold else ()


def _step(verb: str, source: str, target: str, permission: str, label: str,
          *guards: object) -> Transition[BatchSituation]:  # fmt: skip
    return Transition(verb, frozenset(source.split()), target, permission, label, guards)  # type: ignore[arg-type]


BATCH_LIFE: Life[BatchSituation] = Life(
    name="batch",
    initial="created",
    states=BATCH_STATES,
    transitions=(
        _step("init", "created", "scanned", "production.scan", gettext_noop("Scan in"),
              is_not_held),
        _step("delete", "created", "void", "production.run_create", gettext_noop("Delete")),
        _step("move", "scanned", "closed", "production.scan", gettext_noop("Move"), is_not_held),
        _step("split", "scanned", "closed", "production.scan", gettext_noop("Split"), is_not_held),
        _step("merge", "scanned", "closed", "production.scan", gettext_noop("Merge"), is_not_held),
        _step("close", "scanned", "closed", "production.batch_close", gettext_noop("Close")),
        _step("finish", "scanned", "closed", "production.order_finish", gettext_noop("Finish"),
              is_not_held),
    ),
)  # fmt: skip
