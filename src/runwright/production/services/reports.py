"""Quantities: reporting them, judging what was held, finishing short."""

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from runwright.catalog.rules import quantity_check
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.rows import (
    fresh,
    rows_insert,
    writes_together,
)
from runwright.journal.services import Edit, entry_record, request_accept, request_bind
from runwright.kernel.ids import uuid7
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.errors import (
    AlreadyUndone,
    FactNotFound,
    NotHeld,
    NothingReported,
    NotInRework,
    PassedOn,
    ReasonNeeded,
    StillOpen,
)
from runwright.production.models import QuantityReport, ReviewDecision, ReviewOutcome, WorkOrder
from runwright.production.selectors.situations import floor_facts, rework_awaited
from runwright.production.services.draws import materials_draw
from runwright.production.services.gains import gain_of, gain_post
from runwright.production.services.reversals import not_received
from runwright.production.services.work import (
    fact_posted,
    fact_undone,
    work_obstacles,
    work_order_locked,
    work_subject,
)
from runwright.production.states import not_in_batches, open_for_correction, open_for_work
from runwright.production.states.reports import FINISH_SHORT, QUANTITIES
from runwright.resources.limits import require_centre
from runwright.stock.models import Lot


@dataclass(frozen=True)
class ReportDraft:
    """What came off an operation, in the item's base unit; who did it, where, and why faults."""

    firsts: Decimal = Decimal()
    seconds: Decimal = Decimal()
    waste: Decimal = Decimal()
    held: Decimal = Decimal()
    operator_id: int | None = None
    machine_id: int | None = None
    scrap_reason_id: int | None = None
    caused_by_id: int | None = None
    is_rework: bool = False
    at: datetime | None = None

    @property
    def total(self) -> Decimal:
        """All pieces that left the operation."""
        return self.firsts + self.seconds + self.waste + self.held


@dataclass(frozen=True)
class ConfirmedDraw:
    """What an operator confirmed to have taken of a proposed material line, and of which lot."""

    line_id: int
    quantity: Decimal
    lot_id: int | None = None


@dataclass(frozen=True)
class Extras:
    """What somebody confirmed beside the quantities of a report.

    ``accept_gain``: more than was ordered; ``with_previous``: what is missing here was made at
    the operation before; ``material``: what was taken of the proposed lines, ``None`` when it was
    as proposed.
    """

    accept_gain: bool = False
    with_previous: bool = False
    material: tuple[ConfirmedDraw, ...] | None = None

    def told(self) -> dict[str, object]:
        """What is part of the report's body: nothing where nothing was confirmed."""
        return {} if self == Extras() else asdict(self)

    def confirmed(self, work_order: WorkOrder) -> list[tuple[int, Decimal, Lot | None]] | None:
        """The confirmed material with its lots, or nothing when it is as proposed."""
        if self.material is None:
            return None
        lots = Lot.objects.in_bulk([one.lot_id for one in self.material if one.lot_id])
        return [(one.line_id, one.quantity, lots.get(one.lot_id or 0)) for one in self.material]


@transaction.atomic
@writes_together()
def work_report(
    *,
    work_order_id: int,
    draft: ReportDraft,
    actor: Actor,
    id: UUID | None = None,
    more: Extras = Extras(),
) -> QuantityReport:
    """Report quantities at an operation; its automatic material is drawn with it.

    The client may give the fact its ``id``: a repeat returns the first one. ``more`` says what
    was confirmed: more pieces than were ordered, the previous operation as well, other material
    than proposed. Raises ``NotOpenForWork``, ``NothingReported``, ``FinerThanResolution``,
    ``MoreThanReceived``, ``OverProduction`` and ``NotInRework``.
    """
    actor.require("production.work_report")
    body = {"work_order": work_order_id, **asdict(draft), **more.told()}
    fact_id = id or uuid7()
    bound: dict[str, Any] = {
        "id": fact_id,
        "verb": "work.report",
        "body": body,
        "record_id": str(fact_id),
    }
    if id is None:  # nobody can have sent it before
        request_bind(**bound)
    elif request_accept(**bound):
        return QuantityReport.objects.get(id=id)
    work_order = work_order_locked(work_order_id)
    require_centre(actor, work_order.work_centre_id)
    open_for_work(work_order)
    not_in_batches(work_order.order)
    _check_quantities(work_order, draft)
    if more.with_previous:
        previous_report(work_order, draft, actor)
    gain = gain_of(work_order, draft.total, is_confirmed=more.accept_gain)
    edits = [Edit(n, "", plain(getattr(draft, n))) for n in QUANTITIES if getattr(draft, n)]
    entry = entry_record(
        actor=actor, verb="work.report", subject=work_subject(work_order), edits=edits
    )
    report = _report_post(fact_id, work_order, draft, entry)
    gain_post(report=report, quantity=gain, entry=entry)
    step = fact_posted(work_order=work_order, actor=actor)
    confirmed = more.confirmed(work_order)
    materials_draw(
        work_order=work_order, entry=entry, report=report, confirmed=confirmed, step=step
    )
    return report


def previous_report(work_order: WorkOrder, draft: ReportDraft, actor: Actor) -> None:
    """Report at the operation before what is missing here as firsts, by the same person."""
    missing = draft.total - (work_order.released - work_order.accounted)
    before = WorkOrder.objects.filter(
        order=work_order.order_id, sequence__lt=work_order.sequence
    ).exclude(state="cancelled")
    previous = before.order_by("-sequence").first()
    if missing <= 0 or previous is None:
        return
    said = ReportDraft(firsts=missing, operator_id=draft.operator_id, at=draft.at)
    also = Extras(with_previous=True)
    work_report(work_order_id=previous.id, draft=said, actor=actor, more=also)
    work_order.refresh_from_db(fields=["released", "state"])


def _check_quantities(work_order: WorkOrder, draft: ReportDraft) -> None:
    item = work_order.order.item
    for name in QUANTITIES:
        quantity_check(item=item, quantity=getattr(draft, name), zero=True)
    if not draft.total:
        raise NothingReported()
    if draft.is_rework and draft.total > (awaited := _awaited(work_order)):
        raise NotInRework(awaited=plain(awaited), operation=work_order.name)


def _awaited(work_order: WorkOrder) -> Decimal:
    return rework_awaited(order_id=work_order.order_id).get(work_order.id, Decimal())


def _report_post(
    fact_id: UUID, work_order: WorkOrder, draft: ReportDraft, entry: Entry
) -> QuantityReport:
    values = asdict(draft) | {"at": draft.at or now()}
    report = fresh(QuantityReport, id=fact_id, entry=entry, work_order=work_order, **values)
    return rows_insert(QuantityReport, [report])[0]


@transaction.atomic
def held_decide(
    *,
    work_order_id: int,
    outcome: str,
    quantity: Decimal,
    actor: Actor,
    reason: str = "",
    scrap_reason_id: int | None = None,
) -> ReviewDecision:
    """Decide on pieces held for review: release, downgrade, rework (back in process) or scrap.

    Raises ``NotHeld`` when fewer are held.
    """
    actor.require("production.work_correct")
    work_order = work_order_locked(work_order_id)
    require_centre(actor, work_order.work_centre_id)
    open_for_correction(work_order)
    quantity_check(item=work_order.order.item, quantity=quantity)
    if quantity > work_order.held:
        raise NotHeld(held=plain(work_order.held), operation=work_order.name)
    entry = entry_record(
        actor=actor,
        verb="work.decide",
        subject=work_subject(work_order),
        edits=[Edit(outcome, "", plain(quantity))],
        reason=reason,
    )
    decision = ReviewDecision.objects.create(
        entry=entry,
        work_order=work_order,
        outcome=ReviewOutcome(outcome),
        quantity=quantity,
        at=now(),
        scrap_reason_id=scrap_reason_id,
    )
    fact_posted(work_order=work_order, actor=actor)
    return decision


@transaction.atomic
def decision_reverse(*, decision_id: UUID, reason: str, actor: Actor) -> ReviewDecision:
    """Take a decision back by its opposite: its pieces are held for review again.

    Raises ``AlreadyUndone``, and ``PassedOn`` when they were worked on since.
    """
    actor.require("production.work_correct")
    _need_reason(reason)
    decision = ReviewDecision.objects.filter(id=decision_id).first()
    if decision is None:
        raise FactNotFound(key=decision_id)
    work_order = work_order_locked(decision.work_order_id)
    open_for_correction(work_order)
    if decision.reverses_id or decision.reversals.exists():
        raise AlreadyUndone()
    if decision.outcome == ReviewOutcome.REWORK and decision.quantity > _awaited(work_order):
        raise PassedOn(operation=work_order.name, processed=plain(decision.quantity))
    entry = entry_record(
        actor=actor, verb="work.reverse_decision", subject=work_subject(work_order), reason=reason
    )
    opposite = ReviewDecision.objects.create(
        entry=entry,
        reverses=decision,
        work_order=work_order,
        outcome=decision.outcome,
        quantity=-decision.quantity,
        at=decision.at,
        scrap_reason_id=decision.scrap_reason_id,
    )
    _undone(work_order, actor)
    return opposite


@transaction.atomic
def work_finish_short(*, work_order_id: int, reason: str, actor: Actor) -> WorkOrder:
    """Finish an operation with less than it received; the rest is waste with this reason.

    The waste draws no material, since it was never worked on here. Raises ``StillOpen`` with
    everything that may still come out of the operation or into it.
    """
    actor.require("production.work_correct")
    _need_reason(reason)
    work_order = work_order_locked(work_order_id)
    require_centre(actor, work_order.work_centre_id)
    open_for_work(work_order)
    if obstacles := work_obstacles(work_order):
        raise StillOpen(reasons=obstacles)
    rest = work_order.released - work_order.accounted
    entry = entry_record(
        actor=actor,
        verb=FINISH_SHORT,
        subject=work_subject(work_order),
        edits=[Edit("waste", "", plain(rest))],
        reason=reason,
    )
    _report_post(uuid7(), work_order, ReportDraft(waste=rest), entry)
    work_order.short_reason = reason[:200]
    work_order.save(update_fields=["short_reason"])
    fact_posted(work_order=work_order, actor=actor)
    return work_order


def _undone(work_order: WorkOrder, actor: Actor) -> None:
    left = floor_facts(order_id=work_order.order_id)
    fact_undone(work_order=work_order, facts_left=left, actor=actor)
    not_received(work_order.order_id)


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonNeeded()
