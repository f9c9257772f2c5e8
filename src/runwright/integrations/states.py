"""The life of a message, as one table."""

from runwright.kernel.errors import gettext_noop
from runwright.kernel.transitions import Life, Transition

PENDING = "pending"
DELIVERED = "delivered"
FAILED = "failed"

STATES: dict[str, str] = {
    PENDING: gettext_noop("Waiting"),
    DELIVERED: gettext_noop("Delivered"),
    FAILED: gettext_noop("Failed"),
}


def _step(verb: str, sources: set[str], target: str, label: str) -> Transition[object]:
    return Transition(verb, frozenset(sources), target, "integrations.manage", label)


LIFE: Life[object] = Life(
    name="webhook_message",
    initial=PENDING,
    states=tuple(STATES),
    transitions=(
        _step("deliver", {PENDING}, DELIVERED, gettext_noop("Deliver")),
        _step("postpone", {PENDING}, PENDING, gettext_noop("Try later")),
        _step("give_up", {PENDING}, FAILED, gettext_noop("Give up")),
        _step("replay", {DELIVERED, FAILED}, PENDING, gettext_noop("Send again")),
    ),
)
