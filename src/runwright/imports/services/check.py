"""The dry run: read the file to its end, say what is odd and what an import would make."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import TypeVar

from django.db import transaction

from runwright.company.selectors import plant_zone
from runwright.imports.log.columns import LogMapping
from runwright.imports.log.findings import Finding, Severity
from runwright.imports.log.rows import LogRow, log_rows
from runwright.imports.log.survey import Survey
from runwright.imports.models import (
    ImportFigure,
    ImportFinding,
    ImportFindingCount,
    ImportPlanned,
    ImportRun,
    Mapping,
)
from runwright.imports.reading.tables import table_open
from runwright.imports.records import mapping_load
from runwright.imports.rules import Findings
from runwright.imports.services.files import uploaded_file
from runwright.imports.services.known import new_rows
from runwright.imports.services.life import CHECK, ending, import_locked, import_step
from runwright.imports.services.mappings import mapping_store
from runwright.imports.services.masters import planned_masters
from runwright.imports.services.orders import order_obstacles
from runwright.people.actor import Actor
from runwright.tasks.progress import Progress, silent
from runwright.tasks.services import enqueue

AT_ONCE = 4 * 1024 * 1024
"""Up to this many bytes a file is checked while the person waits, above it by a worker."""

Thing = TypeVar("Thing")


@dataclass
class Reading:
    """What one pass over a file brings; ``fresh`` counts the bookings not imported before."""

    survey: Survey
    findings: Findings
    rows: int = 0
    fresh: int = 0

    def counted(self, rows: Iterable[Thing]) -> Iterator[Thing]:
        """The same rows, counted as they pass."""
        for row in rows:
            self.rows += 1
            yield row

    def say_known(self, row: LogRow) -> None:
        """Hear of a row that has been imported before."""
        self.findings.hear(Finding("known", row.row))


def import_check(*, import_id: int, mapping: LogMapping, actor: Actor) -> ImportRun:
    """Begin the dry run of an uploaded file with a mapping; small files are through at once.

    Afterwards the import is ``checked`` (a large file is ``checking`` until a worker is done),
    with its findings, figures and the records it would make. Raises ``WrongState``; or a
    ``FileRefused``, and the import is ``uploaded`` again.
    """
    run = check_begin(import_id=import_id, mapping=mapping, actor=actor)
    if run.file_size <= AT_ONCE:
        import_check_perform(import_id=run.id, actor=actor, progress=silent)
        run.refresh_from_db()
    return run


def import_check_perform(*, import_id: int, actor: Actor, progress: Progress = silent) -> None:
    """Carry out a dry run that has begun; a second call finds nothing to do."""
    run = ImportRun.objects.select_related("mapping").get(id=import_id)
    if run.state != "checking" or run.mapping is None:
        return
    with ending(import_id=import_id, endings=CHECK, actor=actor):
        reading = _read(run, mapping_load(run.mapping), actor, progress)
        _conclude(import_id, reading, actor)


@transaction.atomic
def check_begin(
    *, import_id: int, mapping: LogMapping, actor: Actor, by_worker: bool = True
) -> ImportRun:
    """Take an import into its check; a large file is handed to a worker unless told not to."""
    run = import_locked(import_id=import_id)
    run.mapping = mapping_store(mapping=mapping, actor=actor, record=run.mapping or Mapping())
    run.problem, run.job = "", None
    import_step(run=run, verb="check", actor=actor)
    if by_worker and run.file_size > AT_ONCE:
        label = f"{run.number} {run.file_name}"
        work = {"import_id": run.id}
        run.job = enqueue(task="imports.check", label=label, actor=actor, arguments=work)
        run.save(update_fields=["job"])
    return run


def _read(run: ImportRun, mapping: LogMapping, actor: Actor, progress: Progress) -> Reading:
    findings = Findings()
    reading = Reading(Survey(mapping, findings.hear), findings)
    with uploaded_file(run) as path:
        table = table_open(path)
        table = replace(table, rows=reading.counted(table.rows))
        rows = log_rows(table, mapping, plant_zone(), findings.hear)
        for chunk in new_rows(_surveyed(rows, reading.survey), reading.say_known):
            reading.fresh += len(chunk)
            progress(done=reading.rows)
    reading.survey.finish()
    for finding in order_obstacles(reading.survey, actor):
        findings.hear(finding)
    return reading


def _surveyed(rows: Iterable[LogRow], survey: Survey) -> Iterator[LogRow]:
    for row in rows:
        survey.add(row)
        yield row


@transaction.atomic
def _conclude(import_id: int, reading: Reading, actor: Actor) -> None:
    run = import_locked(import_id=import_id)
    run.rows, run.bookings = reading.rows, reading.survey.bookings
    run.new_bookings = reading.fresh
    run.errors = reading.findings.severities[Severity.ERROR]
    run.warnings = reading.findings.severities[Severity.WARNING]
    _keep_findings(run, reading.findings)
    _keep_figures(run, reading)
    ImportPlanned.objects.filter(run=run).delete()
    ImportPlanned.objects.bulk_create(
        [ImportPlanned(run=run, **asdict(each)) for each in planned_masters(reading.survey, actor)]
    )
    import_step(run=run, verb="conclude", actor=actor)


def _keep_findings(run: ImportRun, findings: Findings) -> None:
    ImportFinding.objects.filter(run=run).delete()
    ImportFindingCount.objects.filter(run=run).delete()
    ImportFinding.objects.bulk_create(
        [
            ImportFinding(
                run=run,
                code=finding.code,
                severity=finding.severity,
                row=finding.row,
                column=finding.column[:400],
                found=finding.found[:200],
                other=finding.other[:200],
            )
            for finding in findings.kept
        ],
        batch_size=2_000,
    )
    ImportFindingCount.objects.bulk_create(
        [ImportFindingCount(run=run, code=c, count=n) for c, n in findings.counts.items()]
    )


def _keep_figures(run: ImportRun, reading: Reading) -> None:
    figures = {**asdict(reading.survey.figures()), "new_bookings": reading.fresh}
    ImportFigure.objects.filter(run=run).delete()
    ImportFigure.objects.bulk_create(
        [ImportFigure(run=run, name=name, amount=amount) for name, amount in figures.items()]
    )
