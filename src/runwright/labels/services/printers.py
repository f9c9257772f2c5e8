"""Making and changing label printers, and what is printed where nobody says it."""

import re
from collections.abc import Iterable, Iterator

from django.db import transaction

from runwright.journal.masters import Master
from runwright.journal.services import Edit, Subject, entry_record, fields_set
from runwright.kernel.errors import Refusal, refuse_all
from runwright.labels.errors import (
    FontWrong,
    HostWrong,
    PortWrong,
    PrinterNameTaken,
    PrinterNotFound,
    UnknownLabel,
)
from runwright.labels.models import LabelDefaults, Printer, Resolution, StationPrinter
from runwright.labels.rules import label_check
from runwright.labels.states import PRINTER_LIFE
from runwright.people.actor import Actor

FIELDS = frozenset({"name", "host", "port", "dpi", "is_turned", "font"})
PRINTERS = Master(Printer, "printer", PrinterNotFound, FIELDS, PRINTER_LIFE)
HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_.-]{0,252}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45}")
FONT = re.compile(r"[A-Z]:[A-Z0-9_]{1,16}\.(FNT|TTF|TTE)")
DEFAULTS = Subject("label_defaults", "1", "labels")


@transaction.atomic
def printer_create(
    *, name: str, host: str, actor: Actor, station_ids: Iterable[int] = (), **fields: object
) -> Printer:
    """Make a label printer that stands beside these stations.

    Raises ``PrinterNameTaken``, and ``HostWrong``, ``PortWrong``, ``FontWrong`` or all of them.
    """
    actor.require("labels.manage")
    PRINTERS.check(fields)
    printer = Printer(name=name, host=host, **fields)
    refuse_all(_wrong(printer))
    PRINTERS.create(record=printer, otherwise=PrinterNameTaken(name=name), actor=actor)
    _stations_set(printer, set(station_ids))
    return printer


@transaction.atomic
def printer_update(
    *, printer_id: int, actor: Actor, station_ids: Iterable[int] | None = None, **fields: object
) -> Printer:
    """Change a printer, or say beside which stations it stands; they leave the one they had.

    Raises ``PrinterNotFound`` and what making one raises.
    """
    actor.require("labels.manage")
    PRINTERS.check(fields)
    printer = PRINTERS.locked(printer_id)
    wished = Printer(**{name: fields.get(name, getattr(printer, name)) for name in FIELDS})
    refuse_all(_wrong(wished))
    edits = [] if station_ids is None else _stations_set(printer, set(station_ids))
    taken = PrinterNameTaken(name=fields.get("name", printer.name))
    return PRINTERS.update(record=printer, fields=fields, otherwise=taken, actor=actor, also=edits)


@transaction.atomic
def printers_archive(*, printer_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take printers out of use; what waits for them is still sent."""
    actor.require("labels.manage")
    PRINTERS.archive(ids=printer_ids, actor=actor, reason=reason)


@transaction.atomic
def printers_restore(*, printer_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take printers out of the archive."""
    actor.require("labels.manage")
    PRINTERS.restore(ids=printer_ids, actor=actor, reason=reason)


@transaction.atomic
def label_defaults_set(
    *, kind: str, size: str, actor: Actor, printer_id: int | None = None
) -> LabelDefaults:
    """Say which labels are printed where neither a person nor a station does.

    Raises ``UnknownLabel`` and ``PrinterNotFound``.
    """
    actor.require("labels.manage")
    label_check(kind, size)
    if printer_id is not None:
        PRINTERS.locked(printer_id)
    defaults, _made = LabelDefaults.objects.select_for_update().get_or_create(id=1)
    wished = {"kind": kind, "size": size, "printer_id": printer_id}
    if edits := fields_set(record=defaults, fields=wished):
        entry_record(actor=actor, verb="label_defaults.update", subject=DEFAULTS, edits=edits)
    return defaults


def _wrong(printer: Printer) -> Iterator[Refusal]:
    if not HOST.fullmatch(printer.host):
        yield HostWrong(value=printer.host[:40])
    if not 0 < printer.port < 65536:
        yield PortWrong()
    if printer.dpi not in Resolution.values:
        yield UnknownLabel(field="dpi", value=printer.dpi, known=Resolution.values)
    if printer.font and not FONT.fullmatch(printer.font):
        yield FontWrong(value=printer.font)


def _stations_set(printer: Printer, wanted: set[int]) -> list[Edit]:
    before = _station_names(printer)
    StationPrinter.objects.filter(printer=printer).exclude(station__in=wanted).delete()
    for station_id in sorted(wanted):
        StationPrinter.objects.update_or_create(
            station_id=station_id, defaults={"printer": printer}
        )
    after = _station_names(printer)
    return [] if before == after else [Edit("stations", before, after)]


def _station_names(printer: Printer) -> str:
    names = StationPrinter.objects.filter(printer=printer).order_by("station__name")
    return ", ".join(names.values_list("station__name", flat=True))
