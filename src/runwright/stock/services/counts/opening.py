"""Opening a sheet."""

from collections.abc import Collection, Sequence

from django.db import transaction

from runwright.company.services import document_number
from runwright.journal.services import entry_record
from runwright.people.actor import Actor
from runwright.people.reach import require_warehouse
from runwright.stock.errors import (
    BeingCounted,
    NothingToCount,
    PlaceNotFound,
)
from runwright.stock.models import (
    Balance,
    Count,
    CountLine,
    Place,
    Warehouse,
)
from runwright.stock.services.counts.sheets import count_subject, goods_of


@transaction.atomic
def count_open(
    *,
    warehouse_id: int,
    actor: Actor,
    place_id: int | None = None,
    item_ids: Collection[int] = (),
) -> Count:
    """Open a sheet for all that lies at a place, or for items wherever in the warehouse they lie.

    Raises ``PlaceNotFound``, ``NothingToCount``, and ``BeingCounted`` with every sheet on which
    the same goods stand already.
    """
    actor.require("stock.count")
    _warehouse_locked(warehouse_id)
    require_warehouse(actor, warehouse_id)
    place = place_of(warehouse_id, place_id)
    stored = _stored(warehouse_id, place, item_ids)
    if not stored and not place:
        raise NothingToCount()
    _refuse_second(stored)
    count = Count.objects.create(
        number=document_number(kind="count"),
        warehouse_id=warehouse_id,
        place=place,
        opened_by=actor.label,
    )
    CountLine.objects.bulk_create([_line(count, balance) for balance in stored])
    entry_record(actor=actor, verb="count.open", subject=count_subject(count))
    return count


def _warehouse_locked(warehouse_id: int) -> None:
    """Two sheets for the same goods must not both find that there is none."""
    list(Warehouse.objects.select_for_update(no_key=True).filter(id=warehouse_id))


def place_of(warehouse_id: int, place_id: int | None) -> Place | None:
    if place_id is None:
        return None
    places = Place.objects.filter(warehouse=warehouse_id, archived_at=None)
    place = places.filter(id=place_id).first()
    if place is None:
        raise PlaceNotFound(key=place_id)
    return place


def _stored(warehouse_id: int, place: Place | None, item_ids: Collection[int]) -> list[Balance]:
    stored = Balance.objects.filter(
        is_storage=True, quantity__gt=0, place__warehouse=warehouse_id
    ).select_related("item", "lot", "place")
    stored = stored.filter(place=place) if place else stored.filter(item__in=item_ids)
    return list(stored.order_by("id"))


def _line(count: Count, balance: Balance) -> CountLine:
    return CountLine(
        count=count,
        item=balance.item,
        lot=balance.lot,
        grade=balance.grade,
        place=balance.place,
        expected=balance.quantity,
    )


def _refuse_second(stored: Sequence[Balance]) -> None:
    wanted = {(b.item_id, b.lot_id, b.grade, b.place_id) for b in stored}
    running = CountLine.objects.select_related("count", "item", "lot", "place").filter(
        count__state__in=["open", "counting"], place__in={b.place_id for b in stored}
    )
    twice = [line for line in running if goods_of(line) in wanted]
    if twice:
        raise BeingCounted(
            goods=sorted({str(line) for line in twice}),
            counts=sorted({line.count.number for line in twice}),
        )
