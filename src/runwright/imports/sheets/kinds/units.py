"""Spreadsheets of unit categories, units, and units of items."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all
from runwright.catalog.services import conversion_set
from runwright.imports.sheets.columns import Column, Number, Ratio
from runwright.imports.sheets.definition import ID, Group, Sheet, Values
from runwright.imports.sheets.naming import as_it_is, fixed_refuse, flat, named, withdrawal
from runwright.people.actor import Actor
from runwright.units.selectors import categories_in_use, units_in_use
from runwright.units.services import (
    categories_archive,
    category_create,
    category_update,
    unit_create,
    unit_update,
    units_archive,
)


def _categories(actor: Actor) -> Iterator[Values]:
    for one in categories_in_use(actor=actor):
        yield {ID: one.id, "code": one.code, "name": one.name}


CATEGORIES = Sheet(
    key="unit_categories",
    title=_("Unit categories"),
    identity=("code",),
    columns=(Column("code", _("Code"), True, 20), Column("name", _("Name"), True, 80)),
    read=_categories,
    write=flat(category_create, category_update, "category_id", as_it_is),
    withdraw=withdrawal(categories_archive, "category_ids"),
)


def _units(actor: Actor) -> Iterator[Values]:
    for one in units_in_use(actor=actor):
        yield {
            ID: one.id, "category": one.category.code, "code": one.code, "name": one.name,
            "symbol": one.symbol, "ratio": one.ratio, "resolution": one.resolution,
        }  # fmt: skip


def _unit_write(group: Group, actor: Actor) -> object:
    fixed_refuse(group, "category")
    row = group.values
    ratio: Fraction = row["ratio"]
    given = {
        "name": row["name"], "symbol": row["symbol"], "numerator": ratio.numerator,
        "denominator": ratio.denominator,
    }  # fmt: skip
    if row.get("resolution") is not None:
        given["resolution"] = row["resolution"]
    if not group.is_new:
        return unit_update(unit_id=group.record_id, actor=actor, **given)
    categories = categories_in_use(actor=actor)
    category = named(categories, row["category"], kind="unit category", field="category")
    return unit_create(category_id=category.id, code=row["code"], actor=actor, **given)


UNITS = Sheet(
    key="units",
    title=_("Units"),
    identity=("code",),
    columns=(
        Column("category", _("Category"), True, 20),
        Column("code", _("Code"), True, 20),
        Column("name", _("Name"), True, 80),
        Column("symbol", _("Symbol"), True, 20),
        Ratio("ratio", _("Is worth"), True),
        Number("resolution", _("Smallest step"), places=9, keeps=True),
    ),
    read=_units,
    write=_unit_write,
    withdraw=withdrawal(units_archive, "unit_ids"),
)


def _conversions(actor: Actor) -> Iterator[Values]:
    items = items_all(actor=actor).filter(archived_at=None, conversions__isnull=False).distinct()
    for item in items.prefetch_related("conversions__unit"):
        for one in sorted(item.conversions.all(), key=lambda one: one.unit.code):
            yield {ID: one.id, "item": item.code, "unit": one.unit.code, "ratio": one.ratio}


def _conversion_write(group: Group, actor: Actor) -> object:
    row = group.values
    item = named(items_all(actor=actor), row["item"], kind="item", field="item")
    unit = named(units_in_use(actor=actor), row["unit"], kind="unit", field="unit")
    return conversion_set(
        item_id=item.id, unit_id=unit.id, numerator=row["ratio"].numerator,
        denominator=row["ratio"].denominator, actor=actor,
    )  # fmt: skip


CONVERSIONS = Sheet(
    key="conversions",
    title=_("Units of items"),
    identity=("item", "unit"),
    columns=(
        Column("item", _("Item"), True, 60),
        Column("unit", _("Unit"), True, 20),
        Ratio("ratio", _("Is worth"), True, hint=_("In the item's own unit.")),
    ),
    read=_conversions,
    write=_conversion_write,
    withdraw=None,
)
