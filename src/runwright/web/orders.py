"""What an order's page says: where it stands, what blocks it, and what each verb will do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from runwright.kernel.transitions import OfferedVerb
from runwright.production.selectors import availability_of
from runwright.production.states import ORDER_STATES
from runwright.stock.selectors import NeedCover, needs_cover
from runwright.web.figures import number

NOUNS = {
    "confirm": "confirmation",
    "plan": "planning",
    "unplan": "unplanning",
    "reopen": "reopening",
    "finish": "completion",
    "cancel": "cancellation",
}
FORWARD = ("confirm", "plan", "finish")
ICONS = {
    "confirm": "circle-check",
    "plan": "calendar",
    "unplan": "arrow-back-up",
    "reopen": "arrow-back-up",
    "finish": "square-rounded-check",
    "cancel": "ban",
}
TABS: tuple[tuple[str, StrPromise, str], ...] = (
    ("overview", gettext_lazy("Overview"), "web:order"),
    ("materials", gettext_lazy("Materials"), "web:order_materials"),
    ("work", gettext_lazy("Work orders"), "web:order_work"),
    ("batches", gettext_lazy("Batches"), "web:order_batches"),
    ("timeline", gettext_lazy("Time line"), "web:order_timeline"),
    ("costs", gettext_lazy("Costs"), "web:order_costs"),
    ("changes", gettext_lazy("Changes"), "web:order_changes"),
    ("files", gettext_lazy("Files"), "web:order_files"),
    ("journal", gettext_lazy("Journal"), "web:order_journal"),
)


@dataclass(frozen=True)
class Button:
    """A verb as a button: what it will do, what stands in its way, whether it wants a reason."""

    verb: str
    label: str
    icon: str
    url: str
    effects: list[str]
    offered: OfferedVerb
    returns: list[tuple[Any, Decimal]] = field(default_factory=list)
    homes: Sequence[Any] = ()

    @property
    def is_forward(self) -> bool:
        """Forward verbs are the primary button; the others live in the menu."""
        return self.verb in FORWARD

    @property
    def wants_reason(self) -> bool:
        """Going on without material and giving up need a reason that is kept."""
        return self.verb == "cancel" or (self.verb == "plan" and not self.offered.is_possible)

    @property
    def is_open(self) -> bool:
        """Whether the button can be pressed: a shortage can be overridden with a reason."""
        return self.offered.is_possible or self.verb == "plan"


@dataclass(frozen=True)
class OrderPage:
    """An order with its buttons."""

    order: Any
    offered: list[OfferedVerb]
    homes: Sequence[Any] = ()

    @cached_property
    def buttons(self) -> list[Button]:
        """Every offered verb."""
        return [self._button(offer) for offer in self.offered]

    @property
    def primary(self) -> Button | None:
        """The verb that brings the order forward."""
        return next((button for button in self.buttons if button.is_forward), None)

    @property
    def others(self) -> list[Button]:
        """The verbs of the menu."""
        return [button for button in self.buttons if not button.is_forward]

    @property
    def track(self) -> list[tuple[str, bool]]:
        """The states of the order's life, each with whether it is passed."""
        states = [state for state in ORDER_STATES if state != "cancelled"]
        if self.order.state == "cancelled":
            return [("draft", True), ("cancelled", False)]
        at = states.index(self.order.state)
        return [(state, position < at) for position, state in enumerate(states)]

    @property
    def share(self) -> Decimal:
        """How much of the ordered quantity is good already, from 0 to 1."""
        return min(self.order.firsts / self.order.quantity, Decimal(1))

    def _button(self, offer: OfferedVerb) -> Button:
        url = reverse(f"web:{NOUNS[offer.verb]}", args=[self.order.id])
        effects = [text for text in _effects(offer.verb, self.order) if text]
        label, icon = _(offer.label), ICONS[offer.verb]
        if offer.verb != "cancel":
            return Button(offer.verb, label, icon, url, effects, offer)
        more = (_returns(self.order), self.homes)
        return Button(offer.verb, label, icon, url, effects, offer, *more)


def _returns(order: Any) -> list[tuple[Any, Decimal]]:
    """Material that may come back when the order is given up, with the amount proposed: all of it
    before the first report, none after."""
    is_untouched = not any(work.accounted for work in order.work_orders.all())
    taken = [line for line in order.materials.all() if line.consumed]
    return [(line, line.consumed if is_untouched else Decimal()) for line in taken]


def _effects(verb: str, order: Any) -> list[str]:
    """What a verb will do, in sentences."""
    count = len(order.work_orders.all())
    lines = len(order.materials.all())
    match verb:
        case "confirm":
            return [_("Fixes its material lines and reserves what is on hand.")]
        case "plan":
            return [_("Makes one work order per operation and puts them on the calendars."),
                    _("Other orders stay where they are.")]  # fmt: skip
        case "unplan":
            return [ngettext("Deletes {n} work order.", "Deletes {n} work orders.", count)
                    .format(n=count), _("The material stays reserved.")]  # fmt: skip
        case "reopen":
            return [ngettext("Frees the reservations of {n} line.",
                             "Frees the reservations of {n} lines.", lines).format(n=lines),
                    _("Quantity and recipe can be changed again.")]  # fmt: skip
        case "finish":
            return [_receipt(order), _("Frees what is still reserved. Its cost is final.")]
        case _:
            return [_("Frees everything that is reserved. The order cannot come back.")]


def _receipt(order: Any) -> str:
    rest = order.firsts - order.received
    if rest <= 0:
        return ""
    words = _("Receives {quantity} {unit} into {warehouse}.")
    unit, warehouse = order.item.unit.symbol, order.goods_warehouse.name
    return words.format(quantity=number(rest), unit=unit, warehouse=warehouse)


@dataclass(frozen=True)
class Material:
    """A material line with how it is covered."""

    line: Any
    cover: NeedCover

    @property
    def state(self) -> str:
        """One word for the line."""
        return availability_of([self.cover])


def materials_of(order: Any, most: int | None = None) -> list[Material]:
    """The first material lines of an order (all of them, if nothing is said) with their cover."""
    lines = list(order.materials.all())[:most]
    cover = needs_cover(needs=[line.need for line in lines])
    return [Material(line, cover[line.need_id]) for line in lines]


@dataclass(frozen=True)
class LoggedChange:
    """A decision about an order, with what it did to the planned cost."""

    entry: Any
    edits: list[Any]
    effect: Decimal | None


def logged_changes(entries: Iterable[Any]) -> list[LoggedChange]:
    """The entries of a change log, each with its effect on the planned cost told apart."""
    return [_logged(entry) for entry in entries]


def _logged(entry: Any) -> LoggedChange:
    edits = list(entry.changes.all())
    costs = [e for e in edits if e.field == "planned_cost"]
    effect = Decimal(costs[0].new) - Decimal(costs[0].old) if costs else None
    return LoggedChange(entry, [e for e in edits if e not in costs], effect)
