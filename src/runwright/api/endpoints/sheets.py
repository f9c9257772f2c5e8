"""Spreadsheets of masters: what they hold, and importing them with a dry run."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _
from ninja import File, UploadedFile

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import Many, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Key, Line, PathKey
from runwright.api.verbs import Lively
from runwright.imports.selectors import (
    sheet_import_get,
    sheet_import_verbs,
    sheet_imports_all,
    sheet_rows,
    sheets_all,
)
from runwright.imports.services import sheet_start, sheet_undo, sheet_upload
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.reports.lists.columns import Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Exactly, Search

door = Door("Spreadsheets", __name__)

SHEET_IMPORTS = ListDefinition(
    name="sheet_imports",
    title=_("Spreadsheet imports"),
    permission="imports.view",
    base=lambda actor: sheet_imports_all(actor=actor),
    columns=(
        Column("number", _("Number"), Kind.CODE),
        Column("kind", _("Kind"), Kind.CODE),
        Column("state", _("State"), Kind.CODE),
        Column("file_name", _("File")),
        Column("new", _("New"), Kind.COUNT),
        Column("changed", _("Changed"), Kind.COUNT),
        Column("unchanged", _("Unchanged"), Kind.COUNT),
        Column("refused", _("Refused"), Kind.COUNT),
        Column("uploaded", _("At"), Kind.INSTANT, path="uploaded_at"),
    ),
    filters=(
        Search("q", _("Search"), paths=("number", "file_name")),
        Exactly("kind", _("Kind"), path="kind"),
    ),
    sort=("-uploaded",),
)
add_list(door, "/sheet-imports", SHEET_IMPORTS)

SheetKind = Annotated[str, Line(40, shortest=1)]


class SheetColumn(Shown):
    """A column of a spreadsheet; a required one must be there and filled in."""

    key: str
    label: str
    required: bool


class SheetOf(Shown):
    """A kind of spreadsheet."""

    key: str
    title: str
    columns: list[SheetColumn]


class Sheets(Shown):
    """Every kind of spreadsheet, in the order in which a company is filled."""

    items: list[SheetOf]


class SheetRows(Shown):
    """All rows of a kind as its spreadsheet has them, the names of the columns first."""

    kind: str
    rows: list[list[str]]


class SheetLine(Shown):
    """What the dry run says: a record that is new, a field that changes, or a refusal."""

    row: int
    fate: Literal["new", "changed", "refused"]
    name: str
    column: str
    old: str
    new: str
    problem: str


class SheetImport(Lively):
    """A spreadsheet that was checked, imported or taken back; counts are of records."""

    home = "/sheet-imports/{import_id}"
    id: Key
    number: str
    kind: str
    state: Literal["checked", "done", "undone"]
    file_name: str
    ignored: str
    new: int
    changed: int
    unchanged: int
    refused: int
    uploaded_at: datetime
    lines: Annotated[list[SheetLine], Many]

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return sheet_import_verbs(run=record, actor=actor)


@door.read("/sheets", permission="imports.view", answer=Sheets)
def sheets(request: Call) -> object:
    """Every kind of spreadsheet with its columns."""
    found = [
        SheetOf(
            key=sheet.key, title=str(sheet.title),
            columns=[
                SheetColumn(key=c.key, label=str(c.label), required=c.required)
                for c in sheet.columns
            ],
        )
        for sheet in sheets_all(actor=request.auth)
    ]  # fmt: skip
    return Sheets(items=found)


@door.read("/sheets/{kind}/rows", permission="imports.view", answer=SheetRows)
def rows(request: Call, kind: SheetKind) -> object:
    """Everything there is of a kind, as it can be imported again."""
    return SheetRows(kind=kind, rows=sheet_rows(kind=kind, actor=request.auth))


@door.create("/sheets/{kind}/imports", permission="imports.run", answer=SheetImport)
def upload(request: Call, kind: SheetKind, file: File[UploadedFile]) -> object:
    """Upload a CSV or XLSX file and see what it would do; nothing is written yet."""
    made = sheet_upload(kind=kind, name=file.name or "", content=file.chunks(), actor=request.auth)
    return sheet_import_get(import_id=made.id, actor=request.auth)


@door.read("/sheet-imports/{import_id}", permission="imports.view", answer=SheetImport)
def sheet_import(request: Call, import_id: PathKey) -> object:
    """What an import would do, or has done."""
    return sheet_import_get(import_id=import_id, actor=request.auth)


@door.act(
    "/sheet-imports/{import_id}/start", permission="imports.run", answer=SheetImport, verb="start"
)
def start(request: Call, import_id: PathKey) -> object:
    """Import all that was checked, or nothing."""
    sheet_start(import_id=import_id, actor=request.auth)
    return sheet_import_get(import_id=import_id, actor=request.auth)


@door.act(
    "/sheet-imports/{import_id}/undoing", permission="imports.run", answer=SheetImport, verb="undo"
)
def undo(request: Call, import_id: PathKey) -> object:
    """Take an import back."""
    sheet_undo(import_id=import_id, actor=request.auth)
    return sheet_import_get(import_id=import_id, actor=request.auth)
