"""Goods go to the customer against what is kept for them, and mistakes are undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from runwright.catalog.rules import quantity_check
from runwright.company.models import Policy
from runwright.company.selectors import policies
from runwright.company.services import document_number
from runwright.costing.valuation import Worth, part_value
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.services import entry_record
from runwright.kernel.errors import Reason
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.people.reach import require_warehouse
from runwright.sales.errors import (
    AlreadyCorrected,
    DeliveryLineNotFound,
    MoreThanSold,
    NotConfirmed,
    NothingToDeliver,
    NotThere,
    SalesLineNotFound,
)
from runwright.sales.models import Delivery, DeliveryLine, SalesLine, SalesOrder
from runwright.sales.services.following import order_follows
from runwright.sales.services.orders import order_subject, sales_order_locked
from runwright.stock.errors import ReasonMissing
from runwright.stock.models import Move, PlaceKind
from runwright.stock.services import items_lock, moves_reverse, need_return
from runwright.stock.services.issues import Issue, needs_issue


@dataclass(frozen=True)
class Shipment:
    """How much of a line goes out (base unit of its item)."""

    line_id: int
    quantity: Decimal


@transaction.atomic
def delivery_record(
    *, order_id: int, shipments: Sequence[Shipment], actor: Actor, note: str = ""
) -> Delivery:
    """Goods go out: what is kept for the order first, then what is free.

    What is not there is refused or, where the company's policy only warns, left for later. Raises
    ``NotConfirmed``, ``MoreThanSold`` and ``NotThere`` with every such line.
    """
    actor.require("sales.deliver")
    order = sales_order_locked(order_id)
    require_warehouse(actor, order.warehouse_id)
    if order.state != "confirmed":
        raise NotConfirmed(record=order.number, state=order.state)
    wanted = _wanted(order, shipments)
    delivery = Delivery.objects.create(
        number=document_number(kind="delivery"), order=order, note=note, at=now()
    )
    entry = entry_record(
        actor=actor, verb="sales_order.deliver", subject=order_subject(order),
        reason=delivery.number,
    )  # fmt: skip
    _issue(delivery, wanted, entry)
    order_follows(order=order, actor=actor)
    return delivery


def _wanted(order: SalesOrder, shipments: Sequence[Shipment]) -> dict[SalesLine, Decimal]:
    lines = {line.id: line for line in order.lines.select_related("item__unit", "need__group")}
    items_lock(item_ids=[line.item_id for line in lines.values()])
    wanted: dict[SalesLine, Decimal] = {}
    for one in shipments:
        if one.line_id not in lines:
            raise SalesLineNotFound(key=one.line_id)
        line = lines[one.line_id]
        quantity_check(item=line.item, quantity=one.quantity)
        wanted[line] = wanted.get(line, Decimal()) + one.quantity
    if not wanted:
        raise NothingToDeliver()
    _refuse_more_than_sold(wanted)
    return wanted


def _refuse_more_than_sold(wanted: dict[SalesLine, Decimal]) -> None:
    template = MoreThanSold.template
    over = {line: quantity for line, quantity in wanted.items() if quantity > line.outstanding}
    if over:
        raise MoreThanSold(
            reasons=tuple(
                _reason(template, line, quantity, outstanding=plain(line.outstanding))
                for line, quantity in over.items()
            )
        )


def _reason(template: str, line: SalesLine, quantity: Decimal, **facts: object) -> Reason:
    told: dict[str, object] = {
        "item": line.item.code,
        "unit": line.item.unit.symbol,
        "quantity": plain(quantity),
    }
    return Reason(template, told | facts, "quantity")


def _issue(delivery: Delivery, wanted: dict[SalesLine, Decimal], entry: Entry) -> None:
    issues = {
        line: Issue(need=line.need, quantity=quantity)
        for line, quantity in wanted.items()
        if line.need
    }
    needs_issue(
        issues=list(issues.values()),
        entry=entry,
        reference=delivery.number,
        to=PlaceKind.CUSTOMER,
    )
    missing = {line: issue for line, issue in issues.items() if issue.missing}
    went = any(issue.moves for issue in issues.values())
    if missing and (not went or policies().shortage_delivery == Policy.BLOCK):
        raise NotThere(reasons=tuple(_not_there(line, one) for line, one in missing.items()))
    for line, issue in issues.items():
        _write(delivery, line, issue.moves, entry)


def _not_there(line: SalesLine, issue: Issue) -> Reason:
    there = plain(issue.quantity - issue.missing)
    return _reason(NotThere.template, line, issue.quantity, available=there)


def _write(delivery: Delivery, line: SalesLine, moves: Sequence[Move], entry: Entry) -> None:
    """Each move brings what it adds to what the deliveries that stand have brought."""
    before = _standing(line)
    for move in moves:
        revenue = _revenue(line, move.quantity, before)
        before = before.plus(move.quantity, revenue)
        line.delivered += move.quantity
        DeliveryLine.objects.create(
            delivery=delivery, line=line, move=move, revenue=revenue, price=line.price, entry=entry
        )
    line.save(update_fields=["delivered"])


def _standing(line: SalesLine) -> Worth:
    """What went of a line at its price, and was not undone."""
    facts = line.deliveries.filter(reverses=None, reversals=None, price=line.price)
    sums = facts.aggregate(quantity=Sum("move__quantity"), value=Sum("revenue"))
    return Worth(sums["quantity"] or Decimal(), sums["value"] or Decimal())


def _revenue(line: SalesLine, quantity: Decimal, before: Worth) -> Decimal:
    return part_value(
        price=line.price or Decimal(),
        unit_quantity=line.unit_quantity,
        part=quantity,
        whole=line.quantity,
        before=before,
    )


@transaction.atomic
def delivery_line_reverse(*, delivery_line_id: UUID, reason: str, actor: Actor) -> Delivery:
    """Undo a line of a delivery by its opposite: the goods are back, at the cost they left with.

    Raises ``AlreadyCorrected``, ``ReasonMissing``.
    """
    actor.require("sales.delivery_correct")
    if not reason.strip():
        raise ReasonMissing()
    order = sales_order_locked(_fact(delivery_line_id).delivery.order_id)
    require_warehouse(actor, order.warehouse_id)
    items_lock(item_ids=order.lines.values_list("item_id", flat=True))
    fact = _fact(delivery_line_id)  # of its line, more may have come back while we waited
    if DeliveryLine.objects.filter(reverses=fact).exists():
        raise AlreadyCorrected()
    entry = entry_record(
        actor=actor, verb="sales_order.correct_delivery", subject=order_subject(order),
        reason=reason,
    )  # fmt: skip
    move = moves_reverse(parts=[(fact.move, fact.move.quantity)], entry=entry)[0]
    DeliveryLine.objects.create(
        delivery=fact.delivery, line=fact.line, move=move, revenue=fact.revenue, price=fact.price,
        entry=entry, reverses=fact,
    )  # fmt: skip
    _wanted_again(fact)
    order_follows(order=order, actor=actor)
    return fact.delivery


def _fact(delivery_line_id: UUID) -> DeliveryLine:
    fact = (
        DeliveryLine.objects.select_related(
            "delivery",
            "line__need__group",
            "line__item",
            "move__item__unit",
            "move__lot",
            "move__source",
            "move__target",
        )
        .filter(id=delivery_line_id, reverses=None)
        .first()
    )
    if fact is None:
        raise DeliveryLineNotFound(key=delivery_line_id)
    return fact


def _wanted_again(fact: DeliveryLine) -> None:
    """The customer waits for it again; what was given up stays given up."""
    line = fact.line
    line.delivered -= fact.move.quantity
    line.save(update_fields=["delivered"])
    assert line.need
    need_return(need=line.need, quantity=fact.move.quantity)
