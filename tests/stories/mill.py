"""The sock mill with its scanning stations: what worked examples 3, 5 and 13 are told with."""

from dataclasses import dataclass
from uuid import UUID

from runwright.engineering.models import Operation
from runwright.engineering.services import station_operations_set
from runwright.kernel.ids import uuid7
from runwright.production.models import Batch, Order, Run, Scan
from runwright.production.services.runs.releases import order_release
from runwright.production.services.runs.scans import scan_post
from runwright.production.services.runs.scenes import ScanDraft
from runwright.resources.models import Station
from runwright.resources.services import station_create
from tests.stories.plant import D, Plant, sock_mill

STATIONS = (
    ("Knit in", "init", "Knit"),
    ("Sorting", "split", "Inspect"),
    ("Boxes", "merge", "Pack"),
)


@dataclass
class Mill:
    """A plant whose operations are confirmed by scans."""

    plant: Plant
    stations: dict[str, Station]

    def station(self, name: str, type: str, operation: str, **fields: object) -> Station:
        made = station_create(name=name, type=type, actor=self.plant.actor, **fields)
        served = Operation.objects.filter(name=operation).values_list("id", flat=True)
        station_operations_set(station_id=made.id, operation_ids=served, actor=self.plant.actor)
        self.stations[name] = made
        return made

    def released(self, quantity: D, lot: D, item: str = "SOCK") -> tuple[Order, list[Batch]]:
        """An order released in lots, with its batches."""
        order = self.plant.planned(item, quantity)
        run = order_release(order_id=order.id, lot=lot, actor=self.plant.actor)
        return fresh(order), batches_of(run)

    def scan(
        self, station: str, *batches: Batch | str, id: UUID | None = None, **said: object
    ) -> Scan:
        labels = tuple(b if isinstance(b, str) else b.code for b in batches)
        draft = ScanDraft(station_id=self.stations[station].id, labels=labels, **said)
        return scan_post(draft=draft, actor=self.plant.actor, id=id or uuid7())


def batches_of(run: Run) -> list[Batch]:
    return list(run.batches.order_by("id"))


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def results(scan: Scan) -> dict[str, Batch]:
    """What came out of a scan, by grade."""
    return {link.grade: link.result for link in scan.links.filter(result__isnull=False)}


def scanning_mill() -> Mill:
    mill = Mill(sock_mill(), {})
    for name, type, operation in STATIONS:
        mill.station(name, type, operation)
    mill.plant.stocked()
    return mill
