"""Posting moves: the only way a balance changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, Sum

from runwright.catalog.models import Item, Tracking
from runwright.catalog.rules import quantity_check
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.kernel.errors import Reason
from runwright.kernel.ids import uuid7
from runwright.kernel.quantity import plain
from runwright.stock.errors import AlreadyReversed, LotMissing, NotEnoughStock, SamePlace
from runwright.stock.models import Balance, Claim, Grade, Lot, Move, Place, PlaceKind
from runwright.stock.services.values import moves_value


@dataclass(frozen=True)
class MoveRequest:
    """A move to be posted; the quantity is in the item's base unit.

    ``value`` is what goods from outside are worth in all; without it their standard cost counts.
    Goods that leave a store take their average with them, and need none.
    """

    item: Item
    source: Place
    target: Place
    quantity: Decimal
    lot: Lot | None = None
    grade: str = Grade.FIRSTS
    value: Decimal | None = None
    at: datetime | None = None
    reference: str = ""
    reverses_id: UUID | None = None
    id: UUID | None = None


def items_lock(*, item_ids: Iterable[int]) -> None:
    """Let one transaction after the other change the stock of these items.

    They are locked in id order, all at once, after the order if there is one and before any
    balance: so nobody ever waits in a circle.
    """
    items = Item.objects.select_for_update(no_key=True).filter(id__in=set(item_ids))
    list(items.order_by("id").values_list("id"))


BalanceKey = tuple[int, int | None, str, int]
"""Item, lot, grade and place."""


def moves_post(*, requests: Sequence[MoveRequest], entry: Entry) -> list[Move]:
    """Post moves and bring the balances along.

    Balances are locked in one order; a storage place that would fall below what it holds, or
    below what claims keep for others, raises ``NotEnoughStock`` with every such place. Whoever
    moves goods it has claimed releases its claims first.
    """
    if not requests:
        return []
    for request in requests:
        _check(request)
    balances = _locked_balances(requests)
    _apply(requests, balances)
    moves = [_move(request, entry) for request in requests]
    moves_value(moves=moves, given=[request.value for request in requests])
    return Move.objects.bulk_create(moves)


def _check(request: MoveRequest) -> None:
    quantity_check(item=request.item, quantity=request.quantity)
    if request.source == request.target:
        raise SamePlace(place=request.source.code)
    if request.item.tracking != Tracking.NONE and request.lot is None:
        raise LotMissing(item=request.item.code)


def _keys(request: MoveRequest) -> tuple[BalanceKey, BalanceKey]:
    lot = request.lot.id if request.lot else None
    front = (request.item.id, lot, request.grade)
    return (*front, request.source.id), (*front, request.target.id)


def _locked_balances(requests: Sequence[MoveRequest]) -> dict[BalanceKey, Balance]:
    rows: dict[BalanceKey, Balance] = {}
    for request in requests:
        for key, place in zip(_keys(request), (request.source, request.target), strict=True):
            rows[key] = Balance(
                item_id=key[0],
                lot_id=key[1],
                grade=key[2],
                place_id=key[3],
                is_storage=place.kind == PlaceKind.STORAGE,
            )
    Balance.objects.bulk_create(rows.values(), ignore_conflicts=True)
    wanted = Q()
    for item_id, lot_id, grade, place_id in rows:
        wanted |= Q(item_id=item_id, lot_id=lot_id, grade=grade, place_id=place_id)
    locked = (
        Balance.objects.select_for_update(of=("self",))
        .select_related("item__unit", "place")
        .filter(wanted)
        .order_by("id")
    )
    return {(b.item_id, b.lot_id, b.grade, b.place_id): b for b in locked}


def _apply(requests: Sequence[MoveRequest], balances: dict[BalanceKey, Balance]) -> None:
    before = {key: balance.quantity for key, balance in balances.items()}
    for request in requests:
        source, target = _keys(request)
        balances[source].quantity -= request.quantity
        balances[target].quantity += request.quantity
    _check_shortages(before, balances)
    Balance.objects.bulk_update(balances.values(), ["quantity"])


def _check_shortages(
    before: dict[BalanceKey, Decimal], balances: dict[BalanceKey, Balance]
) -> None:
    fallen = [
        balance
        for key, balance in balances.items()
        if balance.is_storage and balance.quantity < before[key]
    ]
    claimed = claimed_on(balances=fallen)
    reasons = [
        _shortage(balance, before[key], claimed[balance.id])
        for key, balance in balances.items()
        if balance in fallen and balance.quantity < claimed[balance.id]
    ]
    if reasons:
        raise NotEnoughStock(reasons=tuple(reasons))


def claimed_on(*, balances: Iterable[Balance]) -> defaultdict[int, Decimal]:
    """What claims keep of each balance, by balance id."""
    sums = (
        Claim.objects.filter(balance__in=list(balances))
        .values_list("balance_id")
        .annotate(Sum("quantity"))
    )
    return defaultdict(Decimal, dict(sums))


def _shortage(balance: Balance, before: Decimal, claimed: Decimal) -> Reason:
    facts: dict[str, object] = {
        "item": balance.item.code,
        "unit": balance.item.unit.symbol,
        "place": balance.place.code,
        "wanted": plain(before - balance.quantity),
        "available": plain(before - claimed),
        "reserved": plain(claimed),
    }
    return Reason(NotEnoughStock.template, facts, "quantity")


def _move(request: MoveRequest, entry: Entry) -> Move:
    return Move(
        id=request.id or uuid7(),
        entry=entry,
        reverses_id=request.reverses_id,
        item=request.item,
        lot=request.lot,
        grade=request.grade,
        source=request.source,
        target=request.target,
        quantity=request.quantity,
        at=request.at or now(),
        reference=request.reference,
    )


def moves_reverse(*, parts: Sequence[tuple[Move, Decimal]], entry: Entry) -> list[Move]:
    """Post the opposite of each move, whole or in part.

    Raises ``AlreadyReversed`` when more would be undone than was moved, and ``NotEnoughStock``.
    """
    requests = [_opposite(move, quantity) for move, quantity in parts]
    posted = moves_post(requests=requests, entry=entry)
    for move, undone in _undone(parts):
        if undone > move.quantity:
            raise AlreadyReversed()
    return posted


def _undone(parts: Sequence[tuple[Move, Decimal]]) -> Iterator[tuple[Move, Decimal]]:
    """What has been undone of each move by now; their balances are locked, so none can join."""
    reversals = Move.objects.filter(reverses__in=[move for move, _ in parts])
    sums = dict(reversals.values_list("reverses_id").annotate(Sum("quantity")))
    return ((move, sums[move.id]) for move, _ in parts)


def _opposite(move: Move, quantity: Decimal) -> MoveRequest:
    return MoveRequest(
        item=move.item,
        lot=move.lot,
        grade=move.grade,
        source=move.target,
        target=move.source,
        quantity=quantity,
        reference=move.reference,
        reverses_id=move.id,
    )
