"""Warehouses and their places."""

from datetime import datetime
from typing import Annotated

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import Given, Many, Named
from runwright.api.sign_in import Call
from runwright.api.values import Code, Flag, Key, Name, PathKey, ShortCode
from runwright.api.verbs import Tabled
from runwright.reports.lists.stock import WAREHOUSES
from runwright.stock.selectors import place_get, warehouse_get
from runwright.stock.services import (
    place_create,
    place_update,
    places_archive,
    places_restore,
    warehouse_create,
    warehouse_update,
    warehouses_archive,
    warehouses_restore,
)
from runwright.stock.states.places import PLACE_LIFE, WAREHOUSE_LIFE

door = Door("Warehouses", __name__)

add_list(door, "/warehouses", WAREHOUSES)


class StoragePlace(Named):
    """A storage place of a warehouse."""

    warehouse_id: Key
    archived_at: datetime | None


class StoragePlaceNow(StoragePlace, Tabled):
    """A storage place, with what may be done with it now."""

    home = "/places/{place_id}"
    life = PLACE_LIFE


class Warehouse(Tabled):
    """A building or area whose stock is planned as one, with its storage places."""

    home = "/warehouses/{warehouse_id}"
    life = WAREHOUSE_LIFE
    id: Key
    code: str
    name: str
    is_components_default: bool
    is_goods_default: bool
    places: Annotated[list[StoragePlace], Many]
    archived_at: datetime | None


class NewWarehouse(Given):
    """A warehouse to be made, with one storage place of the same code."""

    code: ShortCode
    name: Name


class WarehouseChange(Given):
    """A warehouse as it shall be; a default passes on from the one that was it."""

    name: Name
    is_components_default: Flag = False
    is_goods_default: Flag = False


class PlaceChange(Given):
    """A storage place renamed."""

    name: Name


class NewPlace(Given):
    """A storage place to be made in a warehouse."""

    code: Code
    name: Name


@door.read("/warehouses/{warehouse_id}", permission="stock.view", answer=Warehouse)
def warehouse(request: Call, warehouse_id: PathKey) -> object:
    """One warehouse with its places."""
    return warehouse_get(warehouse_id=warehouse_id, actor=request.auth)


@door.create("/warehouses", permission="stock.adjust", answer=Warehouse, bulk=True)
def create_warehouse(request: Call, given: NewWarehouse) -> object:
    """Make a warehouse."""
    return warehouse_create(code=given.code, name=given.name, actor=request.auth)


@door.create(
    "/warehouses/{warehouse_id}/places",
    permission="stock.adjust",
    answer=Warehouse,
    verb="add_place",
)
def create_place(request: Call, warehouse_id: PathKey, given: NewPlace) -> object:
    """Make a storage place."""
    place_create(warehouse_id=warehouse_id, code=given.code, name=given.name, actor=request.auth)
    return warehouse_get(warehouse_id=warehouse_id, actor=request.auth)


@door.act(
    "/warehouses/{warehouse_id}/update", permission="stock.adjust", answer=Warehouse, verb="edit"
)
def update_warehouse(request: Call, warehouse_id: PathKey, given: WarehouseChange) -> object:
    """Change a warehouse: its name, and for what it is the default."""
    warehouse_update(warehouse_id=warehouse_id, **given.model_dump(), actor=request.auth)
    return warehouse_get(warehouse_id=warehouse_id, actor=request.auth)


add_archive(door, warehouse, Warehouse, archive=warehouses_archive, restore=warehouses_restore)


@door.read("/places/{place_id}", permission="stock.view", answer=StoragePlaceNow)
def place(request: Call, place_id: PathKey) -> object:
    """One storage place."""
    return place_get(place_id=place_id, actor=request.auth)


@door.act(
    "/places/{place_id}/update", permission="stock.adjust", answer=StoragePlaceNow, verb="edit"
)
def update_place(request: Call, place_id: PathKey, given: PlaceChange) -> object:
    """Rename a storage place."""
    return place_update(place_id=place_id, name=given.name, actor=request.auth)


add_archive(door, place, StoragePlaceNow, archive=places_archive, restore=places_restore)
