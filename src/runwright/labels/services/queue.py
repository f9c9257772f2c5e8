"""What people do with print jobs: try again, or take them off the queue."""

from django.db import transaction

from runwright.journal.clock import now
from runwright.journal.services import Edit, Subject, entry_record
from runwright.labels.errors import PrintJobNotFound
from runwright.labels.models import PrintJob
from runwright.labels.selectors import own_jobs
from runwright.labels.services.sending import printer_wake
from runwright.labels.states import LIFE
from runwright.people.actor import Actor
from runwright.people.errors import OutOfReach


@transaction.atomic
def print_job_retry(*, job_id: int, actor: Actor) -> PrintJob:
    """Queue a failed or cancelled job again. Raises ``PrintJobNotFound`` and ``WrongState``."""
    job = _stepped(job_id, "retry", actor)
    job.error, job.tries, job.ended_at = "", 0, None
    job.queued_at = job.next_try_at = now()
    job.save()
    printer_wake(job.printer_id)
    return job


@transaction.atomic
def print_job_cancel(*, job_id: int, actor: Actor) -> PrintJob:
    """Take a job off the queue; one that is being sent can no longer be stopped.

    Raises ``PrintJobNotFound`` and ``WrongState``.
    """
    job = _stepped(job_id, "cancel", actor)
    job.ended_at = now()
    job.save()
    return job


def _stepped(job_id: int, verb: str, actor: Actor) -> PrintJob:
    """The locked job with the step taken and written down, not saved yet."""
    actor.require("labels.print")
    job = PrintJob.objects.select_for_update().filter(id=job_id).first()
    if job is None:
        raise PrintJobNotFound(key=job_id)
    if not own_jobs(PrintJob.objects.filter(id=job_id), actor).exists():
        raise OutOfReach(actor=actor.label)
    step = LIFE.step(job, state=job.state, verb=verb, label=job.label)
    edits = [Edit("state", job.state, step.target)]
    subject = Subject("print_job", str(job.pk), job.label)
    entry_record(actor=actor, verb=f"print_job.{verb}", subject=subject, edits=edits)
    job.state = step.target
    return job
