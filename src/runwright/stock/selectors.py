"""Reading stock: balances, moves and availability."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import DecimalField, F, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from runwright.catalog.models import Item
from runwright.kernel.rounding import round_half_up
from runwright.people.actor import Actor
from runwright.stock.errors import MoveNotFound, WarehouseNotFound
from runwright.stock.models import (
    Balance,
    Claim,
    Grade,
    Lot,
    Move,
    Need,
    Place,
    StockValue,
    Warehouse,
)

_MILLIONTH = Decimal("0.000001")
_ZERO = Value(Decimal(), output_field=DecimalField(max_digits=24, decimal_places=9))


def warehouses_all(*, actor: Actor) -> QuerySet[Warehouse]:
    """Every warehouse with its places, by code."""
    actor.require("stock.view")
    return Warehouse.objects.prefetch_related("places").order_by("code")


def warehouse_get(*, warehouse_id: int, actor: Actor) -> Warehouse:
    """One warehouse with its places. Raises ``WarehouseNotFound``."""
    warehouse = warehouses_all(actor=actor).filter(id=warehouse_id).first()
    if warehouse is None:
        raise WarehouseNotFound(key=warehouse_id)
    return warehouse


def default_warehouses() -> tuple[int | None, int | None]:
    """The ids of the warehouses that components come from and finished goods go to by default."""
    chosen = Warehouse.objects.filter(Q(is_components_default=True) | Q(is_goods_default=True))
    rows = [*chosen.values_list("id", "is_components_default", "is_goods_default")]
    components = next((key for key, from_here, _ in rows if from_here), None)
    return components, next((key for key, _, to_here in rows if to_here), None)


def storage_places(*, actor: Actor) -> QuerySet[Place]:
    """Every storage place with its warehouse, by code."""
    actor.require("stock.view")
    return Place.objects.select_related("warehouse").filter(kind="storage").order_by("code")


def balances_all(*, actor: Actor) -> QuerySet[Balance]:
    """What is on hand in storage, with ``reserved`` and ``available`` beside it."""
    actor.require("stock.view")
    reserved = Coalesce(Sum("claims__quantity"), _ZERO)
    return (
        Balance.objects.filter(is_storage=True)
        .select_related("item__unit", "lot", "place__warehouse")
        .annotate(reserved=reserved, available=F("quantity") - reserved)
        .order_by("item__code", "place__code", "lot__number", "grade")
    )


def on_hand_of(outer: str) -> Coalesce:
    """For a query about items: what is in storage of the item that ``outer`` names by its id."""
    stored = Balance.objects.filter(item=OuterRef(outer), is_storage=True).order_by()
    total = stored.values("item").annotate(total=Sum("quantity")).values("total")
    return Coalesce(Subquery(total), _ZERO)


def moves_all(*, actor: Actor) -> QuerySet[Move]:
    """Every stock move, newest first."""
    actor.require("stock.view")
    return Move.objects.select_related("item__unit", "lot", "source", "target", "entry").order_by(
        "-at", "-id"
    )


def move_get(*, move_id: UUID, actor: Actor) -> Move:
    """One stock move. Raises ``MoveNotFound``."""
    move = moves_all(actor=actor).filter(id=move_id).first()
    if move is None:
        raise MoveNotFound(key=move_id)
    return move


def lots_of(*, item_id: int, actor: Actor) -> QuerySet[Lot]:
    """The lots of an item, newest first."""
    actor.require("stock.view")
    return Lot.objects.filter(item_id=item_id).order_by("-id")


def lots_in_stock(*, actor: Actor) -> QuerySet[Lot]:
    """Every lot of which something lies in storage, with its item, by item and number."""
    actor.require("stock.view")
    stored = Balance.objects.filter(is_storage=True, quantity__gt=0, lot__isnull=False)
    lots = Lot.objects.select_related("item").filter(id__in=stored.values("lot_id"))
    return lots.order_by("item__code", "number")


def unit_costs(*, item_ids: Collection[int], warehouse_id: int) -> dict[int, Decimal]:
    """What a unit of each item costs now: the average in the warehouse, else the standard cost,
    else nothing; to a millionth."""
    stored = StockValue.objects.filter(
        item__in=item_ids, warehouse=warehouse_id, grade=Grade.FIRSTS, quantity__gt=0
    )
    sums = stored.values_list("item_id").annotate(Sum("quantity"), Sum("value"))
    averages = {item: round_half_up(value / quantity, _MILLIONTH) for item, quantity, value in sums}
    standards = Item.objects.filter(id__in=item_ids).values_list("id", "standard_cost")
    return {item: averages.get(item, standard or Decimal()) for item, standard in standards}


@dataclass(frozen=True)
class NeedCover:
    """How one need is met: wanted, served so far, claimed on hand, expected, and short.

    ``expected`` is claimed on supplies with a firm date, the last of which is ``expected_at``;
    what is linked to a supply without a date counts as short.
    """

    wanted: Decimal
    served: Decimal
    claimed: Decimal
    expected: Decimal = Decimal()
    expected_at: datetime | None = None

    @property
    def short(self) -> Decimal:
        """What nothing covers."""
        covered = self.served + self.claimed + self.expected
        return max(self.wanted - covered, Decimal())


def needs_cover(*, needs: Sequence[Need]) -> dict[int, NeedCover]:
    """The cover of each need by its id, in one query."""
    claims = Claim.objects.filter(need__in=needs).values_list("need_id")
    held = claims.annotate(
        claimed=Coalesce(Sum("quantity", filter=Q(balance__isnull=False)), _ZERO),
        expected=Coalesce(Sum("quantity", filter=Q(supply__due_at__isnull=False)), _ZERO),
        expected_at=Max("supply__due_at"),
    )
    cover = {need_id: sums for need_id, *sums in held}
    return {n.id: NeedCover(n.quantity, n.served, *cover.get(n.id, [Decimal()])) for n in needs}
