"""The claims of some needs, changed in memory and written back in one go."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from runwright.journal.rows import (
    fresh,
    rows_add,
    rows_remove,
    rows_update,
)
from runwright.stock.models import Balance, Claim, ExpectedSupply, Need

Key = tuple[str, int | None]
"""What a claim is on: the column that names it, and its id."""


def key_of(claim: Claim) -> Key:
    """What a claim is on."""
    return ("balance_id", claim.balance_id) if claim.balance_id else ("supply_id", claim.supply_id)


@dataclass(eq=False)
class Source:
    """Goods at hand or an expected supply, with what nobody has claimed of it yet."""

    thing: Balance | ExpectedSupply
    free: Decimal

    @property
    def key(self) -> Key:
        """What a claim on this is on."""
        is_goods = isinstance(self.thing, Balance)
        return "balance_id" if is_goods else "supply_id", self.thing.id

    def give(self, wanted: Decimal) -> Decimal:
        """As much of what is free as is wanted; a supply without a date gives nothing."""
        if isinstance(self.thing, ExpectedSupply) and self.thing.due_at is None:
            return Decimal()
        given = max(min(self.free, wanted), Decimal())
        self.free -= given
        return given


@dataclass
class Ledger:
    """Claims by need; the balances and supplies they are on must be locked."""

    by_need: defaultdict[int, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[int, Claim] = field(default_factory=dict)
    fresh: list[Claim] = field(default_factory=list)

    def load(self, claims: Iterable[Claim]) -> list[Claim]:
        """Take claims in and return them; one that is here already stays as it is here."""
        known = {claim.id: claim for held in self.by_need.values() for claim in held}
        found = []
        for claim in claims:
            if claim.id not in known:
                self.by_need[claim.need_id].append(claim)
            found.append(known.get(claim.id, claim))
        return found

    def at_hand(self, need: Need) -> Decimal:
        """What the need holds of goods at hand."""
        held = (c.quantity for c in self.by_need[need.id] if c.balance_id)
        return sum(held, Decimal())

    def lacking_at_hand(self, need: Need) -> Decimal:
        """What goods at hand do not cover; below zero when more is held than wanted."""
        return Decimal(need.quantity - need.served - self.at_hand(need))

    def lacking(self, need: Need) -> Decimal:
        """What nothing covers; below zero when more is held than wanted."""
        held = sum((claim.quantity for claim in self.by_need[need.id]), Decimal())
        return Decimal(need.quantity - need.served - held)

    def raise_claim(
        self, need: Need, source: Source, quantity: Decimal, *, is_linked: bool = False
    ) -> None:
        """Let a need hold more of a source."""
        column, thing_id = source.key
        held = (c for c in self.by_need[need.id] if key_of(c) == source.key)
        claim = next(held, None)
        if claim is None:
            claim = fresh(Claim, need=need, quantity=Decimal(), **{column: thing_id})
            self.by_need[need.id].append(claim)
            self.fresh.append(claim)
        claim.is_linked |= is_linked
        self.lower_claim(claim, -quantity)

    def lower_claim(self, claim: Claim, quantity: Decimal) -> Decimal:
        """Let a claim hold less, as far as it goes; returns by how much."""
        taken = Decimal(min(claim.quantity, quantity))
        claim.quantity -= taken
        if claim.id:
            self.changed[claim.id] = claim
        return taken

    def save(self) -> None:
        """Write what has changed; claims on nothing go."""
        rows_remove(Claim, [claim for claim in self.changed.values() if not claim.quantity])
        left = [claim for claim in self.changed.values() if claim.quantity]
        rows_update(Claim, left, ["quantity", "is_linked"])
        rows_add(Claim, [claim for claim in self.fresh if claim.quantity])
