"""What the catalog refuses."""

from runwright.kernel.errors import Conflict, Invalid, Missing, gettext_noop


class ItemNotFound(Missing):
    """There is no such item."""

    template = gettext_noop("There is no item {key}.")
    field = "item"


class FinerThanResolution(Invalid):
    """A quantity has more decimals than the item's smallest step."""

    template = gettext_noop("{quantity} is finer than the smallest step of {item}: {resolution}.")
    field = "quantity"


class QuantityTooLarge(Invalid):
    """A quantity of more digits than are kept, once it is turned into the item's own unit."""

    template = gettext_noop(
        "{quantity} {unit} of {item} are more than can be kept: at most {digits} digits."
    )
    field = "quantity"


class QuantityNotPositive(Invalid):
    """A quantity must be more than zero."""

    template = gettext_noop("The quantity must be more than 0, not {quantity}.")
    field = "quantity"


class ItemRefused(Invalid):
    """Several things of an item cannot be; every one is listed at its field."""


class LotSizeNeeded(Invalid):
    """Fixed lots and multiples need to know of how many."""

    template = gettext_noop("Say how large a lot is.")
    field = "lot_size"


class SerialNotWhole(Invalid):
    """Serial numbers are for whole pieces."""

    template = gettext_noop(
        "Serial numbers are for whole pieces, but this is counted in steps of {resolution}."
    )
    field = "tracking"


class BarcodeTaken(Conflict):
    """Another item has this barcode."""

    template = gettext_noop("Another item has the barcode {barcode}.")
    field = "barcode"


class AttributeNotFound(Missing):
    """There is no such attribute."""

    template = gettext_noop("There is no attribute {key}.")
    field = "attribute"


class ValueTaken(Conflict):
    """The attribute has a value with this code."""

    template = gettext_noop("There is a value {code} of this attribute already.")
    field = "values"


class NoValues(Invalid):
    """Variants are made of at least one value."""

    template = gettext_noop("Choose at least one value.")
    field = "value_ids"


class TooManyVariants(Invalid):
    """A matrix larger than anybody looks through."""

    template = gettext_noop("This would be {count} variants; at most {most} are made at once.")
    field = "value_ids"


class PatternUnknown(Invalid):
    """A pattern names what is neither the family nor a chosen attribute."""

    template = gettext_noop("The pattern names {token}; it may name {known}.")
    field = "pattern"


class PatternAmbiguous(Invalid):
    """Two variants would have one code."""

    template = gettext_noop("Two variants would be called {code}: name every attribute.")
    field = "pattern"


class VariantOfVariant(Invalid):
    """A variant has no variants of its own."""

    template = gettext_noop("{item} is a variant itself: make variants of {family}.")
    field = "family"


class VariantCodesTaken(Conflict):
    """Other items have codes that variants would get."""

    template = gettext_noop("These codes are taken by other items: {codes}.")
    field = "pattern"


class PictureNotFound(Missing):
    """The item has no picture."""

    template = gettext_noop("There is no picture of item {key}.")
    field = "picture"
