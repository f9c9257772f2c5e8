"""Devices: enrolled once by a code, known by a token, worked at by whoever signed on."""

from datetime import timedelta

import pytest

from runwright.company.services import company_set
from runwright.floor.errors import (
    CodeNotValid,
    DeviceNameTaken,
    DeviceNotFound,
    DeviceNotValid,
    DeviceRevoked,
)
from runwright.floor.models import Device
from runwright.floor.selectors import StationDevice, device_get, device_of
from runwright.floor.services import (
    device_clock_note,
    device_code_issue,
    device_create,
    device_enrol,
    device_revoke,
    device_seen,
    device_sign_off,
    device_sign_on,
    device_update,
)
from runwright.journal import clock
from runwright.journal.models import Entry
from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor, system_actor
from runwright.people.errors import BadgeOrPinWrong
from runwright.people.models import Operator
from runwright.people.roles import PERMISSIONS
from runwright.people.services import operator_create, operator_pin_set, operators_archive
from runwright.resources.errors import StationNotFound
from runwright.resources.models import Station
from runwright.resources.services import station_create, stations_archive

pytestmark = pytest.mark.django_db

SYSTEM = system_actor("tests")
STRANGER = Actor(user_id=None, label="a tablet")


@pytest.fixture
def gate() -> Station:
    return station_create(name="Gate", type="init", actor=SYSTEM)


@pytest.fixture
def ana() -> Operator:
    ana = operator_create(code="OP1", name="Ana", badge="B-1", actor=SYSTEM)
    operator_pin_set(operator_id=ana.id, pin="4711", actor=SYSTEM)
    return ana


def enrolled(gate: Station, name: str = "Tablet 1") -> str:
    made = device_create(name=name, station_id=gate.id, actor=SYSTEM)
    return device_enrol(code=made.code, agent="a browser", actor=STRANGER).secret


def sign_on(device: StationDevice, pin: str = "4711") -> None:
    device_sign_on(device_id=device.id, badge="B-1", pin=pin, actor=device.actor)


def test_a_code_enrols_a_device_once(gate: Station) -> None:
    made = device_create(name="Tablet 1", station_id=gate.id, actor=SYSTEM)
    assert len(made.code) == 26
    spoken = "-".join([made.code[:9], made.code[9:]]).lower()
    secret = device_enrol(code=f" {spoken} ", actor=STRANGER).secret
    assert len(secret) > 40
    with pytest.raises(CodeNotValid):
        device_enrol(code=made.code, actor=STRANGER)
    kept = Device.objects.values_list("token_hash", "code_hash").get()
    assert secret.encode() not in bytes(kept[0])
    assert kept[1] is None
    assert Entry.objects.filter(verb="device.enrol", record_label="Tablet 1").count() == 1


def test_a_code_is_good_for_a_day(gate: Station) -> None:
    made = device_create(name="Tablet 1", station_id=gate.id, actor=SYSTEM)
    with clock.at(clock.now() + timedelta(hours=25)), pytest.raises(CodeNotValid):
        device_enrol(code=made.code, actor=STRANGER)
    for wrong in ("", "0" * 26, made.code[:-1]):
        with pytest.raises(CodeNotValid):
            device_enrol(code=wrong, actor=STRANGER)


def test_a_device_scans_and_does_nothing_else(gate: Station) -> None:
    device = device_of(secret=enrolled(gate))
    assert (device.station_id, device.station, device.station_type) == (gate.id, "Gate", "init")
    assert (device.actor.device, device.actor.station) == ("Tablet 1", "Gate")
    assert {name for name in PERMISSIONS if device.actor.can(name)} == {
        "production.scan",
        "labels.print",
    }
    assert device.operator_id is None


def test_enrolled_again_the_old_token_works_until_the_new_code_is_used(gate: Station) -> None:
    old = enrolled(gate)
    again = device_code_issue(device_id=device_of(secret=old).id, actor=SYSTEM)
    device_of(secret=old)
    new = device_enrol(code=again.code, actor=STRANGER).secret
    assert device_of(secret=new).name == "Tablet 1"
    with pytest.raises(DeviceNotValid):
        device_of(secret=old)


def test_a_revoked_device_is_nobody_until_it_is_enrolled_again(gate: Station) -> None:
    secret = enrolled(gate)
    device_id = device_of(secret=secret).id
    device_revoke(device_id=device_id, reason="lost", actor=SYSTEM)
    with pytest.raises(DeviceRevoked):
        device_revoke(device_id=device_id, actor=SYSTEM)
    for wrong in (secret, "", "rwd_x"):
        with pytest.raises(DeviceNotValid):
            device_of(secret=wrong)
    again = device_code_issue(device_id=device_id, actor=SYSTEM)
    assert device_of(secret=device_enrol(code=again.code, actor=STRANGER).secret).id == device_id


def test_a_device_of_an_archived_station_is_nobody(gate: Station) -> None:
    secret = enrolled(gate)
    stations_archive(station_ids=[gate.id], actor=SYSTEM)
    with pytest.raises(DeviceNotValid):
        device_of(secret=secret)
    with pytest.raises(StationNotFound):
        device_create(name="Tablet 2", station_id=gate.id, actor=SYSTEM)


def test_a_device_is_renamed_and_moved(gate: Station) -> None:
    secret = enrolled(gate)
    enrolled(gate, "Tablet 2")
    pack = station_create(name="Pack", type="merge", actor=SYSTEM)
    device = device_of(secret=secret)
    device_update(device_id=device.id, station_id=pack.id, name="Terminal", actor=SYSTEM)
    assert (device_of(secret=secret).station, device_of(secret=secret).name) == ("Pack", "Terminal")
    with pytest.raises(DeviceNameTaken):
        device_update(device_id=device.id, name="Tablet 2", actor=SYSTEM)
    with pytest.raises(DeviceNameTaken):
        device_create(name="Terminal", station_id=gate.id, actor=SYSTEM)
    with pytest.raises(StationNotFound):
        device_update(device_id=device.id, station_id=10**9, actor=SYSTEM)
    with pytest.raises(DeviceNotFound):
        device_get(device_id=10**9, actor=SYSTEM)


def test_badge_and_pin_change_the_operator(gate: Station, ana: Operator) -> None:
    secret = enrolled(gate)
    with pytest.raises(BadgeOrPinWrong):
        sign_on(device_of(secret=secret), pin="0815")
    assert device_of(secret=secret).operator_id is None
    sign_on(device_of(secret=secret))
    device = device_of(secret=secret)
    assert (device.operator_id, device.operator, device.actor.label) == (ana.id, "Ana", "Ana")
    assert device.actor.operator_id == ana.id
    entry = Entry.objects.get(verb="device.sign_on")
    assert [(c.field, c.old, c.new) for c in entry.changes.all()] == [("operator", "", "OP1 Ana")]
    device_sign_off(device_id=device.id, actor=device.actor)
    assert device_of(secret=secret).actor.label == "Tablet 1"


def test_an_idle_operator_is_signed_off(gate: Station, ana: Operator) -> None:
    company_set(station_idle_minutes=10, actor=SYSTEM)
    secret, begin = enrolled(gate), clock.now()
    with clock.at(begin):
        sign_on(device_of(secret=secret))
    with clock.at(begin + timedelta(minutes=9)):
        device = device_of(secret=secret)
        device_seen(device_id=device.id, is_active=False)  # the screen looks; nobody works
        ends = device_of(secret=secret).signed_off_at
        assert ends is not None
        assert ends - begin < timedelta(minutes=10, seconds=5)
        device_seen(device_id=device.id, is_active=True)
    with clock.at(begin + timedelta(minutes=18)):
        assert device_of(secret=secret).operator_id == ana.id
        device_seen(device_id=device.id, is_active=False)
    with clock.at(begin + timedelta(minutes=20)):
        assert device_of(secret=secret).operator_id is None


def test_an_archived_operator_works_nowhere(gate: Station, ana: Operator) -> None:
    secret = enrolled(gate)
    sign_on(device_of(secret=secret))
    operators_archive(operator_ids=[ana.id], actor=SYSTEM)
    assert device_of(secret=secret).operator_id is None


def test_whoever_was_signed_on_is_not_after_a_new_enrolment(gate: Station, ana: Operator) -> None:
    secret = enrolled(gate)
    sign_on(device_of(secret=secret))
    again = device_code_issue(device_id=device_of(secret=secret).id, actor=SYSTEM)
    assert device_of(secret=device_enrol(code=again.code, actor=STRANGER).secret).operator == ""


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (timedelta(minutes=4, seconds=50), None),
        (timedelta(minutes=-4, seconds=-50), None),
        (timedelta(minutes=6), 360),
        (timedelta(hours=-1), -3600),
        (timedelta(days=-20_000), -20_000 * 86_400),
    ],
)
def test_a_clock_that_is_off_by_more_than_five_minutes_is_flagged(
    gate: Station, ahead: timedelta, told: int | None
) -> None:
    secret = enrolled(gate)
    device_id = device_of(secret=secret).id
    with clock.stopped_at(clock.now()):
        assert device_clock_note(device_id=device_id, told=clock.now() + ahead) == told
        assert device_of(secret=secret).clock_off == told
        device_clock_note(device_id=device_id, told=clock.now())
        assert device_of(secret=secret).clock_off is None


def test_only_administrators_manage_devices(gate: Station) -> None:
    device_id = device_of(secret=enrolled(gate)).id
    for call in (
        lambda: device_create(name="x", station_id=gate.id, actor=STRANGER),
        lambda: device_update(device_id=device_id, name="x", actor=STRANGER),
        lambda: device_code_issue(device_id=device_id, actor=STRANGER),
        lambda: device_revoke(device_id=device_id, actor=STRANGER),
        lambda: device_sign_off(device_id=device_id, actor=STRANGER),
    ):
        with pytest.raises(Forbidden):
            call()
