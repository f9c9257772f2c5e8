"""Material lines of an order: made from its BoM with their needs, and let go again."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from runwright.engineering.models import Consumption, Operation
from runwright.engineering.rules import start_quantities
from runwright.engineering.selectors import Part, operations_to_plan, parts_of
from runwright.engineering.services import recipe_use
from runwright.journal.rows import (
    fresh,
    rows_add,
    rows_insert,
)
from runwright.kernel.rounding import round_up
from runwright.people.actor import Actor
from runwright.production.models import MaterialLine, Order
from runwright.production.rules import material_due
from runwright.stock.models import Need
from runwright.stock.selectors import unit_costs
from runwright.stock.services import items_lock, need_close, needs_claim


def lines_fix(*, order: Order, actor: Actor) -> list[MaterialLine]:
    """Make the material lines of an order from its BoM, open their needs, and claim stock."""
    assert order.bom_id and order.routing and order.components_warehouse_id
    if not (order.bom and order.bom.used_at and order.routing.used_at):
        recipe_use(bom_id=order.bom_id, routing_id=order.routing_id)
    lines = lines_wanted(order=order, actor=actor)
    items_lock(item_ids=[line.item_id for line in lines])
    lines_price(lines=lines, warehouse_id=order.components_warehouse_id)
    needs = rows_insert(Need, [line.need for line in lines])
    for line, need in zip(lines, needs, strict=True):
        line.need = need  # which has its id by now
    rows_add(MaterialLine, lines)
    needs_claim(needs=needs, are_new=True)
    return lines


def lines_price(*, lines: Sequence[MaterialLine], warehouse_id: int) -> None:
    """Give lines the cost that is planned for a unit: what it costs in the warehouse now, and for
    a service the price of the operation it is bought for."""
    costs = unit_costs(item_ids=[line.item_id for line in lines], warehouse_id=warehouse_id)
    for line in lines:
        work = line.operation
        is_service = work is not None and work.service_id == line.item_id
        agreed = work.unit_price if work and is_service else Decimal()
        line.planned_unit_cost = agreed or costs[line.item_id]


def lines_wanted(*, order: Order, actor: Actor) -> list[MaterialLine]:
    """The lines and needs (unsaved) that an order takes by its recipe, without their costs."""
    assert order.bom_id and order.routing
    parts = parts_of(bom_id=order.bom_id, item_id=order.item_id, actor=actor)
    operations = operations_to_plan(routing_id=order.routing.id)
    starts = start_quantities(
        operations=operations, good=order.quantity, resolution=order.item.resolution
    )
    started = {o.id: quantity for o, quantity in zip(operations, starts, strict=True)}
    lines = [
        _line(order, position, part, part.operation or operations[0], started)
        for position, part in _positioned(parts)
    ]
    behind = max((line.position for line in lines), default=0)
    bought = [
        operation for operation in operations if operation.is_external and operation.service_id
    ]
    return lines + [
        _service_line(order, behind + 10 * n, operation, started[operation.id])
        for n, operation in enumerate(bought, start=1)
    ]


def _positioned(parts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """Lines of the order's own BoM keep their position, those of phantoms come behind."""
    taken = {part.line.position for part in parts if part.line.bom_id == parts[0].line.bom_id}
    behind = max(taken, default=0)
    for part in parts:
        if part.line.bom_id == parts[0].line.bom_id:
            yield part.line.position, part
        else:
            behind += 10
            yield behind, part


def _line(
    order: Order, position: int, part: Part, operation: Operation, started: dict[int, Decimal]
) -> MaterialLine:
    item, fixed = part.item, round_up(part.fixed, part.item.resolution)
    wanted = material_due(
        cumulated=started[operation.id],
        per_unit=part.per_unit,
        fixed=fixed,
        resolution=item.resolution,
    )
    multiple = round_up(part.multiple, item.resolution)
    assert order.components_warehouse_id
    return fresh(
        MaterialLine,
        order=order,
        position=position,
        item=item,
        operation=operation,
        per_unit_numerator=Decimal(part.per_unit.numerator),
        per_unit_denominator=Decimal(part.per_unit.denominator),
        fixed_quantity=fixed,
        rounding_multiple=multiple,
        mode=part.mode,
        need=fresh(
            Need,
            item=item,
            warehouse_id=order.components_warehouse_id,
            quantity=need_raised(wanted, multiple),
            cause=order.number,
            group_id=order.group_id,
            needed_by=order.planned_start,
            priority=order.priority,
        ),
    )


def _service_line(
    order: Order, position: int, operation: Operation, started: Decimal
) -> MaterialLine:
    """What is bought for an operation done outside: one for each unit that starts there."""
    assert operation.service and order.components_warehouse_id
    return fresh(
        MaterialLine,
        order=order,
        position=position,
        item=operation.service,
        operation=operation,
        per_unit_numerator=Decimal(1),
        per_unit_denominator=Decimal(1),
        mode=Consumption.AUTOMATIC,
        need=fresh(
            Need,
            item=operation.service,
            warehouse_id=order.components_warehouse_id,
            quantity=round_up(started, operation.service.resolution),
            cause=order.number,
            group_id=order.group_id,
            needed_by=order.planned_start,
            priority=order.priority,
        ),
    )


def need_raised(quantity: Decimal, multiple: Decimal) -> Decimal:
    """What is reserved and picked for a line: whole multiples, where it is taken in multiples."""
    return round_up(quantity, multiple) if multiple else quantity


def lines_free(*, lines: Sequence[MaterialLine]) -> None:
    """Nothing more is wanted for these lines: their claims go to whoever waits."""
    need_close(needs=[line.need for line in lines])
