"""Spreadsheets in the browser: template, paste, dry run, import, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from runwright.imports.models import SheetImport
from runwright.imports.sheets.catalogue import SHEETS
from runwright.people.actor import system_actor
from runwright.people.services import user_create
from runwright.resources.models import Department
from tests.stories.plant import empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Client:
    """The browser of an administrator."""
    empty_plant()
    roles, actor = frozenset({"administrator"}), system_actor("tests")
    user = user_create(username="ada", full_name="Ada", roles=roles, actor=actor)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_every_kind_has_its_page_template_and_export(office: Client) -> None:
    assert office.get("/imports/sheets").status_code == 200
    for kind in SHEETS:
        assert office.get(f"/imports/sheets/{kind}").status_code == 200
        for what in ("rows", "template"):
            for format in ("csv", "xlsx"):
                answer = office.get(f"/imports/sheets/{kind}/{what}.{format}")
                assert b"".join(answer.streaming_content), (kind, what, format)


def test_pasted_rows_are_checked_imported_and_taken_back(office: Client) -> None:
    pasted = "Code\tName\tLabour rate per hour\nA\tAssembly\t18,5\n"
    answer = office.post("/imports/sheets/departments", {"pasted": pasted})
    page = office.get(answer["Location"]).content.decode()
    assert "Import: 1 new, 0 changed" in page
    run = SheetImport.objects.get()
    office.post(f"/imports/sheet-imports/{run.id}/start")
    assert Department.objects.get().archived_at is None
    assert "Undo the import" in office.get(answer["Location"]).content.decode()
    office.post(f"/imports/sheet-imports/{run.id}/undoing")
    assert Department.objects.get().archived_at


def test_many_pasted_rows_are_read_and_too_many_are_told_and_kept(office: Client) -> None:
    head = "Code\tName\n"
    rows = "".join(f"D{n:05}\tDepartment of many words {n}\n" for n in range(700))
    page = office.get("/imports/sheets/departments").content.decode()
    assert "maxlength" not in page.partition('name="pasted"')[2].partition(">")[0]
    answer = office.post("/imports/sheets/departments", {"pasted": head + rows})
    assert "Import: 700 new" in office.get(answer["Location"]).content.decode()
    much = head + rows * 25
    answer = office.post("/imports/sheets/departments", {"pasted": much})
    assert answer.status_code == 422
    assert "500000" in answer.content.decode()
    assert rows in answer.content.decode()
    assert "Choose a file" not in answer.content.decode()


def test_a_refused_cell_is_shown_with_its_row(office: Client) -> None:
    file = SimpleUploadedFile("d.csv", b"code,name,labour_rate\nA,Assembly,cheap\n")
    answer = office.post("/imports/sheets/departments", {"file": file})
    page = office.get(answer["Location"]).content.decode()
    assert "It is not a number such as 12.5." in page
    assert "1 records are refused" in page


def test_a_form_without_rows_and_a_strange_file_are_refused_in_words(office: Client) -> None:
    answer = office.post("/imports/sheets/departments", {"pasted": " "})
    assert answer.status_code == 422
    file = SimpleUploadedFile("d.pdf", b"%PDF-1.4 a paper")
    answer = office.post("/imports/sheets/departments", {"file": file})
    assert answer.status_code == 422
    assert "a PDF document" in answer.content.decode()
    assert office.get("/imports/sheets/songs").status_code == 404
