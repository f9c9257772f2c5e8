"""Sending a paper of purchasing by e-mail."""

from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from runwright.company.selectors import company_get
from runwright.labels.purchases import purchase_order_pdf, quote_pdf, request_pdf
from runwright.people.actor import Actor
from runwright.purchasing.services import mail_begin, mail_end
from runwright.tasks.errors import TryLater


def mail_send(*, mail_id: int, actor: Actor) -> None:
    """Send a mail that was asked for, once; raises ``TryLater`` while no server takes it."""
    mail = mail_begin(mail_id=mail_id)
    if mail is None:
        return
    with override(mail.language):
        message = _message(mail, actor)
    try:
        message.send()
    except (SMTPException, OSError) as error:
        mail_end(mail_id=mail_id, error=str(error))
        raise TryLater(str(error)) from error
    mail_end(mail_id=mail_id)


def _message(mail: Any, actor: Actor) -> EmailMessage:
    title, number, pdf = _paper(mail)
    company = company_get().name
    text = mail.message or _("Please find enclosed: {title} {number}.").format(
        title=title, number=number
    )
    message = EmailMessage(f"{title} {number} · {company}", f"{text}\n\n{company}\n",
                           to=[mail.address])  # fmt: skip
    message.attach(f"{number}.pdf", pdf(actor=actor), "application/pdf")
    return message


def _paper(mail: Any) -> tuple[str, str, Callable[..., bytes]]:
    """What is enclosed: its title, its number, and how it is printed."""
    if mail.order:
        return (_("Purchase order"), mail.order.number,
                lambda actor: purchase_order_pdf(order_id=mail.order_id, actor=actor))  # fmt: skip
    if mail.quote:
        return (_("Request for quotation"), mail.quote.rfq.number,
                lambda actor: quote_pdf(quote_id=mail.quote_id, actor=actor))  # fmt: skip
    return (_("Purchase request"), mail.request.number,
            lambda actor: request_pdf(request_id=mail.request_id, actor=actor))  # fmt: skip
