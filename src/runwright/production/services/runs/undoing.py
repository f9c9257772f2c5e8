"""Taking a scan back by its opposite: pieces, material and output return to where they were."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.rows import answer, rows_insert, rows_update
from runwright.journal.services import entry_record
from runwright.kernel.ids import uuid7
from runwright.people.actor import Actor
from runwright.people.reach import require_department
from runwright.production.errors import (
    AlreadyUndone,
    OrderNotOpen,
    ReasonNeeded,
    ScannedOn,
    ScanNotFound,
    TooLateToUndo,
)
from runwright.production.models import Batch, BatchLink, Order, QuantityReport, Scan, ScanKind
from runwright.production.projections import sums_refresh
from runwright.production.selectors.batches import UNDOABLE_IN
from runwright.production.selectors.situations import floor_facts
from runwright.production.services.draws import materials_undraw
from runwright.production.services.gains import gain_reverse
from runwright.production.services.orders import order_enter, order_locked
from runwright.production.services.runs.codes import batch_subject
from runwright.production.services.runs.states import run_refresh
from runwright.production.services.runs.stocking import batches_unreceive
from runwright.production.services.work import states_refresh

OWN_TIME = timedelta(seconds=60)
"""How long one's own last scan can be taken back at the station."""
QUANTITIES = ("firsts", "seconds", "waste", "held", "from_seconds")


@transaction.atomic
def scan_undo(*, scan_id: UUID, actor: Actor, reason: str = "") -> Scan:
    """Take a scan back: one's own last one within a minute, later a lead with a reason.

    Raises ``ScanNotFound``, ``AlreadyUndone``, ``TooLateToUndo``, ``ReasonNeeded``,
    ``OrderNotOpen``; ``ScannedOn`` with what happened since with the batches that came out;
    ``NotEnoughStock`` when they have left the store.
    """
    actor.require("production.scan")
    scan = Scan.objects.select_related("entry", "batch", "station").filter(id=scan_id).first()
    if scan is None:
        raise ScanNotFound(key=scan_id)
    require_department(actor, scan.station.department_id if scan.station else None)
    order = _orders_locked(scan)
    if scan.reverses_id or scan.reversals.exists():
        raise AlreadyUndone()
    _may(scan, actor, reason)
    if order.state not in UNDOABLE_IN:
        raise OrderNotOpen(record=order.number, state=order.state, label=scan.batch.code)
    links = list(scan.links.select_related("source__order", "result").order_by("-id"))
    if scan.kind == ScanKind.REHOME:
        given_up = links[0].source.order
        raise OrderNotOpen(record=given_up.number, state=given_up.state, label=scan.batch.code)
    if later := _later(scan, links):
        raise ScannedOn(later=later)
    return _undo(scan, order, links, actor, reason)


def _orders_locked(scan: Scan) -> Order:
    """The order of a scan, locked with those whose batches it consumed."""
    sources = Batch.objects.filter(links_out__scan=scan).values_list("order_id", flat=True)
    locked = {key: order_locked(key) for key in sorted({scan.order_id, *sources})}
    return locked[scan.order_id]


def _may(scan: Scan, actor: Actor, reason: str) -> None:
    if _is_own_last(scan, actor) and now() - scan.at <= OWN_TIME:
        return
    if not actor.can("production.scan_correct"):
        raise TooLateToUndo()
    if not reason.strip():
        raise ReasonNeeded()


def _is_own_last(scan: Scan, actor: Actor) -> bool:
    mine = Scan.objects.filter(reverses=None, entry__actor_label=actor.label)
    mine = mine.filter(station=scan.station_id, operator=scan.operator_id, at__gt=scan.at)
    if scan.entry.actor_label != actor.label or scan.station_id is None:
        return False
    return not mine.exclude(reversals__isnull=False).exists()


def _later(scan: Scan, links: Sequence[BatchLink]) -> list[str]:
    """What later scans did with the batches at hand, newest first."""
    values = {
        "scan": scan.id,
        "made": [link.result_id for link in links if link.result_id],
        "own": None if links else scan.batch_id,
        "sources": [link.source_id for link in links],
        "at": scan.at,
    }
    return [f"{kind} {code}" for kind, code in answer(LATER, values)]


LATER = """
SELECT kind, code FROM (
    SELECT DISTINCT s.id, s.at, s.kind, b.code
    FROM production_scan s JOIN production_batch b ON b.id = s.batch_id
    LEFT JOIN production_batchlink l ON l.scan_id = s.id
    WHERE s.id <> %(scan)s AND s.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM production_scan r WHERE r.reverses_id = s.id)
      AND (l.source_id = ANY(%(made)s)
           OR s.at >= %(at)s AND (s.batch_id = ANY(%(made)s) OR %(own)s IN (l.source_id, s.batch_id)
                                  OR s.kind = 'close' AND s.batch_id = ANY(%(sources)s)))
) later ORDER BY at DESC, id DESC
"""


def _undo(scan: Scan, order: Order, links: Sequence[BatchLink], actor: Actor, reason: str) -> Scan:
    verb, subject = f"batch.undo_{scan.kind}", batch_subject(scan.batch)
    entry = entry_record(actor=actor, verb=verb, subject=subject, reason=reason)
    opposite = _opposite_scan(scan, entry)
    batches = _batches_back(scan, links, opposite, entry)
    batches_unreceive(order=order, batches=batches, entry=entry)
    reports = _reports_back(scan, opposite, entry, order)
    for batch in batches:
        _restore(batch, scan, links, reports)
    rows_update(Batch, batches, RESTORED)
    _unbatch(order, batches, links)
    _settle(order, reports, entry, actor)
    if any(batch.is_planned or batch.order_id != order.id for batch in batches):
        run_refresh(run_id=scan.batch.run_id, actor=actor)
    return opposite


def _unbatch(order: Order, batches: Sequence[Batch], links: Sequence[BatchLink]) -> None:
    """What was made of parts no longer came to the first operation."""
    if all(link.source.order_id == order.id for link in links):
        return
    gone = sum((b.quantity for b in batches if b.ending == "undone"), Decimal())
    left = (order.batched or Decimal()) - gone
    is_left = order.batches.exclude(state="void").exists()
    order.batched = left if is_left else None
    rows_update(Order, [order], ["batched"])


RESTORED = (
    "state", "ending", "ending_reason", "taken", "gained", "passed", "stands_at", "station",
    "first_scan_at", "last_scan_at", "closed_at", "lot",
)  # fmt: skip


def _opposite_scan(scan: Scan, entry: Entry) -> Scan:
    copied = {f.attname: getattr(scan, f.attname) for f in Scan._meta.concrete_fields}
    changed = {"id": uuid7(), "entry_id": entry.id, "reverses_id": scan.id, "at": now()}
    return rows_insert(Scan, [Scan(**copied | changed)])[0]


def _batches_back(
    scan: Scan, links: Sequence[BatchLink], opposite: Scan, entry: Entry
) -> list[Batch]:
    """Reverse the links: every batch the scan touched, with what was taken given back."""
    batches: dict[int, Batch] = {}
    for link in links:
        source = batches.setdefault(link.source_id, link.source)
        source.taken -= link.quantity
        if link.result:
            batches.setdefault(link.result.id, link.result)
    rows_insert(BatchLink, [
        BatchLink(id=uuid7(), entry=entry, scan=opposite, source_id=link.source_id,
                  result_id=link.result_id, grade=link.grade, quantity=-link.quantity,
                  reverses_id=link.id)
        for link in links
    ])  # fmt: skip
    batches.setdefault(scan.batch_id, scan.batch)
    return list(batches.values())


def _reports_back(scan: Scan, opposite: Scan, entry: Entry, order: Order) -> list[QuantityReport]:
    reports = list(scan.reports.select_related("work_order", "batch").order_by("-id"))
    for report in reports:
        report.work_order.order = order
    fields = QuantityReport._meta.concrete_fields
    rows_insert(QuantityReport, [
        QuantityReport(**{f.attname: getattr(report, f.attname) for f in fields}
                       | {name: -getattr(report, name) for name in QUANTITIES}
                       | {"id": uuid7(), "entry_id": entry.id, "scan_id": opposite.id,
                          "reverses_id": report.id})
        for report in reports
    ])  # fmt: skip
    for report in reports:
        total = report.firsts + report.seconds + report.waste + report.held
        gain_reverse(report=report, undone=total, entry=entry)
    return reports


def _restore(
    batch: Batch, scan: Scan, links: Sequence[BatchLink], reports: Sequence[QuantityReport]
) -> None:
    """What a batch was before the scan: results are void, sources open again."""
    if any(link.result_id == batch.id for link in links):
        batch.state, batch.ending, batch.closed_at = "void", "undone", now()
        return
    if batch.order_id != scan.order_id:
        return  # a part: what was taken of it is in stock again, under its label
    own = {report.work_order.sequence for report in reports if report.batch_id == batch.id}
    left = sorted(batch.confirmed - own) if scan.kind in ("init", "finish") else None
    batch.gained -= _gained(report for report in reports if report.batch_id == batch.id)
    batch.state, batch.ending, batch.ending_reason = "scanned", "", ""
    batch.closed_at = None
    if left is not None:
        _step_back(batch, left)


def _gained(reports: Iterable[QuantityReport]) -> Decimal:
    gains = (gain for report in reports for gain in report.gains.filter(reverses=None))
    return sum((gain.quantity for gain in gains), Decimal())


def _step_back(batch: Batch, left: Sequence[int]) -> None:
    """The batch has passed only these operations; without any it was never scanned."""
    batch.passed = " ".join(map(str, left))
    works = batch.order.work_orders.exclude(state="cancelled")
    batch.stands_at = works.filter(sequence=left[-1]).first() if left else None
    batch.lot = None
    if not left:
        batch.state, batch.station = "created", None
        batch.first_scan_at = batch.last_scan_at = None


def _settle(order: Order, reports: Sequence[QuantityReport], entry: Entry, actor: Actor) -> None:
    """Sums, states and material follow; without any fact the order is planned again."""
    works = {report.work_order_id for report in reports}
    sums_refresh(work_order_ids=works, order_ids=[order.id])
    rows = {work.id: work for work in states_refresh(order=order)}
    for report in reports:
        work = rows[report.work_order_id]
        materials_undraw(work_order=work, entry=entry, undone=report)
    if order.state == "in_progress" and not floor_facts(order_id=order.id):
        order_enter(order=order, verb="restore", state="planned", actor=actor)
