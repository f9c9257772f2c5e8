"""Requests for quotation: asked, answered, one answer accepted as a purchase order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from runwright.catalog.rules import quantity_check
from runwright.company.services import document_number
from runwright.journal.clock import now
from runwright.journal.lives import life_step
from runwright.journal.services import Edit, Subject, entry_record
from runwright.kernel.errors import Invalid
from runwright.kernel.quantity import plain
from runwright.partners.models import Supplier
from runwright.partners.services import partner_in_use
from runwright.people.actor import Actor
from runwright.purchasing.errors import (
    AlreadyAsked,
    NothingLeftToOrder,
    NotOpenForAnswers,
    QuoteNotFound,
    RfqNotFound,
)
from runwright.purchasing.models import (
    OrderedRequest,
    PurchaseLine,
    PurchaseOrder,
    Quote,
    QuoteLine,
    Rfq,
    RfqLine,
)
from runwright.purchasing.selectors.situations import rfq_situation
from runwright.purchasing.services.orders import day_after, lines_to_order, order_write
from runwright.purchasing.services.requests import request_locked
from runwright.purchasing.states import RFQ_LIFE


@dataclass(frozen=True)
class Answer:
    """What a supplier offers for one line: a quantity at a price, both per base unit."""

    line_id: int
    quantity: Decimal
    price: Decimal
    lead_time_days: int = 0


@transaction.atomic
def rfq_create(
    *,
    request_ids: Collection[int],
    supplier_ids: Collection[int],
    actor: Actor,
    answer_by: date | None = None,
    note: str = "",
) -> Rfq:
    """Ask suppliers for everything of approved requests that no live order covers.

    Raises ``NotApproved``, ``NothingLeftToOrder``, ``PartnerArchived``.
    """
    actor.require("purchasing.order_manage")
    lines = lines_to_order(request_ids)
    rfq = Rfq.objects.create(
        number=document_number(kind="rfq"),
        answer_by=answer_by,
        note=note,
        created_at=now(),
        state_since=now(),
    )
    RfqLine.objects.bulk_create(
        RfqLine(
            rfq=rfq,
            position=10 * n,
            request_line=line,
            item=line.item,
            quantity=line.quantity,
            required_by=line.required_by,
        )
        for n, line in enumerate(lines, start=1)
    )
    for supplier_id in sorted(set(supplier_ids)):
        Quote.objects.create(rfq=rfq, supplier=partner_in_use(Supplier, supplier_id))
    entry_record(actor=actor, verb="rfq.create", subject=rfq_subject(rfq))
    return rfq


@transaction.atomic
def rfq_ask(*, rfq_id: int, supplier_id: int, actor: Actor) -> Quote:
    """Ask one more supplier. Raises ``AlreadyAsked``, ``NotOpenForAnswers``."""
    actor.require("purchasing.order_manage")
    rfq = _open(rfq_id, "draft", "sent")
    supplier = partner_in_use(Supplier, supplier_id)
    quote, fresh = Quote.objects.get_or_create(rfq=rfq, supplier=supplier)
    if not fresh:
        raise AlreadyAsked(supplier=supplier.name)
    edits = [Edit("supplier", "", supplier.code)]
    entry_record(actor=actor, verb="rfq.ask", subject=rfq_subject(rfq), edits=edits)
    return quote


@transaction.atomic
def rfq_send(*, rfq_id: int, actor: Actor) -> Rfq:
    """The question is out. Raises ``GuardFailed`` without lines or suppliers."""
    return _step(rfq_locked(rfq_id), "send", actor)


@transaction.atomic
def rfq_cancel(*, rfq_id: int, actor: Actor, reason: str = "") -> Rfq:
    """Nobody needs to answer any longer."""
    return _step(rfq_locked(rfq_id), "cancel", actor, reason=reason)


@transaction.atomic
def quote_answer(
    *,
    quote_id: int,
    answers: Sequence[Answer],
    actor: Actor,
    valid_until: date | None = None,
    note: str = "",
) -> Quote:
    """Write down what a supplier answered; a new answer replaces the one before.

    Raises ``NotOpenForAnswers``, and ``Invalid`` for what is below zero.
    """
    actor.require("purchasing.order_manage")
    quote = _quote(quote_id)
    rfq = _open(quote.rfq_id, "sent")
    lines = {line.id: line for line in rfq.lines.select_related("item")}
    rows = [_answer(quote, lines, answer) for answer in answers]
    quote.lines.all().delete()
    QuoteLine.objects.bulk_create(rows)
    quote.answered_at, quote.valid_until, quote.note = now(), valid_until, note
    quote.save(update_fields=["answered_at", "valid_until", "note"])
    said = ", ".join(f"{row.line.item.code} {plain(row.price)}" for row in rows)
    edits = [Edit(quote.supplier.code, "", said)]
    entry_record(actor=actor, verb="rfq.answer", subject=rfq_subject(rfq), edits=edits)
    return quote


def _answer(quote: Quote, lines: dict[int, RfqLine], answer: Answer) -> QuoteLine:
    line = lines.get(answer.line_id)
    if line is None:
        raise Invalid(field="line_id", problem=f"{quote.rfq} has no line {answer.line_id}")
    quantity_check(item=line.item, quantity=answer.quantity)
    if answer.price < 0 or answer.lead_time_days < 0:
        raise Invalid(field="price", problem="not below zero")
    return QuoteLine(
        quote=quote,
        line=line,
        quantity=answer.quantity,
        price=answer.price,
        lead_time_days=answer.lead_time_days,
    )


@transaction.atomic
def quote_accept(*, quote_id: int, actor: Actor) -> PurchaseOrder:
    """Take an answer: it becomes a draft order on its terms; the other answers are history.

    Lines that were ordered elsewhere meanwhile are left out. Raises ``WrongState``,
    ``GuardFailed``, ``NothingLeftToOrder``.
    """
    actor.require("purchasing.order_manage")
    rfq = rfq_locked(_quote(quote_id).rfq_id)
    quote = _quote(quote_id)  # as it was answered last
    _step(rfq, "accept", actor, quote=quote)
    quote.is_accepted = True
    quote.save(update_fields=["is_accepted"])
    answers = _answers_to_order(quote)
    rows = [_row(answer) for answer in answers]
    order = order_write(supplier=quote.supplier, rows=rows, actor=actor, quote=quote)
    OrderedRequest.objects.bulk_create(
        OrderedRequest(
            line=row,
            request_line=answer.line.request_line,
            quantity=min(answer.quantity, answer.line.quantity),
        )
        for row, answer in zip(rows, answers, strict=True)
    )
    return order


def _answers_to_order(quote: Quote) -> list[QuoteLine]:
    answers = list(
        quote.lines.select_related("line__item__unit", "line__request_line__warehouse").order_by(
            "line__position"
        )
    )
    requests = {answer.line.request_line.request_id for answer in answers}
    free = {line.id for line in lines_to_order(requests)}
    kept = [answer for answer in answers if answer.line.request_line_id in free]
    if not kept:
        raise NothingLeftToOrder(numbers=[request_locked(key).number for key in sorted(requests)])
    return kept


def _row(answer: QuoteLine) -> PurchaseLine:
    item = answer.line.item
    return PurchaseLine(
        item=item,
        warehouse=answer.line.request_line.warehouse,
        unit=item.unit,
        unit_quantity=answer.quantity,
        quantity=answer.quantity,
        price=answer.price,
        due_on=day_after(answer.lead_time_days),
    )


def rfq_locked(rfq_id: int) -> Rfq:
    """The request for quotation, locked until the transaction ends. Raises ``RfqNotFound``."""
    rfq = Rfq.objects.select_for_update().filter(id=rfq_id).first()
    if rfq is None:
        raise RfqNotFound(key=rfq_id)
    return rfq


def _open(rfq_id: int, *states: str) -> Rfq:
    rfq = rfq_locked(rfq_id)
    if rfq.state not in states:
        raise NotOpenForAnswers(record=rfq.number, state=rfq.state)
    return rfq


def _quote(quote_id: int) -> Quote:
    quote = Quote.objects.select_related("supplier", "rfq").filter(id=quote_id).first()
    if quote is None:
        raise QuoteNotFound(key=quote_id)
    return quote


def _step(
    rfq: Rfq, verb: str, actor: Actor, *, reason: str = "", quote: Quote | None = None
) -> Rfq:
    life_step(
        life=RFQ_LIFE,
        record=rfq,
        situation=rfq_situation(rfq=rfq, quote=quote, reason=reason),
        verb=verb,
        actor=actor,
        reason=reason,
    )
    return rfq


def rfq_subject(rfq: Rfq) -> Subject:
    """How the journal names a request for quotation."""
    return Subject(RFQ_LIFE.name, str(rfq.id), rfq.number)
