"""What the sales room refuses."""

from runwright.kernel.errors import Conflict, GuardFailed, Invalid, Missing, gettext_noop


class SalesOrderNotFound(Missing):
    """There is no such sales order."""

    template = gettext_noop("There is no sales order {key}.")


class SalesLineNotFound(Missing):
    """There is no such line."""

    template = gettext_noop("There is no line {key} of a sales order.")


class DeliveryLineNotFound(Missing):
    """There is no such line of a delivery."""

    template = gettext_noop("There is no line {key} of a delivery.")


class NotSold(Invalid):
    """The item is out of use."""

    template = gettext_noop("{item} is archived: take it out of the archive first.")
    field = "item"


class OnlyAnEstimate(Conflict):
    """Lines come and go while it is an estimate."""

    template = gettext_noop("{record} is {state}: only an estimate can be rewritten.")


class NotOpen(Conflict):
    """A closed order does not change any more."""

    template = gettext_noop("{record} is {state}: it cannot be changed.")


class LessThanDelivered(GuardFailed):
    """A line cannot ask for less than the customer has."""

    template = gettext_noop("{delivered} of {item} were delivered already.")
    field = "quantity"


class NothingToDeliver(Invalid):
    """A delivery without goods is none."""

    template = gettext_noop("Say what is delivered: no quantity is given.")
    field = "quantity"


class NotConfirmed(Conflict):
    """Goods go out on a confirmed order only."""

    template = gettext_noop("{record} is {state}: nothing of it can be delivered.")


class MoreThanSold(GuardFailed):
    """More is to go out than was sold."""

    template = gettext_noop("{item}: {quantity} {unit} to deliver, {outstanding} are outstanding.")
    field = "quantity"


class NotThere(GuardFailed):
    """Not so much of it is free or reserved for this order."""

    template = gettext_noop("{item}: {quantity} {unit} to deliver, {available} are there for it.")
    field = "quantity"


class AlreadyCorrected(Conflict):
    """The line of the delivery was undone."""

    template = gettext_noop("This was undone already.")


class ReferenceNeeded(Invalid):
    """An order of another channel is known by its reference there."""

    template = gettext_noop("An order from {channel} needs its reference there.")
    field = "external_reference"
