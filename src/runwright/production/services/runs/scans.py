"""The one door for scans at a station: a scan confirms that its operation has been carried out."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from runwright.journal.rows import writes_together
from runwright.journal.services import request_accepted, request_bind
from runwright.kernel.errors import Refusal
from runwright.people.actor import Actor
from runwright.production.models import Scan
from runwright.production.services.runs.merges import merge
from runwright.production.services.runs.moves import init, move
from runwright.production.services.runs.scenes import ScanDraft
from runwright.production.services.runs.splits import split
from runwright.resources.models import Station
from runwright.resources.selectors import station_scanned_at

ACTS: dict[str, Callable[[Station, ScanDraft, Actor, UUID], Scan]] = {
    "init": init,
    "move": move,
    "split": split,
    "merge": merge,
}
"""What a scan does at each type of station."""


def scan_post(*, draft: ScanDraft, actor: Actor, id: UUID) -> Scan:
    """Post a scan: its operation's quantities, material and output, in one transaction.

    The client gives the scan its ``id``: a repeat returns the first one. Raises a
    ``ScanRefused`` that says what is wrong and what to do next.
    """
    actor.require("production.scan")
    body = {name: value for name, value in vars(draft).items() if value}
    try:
        return _post_once(draft, actor, id, body)
    except (Refusal, IntegrityError):
        if request_accepted(id=id, verb="scan", body=body):
            return Scan.objects.get(id=id)
        raise


@transaction.atomic
def _post_once(draft: ScanDraft, actor: Actor, id: UUID, body: Mapping[str, object]) -> Scan:
    station = station_scanned_at(station_id=draft.station_id, actor=actor)
    with writes_together():
        request_bind(id=id, verb="scan", body=body, record_id=str(id))
        return ACTS[station.type](station, draft, actor, id)
