"""A sales order follows its lines: fulfilled when nothing is outstanding, and back."""

from runwright.journal.lives import life_step
from runwright.people.actor import Actor
from runwright.sales.models import SalesLine, SalesOrder
from runwright.sales.selectors.situations import order_situation
from runwright.sales.states import ORDER_LIFE
from runwright.stock.services import items_lock, need_close, needs_reopen


def order_follows(*, order: SalesOrder, actor: Actor) -> None:
    """Bring a locked order into the state that its lines say."""
    lines = lines_locked(order)
    outstanding = any(line.outstanding for line in lines)
    if order.state == "confirmed" and not outstanding:
        order_step(order=order, verb="fulfil", actor=actor)
        lines_release(lines)
    elif order.state == "fulfilled" and outstanding:
        order_step(order=order, verb="restore", actor=actor)
        needs_reopen(needs=[line.need for line in lines if line.need])


def lines_release(lines: list[SalesLine]) -> None:
    """What was kept for these lines is free."""
    needs = [line.need for line in lines if line.need]
    if needs:
        need_close(needs=needs)


def lines_locked(order: SalesOrder) -> list[SalesLine]:
    """The lines of an order, their items locked in one go."""
    lines = list(order.lines.select_related("item__unit", "need__group").order_by("item_id", "id"))
    items_lock(item_ids=[line.item_id for line in lines])
    return lines


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
