"""Writing unit categories and units."""

from decimal import Decimal

from django.db import transaction

from runwright.journal.services import Subject, entry_record, insert_unique
from runwright.people.actor import Actor
from runwright.units.errors import UnitCategoryNotFound, UnitCodeTaken
from runwright.units.models import Unit, UnitCategory

STANDARD: tuple[tuple[str, str, tuple[tuple[str, str, str, int, int, str], ...]], ...] = (
    ("count", "Count", (
        ("pcs", "Piece", "pcs", 1, 1, "1"),
        ("pair", "Pair", "pair", 2, 1, "1"),
        ("dozen", "Dozen", "doz", 12, 1, "1"),
    )),
    ("mass", "Mass", (
        ("kg", "Kilogram", "kg", 1, 1, "0.001"),
        ("g", "Gram", "g", 1, 1000, "1"),
        ("t", "Tonne", "t", 1000, 1, "0.001"),
    )),
    ("length", "Length", (
        ("m", "Metre", "m", 1, 1, "0.01"),
        ("cm", "Centimetre", "cm", 1, 100, "1"),
        ("mm", "Millimetre", "mm", 1, 1000, "1"),
    )),
    ("volume", "Volume", (
        ("L", "Litre", "L", 1, 1, "0.001"),
        ("mL", "Millilitre", "mL", 1, 1000, "1"),
    )),
    ("time", "Time", (
        ("h", "Hour", "h", 60, 1, "0.01"),
        ("min", "Minute", "min", 1, 1, "1"),
    )),
)  # fmt: skip


@transaction.atomic
def standard_units_create(*, actor: Actor) -> None:
    """Create the usual categories and units that do not exist yet."""
    actor.require("units.manage")
    for code, name, units in STANDARD:
        category = UnitCategory.objects.filter(code=code).first() or category_create(
            code=code, name=name, actor=actor
        )
        for unit in units:
            if not Unit.objects.filter(code=unit[0]).exists():
                _standard_unit(category, unit, actor)


def _standard_unit(
    category: UnitCategory, row: tuple[str, str, str, int, int, str], actor: Actor
) -> None:
    code, name, symbol, numerator, denominator, resolution = row
    unit_create(
        category_id=category.id,
        code=code,
        name=name,
        symbol=symbol,
        numerator=numerator,
        denominator=denominator,
        resolution=Decimal(resolution),
        actor=actor,
    )


@transaction.atomic
def category_create(*, code: str, name: str, actor: Actor) -> UnitCategory:
    """Create a unit category. Raises ``UnitCodeTaken``."""
    actor.require("units.manage")
    category = UnitCategory(code=code, name=name)
    insert_unique(record=category, otherwise=UnitCodeTaken(code=code))
    subject = Subject("unit_category", str(category.id), code)
    entry_record(actor=actor, verb="unit_category.create", subject=subject)
    return category


@transaction.atomic
def unit_create(
    *,
    category_id: int,
    code: str,
    name: str,
    symbol: str,
    actor: Actor,
    numerator: int = 1,
    denominator: int = 1,
    resolution: Decimal = Decimal(1),
) -> Unit:
    """Create a unit worth ``numerator / denominator`` reference units; the first of a category
    that is worth one becomes its reference. Raises ``UnitCodeTaken``."""
    actor.require("units.manage")
    if UnitCategory.objects.select_for_update().filter(id=category_id).first() is None:
        raise UnitCategoryNotFound(key=category_id)
    first = not Unit.objects.filter(category_id=category_id, is_reference=True).exists()
    unit = Unit(
        category_id=category_id,
        code=code,
        name=name,
        symbol=symbol,
        numerator=numerator,
        denominator=denominator,
        resolution=resolution,
        is_reference=first and numerator == denominator,
    )
    insert_unique(record=unit, otherwise=UnitCodeTaken(code=code))
    subject = Subject("unit", str(unit.id), code)
    entry_record(actor=actor, verb="unit.create", subject=subject)
    return unit
