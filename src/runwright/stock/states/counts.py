"""The life of a count sheet: one literal table."""

from collections.abc import Callable
from dataclasses import dataclass

from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.transitions import Life, Transition

COUNT_STATES = ("open", "counting", "posted", "cancelled")

STATE_LABELS: dict[str, str] = {
    "open": gettext_noop("Open"),
    "counting": gettext_noop("Counting"),
    "posted": gettext_noop("Posted"),
    "cancelled": gettext_noop("Cancelled"),
}


@dataclass(frozen=True)
class Sheet:
    """What the guards of a count ask about: the goods that moved since they were counted, those
    that nobody has counted yet, and the reason given for a difference."""

    moved: tuple[str, ...] = ()
    uncounted: tuple[str, ...] = ()
    differs: bool = False
    reason: str = ""


def nothing_moved(sheet: Sheet) -> tuple[Reason, ...]:
    """A place in use cannot be counted: each thing that moved is a reason of its own."""
    template = gettext_noop("{goods} moved since it was counted: count it again.")
    return tuple(Reason(template, {"goods": goods}) for goods in sheet.moved)


def differences_have_a_reason(sheet: Sheet) -> tuple[Reason, ...]:
    """Whoever corrects the books says why."""
    template = gettext_noop("What was counted differs from the books: say why.")
    unmet = sheet.differs and not sheet.reason.strip()
    return (Reason(template, {}, "reason"),) if unmet else ()


def all_is_counted(sheet: Sheet) -> tuple[Reason, ...]:
    """What nobody counted stays as it is in the books."""
    template = gettext_noop("Not counted, and left as they are: {goods}.")
    return (Reason(template, {"goods": sheet.uncounted}),) if sheet.uncounted else ()


def _step(
    verb: str,
    sources: str,
    target: str,
    permission: str,
    label: str,
    *guards: Callable[[Sheet], tuple[Reason, ...]],
    cautions: tuple[Callable[[Sheet], tuple[Reason, ...]], ...] = (),
) -> Transition[Sheet]:
    return Transition(verb, frozenset(sources.split()), target, permission, label, guards, cautions)


COUNT_LIFE: Life[Sheet] = Life(
    name="count",
    initial="open",
    states=COUNT_STATES,
    transitions=(
        _step("enter", "open counting", "counting", "stock.count", gettext_noop("Enter")),
        _step(
            "post",
            "counting",
            "posted",
            "stock.adjust",
            gettext_noop("Post"),
            nothing_moved,
            differences_have_a_reason,
            cautions=(all_is_counted,),
        ),
        _step("cancel", "open counting", "cancelled", "stock.count", gettext_noop("Cancel")),
    ),
)
