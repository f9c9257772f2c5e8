"""Reading orders, their work orders, and which verbs are offered on them."""

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from runwright.catalog.models import Item
from runwright.engineering.models import Bom, Operation, Routing
from runwright.journal.rows import (
    columns,
    instances,
    joined,
    related_fill,
)
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.people.models import User
from runwright.people.reach import within
from runwright.production.errors import OrderNotFound, WorkOrderNotFound
from runwright.production.limits import is_own_order, own_orders
from runwright.production.models import MaterialLine, Order, WorkAssignment, WorkOrder
from runwright.production.selectors.situations import situation_of
from runwright.production.selectors.waiting import material_since
from runwright.production.states import AUTOMATIC_VERBS, ORDER_LIFE
from runwright.resources.models import WorkCentre
from runwright.stock.models import Need, Warehouse
from runwright.units.models import Unit


def orders_all(*, actor: Actor) -> QuerySet[Order]:
    """Every manufacturing order with its item and responsible, newest first."""
    actor.require("production.view")
    orders = Order.objects.select_related("item__unit", "responsible")
    return own_orders(orders, actor).order_by("-created_at", "-id")


def order_get(*, order_id: int, actor: Actor) -> Order:
    """One order with its work orders and material lines. Raises ``OrderNotFound``."""
    actor.require("production.view")
    found = instances(ORDER_PARTS, ORDER_READ, {"order": order_id})
    if not found or not is_own_order(actor, order_id):
        raise OrderNotFound(key=order_id)
    order: Order
    ((order, item, item.unit, order.responsible, order.bom, order.routing, *houses),) = found
    order.item = item
    order.components_warehouse, order.goods_warehouse = houses
    related_fill(order, "work_orders", _work_orders(order))
    related_fill(order, "materials", _materials(order))
    return order


ORDER_PARTS = [Order, Item, Unit, User, Bom, Routing, Warehouse, Warehouse]

ORDER_READ = f"""
SELECT {columns(Order, "o")}, {columns(Item, "i")}, {columns(Unit, "u")}, {columns(User, "p")},
       {columns(Bom, "b")}, {columns(Routing, "r")}, {columns(Warehouse, "c")},
       {columns(Warehouse, "g")}
FROM production_order o
JOIN catalog_item i ON i.id = o.item_id JOIN units_unit u ON u.id = i.unit_id
LEFT JOIN people_user p ON p.id = o.responsible_id
LEFT JOIN engineering_bom b ON b.id = o.bom_id
LEFT JOIN engineering_routing r ON r.id = o.routing_id
LEFT JOIN stock_warehouse c ON c.id = o.components_warehouse_id
LEFT JOIN stock_warehouse g ON g.id = o.goods_warehouse_id
WHERE o.id = %(order)s
"""


def _work_orders(order: Order) -> list[WorkOrder]:
    """The work orders of an order with their centres and who is assigned to them."""
    found, assigned = [], []
    rows = instances([WorkOrder, WorkCentre], WORK_ORDERS, {"order": order.id})
    for work, centre, work.material_since, is_assigned in rows:
        work.order, work.work_centre = order, centre
        found.append(work)
        if is_assigned:
            assigned.append(work)
        else:
            work._prefetched_objects_cache = {"assignments": NOBODY}
    prefetch_related_objects(assigned, ASSIGNED)
    return found


ASSIGNED = Prefetch("assignments", WorkAssignment.objects.select_related("operator"))
NOBODY = WorkAssignment.objects.none()

WORK_ORDERS = f"""
SELECT {columns(WorkOrder, "w")}, {columns(WorkCentre, "c")},
       (SELECT min(n.waiting_since) FROM production_materialline m
        JOIN stock_need n ON n.id = m.need_id
        WHERE m.order_id = w.order_id AND m.operation_id = w.operation_id),
       EXISTS (SELECT FROM production_workassignment a WHERE a.work_order_id = w.id)
FROM production_workorder w JOIN resources_workcentre c ON c.id = w.work_centre_id
WHERE w.order_id = %(order)s ORDER BY w.order_id, w.sequence
"""


def _materials(order: Order) -> list[MaterialLine]:
    """The material lines of an order with their items, operations and needs."""
    lines = []
    for line, item, unit, operation, need in instances(
        [MaterialLine, Item, Unit, Operation, Need], MATERIALS, {"order": order.id}
    ):
        joined(item, unit=unit)
        joined(line, order=order, item=item, operation=operation, need=need)
        lines.append(line)
    return lines


MATERIALS = f"""
SELECT {columns(MaterialLine, "m")}, {columns(Item, "i")}, {columns(Unit, "u")},
       {columns(Operation, "p")}, {columns(Need, "n")}
FROM production_materialline m
JOIN catalog_item i ON i.id = m.item_id JOIN units_unit u ON u.id = i.unit_id
LEFT JOIN engineering_operation p ON p.id = m.operation_id
JOIN stock_need n ON n.id = m.need_id
WHERE m.order_id = %(order)s ORDER BY m.order_id, m.position
"""


def work_orders_all(*, actor: Actor) -> QuerySet[WorkOrder]:
    """Every work order with its order, item and work centre."""
    actor.require("production.view")
    work_orders = WorkOrder.objects.select_related("order__item__unit", "work_centre")
    work_orders = within(work_orders, actor.departments, "work_centre__department")
    return work_orders.annotate(material_since=material_since()).order_by(
        "-order__created_at", "order_id", "sequence"
    )


def work_order_get(*, work_order_id: int, actor: Actor) -> WorkOrder:
    """One work order. Raises ``WorkOrderNotFound``."""
    work_order = (
        work_orders_all(actor=actor)
        .select_related("operation")
        .prefetch_related(
            Prefetch("assignments", WorkAssignment.objects.select_related("operator"))
        )
        .filter(id=work_order_id)
        .first()
    )
    if work_order is None:
        raise WorkOrderNotFound(key=work_order_id)
    return work_order


def order_verbs(*, order: Order, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on an order now, from the transition table."""
    if order.is_history:
        return []
    return ORDER_LIFE.verbs(
        situation_of(order=order),
        state=order.state,
        permissions=actor.permissions,
        without=AUTOMATIC_VERBS,
    )
