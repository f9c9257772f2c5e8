"""Importing a spreadsheet of masters: a dry run, then all of it or nothing, then perhaps back."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils.translation import gettext, override

from runwright.company.services import document_number
from runwright.imports.errors import (
    ChangedSince,
    FileTooLarge,
    RowsRefused,
    SheetImportNotFound,
    UndoNotPossible,
)
from runwright.imports.models import SheetImport, SheetLine
from runwright.imports.reading.tables import table_open
from runwright.imports.services.files import lay_out, tidy_name
from runwright.imports.sheets.catalogue import sheet_of
from runwright.imports.sheets.definition import Sheet, Values
from runwright.imports.sheets.run import Fate, Result, compared, written
from runwright.imports.sheets.table import Content, Wrong, content_of, sheet_file
from runwright.imports.states import SHEET_LIFE
from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record
from runwright.kernel.errors import Reason, Refusal
from runwright.people.actor import Actor
from runwright.reports.exports.files import Format

MOST_BYTES = 8 * 1024 * 1024


@transaction.atomic
def sheet_upload(*, kind: str, name: str, content: Iterable[bytes], actor: Actor) -> SheetImport:
    """Take in a spreadsheet and say what it would do: the dry run writes and takes it all back.

    Raises ``SheetNotFound``, or a ``FileRefused`` for a file that cannot be read at all.
    """
    actor.require("imports.run")
    sheet = sheet_of(kind)
    with TemporaryDirectory(prefix="runwright-sheet-") as folder:
        path = Path(folder) / "file"
        lay_out(path, content)
        if path.stat().st_size > MOST_BYTES:
            raise FileTooLarge(limit=MOST_BYTES, found=path.stat().st_size)
        found = content_of(sheet, table_open(path))
        run = SheetImport(kind=kind, file_name=tidy_name(name), content=path.read_bytes())
    run.number = document_number(kind="import")
    run.ignored = ", ".join(found.unknown)
    run.uploaded_by_label = actor.label
    _conclude(run, _tried(sheet, found, actor), found.wrong)
    entry_record(actor=actor, verb="sheet_import.check", subject=_subject(run))
    return run


def _tried(sheet: Sheet, found: Content, actor: Actor) -> list[Result]:
    """What would become of every record; nothing of it stays."""
    with transaction.atomic():
        results = written(sheet, compared(sheet, found, actor), actor)
        transaction.set_rollback(True)
    return results


def _conclude(run: SheetImport, results: list[Result], wrong: Iterable[Wrong]) -> None:
    """Keep what was found: the counts, and a line for all that is not as it was."""
    lines = [line for result in results for line in _lines(result)]
    lines += [_refused(one.row, "", one.refusal) for one in wrong]
    fates = [result.fate for result in results]
    run.new, run.changed = fates.count(Fate.NEW), fates.count(Fate.CHANGED)
    run.unchanged = fates.count(Fate.UNCHANGED)
    run.refused = len({line.row for line in lines if line.fate == Fate.REFUSED})
    run.save()
    for line in lines:
        line.run = run
    SheetLine.objects.bulk_create(lines)


def _lines(result: Result) -> Iterator[SheetLine]:
    row = result.group.numbers[0]
    for refusal in result.refusals:
        yield _refused(row, result.name, refusal)
    if result.fate == Fate.NEW:
        yield SheetLine(row=row, fate=Fate.NEW, name=result.name)
    for one in result.differences if result.fate == Fate.CHANGED else ():
        yield SheetLine(
            row=one.row, fate=Fate.CHANGED, name=result.name, column=one.column, old=one.old,
            new=one.new,
        )  # fmt: skip


def _refused(row: int, name: str, refusal: Refusal) -> SheetLine:
    problem = " ".join(reason.sentence(gettext) for reason in refusal.reasons)
    column = refusal.reasons[0].field[:40]
    return SheetLine(row=row, fate=Fate.REFUSED, name=name, column=column, problem=problem)


@transaction.atomic
def sheet_start(*, import_id: int, actor: Actor) -> SheetImport:
    """Write everything that was checked, or nothing.

    Raises ``WrongState``, ``GuardFailed`` with what stands against it, and ``RowsRefused`` when
    what was good at the check is not any more.
    """
    run = _entered(import_id, "start", actor)
    sheet, found = _opened(run)
    results = compared(sheet, found, actor)
    old = [row for result in results if result.fate == Fate.CHANGED for row in result.group.old]
    done = written(sheet, results, actor)
    refused = [result for result in done if result.fate == Fate.REFUSED]
    if refused or found.wrong:
        raise RowsRefused(reasons=_all_reasons(refused))
    run.before = _before(sheet, old) if old else b""
    run.save()
    return run


def _all_reasons(refused: list[Result]) -> tuple[Reason, ...]:
    return tuple(r for result in refused for refusal in result.refusals for r in refusal.reasons)


def _before(sheet: Sheet, old: list[Values]) -> bytes:
    """What the records said, as a file of the same kind in English."""
    with override("en"):
        return b"".join(sheet_file(sheet, old, Format.CSV).chunks)


@transaction.atomic
def sheet_undo(*, import_id: int, actor: Actor) -> SheetImport:
    """Archive what the import made, and let what it changed say what it said before.

    Raises ``WrongState``, ``ChangedSince`` when somebody went on from what was imported, and
    ``UndoNotPossible``.
    """
    run = _entered(import_id, "undo", actor)
    sheet, found = _opened(run)
    results = compared(sheet, found, actor)
    strange = [result.name for result in results if result.fate != Fate.UNCHANGED]
    if strange:
        raise ChangedSince(names=strange[:10])
    made = set(run.lines.filter(fate=Fate.NEW).values_list("row", flat=True))
    _withdraw(sheet, [one for one in results if one.group.numbers[0] in made], actor)
    if run.before:
        before = _content(sheet, bytes(run.before))
        refused = [r for r in written(sheet, compared(sheet, before, actor), actor) if r.refusals]
        if refused:
            raise UndoNotPossible(names=[result.name for result in refused][:10])
    return run


def _withdraw(sheet: Sheet, results: list[Result], actor: Actor) -> None:
    if results and sheet.withdraw is None:
        raise UndoNotPossible(names=[result.name for result in results][:10])
    for result in reversed(results):
        if sheet.withdraw:
            sheet.withdraw(result.group, actor)


def _entered(import_id: int, verb: str, actor: Actor) -> SheetImport:
    """The import, locked and in its next state, with its entry in the journal."""
    run = SheetImport.objects.select_for_update().filter(id=import_id).first()
    if run is None:
        raise SheetImportNotFound(key=import_id)
    step = SHEET_LIFE.step(run, state=run.state, verb=verb, label=run.number)
    actor.require(step.permission)
    run.state, run.state_since = step.target, now()
    run.save(update_fields=["state", "state_since"])
    entry_record(actor=actor, verb=f"sheet_import.{verb}", subject=_subject(run))
    return run


def _opened(run: SheetImport) -> tuple[Sheet, Content]:
    sheet = sheet_of(run.kind)
    return sheet, _content(sheet, bytes(run.content))


def _content(sheet: Sheet, content: bytes) -> Content:
    with TemporaryDirectory(prefix="runwright-sheet-") as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        return content_of(sheet, table_open(path))


def _subject(run: SheetImport) -> Subject:
    return Subject("sheet_import", str(run.id), f"{run.number} {run.file_name}")
