"""Reading imports, their findings and figures, and remembered mappings."""

from django.db.models import Prefetch, QuerySet

from runwright.imports.errors import ImportNotFound, MappingNotFound, SheetImportNotFound
from runwright.imports.log.columns import LogMapping, columns_guess, plain
from runwright.imports.log.findings import SENTENCES, Finding
from runwright.imports.models import (
    ImportFinding,
    ImportFindingCount,
    ImportPlanned,
    ImportRun,
    Mapping,
    SheetImport,
)
from runwright.imports.records import mapping_load
from runwright.imports.sheets.catalogue import SHEETS, sheet_of
from runwright.imports.sheets.definition import Sheet
from runwright.imports.sheets.table import sheet_file
from runwright.imports.states import AUTOMATIC_VERBS, LIFE, SHEET_LIFE
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.reports.exports.files import ExportFile
from runwright.reports.selectors import format_of


def imports_all(*, actor: Actor) -> QuerySet[ImportRun]:
    """Every import, newest first, with the job that works on it."""
    actor.require("imports.view")
    return ImportRun.objects.select_related("job").order_by("-uploaded_at", "-id")


def import_get(*, import_id: int, actor: Actor) -> ImportRun:
    """One import with its columns, mapping and figures. Raises ``ImportNotFound``."""
    runs = (
        imports_all(actor=actor)
        .select_related("mapping")
        .prefetch_related("columns", "figures", "mapping__columns", "mapping__report_types")
    )
    run = runs.filter(id=import_id).first()
    if run is None:
        raise ImportNotFound(key=import_id)
    return run


def import_findings(*, import_id: int, actor: Actor, code: str = "") -> QuerySet[ImportFinding]:
    """The findings of an import by row, of one code if given."""
    actor.require("imports.view")
    findings = ImportFinding.objects.filter(run_id=import_id).order_by("row", "id")
    return findings.filter(code=code) if code else findings


def import_finding_counts(*, import_id: int, actor: Actor) -> list[ImportFindingCount]:
    """How often each code occurs, errors first, then as in the table of codes."""
    actor.require("imports.view")
    places = {code: place for place, code in enumerate(SENTENCES)}
    counts = ImportFindingCount.objects.filter(run_id=import_id)
    return sorted(counts, key=lambda c: places.get(c.code, len(places)))


def finding_of(record: ImportFinding) -> Finding:
    """A kept finding as the pure one, which knows its sentence and severity."""
    return Finding(record.code, record.row, record.column, record.found, record.other)


def import_planned(*, import_id: int, actor: Actor, kind: str = "") -> QuerySet[ImportPlanned]:
    """The records an import needs, those to be made first; of one kind if given."""
    actor.require("imports.view")
    planned = ImportPlanned.objects.filter(run_id=import_id).order_by("kind", "-is_new", "row")
    return planned.filter(kind=kind) if kind else planned


def mappings_all(*, actor: Actor) -> QuerySet[Mapping]:
    """The remembered mappings, by name."""
    actor.require("imports.view")
    rows = Prefetch("columns"), Prefetch("report_types")
    return Mapping.objects.exclude(name="").prefetch_related(*rows).order_by("name")


def mapping_get(*, mapping_id: int, actor: Actor) -> LogMapping:
    """What a remembered mapping says. Raises ``MappingNotFound``."""
    record = mappings_all(actor=actor).filter(id=mapping_id).first()
    if record is None:
        raise MappingNotFound(key=mapping_id)
    return mapping_load(record)


def mapping_named(*, name: str, actor: Actor) -> LogMapping:
    """The remembered mapping of that name. Raises ``MappingNotFound``."""
    record = mappings_all(actor=actor).filter(name=name).first()
    if record is None:
        raise MappingNotFound(key=name)
    return mapping_load(record)


def mapping_proposed(*, run: ImportRun, actor: Actor) -> LogMapping:
    """The mapping to begin with: the one the import was checked with, else the newest
    remembered one whose columns the file has all, else columns whose names are understood."""
    if run.mapping:
        return mapping_load(run.mapping)
    header = [column.name for column in run.columns.all()]
    there = {plain(name) for name in header}
    for record in mappings_all(actor=actor).order_by("-saved_at"):
        if there >= {plain(row.column) for row in record.columns.all()}:
            return mapping_load(record)
    return LogMapping(columns=columns_guess(header))


def import_verbs(*, run: ImportRun, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on an import now."""
    return LIFE.verbs(run, state=run.state, permissions=actor.permissions, without=AUTOMATIC_VERBS)


def sheet_import_verbs(*, run: SheetImport, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on the import of a spreadsheet now."""
    return SHEET_LIFE.verbs(run, state=run.state, permissions=actor.permissions)


def sheets_all(*, actor: Actor) -> list[Sheet]:
    """Every kind of spreadsheet, in the order in which a company is filled."""
    actor.require("imports.view")
    return list(SHEETS.values())


def sheet_export(*, kind: str, format: str, actor: Actor) -> ExportFile:
    """Everything there is of a kind, as a spreadsheet that can be imported again."""
    actor.require("imports.view")
    sheet = sheet_of(kind)
    return sheet_file(sheet, sheet.read(actor), format_of(format))


def sheet_rows(*, kind: str, actor: Actor) -> list[list[str]]:
    """The same as texts, the names of the columns first."""
    actor.require("imports.view")
    sheet = sheet_of(kind)
    lines = [[c.told(row.get(c.key)) for c in sheet.columns] for row in sheet.read(actor)]
    return [[str(column.label) for column in sheet.columns], *lines]


def sheet_template(*, kind: str, format: str, actor: Actor) -> ExportFile:
    """The empty spreadsheet of a kind: the names of its columns."""
    actor.require("imports.view")
    return sheet_file(sheet_of(kind), [], format_of(format))


def sheet_imports_all(*, actor: Actor) -> QuerySet[SheetImport]:
    """Every import of a spreadsheet, newest first, without its content."""
    actor.require("imports.view")
    return SheetImport.objects.defer("content", "before").order_by("-uploaded_at", "-id")


def sheet_import_get(*, import_id: int, actor: Actor) -> SheetImport:
    """One import of a spreadsheet with its lines. Raises ``SheetImportNotFound``."""
    run = sheet_imports_all(actor=actor).prefetch_related("lines").filter(id=import_id).first()
    if run is None:
        raise SheetImportNotFound(key=import_id)
    return run
