"""The lives of webhooks and of their messages: one literal table each."""

from typing import TYPE_CHECKING

from runwright.integrations.errors import EndpointResting
from runwright.kernel.errors import gettext_noop
from runwright.kernel.transitions import STAYS, Check, Life, Transition, guard

if TYPE_CHECKING:
    from runwright.integrations.models import Endpoint, Message

PENDING = "pending"
DELIVERED = "delivered"
FAILED = "failed"

STATES: dict[str, str] = {
    PENDING: gettext_noop("Waiting"),
    DELIVERED: gettext_noop("Delivered"),
    FAILED: gettext_noop("Failed"),
}


ON = "on"
OFF = "off"
ARCHIVED = "archived"


def it_is_awake(endpoint: "Endpoint") -> None:
    """Raise ``EndpointResting`` for a webhook that is off or archived: nothing can be sent."""
    if endpoint.state != ON:
        raise EndpointResting(name=endpoint.name)


def its_webhook_is_awake(message: "Message") -> None:
    """Raise ``EndpointResting`` for a message to a webhook that is off or archived."""
    it_is_awake(message.endpoint)


def _step(
    verb: str, sources: set[str], target: str, label: str, *guards: Check["Message"]
) -> Transition["Message"]:
    return Transition(verb, frozenset(sources), target, "integrations.manage", label, guards)


def _turn(verb: str, sources: set[str], target: str, label: str) -> Transition["Endpoint"]:
    return Transition(verb, frozenset(sources), target, "integrations.manage", label)


ENDPOINT_LIFE: Life["Endpoint"] = Life(
    name="webhook",
    initial=ON,
    states=(ON, OFF, ARCHIVED),
    transitions=(
        _turn("edit", {ON, OFF, ARCHIVED}, STAYS, gettext_noop("Edit")),
        _turn("test", {ON}, STAYS, gettext_noop("Send a test")),
        _turn("replay", {ON}, STAYS, gettext_noop("Send what failed again")),
        _turn("switch_off", {ON}, OFF, gettext_noop("Switch off")),
        _turn("switch_on", {OFF}, ON, gettext_noop("Switch on")),
        _turn("renew_secret", {ON, OFF}, STAYS, gettext_noop("New secret")),
        _turn("archive", {ON, OFF}, ARCHIVED, gettext_noop("Archive")),
        _turn("restore", {ARCHIVED}, STAYS, gettext_noop("Restore")),
    ),
)
"""What people do with a webhook; restored, it is on or off as it was before."""

LIFE: Life["Message"] = Life(
    name="webhook_message",
    initial=PENDING,
    states=tuple(STATES),
    transitions=(
        _step("deliver", {PENDING}, DELIVERED, gettext_noop("Deliver")),
        _step("postpone", {PENDING}, PENDING, gettext_noop("Try later")),
        _step("give_up", {PENDING}, FAILED, gettext_noop("Give up")),
        _step(
            "replay",
            {DELIVERED, FAILED},
            PENDING,
            gettext_noop("Send again"),
            guard(its_webhook_is_awake),
        ),
    ),
)

AUTOMATIC_VERBS = frozenset({"deliver", "postpone", "give_up"})
"""Steps that sending makes by itself; no button and no request offers them."""
