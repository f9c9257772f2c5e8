"""Reading goods: balances, moves, lots and what they cost."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    DecimalField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from runwright.company.selectors import plant_today
from runwright.journal.rows import answer
from runwright.kernel.rounding import round_half_up
from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.stock.errors import MoveNotFound
from runwright.stock.limits import own_lots
from runwright.stock.models import Balance, Grade, Lot, LotHold, Move

ZERO = Value(Decimal(), output_field=DecimalField(max_digits=24, decimal_places=9))
_MILLIONTH = Decimal("0.000001")


def of_a_blocked_lot(lot: str = "lot") -> Q:
    """For a query about goods: those whose lot is expired or on hold, which nobody may use."""
    holds = LotHold.objects.filter(lot=OuterRef(lot), released_at=None)
    return Q(**{f"{lot}__expires_on__lt": plant_today()}) | Q(Exists(holds))


def balances_all(*, actor: Actor) -> QuerySet[Balance]:
    """What is on hand in storage, with what of it is ``reserved``, ``blocked`` because its lot is
    expired or on hold, and ``available``."""
    actor.require("stock.view")
    reserved = Coalesce(Sum("claims__quantity"), ZERO)
    rest = F("quantity") - reserved
    return (
        within(Balance.objects.filter(is_storage=True), actor.warehouses, "place__warehouse")
        .select_related("item__unit", "lot", "place__warehouse")
        .annotate(is_blocked=Case(When(of_a_blocked_lot(), then=True), default=False))
        .annotate(
            reserved=reserved,
            blocked=Case(When(is_blocked=True, then=rest), default=ZERO),
            available=Case(When(is_blocked=True, then=ZERO), default=rest),
        )
        .order_by("item__code", "place__code", "lot__number", "grade")
    )


def on_hand_of(outer: str, actor: Actor) -> Coalesce:
    """For a query about items: what is in storage of the item that ``outer`` names by its id; in
    the actor's own warehouses, where there are limits."""
    stored = Balance.objects.filter(item=OuterRef(outer), is_storage=True).order_by()
    stored = within(stored, actor.warehouses, "place__warehouse")
    total = stored.values("item").annotate(total=Sum("quantity")).values("total")
    return Coalesce(Subquery(total), ZERO)


def moves_all(*, actor: Actor) -> QuerySet[Move]:
    """Every stock move, newest first."""
    actor.require("stock.view")
    moves = Move.objects.select_related("item__unit", "lot", "source", "target", "entry")
    own = within(moves, actor.warehouses, "source__warehouse", "target__warehouse")
    return own.order_by("-at", "-id")


def move_get(*, move_id: UUID, actor: Actor) -> Move:
    """One stock move. Raises ``MoveNotFound``."""
    move = moves_all(actor=actor).filter(id=move_id).first()
    if move is None:
        raise MoveNotFound(key=move_id)
    return move


def lots_of(*, item_id: int, actor: Actor) -> QuerySet[Lot]:
    """The lots of an item, newest first."""
    actor.require("stock.view")
    return own_lots(Lot.objects.filter(item_id=item_id), actor).order_by("-id")


def lots_in_stock(*, actor: Actor) -> QuerySet[Lot]:
    """Every lot of which something lies in storage, with its item, by item and number."""
    actor.require("stock.view")
    stored = Balance.objects.filter(is_storage=True, quantity__gt=0, lot__isnull=False)
    stored = within(stored, actor.warehouses, "place__warehouse")
    lots = Lot.objects.select_related("item").filter(id__in=stored.values("lot_id"))
    return lots.order_by("item__code", "number")


def free_quantities(
    *, item_ids: Collection[int], actor: Actor, warehouse_id: int | None = None
) -> dict[int, Decimal]:
    """By item: firsts in storage that no claim holds and whose lot may be used, in one warehouse
    or in all."""
    firsts = balances_all(actor=actor).filter(item__in=list(item_ids), grade=Grade.FIRSTS)
    wanted: QuerySet[Any] = firsts.order_by()
    if warehouse_id is not None:
        wanted = wanted.filter(place__warehouse=warehouse_id)
    free: dict[int, Decimal] = {}
    for row in wanted.values("item_id", "available"):
        free[row["item_id"]] = free.get(row["item_id"], Decimal()) + row["available"]
    return free


def unit_costs(*, item_ids: Collection[int], warehouse_id: int) -> dict[int, Decimal]:
    """What a unit of each item costs now: the average in the warehouse, else the standard cost,
    else nothing; to a millionth."""
    rows = answer(UNIT_COSTS, {"items": [*item_ids], "warehouse": warehouse_id})
    return {
        item: round_half_up(value / quantity, _MILLIONTH) if quantity else standard or Decimal()
        for item, standard, quantity, value in rows
    }


UNIT_COSTS = """
SELECT i.id, i.standard_cost, sum(v.quantity), sum(v.value)
FROM catalog_item i
LEFT JOIN stock_stockvalue v ON v.item_id = i.id AND v.warehouse_id = %(warehouse)s
     AND v.grade = 'firsts' AND v.quantity > 0
WHERE i.id = ANY(%(items)s) GROUP BY i.id
"""
