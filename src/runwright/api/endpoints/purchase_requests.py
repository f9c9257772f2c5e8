"""Shortages and the purchase requests made of them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AliasPath, Field

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Brief, Given, ItemBrief, Many, Named, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Day, Exact, Key, PathKey, Positive, Prose
from runwright.api.verbs import Lively
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.purchasing import services
from runwright.purchasing.selectors import request_get, request_verbs
from runwright.reports.lists.purchasing import REQUESTS, SHORTAGES

door = Door("Purchase requests", __name__)
add_list(door, "/shortages", SHORTAGES)
add_list(door, "/purchase-requests", REQUESTS)

ASK = "purchasing.request_create"
APPROVE = "purchasing.request_approve"
RequestState = Literal["draft", "approved", "ordered", "received", "rejected", "cancelled"]


class ServedNeed(Shown):
    """So much of a line (base unit) is for this need; ``cause`` is the order that has it."""

    need_id: Key
    cause: Annotated[str, Field(validation_alias=AliasPath("need", "cause"))]
    quantity: Exact
    closed_at: Annotated[datetime | None, Field(validation_alias=AliasPath("need", "closed_at"))]


class OrderedIn(Shown):
    """A purchase order that a line stands on."""

    order_id: Annotated[Key, Field(validation_alias=AliasPath("line", "order_id"))]
    number: Annotated[str, Field(validation_alias=AliasPath("line", "order", "number"))]
    state: Annotated[str, Field(validation_alias=AliasPath("line", "order", "state"))]
    quantity: Exact


class RequestLine(Shown):
    """An item to be bought: ``quantity`` in its base unit, as written in ``unit``."""

    id: Key
    position: int
    item: ItemBrief
    warehouse: Named
    unit: Brief
    unit_quantity: Exact
    quantity: Exact
    required_by: date | None
    needs: Annotated[list[ServedNeed], Many]
    ordered: Annotated[list[OrderedIn], Many]


class PurchaseRequest(Lively):
    """A wish to buy, with what it is for and what became of it."""

    home = "/purchase-requests/{request_id}"
    id: Key
    number: str
    state: RequestState
    state_since: datetime
    asked_by: str
    approved_by: str
    note: str
    created_at: datetime
    lines: Annotated[list[RequestLine], Many]

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return request_verbs(request=record, actor=actor)


class NewRequestLine(Given):
    """An item to be bought, in its own unit unless another is given."""

    item_id: Key
    quantity: Positive
    unit_id: Key | None = None
    warehouse_id: Key | None = None
    required_by: Day | None = None


class NewRequest(Given):
    """A request to be written by hand."""

    lines: Annotated[list[NewRequestLine], Field(min_length=1, max_length=1000)]
    note: Prose = ""


class ShortNeeds(Given):
    """Needs of which what is short shall be requested."""

    need_ids: Annotated[list[Key], Field(min_length=1, max_length=1000)]
    note: Prose = ""


class RequestLineChange(Given):
    """Another quantity (in the line's unit) or day, while the request is a draft."""

    quantity: Positive = LEFT_OUT
    required_by: Day = LEFT_OUT
    reason: Prose = LEFT_OUT


def told(request_id: int, actor: Actor) -> PurchaseRequest:
    """The whole request, with what may be done now."""
    record = request_get(request_id=request_id, actor=actor)
    shown = PurchaseRequest.model_validate(record)
    return shown.alive(record, actor)


@door.read("/purchase-requests/{request_id}", permission="purchasing.view", answer=PurchaseRequest)
def purchase_request(request: Call, request_id: PathKey) -> object:
    """One purchase request with its lines, needs, orders, and the verbs possible now."""
    return told(request_id, request.auth)


@door.create("/purchase-requests", permission=ASK, answer=PurchaseRequest)
def create_request(request: Call, given: NewRequest) -> object:
    """Write a request by hand, as a draft."""
    lines = [services.RequestLineDraft(**line.sent()) for line in given.lines]
    made = services.request_create(lines=lines, note=given.note, actor=request.auth)
    return told(made.id, request.auth)


@door.create("/shortages/requests", permission=ASK, answer=PurchaseRequest)
def request_shortage(request: Call, given: ShortNeeds) -> object:
    """Request exactly what these needs lack, net of what is requested or expected already."""
    made = services.request_for_shortage(
        need_ids=given.need_ids, note=given.note, actor=request.auth
    )
    return told(made.id, request.auth)


@door.change("/purchase-request-lines/{line_id}", permission=ASK, answer=PurchaseRequest)
def change_request_line(request: Call, line_id: PathKey, given: RequestLineChange) -> object:
    """Ask for more, less or another day."""
    record = services.request_line_change(line_id=line_id, **given.sent(), actor=request.auth)
    return told(record.id, request.auth)


@door.act("/purchase-request-lines/{line_id}/removal", permission=ASK, answer=PurchaseRequest)
def remove_request_line(request: Call, line_id: PathKey, given: Reasoned) -> object:
    """Take a line off a draft."""
    record = services.request_line_remove(line_id=line_id, reason=given.reason, actor=request.auth)
    return told(record.id, request.auth)


@door.act(
    "/purchase-requests/{request_id}/approval",
    permission=APPROVE,
    answer=PurchaseRequest,
    verb="approve",
)
def approve_request(request: Call, request_id: PathKey) -> object:
    """Let it be bought."""
    services.request_approve(request_id=request_id, actor=request.auth)
    return told(request_id, request.auth)


@door.act(
    "/purchase-requests/{request_id}/rejection",
    permission=APPROVE,
    answer=PurchaseRequest,
    verb="reject",
)
def reject_request(request: Call, request_id: PathKey, given: Reasoned) -> object:
    """Refuse to buy it, with a reason."""
    services.request_reject(request_id=request_id, reason=given.reason, actor=request.auth)
    return told(request_id, request.auth)


@door.act(
    "/purchase-requests/{request_id}/withdrawal",
    permission=APPROVE,
    answer=PurchaseRequest,
    verb="withdraw",
)
def withdraw_request(request: Call, request_id: PathKey, given: Reasoned) -> object:
    """Take the approval back."""
    services.request_withdraw(request_id=request_id, reason=given.reason, actor=request.auth)
    return told(request_id, request.auth)


@door.act(
    "/purchase-requests/{request_id}/cancellation",
    permission=ASK,
    answer=PurchaseRequest,
    verb="cancel",
)
def cancel_request(request: Call, request_id: PathKey, given: Reasoned) -> object:
    """Give it up."""
    services.request_cancel(request_id=request_id, reason=given.reason, actor=request.auth)
    return told(request_id, request.auth)
