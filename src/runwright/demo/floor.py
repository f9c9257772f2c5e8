"""What the floor scans: stations, a run of socks under way, and one of gloves to come."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial

from runwright.demo.mill import Mill
from runwright.demo.story import END
from runwright.engineering.services import station_operations_named
from runwright.floor.queued import QueuedScan
from runwright.floor.services import scans_replay
from runwright.journal.clock import now
from runwright.kernel.ids import uuid7
from runwright.production.models import Batch, Scan
from runwright.production.selectors.batches import batches_all
from runwright.production.services import OrderDraft, order_create
from runwright.production.services.runs.batches import batch_hold, batch_note
from runwright.production.services.runs.releases import RunDraft, order_release
from runwright.production.services.runs.scans import scan_post
from runwright.production.services.runs.scenes import ScanDraft
from runwright.production.services.runs.undoing import scan_undo
from runwright.resources.selectors import departments_all
from runwright.resources.services import station_create

STATIONS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Closing, table 1", "init", "FINISHING", ("Close toes", "Link fingers")),
    ("Boarding", "move", "FINISHING", ("Board",)),
    ("Dye house", "move", "FINISHING", ("Dye and soften",)),
    ("Inspection, table 1", "split", "DISPATCH", ("Inspect and pair",)),
)
"""Name, type, department, and the operations served."""

OPENED = END - 420
RELEASED = END - 360
OFFLINE = timedelta(minutes=95)
SOCKS = ("SOCK-BLK-43", 300, 60)
GLOVES = ("GLOVE-RED-L", 120, 40)

Deed = Callable[[], None]


class Floor:
    """Tells what was scanned in the last shift; batches are named by their place in the run."""

    def __init__(self, mill: Mill) -> None:
        self.mill = mill
        self.stations: dict[str, int] = {}
        self.batches: list[Batch] = []
        self.boarded: list[int] = []

    def deeds(self) -> list[tuple[int, Deed]]:
        """Everything with its minute of the story."""
        return [
            (OPENED, self._stations),
            (RELEASED, self._release),
            *((RELEASED + 30 + 40 * n, partial(self._begin, n)) for n in range(4)),
            *((RELEASED + 60 + 45 * n, partial(self._board, n)) for n in range(3)),
            (RELEASED + 130, partial(self._sort, 0, 57, 2, 1)),
            (RELEASED + 198, self._mistype),
            (RELEASED + 200, partial(self._sort, 1, 40, 1, 0)),
            (RELEASED + 230, self._late),
            (RELEASED + 250, self._doubt),
            (END - 20, self._to_come),
        ]

    def _stations(self) -> None:
        actor = self.mill.clerk("mihai")
        departments = {one.code: one.id for one in departments_all(actor=actor)}
        for name, type, department, operations in STATIONS:
            station = station_create(
                name=name,
                type=type,
                department_id=departments[department],
                actor=actor,
            )
            self.stations[name] = station.id
            for operation in operations:
                station_operations_named(station_id=station.id, name=operation, actor=actor)

    def _release(self) -> None:
        self.batches = self._released(*SOCKS, note="Outlet, for Monday")

    def _to_come(self) -> None:
        self._released(*GLOVES)

    def _released(self, item: str, quantity: int, lot: int, *, note: str = "") -> list[Batch]:
        planner = self.mill.clerk("ioana")
        draft = OrderDraft(item_id=self.mill.items[item].id, quantity=Decimal(quantity), note=note)
        order = order_create(draft=draft, actor=planner)
        run = order_release(order_id=order.id, lot=Decimal(lot), actor=planner,
                            draft=RunDraft(note=note))  # fmt: skip
        return list(batches_all(actor=planner).filter(run=run).order_by("id"))

    def _scan(self, station: str, label: str, **said: object) -> Scan:
        draft = ScanDraft(station_id=self.stations[station], labels=(label,), **said)  # type: ignore[arg-type]
        return scan_post(draft=draft, actor=self.mill.clerk("mihai"), id=uuid7())

    def _begin(self, number: int) -> None:
        self._scan("Closing, table 1", self.batches[number].code)

    def _board(self, number: int) -> None:
        scan = self._scan("Boarding", self.batches[number].code)
        self.boarded.append(scan.batch_id)

    def _sort(self, number: int, firsts: int, seconds: int, waste: int) -> None:
        self._sorted(number, firsts, seconds=Decimal(seconds), waste=Decimal(waste))

    def _sorted(self, number: int, firsts: int, **lesser: Decimal) -> Scan:
        label = self.batches[number].code
        return self._scan("Inspection, table 1", label, firsts=Decimal(firsts), **lesser)

    def _mistype(self) -> None:
        """The pairs of the second batch are counted once more."""
        scan = self._sorted(1, 14)
        scan_undo(scan_id=scan.id, actor=self.mill.clerk("mihai"), reason="41, not 14")

    def _late(self) -> None:
        """A tablet that was without network sends what has been sorted at the table meanwhile."""
        body = {"station_id": self.stations["Inspection, table 1"],
                "labels": [self.batches[0].code], "firsts": "60"}  # fmt: skip
        fact = QueuedScan(uuid7(), body, now() - OFFLINE)
        scans_replay(facts=[fact], actor=self.mill.clerk("mihai"))

    def _doubt(self) -> None:
        """The third batch looks odd."""
        actor, batch_id = self.mill.clerk("mihai"), self.boarded[2]
        batch_note(batch_id=batch_id, text="The heels are of another shade", actor=actor)
        batch_hold(batch_id=batch_id, reason="Two shades in one batch", actor=actor)
