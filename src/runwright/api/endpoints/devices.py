"""Devices of stations: tablets and terminals that scan."""

from datetime import datetime
from typing import Self

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Brief, Given, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Key, Label, PathKey
from runwright.api.verbs import Tabled
from runwright.floor.selectors import device_get
from runwright.floor.services import (
    EnrolmentCode,
    device_code_issue,
    device_create,
    device_revoke,
    device_update,
)
from runwright.floor.states import DEVICE_LIFE
from runwright.reports.lists.stations import DEVICES

door = Door("Devices", __name__)
add_list(door, "/devices", DEVICES)


class Device(Tabled):
    """A tablet or terminal at a station; ``clock_off`` is how many seconds its clock is ahead,
    when that is more than five minutes."""

    home = "/devices/{device_id}"
    life = DEVICE_LIFE
    id: Key
    name: str
    station: Brief
    operator: Brief | None
    enrolled_at: datetime | None
    last_seen_at: datetime | None
    revoked_at: datetime | None
    clock_off: int | None


class NewDevice(Given):
    """A device to be enrolled."""

    name: Label
    station_id: Key


class DeviceChange(Given):
    """What may change about a device."""

    name: Label = LEFT_OUT
    station_id: Key = LEFT_OUT


class Enrolment(Shown):
    """The code that enrols a device once, within a day. It is shown this once."""

    device: Brief
    code: str
    expires_at: datetime

    def kept(self) -> Self:
        """The code is not kept: a repeat is answered without it."""
        return self.model_copy(update={"code": ""})


def _enrolment(issued: EnrolmentCode) -> Enrolment:
    expires = issued.device.code_expires_at
    assert expires is not None
    device = Brief(id=issued.device.pk, name=issued.device.name)
    return Enrolment(device=device, code=issued.code, expires_at=expires)


@door.read("/devices/{device_id}", permission="resources.view", answer=Device)
def device(request: Call, device_id: PathKey) -> object:
    """One device."""
    return device_get(device_id=device_id, actor=request.auth)


@door.create("/devices", permission="floor.device_manage", answer=Enrolment)
def create_device(request: Call, given: NewDevice) -> object:
    """Name a device of a station, and get the code that enrols it."""
    return _enrolment(device_create(**given.model_dump(), actor=request.auth))


@door.change("/devices/{device_id}", permission="floor.device_manage", answer=Device, verb="edit")
def change_device(request: Call, device_id: PathKey, given: DeviceChange) -> object:
    """Change the name of a device, or let it be another station."""
    device_update(device_id=device_id, **given.sent(), actor=request.auth)
    return device_get(device_id=device_id, actor=request.auth)


@door.act(
    "/devices/{device_id}/codes",
    permission="floor.device_manage",
    answer=Enrolment,
    verb="issue_code",
)
def issue_code(request: Call, device_id: PathKey) -> object:
    """A new code, to enrol a device again."""
    return _enrolment(device_code_issue(device_id=device_id, actor=request.auth))


@door.act(
    "/devices/{device_id}/revocation",
    permission="floor.device_manage",
    answer=Device,
    verb="revoke",
)
def revoke_device(request: Call, device_id: PathKey, given: Reasoned) -> object:
    """Make the token of a device useless."""
    device_revoke(device_id=device_id, reason=given.reason, actor=request.auth)
    return device_get(device_id=device_id, actor=request.auth)
