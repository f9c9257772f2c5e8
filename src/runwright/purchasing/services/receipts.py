"""Goods of a purchase order come in, in parts if need be, and mistakes are undone."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from runwright.catalog.rules import quantity_check
from runwright.company.models import Policy
from runwright.company.selectors import policies
from runwright.company.services import document_number
from runwright.costing.valuation import NOTHING, Worth, part_value
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.services import entry_record
from runwright.kernel.errors import Reason
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.people.reach import require_warehouse
from runwright.purchasing.errors import (
    AlreadyCorrected,
    MoreThanOrdered,
    NotExpecting,
    NothingReceived,
    PlaceElsewhere,
    PurchaseLineNotFound,
    ReceiptLineNotFound,
)
from runwright.purchasing.models import PurchaseLine, PurchaseOrder, Receipt, ReceiptLine
from runwright.purchasing.services.following import requests_follow
from runwright.purchasing.services.ordering import needs_of, order_step, requests_of
from runwright.purchasing.services.orders import order_subject, purchase_order_locked
from runwright.purchasing.states import EXPECTING
from runwright.stock.errors import PlaceNotFound, ReasonMissing
from runwright.stock.models import Claim, Move, Need, Place, PlaceKind
from runwright.stock.services import (
    MoveRequest,
    claims_release,
    items_lock,
    lot_named,
    moves_post,
    moves_reverse,
    needs_claim,
    storage_place,
    supply_receive,
    supply_reopen,
    virtual_place,
)


@dataclass(frozen=True)
class Arrival:
    """What came of one line (base unit of its item): where it lies, and of which lot it is.

    Without a place it goes to the first one of the line's warehouse.
    """

    line_id: int
    quantity: Decimal
    place_id: int | None = None
    lot_number: str = ""
    expires_on: date | None = None
    supplier_lot: str = ""


@transaction.atomic
def receipt_record(
    *, order_id: int, arrivals: Sequence[Arrival], actor: Actor, delivery_note: str = ""
) -> Receipt:
    """Goods of an order came: they are worth what it says, and go first to the needs they were
    requested for.

    Raises ``NotExpecting``, ``MoreThanOrdered`` with every such line, ``PlaceElsewhere``,
    ``LotMissing``, ``NothingReceived``.
    """
    actor.require("purchasing.receive")
    order = purchase_order_locked(order_id)
    if order.state not in EXPECTING:
        raise NotExpecting(record=order.number, state=order.state)
    lines = _lines(order, arrivals)
    for arrival in arrivals:
        require_warehouse(actor, lines[arrival.line_id].warehouse_id)
    _check(lines, arrivals)
    receipt = Receipt.objects.create(
        number=document_number(kind="receipt"), order=order, delivery_note=delivery_note, at=now()
    )
    entry = entry_record(
        actor=actor, verb="purchase_order.take_in", subject=order_subject(order),
        reason=receipt.number,
    )  # fmt: skip
    _post(receipt, lines, arrivals, entry)
    _order_follows(order, actor)
    return receipt


def _lines(order: PurchaseOrder, arrivals: Sequence[Arrival]) -> dict[int, PurchaseLine]:
    if not arrivals:
        raise NothingReceived()
    lines = {
        line.id: line for line in order.lines.select_related("item__unit", "warehouse", "supply")
    }
    items_lock(item_ids=[line.item_id for line in lines.values()])
    for arrival in arrivals:
        if arrival.line_id not in lines:
            raise PurchaseLineNotFound(key=arrival.line_id)
        quantity_check(item=lines[arrival.line_id].item, quantity=arrival.quantity)
    return lines


def _check(lines: dict[int, PurchaseLine], arrivals: Sequence[Arrival]) -> None:
    """Refuse what is more than is outstanding, all lines at once, unless the policy allows it."""
    if policies().over_receipt == Policy.ALLOW:
        return
    came = {line_id: Decimal() for line_id in lines}
    for arrival in arrivals:
        came[arrival.line_id] += arrival.quantity
    reasons = tuple(
        _too_much(lines[line_id], quantity)
        for line_id, quantity in came.items()
        if quantity > lines[line_id].outstanding
    )
    if reasons:
        raise MoreThanOrdered(reasons=reasons)


def _too_much(line: PurchaseLine, came: Decimal) -> Reason:
    facts: dict[str, object] = {
        "item": line.item.code,
        "unit": line.item.unit.symbol,
        "quantity": plain(came),
        "outstanding": plain(line.outstanding),
    }
    return Reason(MoreThanOrdered.template, facts, "quantity")


def _post(
    receipt: Receipt,
    lines: dict[int, PurchaseLine],
    arrivals: Sequence[Arrival],
    entry: Entry,
) -> None:
    moves = moves_post(requests=list(_moves(receipt, lines, arrivals)), entry=entry)
    for arrival, move in zip(arrivals, moves, strict=True):
        line = lines[arrival.line_id]
        line.received += arrival.quantity
        line.save(update_fields=["received"])
        ReceiptLine.objects.create(receipt=receipt, line=line, move=move, entry=entry)
        assert line.supply_id
        supply_receive(supply_id=line.supply_id, move=move)


def _moves(
    receipt: Receipt, lines: dict[int, PurchaseLine], arrivals: Sequence[Arrival]
) -> Iterator[MoveRequest]:
    """The moves of a receipt, each worth what it adds to what stands of its line."""
    stands = _standing(lines)
    for arrival in arrivals:
        line, before = lines[arrival.line_id], stands.get(arrival.line_id, NOTHING)
        value = _value(line, arrival.quantity, before)
        stands[line.id] = before.plus(arrival.quantity, value)
        yield _move(line, arrival, receipt, value)


def _standing(lines: Collection[int]) -> dict[int, Worth]:
    """What came of lines and was not undone."""
    facts = ReceiptLine.objects.filter(line__in=lines, reverses=None, reversals=None)
    sums = facts.values_list("line").annotate(Sum("move__quantity"), Sum("move__value"))
    return {line_id: Worth(quantity, value) for line_id, quantity, value in sums}


def _value(line: PurchaseLine, quantity: Decimal, before: Worth) -> Decimal:
    assert line.price is not None
    return part_value(
        price=line.price,
        unit_quantity=line.unit_quantity,
        part=quantity,
        whole=line.quantity,
        before=before,
    )


def _move(line: PurchaseLine, arrival: Arrival, receipt: Receipt, value: Decimal) -> MoveRequest:
    lot = lot_named(
        item_id=line.item_id,
        number=arrival.lot_number,
        expires_on=arrival.expires_on,
        supplier_lot=arrival.supplier_lot,
    ) if arrival.lot_number else None  # fmt: skip
    return MoveRequest(
        item=line.item,
        source=virtual_place(PlaceKind.SUPPLIER),
        target=_place(line, arrival.place_id),
        quantity=arrival.quantity,
        lot=lot,
        value=value,
        reference=receipt.number,
    )


def _place(line: PurchaseLine, place_id: int | None) -> Place:
    if place_id is None:
        return storage_place(warehouse_id=line.warehouse_id)
    places = Place.objects.filter(kind=PlaceKind.STORAGE, archived_at=None)
    place = places.filter(id=place_id).first()
    if place is None:
        raise PlaceNotFound(key=place_id)
    if place.warehouse_id != line.warehouse_id:
        raise PlaceElsewhere(place=place.code, warehouse=line.warehouse.code, item=line.item.code)
    return place


def _order_follows(order: PurchaseOrder, actor: Actor) -> None:
    """Bring an order, and the requests behind it, into the state that its receipts say."""
    lines = list(order.lines.all())
    if not any(line.received for line in lines):
        verb = "restore"
    elif any(line.outstanding for line in lines):
        verb = {"sent": "receive", "received": "reopen"}.get(order.state, "")
    else:
        verb = "complete" if order.state in EXPECTING else ""
    if verb:
        order_step(order=order, verb=verb, actor=actor)
    requests_follow(request_ids=requests_of(order), actor=actor)


@transaction.atomic
def receipt_line_reverse(*, receipt_line_id: UUID, reason: str, actor: Actor) -> Receipt:
    """Undo a line of a receipt by its opposite: the goods go back, and are expected again.

    Who had claimed them is claimed anew. Raises ``AlreadyCorrected``, ``ReasonMissing``, and
    ``NotEnoughStock`` when the goods have gone on.
    """
    actor.require("purchasing.receipt_correct")
    if not reason.strip():
        raise ReasonMissing()
    order = purchase_order_locked(_fact(receipt_line_id).receipt.order_id)
    fact = _fact(receipt_line_id)  # of its line, more may have come or gone while we waited
    require_warehouse(actor, fact.line.warehouse_id)
    items_lock(item_ids=[fact.move.item_id])
    if ReceiptLine.objects.filter(reverses=fact).exists():
        raise AlreadyCorrected()
    entry = entry_record(
        actor=actor, verb="purchase_order.correct_receipt", subject=order_subject(order),
        reason=reason,
    )  # fmt: skip
    losers = _claims_withdrawn(fact.move)
    move = moves_reverse(parts=[(fact.move, fact.move.quantity)], entry=entry)[0]
    ReceiptLine.objects.create(
        receipt=fact.receipt, line=fact.line, move=move, entry=entry, reverses=fact
    )
    _expect_again(fact.line, fact.move.quantity)
    needs_claim(needs=losers)
    _order_follows(order, actor)
    return fact.receipt


def _fact(receipt_line_id: UUID) -> ReceiptLine:
    fact = (
        ReceiptLine.objects.select_related(
            "receipt",
            "line__supply",
            "line__order",
            "move__item__unit",
            "move__lot",
            "move__source",
            "move__target",
        )
        .filter(id=receipt_line_id, reverses=None)
        .first()
    )
    if fact is None:
        raise ReceiptLineNotFound(key=receipt_line_id)
    return fact


def _claims_withdrawn(move: Move) -> list[Need]:
    """Free what needs hold of the goods that go back."""
    upon = Claim.objects.filter(
        balance__item=move.item_id,
        balance__lot=move.lot_id,
        balance__grade=move.grade,
        balance__place=move.target_id,
    )
    needs = Need.objects.filter(id__in=upon.values("need")).select_related("group")
    losers = list(needs.order_by("priority", "needed_by", "id"))
    claims_release(needs=losers)
    return losers


def _expect_again(line: PurchaseLine, quantity: Decimal) -> None:
    """The goods are expected once more; what was given up stays given up."""
    line.received -= quantity
    line.save(update_fields=["received"])
    assert line.supply_id
    supply_reopen(
        supply_id=line.supply_id,
        quantity=line.quantity - line.given_up,
        received=line.received,
        for_needs=needs_of(line),
    )
