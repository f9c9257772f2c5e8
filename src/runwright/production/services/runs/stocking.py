"""Batches that have passed their last operation come into stock, under their own label."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from runwright.catalog.models import Tracking
from runwright.costing.valuation import CENT
from runwright.journal.models import Entry
from runwright.kernel.rounding import round_half_up
from runwright.production.models import Batch, Order
from runwright.production.services.receipts import Output, output_post, planned_unit_cost
from runwright.stock.models import Grade, Lot
from runwright.stock.services import items_lock, lot_named


def batches_receive(*, order: Order, batches: Sequence[Batch], entry: Entry) -> None:
    """Receive batches (unsaved) once, at planned unit cost; the lot has the number of the label.

    Items with serial numbers get one for each piece.
    """
    if not batches:
        return
    items_lock(item_ids=[order.item_id])
    output_post(order, entry, [one for batch in batches for one in _outputs(order, batch)])


def _outputs(order: Order, batch: Batch) -> Iterator[Output]:
    for grade, quantity in ((Grade.FIRSTS, batch.firsts + batch.gained),
                            (Grade.SECONDS, batch.seconds)):  # fmt: skip
        if not quantity:
            continue
        each = planned_unit_cost(order, grade)
        for part, lot in _lots(order, batch, grade, quantity):
            value = round_half_up(each * Fraction(part), CENT)
            yield Output(grade, part, value, lot=lot)


def _lots(
    order: Order, batch: Batch, grade: Grade, quantity: Decimal
) -> Iterator[tuple[Decimal, Lot]]:
    if order.item.tracking != Tracking.SERIAL:
        batch.lot = lot_named(item_id=order.item_id, number=batch.code)
        yield quantity, batch.lot
        return
    for piece in range(1, int(quantity) + 1):
        number = f"{batch.code}-{'S' if grade == Grade.SECONDS else ''}{piece:03}"
        yield Decimal(1), lot_named(item_id=order.item_id, number=number)
