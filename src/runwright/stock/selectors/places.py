"""Reading warehouses and places."""

from django.db.models import QuerySet

from runwright.journal.rows import answer
from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.stock.errors import PlaceNotFound, WarehouseNotFound
from runwright.stock.models import Place, Warehouse


def warehouses_all(*, actor: Actor) -> QuerySet[Warehouse]:
    """Every warehouse with its places, by code."""
    actor.require("stock.view")
    warehouses = Warehouse.objects.prefetch_related("places").order_by("code")
    return within(warehouses, actor.warehouses, "id")


def warehouse_get(*, warehouse_id: int, actor: Actor) -> Warehouse:
    """One warehouse with its places. Raises ``WarehouseNotFound``."""
    warehouse = warehouses_all(actor=actor).filter(id=warehouse_id).first()
    if warehouse is None:
        raise WarehouseNotFound(key=warehouse_id)
    return warehouse


def default_warehouses() -> tuple[int | None, int | None]:
    """The ids of the warehouses that components come from and finished goods go to by default."""
    rows = answer(DEFAULTS)
    components = next((key for key, from_here, _ in rows if from_here), None)
    return components, next((key for key, _, to_here in rows if to_here), None)


DEFAULTS = """
SELECT id, is_components_default, is_goods_default FROM stock_warehouse
WHERE is_components_default OR is_goods_default
"""


def storage_places(*, actor: Actor) -> QuerySet[Place]:
    """Every storage place in use with its warehouse, by code."""
    actor.require("stock.view")
    places = Place.objects.select_related("warehouse").filter(kind="storage", archived_at=None)
    return within(places, actor.warehouses, "warehouse").order_by("code")


def place_get(*, place_id: int, actor: Actor) -> Place:
    """One storage place with its warehouse. Raises ``PlaceNotFound``."""
    actor.require("stock.view")
    places = Place.objects.select_related("warehouse").filter(kind="storage")
    place = within(places, actor.warehouses, "warehouse").filter(id=place_id).first()
    if place is None:
        raise PlaceNotFound(key=place_id)
    return place


def warehouse_refuse_archived(*, warehouse_id: int) -> None:
    """Raise ``WarehouseNotFound`` for an archived one: nothing new is wanted or expected there."""
    if Warehouse.objects.filter(id=warehouse_id, archived_at__isnull=False).exists():
        raise WarehouseNotFound(key=warehouse_id)
