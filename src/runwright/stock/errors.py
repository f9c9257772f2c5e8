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


class LotAlreadyHeld(Conflict):
    """Somebody holds the lot already; told who and when."""

    template = gettext_noop("{who} put lot {lot} on hold at {at} already.")


class LotNotHeld(Conflict):
    """Nobody holds the lot."""

    template = gettext_noop("Lot {lot} is not on hold.")


class LotExpired(GuardFailed):
    """Goods past their day are not issued."""

    template = gettext_noop("Lot {lot} expired on {day}.")
    field = "lot"


class LotHeld(GuardFailed):
    """Goods on hold are not issued."""

    template = gettext_noop("Lot {lot} is on hold: {reason}")
    field = "lot"


class NeedNotFound(Missing):
    """There is no such need, or nothing is wanted for it any more."""

    template = gettext_noop("There is no open need {key}.")


class NotLessUrgent(GuardFailed):
    """Only what is less urgent may give way."""

    template = gettext_noop("{cause} is as urgent as {taker}, or more: raise the priority first.")


class NotTheSameGoods(Invalid):
    """A claim goes over only between needs of one item in one warehouse."""

    template = gettext_noop("{cause} does not need the same goods.")


class MoreThanLacking(GuardFailed):
    """A need takes over no more than it lacks at hand."""

    template = gettext_noop("{cause} lacks only {lacking} at hand.")
    field = "quantity"


class AlreadyTaken(Conflict):
    """What was to be taken over is held no more."""

    template = gettext_noop("{cause} holds only {held} of these goods now.")
    field = "quantity"


class TakenBy(AlreadyTaken):
    """Somebody else took it over first: told who and when."""

    template = gettext_noop("{who} took over from {cause} at {at}: it holds only {held} now.")


class CountNotFound(Missing):
    """There is no such count sheet."""

    template = gettext_noop("There is no count {key}.")


class CountLineNotFound(Missing):
    """The sheet has no such line."""

    template = gettext_noop("There is no line {key} on this sheet.")


class NothingToCount(GuardFailed):
    """Nothing of what was asked for lies there."""

    template = gettext_noop("Nothing of this lies there: there is nothing to count.")


class BeingCounted(Conflict):
    """The same goods stand on another open sheet."""

    template = gettext_noop("{goods} are being counted already: post or cancel {counts} first.")


class StaysDefault(GuardFailed):
    """There is always a default."""

    template = gettext_noop("{warehouse} is the default: make another one the default first.")


class GoodsLieThere(GuardFailed):
    """A place with goods stays in use."""

    template = gettext_noop("{items} lie at {place}: carry them elsewhere first.")


class StillUsed(GuardFailed):
    """Something is wanted or expected in the warehouse."""

    template = gettext_noop("{warehouse} is still wanted or expected by {causes}.")


class LastPlace(GuardFailed):
    """A warehouse keeps at least one place in use."""

    template = gettext_noop("{place} is the last place of its warehouse in use.")
