"""Papers of purchasing that are sent by e-mail."""

from datetime import datetime
from typing import Annotated, Literal

from runwright.api.doors import Door
from runwright.api.schemas import Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Key, Line, PathKey, Prose
from runwright.purchasing.services.mails import mail_ask

door = Door("E-mails", __name__)
MANAGE = "purchasing.order_manage"


class NewMail(Given):
    """What to write beside the paper; without an address it goes to the supplier's."""

    address: Annotated[str, Line(254)] = ""
    message: Prose = ""


class Mail(Shown):
    """A paper on its way to an address; a job sends it."""

    id: Key
    address: str
    language: str
    message: str
    state: Literal["waiting", "sent", "failed"]
    error: str
    asked_by: str
    created_at: datetime
    sent_at: datetime | None


@door.create("/purchase-orders/{order_id}/mails", permission=MANAGE, answer=Mail)
def mail_purchase_order(request: Call, order_id: PathKey, given: NewMail) -> object:
    """Send a purchase order to its supplier."""
    return mail_ask(order_id=order_id, **given.model_dump(), actor=request.auth)


@door.create("/quotes/{quote_id}/mails", permission=MANAGE, answer=Mail)
def mail_quote(request: Call, quote_id: PathKey, given: NewMail) -> object:
    """Send the question of a request for quotation to its supplier."""
    return mail_ask(quote_id=quote_id, **given.model_dump(), actor=request.auth)


@door.create("/purchase-requests/{request_id}/mails", permission=MANAGE, answer=Mail)
def mail_request(request: Call, request_id: PathKey, given: NewMail) -> object:
    """Send a purchase request to an address."""
    return mail_ask(request_id=request_id, **given.model_dump(), actor=request.auth)
