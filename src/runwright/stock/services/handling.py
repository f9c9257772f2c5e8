"""What people do with goods: receive, carry, correct, undo."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from runwright.catalog.errors import ItemNotFound
from runwright.catalog.models import Item
from runwright.costing.valuation import CENT
from runwright.journal.services import Subject, entry_record
from runwright.kernel.ids import uuid7
from runwright.kernel.rounding import round_half_up
from runwright.people.actor import Actor
from runwright.people.errors import OutOfReach
from runwright.people.reach import require_warehouse
from runwright.stock.errors import (
    LotNotFound,
    MoveNotFound,
    NeedNotFound,
    PlaceNotFound,
    ReasonMissing,
)
from runwright.stock.limits import is_own_move
from runwright.stock.models import Lot, Move, Need, Place, PlaceKind
from runwright.stock.services.claims import needs_claim, waiting_needs_serve
from runwright.stock.services.moves import MoveRequest, items_lock, moves_post, moves_reverse
from runwright.stock.services.places import lot_named, virtual_place
from runwright.stock.states.moves import it_can_be_undone


@transaction.atomic
def stock_receive(
    *,
    item_id: int,
    place_id: int,
    quantity: Decimal,
    actor: Actor,
    unit_cost: Decimal | None = None,
    lot_number: str = "",
    expires_on: date | None = None,
    reference: str = "",
) -> Move:
    """Goods arrived from a supplier; waiting needs take what they can of them.

    The quantity is in the item's base unit, the cost per base unit (the standard cost if not
    given). Raises ``LotMissing`` for items tracked by lot.
    """
    actor.require("stock.move")
    item = _item_locked(item_id)
    lot = (
        lot_named(item_id=item.id, number=lot_number, expires_on=expires_on) if lot_number else None
    )
    request = MoveRequest(
        item=item,
        source=virtual_place(PlaceKind.SUPPLIER),
        target=_storage_in_use(place_id, actor),
        quantity=quantity,
        lot=lot,
        value=None if unit_cost is None else round_half_up(unit_cost * quantity, CENT),
        reference=reference,
        id=uuid7(),
    )
    return _post(request, verb="stock.receive", actor=actor)


@transaction.atomic
def stock_transfer(
    *,
    item_id: int,
    source_id: int,
    target_id: int,
    quantity: Decimal,
    actor: Actor,
    lot_id: int | None = None,
    for_need_id: int | None = None,
) -> Move:
    """Carry goods from one storage place to another, for a need before all others if one is named.

    Raises ``NotEnoughStock``, ``NeedNotFound``.
    """
    actor.require("stock.move")
    item = _item_locked(item_id)
    need = _need(item, for_need_id)
    request = MoveRequest(
        item=item,
        source=_storage(source_id, actor),
        target=_storage_in_use(target_id, actor),
        quantity=quantity,
        lot=_lot(item, lot_id),
        id=uuid7(),
    )
    return _post(request, verb="stock.transfer", actor=actor, need=need)


@transaction.atomic
def stock_adjust(
    *,
    item_id: int,
    place_id: int,
    difference: Decimal,
    reason: str,
    actor: Actor,
    lot_id: int | None = None,
) -> Move:
    """Correct what is on hand by a difference, more or less, with a reason that is kept."""
    actor.require("stock.adjust")
    item = _item_locked(item_id)
    found = virtual_place(PlaceKind.ADJUSTMENT)
    if difference > 0:
        source, target = found, _storage_in_use(place_id, actor)
    else:
        source, target = _storage(place_id, actor), found
    request = MoveRequest(
        item=item,
        source=source,
        target=target,
        quantity=abs(difference),
        lot=_lot(item, lot_id),
        id=uuid7(),
    )
    return _post(request, verb="stock.adjust", actor=actor, reason=_given(reason))


@transaction.atomic
def stock_reverse(*, move_id: UUID, reason: str, actor: Actor) -> Move:
    """Undo a receipt, transfer or adjustment by its opposite.

    Raises ``AlreadyReversed``, ``NotEnoughStock``, and ``UndoneElsewhere`` for moves that stand
    for something in another room, such as the receipt of an order.
    """
    actor.require("stock.adjust")
    move = (
        Move.objects.select_related("item__unit", "lot", "source", "target")
        .filter(id=move_id)
        .first()
    )
    if move is None:
        raise MoveNotFound(key=move_id)
    if not is_own_move(move, actor):
        raise OutOfReach(actor=actor.label)
    items_lock(item_ids=[move.item_id])
    it_can_be_undone(move)
    subject = _subject(move.id, move.item)
    entry = entry_record(actor=actor, verb="stock.reverse", subject=subject, reason=_given(reason))
    opposite = moves_reverse(parts=[(move, move.quantity)], entry=entry)[0]
    _serve(opposite.item_id, opposite.target)
    return opposite


def _post(
    request: MoveRequest, *, verb: str, actor: Actor, reason: str = "", need: Need | None = None
) -> Move:
    subject = _subject(request.id, request.item)
    entry = entry_record(actor=actor, verb=verb, subject=subject, reason=reason)
    move = moves_post(requests=[request], entry=entry)[0]
    if need:
        needs_claim(needs=[need])
    _serve(request.item.id, request.target)
    return move


def _serve(item_id: int, target: Place) -> None:
    if target.warehouse_id:
        waiting_needs_serve(item_id=item_id, warehouse_id=target.warehouse_id)


def _subject(move_id: UUID | None, item: Item) -> Subject:
    return Subject("move", str(move_id), str(item))


def _given(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing()
    return reason


def _item_locked(item_id: int) -> Item:
    item = Item.objects.select_related("unit").filter(id=item_id).first()
    if item is None:
        raise ItemNotFound(key=item_id)
    items_lock(item_ids=[item.id])
    return item


def _storage_in_use(place_id: int, actor: Actor) -> Place:
    """A place that goods may be brought to; from an archived one they may only go."""
    place = _storage(place_id, actor)
    if place.archived_at:
        raise PlaceNotFound(key=place_id)
    return place


def _storage(place_id: int, actor: Actor) -> Place:
    place = Place.objects.filter(id=place_id, kind=PlaceKind.STORAGE).first()
    if place is None:
        raise PlaceNotFound(key=place_id)
    require_warehouse(actor, place.warehouse_id)
    return place


def _need(item: Item, need_id: int | None) -> Need | None:
    need = Need.objects.filter(id=need_id, item=item, closed_at=None).first() if need_id else None
    if need_id and need is None:
        raise NeedNotFound(key=need_id)
    return need


def _lot(item: Item, lot_id: int | None) -> Lot | None:
    lot = Lot.objects.filter(id=lot_id, item=item).first() if lot_id else None
    if lot_id and lot is None:
        raise LotNotFound(key=lot_id)
    return lot
