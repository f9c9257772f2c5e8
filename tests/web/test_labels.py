"""Labels and printers on pages, as a person uses them."""

import pytest
from django.test import Client

from runwright.labels.models import LabelDefaults, LabelPrint, Printer, PrintJob
from runwright.labels.services import printer_create, printer_serve
from runwright.people.services import user_create
from tests.labels.device import HASTY, device
from tests.labels.floor import sock_batches, station
from tests.labels.pages import codes

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def mill(once):
    return sock_batches()


@pytest.fixture
def floor(mill):
    """The browser of a manager, and the batches of a run."""
    plant, batches = mill
    return browser(plant, "production_manager"), plant, batches


def browser(plant, role):
    roles = frozenset({role})
    user = user_create(username=role, full_name=role, roles=roles, actor=plant.actor)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked(client, path, **given):
    form = {b.name: b.value() or "" for b in client.get(path).context["form"].visible_fields()}
    return client.post(path, {**form, **given})


def test_the_label_of_a_batch_is_counted_and_opened_to_be_printed(floor):
    client, _, batches = floor
    path = f"/batches/{batches[0].id}/label"
    answer = asked(client, path, way="pages", size="1x3")
    assert answer.status_code == 302
    file = client.get(answer.url)
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"].startswith("inline;")
    assert codes(file.content) == [f"RW-{batches[0].code}"]
    asked(client, path, way="zpl")
    page = client.get(path).content.decode()
    assert "First label" in page
    assert "Reprint 1" in page


def test_reading_a_page_or_a_file_again_counts_nothing(floor):
    client, _, batches = floor
    path = f"/batches/{batches[0].id}/label"
    url = asked(client, path, way="sheets").url
    for _each in range(3):
        client.get(path)
        client.get(url)
    assert LabelPrint.objects.count() == 1


def test_all_labels_of_a_run_go_to_a_printer(floor):
    client, plant, batches = floor
    with device() as zebra:
        printer = printer_create(name="Zebra", host="127.0.0.1", port=zebra.port, actor=plant.actor)
        path = f"/runs/{batches[0].run_id}/labels?size=1x4&kind=traveller"
        assert asked(client, path, way="printer", printer_id=printer.id).status_code == 302
        printer_serve(printer_id=printer.id, patience=HASTY)
    assert zebra.taken[0].count(b"^XA") == 3
    job = PrintJob.objects.get()
    assert (job.size, job.kind) == ("1x4", "traveller")
    page = client.get(f"/print-jobs/{job.id}").content.decode()
    assert all(batch.code in page for batch in batches)
    assert "Printed" in client.get("/print-jobs").content.decode()


def test_without_a_printer_the_form_says_so(floor):
    client, _, batches = floor
    answer = asked(client, f"/batches/{batches[0].id}/label", way="printer")
    assert "Choose a printer" in answer.content.decode()
    assert answer.status_code == 422


def test_a_printer_is_made_changed_tested_and_archived(floor):
    client, _, _ = floor
    place = station("Packing")
    given = {"name": "Zebra", "host": "10.0.0.17", "station_ids": [place.id]}
    assert asked(client, "/settings/printers/new", **given).status_code == 302
    printer = Printer.objects.get()
    home = f"/settings/printers/{printer.id}"
    assert asked(client, f"{home}/edit", host="10.0.0.18", station_ids=[]).status_code == 302
    printer.refresh_from_db()
    assert (printer.host, printer.port, printer.stations.count()) == ("10.0.0.18", 9100, 0)
    assert client.post(f"{home}/test-labels").status_code == 302
    assert client.post(f"{home}/archival").status_code == 302
    assert client.post(f"{home}/restoration").status_code == 302
    printer.refresh_from_db()
    assert printer.archived_at is None


def test_a_failed_job_is_printed_again_or_cancelled(floor):
    client, plant, batches = floor
    printer = printer_create(name="Zebra", host="127.0.0.1", actor=plant.actor)
    asked(client, f"/batches/{batches[0].id}/label", way="printer", printer_id=printer.id)
    job = PrintJob.objects.get()
    assert "Everything is printed." not in client.get("/settings/printers").content.decode()
    client.post(f"/print-jobs/{job.id}/cancellation")
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert "Print again" in client.get(f"/print-jobs/{job.id}").content.decode()
    client.post(f"/print-jobs/{job.id}/retry")
    job.refresh_from_db()
    assert job.state == "queued"


def test_the_usual_labels_are_set(floor):
    client, _, batches = floor
    asked(client, "/settings/printers", kind="traveller", size="1x1")
    assert LabelDefaults.objects.values_list("kind", "size").get() == ("traveller", "1x1")
    form = client.get(f"/batches/{batches[0].id}/label").context["form"]
    assert (form["kind"].value(), form["size"].value()) == ("traveller", "1x1")


def test_who_only_looks_prints_nothing(floor):
    _, plant, batches = floor
    viewer = browser(plant, "viewer")
    for path in (f"/batches/{batches[0].id}/label", "/settings/printers", "/print-jobs"):
        assert viewer.get(path).status_code == 403
    assert viewer.post(f"/batches/{batches[0].id}/label", {"way": "pages"}).status_code == 403
    operator = browser(plant, "operator")
    assert operator.get(f"/batches/{batches[0].id}/label").status_code == 200
    new = {"name": "Zebra", "host": "zebra", "port": 9100, "dpi": 203}
    assert operator.post("/settings/printers/new", new).status_code == 403
    assert client_missing(operator) == 404


def client_missing(client):
    return client.get("/batches/404404/label").status_code
