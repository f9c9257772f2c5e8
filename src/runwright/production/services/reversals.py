"""Taking reports back, whole or in part, by their opposites."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from runwright.catalog.rules import quantity_check
from runwright.journal.services import Edit, entry_record
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.errors import (
    AlreadyDecided,
    FactNotFound,
    NothingReported,
    OutputReceived,
    ReasonNeeded,
    ReportedLess,
)
from runwright.production.models import Order, QuantityReport, WorkOrder
from runwright.production.selectors.receipts import received_of
from runwright.production.selectors.situations import floor_facts
from runwright.production.services.draws import materials_undraw
from runwright.production.services.gains import gain_reverse
from runwright.production.services.work import fact_undone, work_order_locked, work_subject
from runwright.production.states.reports import FINISH_SHORT, QUANTITIES, it_can_be_taken_back
from runwright.stock.models import Grade


@dataclass(frozen=True)
class Pieces:
    """How many pieces of each grade, in the item's base unit."""

    firsts: Decimal = Decimal()
    seconds: Decimal = Decimal()
    waste: Decimal = Decimal()
    held: Decimal = Decimal()

    @property
    def total(self) -> Decimal:
        """All of them."""
        return self.firsts + self.seconds + self.waste + self.held


@transaction.atomic
def report_reverse(
    *, report_id: UUID, reason: str, actor: Actor, pieces: Pieces | None = None
) -> QuantityReport:
    """Take a report back by its opposite, with a reason; material returns.

    Without ``pieces`` all that is left of it goes. Taking back what finishing short has posted
    opens the operation again. Raises ``AlreadyUndone``, ``ReportedLess`` for more than is left,
    ``PassedOn`` when the next operation has worked on it already, ``AlreadyDecided`` when pieces
    it held were decided on, and ``OutputReceived`` when they are in stock.
    """
    actor.require("production.work_correct")
    if not reason.strip():
        raise ReasonNeeded()
    work_order = _work_order_of(report_id)
    report = QuantityReport.objects.select_related("entry").get(id=report_id)
    report.work_order = work_order
    it_can_be_taken_back(report)
    if report.entry.verb == FINISH_SHORT:
        work_order.short_reason = ""
        work_order.save(update_fields=["short_reason"])
    undone = _undone_now(report, pieces)
    if undone.held > work_order.held:
        raise AlreadyDecided(
            quantity=plain(undone.held - work_order.held), operation=work_order.name
        )
    entry = entry_record(
        actor=actor,
        verb="work.reverse_report",
        subject=work_subject(work_order),
        edits=[
            Edit(name, "", plain(-getattr(undone, name)))
            for name in QUANTITIES
            if getattr(undone, name)
        ],
        reason=reason,
    )
    opposite = QuantityReport.objects.create(
        entry=entry,
        reverses=report,
        work_order=work_order,
        operator_id=report.operator_id,
        machine_id=report.machine_id,
        at=report.at,
        is_rework=report.is_rework,
        scrap_reason_id=report.scrap_reason_id,
        caused_by_id=report.caused_by_id,
        **{name: -getattr(undone, name) for name in QUANTITIES},
    )
    gain_reverse(report=report, undone=undone.total, entry=entry)
    left = floor_facts(order_id=work_order.order_id)
    fact_undone(work_order=work_order, facts_left=left, actor=actor)
    not_received(work_order.order_id)
    materials_undraw(work_order=work_order, entry=entry, undone=report)
    return opposite


def _undone_now(report: QuantityReport, pieces: Pieces | None) -> Pieces:
    """What of a report goes now: all that is left of it, or the ``pieces`` named."""
    sums = report.reversals.aggregate(**{name: Sum(name) for name in QUANTITIES})
    left = Pieces(**{n: getattr(report, n) + (sums[n] or Decimal()) for n in QUANTITIES})
    if pieces is None:
        return left
    for name in QUANTITIES:
        wanted = getattr(pieces, name)
        quantity_check(item=report.work_order.order.item, quantity=wanted, zero=True)
        if wanted > getattr(left, name):
            raise ReportedLess(left=plain(getattr(left, name)), field=name)
    if not pieces.total:
        raise NothingReported()
    return pieces


def not_received(order_id: int) -> None:
    """Refuse what would leave fewer pieces made than are in stock. Raises ``OutputReceived``."""
    order = Order.objects.get(id=order_id)
    if not order.received:
        return
    for grade, made in ((Grade.FIRSTS, order.firsts), (Grade.SECONDS, order.seconds)):
        received = sum((r.left for r in received_of(order=order, grade=grade)), Decimal())
        if received > made:
            raise OutputReceived(received=plain(received), record=order.number)


def _work_order_of(report_id: UUID) -> WorkOrder:
    reports = QuantityReport.objects.filter(id=report_id)
    work_order_id = reports.values_list("work_order_id", flat=True).first()
    if work_order_id is None:
        raise FactNotFound(key=report_id)
    return work_order_locked(work_order_id)
