"""What of an order's output is in stock already."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet, Sum

from runwright.people.actor import Actor
from runwright.production.models import Order, OutputReceipt
from runwright.stock.models import Move


@dataclass(frozen=True)
class Received:
    """A receipt of output: ``left`` of it was not taken back, worth ``value``."""

    receipt_id: int
    move: Move
    left: Decimal
    value: Decimal

    @property
    def move_id(self) -> UUID:
        """The id of the move, which is that of the receipt's fact."""
        return self.move.id

    @property
    def pool(self) -> tuple[int, int | None, str, int]:
        """Where the goods went: item, lot, grade and warehouse."""
        warehouse_id = self.move.target.warehouse_id
        assert warehouse_id
        return (self.move.item_id, self.move.lot_id, self.move.grade, warehouse_id)


def received_of(*, order: Order, grade: str = "") -> list[Received]:
    """The receipts of an order in the order they came, each with what is left of it."""
    receipts = list(_receipts(order, grade))
    undone = Move.objects.filter(reverses__in=[r.move_id for r in receipts])
    sums = undone.values_list("reverses_id").annotate(Sum("quantity"), Sum("value"))
    back = {move_id: (quantity, value) for move_id, quantity, value in sums}
    found = []
    for receipt in receipts:
        quantity, value = back.get(receipt.move_id, (Decimal(), Decimal()))
        move = receipt.move
        found.append(Received(receipt.id, move, move.quantity - quantity, move.value - value))
    return found


def _receipts(order: Order, grade: str) -> QuerySet[OutputReceipt]:
    receipts = OutputReceipt.objects.filter(
        order=order, move__reverses=None, move__item=order.item_id
    )
    if grade:
        receipts = receipts.filter(move__grade=grade)
    return receipts.select_related("move__target__warehouse", "move__lot").order_by("id")


def order_receipts(*, order: Order, actor: Actor) -> list[Received]:
    """The receipts of an order's output, each with what is left of it."""
    actor.require("production.view")
    return received_of(order=order)
