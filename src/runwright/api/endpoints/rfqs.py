"""Requests for quotation: asked, answered, accepted."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from runwright.api.doors import Door
from runwright.api.endpoints.purchase_orders import PurchaseOrder
from runwright.api.endpoints.purchase_orders import told as order_told
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Given, ItemBrief, Many, Named, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Day, Exact, Key, PathKey, Positive, Price, Prose, Whole
from runwright.api.verbs import Lively
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.purchasing import services
from runwright.purchasing.selectors import rfq_get, rfq_verbs
from runwright.reports.lists.purchasing import RFQS

door = Door("Requests for quotation", __name__)
add_list(door, "/rfqs", RFQS)

MANAGE = "purchasing.order_manage"


class RfqLine(Shown):
    """What is asked for, in the item's base unit."""

    id: Key
    position: int
    item: ItemBrief
    quantity: Exact
    required_by: date | None


class QuoteLine(Shown):
    """An offer for a line: a quantity at a price per base unit."""

    line_id: Key
    quantity: Exact
    price: Exact
    lead_time_days: int


class Quote(Shown):
    """A supplier who is asked, and what they answered."""

    id: Key
    supplier: Named
    answered_at: datetime | None
    valid_until: date | None
    note: str
    is_accepted: bool
    lines: Annotated[list[QuoteLine], Many]


class Rfq(Lively):
    """A request for quotation with every answer."""

    home = "/rfqs/{rfq_id}"
    id: Key
    number: str
    state: Literal["draft", "sent", "accepted", "cancelled"]
    state_since: datetime
    answer_by: date | None
    note: str
    created_at: datetime
    lines: Annotated[list[RfqLine], Many]
    quotes: Annotated[list[Quote], Many]

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return rfq_verbs(rfq=record, actor=actor)


class NewRfq(Given):
    """Approved requests to be quoted for, and who shall quote."""

    request_ids: Annotated[list[Key], Field(min_length=1, max_length=100)]
    supplier_ids: Annotated[list[Key], Field(max_length=100)] = []
    answer_by: Day | None = None
    note: Prose = ""


class OneMore(Given):
    """One more supplier to be asked."""

    supplier_id: Key


class NewAnswer(Given):
    """What a supplier offers for one line, both per base unit."""

    line_id: Key
    quantity: Positive
    price: Price
    lead_time_days: Whole = LEFT_OUT


class Answers(Given):
    """A supplier's answer; it replaces the one before."""

    answers: Annotated[list[NewAnswer], Field(min_length=1, max_length=1000)]
    valid_until: Day | None = None
    note: Prose = ""


def told(rfq_id: int, actor: Actor) -> Rfq:
    """The whole request for quotation, with what may be done now."""
    record = rfq_get(rfq_id=rfq_id, actor=actor)
    shown = Rfq.model_validate(record)
    return shown.alive(record, actor)


@door.read("/rfqs/{rfq_id}", permission="purchasing.view", answer=Rfq)
def rfq(request: Call, rfq_id: PathKey) -> object:
    """One request for quotation, its answers side by side."""
    return told(rfq_id, request.auth)


@door.create("/rfqs", permission=MANAGE, answer=Rfq)
def create_rfq(request: Call, given: NewRfq) -> object:
    """Ask suppliers for everything of approved requests that no live order covers."""
    made = services.rfq_create(**given.model_dump(), actor=request.auth)
    return told(made.id, request.auth)


@door.act("/rfqs/{rfq_id}/suppliers", permission=MANAGE, answer=Rfq)
def ask_supplier(request: Call, rfq_id: PathKey, given: OneMore) -> object:
    """Ask one more supplier."""
    services.rfq_ask(rfq_id=rfq_id, supplier_id=given.supplier_id, actor=request.auth)
    return told(rfq_id, request.auth)


@door.act("/rfqs/{rfq_id}/sending", permission=MANAGE, answer=Rfq, verb="send")
def send_rfq(request: Call, rfq_id: PathKey) -> object:
    """The question is out."""
    services.rfq_send(rfq_id=rfq_id, actor=request.auth)
    return told(rfq_id, request.auth)


@door.act("/rfqs/{rfq_id}/cancellation", permission=MANAGE, answer=Rfq, verb="cancel")
def cancel_rfq(request: Call, rfq_id: PathKey, given: Reasoned) -> object:
    """Nobody needs to answer any longer."""
    services.rfq_cancel(rfq_id=rfq_id, reason=given.reason, actor=request.auth)
    return told(rfq_id, request.auth)


@door.act("/quotes/{quote_id}/answer", permission=MANAGE, answer=Rfq)
def answer_quote(request: Call, quote_id: PathKey, given: Answers) -> object:
    """Write down what a supplier answered."""
    quote = services.quote_answer(
        quote_id=quote_id,
        answers=[services.Answer(**answer.sent()) for answer in given.answers],
        valid_until=given.valid_until,
        note=given.note,
        actor=request.auth,
    )
    return told(quote.rfq_id, request.auth)


@door.act("/quotes/{quote_id}/acceptance", permission=MANAGE, answer=PurchaseOrder)
def accept_quote(request: Call, quote_id: PathKey) -> object:
    """Take an answer: it becomes a draft purchase order."""
    order = services.quote_accept(quote_id=quote_id, actor=request.auth)
    return order_told(order.id, request.auth)
