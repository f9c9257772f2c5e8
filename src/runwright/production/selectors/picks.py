"""What to fetch for an order: from which place, which lot first."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.production.models import MaterialLine, Order
from runwright.stock.models import Claim, Lot, Place


@dataclass(frozen=True)
class Pick:
    """A quantity of a material line's item reserved at one place in one lot (base unit)."""

    line: MaterialLine
    place: Place
    lot: Lot | None
    quantity: Decimal

    @property
    def sort_key(self) -> tuple[str, str, date, int]:
        """By place, so that a person walks once; in it by item, the first to expire first."""
        expires = (self.lot and self.lot.expires_on) or date.max
        return (self.place.code, self.line.item.code, expires, self.line.position)


def picks_of(*, order: Order, actor: Actor) -> list[Pick]:
    """Everything on hand that is reserved for an order, in the order in which to fetch it: in the
    actor's own warehouses, where there are limits.

    Needs were rounded to their rounding multiple when they were opened, and so are the picks.
    """
    actor.require("production.view")
    lines = {line.need_id: line for line in order.materials.all()}
    claims = Claim.objects.filter(need__in=lines, balance__is_storage=True)
    claims = within(claims, actor.warehouses, "balance__place__warehouse")
    picks = [
        Pick(lines[c.need_id], c.balance.place, c.balance.lot, c.quantity)
        for c in claims.select_related("balance__place", "balance__lot")
        if c.balance
    ]
    return sorted(picks, key=lambda pick: pick.sort_key)
