"""Label printers, what waits for them, and which labels are printed where nobody says it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Brief, Given, Many, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Flag, Key, Label, Line, PathKey, Whole
from runwright.api.verbs import Lively, Tabled
from runwright.kernel.transitions import OfferedVerb
from runwright.labels.lists import PRINT_JOBS, PRINTERS
from runwright.labels.selectors import (
    label_defaults,
    print_job_get,
    print_job_verbs,
    printer_get,
    station_queue,
)
from runwright.labels.services import (
    label_defaults_set,
    print_job_cancel,
    print_job_retry,
    printer_create,
    printer_test,
    printer_update,
    printers_archive,
    printers_restore,
)
from runwright.labels.states import PRINTER_LIFE
from runwright.people.actor import Actor

door = Door("Label printers", __name__)
add_list(door, "/printers", PRINTERS)
add_list(door, "/print-jobs", PRINT_JOBS)

LabelKind = Literal["tag", "traveller"]
LabelSize = Literal["1x1", "1x3", "1x4", "2x4"]
Dpi = Literal[203, 300]
Host = Annotated[str, Line(255, shortest=1)]
Font = Annotated[str, Line(40)]


class PrinterStation(Shown):
    """A station that a printer stands beside."""

    station: Brief


class Printer(Tabled):
    """A label printer that takes ZPL II on a TCP port; ``failed`` counts jobs that were given
    up."""

    home = "/printers/{printer_id}"
    life = PRINTER_LIFE
    id: Key
    name: str
    host: str
    port: int
    dpi: Dpi
    is_turned: bool
    font: str
    stations: Annotated[list[PrinterStation], Many]
    waiting: int
    failed: int
    archived_at: datetime | None


class NewPrinter(Given):
    """A printer to be made, beside these stations."""

    name: Label
    host: Host
    port: Whole = 9100
    dpi: Dpi = 203
    is_turned: Flag = False
    font: Font = ""
    station_ids: list[Key] = []


class PrinterChange(Given):
    """What may change about a printer."""

    name: Label = LEFT_OUT
    host: Host = LEFT_OUT
    port: Whole = LEFT_OUT
    dpi: Dpi = LEFT_OUT
    is_turned: Flag = LEFT_OUT
    font: Font = LEFT_OUT
    station_ids: list[Key] = LEFT_OUT


class PrintJob(Shown):
    """Some labels on their way to a printer."""

    id: Key
    printer: Brief
    label: str
    labels: int
    kind: LabelKind
    size: LabelSize
    copies: int
    state: Literal["queued", "sending", "printed", "failed", "cancelled"]
    error: str
    tries: int
    next_try_at: datetime
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None


class PrintJobNow(PrintJob, Lively):
    """A print job, with what may be done with it now."""

    home = "/print-jobs/{job_id}"

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return print_job_verbs(job=record, actor=actor)


class StationPrinter(Shown):
    """The printer beside a station (the default one where it has none), and its jobs that wait or
    failed within the last twelve hours, the newest first."""

    printer: Brief | None
    waiting: int
    failed: int
    jobs: Annotated[list[PrintJob], Many]


class LabelDefaults(Shown):
    """Which labels are printed where neither a person nor a station says it."""

    kind: LabelKind
    size: LabelSize
    printer_id: Key | None


class NewLabelDefaults(Given):
    """Which labels shall be printed where neither a person nor a station says it."""

    kind: LabelKind
    size: LabelSize
    printer_id: Key | None = None


@door.read("/printers/{printer_id}", permission="labels.print", answer=Printer)
def printer(request: Call, printer_id: PathKey) -> object:
    """One printer."""
    return printer_get(printer_id=printer_id, actor=request.auth)


@door.read("/stations/{station_id}/printer", permission="labels.print", answer=StationPrinter)
def station_printer(request: Call, station_id: PathKey) -> object:
    """The printer of a station, and what waits for it."""
    return station_queue(station_id=station_id, actor=request.auth)


@door.create("/printers", permission="labels.manage", answer=Printer)
def create_printer(request: Call, given: NewPrinter) -> object:
    """Make a printer."""
    made = printer_create(**given.model_dump(), actor=request.auth)
    return printer_get(printer_id=made.id, actor=request.auth)


@door.change("/printers/{printer_id}", permission="labels.manage", answer=Printer, verb="edit")
def change_printer(request: Call, printer_id: PathKey, given: PrinterChange) -> object:
    """Change a printer, or say beside which stations it stands."""
    printer_update(printer_id=printer_id, **given.sent(), actor=request.auth)
    return printer_get(printer_id=printer_id, actor=request.auth)


add_archive(door, printer, Printer, archive=printers_archive, restore=printers_restore)


@door.create(
    "/printers/{printer_id}/test-labels", permission="labels.print", answer=PrintJobNow, verb="test"
)
def test_printer(request: Call, printer_id: PathKey) -> object:
    """Print a test label."""
    job = printer_test(printer_id=printer_id, actor=request.auth)
    return print_job_get(job_id=job.id, actor=request.auth)


@door.read("/print-jobs/{job_id}", permission="labels.print", answer=PrintJobNow)
def print_job(request: Call, job_id: PathKey) -> object:
    """One print job."""
    return print_job_get(job_id=job_id, actor=request.auth)


@door.act("/print-jobs/{job_id}/retry", permission="labels.print", answer=PrintJobNow, verb="retry")
def retry_print_job(request: Call, job_id: PathKey) -> object:
    """Queue a failed or cancelled print job again."""
    print_job_retry(job_id=job_id, actor=request.auth)
    return print_job_get(job_id=job_id, actor=request.auth)


@door.act(
    "/print-jobs/{job_id}/cancellation",
    permission="labels.print",
    answer=PrintJobNow,
    verb="cancel",
)
def cancel_print_job(request: Call, job_id: PathKey) -> object:
    """Take a print job off the queue."""
    print_job_cancel(job_id=job_id, actor=request.auth)
    return print_job_get(job_id=job_id, actor=request.auth)


@door.read("/label-defaults", permission="labels.print", answer=LabelDefaults)
def defaults(request: Call) -> object:
    """Which labels are printed where neither a person nor a station says it."""
    return label_defaults(actor=request.auth)


@door.act("/label-defaults", permission="labels.manage", answer=LabelDefaults)
def set_defaults(request: Call, given: NewLabelDefaults) -> object:
    """Say which labels are printed where neither a person nor a station does."""
    label_defaults_set(**given.model_dump(), actor=request.auth)
    return label_defaults(actor=request.auth)
