"""The one shape of quantity columns."""

from django.db import models


def quantity_field(*, blank: bool = False, default: int | None = None) -> models.DecimalField:
    """An exact quantity in the item's base unit: 15 digits before the point, 9 after."""
    if default is not None:
        return models.DecimalField(max_digits=24, decimal_places=9, default=default)
    return models.DecimalField(max_digits=24, decimal_places=9, null=blank, blank=blank)
