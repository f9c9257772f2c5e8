"""What the stock room refuses."""

from runwright.kernel.errors import Conflict, GuardFailed, Invalid, Missing, gettext_noop


class NotEnoughStock(GuardFailed):
    """One reason per place that would go below zero, or below what others have reserved."""

    template = gettext_noop("{item}: {wanted} {unit} wanted at {place}, {available} available.")
    field = "quantity"


class PlaceNotFound(Missing):
    """There is no such place."""

    template = gettext_noop("There is no place {key}.")
    field = "place"


class LotMissing(Invalid):
    """An item tracked by lot moves only with a lot."""

    template = gettext_noop("{item} is tracked by lot: name one.")
    field = "lot"


class MoveNotFound(Missing):
    """There is no such stock move."""

    template = gettext_noop("There is no stock move {key}.")


class AlreadyReversed(Conflict):
    """The move was undone before."""

    template = gettext_noop("This was already undone.")


class ReasonMissing(Invalid):
    """A correction needs a reason that stays in the journal."""

    template = gettext_noop("Say why: a reason is needed.")
    field = "reason"


class LotNotFound(Missing):
    """The item has no such lot."""

    template = gettext_noop("There is no lot {key} of this item.")
    field = "lot"


class WarehouseNotFound(Missing):
    """There is no such warehouse."""

    template = gettext_noop("There is no warehouse {key}.")
    field = "warehouse"


class SamePlace(Invalid):
    """A move needs two places."""

    template = gettext_noop("The goods are at {place} already.")
    field = "target"


class UndoneElsewhere(Conflict):
    """Goods that an order took, made, bought or sold return with what moved them."""

    template = gettext_noop("These goods were moved by {reference}: undo it there.")
