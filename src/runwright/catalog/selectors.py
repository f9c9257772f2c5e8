"""Reading items."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet

from runwright.catalog.errors import ItemNotFound
from runwright.catalog.models import Item, VariantValue
from runwright.people.actor import Actor


def items_all(*, actor: Actor) -> QuerySet[Item]:
    """Every item with its unit, by code."""
    actor.require("catalog.view")
    return Item.objects.select_related("unit").order_by("code")


def item_get(*, item_id: int, actor: Actor) -> Item:
    """One item with its unit. Raises ``ItemNotFound``."""
    item = items_all(actor=actor).filter(id=item_id).first()
    if item is None:
        raise ItemNotFound(key=item_id)
    return item


def values_of(items: Collection[int]) -> defaultdict[int, dict[int, int]]:
    """By item: its value in each attribute, nothing for what is no variant."""
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows = VariantValue.objects.filter(item__in=items)
    for item, attribute, value in rows.values_list("item_id", "attribute_id", "value_id"):
        found[item][attribute] = value
    return found
