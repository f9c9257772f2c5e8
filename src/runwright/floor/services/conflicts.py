"""The inbox of scans that could not be posted, and the answers to each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from runwright.company.selectors import plant_minute
from runwright.floor.errors import AlreadyAnswered, DropReasonNeeded, ParkedScanNotFound
from runwright.floor.models import ParkedScan
from runwright.floor.queued import QueuedScan, draft_of
from runwright.floor.services.replay import (
    Replay,
    parked_refused,
    parked_settled,
    parked_told,
    waiting_for,
)
from runwright.floor.states import PARKED_OPEN
from runwright.journal.clock import now
from runwright.journal.retries import retried
from runwright.kernel.errors import Refusal
from runwright.people.actor import Actor
from runwright.people.roles import STATION_PERMISSIONS

CHANGEABLE = frozenset(
    {"labels", "work_order_id", "firsts", "seconds", "waste", "quantity", "order_id"}
    | {"is_checked", "accept_gain", "take_claimed", "closes_source", "reason"}
)


def conflict_retry(*, parked_id: UUID, actor: Actor) -> ParkedScan:
    """Try a scan again as it came. Raises what refuses it, which is kept with it, and
    ``AlreadyAnswered``."""
    return conflict_apply(parked_id=parked_id, changes={}, actor=actor)


def conflict_apply(*, parked_id: UUID, changes: Mapping[str, Any], actor: Actor) -> ParkedScan:
    """Post a scan with other quantities (or labels, or what it is asked to confirm).

    ``changes`` are fields of a ``ScanDraft``. Raises like ``conflict_retry``.
    """
    actor.require("floor.conflict_resolve")
    if changes.keys() - CHANGEABLE:
        raise TypeError(f"not to be changed: {sorted(changes.keys() - CHANGEABLE)}")

    def act() -> tuple[ParkedScan, Refusal | None]:
        with transaction.atomic():
            return _apply_locked(parked_id, changes, actor)

    row, refusal = retried(act)
    if refusal:
        raise refusal
    _author(row, actor).wake(row.id)
    return row


def _apply_locked(
    parked_id: UUID, changes: Mapping[str, Any], actor: Actor
) -> tuple[ParkedScan, Refusal | None]:
    row = _locked(parked_id)
    fact = QueuedScan.read(row.id, row.body, row.device_at)
    try:
        with transaction.atomic():
            if changes:
                draft_of({**fact.body, **changes})
            changed = replace(fact, body={**fact.body, **changes}, after=None)
            _author(row, actor).post(changed)
    except Refusal as refusal:
        parked_refused(row, refusal, keys=row.waits_for, actor=actor)
        return row, refusal
    _decided(row, actor, ", ".join(f"{name} {_said(value)}" for name, value in changes.items()))
    parked_settled(row, "applied")
    parked_told(row, "apply", actor, row.decision)
    return row, None


def _said(value: object) -> str:
    return " + ".join(map(str, value)) if isinstance(value, list) else str(value)


def _author(row: ParkedScan, actor: Actor) -> Replay:
    """The scan stays that of the device it came from; who decided is told beside it."""
    device = row.device.name if row.device else actor.device
    station = row.device.station.name if row.device else ""
    permissions = actor.permissions | STATION_PERMISSIONS
    author = replace(actor, device=device, station=station, permissions=permissions)
    return Replay(author, row.device.pk if row.device else None)


@transaction.atomic
def conflict_drop(*, parked_id: UUID, reason: str, actor: Actor) -> ParkedScan:
    """Decide that a scan shall have no effect; it is kept with the reason.

    What waited for it is tried again. Raises ``DropReasonNeeded`` and ``AlreadyAnswered``.
    """
    actor.require("floor.conflict_resolve")
    if not reason.strip():
        raise DropReasonNeeded()
    row = _locked(parked_id)
    _decided(row, actor, reason.strip())
    parked_settled(row, "dropped")
    parked_told(row, "drop", actor, reason)
    replay = _author(row, actor)
    for waiting in waiting_for(row.id, replay.actor):
        replay.try_again(waiting)
    return row


def _decided(row: ParkedScan, actor: Actor, decision: str) -> None:
    row.decided_at, row.decided_by, row.decision = now(), actor.label, decision[:200]
    row.save(update_fields=["decided_at", "decided_by", "decision"])


def _locked(parked_id: UUID) -> ParkedScan:
    rows = ParkedScan.objects.select_for_update(of=("self",)).select_related("device__station")
    row = rows.filter(id=parked_id).first()
    if row is None:
        raise ParkedScanNotFound(key=parked_id)
    if row.state not in PARKED_OPEN:
        at = row.decided_at or row.tried_at
        raise AlreadyAnswered(state=row.state, who=row.decided_by or "replay", at=plant_minute(at))
    return row
