"""Batches that end otherwise than at a station: closed by hand, or finished with the order."""

from django.db import transaction

from runwright.journal.clock import now
from runwright.journal.rows import rows_update
from runwright.journal.services import entry_record
from runwright.people.actor import Actor
from runwright.production.errors import (
    BatchNotFound,
    NotClosable,
    NotReachable,
    ReasonNeeded,
)
from runwright.production.models import Batch, Order, Scan
from runwright.production.reach import awaited, reachable, tail
from runwright.production.services.orders import order_locked
from runwright.production.services.runs.codes import batch_subject
from runwright.production.services.runs.posting import Posting, legs_of, scan_of
from runwright.production.services.runs.scenes import all_of, batches_read, place_of
from runwright.production.services.runs.states import run_refresh
from runwright.production.services.runs.yields import Yield, told
from runwright.production.services.work import order_steps
from runwright.production.states import BATCH_LIFE, its_order_is_open


@transaction.atomic
def batch_close(*, batch_id: int, reason: str, actor: Actor) -> Batch:
    """Close a batch on the floor by hand: what is left of it is lost at the operation it waited
    for, and draws no material there.

    Raises ``BatchNotFound``, ``NotClosable``, ``OrderNotOpen``, ``ReasonNeeded``.
    """
    order_ids = Batch.objects.filter(id=batch_id).values_list("order_id", flat=True)
    if not order_ids:
        raise BatchNotFound(key=batch_id)
    order = order_locked(order_ids[0])
    (one,) = batches_read(order, [batch_id])
    batch = one.batch
    step = BATCH_LIFE.find(batch.state, "close")
    if step is None:
        raise NotClosable(label=batch.code)
    actor.require(step.permission)
    batch.order = order
    its_order_is_open(batch)
    rest_close(order, batch, reason=reason, scan=scan_of("close", order), actor=actor)
    return batch


def rest_close(order: Order, batch: Batch, *, reason: str, scan: Scan, actor: Actor) -> Scan:
    """Close a batch whose order is locked; the station and people are those of ``scan``.

    Raises ``ReasonNeeded``.
    """
    if not reason.strip():
        raise ReasonNeeded()
    own = scan_of(
        "close",
        order,
        station_id=scan.station_id,
        operator_id=scan.operator_id,
        machine_id=scan.machine_id,
    )
    posting = Posting(order=order, scan=own, actor=actor)
    left = all_of(batch)
    lost = Yield(waste=left.total, from_seconds=left.from_seconds)
    sequence = awaited(posting.legs, batch.confirmed)
    assert sequence is not None
    posting.scan.work_order = posting.rows[sequence].work
    posting.confirm(batch, lost, sequence=sequence)
    posting.lead(batch, None, "waste", left.total)
    posting.close(batch, "by_hand", reason)
    return posting.post(batch, edits=told(lost), reason=reason)


def tails_finish(*, order: Order, actor: Actor) -> None:
    """Confirm the last operations without a station on the batches that await only these.

    The order is locked; afterwards its batches are in stock.
    """
    if order.batched is None:
        return
    legs = legs_of(order_steps(order))
    for batch in Batch.objects.filter(order=order, state="scanned").order_by("id"):
        left = tail(legs, batch.confirmed)
        if left and not batch.holds.filter(released_at=None).exists():
            _finish(order, batch, left, actor)


def tail_finish(batch: Batch, actor: Actor) -> None:
    """A batch that awaits only operations without a station passes them, and is in stock. Its
    order is locked. Raises ``NotReachable`` while a station is still to come."""
    _finish(batch.order, batch, tail_of(batch), actor)


def tail_of(batch: Batch) -> tuple[int, ...]:
    """The operations without a station that are all a batch awaits. Raises ``NotReachable``."""
    steps = order_steps(batch.order)
    left = tail(legs_of(steps), batch.confirmed)
    if not left:
        within = reachable(legs_of(steps), batch.confirmed)
        names = [row.work.name for row in steps if row.work.sequence in within]
        raise NotReachable(label=batch.code, station="-", operation=place_of(batch), next=names)
    return left


def _finish(order: Order, batch: Batch, left: tuple[int, ...], actor: Actor) -> None:
    batch.order = order
    posting = Posting(order=order, scan=scan_of("finish", order), actor=actor)
    made = all_of(batch)
    posting.scan.work_order = posting.rows[left[-1]].work
    posting.confirm(batch, made, sequence=left[-1], along=left[:-1])
    posting.stand(batch, left[-1], left[:-1])
    posting.post(batch, edits=told(made))


def batches_scrap(*, order: Order, reason: str, actor: Actor) -> None:
    """The order is given up: batches on the floor are scrapped, those never scanned deleted."""
    if order.batched is None:
        return
    batches = list(order.batches.filter(state__in=["created", "scanned"]).order_by("id"))
    for batch in batches:
        is_new = batch.state == "created"
        batch.state, batch.ending = ("void", "deleted") if is_new else ("closed", "scrapped")
        batch.ending_reason, batch.closed_at = reason[:200], now()
        verb = "batch.delete" if is_new else "batch.scrap"
        entry_record(actor=actor, verb=verb, subject=batch_subject(batch), reason=reason)
    rows_update(Batch, batches, ["state", "ending", "ending_reason", "closed_at"])
    for run_id in sorted({batch.run_id for batch in batches}):
        run_refresh(run_id=run_id, actor=actor)
