"""The import itself: everything in one transaction, or nothing."""

import pickle
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from django.db import connection, transaction

from runwright.company.selectors import plant_zone
from runwright.imports.log.columns import LogMapping
from runwright.imports.log.rows import LogRow, ignore, log_rows
from runwright.imports.log.survey import Survey
from runwright.imports.models import ImportedRow, ImportRun
from runwright.imports.reading.tables import table_open
from runwright.imports.records import mapping_load
from runwright.imports.services.files import import_subject, uploaded_file
from runwright.imports.services.known import new_rows
from runwright.imports.services.life import RUN, ending, import_locked, import_step, importer
from runwright.imports.services.masters import masters_ensure
from runwright.imports.services.orders import past_booking, past_order, refuse_obstacles
from runwright.journal.bulk import rows_copy, statistics_refresh
from runwright.journal.models import Entry
from runwright.journal.services import entry_record
from runwright.people.actor import Actor
from runwright.production.services.history import (
    Touched,
    history_bookings_post,
    history_orders_create,
    history_refresh,
)
from runwright.tasks.progress import Progress, silent
from runwright.tasks.services import enqueue

IMPORT_LOCK = 7_041_002
"""Advisory lock held by whoever writes an import: two could make the same masters."""


@transaction.atomic
def import_start(*, import_id: int, actor: Actor) -> ImportRun:
    """Have a checked import carried out by a worker.

    Raises ``WrongState``, and ``GuardFailed`` when the check found errors or no bookings.
    """
    run = import_locked(import_id=import_id)
    run.problem = ""
    import_step(run=run, verb="start", actor=actor)
    label = f"{run.number} {run.file_name}"
    run.job = enqueue(task="imports.run", label=label, actor=actor, arguments={"import_id": run.id})
    run.save(update_fields=["job"])
    return run


def import_run(*, import_id: int, actor: Actor, progress: Progress = silent) -> None:
    """Carry out a started import, all or nothing; a second call finds nothing to do.

    ``progress`` counts rows of the file, which is gone through twice, and may stop the import by
    raising ``Cancelled``; whatever stops it, nothing of it stays.
    """
    with ending(import_id=import_id, endings=RUN, actor=actor), transaction.atomic():
        long_work()
        run = ImportRun.objects.select_related("mapping").get(id=import_id)
        if run.state == "running" and run.mapping:
            with uploaded_file(run) as path:
                entry = _write(run, path, mapping_load(run.mapping), importer(actor), progress)
            run = import_locked(import_id=import_id)
            run.entry = entry
            import_step(run=run, verb="finish", actor=actor)
            statistics_refresh()


def long_work() -> None:
    """This transaction may take long, and is the only one of its kind."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])


def _write(
    run: ImportRun, path: Path, mapping: LogMapping, actor: Actor, progress: Progress
) -> Entry:
    with TemporaryFile() as spool:
        survey = _survey(run, path, mapping, spool, progress)
        return _write_surveyed(run, survey, spool, actor, progress)


def _write_surveyed(
    run: ImportRun, survey: Survey, spool: IO[bytes], actor: Actor, progress: Progress
) -> Entry:
    refuse_obstacles(survey, actor)
    masters = masters_ensure(run=run, survey=survey, actor=actor)
    subject, reason = import_subject(run), f"{run.number} {run.file_name}"
    entry = entry_record(actor=actor, verb="import.write", subject=subject, reason=reason)
    orders = [past_order(order, survey, masters) for order in survey.orders.values()]
    works = history_orders_create(orders=orders, entry=entry, actor=actor)
    touched, done = Touched(), run.rows
    for rows in _spooled(spool):
        bookings = [past_booking(row, masters, works) for row in rows]
        history_bookings_post(bookings=bookings, entry=entry, touched=touched, actor=actor)
        _remember(run, rows)
        done = min(done + len(rows), 2 * run.rows)
        progress(done=done, total=2 * run.rows + 1)
    history_refresh(touched=touched, actor=actor)
    return entry


def _survey(
    run: ImportRun, path: Path, mapping: LogMapping, spool: IO[bytes], progress: Progress
) -> Survey:
    """What the rows that are new need; the rows themselves are laid aside in ``spool``."""
    survey, done = Survey(mapping, ignore), 0
    rows_of_file = log_rows(table_open(path), mapping, plant_zone(), ignore)
    for rows in new_rows(rows_of_file, lambda row: None):
        for row in rows:
            survey.add(row)
        survey.forget_bookings()
        pickle.dump(rows, spool)
        done = min(done + len(rows), run.rows)
        progress(done=done, total=2 * run.rows + 1)
    return survey


def _spooled(spool: IO[bytes]) -> Iterator[list[LogRow]]:
    """The rows that were laid aside, in the same chunks."""
    end = spool.tell()
    spool.seek(0)
    while spool.tell() < end:
        yield pickle.load(spool)


def _remember(run: ImportRun, rows: list[LogRow]) -> None:
    """The rows of this chunk are in the system from now on."""
    rows_copy(
        model=ImportedRow,
        columns=("run_id", "row", "digest", "occurrence"),
        rows=((run.id, row.row, row.digest, row.occurrence) for row in rows),
    )
