"""An import from beginning to end without a worker, and stopping one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.db import transaction

from runwright.imports.log.columns import LogMapping, columns_guess
from runwright.imports.models import ImportRun
from runwright.imports.services.check import check_begin, import_check_perform
from runwright.imports.services.files import PIECE, import_upload
from runwright.imports.services.life import import_locked, import_step
from runwright.imports.services.run import import_run
from runwright.people.actor import Actor
from runwright.tasks.progress import Progress, silent
from runwright.tasks.services import job_cancel
from runwright.tasks.states import ACTIVE


def import_file(
    *, path: Path, actor: Actor, mapping: LogMapping | None = None, progress: Progress = silent
) -> ImportRun:
    """Upload, check and carry out the import of a file on this machine.

    A mapping without columns takes those whose names are understood. Raises a ``FileRefused``,
    or ``GuardFailed`` when the check finds errors; the import, with its findings, stays to be
    looked at and nothing else has been written.
    """
    with path.open("rb") as stream:
        pieces: Iterator[bytes] = iter(lambda: stream.read(PIECE), b"")
        run = import_upload(name=path.name, content=pieces, actor=actor)
    chosen = mapping or LogMapping()
    if not chosen.columns:
        chosen = replace(chosen, columns=columns_guess([c.name for c in run.columns.all()]))
    check_begin(import_id=run.id, mapping=chosen, actor=actor, by_worker=False)
    import_check_perform(import_id=run.id, actor=actor, progress=progress)
    with transaction.atomic():
        import_step(run=import_locked(import_id=run.id), verb="start", actor=actor)
    import_run(import_id=run.id, actor=actor, progress=progress)
    run.refresh_from_db()
    return run


@transaction.atomic
def import_cancel(*, import_id: int, actor: Actor) -> ImportRun:
    """Give up an import that is not finished; a worker at it stops at its next chunk of rows.

    Raises ``WrongState``.
    """
    actor.require("imports.run")
    run = import_locked(import_id=import_id)
    if run.job and run.job.state in ACTIVE:
        job = job_cancel(job_id=run.job.id, actor=actor)
        if job.state in ACTIVE:
            return run
    verb = "keep" if run.state == "undoing" else "cancel"
    import_step(run=run, verb=verb, actor=actor)
    return run
