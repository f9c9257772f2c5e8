"""What stands in the way of the steps of purchasing, as reasons of what was read before."""

from collections.abc import Callable
from dataclasses import dataclass

from runwright.kernel.errors import Reason, gettext_noop


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
