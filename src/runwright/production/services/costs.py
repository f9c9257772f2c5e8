"""Closing the books of an order: what went in is frozen, and goes out with its output."""

from collections.abc import Sequence
from decimal import Decimal

from runwright.costing.output import output_value
from runwright.engineering.models import ByProduct
from runwright.journal.models import Entry
from runwright.journal.rows import (
    fresh,
    rows_insert,
    rows_update,
)
from runwright.production.models import CostFact, CostKind, Order
from runwright.production.selectors.cost_times import CostLine
from runwright.production.selectors.costs import cost_lines
from runwright.production.services.by_products import by_products_post
from runwright.production.services.receipts import output_close
from runwright.stock.models import Grade, Move


def cost_freeze(*, order: Order, entry: Entry, products: Sequence[ByProduct] = ()) -> None:
    """Freeze the cost of an order, and let its output carry it into stock.

    After this the facts of the order add up to zero: all that went in went out with the output,
    or is a variance where nothing could carry it. By-products take their share first. The goods
    are locked.
    """
    lines = cost_lines(order=order)
    moves = by_products_post(order, entry, products, _total(lines))
    worth = output_value(
        cost=_total(lines) - sum((move.value for move in moves), Decimal()),
        firsts=order.firsts,
        seconds=order.seconds,
        seconds_factor=order.item.seconds_value_factor,
    )
    closes = output_close(order, entry, worth)
    outputs = [output_fact(order, entry, close.grade, close.quantity, close.value)
               for close in closes]  # fmt: skip
    _close(order, entry, lines, outputs + [_by_product(order, entry, move) for move in moves])


def cost_write_off(*, order: Order, entry: Entry) -> None:
    """Freeze the cost of an order that is given up: all of it is a loss."""
    _close(order, entry, cost_lines(order=order), [])


def _close(
    order: Order, entry: Entry, lines: Sequence[CostLine], outputs: Sequence[CostFact]
) -> None:
    total = _total(lines)
    out = sum((fact.amount for fact in outputs), Decimal())
    facts = [*_inputs(order, entry, lines), *outputs]
    if total + out:
        facts.append(variance_fact(order, entry, total + out))
    rows_insert(CostFact, facts)
    order.cost = total
    rows_update(Order, [order], ["cost"])


def _total(lines: Sequence[CostLine]) -> Decimal:
    return sum((line.amount for line in lines), Decimal())


def _inputs(order: Order, entry: Entry, lines: Sequence[CostLine]) -> list[CostFact]:
    """What went in, but for what was carried along with batches: those facts are there."""
    return [
        fresh(
            CostFact,
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
        if not line.is_carried
    ]


def variance_fact(order: Order, entry: Entry, amount: Decimal) -> CostFact:
    """So much of the cost (unsaved) that nothing in stock carries."""
    kind, nothing = CostKind.VARIANCE, Decimal()
    return fresh(
        CostFact,
        entry=entry,
        order=order,
        kind=kind,
        quantity=nothing,
        rate=nothing,
        amount=-amount,
    )


def output_fact(
    order: Order, entry: Entry, grade: Grade, quantity: Decimal, value: Decimal
) -> CostFact:
    """So much of the cost (unsaved) that went out with output of a grade."""
    return fresh(
        CostFact,
        entry=entry,
        order=order,
        kind=CostKind.OUTPUT,
        item=order.item,
        grade=grade,
        quantity=quantity,
        rate=value / quantity if quantity else Decimal(),
        amount=-value,
    )


def _by_product(order: Order, entry: Entry, move: Move) -> CostFact:
    return fresh(
        CostFact,
        entry=entry,
        order=order,
        kind=CostKind.OUTPUT,
        item=move.item,
        grade=move.grade,
        quantity=move.quantity,
        rate=move.value / move.quantity,
        amount=-move.value,
    )
