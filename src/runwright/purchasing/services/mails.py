"""Papers sent by e-mail: asked for with the decision, sent by a job afterwards."""

from django.db import transaction

from runwright.journal.clock import now
from runwright.journal.services import Edit, Subject, entry_record
from runwright.partners.services import email_check
from runwright.people.actor import Actor
from runwright.purchasing.errors import MailNotFound, NoAddress, NotYetWorthSending
from runwright.purchasing.models import Mail, PurchaseOrder, PurchaseRequest, Quote
from runwright.purchasing.selectors.records import (
    purchase_order_get,
    quote_get,
    request_get,
)
from runwright.purchasing.services.orders import order_subject
from runwright.purchasing.services.requests import request_subject
from runwright.purchasing.services.rfqs import rfq_subject
from runwright.tasks.services import enqueue

TASK = "purchasing.mail"
NOT_WORTH = ("draft", "cancelled", "rejected")


@transaction.atomic
def mail_ask(
    *,
    actor: Actor,
    order_id: int | None = None,
    quote_id: int | None = None,
    request_id: int | None = None,
    address: str = "",
    message: str = "",
) -> Mail:
    """Send a purchase order or a question of an RFQ to its supplier, or a request to an address.

    A job sends it after this transaction, and tries again while the mail server is away. Raises
    ``NoAddress``, ``EmailWrong``, ``NotYetWorthSending``.
    """
    actor.require("purchasing.order_manage")
    mail = Mail(message=message, asked_by=actor.label, created_at=now())
    if order_id:
        subject = _of_order(mail, purchase_order_get(order_id=order_id, actor=actor))
    elif quote_id:
        subject = _of_quote(mail, quote_get(quote_id=quote_id, actor=actor))
    else:
        subject = _of_request(mail, request_get(request_id=request_id or 0, actor=actor))
    mail.address = address or mail.address
    if not mail.address:
        raise NoAddress(partner=subject.label)
    email_check(mail.address)
    mail.save(force_insert=True)
    edits = [Edit("address", "", mail.address)]
    entry_record(actor=actor, verb=f"{subject.kind}.mail", subject=subject, edits=edits)
    label = f"{subject.label} → {mail.address}"
    enqueue(task=TASK, label=label, actor=actor, arguments={"mail_id": mail.pk})
    return mail


def _of_order(mail: Mail, order: PurchaseOrder) -> Subject:
    _refuse_too_early(order.number, order.state)
    mail.order, mail.address = order, order.supplier.email
    mail.language = order.supplier.language
    return order_subject(order)


def _of_quote(mail: Mail, quote: Quote) -> Subject:
    if quote.rfq.state == "cancelled":
        _refuse_too_early(quote.rfq.number, quote.rfq.state)
    mail.quote, mail.address = quote, quote.supplier.email
    mail.language = quote.supplier.language
    return rfq_subject(quote.rfq)


def _of_request(mail: Mail, request: PurchaseRequest) -> Subject:
    mail.request = request
    return request_subject(request)


def _refuse_too_early(number: str, state: str) -> None:
    if state in NOT_WORTH:
        raise NotYetWorthSending(record=number, state=state)


@transaction.atomic
def mail_begin(*, mail_id: int) -> Mail | None:
    """Count an attempt to send; nothing when it was sent already. Raises ``MailNotFound``."""
    mail = Mail.objects.select_for_update().filter(id=mail_id).first()
    if mail is None:
        raise MailNotFound(key=mail_id)
    if mail.state == "sent":
        return None
    mail.attempts += 1
    mail.save(update_fields=["attempts"])
    return mail


@transaction.atomic
def mail_end(*, mail_id: int, error: str = "") -> None:
    """It was sent or, with an ``error``, not this time."""
    mail = Mail.objects.select_for_update().get(id=mail_id)
    mail.state, mail.error = ("failed", error[:500]) if error else ("sent", "")
    mail.sent_at = None if error else now()
    mail.save(update_fields=["state", "error", "sent_at"])
