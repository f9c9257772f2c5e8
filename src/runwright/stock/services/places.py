"""Writing warehouses, places and lots."""

from datetime import date

from django.db import transaction

from runwright.company.selectors import plant_today
from runwright.journal.services import Subject, entry_record, insert_unique
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken
from runwright.stock.errors import PlaceNotFound
from runwright.stock.models import Lot, Place, PlaceKind, Warehouse

VIRTUAL = {
    PlaceKind.SUPPLIER: "SUPPLIERS",
    PlaceKind.CUSTOMER: "CUSTOMERS",
    PlaceKind.PRODUCTION: "PRODUCTION",
    PlaceKind.SCRAP: "SCRAP",
    PlaceKind.ADJUSTMENT: "ADJUSTMENTS",
}


@transaction.atomic
def warehouse_create(*, code: str, name: str, actor: Actor) -> Warehouse:
    """Create a warehouse with one storage place of the same code.

    The first warehouse becomes the default for components and for finished goods.
    Raises ``CodeTaken``.
    """
    actor.require("stock.adjust")
    first = not Warehouse.objects.exists()
    warehouse = Warehouse(code=code, name=name, is_components_default=first, is_goods_default=first)
    insert_unique(record=warehouse, otherwise=CodeTaken(code=code))
    subject = Subject("warehouse", str(warehouse.id), str(warehouse))
    entry_record(actor=actor, verb="warehouse.create", subject=subject)
    place_create(warehouse_id=warehouse.id, code=code, name=name, actor=actor)
    return warehouse


@transaction.atomic
def place_create(*, warehouse_id: int, code: str, name: str, actor: Actor) -> Place:
    """Create a storage place in a warehouse. Raises ``CodeTaken``."""
    actor.require("stock.adjust")
    place = Place(warehouse_id=warehouse_id, code=code, name=name, kind=PlaceKind.STORAGE)
    insert_unique(record=place, otherwise=CodeTaken(code=code))
    subject = Subject("place", str(place.id), code)
    entry_record(actor=actor, verb="place.create", subject=subject)
    return place


def virtual_place(kind: PlaceKind) -> Place:
    """The one place outside the warehouses of a kind, made when first needed."""
    code = VIRTUAL[kind]
    place, _ = Place.objects.get_or_create(
        code=code, defaults={"name": code.capitalize(), "kind": kind}
    )
    return place


def storage_place(*, warehouse_id: int) -> Place:
    """The first storage place of a warehouse. Raises ``PlaceNotFound``."""
    place = Place.objects.filter(warehouse_id=warehouse_id).order_by("id").first()
    if place is None:
        raise PlaceNotFound(key=warehouse_id)
    return place


def lot_named(
    *, item_id: int, number: str, expires_on: date | None = None, supplier_lot: str = ""
) -> Lot:
    """The lot of an item with this number, made when it is new."""
    lot, _ = Lot.objects.get_or_create(
        item_id=item_id,
        number=number,
        defaults={
            "made_on": plant_today(),
            "expires_on": expires_on,
            "supplier_lot": supplier_lot,
        },
    )
    return lot
