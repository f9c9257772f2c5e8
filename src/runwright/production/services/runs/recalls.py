"""Recall: everything that came of something is put on hold at once."""

from dataclasses import dataclass

from django.db import transaction

from runwright.people.actor import Actor
from runwright.production.errors import ReasonNeeded
from runwright.production.models import BatchHold
from runwright.production.selectors.traces import Trace
from runwright.production.services.runs.batches import batch_hold
from runwright.stock.models import LotHold
from runwright.stock.services import lot_hold


@dataclass(frozen=True)
class Held:
    """How many were put on hold."""

    lots: int
    batches: int


@transaction.atomic
def trace_hold(*, trace: Trace, reason: str, actor: Actor) -> Held:
    """Hold every lot with goods and every open batch ahead of a trace, but those on hold already;
    all of them or none. Raises ``ReasonNeeded`` and what holding refuses."""
    actor.require("production.batch_hold")
    actor.require("stock.lot_hold")
    if not reason.strip():
        raise ReasonNeeded()
    lots = {lot.id for lot in trace.ahead.lots if lot.on_hand}
    batches = {one.id for one in trace.ahead.batches if one.state in ("created", "scanned")}
    lots -= set(LotHold.objects.filter(released_at=None).values_list("lot_id", flat=True))
    batches -= set(BatchHold.objects.filter(released_at=None).values_list("batch_id", flat=True))
    for batch_id in sorted(batches):
        batch_hold(batch_id=batch_id, reason=reason, actor=actor)
    for lot_id in sorted(lots):
        lot_hold(lot_id=lot_id, reason=reason, actor=actor)
    return Held(len(lots), len(batches))
