"""Material lines of an order: made from its BoM with their needs, and let go again."""

from collections.abc import Sequence
from decimal import Decimal

from runwright.engineering.models import Bom, BomLine, Operation
from runwright.engineering.rules import line_fixed_need, line_need_per_unit, start_quantities
from runwright.engineering.selectors import bom_get
from runwright.journal.rows import rows_insert
from runwright.kernel.rounding import round_up
from runwright.people.actor import Actor
from runwright.production.models import MaterialLine, Order
from runwright.production.rules import material_due
from runwright.stock.models import Need
from runwright.stock.selectors import unit_costs
from runwright.stock.services import items_lock, need_close, needs_claim


def lines_fix(*, order: Order, actor: Actor) -> None:
    """Make the material lines of an order from its BoM, open their needs, and claim stock."""
    assert order.bom_id and order.routing and order.components_warehouse_id
    bom = bom_get(bom_id=order.bom_id, actor=actor)
    operations = list(order.routing.operations.all())
    starts = start_quantities(
        operations=operations, good=order.quantity, resolution=order.item.resolution
    )
    started = {o.id: quantity for o, quantity in zip(operations, starts, strict=True)}
    lines = [_line(order, bom, line, operations[0], started) for line in bom.lines.all()]
    items_lock(item_ids=[line.item_id for line in lines])
    costs = unit_costs(
        item_ids=[line.item_id for line in lines], warehouse_id=order.components_warehouse_id
    )
    for line in lines:
        line.planned_unit_cost = costs[line.item_id]
    needs = rows_insert(Need, [line.need for line in lines])
    for line, need in zip(lines, needs, strict=True):
        line.need = need  # which has its id by now
    rows_insert(MaterialLine, lines)
    needs_claim(needs=needs)


def _line(
    order: Order, bom: Bom, line: BomLine, first: Operation, started: dict[int, Decimal]
) -> MaterialLine:
    operation = line.operation or first
    per_unit = line_need_per_unit(line=line, bom_quantity=bom.quantity)
    fixed = round_up(line_fixed_need(line=line), line.item.resolution)
    wanted = material_due(
        cumulated=started[operation.id],
        per_unit=per_unit,
        fixed=fixed,
        resolution=line.item.resolution,
    )
    assert order.components_warehouse_id
    return MaterialLine(
        order=order,
        position=line.position,
        item=line.item,
        operation=operation,
        per_unit_numerator=Decimal(per_unit.numerator),
        per_unit_denominator=Decimal(per_unit.denominator),
        fixed_quantity=fixed,
        mode=line.mode or bom.mode,
        need=Need(
            item=line.item,
            warehouse_id=order.components_warehouse_id,
            quantity=wanted,
            cause=order.number,
            needed_by=order.planned_start,
            priority=order.priority,
        ),
    )


def lines_free(*, lines: Sequence[MaterialLine]) -> None:
    """Nothing more is wanted for these lines: their claims go to whoever waits."""
    need_close(needs=[line.need for line in lines])
