"""Writing places and lots."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from runwright.company.selectors import plant_today
from runwright.journal.masters import Master
from runwright.journal.rows import fresh, rows_ensure, rows_of
from runwright.journal.services import entry_record, fields_set, insert_unique
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken
from runwright.people.reach import require_warehouse
from runwright.stock.errors import PlaceNotFound, WarehouseNotFound
from runwright.stock.models import Lot, Place, PlaceKind, Warehouse
from runwright.stock.states.places import PLACE_LIFE

PLACES = Master(
    Place, "place", PlaceNotFound, frozenset({"name"}), PLACE_LIFE, lambda one: one.code
)
VIRTUAL = {
    PlaceKind.SUPPLIER: "SUPPLIERS",
    PlaceKind.CUSTOMER: "CUSTOMERS",
    PlaceKind.PRODUCTION: "PRODUCTION",
    PlaceKind.SCRAP: "SCRAP",
    PlaceKind.ADJUSTMENT: "ADJUSTMENTS",
}


@transaction.atomic
def place_create(*, warehouse_id: int, code: str, name: str, actor: Actor) -> Place:
    """Create a storage place in a warehouse. Raises ``WarehouseNotFound`` and ``CodeTaken``."""
    actor.require("stock.adjust")
    require_warehouse(actor, warehouse_id)
    if not Warehouse.objects.filter(id=warehouse_id).exists():
        raise WarehouseNotFound(key=warehouse_id)
    place = Place(warehouse_id=warehouse_id, code=code, name=name, kind=PlaceKind.STORAGE)
    insert_unique(record=place, otherwise=CodeTaken(code=code))
    entry_record(actor=actor, verb="place.create", subject=PLACES.subject(place))
    return place


@transaction.atomic
def place_update(*, place_id: int, name: str, actor: Actor) -> Place:
    """Rename a storage place. Raises ``PlaceNotFound``."""
    actor.require("stock.adjust")
    place = _place_locked(place_id, actor)
    edits = fields_set(record=place, fields={"name": name})
    entry_record(actor=actor, verb="place.update", subject=PLACES.subject(place), edits=edits)
    return place


@transaction.atomic
def places_archive(*, place_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take storage places out of use; refused while goods lie there, or one is the last one."""
    actor.require("stock.adjust")
    PLACES.archive(ids=_own(place_ids, actor), actor=actor, reason=reason)


@transaction.atomic
def places_restore(*, place_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take storage places out of the archive."""
    actor.require("stock.adjust")
    PLACES.restore(ids=_own(place_ids, actor), actor=actor, reason=reason)


def _own(place_ids: Iterable[int], actor: Actor) -> list[int]:
    """The storage places asked for, locked, if the actor may work at each of them."""
    return [_place_locked(place_id, actor).pk for place_id in sorted(place_ids)]


def _place_locked(place_id: int, actor: Actor) -> Place:
    place = Place.objects.select_for_update().filter(id=place_id, kind=PlaceKind.STORAGE).first()
    if place is None:
        raise PlaceNotFound(key=place_id)
    require_warehouse(actor, place.warehouse_id)
    return place


def virtual_place(kind: PlaceKind) -> Place:
    """The one place outside the warehouses of a kind, made when first needed."""
    code = VIRTUAL[kind]
    for place in rows_of(Place, code=code):
        return place
    place, _ = Place.objects.get_or_create(
        code=code, defaults={"name": code.capitalize(), "kind": kind}
    )
    return place


def storage_place(*, warehouse_id: int) -> Place:
    """The first storage place in use of a warehouse. Raises ``PlaceNotFound``."""
    places = rows_of(Place, warehouse_id=warehouse_id)
    in_use = (place for place in places if place.archived_at is None)
    if place := next(in_use, None):
        return place
    raise PlaceNotFound(key=warehouse_id)


def lot_named(
    *, item_id: int, number: str, expires_on: date | None = None, supplier_lot: str = ""
) -> Lot:
    """The lot of an item with this number, made when it is new."""
    lot = fresh(
        Lot,
        item_id=item_id,
        number=number,
        made_on=plant_today(),
        expires_on=expires_on,
        supplier_lot=supplier_lot,
    )
    for made in rows_ensure(Lot, [lot]):
        made.is_new = True
        return made
    return rows_of(Lot, item_id=item_id, number=number)[0]
