"""Random scans against the floor in plain Python: after every step both say the same.

10 000 steps in all (``RUNWRIGHT_SCAN_STEPS``), in seeds that begin with the same mill. The sums of
the books are right after every step, and all that the doctor asks four times a seed.
"""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

import pytest
from django.db import connection

from runwright.engineering.services import LineDraft, OperationDraft, station_operations_set
from runwright.kernel.errors import Refusal
from runwright.production.models import Batch, Order, Scan, WorkOrder
from runwright.production.services import order_finish
from runwright.production.services.runs.batches import batch_delete, batch_hold, batch_unhold
from runwright.production.services.runs.endings import batch_close
from runwright.production.services.runs.undoing import scan_undo
from runwright.reports.doctor import examine
from runwright.resources.services import station_create
from runwright.units.selectors import unit_by_code
from tests.faults.books import conserved
from tests.faults.floor_model import GRADES, Floor, Refused, Sorting, Step, Way
from tests.stories.mill import Mill
from tests.stories.plant import D, sock_mill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SEEDS, LOOKS = 10, 4
STEPS = int(os.environ.get("RUNWRIGHT_SCAN_STEPS", "10000")) // SEEDS

SCANNED, ALONG = True, False
WAYS = (
    Way("SOCK", {10: Step(()), 20: Step((10,)), 30: Step((20,))}),
    Way("GLOVE", {10: Step(()), 20: Step((10,)), 30: Step((20,))}, seconds_go_on=True),
    Way("SCARF", {10: Step(()), 20: Step((10,), ALONG), 30: Step((20,)), 40: Step((30,), ALONG)},
        seconds_go_on=True),
    Way("HAT", {10: Step((), ALONG), 20: Step((10,)), 30: Step((20,)), 40: Step((20,)),
                50: Step((30, 40))}),
    Way("BELL", {10: Step(()), 20: Step((10,))}),
)  # fmt: skip
"""With overlap and without, operations without a station in the middle, first and last, branches,
seconds that go on, and serial numbers."""
SERIAL, OVERLAPS = ("BELL",), ("SOCK", "HAT")


Foreseen = TypeVar("Foreseen")
Done = TypeVar("Done")


@pytest.fixture(scope="module")
def mill(once: None) -> Mill:
    """Every operation with a station can be confirmed by a move, a split and a merge."""
    mill = Mill(sock_mill(), {})
    for way in WAYS[1:]:
        _item(mill, way)
    for way in WAYS:
        _stations(mill, way)
    mill.plant.receive("YARN", D(100_000), lot_number="Y1")
    mill.plant.receive("BOX", D(100_000))
    connection.check_constraints()  # what is deferred is asked at the end of each seed alone
    return mill


def _item(mill: Mill, way: Way) -> None:
    plant = mill.plant
    tracking = "serial" if way.item in SERIAL else "lot"
    plant.item(way.item, kind="product", supply="make", tracking=tracking,
               seconds_go_on=way.seconds_go_on)  # fmt: skip
    operations = [
        OperationDraft(f"{way.item} {number}", plant.centres["KNIT"].id, cycle_minutes=D(1),
                       may_overlap=way.item in OVERLAPS, follows=step.before)
        for number, step in way.steps.items()
    ]  # fmt: skip
    kg, piece = unit_by_code(code="kg").id, unit_by_code(code="pcs").id
    lines = [LineDraft(plant.items["YARN"].id, kg, D("0.7"), step=10),
             LineDraft(plant.items["BOX"].id, piece, D(1), step=way.output)]  # fmt: skip
    plant.recipe(way.item, plant.routing(way.item, *operations), lines, quantity=D(6))


def _stations(mill: Mill, way: Way) -> None:
    operations = dict(mill.plant.boms[way.item].routing.operations.values_list("sequence", "id"))
    for name, served in way.served.items():
        station = station_create(name=name, type=name.split()[1], actor=mill.plant.actor)
        ids = [operations[number] for number in served]
        station_operations_set(station_id=station.id, operation_ids=ids, actor=mill.plant.actor)
        mill.stations[name] = station


class Shift:
    """Somebody who scans anything, and the model that says what must come of it."""

    def __init__(self, mill: Mill, seed: int) -> None:
        self.chance = Random(seed)
        self.mill = mill
        self.actor = mill.plant.actor
        self.floors: list[Floor] = []
        self.orders: dict[str, Order] = {}
        self.seen = Counter[str]()

    def step(self) -> None:
        """One thing done; both refuse it for the same reason, or both say the same afterwards."""
        floor = self.floor()
        act = self.chance.choice(self.acts())
        if self.chance.random() < 0.8 and not any(
            x.state == "scanned" for x in floor.lots.values()
        ):
            act = self.init
        try:
            act(floor)
            self.seen[act.__name__] += 1
        except Refused as refused:
            self.seen[str(refused)] += 1
        assert found(self.order(floor).id) == foreseen(floor), act.__name__
        assert list(floor.lost()) == []
        assert conserved(), act.__name__

    def floor(self) -> Floor:
        """Mostly an order on which something is still to be done."""
        live = [
            floor
            for floor in self.floors[-4:]
            if any(lot.state in ("created", "scanned") for lot in floor.lots.values())
        ]
        if not live or self.chance.random() < 0.015:
            return self.release()
        return self.chance.choice(live if self.chance.random() < 0.9 else self.floors)

    def acts(self) -> list[Callable[[Floor], None]]:
        scans = [self.init] * 6 + [self.move] * 5 + [self.split] * 8 + [self.merge] * 5
        return [*scans, self.close, self.hold, self.unhold, self.undo, self.undo, self.delete,
                self.finish]  # fmt: skip

    def release(self) -> Floor:
        way = self.chance.choice(WAYS)
        lot = self.chance.randint(1, 4 if way.item in SERIAL else 12)
        order, batches = self.mill.released(D(lot * self.chance.randint(2, 8)), D(lot), way.item)
        floor = Floor(way, {batch.code: int(batch.quantity) for batch in batches})
        self.floors.append(floor)
        self.orders[batches[0].code] = order
        return floor

    def order(self, floor: Floor) -> Order:
        return self.orders[next(iter(floor.planned))]

    def both(
        self, model: Callable[[], Foreseen], press: Callable[[], Done]
    ) -> tuple[Foreseen, Done]:
        """What the model foresees and what was done, unless both refuse."""
        try:
            foreseen = model()
        except Refused as refused:
            with pytest.raises(Refusal) as told:
                press()
            assert type(told.value).__name__ == str(refused), told.value
            raise
        return foreseen, press()

    # What people do

    def init(self, floor: Floor) -> None:
        self.whole(floor, "init", [self.label(floor, "created")])

    def move(self, floor: Floor) -> None:
        self.whole(floor, "move", [self.label(floor, "scanned")])

    def merge(self, floor: Floor) -> None:
        lots, first = floor.lots, self.label(floor, "scanned")
        alike = [
            code
            for code, lot in lots.items()
            if lot.state == "scanned" and floor.likeness(code) == floor.likeness(first)
        ]
        others = alike if alike and self.chance.random() < 0.8 else list(lots)
        more = self.chance.choices(others, k=self.chance.randint(1, 3))
        self.whole(floor, "merge", [first, *more])

    def whole(self, floor: Floor, kind: str, labels: Sequence[str]) -> None:
        station = self.station(floor, kind, labels[0])
        event, scan = self.both(
            lambda: floor.whole(kind, [floor.ahead(x) for x in labels], floor.way.served[station]),
            lambda: self.mill.scan(station, *labels),
        )
        floor.events.append(event.named(scan.id, came_out(scan)))

    def split(self, floor: Floor) -> None:
        label = self.label(floor, "scanned")
        sorting, station = self.sorting(floor, label), self.station(floor, "split", label)
        closes = self.chance.random() < 0.1
        event, scan = self.both(
            lambda: floor.split(floor.ahead(label), floor.way.served[station], sorting),
            lambda: self.mill.scan(
                station, label, closes_source=closes, reason="rest lost",
                keeps_together=sorting.together, accept_gain=sorting.accepts_gain,
                **{grade: D(pieces) for grade, pieces in sorting.pieces.items()},
            ),
        )  # fmt: skip
        floor.events.append(event.named(scan.id, came_out(scan)))
        if closes and floor.lots[event.batch].remaining:
            own = Scan.objects.filter(kind="close", batch__code=event.batch).latest("entry_id")
            floor.events.append(floor.close(event.batch).named(own.id, ()))

    def sorting(self, floor: Floor, label: str) -> Sorting:
        left = sum(floor.lots[label].left.values())
        total = self.chance.choice([left, left, self.chance.randint(0, left + 1)])
        firsts = self.chance.choice([total, 0, self.chance.randint(0, total)])
        seconds = self.chance.randint(0, total - firsts)
        pieces = dict(zip(GRADES, (firsts, seconds, total - firsts - seconds), strict=True))
        return Sorting(pieces, self.chance.random() < 0.2, self.chance.random() < 0.5)

    def close(self, floor: Floor) -> None:
        code = self.label(floor, "scanned")
        press = self.on(code, batch_close, reason="lost")
        event, _ = self.both(lambda: floor.close(code), press)
        scan = Scan.objects.filter(kind="close", batch__code=code).latest("entry_id")
        floor.events.append(event.named(scan.id, ()))

    def hold(self, floor: Floor) -> None:
        code = self.label(floor, "scanned")
        self.both(lambda: floor.hold(code), self.on(code, batch_hold, reason="look"))
        floor.held.add(code)

    def unhold(self, floor: Floor) -> None:
        held = [code for code in floor.lots if code in floor.held]
        code = self.chance.choice([*held, self.label(floor, "scanned")])
        self.both(lambda: floor.unhold(code), self.on(code, batch_unhold))
        floor.held.remove(code)

    def delete(self, floor: Floor) -> None:
        code = self.label(floor, "created" if self.chance.random() < 0.3 else "scanned")
        self.both(lambda: floor.delete(code), self.on(code, batch_delete))
        floor.deleted.add(code)

    def undo(self, floor: Floor) -> None:
        happened = floor.events[-1:] * 3 + floor.events + floor.undone
        happened = [event for event in happened if event.key]
        if not happened:
            return
        event = self.chance.choice(happened)
        self.both(
            lambda: floor.undo(event),
            lambda: scan_undo(scan_id=event.key, actor=self.actor, reason="wrong"),
        )
        floor.take_back(event)

    def finish(self, floor: Floor) -> None:
        if self.chance.random() < 0.7 and floor in self.floors[-2:]:
            return
        events, _ = self.both(
            floor.finish, lambda: order_finish(order_id=self.order(floor).id, actor=self.actor)
        )
        floor.events += events
        floor.is_done = True

    def on(self, code: str, press: Callable[..., object], **said: str) -> Callable[[], object]:
        batch_id = Batch.objects.get(code=code).id
        return lambda: press(batch_id=batch_id, actor=self.actor, **said)

    def label(self, floor: Floor, state: str) -> str:
        fitting = [code for code, lot in floor.lots.items() if lot.state == state]
        if not fitting or self.chance.random() < 0.1:
            fitting = list(floor.lots)
        return self.chance.choice(fitting)

    def station(self, floor: Floor, kind: str, code: str) -> str:
        """Mostly one that serves what the batch waits for."""
        within = floor.way.reachable(floor.lots[code].passed)
        fitting = [name for name, at in floor.way.served.items() if name.split()[1] == kind
                   and (at & set(within) or self.chance.random() < 0.1)]  # fmt: skip
        every = [name for name in floor.way.served if name.split()[1] == kind]
        return self.chance.choice(fitting or every)


def came_out(scan: Scan) -> list[str]:
    """The codes of the batches a scan made, as they were born."""
    made = Batch.objects.filter(links_in__scan=scan).order_by("id").distinct()
    return list(made.values_list("code", flat=True))


def foreseen(floor: Floor) -> dict[str, object]:
    lots = floor.lots
    totals = Counter[str]()
    for number, work in floor.works.items():
        totals["firsts"] += work["firsts"] if number == floor.way.output else 0
        totals["seconds"] += work["seconds"] - work["from_seconds"]
        totals["waste"] += work["waste"]
    return {
        "batches": {
            code: lot.ending if lot.state == "void" else
            (lot.state, lot.ending, lot.firsts, lot.seconds, lot.gained, lot.taken, set(lot.passed))
            for code, lot in lots.items()
        },
        "works": {
            number: tuple(floor.works[number][name] for name in SUMS) for number in floor.way.steps
        },
        "order": (floor.state, *(totals[grade] for grade in GRADES), floor.received),
        "run": floor.run_state,
    }  # fmt: skip


SUMS = ("firsts", "seconds", "waste", "from_seconds", "gained")
TOLD = ("code", "state", "ending", "firsts", "seconds", "gained", "taken", "passed")


def found(order_id: int) -> dict[str, object]:
    batches = Batch.objects.filter(order=order_id).order_by("id").values_list(*TOLD, "run__state")
    works = WorkOrder.objects.filter(order=order_id).exclude(state="cancelled")
    return {
        "batches": {
            code: ending if state == "void" else
            (state, ending, *pieces, {int(number) for number in passed.split()})
            for code, state, ending, *pieces, passed, _ in batches
        },
        "works": {number: tuple(sums) for number, *sums in works.values_list("sequence", *SUMS)},
        "order": Order.objects.values_list("state", *GRADES, "received").get(id=order_id),
        "run": batches[0][-1],
    }  # fmt: skip


def complaints() -> list[str]:
    return [str(complaint) for complaint in examine()]


@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_whatever_is_scanned_the_floor_is_as_the_model_says(mill: Mill, seed: int) -> None:
    shift = Shift(mill, seed)
    for turn in range(STEPS):
        shift.step()
        if turn % (STEPS // LOOKS) == STEPS // LOOKS - 1:
            assert complaints() == [], (turn, shift.seen)
    assert len(shift.seen) > 15, shift.seen
