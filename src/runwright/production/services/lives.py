"""The life of an order: one verb, one function, all steps taken from the transition table."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction

from runwright.catalog.rules import quantity_check
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.rows import columns, instances, rows_update, writes_together
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.errors import HistoryFixed, NotIssued, ReasonNeeded
from runwright.production.models import MaterialIssue, MaterialLine, Order, WorkOrder
from runwright.production.selectors.situations import situation_of, work_orders_with_facts
from runwright.production.services.by_products import by_products_of
from runwright.production.services.costs import cost_freeze, cost_write_off
from runwright.production.services.draws import LINES, lines_read, lines_return, parts_of
from runwright.production.services.materials import lines_fix, lines_free
from runwright.production.services.orders import order_enter, order_locked
from runwright.production.services.outputs import supply_end, supply_follow
from runwright.production.services.plans import work_orders_plan
from runwright.production.services.runs.endings import batches_scrap, tails_finish
from runwright.production.services.runs.rehoming import batches_rehome
from runwright.production.services.standards import (
    standard_clear,
    standard_material_set,
    standard_work_set,
)
from runwright.production.states import ORDER_LIFE
from runwright.stock.models import Need
from runwright.stock.services import items_lock, need_close


@transaction.atomic
@writes_together()
def order_confirm(*, order_id: int, actor: Actor) -> Order:
    """Fix the material lines and claim what there is.

    Raises ``WrongState``, or ``GuardFailed`` with every missing field.
    """
    order, _ = _step(order_id, "confirm", actor)
    standard_material_set(order=order, lines=lines_fix(order=order, actor=actor))
    return order


@transaction.atomic
@writes_together()
def order_plan(*, order_id: int, actor: Actor, override: str = "") -> Order:
    """Make a work order per operation, scheduled forward into the first free lanes.

    A shortage blocks unless ``override`` gives a reason, which is kept.
    """
    order, _ = _step(order_id, "plan", actor, reason=override)
    standard_work_set(order=order, works=work_orders_plan(order=order))
    supply_follow(order=order)
    return order


@transaction.atomic
def order_unplan(*, order_id: int, actor: Actor, reason: str = "") -> Order:
    """Take the work orders back; the claims stay. Refused once work was reported.

    A work order that facts name, all undone by now, stays behind as cancelled.
    """
    order, _ = _step(order_id, "unplan", actor, reason=reason)
    named = work_orders_with_facts(order_id=order.id)
    order.work_orders.exclude(id__in=named).delete()
    order.work_orders.update(state="cancelled", state_since=now())
    order.planned_end = None
    rows_update(Order, [order], ["planned_end"])
    supply_follow(order=order)
    return order


@transaction.atomic
def order_reopen(*, order_id: int, actor: Actor, reason: str = "") -> Order:
    """Back to a draft: material lines go, their claims are free for others."""
    order, _ = _step(order_id, "reopen", actor, reason=reason)
    lines = _lines_locked(order)
    lines_free(lines=lines)
    needs = [line.need for line in lines]
    MaterialLine.objects.filter(order=order).delete()
    for need in needs:
        need.delete()
    standard_clear(order=order)
    return order


@transaction.atomic
@writes_together()
def order_finish(*, order_id: int, actor: Actor) -> Order:
    """Freeze the cost, receive the output at it, and free what is left over.

    Batches that await only operations without a station have passed those with it. Raises
    ``GuardFailed`` with everything that is still open.
    """
    order = order_locked(order_id)
    if order.batched is not None:
        tails_finish(order=order, actor=actor)
        order = order_locked(order_id)
    entry = _enter(order, "finish", actor)
    products = by_products_of(order)
    needs = _needs_locked(order, [product.item_id for product in products])
    cost_freeze(order=order, entry=entry, products=products)
    supply_end(order=order)
    need_close(needs=needs)
    return order


@transaction.atomic
def order_cancel(
    *,
    order_id: int,
    reason: str,
    actor: Actor,
    returned: Mapping[int, Decimal] | None = None,
    home_id: int | None = None,
) -> Order:
    """Give an order up: its work orders are cancelled and its claims freed.

    Material that is declared as ``returned``, by line in base units, comes back at the cost it
    was issued at; the rest stays consumed, and what the order cost is its loss. Batches on the
    floor go on in the order ``home_id`` with what they have cost, or are scrapped; those never
    scanned are deleted. Refused once output is in stock. Raises ``NotIssued`` where more would come
    back than was issued, and ``NoHome`` where the other order cannot take the batches.
    """
    if not reason.strip():
        raise ReasonNeeded()
    for key in sorted({order_id, home_id or order_id}):
        order_locked(key)
    order, entry = _step(order_id, "cancel", actor, reason=reason)
    if returned:
        material_give_back(_lines_locked(order), returned, entry)
    if home_id:
        batches_rehome(order=order, home_id=home_id, entry=entry, actor=actor)
    cost_write_off(order=order, entry=entry)
    supply_end(order=order)
    unfinished = WorkOrder.objects.filter(order=order).exclude(state__in=["finished", "cancelled"])
    unfinished.update(state="cancelled", state_since=now())
    batches_scrap(order=order, reason=reason, actor=actor)
    need_close(needs=_needs_locked(order))
    MaterialLine.objects.filter(order=order).update(owed=0)
    return order


def material_give_back(
    lines: Sequence[MaterialLine], returned: Mapping[int, Decimal], entry: Entry
) -> None:
    """Bring back what of these lines was declared to have come back, at its issue cost."""
    for line in lines:
        if not (quantity := returned.get(line.id)):
            continue
        quantity_check(item=line.item, quantity=quantity)
        if quantity > line.consumed:
            raise NotIssued(item=line.item.code, issued=plain(line.consumed))
        parts = parts_of(MaterialIssue.objects.filter(line=line), quantity)
        lines_return(line=line, parts=parts, entry=entry)
        rows_update(MaterialLine, [line], ["consumed"])


def _step(order_id: int, verb: str, actor: Actor, *, reason: str = "") -> tuple[Order, Entry]:
    order = order_locked(order_id)
    return order, _enter(order, verb, actor, reason=reason)


def _enter(order: Order, verb: str, actor: Actor, *, reason: str = "") -> Entry:
    if order.is_history:
        raise HistoryFixed(record=order.number)
    situation = situation_of(order=order, override=reason)
    step = ORDER_LIFE.step(situation, state=order.state, verb=verb, label=order.number)
    actor.require(step.permission)
    return order_enter(order=order, verb=verb, state=step.target, actor=actor, reason=reason)


def _lines_locked(order: Order) -> list[MaterialLine]:
    """The material lines of an order, with all goods it takes and makes locked in one go."""
    lines = lines_read(LINES, {"order": order.id})
    items_lock(item_ids=[order.item_id, *(line.item_id for line in lines)])
    return lines


def _needs_locked(order: Order, others: Sequence[int] = ()) -> list[Need]:
    """The needs of an order, with all goods it takes and makes locked in one go."""
    needs = [need for (need,) in instances([Need], NEEDS, {"order": order.id})]
    items_lock(item_ids=[order.item_id, *others, *(need.item_id for need in needs)])
    return needs


NEEDS = f"""
SELECT {columns(Need, "n")} FROM production_materialline m JOIN stock_need n ON n.id = m.need_id
WHERE m.order_id = %(order)s ORDER BY n.item_id, n.id
"""
