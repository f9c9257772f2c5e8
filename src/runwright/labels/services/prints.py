"""Asking for labels of batches: counted, and written for the printers to be sent afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from runwright.journal.models import Entry
from runwright.journal.rows import answer, rows_insert
from runwright.journal.services import Edit, Subject, entry_record
from runwright.kernel.ids import uuid7
from runwright.labels.errors import (
    BatchesNotFound,
    BatchVoid,
    NoPrinter,
    NothingToPrint,
    PrinterNotFound,
    TooManyCopies,
)
from runwright.labels.models import LabelDefaults, Printer, PrintJob, PrintWay
from runwright.labels.rules import label_check
from runwright.labels.services.sending import printer_wake
from runwright.labels.states import it_is_in_use
from runwright.people.actor import Actor
from runwright.production.limits import require_batches, require_run
from runwright.production.selectors.labelled import run_batch_ids

A_JOB = 50
"""Labels that go to a printer at one go: what breaks off in the middle is sent again whole."""
MOST_COPIES = 100


@dataclass(frozen=True)
class Wish:
    """What is to be printed, as far as it was said."""

    way: str
    kind: str
    size: str
    printer_id: int | None = None
    copies: int = 1


@dataclass(frozen=True)
class Labelled:
    """A batch to print a label of, with every choice made that was left open."""

    id: int
    code: str
    state: str
    run_id: int
    run: str
    kind: str
    size: str
    printer_id: int | None


@transaction.atomic
def batch_labels_print(
    *,
    batch_ids: Sequence[int],
    actor: Actor,
    printer_id: int | None = None,
    kind: str = "",
    size: str = "",
    copies: int = 1,
) -> list[PrintJob]:
    """Queue labels of batches for a printer; they are sent after the transaction.

    What is not said is taken from the station of the first batch's last scan, else from the
    defaults. The printer may be away: nobody waits for it. Raises ``NothingToPrint``,
    ``BatchesNotFound``, ``BatchVoid``, ``UnknownLabel``, ``NoPrinter``, ``PrinterNotFound``,
    ``PrinterArchived``, ``TooManyCopies``.
    """
    actor.require("labels.print")
    if not 1 <= copies <= MOST_COPIES:
        raise TooManyCopies(most=MOST_COPIES)
    wish = Wish(PrintWay.PRINTER, kind, size, printer_id, copies)
    batches = _locked(batch_ids, wish, actor)
    printer = _printer(batches[0].printer_id)
    return _queued(batches, wish, printer, actor)


def run_labels_print(
    *,
    run_id: int,
    actor: Actor,
    printer_id: int | None = None,
    kind: str = "",
    size: str = "",
    copies: int = 1,
) -> list[PrintJob]:
    """Queue the labels of all batches of a run, like ``batch_labels_print``."""
    require_run(actor, run_id)
    return batch_labels_print(
        batch_ids=run_batch_ids(run_id=run_id, actor=actor), actor=actor, printer_id=printer_id,
        kind=kind, size=size, copies=copies,
    )  # fmt: skip


@transaction.atomic
def batch_labels_record(
    *, batch_ids: Sequence[int], way: str, actor: Actor, kind: str = "", size: str = ""
) -> UUID:
    """Count labels of batches that somebody prints from a file: the file of the ``way`` is read
    with the answered id. Raises like ``batch_labels_print``."""
    actor.require("labels.print")
    wish = Wish(way, kind, size)
    return _counted(_locked(batch_ids, wish, actor), wish, [], actor).id


def run_labels_record(
    *, run_id: int, way: str, actor: Actor, kind: str = "", size: str = ""
) -> UUID:
    """Count the labels of all batches of a run, like ``batch_labels_record``."""
    require_run(actor, run_id)
    ids = run_batch_ids(run_id=run_id, actor=actor)
    return batch_labels_record(batch_ids=ids, way=way, actor=actor, kind=kind, size=size)


@transaction.atomic
def printer_test(*, printer_id: int, actor: Actor) -> PrintJob:
    """Queue a test label. Raises ``PrinterNotFound`` and ``PrinterArchived``."""
    actor.require("labels.print")
    printer = _printer(printer_id)
    defaults = LabelDefaults.objects.filter(id=1).first() or LabelDefaults()
    job = PrintJob(printer=printer, label=printer.name, kind=defaults.kind, size=defaults.size)
    job.asked_by = actor.label
    job.save(force_insert=True)
    printer_wake(printer.id)
    return job


LOCK = """
SELECT b.id, b.code, b.state, b.run_id, r.number,
       coalesce(nullif(%(kind)s, ''), s.label_kind, d.kind, 'tag'),
       coalesce(nullif(%(size)s, ''), s.label_size, d.size, '2x4'),
       coalesce(%(printer)s::bigint, p.printer_id, d.printer_id)
FROM production_batch b
JOIN production_run r ON r.id = b.run_id
LEFT JOIN resources_station s ON s.id = b.station_id
LEFT JOIN labels_stationprinter p ON p.station_id = b.station_id
LEFT JOIN labels_labeldefaults d ON d.id = 1
WHERE b.id = ANY(%(ids)s)
ORDER BY b.id
FOR NO KEY UPDATE OF b
"""
"""Whoever counts a label of a batch waits for whoever counts another one."""


def _locked(batch_ids: Sequence[int], wish: Wish, actor: Actor) -> list[Labelled]:
    wanted = sorted(set(batch_ids))
    if not wanted:
        raise NothingToPrint()
    told = {"ids": wanted, "kind": wish.kind, "size": wish.size, "printer": wish.printer_id}
    batches = [Labelled(*row) for row in answer(LOCK, told)]
    if missing := set(wanted) - {batch.id for batch in batches}:
        raise BatchesNotFound(keys=sorted(missing))
    require_batches(actor, wanted)
    if void := [batch.code for batch in batches if batch.state == "void"]:
        raise BatchVoid(batches=void)
    label_check(batches[0].kind, batches[0].size)
    return batches


def _printer(printer_id: int | None) -> Printer:
    if printer_id is None:
        raise NoPrinter()
    printer = Printer.objects.filter(id=printer_id).first()
    if printer is None:
        raise PrinterNotFound(key=printer_id)
    it_is_in_use(printer)
    return printer


def _queued(
    batches: Sequence[Labelled], wish: Wish, printer: Printer, actor: Actor
) -> list[PrintJob]:
    first, jobs = batches[0], []
    for start in range(0, len(batches), A_JOB):
        part = batches[start : start + A_JOB]
        label = part[0].code if len(part) == 1 else f"{part[0].code} – {part[-1].code}"
        jobs.append(
            PrintJob(
                printer=printer, label=label, kind=first.kind, size=first.size,
                copies=wish.copies, asked_by=actor.label,
            )
        )  # fmt: skip
    rows_insert(PrintJob, jobs)
    _counted(batches, wish, [job for job in jobs for _label in range(A_JOB)], actor)
    printer_wake(printer.id)
    return jobs


COUNT = """
INSERT INTO labels_labelprint (id, entry_id, batch_id, number, way, kind, size, job_id)
SELECT v.id, %(entry)s, v.batch,
       1 + coalesce((SELECT max(number) FROM labels_labelprint p WHERE p.batch_id = v.batch), 0),
       %(way)s, %(kind)s, %(size)s, v.job
FROM unnest(%(ids)s::uuid[], %(batches)s::bigint[], %(jobs)s::bigint[]) v(id, batch, job)
"""


def _counted(
    batches: Sequence[Labelled], wish: Wish, jobs: Sequence[PrintJob], actor: Actor
) -> Entry:
    """One entry for all, one fact for each."""
    edits = [Edit("labels", "", len(batches)), Edit("way", "", wish.way)]
    subject = _subject(batches)
    entry = entry_record(actor=actor, verb=f"{subject.kind}.label", subject=subject, edits=edits)
    keys: list[int | None] = [job.pk for job in jobs[: len(batches)]]
    values = {
        "entry": entry.id, "way": wish.way, "kind": batches[0].kind, "size": batches[0].size,
        "ids": [uuid7() for _batch in batches],
        "batches": [batch.id for batch in batches],
        "jobs": keys or [None] * len(batches),
    }  # fmt: skip
    answer(COUNT, values)
    return entry


def _subject(batches: Sequence[Labelled]) -> Subject:
    first = batches[0]
    if len(batches) == 1:
        return Subject("batch", str(first.id), first.code)
    return Subject("run", str(first.run_id), first.run)
