"""Spreadsheets of masters over the API: rows out, a dry run in, all of it or nothing."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.calls import PREFIX, problem_of


def upload(caller, kind: str, content: str):
    """Upload a file of a kind."""
    return caller.client.post(
        f"{PREFIX}/sheets/{kind}/imports",
        {"file": SimpleUploadedFile("rows.csv", content.encode())},
        headers={**caller.headers, "idempotency-key": str(uuid4())},
    )


def test_a_spreadsheet_is_checked_imported_and_taken_back(admin):
    made = upload(admin, "departments", "code,name\nA,Assembly\n").json()
    assert (made["state"], made["new"], made["lines"][0]["fate"]) == ("checked", 1, "new")
    done = admin.made(f"/sheet-imports/{made['id']}/start")
    assert done["state"] == "done"
    assert admin.got("/sheets/departments/rows")["rows"][1][:2] == ["A", "Assembly"]
    problem_of(admin.post(f"/sheet-imports/{made['id']}/start"), 409)
    assert admin.made(f"/sheet-imports/{made['id']}/undoing")["state"] == "undone"
    assert [one["number"] for one in admin.got("/sheet-imports")["items"]] == [made["number"]]


def test_every_kind_names_its_columns(admin):
    kinds = {one["key"]: one["columns"] for one in admin.got("/sheets")["items"]}
    assert len(kinds) == 19
    assert kinds["boms"][0] == {"key": "code", "label": "Code", "required": True}


def test_who_may_not_import_does_not(viewer, admin):
    problem_of(upload(viewer, "departments", "code,name\nA,B\n"), 403)
    problem_of(upload(admin, "songs", "code,name\nA,B\n"), 404, "sheet_not_found")
    problem_of(upload(admin, "departments", "name\nB\n"), 422)
