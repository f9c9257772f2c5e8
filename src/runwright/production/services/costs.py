"""Closing the books of an order: what went in is frozen, and goes out with its output."""

from collections.abc import Sequence
from decimal import Decimal

from runwright.costing.output import OutputValue, output_value
from runwright.journal.models import Entry
from runwright.journal.rows import rows_insert, rows_update
from runwright.production.models import CostFact, CostKind, Order
from runwright.production.selectors.costs import CostLine, cost_lines
from runwright.stock.models import Grade


def cost_freeze(*, order: Order, entry: Entry) -> OutputValue:
    """Freeze the cost of an order; return what its firsts and seconds are worth.

    After this the facts of the order add up to zero: all that went in went out with the output,
    or is a variance where nothing could carry it.
    """
    lines = cost_lines(order=order)
    total = sum((line.amount for line in lines), Decimal())
    worth = output_value(
        cost=total,
        firsts=order.firsts,
        seconds=order.seconds,
        seconds_factor=order.item.seconds_value_factor,
    )
    _close(order, entry, lines, worth)
    return worth


def cost_write_off(*, order: Order, entry: Entry) -> None:
    """Freeze the cost of an order that is given up: all of it is a loss."""
    _close(order, entry, cost_lines(order=order), OutputValue(Decimal(), Decimal()))


def _close(order: Order, entry: Entry, lines: Sequence[CostLine], worth: OutputValue) -> None:
    total = sum((line.amount for line in lines), Decimal())
    rows_insert(CostFact, [*_inputs(order, entry, lines), *_outputs(order, entry, total, worth)])
    order.cost = total
    rows_update(Order, [order], ["cost"])


def _inputs(order: Order, entry: Entry, lines: Sequence[CostLine]) -> list[CostFact]:
    return [
        CostFact(
            entry=entry,
            order=order,
            kind=line.kind,
            work_order_id=line.work_order_id,
            item_id=line.item_id,
            operator_id=line.operator_id,
            machine_id=line.machine_id,
            quantity=line.quantity,
            rate=line.rate,
            amount=line.amount,
        )
        for line in lines
    ]


def _outputs(order: Order, entry: Entry, total: Decimal, worth: OutputValue) -> list[CostFact]:
    rows = [
        (CostKind.OUTPUT, Grade.FIRSTS, order.firsts, worth.firsts),
        (CostKind.OUTPUT, Grade.SECONDS, order.seconds, worth.seconds),
        (CostKind.VARIANCE, "", Decimal(), total - worth.firsts - worth.seconds),
    ]
    return [
        CostFact(
            entry=entry,
            order=order,
            kind=kind,
            item=order.item if kind == CostKind.OUTPUT else None,
            grade=grade,
            quantity=quantity,
            rate=value / quantity if quantity else Decimal(),
            amount=-value,
        )
        for kind, grade, quantity, value in rows
        if value
    ]
