"""Asking for the extract of a month, and making it."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from runwright.company.selectors import plant_today
from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record
from runwright.people.actor import Actor
from runwright.reports.errors import MonthNotBegun
from runwright.reports.exports.sheet import book_of
from runwright.reports.extract.contents import STEPS, Extracted, extracted, month_of
from runwright.reports.models import Extract
from runwright.tasks.progress import Progress, silent
from runwright.tasks.services import enqueue

TASK = "reports.extract"
Draw = Callable[[Extracted], bytes]


@transaction.atomic
def extract_request(*, month: date, actor: Actor) -> Extract:
    """Have the extract of a month made in the background; one that is being made is returned.

    Raises ``MonthNotBegun``.
    """
    actor.require("reports.extract")
    first = month.replace(day=1)
    if first > plant_today():
        raise MonthNotBegun(month=f"{first:%Y-%m}")
    extract = Extract.objects.create(month=first, asked_by=actor.label)
    label = f"{first:%Y-%m}"
    extract.job = enqueue(
        task=TASK,
        label=label,
        actor=actor,
        arguments={"extract_id": extract.id},
        once=f"{TASK} {label}",
    )
    running = Extract.objects.filter(job=extract.job).first()
    if running:
        extract.delete()
        return running
    extract.save(update_fields=["job"])
    subject = Subject("extract", str(extract.id), label)
    entry_record(actor=actor, verb="extract.ask", subject=subject)
    return extract


def extract_perform(
    *, extract_id: int, draw: Draw, actor: Actor, progress: Progress = silent
) -> None:
    """Make an extract; one that is made already stays as it is. ``draw`` makes the paper of it."""
    extract = Extract.objects.get(id=extract_id)
    if extract.made_at:
        return
    found = extracted(month_of(extract.month), actor=actor, progress=progress)
    extract.workbook = b"".join(book_of(found.sheets))
    progress(done=STEPS - 1, total=STEPS)
    extract.paper = draw(found)
    extract.made_at = now()
    extract.save(update_fields=["workbook", "paper", "made_at"])
    progress(done=STEPS, total=STEPS)
