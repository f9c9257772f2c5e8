"""Reading job runs."""

from uuid import UUID

from django.db.models import QuerySet

from runwright.kernel.transitions import OfferedVerb
from runwright.tasks.errors import JobNotFound
from runwright.tasks.models import JobRun
from runwright.tasks.services import CANCEL_PERMISSION, Asker, may_cancel
from runwright.tasks.states import AUTOMATIC_VERBS, LIFE


def jobs_all(*, actor: Asker) -> QuerySet[JobRun]:
    """The runs the actor may see, newest first: their own, or all with ``tasks.job_cancel``."""
    jobs = JobRun.objects.order_by("-created_at", "-id")
    return jobs if actor.can(CANCEL_PERMISSION) else jobs.filter(created_by_id=actor.user_id)


def job_get(*, job_id: UUID, actor: Asker) -> JobRun:
    """One run. Raises ``JobNotFound``, also when the actor may not see it."""
    job = jobs_all(actor=actor).filter(id=job_id).first()
    if job is None:
        raise JobNotFound(key=job_id)
    return job


def job_verbs(*, job: JobRun, actor: Asker) -> list[OfferedVerb]:
    """The verbs somebody may try on a run now: one's own is cancelled without a special right."""
    held = {CANCEL_PERMISSION} if may_cancel(job=job, actor=actor) else set()
    return LIFE.verbs(job, state=job.state, permissions=held, without=AUTOMATIC_VERBS)
