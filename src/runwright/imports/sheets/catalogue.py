"""Every kind of spreadsheet, in the order in which a company is filled."""

from runwright.imports.errors import SheetNotFound
from runwright.imports.sheets.definition import Sheet
from runwright.imports.sheets.kinds import (
    by_products,
    items,
    partners,
    plant,
    recipes,
    schedules,
    stations,
    units,
    variants,
)

SHEETS: dict[str, Sheet] = {
    sheet.key: sheet
    for sheet in (
        units.CATEGORIES,
        units.UNITS,
        schedules.SCHEDULES,
        schedules.DAYS,
        plant.DEPARTMENTS,
        plant.WORK_CENTRES,
        plant.MACHINES,
        plant.OPERATORS,
        stations.STATIONS,
        variants.ATTRIBUTES,
        items.ITEMS,
        units.CONVERSIONS,
        partners.CUSTOMERS,
        partners.SUPPLIERS,
        recipes.ROUTINGS,
        recipes.BOMS,
        by_products.BY_PRODUCTS,
        partners.SUPPLIER_ITEMS,
        items.BALANCES,
    )
}


def sheet_of(key: str) -> Sheet:
    """The spreadsheet of this kind. Raises ``SheetNotFound``."""
    if key not in SHEETS:
        raise SheetNotFound(key=key)
    return SHEETS[key]
