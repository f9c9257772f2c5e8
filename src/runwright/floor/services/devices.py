"""Devices of stations: named, enrolled by a code that works once, moved, revoked, worked at."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from runwright.floor.errors import CodeNotValid, DeviceNameTaken, DeviceNotFound, DeviceRevoked
from runwright.floor.models import Device
from runwright.floor.states import DEVICE_LIFE
from runwright.journal.clock import now
from runwright.journal.masters import Master
from runwright.journal.services import Edit, entry_record, fields_set
from runwright.kernel.codes import DIGITS
from runwright.people.actor import Actor
from runwright.people.services import badge_check, secret_hash
from runwright.resources.errors import StationNotFound
from runwright.resources.models import Station

DEVICE_PREFIX = "rwd_"
"""Begins every secret of a device."""
CODE_HOURS = 24
CODE_LENGTH = 26
"""Characters of base 32: 130 bits, so that the code may travel as a link or a QR code."""
CLOCK_TOLERANCE = timedelta(minutes=5)
SEEN_EVERY = timedelta(seconds=20)

DEVICES = Master(
    Device,
    "device",
    DeviceNotFound,
    frozenset({"name", "station_id"}),
    DEVICE_LIFE,
)


@dataclass(frozen=True)
class EnrolmentCode:
    """A device that waits for enrolment; ``code`` is shown once and kept nowhere."""

    device: Device
    code: str


@dataclass(frozen=True)
class EnrolledDevice:
    """A device just enrolled; ``secret`` is given to it alone and kept nowhere."""

    device: Device
    secret: str


@transaction.atomic
def device_create(*, name: str, station_id: int, actor: Actor) -> EnrolmentCode:
    """Name a device of a station, and get the code that enrols it within a day.

    Raises ``DeviceNameTaken`` and ``StationNotFound``.
    """
    actor.require("floor.device_manage")
    _station_known(station_id)
    device = Device(name=name, station_id=station_id)
    DEVICES.create(record=device, otherwise=DeviceNameTaken(name=name), actor=actor)
    return _code_issue(device)


@transaction.atomic
def device_update(*, device_id: int, actor: Actor, **fields: object) -> Device:
    """Change the name of a device, or let it be another station. Raises like the making."""
    actor.require("floor.device_manage")
    DEVICES.check(fields)
    device = DEVICES.locked(device_id)
    if fields.get("station_id", device.station_id) != device.station_id:
        _station_known(fields["station_id"])
    taken = DeviceNameTaken(name=fields.get("name", device.name))
    return DEVICES.update(record=device, fields=fields, otherwise=taken, actor=actor)


def _station_known(station_id: Any) -> None:
    if not Station.objects.filter(id=station_id, archived_at=None).exists():
        raise StationNotFound(key=station_id, field="station_id")


@transaction.atomic
def device_code_issue(*, device_id: int, actor: Actor) -> EnrolmentCode:
    """A new code for a device that shall be enrolled again, also one that was revoked.

    Its token works until the code is used.
    """
    actor.require("floor.device_manage")
    device = DEVICES.locked(device_id)
    fields_set(record=device, fields={"revoked_at": None})
    entry_record(actor=actor, verb="device.issue_code", subject=DEVICES.subject(device))
    return _code_issue(device)


def _code_issue(device: Device) -> EnrolmentCode:
    code = "".join(secrets.choice(DIGITS) for _place in range(CODE_LENGTH))
    device.code_hash = secret_hash(code)
    device.code_expires_at = now() + timedelta(hours=CODE_HOURS)
    device.save(update_fields=["code_hash", "code_expires_at"])
    return EnrolmentCode(device, code)


@transaction.atomic
def device_enrol(*, code: str, actor: Actor, agent: str = "") -> EnrolledDevice:
    """Make whoever holds the code the device, once; a token it had before works no more.

    Raises ``CodeNotValid`` for a code that is unknown, used or a day old.
    """
    wanted = secret_hash(code.strip().upper().replace("-", ""))
    devices = Device.objects.select_for_update().filter(code_hash=wanted)
    device = devices.filter(code_expires_at__gt=now()).first()
    if device is None:
        raise CodeNotValid()
    secret = DEVICE_PREFIX + secrets.token_urlsafe(32)
    device.token_hash, device.code_hash = secret_hash(secret), None
    device.enrolled_at, device.agent, device.operator = now(), agent[:200], None
    device.save()
    entry_record(actor=actor, verb="device.enrol", subject=DEVICES.subject(device))
    return EnrolledDevice(device, secret)


@transaction.atomic
def device_revoke(*, device_id: int, actor: Actor, reason: str = "") -> None:
    """Make the token and the code of a device useless. Raises ``DeviceRevoked`` for a second."""
    actor.require("floor.device_manage")
    device = DEVICES.locked(device_id)
    if device.revoked_at:
        raise DeviceRevoked(device=device.name)
    device.revoked_at, device.token_hash, device.code_hash = now(), None, None
    device.operator = None
    device.save()
    entry_record(actor=actor, verb="device.revoke", subject=DEVICES.subject(device), reason=reason)


def device_sign_on(*, device_id: int, badge: str, pin: str, actor: Actor) -> Device:
    """Change who works at a device. Raises ``BadgeOrPinWrong`` and ``TooManyWrongPins``."""
    operator = badge_check(badge=badge, pin=pin, actor=actor)
    with transaction.atomic():
        device = DEVICES.locked(device_id)
        edit = Edit("operator", device.operator, operator)
        device.operator, device.operator_seen_at = operator, now()
        device.save(update_fields=["operator", "operator_seen_at"])
        subject = DEVICES.subject(device)
        entry_record(actor=actor, verb="device.sign_on", subject=subject, edits=[edit])
    return device


@transaction.atomic
def device_sign_off(*, device_id: int, actor: Actor) -> Device:
    """Let nobody be signed on at a device."""
    actor.require("production.scan")
    device = DEVICES.locked(device_id)
    if device.operator:
        edit = Edit("operator", device.operator, "")
        fields_set(record=device, fields={"operator": None})
        subject = DEVICES.subject(device)
        entry_record(actor=actor, verb="device.sign_off", subject=subject, edits=[edit])
    return device


def device_seen(*, device_id: int, is_active: bool) -> None:
    """Note that a device was heard of, and with ``is_active`` that somebody works at it; not more
    often than is worth writing."""
    at = now()
    late = at - SEEN_EVERY
    Device.objects.filter(id=device_id).exclude(last_seen_at__gt=late).update(last_seen_at=at)
    if is_active:
        working = Device.objects.filter(id=device_id, operator__isnull=False)
        working.filter(operator_seen_at__lt=late).update(operator_seen_at=at)


def device_clock_note(*, device_id: int, told: datetime) -> int | None:
    """Keep how many seconds the clock of a device is ahead, if it is off by more than five
    minutes; what it is now, or ``None`` when the clock is right."""
    off = told - now()
    seconds = round(off.total_seconds()) if abs(off) > CLOCK_TOLERANCE else None
    changed = Device.objects.filter(id=device_id)
    if seconds is None:
        changed.filter(clock_off__isnull=False).update(clock_off=None)
    else:
        changed.update(clock_off=seconds)
    return seconds
