"""Needs and the claims that serve them.

Whoever claims locks the balances of the item first, in id order, so that two who want the last
piece stand in line and the second sees what the first has left.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F, QuerySet, Sum

from runwright.company.selectors import plant_today
from runwright.journal.clock import now
from runwright.stock.models import Balance, Claim, Grade, Need


def need_open(
    *,
    item_id: int,
    warehouse_id: int,
    quantity: Decimal,
    cause: str,
    needed_by: datetime | None = None,
    priority: int = 50,
) -> Need:
    """Say that something wants ``quantity`` (base unit) of an item; its cause owns the row."""
    return Need.objects.create(
        item_id=item_id,
        warehouse_id=warehouse_id,
        quantity=quantity,
        cause=cause,
        needed_by=needed_by,
        priority=priority,
    )


def need_close(*, needs: Sequence[Need]) -> None:
    """Nothing more is wanted: free the claims, and let waiting needs have them."""
    claims_release(needs=needs)
    Need.objects.filter(id__in=[n.id for n in needs]).update(closed_at=now())
    for item_id, warehouse_id in sorted({(n.item_id, n.warehouse_id) for n in needs}):
        waiting_needs_serve(item_id=item_id, warehouse_id=warehouse_id)


def claims_release(*, needs: Iterable[Need]) -> None:
    """Free everything these needs hold; its balances are locked first, as for every claim."""
    claims = Claim.objects.filter(need__in=list(needs))
    held = Balance.objects.filter(id__in=claims.values("balance_id"))
    list(held.select_for_update().order_by("id").values_list("id"))
    claims.delete()


def needs_claim(*, needs: Sequence[Need]) -> None:
    """Claim free stock for what each need still lacks, first expired first out.

    Takes what there is and leaves the rest short; the needs are served in the order given.
    """
    free = _free_stock({need.item_id for need in needs})
    held = _held(needs)
    fresh: list[Claim] = []
    raised: list[Claim] = []
    for need in needs:
        own = held[need.id]
        lacking = need.quantity - need.served - sum(c.quantity for c in own.values())
        for balance_id, taken in _take(free[need.item_id, need.warehouse_id], lacking):
            if balance_id in own:
                own[balance_id].quantity += taken
                raised.append(own[balance_id])
            else:
                fresh.append(Claim(need=need, balance_id=balance_id, quantity=taken))
    Claim.objects.bulk_create(fresh)
    Claim.objects.bulk_update(raised, ["quantity"])


def waiting_needs_serve(*, item_id: int, warehouse_id: int) -> None:
    """New free stock goes to waiting needs by priority, needed-by and number."""
    waiting = Need.objects.filter(item_id=item_id, warehouse_id=warehouse_id, closed_at=None)
    needs = list(waiting.order_by("priority", F("needed_by").asc(nulls_last=True), "id"))
    if needs:
        needs_claim(needs=needs)


def _held(needs: Sequence[Need]) -> defaultdict[int, dict[int, Claim]]:
    """The claims of each need on goods at hand, by balance."""
    held: defaultdict[int, dict[int, Claim]] = defaultdict(dict)
    for claim in Claim.objects.filter(need__in=needs):
        held[claim.need_id][claim.balance_id] = claim
    return held


@dataclass
class _Free:
    """What nobody has claimed of one balance yet."""

    balance_id: int
    quantity: Decimal


def _free_stock(item_ids: set[int]) -> defaultdict[tuple[int, int | None], list[_Free]]:
    """Free stock per item and warehouse, first expired first; its balances stay locked."""
    balances = list(stock_for_needs(item_ids).select_for_update(of=("self",)).order_by("id"))
    sums = dict(
        Claim.objects.filter(balance__in=balances)
        .values_list("balance_id")
        .annotate(Sum("quantity"))
    )
    free = defaultdict(list)
    for balance in sorted(balances, key=_first_expired):
        rest = balance.quantity - sums.get(balance.id, Decimal())
        free[balance.item_id, balance.place.warehouse_id].append(_Free(balance.id, rest))
    return free


def stock_for_needs(item_ids: set[int]) -> QuerySet[Balance]:
    """Balances of firsts in storage from which needs may be served: expired lots are not."""
    return (
        Balance.objects.select_related("lot", "place")
        .filter(item_id__in=item_ids, is_storage=True, grade=Grade.FIRSTS)
        .exclude(lot__expires_on__lt=plant_today())
    )


def _first_expired(balance: Balance) -> tuple[date, int]:
    expires = balance.lot.expires_on if balance.lot else None
    return (expires or date.max, balance.id)


def _take(free: list[_Free], lacking: Decimal) -> Iterator[tuple[int, Decimal]]:
    for part in free:
        taken = min(part.quantity, lacking)
        if taken > 0:
            part.quantity -= taken
            lacking -= taken
            yield part.balance_id, taken
