"""Stations, their operations and devices, PINs and the scan inbox, on their pages."""

from decimal import Decimal as D
from typing import Any

import pytest
from django.test import Client

from runwright.engineering.models import Operation, Routing
from runwright.floor.models import Device, ParkedScan
from runwright.floor.queued import QueuedScan
from runwright.floor.services import device_enrol, scans_replay
from runwright.kernel.ids import uuid7
from runwright.people.models import OperatorPin
from runwright.people.services import user_create
from runwright.production.models import Batch, Scan
from runwright.resources.models import Station
from tests.stories.mill import Mill, fresh, scanning_mill

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ground(once: None) -> Mill:
    return scanning_mill()


@pytest.fixture
def mill(ground: Mill) -> Mill:
    return ground


def signed_in(mill: Mill, role: str) -> Client:
    user = user_create(
        username=role, full_name=role, roles=frozenset({role}), actor=mill.plant.actor
    )
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def office(mill: Mill) -> Client:
    return signed_in(mill, "administrator")


def sent(client: Client, path: str, **fields: Any) -> None:
    answer = client.post(path, fields)
    assert answer.status_code == 302, answer.content.decode()[:3000]


def test_a_station_is_made_changed_and_archived(office: Client, mill: Mill) -> None:
    said = {"name": "Paint", "type": "move", "label_kind": "tag", "label_size": "1x3"}
    sent(office, "/stations/new", **said)
    made = Station.objects.get(name="Paint")
    assert (made.type, made.label_size) == ("move", "1x3")
    assert b"serves no operation yet" in office.get(f"/stations/{made.id}").content
    form = office.get(f"/stations/{made.id}/edit").context["form"]
    assert "type" not in form.fields
    changed = said | {"name": "Paint 2", "is_material_checked": "on"}
    sent(office, f"/stations/{made.id}/edit", **changed)
    sent(office, f"/stations/{made.id}/archival", reason="gone")
    made.refresh_from_db()
    assert (made.name, made.type, made.is_material_checked) == ("Paint 2", "move", True)
    assert made.archived_at
    sent(office, f"/stations/{made.id}/restoration")
    taken = office.post("/stations/new", said | {"name": "Sorting"})
    assert taken.status_code == 422
    assert "There is a station Sorting already." in taken.content.decode()
    assert b"Paint 2" in office.get("/stations").content


def test_the_operations_of_a_station_are_chosen(office: Client, mill: Mill) -> None:
    gate = mill.stations["Boxes"]
    path, served = f"/stations/{gate.id}/operations", Operation.objects.filter(stations=gate)
    page = office.get(path, {"q": "inspect"}).content.decode()
    assert "Inspect" in page
    inspect = Operation.objects.get(name="Inspect")
    sent(office, path, shown=[inspect.id], chosen=[inspect.id])
    assert {one.name for one in served.all()} == {"Inspect", "Pack"}  # what was not shown stays
    pack = Operation.objects.get(name="Pack")
    sent(office, path, shown=[inspect.id, pack.id])
    assert not served.exists()
    sent(office, f"{path}/named", name="pack")
    assert [one.name for one in served.all()] == ["Pack"]


def test_the_stations_of_an_operation_are_chosen_on_its_routing(office: Client, mill: Mill) -> None:
    routing = Routing.objects.get()
    knit = Operation.objects.get(name="Knit")
    page = office.get(f"/routings/{routing.id}").content.decode()
    path = f"/routings/{routing.id}/operations/{knit.id}/stations"
    assert path in page
    assert "Knit in" in page
    assert office.get(path).status_code == 200
    sent(office, path, station_ids=[mill.stations["Boxes"].id])
    assert [one.name for one in knit.stations.all()] == ["Boxes"]
    sent(office, path)
    assert not knit.stations.exists()


def test_a_routing_is_edited_with_its_stations(office: Client, mill: Mill) -> None:
    routing = Routing.objects.get()
    Routing.objects.update(used_at=None)
    sheets = office.get(f"/routings/{routing.id}/edit").context["sheets"]
    rows = sheets.operations.rows
    assert [row["stations"] for row in rows] == ["Knit in", "Sorting", "Boxes"]
    fields = {f"operations.{name}": [row[name] for row in rows] for name in rows[0]}
    fields["operations.stations"] = ["Knit in, Sorting", "", "Nowhere"]
    wrong = office.post(f"/routings/{routing.id}/edit", fields | {"name": "Socks"})
    assert "There is no station Nowhere." in wrong.content.decode()
    fields["operations.stations"][2] = "Boxes"
    sent(office, f"/routings/{routing.id}/edit", **fields, name="Socks")
    held = {one.name: [s.name for s in one.stations.all()] for one in Operation.objects.all()}
    assert held == {"Knit": ["Knit in", "Sorting"], "Inspect": [], "Pack": ["Boxes"]}


def test_a_device_is_named_enrolled_and_revoked(office: Client, mill: Mill) -> None:
    gate = mill.stations["Sorting"]
    shown = office.post(f"/stations/{gate.id}/devices", {"name": "Tablet 1"})
    code = shown.context["code"]
    assert f"/station/enrolment?code={code}" in shown.content.decode()
    device = Device.objects.get()
    assert "Not enrolled yet" in office.get(f"/stations/{gate.id}").content.decode()
    device_enrol(code=code, actor=mill.plant.actor)
    Device.objects.update(clock_off=7200)
    page = office.get(f"/devices/{device.id}").content.decode()
    assert "120 minutes ahead" in page
    sent(office, f"/devices/{device.id}/edit", name="Tablet 2", station_id=gate.id)
    assert office.post(f"/devices/{device.id}/code").context["code"] != code
    sent(office, f"/devices/{device.id}/revocation", reason="lost")
    assert "Revoked" in office.get(f"/devices/{device.id}").content.decode()
    assert b"Tablet 2" in office.get("/devices").content
    planner = signed_in(mill, "planner")
    assert planner.post(f"/stations/{gate.id}/devices", {"name": "x"}).status_code == 403


def test_a_lead_gives_a_pin(office: Client, mill: Mill) -> None:
    ana = mill.plant.operators["ana"]
    path = f"/operators/{ana.id}/pin"
    assert path in office.get(f"/operators/{ana.id}").content.decode()
    assert office.post(path, {"pin": "1111"}).status_code == 422
    assert not OperatorPin.objects.exists()
    sent(office, path, pin="4711")
    assert OperatorPin.objects.get().operator == ana


# The inbox


def in_conflict(mill: Mill) -> tuple[Batch, list[ParkedScan]]:
    """Three scans of more than there is, one that waits, and one that nobody can read."""
    _order, (one, two) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    body = {"station_id": mill.stations["Sorting"].id, "labels": [one.code], "firsts": "70"}
    bodies = [body, body, body, body | {"labels": [two.code]}, {"spin": 1}]
    facts = [QueuedScan(uuid7(), words) for words in bodies]
    scans_replay(facts=facts, actor=mill.plant.actor)
    return one, list(ParkedScan.objects.filter(id__in=[fact.id for fact in facts[:3]]))


def test_the_inbox_tells_each_conflict_and_takes_its_answer(office: Client, mill: Mill) -> None:
    one, (dropped, gained, less) = in_conflict(mill)
    page = office.get("/scan-inbox").content.decode()
    assert page.count("are 10 more than remain") == 3
    assert "Yes, there are more" in page
    assert "A scan that cannot be read" in page
    assert b"was never scanned" in office.get("/scan-inbox?state=waiting").content
    again = office.post(f"/scan-inbox/{dropped.id}/retry")
    assert again.status_code == 409
    assert office.post(f"/scan-inbox/{dropped.id}/dropping", {"reason": ""}).status_code == 422
    sent(office, f"/scan-inbox/{dropped.id}/dropping", reason="counted twice")
    sent(office, f"/scan-inbox/{less.id}/application", firsts="5", seconds="1")
    assert fresh(one).remaining == D(54)
    office.post(f"/scan-inbox/{gained.id}/application", {"accept_gain": "on"})
    assert Scan.objects.filter(id__in=[less.id, gained.id]).count() == 2
    left = office.get("/scan-inbox")
    assert left.context["conflicts"] == 1
    assert b"All that ever waited" in left.content
    assert b"counted twice" in office.get("/scan-inbox/all").content


def test_the_navigation_counts_what_is_to_be_decided(office: Client, mill: Mill) -> None:
    in_conflict(mill)
    page = office.get("/settings").content.decode()
    assert '<span class="state tone-red num">4</span>' in page
    assert "/scan-inbox" not in signed_in(mill, "operator").get("/my-work").content.decode()


def test_only_who_may_answers(mill: Mill) -> None:
    _one, (first, *_rest) = in_conflict(mill)
    operator = signed_in(mill, "operator")
    for verb in ("retry", "application", "dropping"):
        answer = operator.post(f"/scan-inbox/{first.id}/{verb}", {"reason": "x"})
        assert answer.status_code == 403
