"""What there is of many items at once: on hand, reserved, available, on order."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from runwright.catalog.selectors import items_all
from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.stock.models import Balance, Claim, ExpectedSupply
from runwright.stock.selectors.goods import ZERO, balances_all, of_a_blocked_lot

CLAIMED_LOT = "balance__lot"
HERE = ("quantity", "reserved", "blocked")


@dataclass(frozen=True)
class Availability:
    """Of one item, in its base unit: ``blocked`` is of lots that are expired or on hold,
    ``on_order`` will still come, with or without a date."""

    on_hand: Decimal = Decimal()
    reserved: Decimal = Decimal()
    blocked: Decimal = Decimal()
    on_order: Decimal = Decimal()

    @property
    def available(self) -> Decimal:
        """What nobody has reserved, and everybody may use."""
        return self.on_hand - self.reserved - self.blocked

    def plus(self, on_hand: Decimal, reserved: Decimal, blocked: Decimal) -> "Availability":
        """This and what lies at one more place."""
        return Availability(
            self.on_hand + on_hand, self.reserved + reserved, self.blocked + blocked, self.on_order
        )


def items_available(
    *, item_ids: Collection[int], actor: Actor, warehouse_id: int | None = None
) -> dict[int, Availability]:
    """What there is of each item, everywhere or in one warehouse, in two queries."""
    actor.require("stock.view")
    stored: QuerySet[Any] = balances_all(actor=actor).filter(item__in=item_ids).order_by()
    supplies = ExpectedSupply.objects.filter(item__in=item_ids, closed_at=None)
    supplies = within(supplies, actor.warehouses, "warehouse")
    if warehouse_id:
        stored = stored.filter(place__warehouse=warehouse_id)
        supplies = supplies.filter(warehouse=warehouse_id)
    found: defaultdict[int, Availability] = defaultdict(Availability)
    for key, on_hand, reserved, blocked in stored.values_list("item_id", *HERE):
        found[key] = found[key].plus(on_hand, reserved, blocked)
    coming = Greatest(F("quantity") - F("received"), ZERO)
    on_order = dict(supplies.values_list("item_id").annotate(total=Sum(coming)))
    return {key: replace(found[key], on_order=on_order.get(key, Decimal())) for key in item_ids}


def items_stocked(*, actor: Actor) -> QuerySet[Any]:
    """Every item in use with ``on_hand``, ``reserved``, ``blocked``, ``available``, ``on_order``,
    and what it is ``below`` its safety stock when everything comes and is taken."""
    actor.require("stock.view")
    stored = Balance.objects.filter(item=OuterRef("pk"), is_storage=True).order_by()
    stored = within(stored, actor.warehouses, "place__warehouse")
    claims = Claim.objects.filter(balance__item=OuterRef("pk")).order_by()
    claims = within(claims, actor.warehouses, "balance__place__warehouse")
    unusable, held = stored.filter(of_a_blocked_lot()), claims.filter(of_a_blocked_lot(CLAIMED_LOT))
    supplies = ExpectedSupply.objects.filter(item=OuterRef("pk"), closed_at=None).order_by()
    supplies = within(supplies, actor.warehouses, "warehouse")
    coming = Sum(Greatest(F("quantity") - F("received"), ZERO))
    items = items_all(actor=actor).filter(archived_at=None).exclude(kind="service")
    items = items.annotate(
        on_hand=_total(stored.values("item").annotate(total=Sum("quantity"))),
        reserved=_total(claims.values("balance__item").annotate(total=Sum("quantity"))),
        blocked=_total(unusable.values("item").annotate(total=Sum("quantity")))
        - _total(held.values("balance__item").annotate(total=Sum("quantity"))),
        on_order=_total(supplies.values("item").annotate(total=coming)),
    )
    items = items.annotate(available=F("on_hand") - F("reserved") - F("blocked"))
    reach = F("available") + F("on_order")
    return items.annotate(below=Greatest(F("safety_stock") - reach, ZERO))


def _total(sums: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(sums.values("total")), ZERO)


IS_BELOW = Q(below__gt=0)
"""For ``items_stocked``: below the safety stock."""
