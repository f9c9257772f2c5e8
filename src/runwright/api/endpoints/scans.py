"""Scans at stations: offered, posted, replayed, taken back; and who works at a station."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext
from pydantic import BaseModel, ConfigDict, Field

from runwright.api.doors import Door, Later
from runwright.api.problems import next_step_shown, reason_shown, status_of
from runwright.api.scanned import Offer, ScanTold
from runwright.api.schemas import LEFT_OUT, Brief, Done, Given, Obstacle, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Amount, Flag, Key, Line, PathKey, Positive, Prose
from runwright.floor.errors import OperatorNeeded, OtherStation, StationOnly
from runwright.floor.queued import QueuedScan, draft_of
from runwright.floor.selectors import StationDevice, at_station, device_of_id
from runwright.floor.services import (
    Outcome,
    device_sign_off,
    device_sign_on,
    scans_replay,
    scans_wake,
)
from runwright.journal.retries import retried
from runwright.kernel.errors import Refusal
from runwright.people.services import operator_pin_change
from runwright.production.selectors.scans import last_scans_told, scan_offer, scan_told
from runwright.production.services.runs.scans import scan_post
from runwright.production.services.runs.scenes import ScanDraft
from runwright.production.services.runs.undoing import scan_undo

door = Door("Scans", __name__)

LAST = 5
Label = Annotated[str, Line(4096)]
Labels = Annotated[list[Label], Field(min_length=1, max_length=200)]


class ScanBody(Given):
    """A scan: where, of which labels, and what was said beside it. Quantities are those of a
    split, in the item's base unit."""

    station_id: Key
    labels: Labels
    work_order_id: Key | None = LEFT_OUT
    firsts: Amount = LEFT_OUT
    seconds: Amount = LEFT_OUT
    waste: Amount = LEFT_OUT
    closes_source: Flag = LEFT_OUT
    reason: Annotated[str, Line(200)] = LEFT_OUT
    keeps_together: Flag = LEFT_OUT
    operator_id: Key | None = LEFT_OUT
    machine_id: Key | None = LEFT_OUT
    scrap_reason_id: Key | None = LEFT_OUT
    caused_by_id: Key | None = LEFT_OUT
    is_checked: Flag = LEFT_OUT
    accept_gain: Flag = LEFT_OUT
    take_claimed: Flag = LEFT_OUT
    order_id: Key | None = LEFT_OUT
    quantity: Amount | None = LEFT_OUT


class QueuedBody(BaseModel):
    """A scan in the queue of a device: beside these the fields of a scan, which are read one scan
    at a time, so that one that cannot be read keeps no other back."""

    model_config = ConfigDict(extra="allow")

    id: UUID
    device_at: Any = None
    after: UUID | None = None
    is_late: bool = True


class ScanQueue(Given):
    """Scans of a device, in any order, any number of times. One that is not late was made just
    now: if it is refused it is not kept, for the operator hears of it."""

    scans: Annotated[list[QueuedBody], Field(min_length=1, max_length=500)]


class ScanProblem(Shown):
    """Why a scan was not posted, and what to do next."""

    status: int
    code: str
    detail: str
    next_step: str
    reasons: list[Obstacle]


class ScanOutcome(Shown):
    """What became of a scan: done, refused (and not kept), or parked, waiting or in conflict."""

    id: UUID
    outcome: Literal["done", "refused", "parked", "dropped"]
    state: Literal["applied", "waiting", "conflict", "dropped"]
    problem: ScanProblem | None
    told: ScanTold | None


class Outcomes(Shown):
    """What became of each scan, in the order they were sent."""

    results: list[ScanOutcome]


class OfferAsked(Given):
    """What is at hand, and where; of parts, which order they are for; and of how many pieces the
    material shall be told, where it is not of all."""

    station_id: Key
    codes: Labels
    order_id: Key | None = None
    quantity: Positive | None = None


class LastScans(Shown):
    """The last scans at a station, newest first."""

    scans: list[ScanTold]


class ReasonGiven(Given):
    """Why a scan is taken back; needed after the first minute."""

    reason: Prose = ""


class BadgeAndPin(Given):
    """How an operator is known at a station."""

    badge: Annotated[str, Line(80)]
    pin: Annotated[str, Line(20)]


class NewPin(BadgeAndPin):
    """An operator's own new PIN."""

    wanted: Annotated[str, Line(20)]


class StationNow(Shown):
    """A station as its device stands now; ``clock_off`` is how many seconds its clock is ahead, if
    it is wrong."""

    device: Brief
    station: Brief
    type: str
    operator: Brief | None
    signed_off_at: datetime | None
    clock_off: int | None

    @classmethod
    def of(cls, device: StationDevice) -> "StationNow":
        """What is known of a device."""
        operator = device.operator_id and Brief(id=device.operator_id, name=device.operator)
        return cls(
            device=Brief(id=device.id, name=device.name),
            station=Brief(id=device.station_id, name=device.station),
            type=device.station_type,
            operator=operator or None,
            signed_off_at=device.signed_off_at,
            clock_off=device.clock_off,
        )


def _device(request: Call) -> StationDevice:
    """The enrolled device that asks. Raises ``StationOnly``."""
    station = getattr(request, "station", None)
    if station is None:
        raise StationOnly()
    return station  # type: ignore[no-any-return]


def _fitting(request: Call, draft: ScanDraft) -> ScanDraft:
    """A scan that is made now: a device scans for its own station, and for whoever is signed on.

    Raises ``OtherStation`` and ``OperatorNeeded``.
    """
    station = getattr(request, "station", None)
    if station is None:
        return draft
    if draft.station_id != station.station_id:
        raise OtherStation(station=station.station)
    if station.operator_id is None:
        raise OperatorNeeded()
    return replace(draft, operator_id=station.operator_id)


@door.read("/scans/offer", permission="production.scan", answer=Offer)
def offer(request: Call, station: PathKey, codes: Annotated[str, Line(8192)]) -> object:
    """What a scan of these labels (with commas between) would do; raises what would refuse it."""
    return _offer(request, station, codes.split(","))


@door.settle("/scans/offer", permission="production.scan", answer=Offer)
def ask_offer(request: Call, given: OfferAsked) -> object:
    """The same with the labels in the body, for those that hold a comma."""
    wish = {"order_id": given.order_id, "quantity": given.quantity}
    return _offer(request, given.station_id, given.codes, **wish)


def _offer(request: Call, station_id: int, labels: list[str], **wish: Any) -> Offer:
    actor = at_station(request.auth)
    return Offer.of(scan_offer(station_id=station_id, labels=labels, actor=actor, **wish))


def _post(request: Call, scan_id: UUID, draft: ScanDraft) -> None:
    actor = at_station(request.auth)
    fitting = _fitting(request, draft)
    retried(lambda: scan_post(draft=fitting, actor=actor, id=scan_id))
    scans_wake(scan_id=scan_id, actor=actor)


@door.settle("/scans/{scan_id}", permission="production.scan", answer=ScanTold, status=201)
def post_scan(request: Call, scan_id: UUID, given: ScanBody) -> object:
    """Post a scan under an id of the client's own, by which a repeat is known."""
    sent = given.sent()
    _post(request, scan_id, ScanDraft(**sent | {"labels": tuple(given.labels)}))
    return Later(scan_id, lambda: _told(request, scan_id))


@door.settle("/scans", permission="production.scan", answer=Outcomes)
def post_scans(request: Call, given: ScanQueue) -> object:
    """Post scans, each for itself: those made just now, and those that waited on the device."""
    late = [_queued(one) for one in given.scans if one.is_late]
    fresh = {one.id: _fresh(request, _queued(one)) for one in given.scans if not one.is_late}
    station = getattr(request, "station", None)
    replayed = scans_replay(
        facts=late, actor=request.auth, device_id=station.id if station else None
    )
    kept = {one.id: _outcome(request, one) for one in replayed}
    return Outcomes(results=[(kept | fresh)[one.id] for one in given.scans])


def _queued(sent: QueuedBody) -> QueuedScan:
    return QueuedScan(sent.id, sent.model_extra or {}, _instant(sent.device_at), sent.after)


def _instant(told: object) -> datetime | None:
    """The time by the clock of the device, if it can be read; however wrong it is."""
    try:
        at = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
    return at if at and at.tzinfo else None


def _fresh(request: Call, scan: QueuedScan) -> ScanOutcome:
    """A scan made just now: posted, or refused and not kept."""
    try:
        _post(request, scan.id, draft_of(scan.body))
    except Refusal as refusal:
        return ScanOutcome(
            id=scan.id, outcome="refused", state="conflict", problem=_problem(refusal), told=None
        )
    told = _told(request, scan.id)
    return ScanOutcome(id=scan.id, outcome="done", state="applied", problem=None, told=told)


def _outcome(request: Call, one: Outcome) -> ScanOutcome:
    """What became of a scan that waited on the device."""
    told = _told(request, one.id) if one.state == "applied" else None
    kinds = {"applied": "done", "dropped": "dropped"}
    problem = None if one.state in kinds else _kept_problem(one)
    return ScanOutcome(
        id=one.id,
        outcome=kinds.get(one.state, "parked"),  # type: ignore[arg-type]
        state=one.state,  # type: ignore[arg-type]
        problem=problem,
        told=told,
    )


def _problem(refusal: Refusal) -> ScanProblem:
    return ScanProblem(
        status=status_of(refusal),
        code=refusal.code,
        detail=refusal.message(gettext),
        next_step=next_step_shown(refusal).get("next_step", ""),
        reasons=[Obstacle.model_validate(reason_shown(reason)) for reason in refusal.reasons],
    )


def _kept_problem(one: Outcome) -> ScanProblem:
    trouble = one.trouble
    return ScanProblem(
        status=409,
        code=trouble.code,
        detail=trouble.sentence(gettext),
        next_step=trouble.advice(gettext),
        reasons=[Obstacle.model_validate(reason_shown(reason)) for reason in trouble.reasons],
    )


def _told(request: Call, scan_id: UUID) -> ScanTold | None:
    """What a scan did, unless the client wants a brief answer."""
    if "return=minimal" in request.headers.get("Prefer", ""):
        return None
    return ScanTold.of(scan_told(scan_id=scan_id, actor=at_station(request.auth)))


@door.act("/scans/{scan_id}/undo", permission="production.scan", answer=ScanTold)
def undo_scan(request: Call, scan_id: UUID, given: ReasonGiven) -> object:
    """Take a scan back: one's own last one within a minute, later a lead with a reason."""
    actor = at_station(request.auth)
    scan_undo(scan_id=scan_id, reason=given.reason, actor=actor)
    return ScanTold.of(scan_told(scan_id=scan_id, actor=actor))


@door.read("/stations/{station_id}/scans/last", permission="production.scan", answer=LastScans)
def last_scans(request: Call, station_id: PathKey) -> object:
    """The last five scans at a station, newest first."""
    actor = at_station(request.auth)
    told = last_scans_told(station_id=station_id, count=LAST, actor=actor)
    return LastScans(scans=[ScanTold.of(one) for one in told])


@door.read("/station", permission="production.scan", answer=StationNow)
def station_now(request: Call) -> object:
    """The station that the asking device is, and who works at it."""
    return StationNow.of(_device(request))


@door.settle("/stations/{station_id}/operator", permission="production.scan", answer=StationNow)
def sign_on(request: Call, station_id: PathKey, given: BadgeAndPin) -> object:
    """Change who works at the station, by badge and PIN. Wrong ones are counted."""
    device = _device(request)
    if device.station_id != station_id:
        raise OtherStation(station=device.station)
    device_sign_on(device_id=device.id, badge=given.badge, pin=given.pin, actor=request.auth)
    return StationNow.of(device_of_id(device_id=device.id, actor=request.auth))


@door.settle("/stations/{station_id}/signing-off", permission="production.scan", answer=StationNow)
def sign_off(request: Call, station_id: PathKey) -> object:
    """Let nobody be signed on at the station."""
    device = _device(request)
    device_sign_off(device_id=device.id, actor=request.auth)
    return StationNow.of(device_of_id(device_id=device.id, actor=request.auth))


@door.settle("/stations/{station_id}/pin", permission="production.scan", answer=Done)
def change_pin(request: Call, station_id: PathKey, given: NewPin) -> object:
    """An operator gives themselves a new PIN, by the one they have."""
    _device(request)
    operator_pin_change(badge=given.badge, pin=given.pin, wanted=given.wanted, actor=request.auth)
    return Done()
