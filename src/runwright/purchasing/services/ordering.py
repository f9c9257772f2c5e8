"""The life of a purchase order: changed, ordered, closed short, cancelled."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from runwright.company.selectors import plant_zone
from runwright.engineering.rules import quantity_in_base
from runwright.journal.lives import life_step
from runwright.journal.models import Entry
from runwright.journal.services import Edit, entry_record
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.purchasing.errors import (
    LessThanRequested,
    NotADraft,
    OnlyTheDay,
    PurchaseLineNotFound,
)
from runwright.purchasing.models import (
    OrderedRequest,
    PurchaseLine,
    PurchaseOrder,
    RequestNeed,
)
from runwright.purchasing.selectors.situations import order_situation
from runwright.purchasing.services.following import requests_follow
from runwright.purchasing.services.orders import (
    order_subject,
    purchase_order_locked,
    terms_check,
    worth_check,
)
from runwright.purchasing.states import EXPECTING, ORDER_LIFE
from runwright.stock.models import Need
from runwright.stock.services import items_lock, supply_change, supply_close, supply_open


@transaction.atomic
def purchase_line_change(
    *,
    line_id: int,
    actor: Actor,
    quantity: Decimal | None = None,
    price: Decimal | None = None,
    due_on: date | None = None,
    reason: str = "",
) -> PurchaseOrder:
    """Change a line: quantity (in its unit) and price in a draft, the day until it is here.

    What is expected, and who counts on it, follows the day. Raises ``OnlyTheDay``, ``NotADraft``,
    ``DayPassed``, ``LessThanRequested``.
    """
    actor.require("purchasing.order_manage")
    line = _locked_line(line_id)
    terms_check(price=price, due_on=due_on)
    _may_change(line.order, only_day=quantity is None and price is None)
    edits = _edited(line, quantity=quantity, price=price, due_on=due_on)
    line.save()
    if line.supply_id and due_on:
        supply_change(
            supply_id=line.supply_id,
            quantity=line.quantity - line.given_up,
            due_at=day_end(due_on),
        )
    _record(line.order, "change_line", edits, reason, actor)
    return line.order


def _edited(
    line: PurchaseLine, *, quantity: Decimal | None, price: Decimal | None, due_on: date | None
) -> list[Edit]:
    old = (plain(line.unit_quantity), line.price, line.due_on)
    if quantity is not None:
        line.quantity = quantity_in_base(item=line.item, unit=line.unit, quantity=quantity)
        line.unit_quantity = quantity
        _refuse_less_than_requested(line)
    line.price = line.price if price is None else price
    line.due_on = due_on or line.due_on
    worth_check(line)
    new = (plain(line.unit_quantity), line.price, line.due_on)
    names = ("quantity", "price", "due_on")
    return [Edit(*one) for one in zip(names, old, new, strict=True) if one[1] != one[2]]


def _refuse_less_than_requested(line: PurchaseLine) -> None:
    """What is cut off would count as ordered and received, and nobody would buy it."""
    links = list(line.requested.select_related("request_line__request"))
    requested = sum((link.quantity for link in links), Decimal())
    if line.quantity < requested:
        raise LessThanRequested(
            item=line.item.code,
            unit=line.item.unit.symbol,
            requested=plain(requested),
            numbers=sorted({link.request_line.request.number for link in links}),
        )


def _may_change(order: PurchaseOrder, *, only_day: bool) -> None:
    if order.state == "draft" or (order.state in EXPECTING and only_day):
        return
    refusal = OnlyTheDay if order.state in EXPECTING else NotADraft
    raise refusal(record=order.number, state=order.state)


@transaction.atomic
def purchase_line_remove(*, line_id: int, actor: Actor, reason: str = "") -> PurchaseOrder:
    """Take a line off a draft. Raises ``NotADraft``."""
    actor.require("purchasing.order_manage")
    line = _locked_line(line_id)
    if line.order.state != "draft":
        raise NotADraft(record=line.order.number, state=line.order.state)
    edits = [Edit("line", f"{line.item.code} {plain(line.quantity)}", "")]
    _record(line.order, "remove_line", edits, reason, actor)
    line.delete()
    return line.order


@transaction.atomic
def purchase_order_send(*, order_id: int, actor: Actor) -> PurchaseOrder:
    """Order it: stock expects the goods, and the needs they were requested for claim them.

    Raises ``WrongState``, or ``GuardFailed`` naming lines without a price or a day.
    """
    order, _ = _step(order_id, "send", actor)
    lines = _lines(order)
    for line in lines:
        line.supply = supply_open(
            item_id=line.item_id,
            warehouse_id=line.warehouse_id,
            quantity=line.quantity,
            cause=order.number,
            due_at=day_end(line.due_on) if line.due_on else None,
            for_needs=needs_of(line),
        )
    PurchaseLine.objects.bulk_update(lines, ["supply"])
    requests_follow(request_ids=requests_of(order), actor=actor)
    return order


@transaction.atomic
def purchase_order_close(*, order_id: int, reason: str, actor: Actor) -> PurchaseOrder:
    """The rest will not come: it is given up, with a reason, and no longer expected."""
    order, _ = _step(order_id, "close", actor, reason)
    lines = _lines(order)
    for line in lines:
        line.given_up = line.quantity - line.received if line.outstanding else line.given_up
    PurchaseLine.objects.bulk_update(lines, ["given_up"])
    _expect_nothing(lines)
    requests_follow(request_ids=requests_of(order), actor=actor)
    return order


@transaction.atomic
def purchase_order_cancel(*, order_id: int, actor: Actor, reason: str = "") -> PurchaseOrder:
    """Take it back before anything came: its requests may be ordered elsewhere."""
    order, _ = _step(order_id, "cancel", actor, reason)
    _expect_nothing(_lines(order))
    requests_follow(request_ids=requests_of(order), actor=actor)
    return order


def day_end(day: date) -> datetime:
    """The last second of a day in the plant: by then, what is due on it is here."""
    return datetime.combine(day, time(23, 59, 59), plant_zone())


def needs_of(line: PurchaseLine) -> list[Need]:
    """The open needs a purchase line was requested for, the most urgent first."""
    links = RequestNeed.objects.filter(line__ordered__line=line)
    needs = Need.objects.filter(id__in=links.values("need"), closed_at=None)
    by_urgency = ("priority", F("needed_by").asc(nulls_last=True), "id")
    return list(needs.select_related("group").order_by(*by_urgency))


def requests_of(order: PurchaseOrder) -> list[int]:
    """The ids of the requests that an order was made from."""
    links = OrderedRequest.objects.filter(line__order=order)
    return list(links.values_list("request_line__request_id", flat=True).distinct())


def _expect_nothing(lines: Sequence[PurchaseLine]) -> None:
    for line in lines:
        if line.supply_id:
            supply_close(supply_id=line.supply_id)


def _lines(order: PurchaseOrder) -> list[PurchaseLine]:
    """The lines of an order, their items locked in one go."""
    lines = list(order.lines.select_related("item__unit").order_by("item_id", "position"))
    items_lock(item_ids=[line.item_id for line in lines])
    return lines


def _step(order_id: int, verb: str, actor: Actor, reason: str = "") -> tuple[PurchaseOrder, Entry]:
    order = purchase_order_locked(order_id)
    return order, order_step(order=order, verb=verb, actor=actor, reason=reason)


def order_step(*, order: PurchaseOrder, verb: str, actor: Actor, reason: str = "") -> Entry:
    """Take a step of a locked order's life."""
    return life_step(
        life=ORDER_LIFE,
        record=order,
        situation=order_situation(order=order, reason=reason),
        verb=verb,
        actor=actor,
        reason=reason,
    )


def _locked_line(line_id: int) -> PurchaseLine:
    order = purchase_order_locked(_line_found(line_id).order_id)
    line = _line_found(line_id)  # it may have been changed or removed while we waited
    line.order = order
    return line


def _line_found(line_id: int) -> PurchaseLine:
    line = PurchaseLine.objects.select_related("item__unit", "unit").filter(id=line_id).first()
    if line is None:
        raise PurchaseLineNotFound(key=line_id)
    return line


def _record(
    order: PurchaseOrder, verb: str, edits: Sequence[Edit], reason: str, actor: Actor
) -> None:
    entry_record(
        actor=actor,
        verb=f"purchase_order.{verb}",
        subject=order_subject(order),
        edits=edits,
        reason=reason,
    )
