"""The lives of purchase requests, requests for quotation and purchase orders: a table each."""

from runwright.kernel.errors import gettext_noop
from runwright.kernel.transitions import STAYS, Life, Transition
from runwright.purchasing.conditions import (
    Guard,
    Situation,
    a_reason_is_given,
    every_day_is_there,
    every_price_is_there,
    everything_is_here,
    everything_is_ordered,
    it_has_lines,
    nothing_is_here,
    nothing_stands_on_it,
    somebody_is_asked,
    something_is_here,
    something_is_outstanding,
    the_answer_holds,
    the_answer_is_whole,
)

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
    state_of=lambda _: AGREED,
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
