"""Batches that are alike become one."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from uuid import UUID

from runwright.kernel.errors import gettext_noop
from runwright.people.actor import Actor
from runwright.production.errors import NotAlike, SameLabelTwice, SeveralNeeded
from runwright.production.models import Batch, Scan
from runwright.production.services.runs.scenes import ScanDraft, all_of, scanned_open, target_of
from runwright.production.services.runs.yields import Yield, told
from runwright.resources.models import Station


def merge(station: Station, draft: ScanDraft, actor: Actor, id: UUID) -> Scan:
    """Add several batches of one item, grade, order, run and way up to a new one."""
    posting, batches = scanned_open(station, draft, actor, id)
    unlike_refuse(batches)
    target = target_of(posting, batches[0], station, draft)
    parts = [all_of(batch) for batch in batches]
    made = Yield(*(sum((getattr(part, name) for part in parts), Decimal())
                   for name in ("firsts", "seconds", "waste", "from_seconds")))  # fmt: skip
    result = posting.born(
        like=batches[0],
        firsts=made.firsts,
        seconds=made.seconds,
        passed=(*target.along, target.sequence),
    )
    posting.confirm(result, made, sequence=target.sequence, along=target.along)
    for batch, part in zip(batches, parts, strict=True):
        posting.lead(batch, result, "firsts", part.firsts)
        posting.lead(batch, result, "seconds", part.seconds)
        posting.close(batch, "consumed")
    return posting.post(result, edits=told(made))


def unlike_refuse(batches: Sequence[Batch]) -> None:
    """Raises ``SeveralNeeded``, ``SameLabelTwice`` and ``NotAlike`` with what differs."""
    if len(batches) < 2:
        raise SeveralNeeded()
    first, seen = batches[0], set[int]()
    for batch in batches:
        if batch.id in seen:
            raise SameLabelTwice(label=batch.code)
        seen.add(batch.id)
        for difference in _differences(first, batch):
            raise NotAlike(label=batch.code, first=first.code, difference=difference)


def _differences(one: Batch, other: Batch) -> Iterator[str]:
    if one.order_id != other.order_id:
        yield gettext_noop("the order")
    if one.run_id != other.run_id:
        yield gettext_noop("the run")
    if (bool(one.firsts), bool(one.seconds)) != (bool(other.firsts), bool(other.seconds)):
        yield gettext_noop("the grade")
    if one.confirmed != other.confirmed:
        yield gettext_noop("the operation")
