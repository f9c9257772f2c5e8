"""Labels and printers over the API, as a program uses them."""

from base64 import b64decode

import pytest

from runwright.labels.services import printer_serve
from tests.api.conftest import caller
from tests.labels.device import HASTY, device
from tests.labels.floor import sock_batches, station
from tests.labels.pages import codes

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def mill(once):
    return sock_batches()


@pytest.fixture
def manager(mill):
    return caller("production_manager")


def test_a_printer_prints_the_labels_of_a_run(manager, mill):
    _, batches = mill
    place = station("Packing")
    with device() as zebra:
        given = {"name": "Zebra", "host": "127.0.0.1", "port": zebra.port}
        printer = manager.post("/printers", given | {"station_ids": [place.id]}).json()
        assert printer["stations"] == [{"station": {"id": place.id, "name": "Packing"}}]
        wish = {"printer_id": printer["id"], "kind": "traveller", "size": "2x4"}
        answer = manager.post(f"/runs/{batches[0].run_id}/print-jobs", wish)
        assert answer.status_code == 201
        (job,) = answer.json()["jobs"]
        assert (job["state"], job["labels"]) == ("queued", 3)
        test = manager.post(f"/printers/{printer['id']}/test-labels").json()
        printer_serve(printer_id=printer["id"], patience=HASTY)
    assert [sent.count(b"^XA") for sent in zebra.taken] == [3, 1]
    assert manager.get(f"/print-jobs/{job['id']}").json()["state"] == "printed"
    assert {row["id"] for row in manager.get("/print-jobs").json()["items"]} == {
        job["id"], test["id"],
    }  # fmt: skip
    history = manager.get(f"/batches/{batches[0].id}/label-prints").json()["prints"]
    assert [(one["number"], one["way"]) for one in history] == [(1, "printer")]


def test_a_repeated_wish_is_counted_once_and_its_file_read_as_often_as_one_likes(manager, mill):
    _, batches = mill
    path, wish = f"/batches/{batches[0].id}/label-prints", {"way": "pages", "size": "1x1"}
    key = "0198c6a0-0000-7000-8000-00000000abcd"
    first, again = (manager.post(path, wish, key=key).json() for _each in range(2))
    assert first == again
    files = [manager.get(f"/label-prints/{first['id']}/file").json() for _each in range(2)]
    assert files[0] == files[1]
    assert codes(b64decode(files[0]["content"])) == [f"RW-{batches[0].code}"]
    assert len(manager.get(path).json()["prints"]) == 1


def test_a_job_is_cancelled_and_queued_again(manager, mill):
    _, batches = mill
    printer = manager.post("/printers", {"name": "Zebra", "host": "zebra-1.plant"}).json()
    wish = {"printer_id": printer["id"]}
    (job,) = manager.post(f"/batches/{batches[0].id}/print-jobs", wish).json()["jobs"]
    path = f"/print-jobs/{job['id']}"
    assert manager.post(f"{path}/retry").status_code == 409
    assert manager.post(f"{path}/cancellation").json()["state"] == "cancelled"
    assert manager.post(f"{path}/retry").json()["state"] == "queued"


def test_the_usual_labels_are_set_and_used(manager, mill):
    _, batches = mill
    printer = manager.post("/printers", {"name": "Zebra", "host": "::1"}).json()
    given = {"kind": "traveller", "size": "1x3", "printer_id": printer["id"]}
    assert manager.post("/label-defaults", given).json() == given
    assert manager.get("/label-defaults").json() == given
    (job,) = manager.post(f"/batches/{batches[0].id}/print-jobs", {}).json()["jobs"]
    assert (job["kind"], job["size"], job["printer"]["name"]) == ("traveller", "1x3", "Zebra")


def test_what_is_wrong_is_said_at_its_field(manager, mill):
    _, batches = mill
    wrong = {"name": "Z", "host": "http://x/", "port": 0, "font": "Arial"}
    problem = manager.post("/printers", wrong)
    assert problem.status_code == 422
    assert {one["field"] for one in problem.json()["reasons"]} == {"host", "port", "font"}
    answer = manager.post(f"/batches/{batches[0].id}/print-jobs", {})
    assert (answer.status_code, answer.json()["code"]) == (422, "no_printer")
    assert manager.post("/batches/404404/print-jobs", {}).status_code == 404
    assert manager.post(f"/batches/{batches[0].id}/print-jobs", {"size": "9x9"}).status_code == 422
    viewer = caller("viewer")
    assert viewer.get("/printers").status_code == 403
    assert viewer.post(f"/batches/{batches[0].id}/print-jobs", {}).status_code == 403
