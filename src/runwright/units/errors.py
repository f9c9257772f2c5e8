"""What the units room refuses."""

from runwright.kernel.errors import Conflict, Missing, gettext_noop


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
