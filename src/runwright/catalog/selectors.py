"""Reading items."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q, QuerySet

from runwright.catalog.errors import AttributeNotFound, ItemNotFound, PictureNotFound
from runwright.catalog.models import (
    Attribute,
    AttributeValue,
    Item,
    ItemPicture,
    VariantValue,
)
from runwright.journal.rows import columns, instances
from runwright.people.actor import Actor
from runwright.units.models import Unit


def items_all(*, actor: Actor) -> QuerySet[Item]:
    """Every item with its unit, by code."""
    actor.require("catalog.view")
    return Item.objects.select_related("unit", "family").order_by("code")


def item_get(*, item_id: int, actor: Actor) -> Item:
    """One item with its unit. Raises ``ItemNotFound``."""
    actor.require("catalog.view")
    found = instances([Item, Unit, Item], ITEM_READ, {"id": item_id})
    if not found:
        raise ItemNotFound(key=item_id)
    item: Item
    ((item, item.unit, item.family),) = found
    return item


ITEM_READ = f"""
SELECT {columns(Item, "i")}, {columns(Unit, "u")}, {columns(Item, "f")}
FROM catalog_item i JOIN units_unit u ON u.id = i.unit_id
LEFT JOIN catalog_item f ON f.id = i.family_id WHERE i.id = %(id)s
"""


def values_of(items: Collection[int]) -> defaultdict[int, dict[int, int]]:
    """By item: its value in each attribute, nothing for what is no variant."""
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows = VariantValue.objects.filter(item__in=items)
    for item, attribute, value in rows.values_list("item_id", "attribute_id", "value_id"):
        found[item][attribute] = value
    return found


def items_named(*, codes: Collection[str], actor: Actor) -> dict[str, int]:
    """The ids of the items with these codes, those in the archive left out."""
    found = items_all(actor=actor).filter(code__in=codes, archived_at=None)
    return dict(found.order_by().values_list("code", "id"))


def items_suggested(*, words: str, actor: Actor, most: int = 12) -> QuerySet[Item]:
    """Items in use whose code or name holds some words; codes that begin with them first."""
    fits = Q(code__icontains=words) | Q(name__icontains=words)
    found = items_all(actor=actor).filter(fits, archived_at=None)
    return found.annotate(begins=Q(code__istartswith=words)).order_by("-begins", "code")[:most]


def attribute_values_all(*, actor: Actor) -> QuerySet[AttributeValue]:
    """Every value of every attribute, by attribute and position."""
    actor.require("catalog.view")
    return AttributeValue.objects.select_related("attribute").order_by(
        "attribute__code", "position", "id"
    )


def attributes_all(*, actor: Actor) -> QuerySet[Attribute]:
    """Every attribute with its values, by code."""
    actor.require("catalog.view")
    return Attribute.objects.prefetch_related("values").order_by("code")


def attribute_get(*, attribute_id: int, actor: Actor) -> Attribute:
    """One attribute with its values. Raises ``AttributeNotFound``."""
    attribute = attributes_all(actor=actor).filter(id=attribute_id).first()
    if attribute is None:
        raise AttributeNotFound(key=attribute_id)
    return attribute


def variants_of(*, family_id: int, actor: Actor) -> QuerySet[Item]:
    """The variants of a family with their values, by code."""
    variants = items_all(actor=actor).filter(family=family_id)
    return variants.prefetch_related("values__value", "values__attribute")


def picture_of(*, item_id: int, actor: Actor) -> ItemPicture:
    """The picture of an item. Raises ``PictureNotFound``."""
    actor.require("catalog.view")
    kept = ItemPicture.objects.filter(item=item_id).first()
    if kept is None:
        raise PictureNotFound(key=item_id)
    return kept


def has_picture(*, item_id: int, actor: Actor) -> bool:
    """Whether there is a picture of an item."""
    actor.require("catalog.view")
    return ItemPicture.objects.filter(item=item_id).exists()
