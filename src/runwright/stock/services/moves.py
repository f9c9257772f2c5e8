"""Posting moves: the only way a balance changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from runwright.catalog.models import Item, Tracking
from runwright.catalog.rules import quantity_check
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.rows import (
    answer,
    columns,
    fresh,
    instances,
    rows_ensure,
    rows_insert,
    rows_write,
)
from runwright.kernel.ids import uuid7
from runwright.stock.errors import AlreadyReversed, LotMissing, NotEnoughStock, SamePlace
from runwright.stock.models import Balance, Grade, Lot, Move, Place, PlaceKind
from runwright.stock.rules import shortage
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
    answer(ITEMS_LOCK, [sorted(set(item_ids))])


ITEMS_LOCK = "SELECT id FROM catalog_item WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"


BalanceKey = tuple[int, int | None, str, int]
"""Item, lot, grade and place."""


def moves_post(
    *,
    requests: Sequence[MoveRequest],
    entry: Entry,
    claimed: Mapping[int, Decimal] | None = None,
) -> list[Move]:
    """Post moves and bring the balances along.

    Balances are locked in one order; a storage place that would fall below what it holds, or
    below what claims keep for others, raises ``NotEnoughStock`` with every such place. Whoever
    moves goods it has claimed releases its claims first, and may say what is ``claimed`` of the
    balances it has locked.
    """
    if not requests:
        return []
    for request in requests:
        _check(request)
    balances = _locked_balances(requests)
    _apply(requests, balances, claimed)
    moves = [_move(request, entry) for request in requests]
    moves_value(moves=moves, given=[request.value for request in requests])
    for request in requests:
        if request.lot:
            request.lot.is_new = False
    return rows_insert(Move, moves)


def _check(request: MoveRequest) -> None:
    quantity_check(item=request.item, quantity=request.quantity)
    if request.source == request.target:
        raise SamePlace(place=request.source.code)
    is_tracked = request.item.tracking != Tracking.NONE
    if is_tracked and request.lot is None and not _lies_without_lot(request):
        raise LotMissing(item=request.item.code)


def _lies_without_lot(request: MoveRequest) -> bool:
    """Goods from before their item was tracked leave as they lie, and are taken back so."""
    lying = Balance.objects.filter(
        item=request.item, lot=None, grade=request.grade, place=request.source, is_storage=True
    )
    return request.reverses_id is not None or lying.filter(quantity__gt=0).exists()


def _keys(request: MoveRequest) -> tuple[BalanceKey, BalanceKey]:
    lot = request.lot.id if request.lot else None
    front = (request.item.id, lot, request.grade)
    return (*front, request.source.id), (*front, request.target.id)


def _locked_balances(requests: Sequence[MoveRequest]) -> dict[BalanceKey, Balance]:
    storing = {
        key: place.kind == PlaceKind.STORAGE
        for request in requests
        for key, place in zip(_keys(request), (request.source, request.target), strict=True)
    }
    new = {request.lot.id for request in requests if request.lot and request.lot.is_new}
    found = {key: _empty(key, storing[key]) for key in storing if key[1] in new}
    found |= _read_locked([key for key in storing if key not in found])
    unknown = [key for key in storing if key not in found]
    if not unknown:
        return found
    found |= _by_key(rows_ensure(Balance, (_empty(key, storing[key]) for key in unknown)))
    return found if len(found) == len(storing) else found | _read_locked(unknown)


def _empty(key: BalanceKey, is_storage: bool) -> Balance:
    names = ("item_id", "lot_id", "grade", "place_id")
    return fresh(Balance, **dict(zip(names, key, strict=True)), is_storage=is_storage)


def _read_locked(keys: Sequence[BalanceKey]) -> dict[BalanceKey, Balance]:
    if not keys:
        return {}
    wanted = dict(zip(("items", "lots", "grades", "places"), zip(*keys, strict=True), strict=True))
    rows = instances([Balance], BALANCES_LOCK, {name: [*row] for name, row in wanted.items()})
    return _by_key(balance for (balance,) in rows)


def _by_key(balances: Iterable[Balance]) -> dict[BalanceKey, Balance]:
    return {(b.item_id, b.lot_id, b.grade, b.place_id): b for b in balances}


BALANCES_LOCK = f"""
WITH w AS MATERIALIZED (SELECT * FROM unnest(
    %(items)s::bigint[], %(lots)s::bigint[], %(grades)s::text[], %(places)s::bigint[])
    AS w(item, lot, grade, place))
SELECT {columns(Balance, "b")} FROM stock_balance b WHERE b.id = ANY(ARRAY(
    SELECT k.id FROM w JOIN stock_balance k ON k.item_id = w.item AND k.lot_id = w.lot
                                               AND k.grade = w.grade AND k.place_id = w.place
    UNION ALL
    SELECT k.id FROM w JOIN stock_balance k ON k.item_id = w.item AND k.lot_id IS NULL
                                               AND k.grade = w.grade AND k.place_id = w.place
    WHERE w.lot IS NULL))
ORDER BY b.id FOR UPDATE OF b
"""
"""By the unique index in both halves: an item may lie in as many lots as it had batches."""


def _apply(
    requests: Sequence[MoveRequest],
    balances: dict[BalanceKey, Balance],
    claimed: Mapping[int, Decimal] | None,
) -> None:
    before = {key: balance.quantity for key, balance in balances.items()}
    for request in requests:
        source, target = _keys(request)
        balances[source].quantity -= request.quantity
        balances[target].quantity += request.quantity
    _check_shortages(requests, before, balances, claimed)
    rows_write(Balance, balances.values(), ["quantity"])


def _check_shortages(
    requests: Sequence[MoveRequest],
    before: dict[BalanceKey, Decimal],
    balances: dict[BalanceKey, Balance],
    claimed: Mapping[int, Decimal] | None,
) -> None:
    fallen = {
        key: balance
        for key, balance in balances.items()
        if balance.is_storage and balance.quantity < before[key]
    }
    claimed = claimed_on(balances=fallen.values()) if claimed is None else claimed
    takers = {_keys(request)[0]: request for request in requests}
    reasons = [
        shortage(
            takers[key].item,
            takers[key].source,
            before[key] - balance.quantity,
            there=before[key],
            claimed=claimed[balance.id],
        )
        for key, balance in fallen.items()
        if balance.quantity < claimed[balance.id]
    ]
    if reasons:
        raise NotEnoughStock(reasons=tuple(reasons))


def claimed_on(*, balances: Iterable[Balance]) -> defaultdict[int, Decimal]:
    """What claims keep of each balance, by balance id."""
    ids = [balance.id for balance in balances]
    return defaultdict(Decimal, answer(CLAIMED, [ids]) if ids else ())


CLAIMED = """
SELECT balance_id, sum(quantity) FROM stock_claim WHERE balance_id = ANY(%s) GROUP BY balance_id
"""


def _move(request: MoveRequest, entry: Entry) -> Move:
    return fresh(
        Move,
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
