"""Labels that were asked for, as the files they are printed from."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from runwright.company.selectors import company_get, plant_today
from runwright.labels.batches.content import batch_labels
from runwright.labels.batches.label import BatchLabel
from runwright.labels.batches.media import Media
from runwright.labels.errors import PrintNotFound
from runwright.labels.models import LabelPrint, Printer, PrintJob, PrintWay, Resolution
from runwright.labels.selectors import printer_get
from runwright.people.actor import Actor, system_actor
from runwright.production.limits import own_batches

PDF, ZPL = "application/pdf", "application/zpl"


@dataclass(frozen=True)
class LabelFile:
    """A file to print from."""

    name: str
    content_type: str
    content: bytes


def print_file(*, print_id: UUID, actor: Actor, printer_id: int | None = None) -> LabelFile:
    """The file of labels that were counted, as often as it is read; as ZPL for the printer, or for
    a usual one of 203 dots an inch.

    ``print_id`` is what ``batch_labels_record`` answered. Raises ``PrintNotFound`` and
    ``PrinterNotFound``.
    """
    actor.require("labels.print")
    asked = LabelPrint.objects.filter(entry=print_id).select_related("entry")
    prints = list(own_batches(asked, actor, "batch"))
    if not prints:
        raise PrintNotFound(key=print_id)
    first, numbers = prints[0], {each.batch_id: each.number for each in prints}
    name = f"{first.entry.record_label}-{first.size}"
    with in_language_of_plant():
        labels = batch_labels(numbers=numbers, actor=system_actor("labels"))
        if first.way not in {PrintWay.PAGES, PrintWay.SHEETS}:
            content = _zpl(labels, first, _media(printer_id, actor))
            return LabelFile(f"{name}.zpl", ZPL, content)
        is_sheet = first.way == PrintWay.SHEETS
        return LabelFile(f"{name}.pdf", PDF, _pdf(labels, first, is_sheet=is_sheet))


def _pdf(labels: Iterator[BatchLabel], first: LabelPrint, *, is_sheet: bool) -> bytes:
    from runwright.labels.batches.paper import labels_pdf  # loads the library that draws

    return labels_pdf(labels, kind=first.kind, size=first.size, is_sheet=is_sheet)


def _zpl(
    labels: Iterator[BatchLabel], asked: LabelPrint | PrintJob, media: Media, copies: int = 1
) -> bytes:
    from runwright.labels.batches.zpl import labels_zpl  # likewise

    return labels_zpl(labels, kind=asked.kind, size=asked.size, media=media, copies=copies)


def _media(printer_id: int | None, actor: Actor) -> Media:
    if printer_id is None:
        return Media(Resolution.DPI_203)
    return media_of(printer_get(printer_id=printer_id, actor=actor))


def media_of(printer: Printer) -> Media:
    """What a printer prints with."""
    return Media(printer.dpi, printer.font, printer.is_turned)


def job_zpl(job: PrintJob) -> bytes:
    """What a printer is sent for a job: its labels as they are now, or a test label."""
    media = media_of(job.printer)
    numbers: Mapping[int, int] = dict(job.prints.values_list("batch_id", "number"))
    with in_language_of_plant():
        actor = system_actor("printer")
        labels = batch_labels(numbers=numbers, actor=actor) if numbers else iter([_test(job)])
        return _zpl(labels, job, media, copies=job.copies)


def _test(job: PrintJob) -> BatchLabel:
    return BatchLabel(
        code=_("TEST"),
        qr="RW-TEST",
        item_code="ĂÂÎȘȚ",
        item_name="ăâîșț",
        quantity=job.printer.name,
        order=job.asked_by,
        date=plant_today().isoformat(),
    )


@contextmanager
def in_language_of_plant() -> Iterator[None]:
    """A label is for whoever meets it, not for whoever prints it."""
    with override(company_get().language):
        yield
