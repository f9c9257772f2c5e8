"""Reading units."""

from django.db.models import QuerySet

from runwright.people.actor import Actor
from runwright.units.errors import UnitNotFound
from runwright.units.models import Unit


def units_all(*, actor: Actor) -> QuerySet[Unit]:
    """Every unit with its category, the reference unit of each category first."""
    actor.require("catalog.view")
    return Unit.objects.select_related("category").order_by(
        "category__code", "-is_reference", "code"
    )


def unit_by_code(*, code: str) -> Unit:
    """The unit with this code. Raises ``UnitNotFound``."""
    unit = Unit.objects.select_related("category").filter(code=code).first()
    if unit is None:
        raise UnitNotFound(key=code)
    return unit
