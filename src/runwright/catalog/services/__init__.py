"""Writing items, their variants, conversions and pictures."""

from runwright.catalog.services.items import (
    conversion_set,
    item_create,
    item_subject,
    item_update,
    items_archive,
    items_create,
    items_restore,
)
from runwright.catalog.services.pictures import item_picture_remove, item_picture_set
from runwright.catalog.services.variants import (
    ValueDraft,
    VariantPlan,
    attribute_create,
    attribute_values_add,
    variants_create,
    variants_plan,
)

__all__ = [
    "ValueDraft",
    "VariantPlan",
    "attribute_create",
    "attribute_values_add",
    "conversion_set",
    "item_create",
    "item_picture_remove",
    "item_picture_set",
    "item_subject",
    "item_update",
    "items_archive",
    "items_create",
    "items_restore",
    "variants_create",
    "variants_plan",
]
