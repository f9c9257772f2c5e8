"""Reading the scans that wait or are in conflict."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Func, QuerySet, TextField, Value

from runwright.floor.errors import ParkedScanNotFound
from runwright.floor.models import ParkedScan
from runwright.floor.queued import QueuedScan, Trouble, draft_of
from runwright.kernel.errors import Refusal
from runwright.people.actor import Actor
from runwright.people.selectors import operators_all
from runwright.production.services.runs.scenes import ScanDraft
from runwright.resources.selectors import stations_all


def parked_all(*, actor: Actor) -> QuerySet[ParkedScan]:
    """Every scan that could not be posted when it came, newest first."""
    actor.require("production.view")
    parked = ParkedScan.objects.select_related("device__station")
    if actor.departments is not None:
        parked = _made_at(parked, stations_all(actor=actor).values_list("id", flat=True))
    return parked.order_by("-received_at", "-id")


def _made_at(parked: QuerySet[ParkedScan], station_ids: Iterable[int]) -> QuerySet[ParkedScan]:
    """The scans of which it can be read that they were made at one of these stations."""
    number = Func(F("body"), Value(STATION), function="substring", output_field=TextField())
    return parked.annotate(made_at=number).filter(made_at__in=[str(id) for id in station_ids])


STATION = '"station_id":([0-9]+)'
"""Where the words of a scan name the station: within a label the first quote would be escaped."""


def conflicts_count(*, actor: Actor) -> int:
    """How many scans wait for somebody's decision."""
    return parked_all(actor=actor).filter(state="conflict").count()


@dataclass(frozen=True)
class Told:
    """A parked scan in words: where and by whom it was made, of what, and why it was refused.

    ``draft`` is missing where it cannot be read.
    """

    row: ParkedScan
    station: str
    station_type: str
    operator: str
    labels: tuple[str, ...]
    quantities: tuple[tuple[str, Decimal], ...]
    draft: ScanDraft | None
    trouble: Trouble


def parked_told(*, rows: Iterable[ParkedScan], actor: Actor) -> list[Told]:
    """Parked scans in words."""
    drafts = [(row, _draft(row)) for row in rows]
    stations = stations_all(actor=actor).in_bulk({d.station_id for _row, d in drafts if d})
    people = operators_all(actor=actor)
    operators = people.in_bulk({d.operator_id for _row, d in drafts if d and d.operator_id})
    told = []
    for row, draft in drafts:
        station = stations.get(draft.station_id if draft else 0)
        operator = operators.get((draft and draft.operator_id) or 0)
        told.append(
            Told(
                row=row,
                station=station.name if station else "",
                station_type=station.type if station else "",
                operator=operator.name if operator else "",
                labels=draft.labels if draft else (),
                quantities=_quantities(draft),
                draft=draft,
                trouble=Trouble.read(row.trouble),
            )
        )
    return told


def parked_get(*, parked_id: UUID, actor: Actor) -> Told:
    """One parked scan in words. Raises ``ParkedScanNotFound``."""
    row = parked_all(actor=actor).filter(id=parked_id).first()
    if row is None:
        raise ParkedScanNotFound(key=parked_id)
    return parked_told(rows=[row], actor=actor)[0]


def _draft(row: ParkedScan) -> ScanDraft | None:
    try:
        return draft_of(QueuedScan.read(row.id, row.body, row.device_at).body)
    except Refusal:
        return None


def _quantities(draft: ScanDraft | None) -> tuple[tuple[str, Decimal], ...]:
    if draft is None:
        return ()
    said = [(name, getattr(draft, name)) for name in ("firsts", "seconds", "waste", "quantity")]
    return tuple((name, value) for name, value in said if value)
