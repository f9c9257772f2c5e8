"""What runs, batches and scans refuse. ``next_step`` tells the person at the station what to do."""

from typing import ClassVar

from runwright.kernel.errors import Conflict, GuardFailed, Invalid, Missing, gettext_noop


class RunNotFound(Missing):
    """There is no such run."""

    template = gettext_noop("There is no production run {key}.")


class RunNumberTaken(Conflict):
    """Another run has this number."""

    template = gettext_noop("The run number {number} is taken.")
    field = "number"


class RunFixed(Conflict):
    """A run that is completed or cancelled takes no more planned batches."""

    template = gettext_noop("{record} is {state}: it takes no more batches. Make a new run.")


class RunOwnsOrders(Conflict):
    """The orders of a run that made its own go with it: no other order joins them."""

    template = gettext_noop(
        "{record} was made with orders of its own. Release into another run, or make a new one."
    )
    field = "run_id"


class NoHome(Conflict):
    """Batches go on only in an order of the same item and operations that is worked in batches."""

    template = gettext_noop(
        "{record} cannot take the batches of {other}: it must be open, released in batches, and of "
        "the same item and operations."
    )
    field = "home"


class RunStarted(Conflict):
    """Only a run of which nothing was scanned can be deleted."""

    template = gettext_noop("{record} has started: delete its unscanned batches instead.")


class OnlyForEstimates(Conflict):
    """A run is made of an estimate; from a confirmed sales order orders are made."""

    template = gettext_noop("{record} is {state}: make manufacturing orders for its lines.")


class RunExists(Conflict):
    """An estimate has one run."""

    template = gettext_noop("{record} has a run already: {run}.")


class NothingToRelease(Invalid):
    """A run needs at least one batch."""

    template = gettext_noop("Give at least one row with a quantity and a number of batches.")
    field = "rows"


class TooManyBatches(Invalid):
    """More batches than one run takes at once."""

    template = gettext_noop("{count} batches at once: at most {most} are made in one go.")
    field = "lot"


class WrongLot(Invalid):
    """A lot holds at least one step of the item."""

    template = gettext_noop("Give how many pieces a batch shall hold.")
    field = "lot"


class AlreadyReleased(Conflict):
    """The order is worked in batches already."""

    template = gettext_noop("{record} was released in batches already.")


class AlreadyWorked(Conflict):
    """Quantities were reported without batches; they cannot be put into batches any more."""

    template = gettext_noop("{record}: work was reported without batches. Undo that first.")


class OnlyByScan(Conflict):
    """An order that is worked in batches takes its quantities from scans."""

    template = gettext_noop("{record} is worked in batches: its quantities come from scans.")


class ShortAtRelease(GuardFailed):
    """The company releases nothing to the floor that is short of material."""

    template = gettext_noop("Short of {items}: nothing is released to the floor before it comes.")


class BatchNotFound(Missing):
    """There is no such batch."""

    template = gettext_noop("There is no batch {key}.")


class ScanRefused(Conflict):
    """A scan that cannot be posted, with what to do next."""

    next_step: ClassVar[str] = ""


class UnknownLabel(Missing, ScanRefused):
    """The label is none of ours: foreign, cut off, or mistyped."""

    template = gettext_noop("The label {label} is not known here.")
    next_step = gettext_noop("Scan the code on the batch label again, or type it.")


class LabelVoid(ScanRefused):
    """The batch was deleted, or the scan that made it was undone."""

    template = gettext_noop("The label {label} is void: its batch was {ending}.")
    next_step = gettext_noop("Take the label off and scan the batch it came from.")


class LabelScattered(ScanRefused):
    """An old label whose batch went on as several."""

    template = gettext_noop("{label} went on as {codes}, last scanned by {who} at {at}.")
    next_step = gettext_noop("Scan the label of the part at hand.")


class BatchOnHold(ScanRefused):
    """Somebody has put the batch on hold."""

    template = gettext_noop("{label} is on hold: {reason} ({who}).")
    next_step = gettext_noop("Put it aside and ask who placed the hold.")


class BatchClosed(ScanRefused):
    """Nothing of the batch is left to scan."""

    template = gettext_noop("{label} is closed ({ending}), last scanned by {who} at {at}.")
    next_step = gettext_noop("Scan the label of the batch that came out of it.")


class AlreadyScanned(ScanRefused):
    """An init station takes batches that were never scanned."""

    template = gettext_noop("{label} stands at {operation} already: {who} scanned it at {at}.")
    next_step = gettext_noop("Take it to the next station.")


class NotYetScanned(ScanRefused):
    """A batch begins its way at an init station."""

    template = gettext_noop("{label} was never scanned.")
    next_step = gettext_noop("Scan it first where its work begins.")


class NotReachable(ScanRefused):
    """No operation that this station serves can be confirmed on the batch now."""

    template = gettext_noop("{station} cannot take {label} now: it stands at {operation}.")
    next_step = gettext_noop("Go next to: {next}.")


class StandsElsewhere(NotReachable):
    """The batch went on: somebody was faster, or it was brought to the wrong station."""

    template = gettext_noop(
        "{station} cannot take {label} now: it stands at {operation}, {who} scanned it at {at}."
    )


class ChooseOperation(ScanRefused):
    """Several operations are possible at this station."""

    template = gettext_noop("Several operations are possible for {label}: {operations}.")
    next_step = gettext_noop("Choose the operation.")


class OrderNotOpen(ScanRefused):
    """The order of the batch takes no more scans."""

    template = gettext_noop("{record} is {state}: {label} cannot be scanned.")
    next_step = gettext_noop("Put it aside and ask the planner.")


class OperationClosed(ScanRefused):
    """The operation was finished short."""

    template = gettext_noop("{operation} of {record} was finished short.")
    next_step = gettext_noop("Ask the lead to open it again.")


class CheckMaterial(ScanRefused):
    """The station demands that somebody has looked at the material."""

    template = gettext_noop("Check the material for {operation} first.")
    next_step = gettext_noop("Confirm the list.")


class OneLabelOnly(ScanRefused):
    """The station works on one batch at a time."""

    template = gettext_noop("{station} takes one label at a time.")
    next_step = gettext_noop("Scan a single label.")


class SeveralNeeded(ScanRefused):
    """A merge needs two batches or more."""

    template = gettext_noop("A merge takes at least two batches.")
    next_step = gettext_noop("Scan the next label.")


class SameLabelTwice(ScanRefused):
    """Two labels of a merge lead to one batch."""

    template = gettext_noop("{label} was scanned twice.")
    next_step = gettext_noop("Scan another label, or go on with what you have.")


class NotAlike(ScanRefused):
    """Batches to be merged differ."""

    template = gettext_noop("{label} cannot be merged with {first}: {difference} differs.")
    next_step = gettext_noop("Put it aside; merge only what is alike.")


class NothingSplit(Invalid, ScanRefused):
    """A split needs a quantity."""

    template = gettext_noop("Enter firsts, seconds or waste.")
    next_step = gettext_noop("Enter at least one number above zero.")
    field = "firsts"


class MoreThanRemains(ScanRefused):
    """More comes out of a batch than is left in it."""

    template = gettext_noop("{quantity} of {label}, but only {remaining} remain.")
    next_step = gettext_noop("Count again.")
    field = "firsts"


class GainUnconfirmed(MoreThanRemains):
    """More comes out of a batch than is left in it; a confirmation makes it a gain."""

    template = gettext_noop("{quantity} of {label} are {excess} more than remain.")
    next_step = gettext_noop("Count again, or confirm that there are more.")


class NeverBetter(ScanRefused):
    """Pieces of second quality do not become good."""

    template = gettext_noop("{label} is of second quality: there are no firsts in it.")
    next_step = gettext_noop("Enter them as seconds.")
    field = "firsts"


class SplitWhole(ScanRefused):
    """A batch of both grades is divided as a whole."""

    template = gettext_noop("{label} holds both grades: all {remaining} must be sorted at once.")
    next_step = gettext_noop("Sort the whole batch.")


class SecondsStay(ScanRefused):
    """Seconds of this item go into stock at once; they do not travel with firsts."""

    template = gettext_noop("Seconds of {item} do not go on with the firsts.")
    next_step = gettext_noop("Split them off.")


class ScanNotFound(Missing):
    """There is no such scan."""

    template = gettext_noop("There is no scan {key}.")


class TooLateToUndo(ScanRefused):
    """One's own last scan can be taken back for a minute; later a lead does it."""

    template = gettext_noop("This scan can no longer be taken back here.")
    next_step = gettext_noop("Ask a lead: later scans are taken back with a reason.")


class ScannedOn(ScanRefused):
    """Something happened since with what came out of the scan."""

    template = gettext_noop("Since then: {later}.")
    next_step = gettext_noop("Take that back first, the newest first.")


class AlreadyHeldBatch(Conflict):
    """The batch is on hold already."""

    template = gettext_noop("{label} is on hold since {at}: {reason} ({who}).")


class NotHeldBatch(Conflict):
    """There is no hold to release."""

    template = gettext_noop("{label} is not on hold.")


class NotDeletable(Conflict):
    """A batch can be deleted before its first scan only."""

    template = gettext_noop("{label} was scanned: close it with a reason instead.")


class NotClosable(Conflict):
    """Only a batch on the floor can be closed by hand."""

    template = gettext_noop("{label} is not on the floor: there is nothing to close.")


class PartsMissing(ScanRefused):
    """Not every part of what is made here was scanned."""

    template = gettext_noop("Still to scan: {parts}.")
    next_step = gettext_noop("Scan a label of each part.")


class NobodyWaits(ScanRefused):
    """No order wants these parts."""

    template = gettext_noop("No open order takes {label} here.")
    next_step = gettext_noop("Create an order for what is made of it.")


class NotEnoughParts(ScanRefused):
    """The scanned parts do not suffice for the quantity."""

    template = gettext_noop("{quantity} need {need} of {item}, but the labels hold {there}.")
    next_step = gettext_noop("Scan another label, or lower the quantity.")


class LotClaimed(ScanRefused):
    """A scanned lot is kept for another order."""

    template = gettext_noop("{label} is kept for {causes}.")
    next_step = gettext_noop("Take another lot, or confirm that you take it from them.")


class NotFinishedBatch(Conflict):
    """Only what is in stock under its label, or was waste at a split, is counted again."""

    template = gettext_noop("{label} is not in stock: choose the batch in which its pieces ended.")


class NeverPassed(Conflict):
    """Pieces that did not come to the end of their way are not good output now."""

    template = gettext_noop("The pieces ended at {operation}: they never came to the end.")
    field = "target"
