"""Stock that turns out to be worth more or less than it was taken in for."""

from collections.abc import Callable
from decimal import Decimal

from runwright.journal.models import Entry
from runwright.journal.rows import rows_update
from runwright.stock.models import Revaluation, StockValue


def stock_revalue(
    *,
    pool: tuple[int, int | None, str, int],
    difference: Callable[[Decimal], Decimal],
    entry: Entry,
) -> Revaluation | None:
    """Change what a pool (item, lot, grade, warehouse) is worth, and say by how much.

    ``difference`` is asked with the quantity that lies there, under its lock. Goods are never
    worth less than nothing, so less may be taken off than was asked. The items are locked.
    """
    item_id, lot_id, grade, warehouse_id = pool
    which = {"item": item_id, "lot": lot_id, "grade": grade, "warehouse": warehouse_id}
    stored = StockValue.objects.select_for_update().filter(**which).first()
    if stored is None or not stored.quantity:
        return None
    amount = max(difference(stored.quantity), -stored.value)
    if not amount:
        return None
    stored.value += amount
    rows_update(StockValue, [stored], ["value"])
    return Revaluation.objects.create(
        entry=entry, item_id=item_id, lot_id=lot_id, grade=grade, warehouse_id=warehouse_id,
        amount=amount,
    )  # fmt: skip
