"""The life of a sales order, as one table."""

from collections.abc import Callable
from dataclasses import dataclass

from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.transitions import STAYS, Life, Transition

ORDER_STATES: dict[str, str] = {
    "estimate": gettext_noop("Estimate"),
    "confirmed": gettext_noop("Confirmed"),
    "fulfilled": gettext_noop("Fulfilled"),
    "cancelled": gettext_noop("Cancelled"),
    "lost": gettext_noop("Lost"),
}


@dataclass(frozen=True)
class Situation:
    """What the guards ask about: ``outstanding`` and ``unpriced`` name items, ``delivered``
    counts lines of which something is with the customer."""

    lines: int = 0
    reason: str = ""
    is_dated: bool = False
    unpriced: tuple[str, ...] = ()
    outstanding: tuple[str, ...] = ()
    delivered: int = 0


Guard = Callable[[Situation], tuple[Reason, ...]]


def _reason_if(unmet: bool, template: str, field: str = "", **facts: object) -> tuple[Reason, ...]:
    return (Reason(template, facts, field),) if unmet else ()


def it_has_lines(order: Situation) -> tuple[Reason, ...]:
    """An order without a line promises nothing."""
    return _reason_if(not order.lines, gettext_noop("There is no line in it."))


def a_day_is_promised(order: Situation) -> tuple[Reason, ...]:
    """A promise has a day, by which its goods are needed."""
    return _reason_if(
        not order.is_dated, gettext_noop("No delivery day is promised."), "promised_on"
    )


def every_price_is_there(order: Situation) -> tuple[Reason, ...]:
    """What is sold has a price, be it nothing."""
    return _reason_if(
        bool(order.unpriced), gettext_noop("No price for {items}."), items=order.unpriced
    )


def a_reason_is_given(order: Situation) -> tuple[Reason, ...]:
    """Somebody will ask why."""
    return _reason_if(
        not order.reason.strip(), gettext_noop("Say why: a reason is needed."), "reason"
    )


def nothing_is_delivered(order: Situation) -> tuple[Reason, ...]:
    """What is with the customer was sold."""
    return _reason_if(
        order.delivered > 0,
        gettext_noop("{count} lines were delivered: correct that first, or close the order."),
        count=order.delivered,
    )


def something_is_delivered(order: Situation) -> tuple[Reason, ...]:
    """An order of which nothing was delivered is cancelled, not closed."""
    return _reason_if(not order.delivered, gettext_noop("Nothing of it was delivered."))


def everything_is_delivered(order: Situation) -> tuple[Reason, ...]:
    """A fulfilled order owes nothing."""
    return _reason_if(
        bool(order.outstanding),
        gettext_noop("Still to be delivered: {items}."),
        items=order.outstanding,
    )


def something_is_outstanding(order: Situation) -> tuple[Reason, ...]:
    """An order that owes nothing stays fulfilled."""
    return _reason_if(not order.outstanding, gettext_noop("Everything of it was delivered."))


def _step(
    verb: str, sources: str, target: str, permission: str, label: str, *guards: Guard
) -> Transition[Situation]:
    return Transition(
        verb, frozenset(sources.split()), target, f"sales.{permission}", label, guards
    )


ORDER_LIFE: Life[Situation] = Life(
    name="sales_order",
    initial="estimate",
    states=tuple(ORDER_STATES),
    transitions=(
        _step(
            "confirm",
            "estimate",
            "confirmed",
            "order_manage",
            gettext_noop("Confirm"),
            it_has_lines,
            a_day_is_promised,
            every_price_is_there,
        ),
        _step(
            "lose",
            "estimate",
            "lost",
            "order_manage",
            gettext_noop("Lost"),
            a_reason_is_given,
        ),
        _step("edit", "estimate confirmed", STAYS, "order_manage", gettext_noop("Edit")),
        _step("add_line", "estimate", STAYS, "order_manage", gettext_noop("Add a line")),
        _step("deliver", "confirmed", STAYS, "deliver", gettext_noop("Deliver")),
        _step(
            "cancel",
            "estimate confirmed",
            "cancelled",
            "order_manage",
            gettext_noop("Cancel"),
            nothing_is_delivered,
        ),
        _step(
            "close",
            "confirmed",
            "fulfilled",
            "order_manage",
            gettext_noop("Close short"),
            something_is_delivered,
            a_reason_is_given,
        ),
        _step(
            "fulfil",
            "confirmed",
            "fulfilled",
            "view",
            gettext_noop("Fulfilled"),
            everything_is_delivered,
        ),
        _step(
            "restore",
            "fulfilled",
            "confirmed",
            "view",
            gettext_noop("Back to confirmed"),
            something_is_outstanding,
        ),
    ),
)

AUTOMATIC_VERBS = frozenset({"fulfil", "restore"})
"""Steps that deliveries make by themselves; no button and no request offers them."""
