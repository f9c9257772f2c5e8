"""What the units room refuses."""

from runwright.kernel.errors import Conflict, GuardFailed, Invalid, Missing, gettext_noop


class UnitNotFound(Missing):
    """There is no such unit."""

    template = gettext_noop("There is no unit {key}.")
    field = "unit"


class UnitCategoryNotFound(Missing):
    """There is no such unit category."""

    template = gettext_noop("There is no unit category {key}.")
    field = "category"


class UnitCodeTaken(Conflict):
    """Another unit or category has this code."""

    template = gettext_noop("The unit code {code} is taken.")
    field = "code"


class FirstUnitIsReference(Invalid):
    """All units of a category are worth so many of its first one."""

    template = gettext_noop(
        "{code} is the first unit of {category} and therefore its reference: it is worth 1."
    )
    field = "ratio"


class RatioNotPossible(Invalid):
    """What a unit is worth is above zero, and of the reference unit always 1."""

    template = gettext_noop("A unit is worth more than 0; the reference unit is worth 1.")
    field = "ratio"


class ResolutionNotPositive(Invalid):
    """The smallest step of a unit is above zero."""

    template = gettext_noop("The smallest step is more than 0, not {resolution}.")
    field = "resolution"


class UnitInUse(GuardFailed):
    """Quantities that stand in a unit would silently become others."""

    template = gettext_noop("{unit} is used already: what it is worth stays as it is.")
    field = "ratio"


class ReferenceUnitNeeded(GuardFailed):
    """Every other unit of the category is worth so many of this one."""

    template = gettext_noop("{unit} is the reference of other units in use and stays.")


class CategoryInUse(GuardFailed):
    """A category leaves with its units, not before them."""

    template = gettext_noop("{category} has units in use: {units}. Archive them first.")
