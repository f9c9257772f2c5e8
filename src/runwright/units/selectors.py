"""Reading units."""

from django.db.models import QuerySet

from runwright.people.actor import Actor
from runwright.units.errors import UnitCategoryNotFound, UnitNotFound
from runwright.units.models import Unit, UnitCategory


def categories_all(*, actor: Actor) -> QuerySet[UnitCategory]:
    """Every unit category, by code."""
    actor.require("catalog.view")
    return UnitCategory.objects.order_by("code")


def category_get(*, category_id: int, actor: Actor) -> UnitCategory:
    """One unit category. Raises ``UnitCategoryNotFound``."""
    category = categories_all(actor=actor).filter(id=category_id).first()
    if category is None:
        raise UnitCategoryNotFound(key=category_id)
    return category


def units_all(*, actor: Actor) -> QuerySet[Unit]:
    """Every unit with its category, the reference unit of each category first."""
    actor.require("catalog.view")
    return Unit.objects.select_related("category").order_by(
        "category__code", "-is_reference", "code"
    )


def unit_get(*, unit_id: int, actor: Actor) -> Unit:
    """One unit with its category. Raises ``UnitNotFound``."""
    unit = units_all(actor=actor).filter(id=unit_id).first()
    if unit is None:
        raise UnitNotFound(key=unit_id)
    return unit


def unit_by_code(*, code: str) -> Unit:
    """The unit with this code. Raises ``UnitNotFound``."""
    unit = Unit.objects.select_related("category").filter(code=code).first()
    if unit is None:
        raise UnitNotFound(key=code)
    return unit
