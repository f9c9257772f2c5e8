"""A made-up machine shop's log with the columns and the defects of a real one.

Names, times and quantities come from a seed. The reference figures are counted here, minute by
minute and row by row, in another way than the program counts them.
"""

import csv
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

HEADER = [
    "Case ID", "Activity", "Resource", "Start Timestamp", "Complete Timestamp", "Span",
    "Work Order Qty", "Part Desc.", "Worker ID", "Report Type", "Qty Completed", "Qty Rejected",
    "Qty for MRB", "Rework",
]  # fmt: skip

PARTS = ("Valve Seat", "Guide Rail", "Lead Screw", "Bearing Cap", "Hinge Pin", "Coupling Half")
STEPS = (
    ("Sawing", "Saw 1"),
    ("Turning", "Lathe 2"),
    ("Milling & Drilling", "Mill 4"),
    ("Deburring", "Bench 5"),
    ("Grinding", "Grinder 6"),
    ("Washing", "Washer 7"),
    ("Inspection", "Inspection Table"),
)
SPARE = {"Turning": "Lathe 3"}
PACKING = ("Packing", "Packing Table")
EPOCH = datetime.fromisoformat("2031-03-03 06:00")


@dataclass
class ResourceFigures:
    """Minutes and rejected pieces of one resource; ``busy`` holds each worked minute once."""

    events: int = 0
    booked: int = 0
    setup: int = 0
    run: int = 0
    disruption: int = 0
    rejected: int = 0
    busy: set[int] = field(default_factory=set)


@dataclass
class Reference:
    """What an import of the log has to show."""

    events: int = 0
    ordered: int = 0
    packed: int = 0
    packed_orders: int = 0
    rejected: int = 0
    held: int = 0
    rework: int = 0
    booked: int = 0
    setup: int = 0
    busy: int = 0
    median_minutes: float = 0
    resources: dict[str, ResourceFigures] = field(default_factory=dict)


@dataclass
class Lookalike:
    """Rows as in the file; ``defects`` counts what was planted."""

    rows: list[list[str]]
    defects: dict[str, int]
    cases: int

    def write(self, path: Path) -> Path:
        """Write the log as CSV."""
        with path.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([HEADER, *self.rows])
        return path

    def reference(self, *, keep_duplicates: bool) -> Reference:
        """Count the figures from the rows, with equal rows once or each time."""
        rows = (
            self.rows
            if keep_duplicates
            else [list(r) for r in dict.fromkeys(map(tuple, self.rows))]
        )
        return _reference(rows)


def lookalike(*, seed: int = 11, cases: int = 24) -> Lookalike:
    """Make a log of ``cases`` orders; every defect of the real log occurs at least once."""
    return _Writer(Random(seed)).log(cases)


class _Writer:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.rows: list[list[str]] = []
        self.defects: dict[str, int] = {}

    def log(self, cases: int) -> Lookalike:
        for number in range(1, cases + 1):
            self.order(number)
        self.plant_duplicates()
        self.plant_spans()
        return Lookalike(self.rows, self.defects, cases)

    def order(self, number: int) -> None:
        quantity = self.random.choice([4, 10, 12, 40, 75, 150])
        order = (f"Case {number}", quantity, self.random.choice(PARTS))
        at = EPOCH + timedelta(hours=7 * number, minutes=self.random.randrange(60))
        good = quantity
        for step in self.route(number):
            at, good = self.operation(order, step, at, good, number)
        if number % 8 == 3:
            self.count("output_not_reached")
        else:
            self.pack(order, at, 0 if number % 12 == 5 else good)

    def route(self, number: int) -> list[tuple[str, str]]:
        route = [step for step in STEPS if self.random.random() < 0.75] or [STEPS[0]]
        if number % 5 == 1 and len(route) > 1:
            self.count("repeated_operation")
            route.append(route[0])
        return route

    def operation(
        self,
        order: tuple[str, int, str],
        step: tuple[str, str],
        at: datetime,
        good: int,
        number: int,
    ) -> tuple[datetime, int]:
        name, resource = step
        if name in SPARE and number % 4 == 0:
            resource = SPARE[name]
            self.count("several_resources")
        place = (name, resource)
        at = self.book(order, place, at, self.random.randrange(10, 90), "S")
        rejected = self.random.choice([0, 0, 0, 1, 2]) if good > 4 else 0
        held = 1 if number % 9 == 4 and good > 6 and name == "Turning" else 0
        first = good // 2
        at = self.book(order, place, at, self.random.randrange(20, 700), "D", first)
        last = good - first - rejected - held
        rework = "Y" if number % 6 == 2 and name == "Grinding" else ""
        at = self.book(
            order, place, at, self.random.randrange(20, 700), "D", last, rejected, held, rework
        )
        if number % 7 == 6:
            at = self.book(order, place, at, 15, "B")
        return at, good - rejected - held

    def pack(self, order: tuple[str, int, str], at: datetime, good: int) -> None:
        more = 2 if order[0] in ("Case 2", "Case 9") else 0
        if more:
            self.count("later_exceeds_earlier")
        self.book(order, PACKING, at, 30, "D", good + more)
        if good == 0:
            self.count("output_empty")
        if order[0] in ("Case 4", "Case 7"):
            self.count("zero_length")
            self.book(order, PACKING, at + timedelta(minutes=45), 0, "D")

    def book(
        self,
        order: tuple[str, int, str],
        place: tuple[str, str],
        at: datetime,
        minutes: int,
        kind: str,
        completed: int = 0,
        rejected: int = 0,
        held: int = 0,
        rework: str = "",
    ) -> datetime:
        """One row; the next booking begins a little later, so resources overlap at times."""
        end = at + timedelta(minutes=minutes)
        worker = f"W{100 + self.random.randrange(9)}"
        self.rows.append([
            order[0], place[0], place[1], f"{at:%Y-%m-%d %H:%M:%S}", f"{end:%Y-%m-%d %H:%M:%S}",
            f"{minutes // 60:03}:{minutes % 60:02}", str(order[1]), order[2], worker, kind,
            str(completed), str(rejected), str(held), rework,
        ])  # fmt: skip
        return end + timedelta(minutes=self.random.randrange(240))

    def count(self, defect: str) -> None:
        self.defects[defect] = self.defects.get(defect, 0) + 1

    def plant_duplicates(self) -> None:
        """Repeat some rows exactly, right below and far away, one of them three times."""
        for position in (40, 25, 25, 9):
            self.rows.insert(position + self.random.choice([1, 30]), list(self.rows[position]))
        self.defects["duplicates"] = len(self.rows) - len(set(map(tuple, self.rows)))

    def plant_spans(self) -> None:
        """One duration that a spreadsheet turned into a date, and some wrong ones."""
        alone = [row for row in self.rows if self.rows.count(row) == 1]
        alone[3][5] = "1899/12/31 01:49:00"
        for row in alone[10:40:5]:
            row[5] = "099:59"
        self.defects["span_is_date"] = 1
        self.defects["span_disagrees"] = len(alone[10:40:5])


def _reference(rows: list[list[str]]) -> Reference:
    total = Reference(events=len(rows))
    cases: dict[str, dict[str, int]] = {}
    for row in rows:
        start, end = (datetime.fromisoformat(text) for text in row[3:5])
        first = int((start - EPOCH).total_seconds()) // 60
        last = int((end - EPOCH).total_seconds()) // 60
        case = cases.setdefault(
            row[0], {"qty": int(row[6]), "first": first, "last": last, "out": 0}
        )
        case["first"], case["last"] = min(case["first"], first), max(case["last"], last)
        case["out"] += int(row[10]) if row[1] == "Packing" else 0
        _add(total, total.resources.setdefault(row[2], ResourceFigures()), row, range(first, last))
    total.ordered = sum(case["qty"] for case in cases.values())
    total.packed = sum(case["out"] for case in cases.values())
    total.packed_orders = sum(1 for case in cases.values() if case["out"])
    total.median_minutes = median(case["last"] - case["first"] for case in cases.values())
    total.busy = sum(len(resource.busy) for resource in total.resources.values())
    return total


def _add(total: Reference, resource: ResourceFigures, row: list[str], minutes: range) -> None:
    kind = {"S": "setup", "D": "run", "B": "disruption"}[row[9]]
    resource.events += 1
    resource.booked += len(minutes)
    setattr(resource, kind, getattr(resource, kind) + len(minutes))
    resource.rejected += int(row[11])
    resource.busy.update(minutes)
    total.booked += len(minutes)
    total.setup += len(minutes) if row[9] == "S" else 0
    total.rejected += int(row[11])
    total.held += int(row[12])
    total.rework += row[13] == "Y"
