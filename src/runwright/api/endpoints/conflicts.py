"""Scans that could not be posted when they came, and the answers to them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext
from pydantic import Field

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Amount, Exact, Flag, Key, Line
from runwright.api.verbs import Tabled
from runwright.floor.selectors import parked_get
from runwright.floor.services import conflict_apply, conflict_drop, conflict_retry
from runwright.floor.states import PARKED_LIFE
from runwright.people.actor import Actor
from runwright.reports.lists.stations import PARKED

door = Door("Scan inbox", __name__)
add_list(door, "/parked-scans", PARKED, key=UUID)


class Said(Shown):
    """A quantity of a scan."""

    name: str
    quantity: Exact


class ParkedScan(Tabled):
    """A scan that could not be posted when it came: why, since when, and what was decided.

    ``next_step`` is what the refusal proposes.
    """

    home = "/parked-scans/{parked_id}"
    life = PARKED_LIFE
    id: UUID
    state: Literal["waiting", "conflict", "applied", "dropped"]
    device: str
    station: str
    operator: str
    labels: list[str]
    quantities: list[Said]
    code: str
    sentence: str
    next_step: str
    device_at: datetime | None
    received_at: datetime
    tries: int
    decided_at: datetime | None
    decided_by: str
    decision: str


class Changes(Given):
    """What of a scan shall be otherwise; the rest stays as it was scanned."""

    labels: Annotated[list[Annotated[str, Line(80)]], Field(min_length=1, max_length=200)] = (
        LEFT_OUT
    )
    firsts: Amount = LEFT_OUT
    seconds: Amount = LEFT_OUT
    waste: Amount = LEFT_OUT
    quantity: Amount = LEFT_OUT
    work_order_id: Key = LEFT_OUT
    order_id: Key = LEFT_OUT
    is_checked: Flag = LEFT_OUT
    accept_gain: Flag = LEFT_OUT
    take_claimed: Flag = LEFT_OUT


class DropReason(Given):
    """Why a scan shall have no effect."""

    reason: Annotated[str, Line(200)]


def _shown(parked_id: UUID, actor: Actor) -> ParkedScan:
    told = parked_get(parked_id=parked_id, actor=actor)
    row = told.row
    shown = ParkedScan(
        id=row.id,
        state=row.state,  # type: ignore[arg-type]
        device=row.device.name if row.device else "",
        station=told.station,
        operator=told.operator,
        labels=[*told.labels],
        quantities=[Said(name=name, quantity=value) for name, value in told.quantities],
        code=row.refusal,
        sentence=told.trouble.sentence(gettext),
        next_step=told.trouble.advice(gettext),
        device_at=row.device_at,
        received_at=row.received_at,
        tries=row.tries,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        decision=row.decision,
    )
    return shown.alive(row, actor)


@door.read("/parked-scans/{parked_id}", permission="production.view", answer=ParkedScan)
def parked_scan(request: Call, parked_id: UUID) -> object:
    """One scan that could not be posted when it came."""
    return _shown(parked_id, request.auth)


@door.settle(
    "/parked-scans/{parked_id}/retry",
    permission="floor.conflict_resolve",
    answer=ParkedScan,
    verb="retry",
)
def retry_parked_scan(request: Call, parked_id: UUID) -> object:
    """Try a scan again as it came."""
    conflict_retry(parked_id=parked_id, actor=request.auth)
    return _shown(parked_id, request.auth)


@door.settle(
    "/parked-scans/{parked_id}/application",
    permission="floor.conflict_resolve",
    answer=ParkedScan,
    verb="apply",
)
def apply_parked_scan(request: Call, parked_id: UUID, given: Changes) -> object:
    """Post a scan with other quantities, labels or confirmations."""
    conflict_apply(parked_id=parked_id, changes=given.sent(), actor=request.auth)
    return _shown(parked_id, request.auth)


@door.settle(
    "/parked-scans/{parked_id}/dropping",
    permission="floor.conflict_resolve",
    answer=ParkedScan,
    verb="drop",
)
def drop_parked_scan(request: Call, parked_id: UUID, given: DropReason) -> object:
    """Decide that a scan shall have no effect; it is kept with the reason."""
    conflict_drop(parked_id=parked_id, reason=given.reason, actor=request.auth)
    return _shown(parked_id, request.auth)
