"""Work orders: reporting quantities and time on them."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from runwright.api.doors import Door, Later
from runwright.api.lists import add_list
from runwright.api.records import Booking, Decision, Report, TimeKind, Timer, WorkOrder
from runwright.api.schemas import LEFT_OUT, Given, Reasoned
from runwright.api.sign_in import Call
from runwright.api.values import Amount, Flag, Instant, Key, PathKey, Positive, Prose
from runwright.api.verbs import Lively
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.production.selectors import report_get, work_order_get
from runwright.production.selectors.verbs import work_order_verbs
from runwright.production.services import (
    ConfirmedDraw,
    Extras,
    ReportDraft,
    held_decide,
    time_book,
    timer_start,
    work_assign,
    work_finish_short,
    work_report,
)
from runwright.production.services.timers import Worker
from runwright.reports.lists.production import WORK_ORDERS

door = Door("Work orders", __name__)
add_list(door, "/work-orders", WORK_ORDERS)


class TakenMaterial(Given):
    """What was taken of a proposed material line, and of which lot."""

    line_id: Key
    quantity: Amount
    lot_id: Key | None = None


class NewReport(Given):
    """What came off, in the item's base unit. The fact may bring its own ``id``.

    ``accept_gain`` confirms that more was made than ordered, ``with_previous`` that what is
    missing here was made at the operation before; ``material`` is what was taken of the proposed
    lines, when it is not as proposed.
    """

    id: UUID | None = None
    firsts: Amount = LEFT_OUT
    seconds: Amount = LEFT_OUT
    waste: Amount = LEFT_OUT
    held: Amount = LEFT_OUT
    operator_id: Key | None = None
    machine_id: Key | None = None
    scrap_reason_id: Key | None = None
    caused_by_id: Key | None = None
    is_rework: Flag = False
    at: Instant | None = None
    accept_gain: Flag = False
    with_previous: Flag = False
    material: Annotated[list[TakenMaterial] | None, Field(max_length=200)] = None

    def extras(self) -> Extras:
        """What was confirmed beside the quantities."""
        taken = self.material
        confirmed = None if taken is None else tuple(ConfirmedDraw(**t.model_dump()) for t in taken)
        return Extras(self.accept_gain, self.with_previous, confirmed)


class NewDecision(Given):
    """What becomes of pieces that were held."""

    outcome: Literal["release", "downgrade", "rework", "scrap"]
    quantity: Positive
    reason: Prose = ""
    scrap_reason_id: Key | None = None


class NewTimer(Given):
    """Who begins to work: an operator, a machine, or an operator at a machine."""

    operator_id: Key | None = None
    machine_id: Key | None = None
    kind: TimeKind = "run"


class NewBooking(Given):
    """A stretch of work of an operator, a machine, or both."""

    operator_id: Key | None = None
    machine_id: Key | None = None
    kind: TimeKind = "run"
    started_at: Instant
    ended_at: Instant
    reason: Prose = ""


class NewAssignments(Given):
    """The operators who shall do the work order, instead of those before."""

    operator_ids: Annotated[list[Key], Field(max_length=200)]


class WorkOrderNow(WorkOrder, Lively):
    """One operation of an order, with what may be done with it now."""

    home = "/work-orders/{work_order_id}"

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return work_order_verbs(work_order=record, actor=actor)


@door.read("/work-orders/{work_order_id}", permission="production.view", answer=WorkOrderNow)
def work_order(request: Call, work_order_id: PathKey) -> object:
    """One work order, and the verbs possible now."""
    return work_order_get(work_order_id=work_order_id, actor=request.auth)


@door.create(
    "/work-orders/{work_order_id}/reports",
    permission="production.work_report",
    answer=Report,
    verb="report",
)
def report(request: Call, work_order_id: PathKey, given: NewReport) -> object:
    """Report quantities; automatic material is drawn with them."""
    beside = {"id", "accept_gain", "with_previous", "material"}
    draft = ReportDraft(**{k: v for k, v in given.sent().items() if k not in beside})
    made = work_report(
        work_order_id=work_order_id,
        draft=draft,
        id=given.id,
        more=given.extras(),
        actor=request.auth,
    )
    return Later(made.id, lambda: report_get(report_id=made.id, actor=request.auth))


@door.create(
    "/work-orders/{work_order_id}/decisions",
    permission="production.work_correct",
    answer=Decision,
    verb="decide",
)
def decide(request: Call, work_order_id: PathKey, given: NewDecision) -> object:
    """Decide on pieces held for review."""
    return held_decide(work_order_id=work_order_id, **given.model_dump(), actor=request.auth)


@door.act(
    "/work-orders/{work_order_id}/short-finish",
    permission="production.work_correct",
    answer=WorkOrderNow,
    verb="finish_short",
)
def finish_short(request: Call, work_order_id: PathKey, given: Reasoned) -> object:
    """Finish with less than was received; the rest is waste."""
    work_finish_short(work_order_id=work_order_id, reason=given.reason, actor=request.auth)
    return work_order_get(work_order_id=work_order_id, actor=request.auth)


@door.create(
    "/work-orders/{work_order_id}/timers",
    permission="production.work_report",
    answer=Timer,
    verb="start_timer",
)
def start_timer(request: Call, work_order_id: PathKey, given: NewTimer) -> object:
    """Start a timer; without anybody named, that of the caller."""
    worker = Worker(_operator(request, given), given.machine_id)
    return timer_start(
        work_order_id=work_order_id, worker=worker, kind=given.kind, actor=request.auth
    )


@door.create(
    "/work-orders/{work_order_id}/bookings",
    permission="production.work_report",
    answer=Booking,
    verb="book_time",
)
def book(request: Call, work_order_id: PathKey, given: NewBooking) -> object:
    """Enter a stretch of work as a whole."""
    return time_book(
        work_order_id=work_order_id,
        worker=Worker(_operator(request, given), given.machine_id),
        started_at=given.started_at,
        ended_at=given.ended_at,
        kind=given.kind,
        reason=given.reason,
        actor=request.auth,
    )


def _operator(request: Call, given: NewTimer | NewBooking) -> int | None:
    """The operator named; nobody and no machine named means the caller."""
    if given.operator_id is None and given.machine_id is None:
        return request.auth.operator_id
    return given.operator_id


@door.act(
    "/work-orders/{work_order_id}/assignments",
    permission="production.work_assign",
    answer=WorkOrderNow,
    verb="assign",
)
def assign(request: Call, work_order_id: PathKey, given: NewAssignments) -> object:
    """Say who shall do it."""
    work_order_get(work_order_id=work_order_id, actor=request.auth)
    work_assign(work_order_ids=[work_order_id], operator_ids=given.operator_ids, actor=request.auth)
    return work_order_get(work_order_id=work_order_id, actor=request.auth)
