"""The lives of unit categories and units."""

from runwright.kernel.masters import master_life
from runwright.kernel.transitions import guard
from runwright.units.errors import CategoryInUse, ReferenceUnitNeeded
from runwright.units.models import Unit, UnitCategory


def no_unit_is_in_use(category: UnitCategory) -> None:
    """Raise ``CategoryInUse`` for a category that has units in use."""
    in_use = category.units.filter(archived_at=None)
    units = list(in_use.order_by("code").values_list("code", flat=True))
    if units:
        raise CategoryInUse(category=category.name, units=units)


def no_other_stands_on_it(unit: Unit) -> None:
    """Raise ``ReferenceUnitNeeded`` for a reference unit beside others in use."""
    others = Unit.objects.filter(category=unit.category_id, archived_at=None).exclude(id=unit.pk)
    if unit.is_reference and others.exists():
        raise ReferenceUnitNeeded(unit=unit.code)


CATEGORY_LIFE = master_life("unit_category", "units.manage", kept_by=(guard(no_unit_is_in_use),))
UNIT_LIFE = master_life("unit", "units.manage", kept_by=(guard(no_other_stands_on_it),))
