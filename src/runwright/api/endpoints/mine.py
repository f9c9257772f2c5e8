"""An operator's work: what is theirs, pausing, finishing, what a report proposes; and a planner's
bulk assignment."""

from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest
from pydantic import Field

from runwright.api.doors import Door
from runwright.api.errors import BadValue
from runwright.api.records import WorkOrder
from runwright.api.schemas import Done, Given, ItemBrief, Shown
from runwright.api.sign_in import Call
from runwright.api.values import BIGGEST_KEY, Exact, Key, PathKey
from runwright.kernel.errors import Refusal
from runwright.kernel.quantity import parse_decimal
from runwright.production.selectors import work_order_get
from runwright.production.selectors.mine import Proposal, my_work, proposals_for
from runwright.production.services import work_assign
from runwright.production.services.shifts import work_complete, work_pause

door = Door("Work orders", __name__)

OPERATOR = {"operator": {"type": "integer", "description": "Whose work; the caller's if left out."}}
QUANTITY = {"quantity": {"type": "string", "description": "Pieces that would be reported."}}


class Work(Shown):
    """What runs now, what was assigned, and what waits at the operator's work centres."""

    now: list[WorkOrder]
    mine: list[WorkOrder]
    free: list[WorkOrder]


class ProposedLot(Shown):
    """A lot that could be taken, and what there is of it."""

    id: Key
    number: str
    quantity: Exact


class Proposed(Shown):
    """Material that a report proposes, in base units; the first choice among ``lots``."""

    line_id: Key
    item: ItemBrief
    quantity: Exact
    lot_id: Key | None
    lots: list[ProposedLot]


class Proposals(Shown):
    """The material that a report proposes."""

    items: list[Proposed]


class Who(Given):
    """The operator; the caller if left out."""

    operator_id: Key | None = None


class Assignments(Given):
    """Many work orders for the same operators, instead of those before."""

    work_order_ids: Annotated[list[Key], Field(max_length=500)]
    operator_ids: Annotated[list[Key], Field(max_length=200)]


@door.read("/my-work", permission="production.view", answer=Work, parameters=OPERATOR)
def mine(request: Call) -> object:
    """The work of an operator, each part in the order in which it should be done."""
    operator_id = _asked(request, "operator") or request.auth.operator_id
    if operator_id is None:
        raise BadValue(field="operator", problem="the caller is no operator: name one")
    return my_work(operator_id=operator_id, actor=request.auth)


@door.read(
    "/work-orders/{work_order_id}/proposals",
    permission="production.view",
    answer=Proposals,
    parameters=QUANTITY,
)
def proposals(request: Call, work_order_id: PathKey) -> object:
    """The material that a report of so many pieces proposes to be confirmed."""
    work = work_order_get(work_order_id=work_order_id, actor=request.auth)
    found = proposals_for(work_order_id=work.id, quantity=_pieces(request), actor=request.auth)
    return Proposals(items=[_proposed(one) for one in found])


@door.act(
    "/work-orders/{work_order_id}/pause",
    permission="production.work_report",
    answer=WorkOrder,
    verb="pause",
)
def pause(request: Call, work_order_id: PathKey, given: Who) -> object:
    """Stop a person's timers on a work order."""
    operator_id = given.operator_id or request.auth.operator_id
    if operator_id:
        work_pause(work_order_id=work_order_id, operator_id=operator_id, actor=request.auth)
    return work_order_get(work_order_id=work_order_id, actor=request.auth)


@door.act(
    "/work-orders/{work_order_id}/completion",
    permission="production.work_report",
    answer=WorkOrder,
    verb="complete",
)
def complete(request: Call, work_order_id: PathKey, given: Who) -> object:
    """Report what is left as firsts, and stop the person's timers."""
    work_complete(
        work_order_id=work_order_id,
        operator_id=given.operator_id or request.auth.operator_id,
        actor=request.auth,
    )
    return work_order_get(work_order_id=work_order_id, actor=request.auth)


@door.act("/assignments", permission="production.work_assign", answer=Done)
def assign(request: Call, given: Assignments) -> object:
    """Give many work orders to operators in one go."""
    work_assign(**given.model_dump(), actor=request.auth)
    return Done()


def _asked(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and int(text[:20]) <= BIGGEST_KEY):
        raise BadValue(field=name, problem="a key is a whole number")
    return int(text[:20])


def _pieces(request: HttpRequest) -> Decimal:
    try:
        return max(parse_decimal(request.GET.get("quantity", "0"), field="quantity"), Decimal())
    except Refusal as refusal:
        raise BadValue(field="quantity", problem="not a number") from refusal


def _proposed(one: Proposal) -> Proposed:
    lots = [
        ProposedLot(id=found.lot.id, number=found.lot.number, quantity=found.quantity)
        for found in one.lots
        if found.lot
    ]
    return Proposed(
        line_id=one.line.id,
        item=ItemBrief.model_validate(one.line.item),
        quantity=one.quantity,
        lot_id=one.lot_id,
        lots=lots,
    )
