"""Imports of shop-floor logs: upload, check, carry out, cancel, undo."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext
from ninja import File, UploadedFile
from pydantic import Field

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import Done, Given, Many, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Flag, Key, Line, PathKey
from runwright.api.verbs import Lively
from runwright.imports.lists import IMPORTS
from runwright.imports.selectors import (
    finding_of,
    import_finding_counts,
    import_findings,
    import_get,
    import_verbs,
    mapping_proposed,
    mappings_all,
)
from runwright.imports.services import (
    import_cancel,
    import_check,
    import_start,
    import_undo,
    import_upload,
    mapping_forget,
    mapping_of,
    mapping_save,
)
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor

door = Door("Imports", __name__)

SHOWN_FINDINGS = 200
add_list(door, "/imports", IMPORTS)

Word = Annotated[str, Line(400)]
ImportState = Literal[
    "uploaded", "checking", "checked", "running", "done", "failed", "cancelled", "undoing", "undone"
]


class FileColumn(Shown):
    """A column of the file, with the first values that stand in it."""

    name: str
    examples: str


class ImportFigure(Shown):
    """A figure of the file, as the check says."""

    name: str
    amount: Exact


class FindingCount(Shown):
    """How often something odd occurs in the file."""

    code: str
    count: int


class ImportFinding(Shown):
    """Something odd in one row, in words."""

    code: str
    row: int
    column: str
    severity: str
    sentence: str


class ImportMapping(Shown):
    """Which column says what; the one the import was checked with, or a proposal."""

    columns: dict[str, str]
    report_types: dict[str, str]
    keep_duplicates: bool
    output_operation: str
    clock: str
    day_first: bool


class Import(Lively):
    """One uploaded file on its way in, or out again."""

    home = "/imports/{import_id}"
    id: Key
    number: str
    state: ImportState
    file_name: str
    file_size: int
    job_id: UUID | None
    rows: int
    bookings: int
    errors: int
    warnings: int
    problem: str
    uploaded_by_label: str
    uploaded_at: datetime
    columns: Annotated[list[FileColumn], Many]
    figures: Annotated[list[ImportFigure], Many]
    mapping: Annotated[ImportMapping | None, Field(validation_alias="mapping_told")] = None
    findings: Annotated[list[FindingCount], Field(validation_alias="findings_counted")] = []

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return import_verbs(run=record, actor=actor)


class Findings(Shown):
    """The first findings of an import, by row."""

    items: list[ImportFinding]


class NewCheck(Given):
    """Which column says what; empty means the proposed mapping."""

    columns: dict[Word, Word] = {}
    report_types: dict[Word, Word] | None = None
    keep_duplicates: Flag = False
    output_operation: Annotated[str, Line(120, shortest=1)] = "Packing"
    clock: Annotated[str, Line(40)] = "standard"
    day_first: Flag = True


def told(import_id: int, actor: Actor) -> Import:
    """The import with its mapping and how often what was found."""
    run = import_get(import_id=import_id, actor=actor)
    shown = Import.model_validate(run)
    shown.mapping = ImportMapping.model_validate(mapping_proposed(run=run, actor=actor))
    counts = import_finding_counts(import_id=import_id, actor=actor)
    shown.findings = [FindingCount.model_validate(count) for count in counts]
    return shown.alive(run, actor)


@door.create("/imports", permission="imports.run", answer=Import)
def upload(request: Call, file: File[UploadedFile]) -> object:
    """Upload a log: a CSV file in UTF-8, or an Excel workbook."""
    run = import_upload(name=file.name or "log", content=file.chunks(), actor=request.auth)
    return told(run.id, request.auth)


@door.read("/imports/{import_id}", permission="imports.view", answer=Import)
def import_(request: Call, import_id: PathKey) -> object:
    """One import, as far as it is."""
    return told(import_id, request.auth)


@door.read("/imports/{import_id}/findings", permission="imports.view", answer=Findings)
def findings(request: Call, import_id: PathKey) -> object:
    """The first findings, by row, each in a sentence."""
    import_get(import_id=import_id, actor=request.auth)
    found = import_findings(import_id=import_id, actor=request.auth)[:SHOWN_FINDINGS]
    return Findings(
        items=[
            ImportFinding(
                code=record.code,
                row=record.row,
                column=record.column,
                severity=record.severity,
                sentence=finding_of(record).sentence(gettext),
            )
            for record in found
        ]
    )


@door.act("/imports/{import_id}/check", permission="imports.run", answer=Import, verb="check")
def check(request: Call, import_id: PathKey, given: NewCheck) -> object:
    """Look through the whole file without writing anything from it."""
    run = import_get(import_id=import_id, actor=request.auth)
    mapping = (
        mapping_of(**given.model_dump())
        if given.columns
        else mapping_proposed(run=run, actor=request.auth)
    )
    import_check(import_id=import_id, mapping=mapping, actor=request.auth)
    return told(import_id, request.auth)


@door.act("/imports/{import_id}/start", permission="imports.run", answer=Import, verb="start")
def start(request: Call, import_id: PathKey) -> object:
    """Import everything that was checked, all or nothing, in the background."""
    import_start(import_id=import_id, actor=request.auth)
    return told(import_id, request.auth)


@door.act(
    "/imports/{import_id}/cancellation", permission="imports.run", answer=Import, verb="cancel"
)
def cancel(request: Call, import_id: PathKey) -> object:
    """Give up an import that is not finished."""
    import_cancel(import_id=import_id, actor=request.auth)
    return told(import_id, request.auth)


@door.act("/imports/{import_id}/undoing", permission="imports.run", answer=Import, verb="undo")
def undo(request: Call, import_id: PathKey, given: Reasoned) -> object:
    """Take a whole import back by opposite facts; a large one in the background."""
    import_undo(import_id=import_id, reason=given.reason, actor=request.auth)
    return told(import_id, request.auth)


class NewMapping(NewCheck):
    """Which column says what, under a name; a mapping of that name is replaced."""

    name: Annotated[str, Line(80, shortest=1)]


class KeptMapping(Shown):
    """A mapping that is remembered."""

    id: Key
    name: str


class KeptMappings(Shown):
    """Every mapping that is remembered, by name."""

    items: list[KeptMapping]


@door.read("/import-mappings", permission="imports.view", answer=KeptMappings)
def mappings(request: Call) -> object:
    """Every mapping that is remembered."""
    return {"items": list(mappings_all(actor=request.auth))}


@door.create("/import-mappings", permission="imports.run", answer=KeptMapping)
def save_mapping(request: Call, given: NewMapping) -> object:
    """Remember which column says what, for the next log of the kind."""
    said = given.model_dump(exclude={"name"})
    return mapping_save(name=given.name, mapping=mapping_of(**said), actor=request.auth)


@door.act("/import-mappings/{mapping_id}/removal", permission="imports.run", answer=Done)
def forget_mapping(request: Call, mapping_id: PathKey) -> object:
    """Forget a mapping."""
    mapping_forget(mapping_id=mapping_id, actor=request.auth)
    return Done()
