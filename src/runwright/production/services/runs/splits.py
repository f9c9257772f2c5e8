"""A batch is sorted: firsts, seconds and waste, all of it or a part."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from runwright.catalog.rules import quantity_check
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.errors import NeverBetter, NothingSplit, SecondsStay, SplitWhole
from runwright.production.models import Batch, Scan
from runwright.production.services.runs.endings import rest_close
from runwright.production.services.runs.gains import batch_gain
from runwright.production.services.runs.posting import Posting
from runwright.production.services.runs.scenes import ScanDraft, Target, scanned_open, target_of
from runwright.production.services.runs.yields import Blame, Yield, told
from runwright.resources.models import Station


def split(station: Station, draft: ScanDraft, actor: Actor, id: UUID) -> Scan:
    """Sort a batch: one child per grade; what is wasted leaves it. The source closes when nothing
    remains, or when asked; then the rest is lost."""
    posting, (batch,) = scanned_open(station, draft, actor, id)
    target = target_of(posting, batch, station, draft)
    made = _sorted(batch, draft)
    work = posting.rows[target.sequence].work
    gain = batch_gain(batch, work, made.total, is_confirmed=draft.accept_gain)
    posting.confirm(
        batch,
        made,
        sequence=target.sequence,
        along=target.along,
        gain=gain,
        blame=Blame(draft.scrap_reason_id, draft.caused_by_id),
    )
    children = list(_children(posting, batch, made, target, together=draft.keeps_together))
    posting.lead(batch, None, "waste", made.waste)
    if not batch.remaining:
        posting.close(batch, "consumed")
    scan = posting.post(children[0] if children else batch, edits=told(made))
    if draft.closes_source and batch.remaining:
        rest_close(posting.order, batch, reason=draft.reason, scan=scan, actor=actor)
    return scan


def _sorted(batch: Batch, draft: ScanDraft) -> Yield:
    """What the operator counted. Raises ``NothingSplit``, ``NeverBetter``, ``SplitWhole`` and what
    refuses a quantity."""
    item = batch.order.item
    for name in ("firsts", "seconds", "waste"):
        quantity_check(item=item, quantity=getattr(draft, name), zero=True)
    total = draft.firsts + draft.seconds + draft.waste
    if not total:
        raise NothingSplit()
    if draft.keeps_together and not item.seconds_go_on:
        raise SecondsStay(item=item.code)
    return Yield(
        draft.firsts, draft.seconds, draft.waste, _from_seconds(batch, draft.firsts, total)
    )


def _from_seconds(batch: Batch, firsts: Decimal, total: Decimal) -> Decimal:
    """How many of the pieces came in as second quality."""
    if not batch.seconds:
        return Decimal()
    if not batch.firsts:
        if firsts:
            raise NeverBetter(label=batch.code)
        return min(total, batch.remaining)
    if total < batch.remaining:
        raise SplitWhole(label=batch.code, remaining=plain(batch.remaining))
    return Decimal(batch.seconds)


def _children(
    posting: Posting, batch: Batch, made: Yield, target: Target, *, together: bool
) -> Iterator[Batch]:
    """The batches that come out, firsts before seconds. Seconds that do not go on are finished."""
    passed = (*target.along, target.sequence)
    parts = [(made.firsts, Decimal()), (Decimal(), made.seconds)]
    if together:
        parts = [(made.firsts, made.seconds)]
    for firsts, seconds in parts:
        if not firsts + seconds:
            continue
        child = posting.born(like=batch, firsts=firsts, seconds=seconds, passed=passed)
        posting.lead(batch, child, "firsts", firsts)
        posting.lead(batch, child, "seconds", seconds)
        if not firsts and not posting.order.item.seconds_go_on and child not in posting.finished:
            posting.finished.append(child)
        yield child
