"""Scans over the API: by a device with its cookie or token, by people, one and many."""

from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from runwright.floor.models import Device, ParkedScan
from runwright.floor.services import device_create, device_enrol, device_revoke
from runwright.journal import clock
from runwright.kernel.ids import uuid7
from runwright.people.services import operator_pin_set, operator_update
from runwright.production.models import Batch, Scan
from tests.api.calls import Caller
from tests.api.conftest import caller
from tests.stories.mill import Mill, fresh, scanning_mill

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ground(once: None) -> Mill:
    mill = scanning_mill()
    ana = mill.plant.operators["ana"]
    operator_update(operator_id=ana.id, badge="B-1", actor=mill.plant.actor)
    operator_pin_set(operator_id=ana.id, pin="4711", actor=mill.plant.actor)
    return mill


@pytest.fixture
def mill(ground: Mill) -> Mill:
    return ground


def secret_of(mill: Mill, station: str) -> str:
    made = device_create(
        name=f"Tablet {station}", station_id=mill.stations[station].id, actor=mill.plant.actor
    )
    return device_enrol(code=made.code, actor=mill.plant.actor).secret


def at(mill: Mill, station: str) -> str:
    return f"/stations/{mill.stations[station].id}"


@pytest.fixture
def tablet(mill: Mill) -> Caller:
    """The device of the sorting station, with Ana at it."""
    tablet = Caller(secret_of(mill, "Sorting"))
    tablet.made(f"{at(mill, 'Sorting')}/operator", {"badge": "B-1", "pin": "4711"})
    return tablet


def knitted(mill: Mill) -> Batch:
    _order, (one, _two) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    return one


def split(mill: Mill, batch: Batch, **said: Any) -> dict[str, Any]:
    station_id = mill.stations["Sorting"].id
    return {"station_id": station_id, "labels": [f"RW-{batch.code}"], "firsts": "20", **said}


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.content.decode()
    said: dict[str, Any] = response.json()
    assert said["code"] == code
    return said


def test_a_scan_is_offered_posted_told_and_taken_back(mill: Mill, tablet: Caller) -> None:
    one = knitted(mill)
    offer = tablet.got("/scans/offer", station=mill.stations["Sorting"].id, codes=one.code)
    assert offer["batch"]["remaining"] == "60"
    assert [operation["name"] for operation in offer["operations"]] == ["Inspect"]
    key = uuid7()
    made = tablet.made(f"/scans/{key}", split(mill, one, waste="2"))
    assert (made["operation"], made["operator"]["name"]) == ("Inspect", "Ana")
    assert made["sources"] == [one.code]
    results = {one["grade"]: one["quantity"] for one in made["results"]}
    assert results == {"firsts": "20", "waste": "2"}
    assert 50 < made["undo_seconds"] <= 60
    last = tablet.got(f"{at(mill, 'Sorting')}/scans/last")["scans"]
    assert [scan["id"] for scan in last] == [str(key)]
    back = tablet.made(f"/scans/{key}/undo", {})
    assert back["is_undone"]
    assert fresh(one).remaining == D(60)
    assert tablet.got(f"{at(mill, 'Sorting')}/scans/last")["scans"] == []


def test_an_offer_says_how_many_times_the_recipe_is_made(mill: Mill) -> None:
    """Worked example 1: 5.25 kg for 12 pairs, 26.25 kg for a batch of 60."""
    _order, (one, *_rest) = mill.released(D(120), D(60))
    asked = {"station_id": mill.stations["Knit in"].id, "codes": [one.code]}
    people = caller("operator")
    whole = people.made("/scans/offer", asked)
    assert (whole["recipe_quantity"], whole["multiplier"], whole["unit"]) == ("12", "5", "pair")
    (yarn,) = whole["materials"]
    assert (yarn["per_recipe"], yarn["need"]) == ("5.25", "26.25")
    part = people.made("/scans/offer", {**asked, "quantity": "20"})
    assert (part["quantity"], part["multiplier"]) == ("60", "1.666667")
    assert part["materials"][0]["need"] == "8.75"


def test_the_id_in_the_path_is_the_key(mill: Mill, tablet: Caller) -> None:
    one, key = knitted(mill), uuid7()
    first = tablet.made(f"/scans/{key}", split(mill, one))
    assert tablet.made(f"/scans/{key}", split(mill, one))["results"] == first["results"]
    assert fresh(one).remaining == D(40)
    other = tablet.post(f"/scans/{key}", split(mill, one, firsts="21"))
    problem(other, 409, "id_already_used")
    assert fresh(one).remaining == D(40)


def test_a_brief_answer_is_the_id_alone(mill: Mill, tablet: Caller) -> None:
    one, key = knitted(mill), uuid7()
    made = tablet.made(f"/scans/{key}", split(mill, one), prefer="return=minimal")
    assert (made, fresh(one).remaining) == ({"id": str(key)}, D(40))


def test_after_a_minute_only_a_lead_takes_a_scan_back(mill: Mill, tablet: Caller) -> None:
    one, key = knitted(mill), uuid7()
    tablet.made(f"/scans/{key}", split(mill, one))
    with clock.at(clock.now() + timedelta(seconds=61)):
        said = problem(tablet.post(f"/scans/{key}/undo", {}), 409, "too_late_to_undo")
        assert said["next_step"].startswith("Ask a lead")
        lead = caller("production_manager")
        lead.made(f"/scans/{key}/undo", {"reason": "wrong box"})
    assert fresh(one).remaining == D(60)


def test_every_refusal_says_what_to_do_next(mill: Mill, tablet: Caller) -> None:
    _order, (new, _two) = mill.released(D(120), D(60))
    said = problem(tablet.post(f"/scans/{uuid7()}", split(mill, new)), 409, "not_yet_scanned")
    assert said["next_step"] == "Scan it first where its work begins."
    for label in ("https://example.org/x", "B0012", "x" * 4000, "ünknown"):
        body = split(mill, new, labels=[label])
        assert problem(tablet.post(f"/scans/{uuid7()}", body), 404, "unknown_label")["next_step"]
    asked = tablet.get("/scans/offer", station=mill.stations["Sorting"].id, codes=new.code)
    assert problem(asked, 409, "not_yet_scanned")["next_step"]
    assert not ParkedScan.objects.exists()


def test_a_device_scans_for_itself_and_somebody_must_be_there(mill: Mill, tablet: Caller) -> None:
    one = knitted(mill)
    elsewhere = split(mill, one, station_id=mill.stations["Boxes"].id)
    problem(tablet.post(f"/scans/{uuid7()}", elsewhere), 403, "other_station")
    tablet.made(f"{at(mill, 'Sorting')}/signing-off")
    problem(tablet.post(f"/scans/{uuid7()}", split(mill, one)), 403, "operator_needed")
    now = tablet.got("/station")
    assert (now["operator"], now["station"]["name"]) == (None, "Sorting")


def test_a_device_reads_nothing_but_its_own(mill: Mill, tablet: Caller) -> None:
    for path in ("/items", "/work-centres", "/orders", "/users", "/stations", "/parked-scans"):
        assert tablet.get(path).status_code == 403, path
    assert tablet.post("/stations", {"name": "x", "type": "init"}).status_code == 403


def test_a_revoked_device_is_not_signed_in(mill: Mill, tablet: Caller) -> None:
    device_revoke(device_id=Device.objects.get().id, actor=mill.plant.actor)
    problem(tablet.get("/station"), 401, "not_signed_in")


def test_wrong_pins_are_counted_whatever_is_answered(mill: Mill, tablet: Caller) -> None:
    path = f"{at(mill, 'Sorting')}/operator"
    for _n in range(10):
        problem(tablet.post(path, {"badge": "B-1", "pin": "0815"}), 403, "badge_or_pin_wrong")
    problem(tablet.post(path, {"badge": "B-1", "pin": "4711"}), 429, "too_many_wrong_pins")


def test_an_operator_changes_their_pin_at_the_station(mill: Mill, tablet: Caller) -> None:
    path, badge = at(mill, "Sorting"), {"badge": "B-1", "pin": "4711"}
    problem(tablet.post(f"{path}/pin", badge | {"wanted": "1111"}), 422, "pin_not_good")
    tablet.made(f"{path}/pin", badge | {"wanted": "2468"})
    now = tablet.made(f"{path}/operator", {"badge": "B-1", "pin": "2468"})
    assert now["operator"]["name"] == "Ana"


def test_the_cookie_of_a_tablet_is_as_good_with_the_csrf_token(mill: Mill) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies[settings.STATION_COOKIE_NAME] = secret_of(mill, "Sorting")
    path, said = f"/api/v1{at(mill, 'Sorting')}/operator", {"badge": "B-1", "pin": "4711"}
    refused = browser.post(path, said, content_type="application/json")
    problem(refused, 403, "cross_site")
    browser.cookies["csrftoken"] = token = "a" * 32
    answer = browser.post(path, said, "application/json", headers={"x-csrftoken": token})
    assert answer.json()["operator"]["name"] == "Ana", answer.content
    browser.cookies[settings.STATION_COOKIE_NAME] = "rwd_nobody"
    assert browser.get("/api/v1/station").status_code == 401


def test_many_scans_are_answered_each_for_itself(mill: Mill, tablet: Caller) -> None:
    one = knitted(mill)
    good, twice, early, poison = (uuid7() for _n in range(4))
    _order, (new, _two) = mill.released(D(120), D(60))
    queue = [
        {"id": str(good), **split(mill, one, device_at="2026-11-22T08:00:00Z")},
        {"id": str(early), **split(mill, new, device_at="1970-01-01T00:00:00Z")},
        {"id": str(poison), "spin": 1, "device_at": 7},
        {"id": str(good), **split(mill, one, device_at="2026-11-22T08:00:00Z")},
        {"id": str(twice), **split(mill, one, firsts="100"), "is_late": False},
    ]
    results = tablet.made("/scans", {"scans": queue})["results"]
    told = [(r["outcome"], r["state"], r["problem"] and r["problem"]["code"]) for r in results]
    assert told == [
        ("done", "applied", None),
        ("parked", "waiting", "not_yet_scanned"),
        ("parked", "conflict", "scan_unreadable"),
        ("done", "applied", None),
        ("refused", "conflict", "gain_unconfirmed"),
    ]
    assert results[0]["told"]["results"][0]["quantity"] == "20"
    assert results[1]["problem"]["next_step"] == "Scan it first where its work begins."
    assert {str(row.id) for row in ParkedScan.objects.all()} == {str(early), str(poison)}
    mill.scan("Knit in", new)
    again = tablet.made("/scans", {"scans": queue[:3]})["results"]
    assert [r["state"] for r in again] == ["applied", "applied", "conflict"]


def test_the_clock_of_a_device_is_kept_and_flagged(mill: Mill, tablet: Caller) -> None:
    one, key = knitted(mill), uuid7()
    told = "2038-01-19T03:14:08+00:00"
    tablet.headers["x-device-time"] = told
    tablet.made(f"/scans/{key}", split(mill, one))
    scan = Scan.objects.get(id=key)
    assert scan.entry.device_at.isoformat() == told
    assert abs(scan.at - clock.now()) < timedelta(minutes=1)
    assert tablet.got("/station")["clock_off"] > 300
    tablet.headers["x-device-time"] = clock.now().isoformat()
    assert tablet.got("/station")["clock_off"] is None


def test_people_answer_the_inbox(mill: Mill, tablet: Caller) -> None:
    one = knitted(mill)
    drop, change = uuid7(), uuid7()
    queue = [{"id": str(key), **split(mill, one, firsts="100")} for key in (drop, change)]
    tablet.made("/scans", {"scans": queue})
    planner = caller("planner")
    kept = planner.got("/parked-scans", state="conflict")["items"]
    assert len(kept) == 2
    answers = planner.got(f"/parked-scans/{drop}")["verbs"]
    assert [one["verb"] for one in answers] == ["retry", "apply", "drop"]
    assert answers[2]["path"] == f"/api/v1/parked-scans/{drop}/dropping"
    said = planner.got(f"/parked-scans/{drop}")
    assert (said["station"], said["operator"], said["code"]) == ("Sorting", "", "gain_unconfirmed")
    assert said["quantities"] == [{"name": "firsts", "quantity": "100"}]
    problem(planner.post(f"/parked-scans/{drop}/retry"), 409, "gain_unconfirmed")
    assert planner.got(f"/parked-scans/{drop}")["tries"] == 2
    unsaid = planner.post(f"/parked-scans/{drop}/dropping", {"reason": " "})
    problem(unsaid, 422, "drop_reason_needed")
    gone = planner.made(f"/parked-scans/{drop}/dropping", {"reason": "counted twice"})
    assert (gone["state"], gone["decision"], gone["verbs"]) == ("dropped", "counted twice", [])
    done = planner.made(f"/parked-scans/{change}/application", {"firsts": "60"})
    assert done["state"] == "applied"
    assert fresh(one).state == "closed"
    problem(planner.post(f"/parked-scans/{change}/retry"), 409, "already_answered")
    assert caller("viewer").post(f"/parked-scans/{drop}/retry").status_code == 403


def test_stations_and_devices_are_kept(mill: Mill) -> None:
    admin = caller("administrator")
    made = admin.made("/stations", {"name": "Paint", "type": "move", "label_size": "1x3"})
    path = f"/stations/{made['id']}"
    assert (made["type"], made["label_size"], made["operations"]) == ("move", "1x3", [])
    problem(admin.patch(path, {"type": "init"}), 422, "station_type_fixed")
    assert admin.changed(path, {"is_material_checked": True})["is_material_checked"]
    served = admin.made(f"{path}/operations/by-name", {"name": "pack"})["operations"]
    assert [one["name"] for one in served] == ["Pack"]
    assert admin.made(f"{path}/operations", {"operation_ids": []})["operations"] == []
    operation = f"/operations/{served[0]['id']}/stations"
    admin.made(operation, {"station_ids": [made["id"]]})
    assert len(admin.got(path)["operations"]) == 1
    issued = admin.made("/devices", {"name": "Terminal", "station_id": made["id"]}, key=uuid7())
    device = f"/devices/{issued['device']['id']}"
    secret = device_enrol(code=issued["code"], actor=mill.plant.actor).secret
    assert Caller(secret).got("/station")["station"]["name"] == "Paint"
    assert admin.got(device)["enrolled_at"]
    assert admin.changed(device, {"name": "T2"})["name"] == "T2"
    assert admin.made(f"{device}/revocation")["revoked_at"]
    assert len(admin.made(f"{device}/codes")["code"]) == 26
    assert admin.made(f"{path}/archival")["archived_at"]
    assert admin.made(f"{path}/restoration")["archived_at"] is None
    assert {one["name"] for one in admin.got("/stations")["items"]} >= {"Paint", "Sorting"}


def test_a_code_is_shown_once_even_to_a_repeat(mill: Mill) -> None:
    admin, key = caller("administrator"), uuid7()
    body = {"name": "Terminal", "station_id": mill.stations["Boxes"].id}
    assert admin.made("/devices", body, key=key)["code"]
    assert admin.made("/devices", body, key=key)["code"] == ""
