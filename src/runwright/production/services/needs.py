"""How much of its material an order wants, and the needs that say so."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from runwright.journal.rows import answer
from runwright.production.models import MaterialLine, Order
from runwright.production.rules import material_due
from runwright.production.services.materials import need_raised
from runwright.stock.models import Need
from runwright.stock.services import items_lock, needs_claim, waiting_needs_serve


def line_wanted(line: MaterialLine, starts: Mapping[int, Decimal]) -> Decimal:
    """What a line needs in all when its operation starts with ``starts`` of it (base unit), raised
    to its rounding multiple."""
    wanted = material_due(
        cumulated=starts.get(line.operation_id or 0, line.order.quantity),
        per_unit=Fraction(line.per_unit_numerator) / Fraction(line.per_unit_denominator),
        fixed=line.fixed_quantity,
        resolution=line.item.resolution,
    )
    return need_raised(wanted, line.rounding_multiple)


def lines_of(order: Order) -> list[MaterialLine]:
    """The lines of an order with their needs and items."""
    lines = MaterialLine.objects.filter(order=order).select_related("need", "item__unit")
    found = list(lines.order_by("position"))
    for line in found:
        line.order = order
    return found


def lines_resize(*, order: Order, starts: Mapping[int, Decimal]) -> None:
    """Give every line of an order the need its operation's start quantity asks for, less what came
    worked from another order: that had drawn the material."""
    lines = lines_of(order)
    items_lock(item_ids=[line.item_id for line in lines])
    to_work = starts_to_work(order, starts)
    for line in lines:
        line.need.quantity = line_wanted(line, to_work)
    needs_resize(needs=[line.need for line in lines])


def starts_to_work(order: Order, starts: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """What operations start with, by operation, less what came worked from another order."""
    came: dict[int, Decimal] = dict(answer(CAME_WORKED, [order.id]))
    return {key: start - came.get(key, Decimal()) for key, start in starts.items()}


CAME_WORKED = """
SELECT w.operation_id, sum(q.firsts + q.seconds)
FROM production_scan s JOIN production_quantityreport q ON q.scan_id = s.id
JOIN production_workorder w ON w.id = q.work_order_id
WHERE s.order_id = %s AND s.kind = 'rehome' GROUP BY w.operation_id
"""


def needs_resize(*, needs: Sequence[Need]) -> None:
    """Claims follow needs whose quantity was changed: too much is let go, too little claimed.

    The items are locked.
    """
    Need.objects.bulk_update(needs, ["quantity"])
    needs_claim(needs=needs)
    for item_id, warehouse_id in sorted({(n.item_id, n.warehouse_id) for n in needs}):
        waiting_needs_serve(item_id=item_id, warehouse_id=warehouse_id)
