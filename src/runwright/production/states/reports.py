"""What may be done with a quantity report: nothing but taking it back."""

from copy import copy
from typing import TYPE_CHECKING

from django.db.models import Sum

from runwright.kernel.errors import gettext_noop
from runwright.kernel.transitions import STAYS, Life, Transition, guard
from runwright.production.errors import AlreadyUndone, OnlyByScan
from runwright.production.states.work import open_for_correction

if TYPE_CHECKING:
    from runwright.production.models import QuantityReport

POSTED = "posted"
FINISH_SHORT = "work.finish_short"
QUANTITIES = ("firsts", "seconds", "waste", "held")


def it_can_be_taken_back(report: "QuantityReport") -> None:
    """Raise what speaks against taking any of a report back.

    Taking back what finishing short has posted opens the operation again. Raises ``OnlyByScan``,
    ``NotOpenForWork`` and ``AlreadyUndone``.
    """
    work = copy(report.work_order)
    if report.scan_id:
        raise OnlyByScan(record=work.order.number)
    if report.entry.verb == FINISH_SHORT:
        work.short_reason = ""
    open_for_correction(work)
    if report.reverses_id or _is_gone(report):
        raise AlreadyUndone()


def _is_gone(report: "QuantityReport") -> bool:
    sums = report.reversals.aggregate(**{name: Sum(name) for name in QUANTITIES})
    undone = [(getattr(report, name), sums[name]) for name in QUANTITIES]
    return all(back is not None and not said + back for said, back in undone)


REPORT_LIFE: Life["QuantityReport"] = Life(
    name="report",
    initial=POSTED,
    states=(POSTED,),
    transitions=(
        Transition(
            "reverse",
            frozenset({POSTED}),
            STAYS,
            "production.work_correct",
            gettext_noop("Take back"),
            (guard(it_can_be_taken_back),),
        ),
    ),
    state_of=lambda _: POSTED,
)
"""How much of it can be taken back is judged with the quantities that are named."""
