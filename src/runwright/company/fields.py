"""The one shape of money columns."""

from django.db import models


def money_field(*, blank: bool = False, default: int | None = None) -> models.DecimalField:
    """An exact amount of the company's currency, to a millionth (unit costs need the places)."""
    if default is not None:
        return models.DecimalField(max_digits=24, decimal_places=6, default=default)
    return models.DecimalField(max_digits=24, decimal_places=6, null=blank, blank=blank)
