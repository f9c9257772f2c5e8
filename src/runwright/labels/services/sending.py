"""Carrying print jobs to the printers, one after the other, outside of every transaction."""

import logging
import time
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from runwright.journal.clock import now
from runwright.kernel.errors import gettext_noop
from runwright.labels.errors import PrinterAway
from runwright.labels.files import in_language_of_plant, job_zpl
from runwright.labels.models import Printer, PrintJob
from runwright.labels.rules import GIVE_UP_AFTER, wait_after
from runwright.labels.states import LIFE, QUEUED, SENDING
from runwright.labels.wire import USUAL, Patience, sent_to
from runwright.tasks.services import wake

log = logging.getLogger(__name__)

TASK = "labels.print"
ONE_GO = 20.0
"""Seconds after which a printer that has more to print lets other work pass."""
LEASE = timedelta(minutes=3)
"""How long a job may be in the middle of being sent: longer than the wire waits for anything."""
UNDRAWN = gettext_noop("The label could not be drawn. It was written to the log as print job {id}.")


def printer_wake(printer_id: int) -> None:
    """After this transaction, have a worker send what waits for the printer."""
    transaction.on_commit(
        lambda: wake(task=TASK, about=f"{TASK}.{printer_id}", arguments={"printer_id": printer_id})
    )


def printers_wake() -> int:
    """Wake every printer for which something is due; returns how many.

    That is how a try that failed is made again, and what a killed worker left is taken up.
    """
    due = Q(state=QUEUED, next_try_at__lte=now()) | Q(state=SENDING, sending_at__lte=now() - LEASE)
    printers = PrintJob.objects.filter(due).order_by("printer_id").values_list("printer_id")
    waiting = [printer_id for (printer_id,) in printers.distinct()]
    for printer_id in waiting:
        printer_wake(printer_id)
    return len(waiting)


def printer_serve(*, printer_id: int, patience: Patience = USUAL) -> int:
    """Send what is due for a printer, in the order in which it was asked for; returns how many.

    It ends when nothing is due, when the printer does not take it, or after ``ONE_GO`` seconds.
    At most one worker sends to a printer; called twice it prints once.
    """
    began, sent = time.monotonic(), 0
    while job := _begin(printer_id):
        if not _carried(job, patience):
            return sent
        sent += 1
        if time.monotonic() - began > ONE_GO:
            printer_wake(printer_id)
            return sent
    return sent


def _carried(job: PrintJob, patience: Patience) -> bool:
    """Whether the printer took the job, or the job is given up and the next one may go."""
    try:
        payload = job_zpl(job)
    except Exception:
        log.exception("print job %s could not be drawn", job.pk)
        _end(job, "give_up", _told(UNDRAWN).format(id=job.pk))
        return True
    try:
        sent_to(job.printer.host, job.printer.port, payload, patience)
    except PrinterAway as away:
        _put_off(job, _told(str(away)))
        return False
    _end(job, "finish")
    return True


@transaction.atomic
def _begin(printer_id: int) -> PrintJob | None:
    """The next job of the printer, marked as being sent; none when somebody else is at it."""
    printer = Printer.objects.select_for_update(no_key=True).filter(id=printer_id).first()
    jobs = PrintJob.objects.select_for_update().filter(printer=printer)
    job = jobs.filter(state=SENDING).first() or jobs.filter(state=QUEUED).order_by("id").first()
    if printer is None or job is None or not _is_due(job):
        return None
    _step(job, "begin")
    job.printer = printer
    job.tries += 1
    job.sending_at = now()
    job.save(update_fields=["state", "tries", "sending_at"])
    return job


def _is_due(job: PrintJob) -> bool:
    if job.sending_at:
        return job.sending_at <= now() - LEASE
    return job.next_try_at <= now()


@transaction.atomic
def _end(job: PrintJob, verb: str, error: str = "") -> None:
    _step(job, verb)
    job.ended_at, job.sending_at, job.error = now(), None, error
    job.save(update_fields=["state", "ended_at", "sending_at", "error"])


@transaction.atomic
def _put_off(job: PrintJob, error: str) -> None:
    """Try later; what waits too long by now is given up, with everything else that does."""
    _step(job, "postpone")
    job.sending_at, job.error = None, error[:500]
    job.next_try_at = now() + wait_after(job.tries)
    job.save(update_fields=["state", "sending_at", "error", "next_try_at"])
    late = PrintJob.objects.select_for_update().filter(printer=job.printer, state=QUEUED)
    _give_up(late.filter(queued_at__lte=now() - GIVE_UP_AFTER).order_by("id"), error[:500])


def _give_up(jobs: Iterable[PrintJob], error: str) -> None:
    for job in jobs:
        _end(job, "give_up", error)


def _told(words: str) -> str:
    with in_language_of_plant():
        return gettext(words)


def _step(job: PrintJob, verb: str) -> None:
    job.state = LIFE.step(job, state=job.state, verb=verb, label=job.label).target
