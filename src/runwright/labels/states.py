"""The lives of printers and of their jobs: one table each."""

from typing import TYPE_CHECKING

from runwright.kernel.errors import gettext_noop
from runwright.kernel.masters import also, master_life
from runwright.kernel.transitions import Life, Transition, guard
from runwright.labels.errors import PrinterArchived

if TYPE_CHECKING:
    from runwright.labels.models import Printer

QUEUED = "queued"
SENDING = "sending"
PRINTED = "printed"
FAILED = "failed"
CANCELLED = "cancelled"

STATES: dict[str, str] = {
    QUEUED: gettext_noop("Waiting"),
    SENDING: gettext_noop("Being sent"),
    PRINTED: gettext_noop("Printed"),
    FAILED: gettext_noop("Failed"),
    CANCELLED: gettext_noop("Cancelled"),
}

ACTIVE = frozenset({QUEUED, SENDING})


def _step(verb: str, sources: set[str], target: str, label: str) -> Transition[object]:
    return Transition(verb, frozenset(sources), target, "labels.print", label)


LIFE: Life[object] = Life(
    name="print_job",
    initial=QUEUED,
    states=tuple(STATES),
    transitions=(
        # A job whose worker was killed is begun again, hence from sending to sending.
        _step("begin", {QUEUED, SENDING}, SENDING, gettext_noop("Begin")),
        _step("finish", {SENDING}, PRINTED, gettext_noop("Finish")),
        _step("postpone", {SENDING}, QUEUED, gettext_noop("Try later")),
        _step("give_up", {QUEUED, SENDING}, FAILED, gettext_noop("Give up")),
        _step("retry", {FAILED, CANCELLED}, QUEUED, gettext_noop("Print again")),
        _step("cancel", {QUEUED, FAILED}, CANCELLED, gettext_noop("Cancel")),
    ),
)

AUTOMATIC_VERBS = frozenset({"begin", "finish", "postpone", "give_up"})
"""Steps that sending makes by itself; no button and no request offers them."""


def it_is_in_use(printer: "Printer") -> None:
    """Raise ``PrinterArchived`` for a printer that is out of use: nothing is printed there."""
    if printer.archived_at:
        raise PrinterArchived(printer=printer.name)


PRINTER_LIFE = master_life(
    "printer",
    "labels.manage",
    also("test", "labels.print", gettext_noop("Print a test label"), guard(it_is_in_use)),
)
