"""Unit categories and units."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Done, Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Key, Label, PathKey, Positive, ShortCode
from runwright.api.verbs import Tabled
from runwright.reports.lists.columns import Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Exactly, Search
from runwright.units.selectors import categories_all, category_get, unit_get, units_all
from runwright.units.services import (
    categories_archive,
    categories_restore,
    category_create,
    category_update,
    standard_units_create,
    unit_create,
    unit_update,
    units_archive,
    units_restore,
)
from runwright.units.states import CATEGORY_LIFE, UNIT_LIFE

door = Door("Units", __name__)

CATEGORIES = ListDefinition(
    name="unit_categories",
    title=_("Unit categories"),
    permission="catalog.view",
    base=lambda actor: categories_all(actor=actor),
    columns=(Column("code", _("Code"), Kind.CODE), Column("name", _("Name"))),
    filters=(Search("q", _("Search"), paths=("code", "name")),),
    sort=("code",),
)
UNITS = ListDefinition(
    name="units",
    title=_("Units"),
    permission="catalog.view",
    base=lambda actor: units_all(actor=actor),
    columns=(
        Column("code", _("Code"), Kind.CODE),
        Column("name", _("Name")),
        Column("symbol", _("Symbol")),
        Column("category", _("Category"), Kind.CODE, path="category__code"),
        Column("numerator", _("Numerator"), Kind.COUNT),
        Column("denominator", _("Denominator"), Kind.COUNT),
        Column("resolution", _("Resolution"), Kind.QUANTITY),
        Column("reference", _("Reference unit"), Kind.FLAG, path="is_reference"),
    ),
    filters=(
        Search("q", _("Search"), paths=("code", "name", "symbol")),
        Exactly("category", _("Category"), path="category__code"),
    ),
    sort=("code",),
)
add_list(door, "/unit-categories", CATEGORIES)
add_list(door, "/units", UNITS)


class Category(Shown):
    """A kind of measure; only units of one category convert."""

    id: Key
    code: str
    name: str
    archived_at: datetime | None


class CategoryNow(Category, Tabled):
    """A unit category, with what may be done with it now."""

    home = "/unit-categories/{category_id}"
    life = CATEGORY_LIFE


class Unit(Tabled):
    """A unit worth ``numerator / denominator`` reference units of its category."""

    home = "/units/{unit_id}"
    life = UNIT_LIFE
    id: Key
    code: str
    name: str
    symbol: str
    category: Category
    numerator: Key
    denominator: Key
    resolution: Exact
    is_reference: bool
    archived_at: datetime | None


class NewCategory(Given):
    """A category to be made."""

    code: ShortCode
    name: Label


class CategoryChange(Given):
    """What may change about a category."""

    name: Label = LEFT_OUT


class NewUnit(Given):
    """A unit to be made; the first of a category that is worth one becomes its reference."""

    category_id: Key
    code: ShortCode
    name: Label
    symbol: ShortCode
    numerator: Key = 1
    denominator: Key = 1
    resolution: Positive = Decimal(1)


class UnitChange(Given):
    """What may change about a unit; what it is worth only while nothing stands in it."""

    name: Label = LEFT_OUT
    symbol: ShortCode = LEFT_OUT
    numerator: Key = LEFT_OUT
    denominator: Key = LEFT_OUT
    resolution: Positive = LEFT_OUT


@door.read("/unit-categories/{category_id}", permission="catalog.view", answer=CategoryNow)
def category(request: Call, category_id: PathKey) -> object:
    """One unit category."""
    return category_get(category_id=category_id, actor=request.auth)


@door.create("/unit-categories", permission="units.manage", answer=CategoryNow)
def create_category(request: Call, given: NewCategory) -> object:
    """Make a unit category."""
    return category_create(code=given.code, name=given.name, actor=request.auth)


@door.read("/units/{unit_id}", permission="catalog.view", answer=Unit)
def unit(request: Call, unit_id: PathKey) -> object:
    """One unit with its category."""
    return unit_get(unit_id=unit_id, actor=request.auth)


@door.create("/units", permission="units.manage", answer=Unit, bulk=True)
def create_unit(request: Call, given: NewUnit) -> object:
    """Make a unit of a category."""
    return unit_create(**given.model_dump(), actor=request.auth)


@door.change(
    "/unit-categories/{category_id}", permission="units.manage", answer=CategoryNow, verb="edit"
)
def change_category(request: Call, category_id: PathKey, given: CategoryChange) -> object:
    """Rename a unit category."""
    return category_update(category_id=category_id, **given.sent(), actor=request.auth)


add_archive(door, category, CategoryNow, archive=categories_archive, restore=categories_restore)


@door.change("/units/{unit_id}", permission="units.manage", answer=Unit, verb="edit")
def change_unit(request: Call, unit_id: PathKey, given: UnitChange) -> object:
    """Change a unit."""
    return unit_update(unit_id=unit_id, **given.sent(), actor=request.auth)


add_archive(door, unit, Unit, archive=units_archive, restore=units_restore)


@door.act("/usual-units", permission="units.manage", answer=Done)
def make_usual_units(request: Call) -> object:
    """Make the usual categories and units that are not there yet."""
    standard_units_create(actor=request.auth)
    return Done()
