"""A log goes in over the API, and its figures are the same on every surface."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from runwright.imports.services import import_run
from runwright.people.actor import system_actor
from runwright.reports.dashboard.figures import dashboard
from tests.api.calls import PREFIX, Caller, problem_of
from tests.imports.lookalike import Lookalike, lookalike

WORKER = system_actor("worker")


@pytest.fixture(scope="module")
def log() -> Lookalike:
    return lookalike(cases=6)


@pytest.fixture
def content(log: Lookalike, tmp_path) -> bytes:
    return log.write(tmp_path / "log.csv").read_bytes()


def upload(caller: Caller, content: bytes, name: str = "log.csv", key: object = None):
    return caller.client.post(
        f"{PREFIX}/imports",
        {"file": SimpleUploadedFile(name, content)},
        headers={**caller.headers, "idempotency-key": str(key or uuid4())},
    )


@pytest.fixture
def imported(admin, content) -> str:
    """The path of an import that was carried out."""
    path = f"/imports/{upload(admin, content).json()['id']}"
    assert admin.made(f"{path}/check")["state"] == "checked"
    started = admin.made(f"{path}/start")
    import_run(import_id=started["id"], actor=WORKER)
    return path


def test_a_log_is_uploaded_checked_and_carried_out(admin, imported, log):
    done = admin.got(imported)
    reference = log.reference(keep_duplicates=False)
    assert (done["state"], done["bookings"]) == ("done", reference.events)
    assert done["mapping"]["columns"]["order"]
    assert {found["code"] for found in done["findings"]} >= {"duplicate_skipped"}
    sentences = admin.got(f"{imported}/findings")["items"]
    assert all(f"{found['row']}" in found["sentence"] for found in sentences)


def test_the_dashboard_says_the_same_as_the_page_and_the_log(admin, imported, log):
    shown = admin.got("/dashboard")
    figures = {one["key"]: one["value"] for one in shown["figures"]}
    page = {one.key: one.value for one in dashboard(given={}, actor=WORKER).figures}
    assert {key: Decimal(value) for key, value in figures.items() if value} == {
        key: Decimal(value) for key, value in page.items() if value is not None
    }
    reference = log.reference(keep_duplicates=False)
    assert figures["bookings"] == str(reference.events)
    assert Decimal(figures["booked"]) == reference.booked
    assert shown["total"]["booked"] == figures["booked"]


def test_an_import_is_undone_as_a_whole(admin, imported):
    assert admin.made(f"{imported}/undoing", {"reason": "wrong file"})["state"] == "undone"
    figures = {one["key"]: one["value"] for one in admin.got("/dashboard")["figures"]}
    assert (figures["orders"], figures["bookings"]) == ("0", "0")


def test_an_upload_sent_twice_is_one_import(admin, content):
    key = uuid4()
    first, again = (upload(admin, content, key=key) for _ in range(2))
    assert (again.status_code, again.json()) == (201, first.json())
    assert len(admin.got("/imports")["items"]) == 1
    problem_of(upload(admin, content + b"\n", key=key), 409, "id_already_used")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.7\n", "file_kind_unknown"),
        ("Auftrag;Menge\n1;2\n".encode("utf-16"), "encoding_refused"),
        (b"a,b\n1,\0\n", "control_character"),
    ],
)
def test_a_wrong_file_is_refused_in_words(admin, content, code):
    problem = problem_of(upload(admin, content), 422, code)
    assert problem["reasons"][0]["field"] == "file"
    assert admin.got("/imports")["items"] == []


def test_columns_that_are_not_there_are_named(admin, content):
    path = f"/imports/{upload(admin, content).json()['id']}"
    response = admin.post(f"{path}/check", {"columns": {"order": "Colour"}})
    problem_of(response, 422, "column_unknown")
    problem_of(admin.post(f"{path}/check", {"columns": {"colour": "Case ID"}}), 422)
    problem_of(admin.post(f"{path}/start"), 409, "wrong_state")
    assert admin.made(f"{path}/cancellation")["state"] == "cancelled"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"period": "ever"}, "period"),
        ({"period": "free", "from": "2026-02-30", "to": "2026-03-01"}, "from"),
        ({"period": "free", "from": "2026-03-02", "to": "2026-03-01"}, "period"),
        ({"from": "2026-03-02"}, "from"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_period_that_makes_no_sense_is_named(viewer, query, field):
    assert problem_of(viewer.get("/dashboard", **query), 422)["reasons"][0]["field"] == field
