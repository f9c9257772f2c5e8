"""Reading devices, and turning a device's token into an actor."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from runwright.company.selectors import policies
from runwright.floor.errors import DeviceNotFound, DeviceNotValid
from runwright.floor.models import Device
from runwright.journal.clock import now
from runwright.journal.rows import answer
from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.people.roles import STATION_PERMISSIONS, STATION_READS
from runwright.people.services import secret_hash


@dataclass(frozen=True)
class StationDevice:
    """An enrolled device as it stands now; no operator where nobody is signed on.

    The actor scans and does nothing else, in the department of the station only. ``signed_off_at``
    is when an idle operator will be signed off.
    """

    id: int
    name: str
    station_id: int
    station: str
    station_type: str
    operator_id: int | None
    operator: str
    signed_off_at: datetime | None
    clock_off: int | None
    actor: Actor


def device_of(
    *, secret: str, request_id: str = "", device_at: datetime | None = None, language: str = "en"
) -> StationDevice:
    """The device whose token this is. Raises ``DeviceNotValid``."""
    found = answer(DEVICE + BY_TOKEN, {"hash": secret_hash(secret)})
    if not found:
        raise DeviceNotValid()
    return _told(found[0], request_id, device_at, language)


def device_of_id(*, device_id: int, actor: Actor) -> StationDevice:
    """A device as it stands now, for itself. Raises ``DeviceNotValid``."""
    actor.require("production.scan")
    found = answer(DEVICE + BY_ID, {"id": device_id})
    if not found:
        raise DeviceNotValid()
    return _told(found[0], actor.request_id, actor.device_at, actor.language)


def _told(
    row: tuple[Any, ...], request_id: str, device_at: datetime | None, language: str
) -> StationDevice:
    device_id, name, clock_off, station_id, station, type, department_id, *worker = row
    operator_id, operator, user_id, spoken, seen_at = worker
    ends = seen_at + timedelta(minutes=policies().station_idle_minutes) if operator_id else None
    if ends is None or ends <= now():
        operator_id, operator, user_id, ends = None, "", None, None
    actor = Actor(
        user_id=user_id,
        label=operator or name,
        permissions=STATION_PERMISSIONS,
        operator_id=operator_id,
        device=name,
        station=station,
        request_id=request_id,
        device_at=device_at,
        language=(spoken if operator_id else None) or language,
        departments=None if department_id is None else frozenset({department_id}),
    )
    return StationDevice(
        id=device_id, name=name, station_id=station_id, station=station, station_type=type,
        operator_id=operator_id, operator=operator, signed_off_at=ends, clock_off=clock_off,
        actor=actor,
    )  # fmt: skip


def at_station(actor: Actor) -> Actor:
    """The actor while a scan of theirs is carried out and told: whoever may scan is shown what the
    scan is about, and nothing beside it."""
    actor.require("production.scan")
    return replace(actor, permissions=actor.permissions | STATION_READS)


DEVICE = """
SELECT d.id, d.name, d.clock_off, s.id, s.name, s.type, s.department_id,
       o.id, o.name, u.id, u.language, d.operator_seen_at
FROM floor_device d JOIN resources_station s ON s.id = d.station_id
LEFT JOIN people_operator o ON o.id = d.operator_id AND o.archived_at IS NULL
LEFT JOIN people_user u ON u.id = o.user_id AND u.is_active
WHERE d.revoked_at IS NULL AND s.archived_at IS NULL
"""
BY_TOKEN, BY_ID = " AND d.token_hash = %(hash)s", " AND d.id = %(id)s"
"""All that is to be known about a device in one round trip: every scan asks it."""


def devices_all(*, actor: Actor) -> QuerySet[Device]:
    """Every device with its station and whoever is signed on, by name."""
    actor.require("resources.view")
    devices = Device.objects.select_related("station", "operator").order_by("name")
    return within(devices, actor.departments, "station__department")


def device_get(*, device_id: int, actor: Actor) -> Device:
    """One device. Raises ``DeviceNotFound``."""
    device = devices_all(actor=actor).filter(id=device_id).first()
    if device is None:
        raise DeviceNotFound(key=device_id)
    return device
