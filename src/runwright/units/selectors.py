"""Reading units."""

from django.db.models import Prefetch, QuerySet

from runwright.people.actor import Actor
from runwright.units.errors import UnitCategoryNotFound, UnitNotFound
from runwright.units.models import Unit, UnitCategory

REFERENCE_FIRST = ("-is_reference", "code")


def categories_all(*, actor: Actor) -> QuerySet[UnitCategory]:
    """Every unit category, by code."""
    actor.require("catalog.view")
    return UnitCategory.objects.order_by("code")


def categories_in_use(*, actor: Actor) -> QuerySet[UnitCategory]:
    """The unit categories that are not archived, with the units in use of each, by name."""
    in_use = Prefetch("units", Unit.objects.filter(archived_at=None).order_by(*REFERENCE_FIRST))
    return (
        categories_all(actor=actor)
        .filter(archived_at=None)
        .prefetch_related(in_use)
        .order_by("name")
    )


def category_get(*, category_id: int, actor: Actor) -> UnitCategory:
    """One unit category. Raises ``UnitCategoryNotFound``."""
    category = categories_all(actor=actor).filter(id=category_id).first()
    if category is None:
        raise UnitCategoryNotFound(key=category_id)
    return category


def units_all(*, actor: Actor) -> QuerySet[Unit]:
    """Every unit with its category, the reference unit of each category first."""
    actor.require("catalog.view")
    return Unit.objects.select_related("category").order_by("category__code", *REFERENCE_FIRST)


def units_in_use(*, actor: Actor) -> QuerySet[Unit]:
    """The units that are not archived, with their categories."""
    return units_all(actor=actor).filter(archived_at=None)


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
