"""A batch begins its way, and goes on as a whole."""

from uuid import UUID

from runwright.people.actor import Actor
from runwright.production.errors import BatchClosed, NobodyWaits, NotReachable, UnknownLabel
from runwright.production.models import Scan
from runwright.production.services.runs.estimates import group_firm
from runwright.production.services.runs.parts import parts_move
from runwright.production.services.runs.scenes import (
    ScanDraft,
    all_of,
    scanned_open,
    target_of,
)
from runwright.production.services.runs.yields import told
from runwright.resources.models import Station


def init(station: Station, draft: ScanDraft, actor: Actor, id: UUID) -> Scan:
    """The first operation is confirmed on a batch that was never scanned."""
    posting, (batch,) = scanned_open(station, draft, actor, id)
    target = target_of(posting, batch, station, draft)
    made = all_of(batch)
    posting.confirm(batch, made, sequence=target.sequence, along=target.along)
    posting.stand(batch, target.sequence, target.along)
    if posting.order.group_id:
        group_firm(posting.order)
    return posting.post(batch, edits=told(made))


def move(station: Station, draft: ScanDraft, actor: Actor, id: UUID) -> Scan:
    """A batch goes on as a new one; or parts under their labels become a batch of their parent.

    Labels are parts when they cannot go on themselves and an order wants them here.
    """
    if len(draft.labels) != 1:
        return parts_move(station, draft, actor, id)
    try:
        return _go_on(station, draft, actor, id)
    except (BatchClosed, NotReachable, UnknownLabel) as refusal:
        try:
            return parts_move(station, draft, actor, id)
        except (NobodyWaits, UnknownLabel):
            raise refusal from None


def _go_on(station: Station, draft: ScanDraft, actor: Actor, id: UUID) -> Scan:
    """A whole batch goes on as a new one, standing at the target operation."""
    posting, (batch,) = scanned_open(station, draft, actor, id)
    target = target_of(posting, batch, station, draft)
    made = all_of(batch)
    result = posting.born(
        like=batch,
        firsts=made.firsts,
        seconds=made.seconds,
        passed=(*target.along, target.sequence),
    )
    posting.confirm(result, made, sequence=target.sequence, along=target.along)
    posting.lead(batch, result, "firsts", made.firsts)
    posting.lead(batch, result, "seconds", made.seconds)
    posting.close(batch, "consumed")
    return posting.post(result, edits=told(made))
