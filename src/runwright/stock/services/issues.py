"""Issuing goods to needs: own claims first, then what nobody has claimed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.rows import columns, instances, rows_remove, rows_update
from runwright.stock.models import Balance, Claim, Lot, Move, Need, Place, PlaceKind
from runwright.stock.services.claims import (
    needs_claim,
    shelf_of,
    stock_for_needs,
    waiting_needs_serve,
)
from runwright.stock.services.lots import lot_check
from runwright.stock.services.moves import MoveRequest, claimed_on, moves_post
from runwright.stock.services.places import virtual_place


@dataclass
class Issue:
    """What one need shall get and, once issued, the moves it got (base unit of the item).

    With lots, only these are issued.
    """

    need: Need
    quantity: Decimal
    lots: Sequence[Lot] = ()
    moves: list[Move] = field(default_factory=list)

    @property
    def missing(self) -> Decimal:
        """What was not there."""
        return self.quantity - sum((move.quantity for move in self.moves), Decimal())


def needs_issue(
    *,
    issues: Sequence[Issue],
    entry: Entry,
    reference: str,
    to: PlaceKind = PlaceKind.PRODUCTION,
) -> None:
    """Issue goods to production (or to customers) for several needs in one go, as far as there
    are any.

    The moves are put into each issue; what is missing stays with the caller. The quantity
    counts as served by the need, and its claims shrink by what was taken from them. A lot that
    was asked for raises ``LotNotFound``, ``LotExpired`` or ``LotHeld`` when it may not be used.
    """
    for issue in issues:
        for lot in issue.lots:
            lot_check(lot=lot, item=issue.need.item)
    pool = _Pool(issues)
    planned = [(issue, pool.take(issue)) for issue in issues]
    pool.save_claims()
    outside = virtual_place(to)
    requests = [
        (issue, _request(issue, balance, taken, outside, reference))
        for issue, parts in planned
        for balance, taken in parts
    ]
    moves = moves_post(
        requests=[request for _, request in requests], entry=entry, claimed=pool.claimed
    )
    for (issue, _), move in zip(requests, moves, strict=True):
        issue.moves.append(move)
        issue.need.served += move.quantity
    _mark(issues, pool)
    needs = [issue.need for issue in issues]
    rows_update(Need, needs, ["served", "waiting_since"])
    _expect_less([need for need in needs if pool.expects(need)])


def _mark(issues: Sequence[Issue], pool: "_Pool") -> None:
    held = pool.held()
    for need in (issue.need for issue in issues):
        lacks = need.quantity - need.served > held[need.id]
        need.waiting_since = (need.waiting_since or now()) if lacks else None


def _expect_less(needs: Sequence[Need]) -> None:
    """What came from free stock need not come from a supply any more; others wait for that."""
    if needs:
        needs_claim(needs=needs)
    for item_id, warehouse_id in sorted({shelf_of(need) for need in needs}):
        waiting_needs_serve(item_id=item_id, warehouse_id=warehouse_id)


class _Pool:
    """The stock that needs may draw on, locked, with the claims upon it; claims on lots that
    have expired since are let go."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        balances = stock_for_needs({issue.need.item_id for issue in issues})
        self.claimed = claimed_on(balances=balances)
        self.free = {b.id: b.quantity - self.claimed[b.id] for b in balances}
        self.of_item: defaultdict[int, list[Balance]] = defaultdict(list)
        for balance in sorted(balances, key=lambda b: (_expiry(b), b.id)):
            self.of_item[balance.item_id].append(balance)
        values = {"needs": [issue.need.id for issue in issues]}
        claims = [claim for (claim,) in instances([Claim], CLAIMS, values)]
        self.expecting = {c.need_id for c in claims if c.supply_id}
        of_goods = {(c.need_id, c.balance_id): c for c in claims if c.balance_id}
        self.claims = {key: c for key, c in of_goods.items() if key[1] in self.free}
        self.gone = [c for key, c in of_goods.items() if key not in self.claims]
        self.used: list[Claim] = []

    def held(self) -> defaultdict[int, Decimal]:
        """What each need still holds of goods at hand, by need id."""
        sums: defaultdict[int, Decimal] = defaultdict(Decimal)
        for claim in self.claims.values():
            sums[claim.need_id] += claim.quantity
        return sums

    def expects(self, need: Need) -> bool:
        """Whether the need holds a supply that is still to come."""
        return need.id in self.expecting

    def take(self, issue: Issue) -> list[tuple[Balance, Decimal]]:
        """Take from the need's own claims, then from free stock of its warehouse."""
        parts: dict[int, Decimal] = {}
        lots = {lot.id for lot in issue.lots}
        for source in (self._own, self._unclaimed):
            for balance, there in source(issue.need):
                if lots and balance.lot_id not in lots:
                    continue
                taken = min(there, issue.quantity - sum(parts.values()))
                if taken > 0:
                    self._use(issue.need, balance, taken, own=source == self._own)
                    parts[balance.id] = parts.get(balance.id, Decimal()) + taken
        return [(b, parts[b.id]) for b in self.of_item[issue.need.item_id] if b.id in parts]

    def _own(self, need: Need) -> Iterator[tuple[Balance, Decimal]]:
        for balance in self.of_item[need.item_id]:
            claim = self.claims.get((need.id, balance.id))
            if claim:
                yield balance, claim.quantity

    def _unclaimed(self, need: Need) -> Iterator[tuple[Balance, Decimal]]:
        for balance in self.of_item[need.item_id]:
            if balance.place.warehouse_id == need.warehouse_id:
                yield balance, self.free[balance.id]

    def _use(self, need: Need, balance: Balance, taken: Decimal, *, own: bool) -> None:
        if own:
            claim = self.claims[need.id, balance.id]
            claim.quantity -= taken
            self.claimed[balance.id] -= taken
            self.used.append(claim)
        else:
            self.free[balance.id] -= taken

    def save_claims(self) -> None:
        """Write the claims back; those that are used up go, as do those that cannot be used."""
        rows_remove(Claim, self.gone + [c for c in self.used if not c.quantity])
        rows_update(Claim, [c for c in self.used if c.quantity], ["quantity"])


CLAIMS = f"""
SELECT {columns(Claim, "c")} FROM stock_claim c WHERE need_id = ANY(%(needs)s)
"""


def _expiry(balance: Balance) -> str:
    expires = balance.lot.expires_on if balance.lot else None
    return expires.isoformat() if expires else "9999-12-31"


def _request(
    issue: Issue, balance: Balance, quantity: Decimal, target: Place, reference: str
) -> MoveRequest:
    return MoveRequest(
        item=issue.need.item,
        lot=balance.lot,
        grade=balance.grade,
        source=balance.place,
        target=target,
        quantity=quantity,
        reference=reference,
    )
