"""Batches that have passed their last operation come into stock, under their own label."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q

from runwright.catalog.models import Tracking
from runwright.costing.valuation import CENT
from runwright.journal.models import Entry
from runwright.journal.rows import fresh, rows_add, rows_insert, rows_update
from runwright.kernel.rounding import round_half_up
from runwright.production.models import Batch, Order, OutputReceipt
from runwright.production.services.output_moves import Output
from runwright.production.services.receipts import output_move, planned_unit_cost
from runwright.stock.models import Balance, Grade, Lot, Move
from runwright.stock.services import (
    items_lock,
    lot_named,
    moves_reverse,
    supply_unreceive,
    waiting_needs_serve,
)
from runwright.stock.services.withdrawals import claims_withdraw


def batches_receive(*, order: Order, batches: Sequence[Batch], entry: Entry) -> None:
    """Receive batches (unsaved) once, at planned unit cost; the lot has the number of the label.

    Items with serial numbers get one for each piece.
    """
    if not batches:
        return
    items_lock(item_ids=[order.item_id])
    outputs = [one for batch in batches for one in _outputs(order, batch)]
    moves = output_move(order, entry, outputs)
    rows_add(OutputReceipt, [fresh(OutputReceipt, move=move, order=order) for move in moves])


def _outputs(order: Order, batch: Batch) -> Iterator[Output]:
    for grade, quantity in ((Grade.FIRSTS, batch.firsts + batch.gained),
                            (Grade.SECONDS, batch.seconds)):  # fmt: skip
        if not quantity:
            continue
        each = planned_unit_cost(order, grade)
        for part, lot in lots_of(order, batch, grade, quantity):
            value = round_half_up(each * Fraction(part), CENT)
            yield Output(grade, part, value, lot=lot)


def lots_of(
    order: Order, batch: Batch, grade: Grade, quantity: Decimal
) -> Iterator[tuple[Decimal, Lot]]:
    """The lots in which pieces of a batch lie: one with its number, or one of each piece where
    they have serial numbers. The batch (unsaved) names its only one."""
    if order.item.tracking != Tracking.SERIAL:
        batch.lot = lot_named(item_id=order.item_id, number=batch.code)
        yield quantity, batch.lot
        return
    for piece in range(1, int(quantity) + 1):
        number = f"{batch.code}-{'S' if grade == Grade.SECONDS else ''}{piece:03}"
        yield Decimal(1), lot_named(item_id=order.item_id, number=number)


def batches_unreceive(*, order: Order, batches: Sequence[Batch], entry: Entry) -> None:
    """Take back what batches brought into stock; claims on it go to other goods.

    Raises ``NotEnoughStock`` when it has left.
    """
    numbers = [batch.code for batch in batches]
    receipts = _receipts(order, numbers)
    if not receipts:
        return
    items_lock(item_ids=[order.item_id])
    for receipt in receipts:
        _let_go(receipt.move)
    moves = moves_reverse(parts=[(r.move, r.move.quantity) for r in receipts], entry=entry)
    rows_insert(OutputReceipt, [fresh(OutputReceipt, move=move, order=order) for move in moves])
    for move in moves:
        order.received -= move.quantity
        if order.supply_id and move.grade == Grade.FIRSTS:
            supply_unreceive(supply_id=order.supply_id, quantity=move.quantity)
    rows_update(Order, [order], ["received"])
    assert order.goods_warehouse_id
    waiting_needs_serve(item_id=order.item_id, warehouse_id=order.goods_warehouse_id)


def _receipts(order: Order, numbers: Sequence[str]) -> list[OutputReceipt]:
    """The receipts of batches, or of their pieces, that stand."""
    own = Q(move__lot__number__in=numbers)
    for number in numbers:
        own |= Q(move__lot__number__startswith=f"{number}-")
    found = OutputReceipt.objects.filter(own, order=order, move__reverses=None)
    found = found.exclude(move__reversals__isnull=False)
    related = ("move__item__unit", "move__lot", "move__source", "move__target")
    return list(found.select_related(*related).order_by("-id"))


def _let_go(move: Move) -> None:
    """Claims on the goods of a receipt are withdrawn, the least urgent first."""
    balance = Balance.objects.select_for_update().get(
        item=move.item_id, lot=move.lot_id, grade=move.grade, place=move.target_id
    )
    claims_withdraw(on=balance, most=max(balance.quantity - move.quantity, Decimal()))
