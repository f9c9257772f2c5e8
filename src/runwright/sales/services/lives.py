"""The life of a sales order: confirmed, lost, cancelled, closed."""

from django.db import transaction

from runwright.journal.lives import life_step
from runwright.people.actor import Actor
from runwright.sales.models import SalesLine, SalesOrder
from runwright.sales.selectors.situations import order_situation
from runwright.sales.services.orders import needed_by, sales_order_locked
from runwright.sales.states import ORDER_LIFE
from runwright.stock.models import Strength
from runwright.stock.services import (
    demand_group_set,
    items_lock,
    need_change,
    need_close,
    need_open,
    needs_claim,
    needs_reopen,
)


@transaction.atomic
def sales_order_confirm(*, order_id: int, actor: Actor) -> SalesOrder:
    """It is a promise: stock keeps for it what there is, firmly.

    Raises ``WrongState``, or ``GuardFailed`` with everything that is missing.
    """
    order = _step(order_id, "confirm", actor)
    lines = _lines(order)
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
    _keep_nothing(_lines(order))
    return order


@transaction.atomic
def sales_order_close(*, order_id: int, reason: str, actor: Actor) -> SalesOrder:
    """The customer does without the rest, for a reason: it is given up."""
    order = _step(order_id, "close", actor, reason)
    lines = _lines(order)
    for line in lines:
        line.given_up += line.outstanding
        if line.need:
            need_change(need=line.need, quantity=line.delivered)
    SalesLine.objects.bulk_update(lines, ["given_up"])
    _keep_nothing(lines)
    return order


def order_follows(*, order: SalesOrder, actor: Actor) -> None:
    """Bring a locked order into the state that its deliveries say."""
    lines = _lines(order)
    outstanding = any(line.outstanding for line in lines)
    if order.state == "confirmed" and not outstanding:
        order_step(order=order, verb="fulfil", actor=actor)
        _keep_nothing(lines)
    elif order.state == "fulfilled" and outstanding:
        order_step(order=order, verb="restore", actor=actor)
        needs_reopen(needs=[line.need for line in lines if line.need])


def _keep_nothing(lines: list[SalesLine]) -> None:
    needs = [line.need for line in lines if line.need]
    if needs:
        need_close(needs=needs)


def _lines(order: SalesOrder) -> list[SalesLine]:
    """The lines of an order, their items locked in one go."""
    lines = list(order.lines.select_related("item__unit", "need__group").order_by("item_id", "id"))
    items_lock(item_ids=[line.item_id for line in lines])
    return lines


def _step(order_id: int, verb: str, actor: Actor, reason: str = "") -> SalesOrder:
    order = sales_order_locked(order_id)
    order_step(order=order, verb=verb, actor=actor, reason=reason)
    return order


def order_step(*, order: SalesOrder, verb: str, actor: Actor, reason: str = "") -> None:
    """Take a step of a locked order's life."""
    life_step(
        life=ORDER_LIFE,
        record=order,
        situation=order_situation(order=order, reason=reason),
        verb=verb,
        actor=actor,
        reason=reason,
    )
