"""The life of an item."""

from runwright.catalog.errors import PictureNotFound, VariantOfVariant
from runwright.catalog.models import Item, ItemPicture
from runwright.kernel.errors import gettext_noop
from runwright.kernel.masters import also, master_life
from runwright.kernel.transitions import guard

MANAGE = "catalog.manage"


def it_is_no_variant(item: Item) -> None:
    """Raise ``VariantOfVariant`` for a variant: it has none of its own."""
    if item.family is not None:
        raise VariantOfVariant(item=item.code, family=item.family.code)


def it_has_a_picture(item: Item) -> None:
    """Raise ``PictureNotFound`` for an item without a picture."""
    if not ItemPicture.objects.filter(item=item).exists():
        raise PictureNotFound(key=item.pk)


ITEM_LIFE = master_life(
    "item",
    MANAGE,
    also("set_conversion", MANAGE, gettext_noop("Add a unit")),
    also("make_variants", MANAGE, gettext_noop("Make variants"), guard(it_is_no_variant)),
    also("set_picture", MANAGE, gettext_noop("Picture")),
    also("remove_picture", MANAGE, gettext_noop("Remove the picture"), guard(it_has_a_picture)),
)
