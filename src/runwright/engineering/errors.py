"""What the engineering room refuses."""

from runwright.kernel.errors import Conflict, GuardFailed, Invalid, Missing, gettext_noop


class BomNotFound(Missing):
    """There is no such bill of materials."""

    template = gettext_noop("There is no bill of materials {key}.")
    field = "bom"


class BomLineNotFound(Missing):
    """There is no such line of a bill of materials."""

    template = gettext_noop("There is no line {key} of a bill of materials.")
    field = "line"


class RoutingNotFound(Missing):
    """There is no such routing."""

    template = gettext_noop("There is no routing {key}.")
    field = "routing"


class OperationNotFound(Missing):
    """There is no such operation."""

    template = gettext_noop("There is no operation {key}.")
    field = "operation"


class AttachmentNotFound(Missing):
    """There is no such picture or paper."""

    template = gettext_noop("There is no attachment {key}.")
    field = "attachment"


class ValueNotFound(Missing):
    """A line is for variants with a value that does not exist."""

    template = gettext_noop("There is no attribute value {key}.")
    field = "only_for"


class RowNotFound(Missing):
    """The explosion has no such row."""

    template = gettext_noop("There is no row {key} in this explosion.")
    field = "path"


class BomCycle(GuardFailed):
    """An item would be made from itself; ``path`` names the items on the way round."""

    template = gettext_noop("This would make a cycle: {path}.")
    field = "lines"


class RecipeRefused(Invalid):
    """Several things of a recipe cannot be kept; every one is listed at its field."""


class UnitDoesNotFit(Invalid):
    """The unit of a line cannot be converted to the item's own unit."""

    template = gettext_noop("{item} is counted in {item_unit}, which {unit} does not convert to.")
    field = "unit"


class RoutingOfAnotherItem(Invalid):
    """The routing makes another item."""

    template = gettext_noop("The routing {routing} makes {item}.")
    field = "routing"


class BomOfAnotherItem(Invalid):
    """The bill of materials makes another item, of which this one is no variant."""

    template = gettext_noop("The bill of materials {bom} makes {made}, not {item}.")
    field = "item_id"


class StepNotFound(Invalid):
    """A line names an operation that the routing does not have."""

    template = gettext_noop("There is no operation {step} in the routing {routing}.")
    field = "step"


class WholeNumbersOnly(Invalid):
    """Items with serial numbers are taken one by one."""

    template = gettext_noop("{item} has serial numbers: {quantity} is not a whole number of it.")
    field = "quantity"


class MultipleOffStep(Invalid):
    """A rounding multiple that the item cannot be counted in."""

    template = gettext_noop(
        "{item} is counted in steps of {resolution}: it cannot be taken in multiples of {multiple}."
    )
    field = "rounding_multiple"


class SubstituteOfItself(Invalid):
    """An item cannot stand in for itself."""

    template = gettext_noop("{item} cannot stand in for itself.")
    field = "substitutes"


class ByProductOfItself(Invalid):
    """What is made cannot be its own by-product."""

    template = gettext_noop("{item} is what is made: it cannot be a by-product too.")
    field = "by_products"


class SharesTooLarge(Invalid):
    """By-products would carry the whole cost or more."""

    template = gettext_noop("By-products carry {share} of the cost: it must be less than 1.")
    field = "by_products"


class RecipeUsed(Conflict):
    """A recipe that orders follow, or that was validated, is changed only by a new revision."""

    template = gettext_noop("{recipe} is in use: make a new revision to change it.")


class OperationUsed(Invalid):
    """Lines are used at an operation that would go."""

    template = gettext_noop("{operation} cannot be removed: it is named by {users}.")
    field = "operations"


class FollowsWrong(Invalid):
    """An operation follows one that does not come before it."""

    template = gettext_noop("{operation} can follow only operations before it, not {step}.")
    field = "follows"


class LeadsNowhere(Invalid):
    """A branch that never comes together with the last operation."""

    template = gettext_noop("Nothing follows {operation}: every branch must lead to the last one.")
    field = "follows"


class SupplierNeeded(Invalid):
    """Work done outside names who does it."""

    template = gettext_noop("{operation} is done outside: name the supplier.")
    field = "supplier_id"


class NotAService(Invalid):
    """What is bought for work outside is a bought service."""

    template = gettext_noop("{operation} is done outside: what is bought for it is a service.")
    field = "service_id"


class TooManyAttachments(GuardFailed):
    """An operation has as many pictures and papers as anybody looks through."""

    template = gettext_noop("{operation} has {most} attachments already.")
    field = "file"


class NoSuchOperationName(Missing):
    """No routing in use has an operation of this name."""

    template = gettext_noop("No routing in use has an operation called {name}.")
    field = "name"
