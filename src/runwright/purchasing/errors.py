"""What the purchasing room refuses."""

from runwright.kernel.errors import Conflict, GuardFailed, Invalid, Missing, gettext_noop


class RequestNotFound(Missing):
    """There is no such purchase request."""

    template = gettext_noop("There is no purchase request {key}.")


class RequestLineNotFound(Missing):
    """There is no such line."""

    template = gettext_noop("There is no line {key} of a purchase request.")


class RfqNotFound(Missing):
    """There is no such request for quotation."""

    template = gettext_noop("There is no request for quotation {key}.")


class QuoteNotFound(Missing):
    """There is no such quote."""

    template = gettext_noop("There is no quote {key}.")


class PurchaseOrderNotFound(Missing):
    """There is no such purchase order."""

    template = gettext_noop("There is no purchase order {key}.")


class PurchaseLineNotFound(Missing):
    """The order has no such line."""

    template = gettext_noop("There is no line {key} of this purchase order.")


class ReceiptLineNotFound(Missing):
    """There is no such line of a receipt."""

    template = gettext_noop("There is no line {key} of a receipt.")


class TermNotFound(Missing):
    """The supplier has no terms for the item."""

    template = gettext_noop("There are no terms {key} of a supplier.")


class MailNotFound(Missing):
    """There is no such e-mail."""

    template = gettext_noop("There is no e-mail {key}.")


class NothingToRequest(GuardFailed):
    """Each need says why: covered, requested already, or not bought."""

    template = gettext_noop("Nothing is short: there is nothing to request.")


class NotBought(Invalid):
    """Only bought items are bought."""

    template = gettext_noop("{item} is made here: create a manufacturing order for it.")
    field = "item"


class ItemArchived(Invalid):
    """An archived item is not traded any longer."""

    template = gettext_noop("{item} is archived: take it out of the archive first.")
    field = "item"


class NotADraft(Conflict):
    """Only a draft can be rewritten."""

    template = gettext_noop("{record} is {state}: only a draft can be changed.")


class OnlyTheDay(Conflict):
    """Of what is ordered, only the delivery day may change."""

    template = gettext_noop("{record} is {state}: only the delivery day can be changed.")


class LessThanRequested(GuardFailed):
    """A line cannot be for less than the requests it was made from."""

    template = gettext_noop(
        "{item}: {requested} {unit} are requested by {numbers}. Order at least as much, or take "
        "the line off and lower the request."
    )
    field = "quantity"


class NotApproved(GuardFailed):
    """Only an approved request is asked for or ordered."""

    template = gettext_noop("{record} is {state}: it is not approved.")


class NothingLeftToOrder(GuardFailed):
    """Every line of the requests is on an order already."""

    template = gettext_noop("Everything of it stands on an order already: {numbers}.")


class AlreadyAsked(Conflict):
    """The supplier is asked in this request for quotation already."""

    template = gettext_noop("{supplier} is asked already.")
    field = "supplier"


class NotOpenForAnswers(Conflict):
    """Answers are kept while the question is out."""

    template = gettext_noop("{record} is {state}: no answer can be written down.")


class NotExpecting(Conflict):
    """Goods come in on what was ordered and is not complete."""

    template = gettext_noop("{record} is {state}: nothing is expected of it.")


class MoreThanOrdered(GuardFailed):
    """More came than was ordered, and the company's policy refuses it."""

    template = gettext_noop("{item}: {quantity} {unit} came, {outstanding} are expected.")
    field = "quantity"


class PlaceElsewhere(Invalid):
    """Ordered goods come into the warehouse they were ordered for."""

    template = gettext_noop("{place} is not in {warehouse}, for which {item} was ordered.")
    field = "place"


class NothingReceived(Invalid):
    """A receipt without goods is none."""

    template = gettext_noop("Say what came: no quantity is given.")
    field = "quantity"


class AlreadyCorrected(Conflict):
    """The line of the receipt was undone."""

    template = gettext_noop("This was undone already.")


class DayPassed(Invalid):
    """Nothing is expected in the past."""

    template = gettext_noop("{day} has passed.")
    field = "due_on"


class NoAddress(Invalid):
    """Nobody knows where to send it."""

    template = gettext_noop("{partner} has no e-mail address: give one.")
    field = "address"


class NotYetWorthSending(GuardFailed):
    """What is not decided yet is not sent."""

    template = gettext_noop("{record} is {state}: there is nothing to send yet.")
