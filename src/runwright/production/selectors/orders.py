"""Reading orders, their work orders, and which verbs are offered on them."""

from django.db.models import Prefetch, QuerySet

from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.production.errors import OrderNotFound, WorkOrderNotFound
from runwright.production.models import MaterialLine, Order, WorkAssignment, WorkOrder
from runwright.production.selectors.situations import situation_of
from runwright.production.selectors.waiting import material_since
from runwright.production.states import AUTOMATIC_VERBS, ORDER_LIFE

_WORK_ORDERS = Prefetch(
    "work_orders",
    WorkOrder.objects.select_related("work_centre")
    .annotate(material_since=material_since())
    .prefetch_related(Prefetch("assignments", WorkAssignment.objects.select_related("operator"))),
)
_MATERIALS = Prefetch(
    "materials", MaterialLine.objects.select_related("item__unit", "operation", "need")
)


def orders_all(*, actor: Actor) -> QuerySet[Order]:
    """Every manufacturing order with its item and responsible, newest first."""
    actor.require("production.view")
    return Order.objects.select_related("item__unit", "responsible").order_by("-created_at", "-id")


def order_get(*, order_id: int, actor: Actor) -> Order:
    """One order with its work orders and material lines. Raises ``OrderNotFound``."""
    order = (
        orders_all(actor=actor)
        .select_related("bom", "routing", "components_warehouse", "goods_warehouse")
        .prefetch_related(_WORK_ORDERS, _MATERIALS)
        .filter(id=order_id)
        .first()
    )
    if order is None:
        raise OrderNotFound(key=order_id)
    return order


def work_orders_all(*, actor: Actor) -> QuerySet[WorkOrder]:
    """Every work order with its order, item and work centre."""
    actor.require("production.view")
    work_orders = WorkOrder.objects.select_related("order__item__unit", "work_centre")
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
    situation = situation_of(order=order)
    return [
        OfferedVerb(
            step.verb,
            step.label,
            step.target,
            step.obstacles(situation),
            step.warnings(situation),
        )
        for step in ORDER_LIFE.offered(order.state, actor.permissions)
        if step.verb not in AUTOMATIC_VERBS
    ]
