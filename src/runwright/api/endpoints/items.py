"""Items, and the conversions of their own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Given, Many, Named, Shown
from runwright.api.sign_in import Call
from runwright.api.values import (
    Amount,
    Exact,
    Flag,
    Key,
    Line,
    PathKey,
    Positive,
    Price,
    Share,
    Small,
)
from runwright.api.verbs import Tabled
from runwright.catalog.selectors import item_get
from runwright.catalog.services import (
    conversion_set,
    item_create,
    item_update,
    items_archive,
    items_create,
    items_restore,
)
from runwright.catalog.states import ITEM_LIFE
from runwright.reports.lists.goods import ITEMS

door = Door("Items", __name__)
add_list(door, "/items", ITEMS)

ItemKind = Literal["material", "part", "product", "service"]
Tracking = Literal["none", "lot", "serial"]
Supply = Literal["make", "buy"]
LotRule = Literal["as_needed", "fixed", "multiple"]
ItemName = Annotated[str, Line(200, shortest=1)]
Barcode = Annotated[str, Line(80)]


class UnitBrief(Shown):
    """A unit in short."""

    id: Key
    code: str
    symbol: str


class Conversion(Shown):
    """One ``unit`` is worth ``numerator / denominator`` of the item's base unit."""

    unit: UnitBrief
    numerator: Key
    denominator: Key


class Item(Tabled):
    """Something bought, made, stocked or sold; money is per base unit."""

    home = "/items/{item_id}"
    life = ITEM_LIFE
    id: Key
    code: str
    name: str
    kind: ItemKind
    unit: UnitBrief
    resolution: Exact
    tracking: Tracking
    supply: Supply
    lead_time_days: int
    safety_stock: Exact
    lot_rule: LotRule
    lot_size: Exact
    smallest_lot: Exact
    family: Named | None
    standard_cost: Exact | None
    sales_price: Exact | None
    seconds_go_on: bool
    seconds_value_factor: Exact
    barcode: str
    conversions: Annotated[list[Conversion], Many]
    archived_at: datetime | None


class NewItem(Given):
    """An item to be made; its resolution is the unit's unless given."""

    code: Annotated[str, Line(60, shortest=1)]
    name: ItemName
    kind: ItemKind
    unit_id: Key
    resolution: Positive = LEFT_OUT
    tracking: Tracking = LEFT_OUT
    supply: Supply = LEFT_OUT
    lead_time_days: Small = LEFT_OUT
    safety_stock: Amount = LEFT_OUT
    lot_rule: LotRule = LEFT_OUT
    lot_size: Amount = LEFT_OUT
    smallest_lot: Amount = LEFT_OUT
    standard_cost: Price | None = None
    sales_price: Price | None = None
    seconds_go_on: Flag = LEFT_OUT
    seconds_value_factor: Share = LEFT_OUT
    barcode: Barcode = LEFT_OUT


class ItemChange(Given):
    """What may change about an item; its unit and resolution may not."""

    name: ItemName = LEFT_OUT
    kind: ItemKind = LEFT_OUT
    tracking: Tracking = LEFT_OUT
    supply: Supply = LEFT_OUT
    lead_time_days: Small = LEFT_OUT
    safety_stock: Amount = LEFT_OUT
    lot_rule: LotRule = LEFT_OUT
    lot_size: Amount = LEFT_OUT
    smallest_lot: Amount = LEFT_OUT
    standard_cost: Price | None = LEFT_OUT
    sales_price: Price | None = LEFT_OUT
    seconds_go_on: Flag = LEFT_OUT
    seconds_value_factor: Share = LEFT_OUT
    barcode: Barcode = LEFT_OUT


class NewConversion(Given):
    """What one of another unit is worth in the item's base unit, as an exact ratio."""

    unit_id: Key
    numerator: Key
    denominator: Key = 1


@door.read("/items/{item_id}", permission="catalog.view", answer=Item)
def item(request: Call, item_id: PathKey) -> object:
    """One item with its conversions."""
    return item_get(item_id=item_id, actor=request.auth)


def create_items(request: Call, rows: Sequence[NewItem]) -> list[Any]:
    """Make many items at once."""
    return items_create(drafts=[row.sent() for row in rows], actor=request.auth)


@door.create("/items", permission="catalog.manage", answer=Item, bulk=create_items)
def create_item(request: Call, given: NewItem) -> object:
    """Make an item."""
    return item_create(**given.sent(), actor=request.auth)


@door.change("/items/{item_id}", permission="catalog.manage", answer=Item, bulk=True, verb="edit")
def change_item(request: Call, item_id: PathKey, given: ItemChange) -> object:
    """Change fields of an item."""
    return item_update(item_id=item_id, **given.sent(), actor=request.auth)


add_archive(door, item, Item, archive=items_archive, restore=items_restore)


@door.act(
    "/items/{item_id}/conversions", permission="catalog.manage", answer=Item, verb="set_conversion"
)
def set_conversion(request: Call, item_id: PathKey, given: NewConversion) -> object:
    """Say what one of another unit is worth."""
    conversion_set(item_id=item_id, **given.model_dump(), actor=request.auth)
    return item_get(item_id=item_id, actor=request.auth)
