"""The life of a sales order: confirmed, lost, cancelled, closed."""

from django.db import transaction

from runwright.people.actor import Actor
from runwright.sales.models import SalesLine, SalesOrder
from runwright.sales.services.following import lines_locked, lines_release, order_step
from runwright.sales.services.orders import needed_by, sales_order_locked
from runwright.stock.models import Strength
from runwright.stock.services import (
    demand_group_set,
    need_change,
    need_open,
    needs_claim,
)


@transaction.atomic
def sales_order_confirm(*, order_id: int, actor: Actor) -> SalesOrder:
    """It is a promise: stock keeps for it what there is, firmly.

    Raises ``WrongState``, or ``GuardFailed`` with everything that is missing.
    """
    order = _step(order_id, "confirm", actor)
    lines = lines_locked(order)
    demand_group_set(group=order.group, strength=Strength.FIRM)
    for line in lines:
        line.need = need_open(
            item_id=line.item_id,
            warehouse_id=order.warehouse_id,
            quantity=line.quantity,
            cause=order.number,
            needed_by=needed_by(order),
            priority=order.priority,
            group=order.group,
        )
    SalesLine.objects.bulk_update(lines, ["need"])
    needs_claim(needs=[line.need for line in lines if line.need])
    return order


@transaction.atomic
def sales_order_lose(*, order_id: int, reason: str, actor: Actor) -> SalesOrder:
    """The customer wants none of an estimate, for a reason."""
    order = _step(order_id, "lose", actor, reason)
    if order.group.strength == Strength.FIRM:  # work had begun on it
        demand_group_set(group=order.group, strength=Strength.PLANNED)
    return order


@transaction.atomic
def sales_order_cancel(*, order_id: int, actor: Actor, reason: str = "") -> SalesOrder:
    """It is off before anything was delivered: what was kept for it is free."""
    order = _step(order_id, "cancel", actor, reason)
    lines_release(lines_locked(order))
    return order


@transaction.atomic
def sales_order_close(*, order_id: int, reason: str, actor: Actor) -> SalesOrder:
    """The customer does without the rest, for a reason: it is given up."""
    order = _step(order_id, "close", actor, reason)
    lines = lines_locked(order)
    for line in lines:
        line.given_up += line.outstanding
        if line.need:
            need_change(need=line.need, quantity=line.delivered)
    SalesLine.objects.bulk_update(lines, ["given_up"])
    lines_release(lines)
    return order


def _step(order_id: int, verb: str, actor: Actor, reason: str = "") -> SalesOrder:
    order = sales_order_locked(order_id)
    order_step(order=order, verb=verb, actor=actor, reason=reason)
    return order
