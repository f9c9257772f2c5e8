"""One need takes over what a less urgent one holds, with a reason."""

from decimal import Decimal

from django.db import transaction

from runwright.catalog.rules import quantity_check
from runwright.company.selectors import plant_minute
from runwright.journal.selectors import entries_of
from runwright.journal.services import Edit, Subject, entry_record
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.people.reach import require_warehouse
from runwright.stock.errors import (
    AlreadyTaken,
    MoreThanLacking,
    NeedNotFound,
    NotLessUrgent,
    NotTheSameGoods,
    ReasonMissing,
    TakenBy,
)
from runwright.stock.models import Claim, Need
from runwright.stock.rules import urgency
from runwright.stock.services.claims import goods_locked, needs_claim, shelf_of, waiting_needs_serve
from runwright.stock.services.ledger import Ledger, key_of
from runwright.stock.services.moves import items_lock

GIVE_UP = "need.give_up"


@transaction.atomic
def claim_take_over(
    *, need_id: int, from_need_id: int, quantity: Decimal, reason: str, actor: Actor
) -> Need:
    """Let a need hold ``quantity`` of the goods at hand that a less urgent one holds.

    The loser looks for other cover. Raises ``NeedNotFound``, ``ReasonMissing``, and every reason
    why not: ``NotTheSameGoods``, ``NotLessUrgent``, ``MoreThanLacking``; ``AlreadyTaken`` when
    the loser holds less by now, told who took it and when.
    """
    actor.require("stock.take_over")
    if not reason.strip():
        raise ReasonMissing()
    taker, loser = _locked(need_id, from_need_id)
    require_warehouse(actor, taker.warehouse_id)
    quantity_check(item=taker.item, quantity=quantity)
    goods = goods_locked({shelf_of(taker)})[shelf_of(taker)]
    ledger = Ledger()
    ledger.load(Claim.objects.filter(need__in=[taker, loser]))
    _check(ledger, taker, loser, quantity)
    held = {key_of(claim): claim for claim in ledger.by_need[loser.id]}
    left = quantity
    for source in goods:
        if claim := held.get(source.key):
            taken = ledger.lower_claim(claim, left)
            left -= taken
            ledger.raise_claim(taker, source, taken)
    ledger.save()
    needs_claim(needs=[taker, loser])
    waiting_needs_serve(item_id=taker.item_id, warehouse_id=taker.warehouse_id)
    _record(taker, loser, quantity, reason, actor)
    taker.refresh_from_db(fields=["waiting_since"])
    return taker


def _locked(*need_ids: int) -> list[Need]:
    """The open needs in the order asked, their item locked."""
    open_needs = Need.objects.select_related("item__unit", "group").filter(closed_at=None)
    items_lock(item_ids=open_needs.filter(id__in=need_ids).values_list("item_id", flat=True))
    found = {need.id: need for need in open_needs.filter(id__in=need_ids)}
    for need_id in need_ids:
        if need_id not in found:
            raise NeedNotFound(key=need_id)
    return [found[need_id] for need_id in need_ids]


def _check(ledger: Ledger, taker: Need, loser: Need, quantity: Decimal) -> None:
    if shelf_of(taker) != shelf_of(loser) or taker == loser:
        raise NotTheSameGoods(cause=loser.cause)
    held = ledger.at_hand(loser)
    if quantity > held:
        raise _too_late(loser, plain(held))
    if urgency(taker) >= urgency(loser):
        raise NotLessUrgent(cause=loser.cause, taker=taker.cause)
    lacking = ledger.lacking_at_hand(taker)
    if quantity > lacking:
        raise MoreThanLacking(cause=taker.cause, lacking=plain(lacking))


def _too_late(loser: Need, held: str) -> AlreadyTaken:
    """Told who took from this need last and when, if anybody did."""
    entry = entries_of(kind="need", record_id=loser.id).filter(verb=GIVE_UP).first()
    if entry is None:
        return AlreadyTaken(cause=loser.cause, held=held)
    at = plant_minute(entry.at)
    return TakenBy(who=entry.actor_label, at=at, cause=loser.cause, held=held)


def _record(taker: Need, loser: Need, quantity: Decimal, reason: str, actor: Actor) -> None:
    for verb, need in (("need.take_over", taker), (GIVE_UP, loser)):
        words = f"{plain(quantity)} {need.item.unit.symbol} {need.item.code}"
        edit = Edit(words, loser.cause, taker.cause)
        subject = Subject("need", str(need.id), need.cause)
        entry_record(actor=actor, verb=verb, subject=subject, edits=[edit], reason=reason)
