"""What pages of purchasing and sales share: the verbs of a record as buttons."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.purchasing import services as buying
from runwright.purchasing.selectors import (
    purchase_order_get,
    purchase_order_verbs,
    request_get,
    request_verbs,
    rfq_get,
    rfq_verbs,
)
from runwright.sales import services as selling
from runwright.sales.selectors import sales_order_get, sales_order_verbs


@dataclass(frozen=True)
class Press:
    """What pressing a verb means: the noun of its address, its service, and what it will do."""

    noun: str
    service: Callable[..., Any]
    icon: str
    effect: StrPromise
    is_forward: bool = False
    has_reason: bool = True
    wants_reason: bool = False


PRESSES: dict[str, dict[str, Press]] = {
    "purchase_request": {
        "approve": Press(
            "approval", buying.request_approve, "circle-check",
            gettext_lazy("It may be asked for and ordered."), is_forward=True, has_reason=False,
        ),
        "reject": Press(
            "rejection", buying.request_reject, "ban",
            gettext_lazy("It will not be bought. Its needs are short again."), wants_reason=True,
        ),
        "withdraw": Press(
            "withdrawal", buying.request_withdraw, "arrow-back-up",
            gettext_lazy("It is a draft again and can be changed."),
        ),
        "cancel": Press(
            "cancellation", buying.request_cancel, "ban",
            gettext_lazy("It is given up. Its needs are short again."),
        ),
    },
    "rfq": {
        "send": Press(
            "sending", buying.rfq_send, "upload",
            gettext_lazy("The question is out: answers can be written down."),
            is_forward=True, has_reason=False,
        ),
        "cancel": Press(
            "cancellation", buying.rfq_cancel, "ban",
            gettext_lazy("Nobody needs to answer any longer."),
        ),
    },
    "purchase_order": {
        "send": Press(
            "sending", buying.purchase_order_send, "upload",
            gettext_lazy("Stock expects the goods; what they were requested for claims them."),
            is_forward=True, has_reason=False,
        ),
        "close": Press(
            "closing", buying.purchase_order_close, "square-rounded-check",
            gettext_lazy("The rest will not come: it is no longer expected."), wants_reason=True,
        ),
        "cancel": Press(
            "cancellation", buying.purchase_order_cancel, "ban",
            gettext_lazy("Nothing of it is expected any longer. Its requests may be ordered anew."),
        ),
    },
    "sales_order": {
        "confirm": Press(
            "confirmation", selling.sales_order_confirm, "circle-check",
            gettext_lazy("It is a promise: what is on hand is reserved for it."),
            is_forward=True, has_reason=False,
        ),
        "lose": Press(
            "loss", selling.sales_order_lose, "ban",
            gettext_lazy("The customer does not want it."), wants_reason=True,
        ),
        "cancel": Press(
            "cancellation", selling.sales_order_cancel, "ban",
            gettext_lazy("It is off: what was reserved for it is free."),
        ),
        "close": Press(
            "closing", selling.sales_order_close, "square-rounded-check",
            gettext_lazy("The customer does without the rest: it is given up."), wants_reason=True,
        ),
    },
}  # fmt: skip
KEYS = {
    "purchase_request": "request_id",
    "rfq": "rfq_id",
    "purchase_order": "order_id",
    "sales_order": "order_id",
}
READS: dict[str, tuple[Callable[..., Any], Callable[..., list[OfferedVerb]]]] = {
    "purchase_request": (request_get, request_verbs),
    "rfq": (rfq_get, rfq_verbs),
    "purchase_order": (purchase_order_get, purchase_order_verbs),
    "sales_order": (sales_order_get, sales_order_verbs),
}
"""How a record of each kind is read, and the verbs it offers."""


@dataclass(frozen=True)
class Button:
    """A verb as a button."""

    press: Press
    offered: OfferedVerb
    url: str

    @property
    def verb(self) -> str:
        return self.offered.verb

    @property
    def label(self) -> str:
        return _(self.offered.label)

    @property
    def icon(self) -> str:
        return self.press.icon

    @property
    def effects(self) -> list[StrPromise]:
        return [self.press.effect]

    @property
    def is_forward(self) -> bool:
        return self.press.is_forward

    @property
    def wants_reason(self) -> bool:
        return self.press.wants_reason

    @property
    def is_open(self) -> bool:
        return self.offered.is_possible


def buttons_of(kind: str, record: Any, offered: Iterable[OfferedVerb]) -> dict[str, Any]:
    """The buttons of a record: the primary one, those of the menu, and all of them."""
    buttons = _buttons(kind, record, offered)
    return {
        "buttons": buttons,
        "primary": next((one for one in buttons if one.is_forward), None),
        "others": [one for one in buttons if not one.is_forward],
    }


def read(kind: str, record_id: int, actor: Actor) -> tuple[Any, list[Button]]:
    """A record of a kind with its buttons, for somebody. Raises like its selector."""
    get, verbs = READS[kind]
    record = get(**{KEYS[kind]: record_id}, actor=actor)
    offered = verbs(**{KEYS[kind].removesuffix("_id"): record}, actor=actor)
    return record, _buttons(kind, record, offered)


def _buttons(kind: str, record: Any, offered: Iterable[OfferedVerb]) -> list[Button]:
    """Buttons for the verbs that one press takes; what needs more has a form of its own."""
    found = [(PRESSES[kind][one.verb], one) for one in offered if one.verb in PRESSES[kind]]
    return [
        Button(press, one, reverse(f"web:{kind}_step", args=[record.pk, press.noun]))
        for press, one in found
    ]
