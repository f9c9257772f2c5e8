"""Writing unit categories and units."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db import transaction
from django.db.models import ManyToOneRel

from runwright.journal.masters import Master, changed
from runwright.kernel.errors import Refusal, refuse_all
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.units.errors import (
    FirstUnitIsReference,
    RatioNotPossible,
    ResolutionNotPositive,
    UnitCategoryNotFound,
    UnitCodeTaken,
    UnitInUse,
    UnitNotFound,
)
from runwright.units.models import Unit, UnitCategory
from runwright.units.states import CATEGORY_LIFE, UNIT_LIFE

CATEGORIES = Master(
    UnitCategory,
    "unit_category",
    UnitCategoryNotFound,
    frozenset({"name"}),
    CATEGORY_LIFE,
    lambda one: one.code,
)
UNITS = Master(
    Unit,
    "unit",
    UnitNotFound,
    frozenset({"name", "symbol", "numerator", "denominator", "resolution"}),
    UNIT_LIFE,
    lambda one: one.code,
)

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
        ("min", "Minute", "min", 1, 1, "1"),
        ("h", "Hour", "h", 60, 1, "0.01"),
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
    return CATEGORIES.create(record=category, otherwise=UnitCodeTaken(code=code), actor=actor)


@transaction.atomic
def category_update(*, category_id: int, actor: Actor, **fields: object) -> UnitCategory:
    """Change the name of a unit category."""
    actor.require("units.manage")
    category = CATEGORIES.locked(category_id)
    taken = UnitCodeTaken(code=category.code)
    return CATEGORIES.update(record=category, fields=fields, otherwise=taken, actor=actor)


@transaction.atomic
def categories_archive(*, category_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take unit categories out of use; refused while one has units in use."""
    actor.require("units.manage")
    CATEGORIES.archive(ids=category_ids, actor=actor, reason=reason)


@transaction.atomic
def categories_restore(*, category_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take unit categories out of the archive."""
    actor.require("units.manage")
    CATEGORIES.restore(ids=category_ids, actor=actor, reason=reason)


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
    """Create a unit worth ``numerator / denominator`` reference units.

    The first unit of a category is its reference. Raises ``UnitCodeTaken``,
    ``FirstUnitIsReference``, ``RatioNotPossible``, ``ResolutionNotPositive``.
    """
    actor.require("units.manage")
    category = CATEGORIES.locked(category_id)
    first = not category.units.filter(is_reference=True).exists()
    if first and numerator != denominator:
        raise FirstUnitIsReference(code=code, category=category.name)
    unit = Unit(
        category_id=category_id,
        code=code,
        name=name,
        symbol=symbol,
        numerator=numerator,
        denominator=denominator,
        resolution=resolution,
        is_reference=first,
    )
    refuse_all(_wrong(unit))
    return UNITS.create(record=unit, otherwise=UnitCodeTaken(code=code), actor=actor)


@transaction.atomic
def unit_update(*, unit_id: int, actor: Actor, **fields: object) -> Unit:
    """Change a unit; what it is worth only while nothing is written in it.

    Raises ``UnitInUse``, ``RatioNotPossible``, ``ResolutionNotPositive``.
    """
    actor.require("units.manage")
    unit = UNITS.locked(unit_id)
    UNITS.check(fields)
    wanted = changed(unit, fields)
    refuse_all(_wrong(wanted))
    if wanted.ratio != unit.ratio:
        _refuse_used(unit)
    taken = UnitCodeTaken(code=unit.code)
    return UNITS.update(record=unit, fields=fields, otherwise=taken, actor=actor)


@transaction.atomic
def units_archive(*, unit_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take units out of use, reference units last; refused while others stand on one of them."""
    actor.require("units.manage")
    wanted = set(unit_ids)
    references = Unit.objects.filter(id__in=wanted, is_reference=True)
    last = set(references.values_list("id", flat=True))
    for ids in (wanted - last, last):
        UNITS.archive(ids=ids, actor=actor, reason=reason)


@transaction.atomic
def units_restore(*, unit_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take units out of the archive."""
    actor.require("units.manage")
    UNITS.restore(ids=unit_ids, actor=actor, reason=reason)


def _wrong(unit: Unit) -> Iterator[Refusal]:
    if min(unit.numerator, unit.denominator) <= 0 or (
        unit.is_reference and unit.numerator != unit.denominator
    ):
        yield RatioNotPossible()
    if unit.resolution <= 0:
        yield ResolutionNotPositive(resolution=plain(unit.resolution))


def _refuse_used(unit: Unit) -> None:
    """Refuse when any record of any room names the unit: the keys of the database know."""
    for relation in unit._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and _is_kept(relation):
            rows = relation.related_model._default_manager
            if rows.filter(**{relation.field.name: unit}).exists():
                raise UnitInUse(unit=unit.code)


def _is_kept(relation: ManyToOneRel) -> bool:
    """Whether the database keeps this key; those of history tables are only remembered."""
    return bool(getattr(relation.field, "db_constraint", False))
