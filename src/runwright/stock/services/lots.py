"""What people do with a lot: hold and release it, correct when it expires."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from runwright.catalog.models import Item
from runwright.company.selectors import plant_minute, plant_today
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.services import Edit, Subject, entry_record
from runwright.people.actor import Actor
from runwright.stock.errors import (
    LotAlreadyHeld,
    LotExpired,
    LotHeld,
    LotNotFound,
    LotNotHeld,
    ReasonMissing,
)
from runwright.stock.limits import require_lot
from runwright.stock.models import Balance, Claim, Lot, LotHold
from runwright.stock.services.claims import waiting_needs_serve
from runwright.stock.services.moves import items_lock
from runwright.stock.services.withdrawals import claims_withdraw


def lot_check(*, lot: Lot, item: Item) -> None:
    """Refuse a lot that may not be used for an item: ``LotNotFound`` for one of another item,
    ``LotExpired``, ``LotHeld``."""
    if lot.item_id != item.id:
        raise LotNotFound(key=lot.number)
    if lot.expires_on and lot.expires_on < plant_today():
        raise LotExpired(lot=lot.number, day=lot.expires_on)
    hold = lot.holds.filter(released_at=None).first()
    if hold:
        raise LotHeld(lot=lot.number, reason=hold.reason)


@transaction.atomic
def lot_hold(*, lot_id: int, reason: str, actor: Actor) -> LotHold:
    """Let nobody use a lot: claims upon it are withdrawn, and their needs look elsewhere.

    Raises ``LotAlreadyHeld``, telling by whom and since when.
    """
    actor.require("stock.lot_hold")
    lot = _locked(lot_id, reason, actor)
    if held := lot.holds.filter(released_at=None).first():
        raise LotAlreadyHeld(lot=lot.number, who=held.placed_by, at=plant_minute(held.placed_at))
    hold = LotHold.objects.create(lot=lot, reason=reason, placed_by=actor.label)
    _record(lot, "lot.hold", reason, actor)
    _withdraw(lot)
    _serve(lot)
    return hold


@transaction.atomic
def lot_release(*, lot_id: int, reason: str, actor: Actor) -> Lot:
    """Let a held lot be used again; waiting needs take what they can. Raises ``LotNotHeld``."""
    actor.require("stock.lot_hold")
    lot = _locked(lot_id, reason, actor)
    if not lot.holds.filter(released_at=None).update(released_at=now()):
        raise LotNotHeld(lot=lot.number)
    _record(lot, "lot.release", reason, actor)
    _serve(lot)
    return lot


@transaction.atomic
def lot_expiry_set(*, lot_id: int, expires_on: date | None, reason: str, actor: Actor) -> Lot:
    """Correct the last day on which a lot may be used; none if it keeps for ever."""
    actor.require("stock.adjust")
    lot = _locked(lot_id, reason, actor)
    edit = Edit("expires_on", lot.expires_on, expires_on)
    lot.expires_on = expires_on
    lot.save(update_fields=["expires_on"])
    _record(lot, "lot.set_expiry", reason, actor, edit)
    if expires_on and expires_on < plant_today():
        _withdraw(lot)
    _serve(lot)
    return lot


@transaction.atomic
def expired_lots_free(*, actor: Actor) -> int:
    """Take the claims off lots that have expired since, so that their needs look elsewhere;
    returns how many lots they were. May run twice."""
    claimed = Claim.objects.filter(balance__lot__expires_on__lt=plant_today())
    lots = list(Lot.objects.filter(id__in=claimed.values("balance__lot")).select_related("item"))
    items_lock(item_ids=[lot.item_id for lot in lots])
    for lot in lots:
        _record(lot, "lot.expire", "", actor)
        _withdraw(lot)
        _serve(lot)
    return len(lots)


def _locked(lot_id: int, reason: str, actor: Actor) -> Lot:
    """The lot, its item locked. Raises ``LotNotFound``, ``OutOfReach``, ``ReasonMissing``."""
    if not reason.strip():
        raise ReasonMissing()
    lot = Lot.objects.select_related("item").filter(id=lot_id).first()
    if lot is None:
        raise LotNotFound(key=lot_id)
    require_lot(actor, lot_id)
    items_lock(item_ids=[lot.item_id])
    return lot


def lot_subject(lot: Lot) -> Subject:
    """How the journal names a lot."""
    return Subject("lot", str(lot.id), f"{lot.item.code} {lot.number}")


def _record(lot: Lot, verb: str, reason: str, actor: Actor, *edits: Edit) -> Entry:
    subject = lot_subject(lot)
    return entry_record(actor=actor, verb=verb, subject=subject, edits=edits, reason=reason)


def _withdraw(lot: Lot) -> None:
    for balance in _stored(lot).select_for_update(of=("self",)).order_by("id"):
        claims_withdraw(on=balance, most=Decimal())


def _serve(lot: Lot) -> None:
    """What the lot frees or brings goes to whoever waits, in every warehouse it lies in."""
    warehouses = _stored(lot).order_by("place__warehouse").values_list("place__warehouse")
    for (warehouse_id,) in warehouses.distinct():
        waiting_needs_serve(item_id=lot.item_id, warehouse_id=warehouse_id)


def _stored(lot: Lot) -> QuerySet[Balance]:
    return Balance.objects.filter(lot=lot, is_storage=True)
