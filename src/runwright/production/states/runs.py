"""The lives of runs and batches: what people do to them, a literal table each.

The state of a run follows from facts: it is what its planned batches are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runwright.company.selectors import plant_minute
from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.transitions import STAYS, Check, Life, Transition, guard
from runwright.production.errors import AlreadyHeldBatch, NotHeldBatch, OrderNotOpen

if TYPE_CHECKING:
    from runwright.production.models import Batch

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
class RunStanding:
    """What the guards of a run ask about: why the orders that it made could not be given up."""

    lasting: Callable[[], tuple[Reason, ...]] = tuple


def orders_can_go(run: RunStanding) -> tuple[Reason, ...]:
    """With a run go the orders that were made for it."""
    return run.lasting()


RUN_LIFE: Life[RunStanding] = Life(
    name="run",
    initial="pending",
    states=RUN_STATES,
    transitions=(
        Transition(
            "extend",
            frozenset({"pending", "in_progress"}),
            STAYS,
            "production.run_create",
            gettext_noop("Add batches"),
        ),
        Transition(
            "delete",
            frozenset({"pending"}),
            "cancelled",
            "production.run_create",
            gettext_noop("Delete"),
            (orders_can_go,),
        ),
    ),
)


def nobody_holds_it(batch: "Batch") -> None:
    """Raise ``AlreadyHeldBatch`` for a batch on hold."""
    hold = batch.holds.filter(released_at=None).first()
    if hold:
        at, why, who = plant_minute(hold.placed_at), hold.reason, hold.placed_by
        raise AlreadyHeldBatch(label=batch.code, at=at, reason=why, who=who)


def somebody_holds_it(batch: "Batch") -> None:
    """Raise ``NotHeldBatch`` for a batch that nobody holds."""
    if not batch.holds.filter(released_at=None).exists():
        raise NotHeldBatch(label=batch.code)


def its_order_is_open(batch: "Batch") -> None:
    """Raise ``OrderNotOpen`` for a batch whose order takes no facts."""
    order = batch.order
    if order.state not in ("planned", "in_progress"):
        raise OrderNotOpen(record=order.number, state=order.state, label=batch.code)


def _step(
    verb: str, sources: str, target: str, permission: str, label: str, *guards: Check["Batch"]
) -> Transition["Batch"]:
    return Transition(
        verb, frozenset(sources.split()), target, f"production.{permission}", label, guards
    )


BATCH_LIFE: Life["Batch"] = Life(
    name="batch",
    initial="created",
    states=BATCH_STATES,
    transitions=(
        _step("init", "created", "scanned", "scan", gettext_noop("Scan in")),
        _step("delete", "created", "void", "run_create", gettext_noop("Delete")),
        _step("move", "scanned", "closed", "scan", gettext_noop("Move")),
        _step("split", "scanned", "closed", "scan", gettext_noop("Split")),
        _step("merge", "scanned", "closed", "scan", gettext_noop("Merge")),
        _step(
            "close",
            "scanned",
            "closed",
            "batch_close",
            gettext_noop("Close"),
            guard(its_order_is_open),
        ),
        _step(
            "hold",
            "created scanned",
            STAYS,
            "batch_hold",
            gettext_noop("Put on hold"),
            guard(nobody_holds_it),
        ),
        _step(
            "unhold",
            "created scanned closed",
            STAYS,
            "batch_hold",
            gettext_noop("Release"),
            guard(somebody_holds_it),
        ),
    ),
)
"""What people do to a batch, by the state it is in; a split closes it once nothing remains. A part
of something else is consumed under its label when it is closed: then its stock lot moves."""

STATION_VERBS = frozenset({"init", "move", "split", "merge"})
"""What is done to a batch by scanning it at a station."""
