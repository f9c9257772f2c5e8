"""Asking for background work, and the steps of its life."""

import contextlib
from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from runwright.journal.clock import now
from runwright.kernel.errors import Forbidden
from runwright.tasks.errors import JobIsOver, JobNotFound
from runwright.tasks.models import JobRun
from runwright.tasks.states import ACTIVE, LIFE, QUEUED

Argument = str | int | bool | None
CANCEL_PERMISSION = "tasks.job_cancel"


class Asker(Protocol):
    """Who asks for work: an actor, of which this room needs no more than this."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def label(self) -> str: ...
    def can(self, permission: str) -> bool: ...


@transaction.atomic
def enqueue(
    *, task: str, label: str, actor: Asker, arguments: Mapping[str, Argument], once: str = ""
) -> JobRun:
    """Ask for ``task`` to be run with ``arguments`` after this transaction commits.

    ``label`` says to people what is being done. With ``once``, work of that name that is still
    active is returned instead of a second run.
    """
    if once and (active := _active(once)):
        return active
    job = JobRun(task=task, label=label, once=once)
    job.created_by_id, job.created_by_label = actor.user_id, actor.label
    job.save(force_insert=True)
    task_by_name = app.configure_task(name=task, allow_unknown=True)
    job.queue_id = task_by_name.defer(job_id=str(job.id), **arguments)
    job.save(update_fields=["queue_id"])
    return job


def wake(*, task: str, about: str, arguments: Mapping[str, Argument]) -> None:
    """Have ``task`` run for its own sake, with no run that people watch.

    ``about`` names what it works on: at most one such task waits, and at most one works, so that
    whoever wakes it knows that it begins afterwards. Call it after the commit: where one waits
    already, the transaction around it would be lost.
    """
    waiting = app.configure_task(name=task, allow_unknown=True, lock=about, queueing_lock=about)
    with contextlib.suppress(AlreadyEnqueued):
        waiting.defer(**arguments)


def _active(once: str) -> JobRun | None:
    """The active run of that name; a common lock keeps two askers from both finding none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"once:{once}"])
    return JobRun.objects.filter(once=once, state__in=ACTIVE).first()


@transaction.atomic
def job_begin(*, job_id: UUID) -> JobRun | None:
    """Start a run, or start it again after its worker died.

    Returns ``None`` when the run has ended already: a task that is delivered twice does nothing
    the second time.
    """
    job = _locked(job_id)
    if job.state not in ACTIVE:
        return None
    if job.cancel_asked:
        _ended(job, "stop")
        return None
    _step(job, "begin")
    job.started_at = job.started_at or now()
    job.heartbeat_at = now()
    job.save(update_fields=["state", "started_at", "heartbeat_at"])
    return job


@transaction.atomic
def job_finish(*, job_id: UUID, message: str = "") -> JobRun:
    """End a run well; what was to be done is done."""
    job = _locked(job_id)
    job.message = message or job.message
    job.done = job.done if job.total is None else job.total
    return _ended(job, "finish")


@transaction.atomic
def job_fail(*, job_id: UUID, error: str) -> JobRun:
    """End a run badly; ``error`` is one sentence for the person who asked."""
    job = _locked(job_id)
    job.error = error
    return _ended(job, "fail")


@transaction.atomic
def job_stop(*, job_id: UUID) -> JobRun:
    """End a run that obeyed the wish to cancel."""
    return _ended(_locked(job_id), "stop")


@transaction.atomic
def job_cancel(*, job_id: UUID, actor: Asker) -> JobRun:
    """Cancel a waiting run, or ask a running one to stop at its next report of progress.

    Whoever asked for the work may cancel it, others need the permission ``tasks.job_cancel``.
    Raises ``JobNotFound``, ``Forbidden`` and ``JobIsOver``.
    """
    job = _locked(job_id)
    if not may_cancel(job=job, actor=actor):
        raise Forbidden(permission=CANCEL_PERMISSION)
    if job.state not in ACTIVE:
        raise JobIsOver(label=job.label, state=job.state, at=job.finished_at)
    if job.state == QUEUED:
        return _ended(job, "cancel")
    job.cancel_asked = True
    job.save(update_fields=["cancel_asked"])
    return job


def may_cancel(*, job: JobRun, actor: Asker) -> bool:
    """Whether somebody asked for the work, or has the right to end that of others."""
    asked_for_it = actor.user_id is not None and actor.user_id == job.created_by_id
    return asked_for_it or actor.can(CANCEL_PERMISSION)


def lost_jobs_fail(*, error: str) -> int:
    """End active runs whose job of the queue is gone or over; returns how many they were.

    That happens when a worker could not write the end of a run, e.g. because the database was
    down. The queue's own table is the truth about what is still going to be done.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOST)
        lost = [row[0] for row in cursor.fetchall()]
    for job_id in lost:
        job_fail(job_id=job_id, error=error)
    return len(lost)


LOST = """
SELECT run.id FROM tasks_jobrun run
LEFT JOIN procrastinate_jobs job ON job.id = run.queue_id
WHERE run.state IN ('queued', 'running')
  AND (job.id IS NULL OR job.status NOT IN ('todo', 'doing'))
ORDER BY run.id
"""


def _locked(job_id: UUID) -> JobRun:
    job = JobRun.objects.select_for_update().filter(id=job_id).first()
    if job is None:
        raise JobNotFound(key=job_id)
    return job


def _step(job: JobRun, verb: str) -> None:
    job.state = LIFE.step(job, state=job.state, verb=verb, label=job.label).target


def _ended(job: JobRun, verb: str) -> JobRun:
    _step(job, verb)
    job.finished_at = now()
    job.save(update_fields=["state", "finished_at", "message", "error", "done"])
    return job
