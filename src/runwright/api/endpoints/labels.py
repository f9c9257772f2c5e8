"""Labels of batches: printed on a printer, or counted and read as a file."""

from base64 import b64encode
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AliasPath, Field

from runwright.api.doors import Door
from runwright.api.endpoints.printers import LabelKind, LabelSize, PrintJob
from runwright.api.schemas import LEFT_OUT, Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Key, PathKey, Small
from runwright.labels.files import print_file
from runwright.labels.selectors import batch_label_proposal, label_prints_of, print_jobs_all
from runwright.labels.services import (
    batch_labels_print,
    batch_labels_record,
    run_labels_print,
    run_labels_record,
)

door = Door("Labels", __name__)


class LabelWish(Given):
    """Labels to print on a printer. What is left out is taken from the station of the batch's
    last scan, else from the defaults."""

    kind: LabelKind = LEFT_OUT
    size: LabelSize = LEFT_OUT
    printer_id: Key = LEFT_OUT
    copies: Small = 1


class LabelFileWish(Given):
    """Labels to count and to read as a file: pages or sheets of A4 as PDF, or ZPL."""

    way: Literal["pages", "sheets", "zpl"]
    kind: LabelKind = LEFT_OUT
    size: LabelSize = LEFT_OUT


class LabelJobs(Shown):
    """What waits for the printer now."""

    jobs: list[PrintJob]


class LabelsCounted(Shown):
    """Labels that were counted; their file is ``/label-prints/{id}/file``."""

    id: UUID


class LabelPrinted(Shown):
    """A label that was printed of a batch; 2 is the first reprint."""

    number: int
    way: Literal["pages", "sheets", "zpl", "printer"]
    kind: LabelKind
    size: LabelSize
    at: Annotated[datetime, Field(validation_alias=AliasPath("entry", "at"))]
    by: Annotated[str, Field(validation_alias=AliasPath("entry", "actor_label"))]
    job_id: Key | None


class LabelHistory(Shown):
    """Every label printed of a batch, the last first."""

    prints: list[LabelPrinted]


class PrintedFile(Shown):
    """A file to print from: its name, its media type and its bytes in base64."""

    name: str
    content_type: str
    content: str


@door.create("/batches/{batch_id}/print-jobs", permission="labels.print", answer=LabelJobs)
def print_label(request: Call, batch_id: PathKey, given: LabelWish) -> object:
    """Print the label of a batch."""
    jobs = batch_labels_print(batch_ids=[batch_id], **given.sent(), actor=request.auth)
    return _jobs(request, jobs)


@door.create("/runs/{run_id}/print-jobs", permission="labels.print", answer=LabelJobs)
def print_labels(request: Call, run_id: PathKey, given: LabelWish) -> object:
    """Print the labels of all batches of a run."""
    jobs = run_labels_print(run_id=run_id, **given.sent(), actor=request.auth)
    return _jobs(request, jobs)


@door.create("/batches/{batch_id}/label-prints", permission="labels.print", answer=LabelsCounted)
def count_label(request: Call, batch_id: PathKey, given: LabelFileWish) -> object:
    """Count the label of a batch that is printed from a file."""
    made = batch_labels_record(batch_ids=[batch_id], **given.sent(), actor=request.auth)
    return LabelsCounted(id=made)


@door.create("/runs/{run_id}/label-prints", permission="labels.print", answer=LabelsCounted)
def count_labels(request: Call, run_id: PathKey, given: LabelFileWish) -> object:
    """Count the labels of all batches of a run that are printed from a file."""
    return LabelsCounted(id=run_labels_record(run_id=run_id, **given.sent(), actor=request.auth))


@door.read("/batches/{batch_id}/label-prints", permission="labels.print", answer=LabelHistory)
def label_history(request: Call, batch_id: PathKey) -> object:
    """Every label printed of a batch."""
    batch_label_proposal(batch_id=batch_id, actor=request.auth)
    prints = label_prints_of(batch_id=batch_id, actor=request.auth)
    return LabelHistory(prints=[LabelPrinted.model_validate(one) for one in prints])


@door.read("/label-prints/{print_id}/file", permission="labels.print", answer=PrintedFile)
def label_file(request: Call, print_id: UUID, printer_id: PathKey | None = None) -> object:
    """The file of labels that were counted, as ZPL for the printer if one is named."""
    file = print_file(print_id=print_id, printer_id=printer_id, actor=request.auth)
    content = b64encode(file.content).decode()
    return PrintedFile(name=file.name, content_type=file.content_type, content=content)


def _jobs(request: Call, jobs: list[Any]) -> LabelJobs:
    ids = [job.id for job in jobs]
    found = print_jobs_all(actor=request.auth).filter(id__in=ids).order_by("id")
    return LabelJobs(jobs=[PrintJob.model_validate(job) for job in found])
