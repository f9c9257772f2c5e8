"""Claiming: needs take hold of goods at hand, and of supplies that are expected.

Whoever claims locks the balances of the item first, then its supplies, each in id order, so that
two who want the last piece stand in line and the second sees what the first has left.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, prefetch_related_objects

from runwright.company.selectors import PLANT_TODAY
from runwright.journal.clock import now
from runwright.journal.rows import (
    answer,
    columns,
    instances,
    joined,
)
from runwright.stock.models import (
    Balance,
    Claim,
    DemandGroup,
    ExpectedSupply,
    Lot,
    Need,
    Place,
)
from runwright.stock.rules import is_firm, urgency
from runwright.stock.services.ledger import Key, Ledger, Source, key_of
from runwright.stock.services.moves import claimed_on

Shelf = tuple[int, int]
"""An item in a warehouse."""

Sources = defaultdict[Shelf, list[Source]]


def needs_claim(*, needs: Sequence[Need], are_new: bool = False) -> None:
    """Claim what each need still lacks: goods at hand, first expired first out, then supplies
    with a firm date, the earliest first.

    Takes what there is and leaves the rest short. Needs are served in the order given, firm ones
    before planned ones; a firm one may take what planned ones hold, and those look for other
    cover. A need that holds more than it wants lets go of the rest; ``are_new``: none holds or
    waits for anything yet.
    """
    prefetch_related_objects(needs, "group")
    firm_first = sorted(needs, key=lambda need: not is_firm(need))
    displaced = _Round(firm_first, are_new=are_new).run()
    if displaced:
        _Round(sorted(displaced, key=urgency)).run()


def waiting_needs_serve(*, item_id: int, warehouse_id: int) -> None:
    """What is free of an item goes to the needs that wait for it."""
    shelves_serve(shelves={(item_id, warehouse_id)})


def shelves_serve(*, shelves: set[Shelf]) -> None:
    """What is free goes to the needs that wait for goods, by priority, needed-by and number."""
    if not shelves:
        return
    items, warehouses = zip(*shelves, strict=True)
    values = {"items": [*items], "warehouses": [*warehouses]}
    needs = []
    for need, group in instances([Need, DemandGroup], WAITING, values):
        need.group = group
        needs.append(need)
    if needs:
        needs_claim(needs=sorted(needs, key=urgency))


WAITING = f"""
SELECT {columns(Need, "n")}, {columns(DemandGroup, "g")}
FROM unnest(%(items)s::bigint[], %(warehouses)s::bigint[]) AS s(item, warehouse)
JOIN stock_need n ON n.item_id = s.item AND n.warehouse_id = s.warehouse
     AND n.waiting_since IS NOT NULL
LEFT JOIN stock_demandgroup g ON g.id = n.group_id
"""


def claims_release(*, needs: Iterable[Need]) -> None:
    """Free everything these needs hold; they wait for goods from now on."""
    kept = [need.id for need in needs]
    claims_drop(need_ids=kept)
    lacking = Need.objects.filter(id__in=kept, closed_at=None, served__lt=F("quantity"))
    lacking.filter(waiting_since=None).update(waiting_since=now())


def claims_drop(*, need_ids: Sequence[int]) -> None:
    """Delete the claims of needs; what they are on is locked first, as for every claim."""
    for statement in CLAIMS_DROP:
        answer(statement, [[*need_ids]])


CLAIMS_DROP = (
    """SELECT id FROM stock_balance WHERE id IN
    (SELECT balance_id FROM stock_claim WHERE need_id = ANY(%s)) ORDER BY id FOR UPDATE""",
    """SELECT id FROM stock_expectedsupply WHERE id IN
    (SELECT supply_id FROM stock_claim WHERE need_id = ANY(%s)) ORDER BY id FOR UPDATE""",
    "DELETE FROM stock_claim WHERE need_id = ANY(%s)",
)


class _Round:
    """One round of claiming: goods first, then supplies; remembers who lost what it held."""

    def __init__(self, needs: Sequence[Need], *, are_new: bool = False) -> None:
        self.needs, self.are_new = needs, are_new
        self.shelves = {shelf_of(need) for need in needs}
        self.ledger = Ledger()
        self.displaced: dict[int, Need] = {}

    def run(self) -> list[Need]:
        """Claim, and return the planned needs from which something was taken."""
        goods = goods_locked(self.shelves)
        if not self.are_new:
            held = instances([Claim], CLAIMS_HELD, {"needs": [need.id for need in self.needs]})
            self.ledger.load(claim for (claim,) in held)
            self._let_go_of_unusable(goods)
        self._allot(goods, self.ledger.lacking_at_hand)
        if any(self._is_off(need) for need in self.needs):
            supplies = supplies_locked(self.shelves)
            self._trim(goods, supplies)
            self._allot(supplies, self.ledger.lacking)
        self.ledger.save()
        self._mark()
        return list(self.displaced.values())

    def _mark(self) -> None:
        if not self.are_new or any(self.ledger.lacking_at_hand(n) > 0 for n in self.needs):
            marks_set(needs=self.needs, ledger=self.ledger)

    def _is_off(self, need: Need) -> bool:
        lacking = self.ledger.lacking(need)
        return lacking > 0 or (lacking < 0 and bool(self.ledger.by_need[need.id]))

    def _let_go_of_unusable(self, goods: Sources) -> None:
        """A lot that has expired or was held since serves nobody."""
        usable = {source.key for shelf in goods.values() for source in shelf}
        for need in self.needs:
            for claim in self.ledger.by_need[need.id]:
                if claim.balance_id and key_of(claim) not in usable:
                    self.ledger.lower_claim(claim, claim.quantity)

    def _allot(self, sources: Sources, lacking: Callable[[Need], Decimal]) -> None:
        takers = []
        for need in self.needs:
            shelf = sources[shelf_of(need)]
            self._take(need, shelf, lacking(need))
            if shelf and is_firm(need) and lacking(need) > 0:
                takers.append(need)
        if takers:
            self._displace(takers, sources, lacking)

    def _take(self, need: Need, shelf: Sequence[Source], wanted: Decimal) -> None:
        for source in shelf:
            if given := source.give(wanted):
                wanted -= given
                self.ledger.raise_claim(need, source, given)

    def _displace(
        self, takers: Sequence[Need], sources: Sources, lacking: Callable[[Need], Decimal]
    ) -> None:
        """Firm needs take what planned ones hold, from the least urgent first."""
        there = {source.key: source for need in takers for source in sources[shelf_of(need)]}
        victims: defaultdict[Shelf, list[Claim]] = defaultdict(list)
        held = self.ledger.load(_planned_claims(there))
        for claim in sorted(held, key=lambda claim: urgency(claim.need), reverse=True):
            victims[shelf_of(claim.need)].append(claim)
        for need in takers:
            for claim in victims[shelf_of(need)]:
                self._hand_over(claim, need, there[key_of(claim)], lacking(need))

    def _hand_over(self, claim: Claim, need: Need, source: Source, wanted: Decimal) -> None:
        if taken := self.ledger.lower_claim(claim, wanted):
            self.ledger.raise_claim(need, source, taken)
            self.displaced[claim.need_id] = claim.need

    def _trim(self, goods: Sources, supplies: Sources) -> None:
        """Who holds more than it wants lets go of what would come last."""
        for need in self.needs:
            shelf = [*goods[shelf_of(need)], *supplies[shelf_of(need)]]
            held = {key_of(claim): claim for claim in self.ledger.by_need[need.id]}
            for source in reversed(shelf):
                claim = held.get(source.key)
                spare = max(-self.ledger.lacking(need), Decimal())
                if claim and spare:
                    source.free += self.ledger.lower_claim(claim, spare)


CLAIMS_HELD = f"""
SELECT {columns(Claim, "c")} FROM stock_claim c WHERE c.need_id = ANY(%(needs)s) ORDER BY c.id
"""


def shelf_of(wanted: Need | ExpectedSupply) -> Shelf:
    """Where a need may be served from, or a supply may serve."""
    return wanted.item_id, wanted.warehouse_id


def marks_set(*, needs: Sequence[Need], ledger: Ledger) -> None:
    """Keep since when each need waits for goods at hand; none when it has them."""
    waiting = [need.id for need in needs if ledger.lacking_at_hand(need) > 0]
    values: dict[str, Any] = {"needs": [need.id for need in needs], "waiting": waiting}
    values["now"] = now()
    answer(MARK, values)


MARK = """
UPDATE stock_need SET waiting_since = CASE WHEN waiting_since IS NULL THEN %(now)s::timestamptz END
WHERE id = ANY(%(needs)s) AND (waiting_since IS NOT NULL) <> (id = ANY(%(waiting)s))
"""


def goods_locked(shelves: set[Shelf]) -> Sources:
    """Goods at hand per item and warehouse, first expired first, with what is free of them."""
    item_ids = {item_id for item_id, _ in shelves}
    balances = stock_for_needs(item_ids)
    claimed = claimed_on(balances=balances)
    goods: Sources = defaultdict(list)
    for balance in sorted(balances, key=_first_expired):
        source = Source(balance, balance.quantity - claimed[balance.id])
        if warehouse_id := balance.place.warehouse_id:
            goods[balance.item_id, warehouse_id].append(source)
    return goods


def stock_for_needs(item_ids: set[int]) -> list[Balance]:
    """Balances of firsts in storage from which needs may be served, locked in id order; expired
    and held lots are not among them."""
    values = {"items": [*item_ids], "now": now()}
    found = []
    for balance, place, lot in instances([Balance, Place, Lot], STOCK_LOCK, values):
        joined(balance, place=place, lot=lot)
        found.append(balance)
    return found


STOCK_LOCK = f"""
SELECT {columns(Balance, "b")}, {columns(Place, "p")}, {columns(Lot, "l")}
FROM stock_balance b
JOIN stock_place p ON p.id = b.place_id LEFT JOIN stock_lot l ON l.id = b.lot_id
WHERE b.item_id = ANY(%(items)s) AND b.is_storage AND b.grade = 'firsts'
      AND (l.expires_on IS NULL OR l.expires_on >= {PLANT_TODAY})
      AND NOT EXISTS (SELECT FROM stock_lothold h WHERE h.lot_id = l.id AND h.released_at IS NULL)
ORDER BY b.id FOR UPDATE OF b
"""


def _first_expired(balance: Balance) -> tuple[date, int]:
    expires = balance.lot.expires_on if balance.lot else None
    return (expires or date.max, balance.id)


def supplies_locked(shelves: set[Shelf]) -> Sources:
    """Open supplies per item and warehouse, the earliest first, with what is free of them.

    Those without a date come last and have nothing to give.
    """
    items, warehouses = zip(*sorted(shelves), strict=True)
    values = {"items": [*items], "warehouses": [*warehouses]}
    locked = [supply for (supply,) in instances([ExpectedSupply], SUPPLIES_LOCK, values)]
    claimed = supplies_claimed(supplies=locked)
    expected: Sources = defaultdict(list)
    for supply in sorted(locked, key=lambda s: (s.due_at is None, s.due_at, s.id)):
        source = Source(supply, supply.outstanding - claimed[supply.id])
        expected[shelf_of(supply)].append(source)
    return expected


SUPPLIES_LOCK = f"""
SELECT {columns(ExpectedSupply, "s")}
FROM unnest(%(items)s::bigint[], %(warehouses)s::bigint[]) AS w(item, warehouse)
JOIN stock_expectedsupply s ON s.item_id = w.item AND s.warehouse_id = w.warehouse
WHERE s.closed_at IS NULL ORDER BY s.id FOR UPDATE OF s
"""


def supplies_claimed(*, supplies: Iterable[ExpectedSupply]) -> defaultdict[int, Decimal]:
    """What claims keep of each supply, by supply id."""
    rows = answer(SUPPLIES_CLAIMED, [[supply.id for supply in supplies]])
    return defaultdict(Decimal, rows)


SUPPLIES_CLAIMED = """
SELECT supply_id, sum(quantity) FROM stock_claim WHERE supply_id = ANY(%s) GROUP BY supply_id
"""


def _planned_claims(keys: Iterable[Key]) -> list[Claim]:
    """The claims of planned needs on goods or supplies, each with its need and its group."""
    wanted: dict[str, list[int | None]] = {"balance_id": [], "supply_id": []}
    for column, thing_id in keys:
        wanted[column].append(thing_id)
    found = []
    for claim, need, group in instances([Claim, Need, DemandGroup], PLANNED_CLAIMS, wanted):
        need.group, claim.need = group, need
        found.append(claim)
    return found


PLANNED_CLAIMS = f"""
SELECT {columns(Claim, "c")}, {columns(Need, "n")}, {columns(DemandGroup, "g")}
FROM stock_claim c
JOIN stock_need n ON n.id = c.need_id
JOIN stock_demandgroup g ON g.id = n.group_id AND g.strength = 'planned'
WHERE c.balance_id = ANY(%(balance_id)s::bigint[]) OR c.supply_id = ANY(%(supply_id)s::bigint[])
"""
