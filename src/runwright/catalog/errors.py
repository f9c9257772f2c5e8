"""What the catalog refuses."""

from runwright.kernel.errors import Invalid, Missing, gettext_noop


class ItemNotFound(Missing):
    """There is no such item."""

    template = gettext_noop("There is no item {key}.")
    field = "item"


class FinerThanResolution(Invalid):
    """A quantity has more decimals than the item's smallest step."""

    template = gettext_noop("{quantity} is finer than the smallest step of {item}: {resolution}.")
    field = "quantity"


class QuantityNotPositive(Invalid):
    """A quantity must be more than zero."""

    template = gettext_noop("The quantity must be more than 0, not {quantity}.")
    field = "quantity"
