"""What the engineering room refuses."""

from runwright.kernel.errors import GuardFailed, Invalid, Missing, gettext_noop


class BomNotFound(Missing):
    """There is no such bill of materials."""

    template = gettext_noop("There is no bill of materials {key}.")
    field = "bom"


class RoutingNotFound(Missing):
    """There is no such routing."""

    template = gettext_noop("There is no routing {key}.")
    field = "routing"


class BomCycle(GuardFailed):
    """An item would be made from itself; ``path`` names the items on the way round."""

    template = gettext_noop("This would make a cycle: {path}.")
    field = "lines"


class UnitDoesNotFit(Invalid):
    """The unit of a line cannot be converted to the item's own unit."""

    template = gettext_noop("{item} is counted in {item_unit}, which {unit} does not convert to.")
    field = "unit"


class RoutingOfAnotherItem(Invalid):
    """The routing makes another item."""

    template = gettext_noop("The routing {routing} makes {item}.")
    field = "routing"


class StepNotFound(Invalid):
    """A line names an operation that the routing does not have."""

    template = gettext_noop("There is no operation {step} in the routing {routing}.")
    field = "step"
