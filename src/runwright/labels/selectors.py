"""Reading printers, what waits for them, and which labels were printed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from runwright.journal.clock import now
from runwright.kernel.transitions import OfferedVerb
from runwright.labels.errors import (
    BatchesNotFound,
    NothingToPrint,
    PrinterNotFound,
    PrintJobNotFound,
)
from runwright.labels.models import LabelDefaults, LabelPrint, Printer, PrintJob, StationPrinter
from runwright.labels.states import ACTIVE, AUTOMATIC_VERBS, FAILED, LIFE
from runwright.people.actor import Actor
from runwright.production.errors import BatchNotFound
from runwright.production.limits import is_own_batch, own_batches
from runwright.production.selectors.labelled import batches_labelled, run_batch_ids
from runwright.resources.limits import station_within_reach


def printers_all(*, actor: Actor) -> QuerySet[Printer]:
    """Every printer by name, with its stations, how many jobs wait and how many failed."""
    actor.require("labels.print")
    counts = {
        "waiting": Count("jobs", filter=Q(jobs__state__in=ACTIVE)),
        "failed": Count("jobs", filter=Q(jobs__state=FAILED)),
    }
    printers = Printer.objects.annotate(**counts)
    return printers.prefetch_related("stations__station").order_by("name")


def printer_get(*, printer_id: int, actor: Actor) -> Printer:
    """One printer. Raises ``PrinterNotFound``."""
    printer = printers_all(actor=actor).filter(id=printer_id).first()
    if printer is None:
        raise PrinterNotFound(key=printer_id)
    return printer


def print_jobs_all(*, actor: Actor) -> QuerySet[PrintJob]:
    """Every print job, newest first, with how many labels it is."""
    actor.require("labels.print")
    jobs = own_jobs(PrintJob.objects.select_related("printer"), actor)
    return jobs.annotate(labels=Count("prints")).order_by("-id")


def own_jobs(jobs: QuerySet[PrintJob], actor: Actor) -> QuerySet[PrintJob]:
    """The jobs with a label of a batch of the actor's, and those without any: test labels."""
    if not actor.is_limited:
        return jobs
    prints = LabelPrint.objects.filter(job=OuterRef("pk"))
    return jobs.filter(~Exists(prints) | Exists(own_batches(prints, actor, "batch")))


def print_job_get(*, job_id: int, actor: Actor) -> PrintJob:
    """One print job. Raises ``PrintJobNotFound``."""
    job = print_jobs_all(actor=actor).filter(id=job_id).first()
    if job is None:
        raise PrintJobNotFound(key=job_id)
    return job


def print_job_verbs(*, job: PrintJob, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on a print job now."""
    return LIFE.verbs(job, state=job.state, permissions=actor.permissions, without=AUTOMATIC_VERBS)


def label_prints_of(*, batch_id: int, actor: Actor) -> QuerySet[LabelPrint]:
    """Every label printed of a batch, the last first, with who asked for it and where.

    Raises ``BatchNotFound`` for a batch out of reach.
    """
    actor.require("production.view")
    if not is_own_batch(actor, batch_id):
        raise BatchNotFound(key=batch_id)
    prints = LabelPrint.objects.filter(batch=batch_id)
    return prints.select_related("entry", "job__printer").order_by("-number")


SHIFT = timedelta(hours=12)
"""How long a label that did not print is told at its station."""
MOST_TOLD = 20


@dataclass(frozen=True)
class StationQueue:
    """The printer beside a station, and what is still to come out of it or failed of late, the
    newest first."""

    printer: Printer | None
    jobs: tuple[PrintJob, ...]

    @property
    def waiting(self) -> int:
        """How many jobs are still to come."""
        return sum(job.state in ACTIVE for job in self.jobs)

    @property
    def failed(self) -> int:
        """How many were given up."""
        return sum(job.state == FAILED for job in self.jobs)


def station_queue(*, station_id: int, actor: Actor) -> StationQueue:
    """What a station knows of its printer: the one beside it, else the default one, if any.

    Raises ``StationNotFound`` for a station out of reach.
    """
    actor.require("labels.print")
    station_within_reach(actor, station_id)
    printer = Printer.objects.filter(stations__station=station_id, archived_at=None).first()
    if printer is None:
        defaults = LabelDefaults.objects.filter(printer__archived_at=None)
        printer = next((row.printer for row in defaults.select_related("printer")), None)
    if printer is None:
        return StationQueue(None, ())
    of_late = Q(state__in=ACTIVE) | Q(state=FAILED, ended_at__gte=now() - SHIFT)
    jobs = print_jobs_all(actor=actor).filter(of_late, printer=printer)
    return StationQueue(printer, tuple(jobs[:MOST_TOLD]))


@dataclass(frozen=True)
class LabelChoice:
    """Which labels are proposed, and the printer for them."""

    kind: str
    size: str
    printer_id: int | None


def label_defaults(*, actor: Actor) -> LabelChoice:
    """Which labels are printed where neither a person nor a station says it."""
    actor.require("labels.print")
    row = LabelDefaults.objects.filter(id=1).first() or LabelDefaults()
    return LabelChoice(row.kind, row.size, row.printer_id)


@dataclass(frozen=True)
class LabelProposal:
    """Batches to print labels of: what they are called together, and what is proposed."""

    title: str
    batch_ids: list[int]
    choice: LabelChoice


def batch_label_proposal(*, batch_id: int, actor: Actor) -> LabelProposal:
    """What is proposed for the label of one batch. Raises ``BatchesNotFound``."""
    batch = _batch(batch_id, actor)
    return LabelProposal(batch.code, [batch_id], _choice(batch, actor))


def run_label_proposal(*, run_id: int, actor: Actor) -> LabelProposal:
    """What is proposed for the labels of all batches of a run. Raises ``NothingToPrint``."""
    ids = run_batch_ids(run_id=run_id, actor=actor)
    if not ids:
        raise NothingToPrint()
    first = _batch(ids[0], actor)
    return LabelProposal(first.run.number, ids, _choice(first, actor))


def _batch(batch_id: int, actor: Actor) -> Any:
    found = batches_labelled(batch_ids=[batch_id], actor=actor)
    if not found:
        raise BatchesNotFound(keys=[batch_id])
    return found[0]


def _choice(batch: Any, actor: Actor) -> LabelChoice:
    """What the station of its last scan prints, else the defaults."""
    defaults = label_defaults(actor=actor)
    if batch.station is None:
        return defaults
    beside = StationPrinter.objects.filter(station=batch.station).first()
    printer_id = beside.printer_id if beside else defaults.printer_id
    return LabelChoice(batch.station.label_kind, batch.station.label_size, printer_id)
