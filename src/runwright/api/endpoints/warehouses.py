"""Warehouses and their places."""

from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import Given, Many, Named, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Code, Key, Name, PathKey, ShortCode
from runwright.reports.lists.columns import Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Search
from runwright.reports.lists.resources import ARCHIVED, IS_ARCHIVED
from runwright.stock.selectors import warehouse_get, warehouses_all
from runwright.stock.services import place_create, warehouse_create

door = Door("Warehouses", __name__)

WAREHOUSES = ListDefinition(
    name="warehouses",
    title=_("Warehouses"),
    permission="stock.view",
    base=lambda actor: warehouses_all(actor=actor),
    columns=(
        Column("code", _("Code"), Kind.CODE),
        Column("name", _("Name")),
        Column("components", _("Default for components"), Kind.FLAG, path="is_components_default"),
        Column("goods", _("Default for finished goods"), Kind.FLAG, path="is_goods_default"),
        ARCHIVED,
    ),
    filters=(Search("q", _("Search"), paths=("code", "name")), IS_ARCHIVED),
    sort=("code",),
)
add_list(door, "/warehouses", WAREHOUSES)


class Warehouse(Shown):
    """A building or area whose stock is planned as one, with its storage places."""

    id: Key
    code: str
    name: str
    is_components_default: bool
    is_goods_default: bool
    places: Annotated[list[Named], Many]
    archived_at: datetime | None


class NewWarehouse(Given):
    """A warehouse to be made, with one storage place of the same code."""

    code: ShortCode
    name: Name


class NewPlace(Given):
    """A storage place to be made in a warehouse."""

    code: Code
    name: Name


@door.read("/warehouses/{warehouse_id}", permission="stock.view", answer=Warehouse)
def warehouse(request: Call, warehouse_id: PathKey) -> object:
    """One warehouse with its places."""
    return warehouse_get(warehouse_id=warehouse_id, actor=request.auth)


@door.create("/warehouses", permission="stock.adjust", answer=Warehouse)
def create_warehouse(request: Call, given: NewWarehouse) -> object:
    """Make a warehouse."""
    return warehouse_create(code=given.code, name=given.name, actor=request.auth)


@door.create("/warehouses/{warehouse_id}/places", permission="stock.adjust", answer=Warehouse)
def create_place(request: Call, warehouse_id: PathKey, given: NewPlace) -> object:
    """Make a storage place."""
    warehouse_get(warehouse_id=warehouse_id, actor=request.auth)
    place_create(warehouse_id=warehouse_id, code=given.code, name=given.name, actor=request.auth)
    return warehouse_get(warehouse_id=warehouse_id, actor=request.auth)
