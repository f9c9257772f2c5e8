"""What people do with a work order: one literal table. Its state follows from facts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.transitions import STAYS, Check, Life, Transition, reasons_of
from runwright.production.errors import HistoryFixed, NotDone, NotHeld, NotOpenForWork, OnlyByScan
from runwright.production.states.orders import WORK_STATES

if TYPE_CHECKING:
    from runwright.production.models import Order, WorkOrder

OPEN_FOR_WORK = ("planned", "in_progress")


@dataclass(frozen=True)
class WorkStanding:
    """What the guards ask about: the work order with its order, and why it could not be closed,
    not be planned otherwise, not be left out."""

    work: "WorkOrder"
    closing: Callable[[], tuple[Reason, ...]] = tuple
    changing: Callable[[], tuple[Reason, ...]] = tuple
    leaving: Callable[[], tuple[Reason, ...]] = tuple


def open_for_correction(work_order: "WorkOrder") -> None:
    """Refuse corrections once the order is closed, or the operation was finished short.

    Raises ``NotOpenForWork``.
    """
    order = work_order.order
    if order.is_history:
        raise HistoryFixed(record=order.number)
    if order.state not in OPEN_FOR_WORK:
        raise NotOpenForWork(record=order.number, state=order.state)
    if work_order.short_reason:
        raise NotOpenForWork(record=str(work_order), state="finished short")


def open_for_work(work_order: "WorkOrder") -> None:
    """Refuse facts where order or operation takes none. Raises ``NotOpenForWork``."""
    open_for_correction(work_order)
    if work_order.state in ("finished", "cancelled"):
        raise NotOpenForWork(record=str(work_order), state=work_order.state)


def done_for_correction(order: "Order") -> None:
    """Refuse to correct what is not done yet, or was imported. Raises ``NotDone``."""
    if order.state != "done" or order.is_history:
        raise NotDone(record=order.number, state=order.state)


def not_in_batches(order: "Order") -> None:
    """An order worked in batches takes its quantities from scans. Raises ``OnlyByScan``."""
    if order.batched is not None:
        raise OnlyByScan(record=order.number)


def it_takes_facts(standing: WorkStanding) -> tuple[Reason, ...]:
    """Order and operation are open."""
    return reasons_of(lambda: open_for_work(standing.work))


def it_is_worked_by_hand(standing: WorkStanding) -> tuple[Reason, ...]:
    """What is worked in batches is told by scans."""
    return reasons_of(lambda: not_in_batches(standing.work.order))


def it_can_be_closed(standing: WorkStanding) -> tuple[Reason, ...]:
    """Nothing may still come into it, or out of it."""
    return standing.closing()


def what_is_left_is_told_by_hand(standing: WorkStanding) -> tuple[Reason, ...]:
    """Pieces still in process are reported as firsts; where none are, there is nothing to tell."""
    if standing.work.released <= standing.work.accounted:
        return ()
    return it_takes_facts(standing) or it_is_worked_by_hand(standing)


def it_can_be_planned_otherwise(standing: WorkStanding) -> tuple[Reason, ...]:
    """The order is active, and the step has not begun."""
    return standing.changing()


def it_can_be_left_out(standing: WorkStanding) -> tuple[Reason, ...]:
    """Neither the step nor the next one has begun, and the output does not come from it."""
    return standing.leaving()


def its_order_is_done(standing: WorkStanding) -> tuple[Reason, ...]:
    """Corrections that post differences in cost are for done orders."""
    return reasons_of(lambda: done_for_correction(standing.work.order))


def something_is_held(standing: WorkStanding) -> tuple[Reason, ...]:
    """Only what is held awaits a decision, while it may still be corrected."""
    work = standing.work
    held = () if work.held else NotHeld(held="0", operation=work.name).reasons
    return reasons_of(lambda: open_for_correction(work)) or held


def _step(
    verb: str, sources: str, target: str, permission: str, label: str, *guards: Check[WorkStanding]
) -> Transition[WorkStanding]:
    return Transition(
        verb, frozenset(sources.split()), target, f"production.{permission}", label, guards
    )


OPEN = "waiting ready in_progress"
WORK_LIFE: Life[WorkStanding] = Life(
    name="work_order",
    initial="waiting",
    states=WORK_STATES,
    transitions=(
        _step(
            "report",
            OPEN,
            STAYS,
            "work_report",
            gettext_noop("Report quantities"),
            it_takes_facts,
            it_is_worked_by_hand,
        ),
        _step(
            "start_timer", OPEN, STAYS, "work_report", gettext_noop("Start timer"), it_takes_facts
        ),
        _step(
            "book_time",
            OPEN,
            STAYS,
            "work_report",
            gettext_noop("Book time by hand"),
            it_takes_facts,
        ),
        _step("assign", OPEN, STAYS, "work_assign", gettext_noop("Assign operators")),
        _step(
            "decide",
            f"{OPEN} finished",
            STAYS,
            "work_correct",
            gettext_noop("Decide on held pieces"),
            something_is_held,
        ),
        _step("pause", OPEN, STAYS, "work_report", gettext_noop("Pause")),
        _step(
            "complete",
            OPEN,
            STAYS,
            "work_report",
            gettext_noop("Finish"),
            what_is_left_is_told_by_hand,
        ),
        _step(
            "change_plan",
            OPEN,
            STAYS,
            "order_edit",
            gettext_noop("Change the step"),
            it_can_be_planned_otherwise,
        ),
        _step(
            "remove",
            OPEN,
            STAYS,
            "order_edit",
            gettext_noop("Leave the step out"),
            it_can_be_left_out,
        ),
        _step(
            "correct_time",
            "finished",
            STAYS,
            "order_correct",
            gettext_noop("Book time on the done order"),
            its_order_is_done,
        ),
        _step(
            "finish_short",
            OPEN,
            "finished",
            "work_correct",
            gettext_noop("Finish short"),
            it_takes_facts,
            it_can_be_closed,
        ),
    ),
)
"""Starting, pausing and finishing follow from what is told here."""
