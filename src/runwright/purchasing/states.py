"""The lives of purchase requests, requests for quotation and purchase orders: a table each."""

from collections.abc import Callable
from dataclasses import dataclass

from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.transitions import STAYS, Life, Transition

REQUEST_STATES: dict[str, str] = {
    "draft": gettext_noop("Draft"),
    "approved": gettext_noop("Approved"),
    "ordered": gettext_noop("Ordered"),
    "received": gettext_noop("Received"),
    "rejected": gettext_noop("Rejected"),
    "cancelled": gettext_noop("Cancelled"),
}
RFQ_STATES: dict[str, str] = {
    "draft": gettext_noop("Draft"),
    "sent": gettext_noop("Sent"),
    "accepted": gettext_noop("Accepted"),
    "cancelled": gettext_noop("Cancelled"),
}
ORDER_STATES: dict[str, str] = {
    "draft": gettext_noop("Draft"),
    "sent": gettext_noop("Sent"),
    "partly_received": gettext_noop("Partly received"),
    "received": gettext_noop("Received"),
    "cancelled": gettext_noop("Cancelled"),
}
OPEN_REQUEST = ("draft", "approved")
"""What is only asked for: nobody has ordered it yet."""
LIVE_ORDER = ("draft", "sent", "partly_received", "received")
EXPECTING = ("sent", "partly_received")


@dataclass(frozen=True)
class Situation:
    """What the guards ask about, read once under the record's lock.

    ``lines`` counts its lines; ``unordered`` names items that no sent order covers, ``committed``
    the orders and quotations that stand on it; ``outstanding`` the items not received in full and
    ``receipts`` how many stand; ``suppliers`` who are asked, ``answered`` who have answered.
    """

    lines: int = 0
    reason: str = ""
    unordered: tuple[str, ...] = ()
    committed: tuple[str, ...] = ()
    unpriced: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    outstanding: tuple[str, ...] = ()
    receipts: int = 0
    suppliers: int = 0
    answer_gaps: tuple[str, ...] = ()
    answer_expired: str = ""


Guard = Callable[[Situation], tuple[Reason, ...]]


def _reason_if(unmet: bool, template: str, field: str = "", **facts: object) -> tuple[Reason, ...]:
    return (Reason(template, facts, field),) if unmet else ()


def it_has_lines(record: Situation) -> tuple[Reason, ...]:
    """A paper without a line says nothing."""
    return _reason_if(not record.lines, gettext_noop("There is no line in it."))


def a_reason_is_given(record: Situation) -> tuple[Reason, ...]:
    """Some steps leave somebody waiting, who may ask why."""
    return _reason_if(
        not record.reason.strip(), gettext_noop("Say why: a reason is needed."), "reason"
    )


def nothing_stands_on_it(record: Situation) -> tuple[Reason, ...]:
    """What was asked of a supplier, or ordered, is taken back there first."""
    return _reason_if(
        bool(record.committed),
        gettext_noop("Cancel what was made from it first: {numbers}."),
        numbers=record.committed,
    )


def everything_is_ordered(record: Situation) -> tuple[Reason, ...]:
    """A request is ordered when each of its lines is."""
    return _reason_if(
        bool(record.unordered),
        gettext_noop("Not ordered yet: {items}."),
        items=record.unordered,
    )


def somebody_is_asked(record: Situation) -> tuple[Reason, ...]:
    """A request for quotation goes to at least one supplier."""
    return _reason_if(not record.suppliers, gettext_noop("No supplier is asked."))


def the_answer_is_whole(record: Situation) -> tuple[Reason, ...]:
    """Only what a supplier offered can be accepted."""
    return _reason_if(
        bool(record.answer_gaps),
        gettext_noop("The supplier has not answered for {items}."),
        items=record.answer_gaps,
    )


def the_answer_holds(record: Situation) -> tuple[Reason, ...]:
    """An offer holds until its day."""
    return _reason_if(
        bool(record.answer_expired),
        gettext_noop("The offer held until {day} only: ask again."),
        day=record.answer_expired,
    )


def every_price_is_there(record: Situation) -> tuple[Reason, ...]:
    """Goods come in at the price of their order; nothing is worth nothing by oversight."""
    return _reason_if(
        bool(record.unpriced), gettext_noop("No price for {items}."), items=record.unpriced
    )


def every_day_is_there(record: Situation) -> tuple[Reason, ...]:
    """What is expected has a day on which it is."""
    return _reason_if(
        bool(record.undated), gettext_noop("No delivery day for {items}."), items=record.undated
    )


def everything_is_here(record: Situation) -> tuple[Reason, ...]:
    """An order is received when nothing of it is outstanding."""
    return _reason_if(
        bool(record.outstanding),
        gettext_noop("Still to come: {items}."),
        items=record.outstanding,
    )


def something_is_here(record: Situation) -> tuple[Reason, ...]:
    """An order of which nothing came is cancelled, not closed."""
    return _reason_if(not record.receipts, gettext_noop("Nothing of it was received."))


def nothing_is_here(record: Situation) -> tuple[Reason, ...]:
    """What came in stays received."""
    return _reason_if(
        record.receipts > 0,
        gettext_noop("{count} receipts stand: correct them first, or close the order."),
        count=record.receipts,
    )


def something_is_outstanding(record: Situation) -> tuple[Reason, ...]:
    """An order of which all is here stays received."""
    return _reason_if(not record.outstanding, gettext_noop("Everything of it was received."))


def _step(
    verb: str, sources: str, target: str, permission: str, label: str, *guards: Guard
) -> Transition[Situation]:
    return Transition(
        verb, frozenset(sources.split()), target, f"purchasing.{permission}", label, guards
    )


AGREED = "agreed"
TERM_LIFE: Life[object] = Life(
    name="supplier_item",
    initial=AGREED,
    states=(AGREED,),
    transitions=(
        Transition(
            "remove",
            frozenset({AGREED}),
            STAYS,
            "purchasing.price_manage",
            gettext_noop("Remove"),
        ),
    ),
)
"""The terms on which a supplier sells an item: they hold until they are replaced or removed."""

REQUEST_LIFE: Life[Situation] = Life(
    name="purchase_request",
    initial="draft",
    states=tuple(REQUEST_STATES),
    transitions=(
        _step(
            "approve",
            "draft",
            "approved",
            "request_approve",
            gettext_noop("Approve"),
            it_has_lines,
        ),
        _step(
            "reject",
            "draft",
            "rejected",
            "request_approve",
            gettext_noop("Reject"),
            a_reason_is_given,
        ),
        _step(
            "withdraw",
            "approved",
            "draft",
            "request_approve",
            gettext_noop("Withdraw approval"),
            nothing_stands_on_it,
        ),
        _step(
            "cancel",
            "draft approved",
            "cancelled",
            "request_create",
            gettext_noop("Cancel"),
            nothing_stands_on_it,
        ),
        _step(
            "order",
            "approved",
            "ordered",
            "view",
            gettext_noop("Ordered"),
            everything_is_ordered,
        ),
        _step(
            "release",
            "ordered",
            "approved",
            "view",
            gettext_noop("No longer ordered"),
        ),
        _step(
            "receive",
            "ordered",
            "received",
            "view",
            gettext_noop("Received"),
            everything_is_here,
        ),
        _step(
            "restore",
            "received",
            "ordered",
            "view",
            gettext_noop("Back to ordered"),
            something_is_outstanding,
        ),
    ),
)

RFQ_LIFE: Life[Situation] = Life(
    name="rfq",
    initial="draft",
    states=tuple(RFQ_STATES),
    transitions=(
        _step(
            "send",
            "draft",
            "sent",
            "order_manage",
            gettext_noop("Send"),
            it_has_lines,
            somebody_is_asked,
        ),
        _step(
            "accept",
            "sent",
            "accepted",
            "order_manage",
            gettext_noop("Accept an answer"),
            the_answer_is_whole,
            the_answer_holds,
        ),
        _step(
            "cancel",
            "draft sent",
            "cancelled",
            "order_manage",
            gettext_noop("Cancel"),
        ),
    ),
)

ORDER_LIFE: Life[Situation] = Life(
    name="purchase_order",
    initial="draft",
    states=tuple(ORDER_STATES),
    transitions=(
        _step(
            "send",
            "draft",
            "sent",
            "order_manage",
            gettext_noop("Order"),
            it_has_lines,
            every_price_is_there,
            every_day_is_there,
        ),
        _step(
            "receive",
            "sent",
            "partly_received",
            "receive",
            gettext_noop("Received in part"),
        ),
        _step(
            "complete",
            "sent partly_received",
            "received",
            "receive",
            gettext_noop("Received"),
            everything_is_here,
        ),
        _step(
            "close",
            "partly_received",
            "received",
            "order_manage",
            gettext_noop("Close short"),
            something_is_here,
            a_reason_is_given,
        ),
        _step(
            "reopen",
            "received",
            "partly_received",
            "receipt_correct",
            gettext_noop("Back to partly received"),
            something_is_outstanding,
        ),
        _step(
            "restore",
            "partly_received received",
            "sent",
            "receipt_correct",
            gettext_noop("Back to ordered"),
            nothing_is_here,
        ),
        _step(
            "cancel",
            "draft sent",
            "cancelled",
            "order_manage",
            gettext_noop("Cancel"),
            nothing_is_here,
        ),
    ),
)

AUTOMATIC_VERBS = {
    "purchase_request": frozenset({"order", "release", "receive", "restore"}),
    "rfq": frozenset({"accept"}),
    "purchase_order": frozenset({"receive", "complete", "reopen", "restore"}),
}
"""Steps that other papers and receipts make; no plain button offers them."""
