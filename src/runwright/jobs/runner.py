"""How a task is run: begun, watched, ended in exactly one way, and safe to deliver twice."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from runwright.kernel.errors import Refusal, gettext_noop
from runwright.people.actor import Actor, system_actor
from runwright.people.selectors import actor_of_id
from runwright.resources.limits import limited
from runwright.tasks.errors import Cancelled, TryLater
from runwright.tasks.progress import JobProgress, Progress
from runwright.tasks.services import job_begin, job_fail, job_finish, job_stop

log = logging.getLogger(__name__)

DATABASE_AWAY = (OperationalError, InterfaceError)
AWAY_FOR_NOW = (*DATABASE_AWAY, TryLater)
AGAIN_AFTER_A_WHILE = RetryStrategy(
    max_attempts=5, exponential_wait=3, retry_exceptions=list(AWAY_FOR_NOW)
)
UNEXPECTED = gettext_noop("Something unexpected happened. It was written to the log as job {id}.")
TAKEN_OVER = gettext_noop("The worker stopped in the middle of this job.")


@dataclass(frozen=True)
class Work:
    """What a task is given: on whose behalf it runs and where to report progress."""

    actor: Actor
    progress: Progress


def task(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a function the task ``name``: it gets a ``Work`` and the arguments of ``enqueue``."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        @app.task(name=name, retry=AGAIN_AFTER_A_WHILE)
        def run(*, job_id: str, **arguments: Any) -> None:
            perform(UUID(job_id), function, arguments)

        return function

    return register


def perform(job_id: UUID, function: Callable[..., None], arguments: dict[str, Any]) -> None:
    """Run ``function`` as the job's asker and write how it ended.

    A database or a server that is away is the queue's business, which tries again; any other
    error is the end of the job.
    """
    job = job_begin(job_id=job_id)
    if job is None:
        return
    try:
        with JobProgress(job_id) as progress:
            function(Work(_asker(job.created_by_id, job.created_by_label), progress), **arguments)
        job_finish(job_id=job_id)
    except Cancelled:
        job_stop(job_id=job_id)
    except Refusal as refusal:
        job_fail(job_id=job_id, error=refusal.message())
    except AWAY_FOR_NOW:
        raise
    except Exception:
        log.exception("job %s (%s) failed", job_id, job.task)
        job_fail(job_id=job_id, error=UNEXPECTED.format(id=job_id))


def _asker(user_id: int | None, label: str) -> Actor:
    """The actor who asked, with the rights and limits held now; the program itself where nobody
    did."""
    return system_actor(label) if user_id is None else limited(actor_of_id(user_id=user_id))
