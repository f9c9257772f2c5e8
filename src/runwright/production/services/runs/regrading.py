"""Correcting the output of a done order that was worked in batches: pieces under a label that were
counted in the wrong grade get a label of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, QuerySet

from runwright.catalog.rules import quantity_check
from runwright.costing.valuation import CENT
from runwright.journal.clock import now
from runwright.journal.rows import rows_insert, rows_update
from runwright.journal.services import Edit, entry_record
from runwright.kernel.ids import uuid7
from runwright.kernel.money import split
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.errors import (
    NeverPassed,
    NotFinishedBatch,
    NothingReported,
    ReportedLess,
)
from runwright.production.models import (
    Batch,
    BatchLink,
    LinkGrade,
    Order,
    QuantityReport,
    Scan,
    WorkOrder,
)
from runwright.production.selectors.receipts import Received
from runwright.production.services.corrections import correctable
from runwright.production.services.output_moves import Output
from runwright.production.services.regrades import (
    Goods,
    Regrade,
    output_by_grade,
    regrade_settle,
    reports_rewrite,
)
from runwright.production.services.runs.batches import batch_locked
from runwright.production.services.runs.codes import batch_subject, label_code, serials_draw
from runwright.production.services.runs.posting import scan_of
from runwright.production.services.runs.stocking import lots_of
from runwright.stock.models import Grade
from runwright.stock.services import items_lock


@transaction.atomic
def done_batch_correct(*, batch_id: int, regrade: Regrade, reason: str, actor: Actor) -> Batch:
    """Count pieces of a batch of a done order in another grade: those of a finished batch, or those
    that were waste when it was split.

    They leave the label and are in stock under a new one, which is returned (the batch itself
    where they are waste). Reports, goods and what they are worth follow as for an order without
    batches; what the order cost and the material it drew stay.

    Raises ``BatchNotFound``, ``NotDone``, ``ReasonNeeded``, ``NothingReported``,
    ``NotFinishedBatch``, ``NeverPassed``, ``ReportedLess``, and ``NotEnoughStock`` when the goods
    have left or are reserved.
    """
    batch = batch_locked(batch_id)
    order = correctable(batch.order, reason, actor)
    items_lock(item_ids=[order.item_id])
    quantity_check(item=order.item, quantity=regrade.quantity)
    if regrade.source == regrade.target:
        raise NothingReported()
    found = _wasted(batch, regrade) if regrade.source == "waste" else _finished(batch, regrade)
    _refuse_unfinished(order, found.work_order, regrade)
    before = output_by_grade(order)
    told = Edit(regrade.source, plain(regrade.quantity), regrade.target)
    entry = entry_record(actor=actor, verb="batch.grade", subject=batch_subject(batch),
                         edits=[told], reason=reason)  # fmt: skip
    scan = scan_of("grade", order)
    scan.entry, scan.batch, scan.work_order, scan.at = entry, batch, found.work_order, now()
    result = _born(batch, found, regrade, scan)
    rows_insert(Scan, [scan])
    _links_write(batch, result, found, regrade, scan)
    reports_rewrite(reports=found.reports, regrade=regrade, entry=entry, scan=scan,
                    batch=result or batch)  # fmt: skip
    goods = BatchGoods(order, batch, result)
    regrade_settle(work_order=found.work_order, before=before, goods=goods, entry=entry)
    if result and result.lot:
        rows_update(Batch, [result], ["lot"])
    return result or batch


@dataclass(frozen=True)
class Found:
    """Where pieces were counted: the operation, its reports of them, the links by which they were
    lost, and the operations they have passed."""

    work_order: WorkOrder
    reports: QuerySet[QuantityReport]
    lost: tuple[BatchLink, ...]
    passed: frozenset[int]


def _finished(batch: Batch, regrade: Regrade) -> Found:
    """What a batch in stock holds. Raises ``NotFinishedBatch`` and ``ReportedLess``."""
    if batch.ending != "finished" or batch.stands_at is None:
        raise NotFinishedBatch(label=batch.code)
    if batch.remaining < regrade.quantity:
        raise ReportedLess(left=plain(batch.remaining))
    own = Q(batch=batch) | Q(scan__links__result=batch)
    reports = QuantityReport.objects.filter(own, work_order=batch.stands_at)
    return Found(batch.stands_at, _by_id(reports), (), batch.confirmed)


def _wasted(batch: Batch, regrade: Regrade) -> Found:
    """What was lost of a batch at its last split. Raises ``ReportedLess``."""
    links = BatchLink.objects.filter(source=batch, result=None, reverses=None, reversals=None)
    by_hand = links.filter(scan__kind__in=["split", "grade"]).select_related("scan__work_order")
    found = list(by_hand.order_by("-id"))
    work_order = found[0].scan.work_order if found else None
    lost = tuple(link for link in found if link.scan.work_order == work_order)
    there = sum((link.quantity for link in lost), Decimal())
    if work_order is None or there < regrade.quantity:
        raise ReportedLess(left=plain(there))
    reports = QuantityReport.objects.filter(work_order=work_order, batch=batch)
    scans = [link.scan_id for link in found]
    along = QuantityReport.objects.filter(scan__in=scans).values_list("work_order__sequence")
    passed = batch.confirmed | {sequence for (sequence,) in along}
    return Found(work_order, _by_id(reports), lost, passed)


def _by_id(reports: QuerySet[QuantityReport]) -> QuerySet[QuantityReport]:
    return QuantityReport.objects.filter(id__in=reports.values("id"))


def _refuse_unfinished(order: Order, work_order: WorkOrder, regrade: Regrade) -> None:
    """Pieces that never came to the end of their way are not output of that grade now."""
    goes_on = regrade.target == "firsts" or (
        regrade.target == "seconds" and order.item.seconds_go_on
    )
    if goes_on and not work_order.is_output:
        raise NeverPassed(operation=work_order.name)


def _born(batch: Batch, found: Found, regrade: Regrade, scan: Scan) -> Batch | None:
    """The batch of the pieces under their new label; none of waste."""
    if regrade.target == "waste":
        return None
    (serial,) = serials_draw(1)
    result = Batch(
        id=serial, code=label_code(serial), run_id=batch.run_id, order=batch.order,
        firsts=Decimal(), seconds=Decimal(), gained=Decimal(), taken=Decimal(),
        state="closed", ending="finished", passed=" ".join(map(str, sorted(found.passed))),
        stands_at=found.work_order, created_at=scan.at, first_scan_at=scan.at,
        last_scan_at=scan.at, closed_at=scan.at,
    )  # fmt: skip
    setattr(result, regrade.target, regrade.quantity)
    rows_insert(Batch, [result])
    return result


def _links_write(
    batch: Batch, result: Batch | None, found: Found, regrade: Regrade, scan: Scan
) -> None:
    """The pieces leave the batch by another link; what was lost before is lost no more."""
    links = list(_found_again(found, regrade, scan))
    links.append(BatchLink(source=batch, result=result, grade=LinkGrade(regrade.target),
                           quantity=regrade.quantity))  # fmt: skip
    for link in links:
        link.id, link.entry, link.scan = uuid7(), scan.entry, scan
    rows_insert(BatchLink, links)
    if regrade.source != "waste":
        batch.taken += regrade.quantity
        rows_update(Batch, [batch], ["taken"])


def _found_again(found: Found, regrade: Regrade, scan: Scan) -> Iterator[BatchLink]:
    """Links are undone as a whole: what of one stays lost is written anew."""
    missing = regrade.quantity
    for link in found.lost:
        if not missing:
            return
        part = min(missing, link.quantity)
        missing -= part
        same = {"source_id": link.source_id, "grade": LinkGrade.WASTE}
        yield BatchLink(**same, quantity=-link.quantity, reverses=link)
        if link.quantity > part:
            yield BatchLink(**same, quantity=link.quantity - part)


@dataclass(frozen=True)
class BatchGoods(Goods):
    """Goods under the label of a batch leave, and come under the label of another one."""

    batch: Batch
    result: Batch | None

    def received(self, grade: Grade) -> list[Received]:
        """What was received under the label of the batch, piece by piece where they are counted."""
        code = self.batch.code
        return [
            receipt
            for receipt in super().received(grade)
            if receipt.move.lot and receipt.move.lot.number.partition("-")[0] == code
        ]

    def outputs(self, grade: Grade, quantity: Decimal, value: Decimal) -> list[Output]:
        """The lots of the new label, their values adding up."""
        assert self.result
        lots = list(lots_of(self.order, self.result, grade, quantity))
        values = split(value, [part for part, _ in lots], CENT)
        return [
            Output(grade, part, worth, lot=lot)
            for (part, lot), worth in zip(lots, values, strict=True)
        ]
