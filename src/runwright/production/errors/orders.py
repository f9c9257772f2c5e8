"""What orders and their work refuse."""

from runwright.kernel.errors import Conflict, GuardFailed, Invalid, Missing, gettext_noop


class OrderNotFound(Missing):
    """There is no such manufacturing order."""

    template = gettext_noop("There is no manufacturing order {key}.")


class WorkOrderNotFound(Missing):
    """There is no such work order."""

    template = gettext_noop("There is no work order {key}.")


class FactNotFound(Missing):
    """There is no such report, decision, timer or booking."""

    template = gettext_noop("There is no such entry: {key}.")


class OrderNumberTaken(Conflict):
    """Another order has this number."""

    template = gettext_noop("The order number {number} is taken.")
    field = "number"


class NotOpenForWork(Conflict):
    """The order or the operation is in a state in which nothing can be reported."""

    template = gettext_noop("{record} is {state}: no work can be reported.")


class MoreThanReceived(GuardFailed):
    """More is reported than the operation has received and not yet accounted for."""

    template = gettext_noop("{quantity} reported, but only {in_process} are at {operation}.")
    field = "firsts"


class NothingReported(Invalid):
    """A report needs at least one quantity."""

    template = gettext_noop("Enter at least one quantity.")
    field = "firsts"


class NotHeld(GuardFailed):
    """More pieces are decided on than are held for review."""

    template = gettext_noop("Only {held} are held for review at {operation}.")
    field = "quantity"


class TimerRunning(Conflict):
    """The person already works on this, or the machine already runs on it."""

    template = gettext_noop("{who} is already working on {operation} since {since}.")


class TimerNotRunning(Conflict):
    """The timer was stopped before."""

    template = gettext_noop("This timer was already stopped.")


class EndBeforeStart(Invalid):
    """A stretch of time ends before it starts."""

    template = gettext_noop("The end lies before the start.")
    field = "ended_at"


class NotYetOver(Invalid):
    """A stretch of time is booked before it is over."""

    template = gettext_noop("The end {ended_at} lies in the future.")
    field = "ended_at"


class AlreadyUndone(Conflict):
    """The fact was undone before."""

    template = gettext_noop("This was already undone.")


class PassedOn(GuardFailed):
    """What would be undone was already worked on by the next operation."""

    template = gettext_noop("{operation} has already worked on {processed}: undo that first.")


class ScrapReasonNotFound(Missing):
    """There is no such reason."""

    template = gettext_noop("There is no reason {key}.")
    field = "reason"


class ReasonNeeded(Invalid):
    """The step needs a reason that stays in the journal."""

    template = gettext_noop("Say why: a reason is needed.")
    field = "reason"


class FixedWhileActive(Conflict):
    """The field can be changed only while the order is a draft."""

    template = gettext_noop("{fields} can be changed only in a draft: reopen {record} first.")


class NothingToIssue(Conflict):
    """Nothing of what an order still needs is there, or it needs nothing more."""

    template = gettext_noop("{record}: there is nothing to issue now.")


class NothingOwed(Conflict):
    """The order owes no material."""

    template = gettext_noop("No material is owed to {record}.")


class LineNotFound(Missing):
    """The order has no such material line."""

    template = gettext_noop("There is no material line {key}.")


class NotEnoughMaterial(GuardFailed):
    """Less is free than would be issued by hand."""

    template = gettext_noop("{item}: {wanted} wanted, {missing} are not there.")
    field = "quantity"


class NotIssued(GuardFailed):
    """More would be returned than was issued by hand and is not used up by reports."""

    template = gettext_noop("{item}: only {issued} were issued by hand and not used since.")
    field = "quantity"


class AlreadyDecided(GuardFailed):
    """A report cannot go while decisions stand on the pieces it held for review."""

    template = gettext_noop(
        "{quantity} of the pieces held at {operation} were decided on: undo that first."
    )


class StillOpen(GuardFailed):
    """What stands in the way of finishing an operation short, every reason at once."""


class NobodyNamed(Invalid):
    """Time is an operator's, a machine's, or that of both."""

    template = gettext_noop("Name an operator or a machine.")
    field = "operator"


class StretchTooLong(Invalid):
    """A booking longer than any single stretch of work."""

    template = gettext_noop("A booking lasts at most {days} days: enter the parts one by one.")
    field = "started_at"


class MachineShared(GuardFailed):
    """Others worked at the machine whose time would go with this timer."""

    template = gettext_noop("{who} worked at this machine too: undo their timers first.")


class NotInRework(GuardFailed):
    """More pieces are reported as reworked than were sent back for rework."""

    template = gettext_noop("Only {awaited} were sent back for rework at {operation}.")
    field = "is_rework"


class ChangedMeanwhile(Conflict):
    """Somebody else changed the order since this change was composed."""

    template = gettext_noop("{who} changed {record} at {at}: {what}. Look again, then decide.")


class NotOpenForChange(Conflict):
    """Components and steps are fixed once the order is closed, and not yet there in a draft."""

    template = gettext_noop("{record} is {state}: its components and steps cannot be changed.")


class BelowReported(GuardFailed):
    """The order would be smaller than what was reported or issued, every reason at once."""


class AlreadyIssued(GuardFailed):
    """A component cannot be wanted less than what was issued of it, or owed by it."""

    template = gettext_noop("{item}: {issued} were issued already. Return material first.")
    field = "quantity"


class NeedsItself(Invalid):
    """An order cannot be a component of itself."""

    template = gettext_noop("{item} cannot be a component of itself.")
    field = "item_id"


class StepNotFound(Missing):
    """The routing of the order has no such operation."""

    template = gettext_noop("The order has no operation {key}.")


class StepBegun(GuardFailed):
    """Work on the step was reported or timed: it stays as it is."""

    template = gettext_noop("{step} has begun: it stays as it is.")


class StepTaken(Conflict):
    """Another step has this number."""

    template = gettext_noop("The order has a step {step} already.")
    field = "sequence"


class LastStep(GuardFailed):
    """The step that brings the output is the last one and stays it."""

    template = gettext_noop("{step} would change which step brings the output.")
    field = "sequence"


class MoreThanMade(GuardFailed):
    """More output is received than came off the last operation and is not in stock yet."""

    template = gettext_noop("{quantity} {item} cannot be received: {there} are made and waiting.")
    field = "quantity"


class ReceivedLess(GuardFailed):
    """More of a receipt is taken back than is left of it."""

    template = gettext_noop("Only {left} are left of this receipt.")
    field = "quantity"


class ReceiptNotFound(Missing):
    """There is no such receipt of output."""

    template = gettext_noop("There is no receipt {key}.")


class OverProduction(MoreThanReceived):
    """The first operation made more than was ordered, beyond what the company tolerates."""

    template = gettext_noop(
        "{quantity} at {operation} are {excess} more than ordered. Confirm that they were made."
    )


class ReportedLess(GuardFailed):
    """More of a report is taken back than is left of it."""

    template = gettext_noop("Only {left} are left of this report.")


class OutputReceived(GuardFailed):
    """Pieces that are in stock cannot be taken back from the floor."""

    template = gettext_noop("{received} of {record} are in stock: take the receipt back first.")


class NotMadeHere(GuardFailed):
    """The component is bought, not made: it is requested, not ordered from ourselves."""

    template = gettext_noop("{item} is bought: request it instead.")


class NothingShort(Conflict):
    """Goods and expected supplies cover the line already."""

    template = gettext_noop("{item} is covered in {record}: nothing more has to be made.")


class NothingToSplit(Invalid):
    """The part that stays is not smaller than the whole."""

    template = gettext_noop("{record} makes {quantity}: less than that can stay in it.")
    field = "keep"


class RecipeNotRenewed(GuardFailed):
    """The order cannot be moved to this recipe, every reason at once."""


class NotPromised(Conflict):
    """Only what is promised to a customer is made for it."""

    template = gettext_noop("{record} is {state}: orders are made for a confirmed one.")


class NothingToMake(GuardFailed):
    """Everything of the line is being made, was made, or is not made here."""

    template = gettext_noop("{item}: {left} are left to make for this line.")
    field = "quantity"


class NotDone(Conflict):
    """Only a done order is corrected by differences; an open one is changed."""

    template = gettext_noop("{record} is {state}: only what is done is corrected like this.")


class HistoryFixed(Conflict):
    """An imported order is history: it has no life here."""

    template = gettext_noop("{record} was imported: it is history and stays as it is.")
