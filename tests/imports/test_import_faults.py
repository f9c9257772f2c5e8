"""An import whose process is killed, and imports that two workers take up at once."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from django.db import connection

from runwright.imports.models import ImportedRow
from runwright.imports.services import import_cancel, import_run, import_start
from runwright.jobs.runner import Work, perform
from runwright.jobs.tasks import imports_run
from runwright.production.models import Order
from runwright.reports.doctor import examine
from runwright.resources.models import Machine
from runwright.tasks.models import JobRun
from runwright.tasks.progress import EVERY_SECONDS
from tests.imports.flow import PROGRAM, check, upload
from tests.imports.lookalike import Lookalike
from tests.imports.shop import facts, shop

pytestmark = pytest.mark.django_db(transaction=True)

KILLED = """
import os, signal, django
django.setup()
from runwright.imports.services import import_run
from runwright.people.actor import system_actor

def progress(*, done, total=None, message=""):
    if done >= {done}:
        os.kill(os.getpid(), signal.SIGKILL)

import_run(import_id={id}, actor=system_actor("worker"), progress=progress)
"""


def database_url() -> str:
    parts = connection.get_connection_params()
    query = f"host={parts.get('host', '')}&port={parts.get('port', '')}"
    return f"postgresql://{parts['user']}@/{parts['dbname']}?{query}"


def killed_at(run_id: int, done: int) -> int:
    """Carry out an import in a process of its own that dies at a row; its exit code."""
    words = KILLED.format(id=run_id, done=done)
    surroundings = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(
        [sys.executable, "-c", words], env=surroundings, cwd=root, check=False
    ).returncode


@pytest.mark.slow
@pytest.mark.parametrize("share", [0, 1], ids=["while reading", "while writing"])
def test_a_killed_import_leaves_nothing_and_is_carried_out_by_the_next(
    made_up: Lookalike, made_up_file: Path, share: int
):
    run = check(upload(made_up_file))
    import_start(import_id=run.id, actor=PROGRAM)
    assert killed_at(run.id, 1 + share * run.rows) == -9
    run.refresh_from_db()
    assert run.state == "running"
    assert (facts(), Order.objects.count(), Machine.objects.count()) == ((0, 0), 0, 0)
    import_run(import_id=run.id, actor=PROGRAM)
    run.refresh_from_db()
    assert (run.state, shop().bookings) == ("done", run.bookings)
    assert list(examine()) == []


def test_two_workers_import_once(made_up_file: Path):
    run = check(upload(made_up_file))
    import_start(import_id=run.id, actor=PROGRAM)

    def work() -> None:
        try:
            import_run(import_id=run.id, actor=PROGRAM)
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert ImportedRow.objects.count() == facts()[0] == run.bookings


def test_a_running_import_is_cancelled_from_the_outside(made_up_file: Path):
    run = check(upload(made_up_file))
    job = import_start(import_id=run.id, actor=PROGRAM).job

    def ask_to_stop() -> None:
        import_cancel(import_id=run.id, actor=PROGRAM)
        connection.close()

    def work(work: Work, import_id: int) -> None:
        def progress(*, done: int, total: int | None = None, message: str = "") -> None:
            if done > run.rows:
                asker = Thread(target=ask_to_stop)
                asker.start()
                asker.join()
                sleep(EVERY_SECONDS)
            work.progress(done=done, total=total, message=message)

        import_run(import_id=import_id, actor=work.actor, progress=progress)

    perform(job.id, work, {"import_id": run.id})
    run.refresh_from_db()
    assert (run.state, JobRun.objects.get(id=job.id).state) == ("cancelled", "cancelled")
    assert facts() == (0, 0)


def test_the_worker_carries_an_import_out_and_its_job_shows_it(made_up_file: Path):
    run = check(upload(made_up_file))
    job = import_start(import_id=run.id, actor=PROGRAM).job
    perform(job.id, imports_run, {"import_id": run.id})
    job = JobRun.objects.get(id=job.id)
    assert (job.state, job.done) == ("done", job.total)
    run.refresh_from_db()
    assert run.state == "done"
