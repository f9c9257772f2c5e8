"""Half a year before the story, as the mill kept it elsewhere: brought over as a whole.

A history says what was worked on, not what it cost or what lay in the stores (decision 7).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import groupby

from runwright.demo.mill import CENTRE_OF, Mill
from runwright.demo.moments import Piece
from runwright.engineering.models import Operation
from runwright.floor.services.downtimes import Stop, downtimes_post
from runwright.journal.services import Subject, entry_record
from runwright.people.actor import Actor
from runwright.production.services.history.bookings import (
    PastBooking,
    Touched,
    history_bookings_post,
    history_refresh,
)
from runwright.production.services.history.orders import (
    PastOperation,
    PastOrder,
    history_orders_create,
)

WEEKS = 26
MINUTE = timedelta(minutes=1)

Leg = tuple[str, str]
"""An operation, and the machine it went over."""

WEEKLY: tuple[tuple[tuple[str, ...], tuple[Leg, ...]], ...] = (
    (("TUBE-BLK-39", "TUBE-NVY-39"), (("Knit", "KN-1"),)),
    (("TUBE-WHT-39", "TUBE-BLK-43"), (("Knit", "KN-2"),)),
    (("TUBE-NVY-43", "TUBE-WHT-43"), (("Knit", "KN-3"),)),
    (("SHELL-M",), (("Knit shell", "GK-1"),)),
    (("SHELL-L",), (("Knit shell", "GK-2"),)),
    (
        ("SOCK-BLK-39", "SOCK-NVY-39", "SOCK-WHT-39"),
        (("Close toes", "LK-1"), ("Board", "BD-1"), ("Inspect and pair", "IN-1")),
    ),
    (("GLOVE-RED-M", "GLOVE-GRN-M"), (("Link fingers", "LK-2"), ("Dye and soften", "DY-1"))),
    (("PACK-BLK-39", "PACK-WHT-39", "PACK-NVY-39"), (("Pack and carton", "PK-1"),)),
)
"""What was made in turn, one order of it a week, and over which machines."""

PACE: dict[str, tuple[int, int]] = {
    "KNIT": (84, 3),
    "GLOVE": (78, 5),
    "LINK": (88, 2),
    "DYE": (74, 4),
    "BOARD": (86, 3),
    "INSPECT": (90, 6),
    "PACK": (91, 1),
}
"""Of a work centre's ideal pace in percent, and how many of a thousand pieces were bad."""

FAULTS: dict[str, tuple[str, ...]] = {
    "KNIT": ("HOLE", "STAIN", "HOLE"),
    "GLOVE": ("HOLE", "SIZE"),
    "LINK": ("SEAM", "SEAM", "STAIN"),
    "DYE": ("SHADE", "SHADE", "STAIN"),
    "BOARD": ("SIZE",),
    "INSPECT": ("PAIR", "HOLE", "SHADE", "PAIR"),
    "PACK": ("STAIN",),
}
STOPS: dict[str, tuple[str, ...]] = {
    "KNIT": ("NEEDLE", "YARN", "CHANGE", "NEEDLE", "DRIVE"),
    "GLOVE": ("NEEDLE", "SERVICE", "DRIVE", "NOBODY"),
    "LINK": ("DRIVE", "NOBODY", "YARN"),
    "DYE": ("SERVICE", "YARN", "CLEAN"),
    "BOARD": ("DRIVE", "NOBODY"),
    "INSPECT": ("NOBODY", "YARN"),
    "PACK": ("YARN", "CLEAN", "NOBODY"),
}
"""What was usually wrong at a work centre, in turn."""


@dataclass(frozen=True)
class Week:
    """A week of the past: its number counted back from the story, and its shifts."""

    back: int
    shifts: tuple[Piece, ...]

    @property
    def slower(self) -> int:
        """Percent points by which it was slower than the mill is by now; every seventh was bad."""
        return self.back // 4 + (6 if self.back % 7 == 3 else 0)


def past_bring_over(mill: Mill, *, actor: Actor) -> None:
    """Post the orders, the time, the pieces and the stops of the weeks before the story."""
    subject = Subject("company", "1", "History")
    reason = "Brought over from the sheets kept before"
    entry = entry_record(actor=actor, verb="history.bring", subject=subject, reason=reason)
    past = _Past(mill)
    works = history_orders_create(orders=past.orders(), entry=entry, actor=actor)
    touched, bookings = Touched(), [*past.bookings(works)]
    history_bookings_post(bookings=bookings, entry=entry, touched=touched, actor=actor)
    history_refresh(touched=touched, actor=actor)
    downtimes_post(stops=[*past.stops()], entry=entry)


@dataclass(frozen=True)
class _Job:
    """One line of a week: what was made, under which number, in which operations."""

    week: Week
    number: str
    item: str
    legs: tuple[Leg, ...]


class _Past:
    """The weeks as rows, for the mill as it stands."""

    def __init__(self, mill: Mill) -> None:
        self.mill = mill
        self.weeks = [*_weeks(mill)]
        self.jobs = [
            _Job(week, f"K{WEEKS - week.back:02}-{n}", items[week.back % len(items)], legs)
            for week in self.weeks
            for n, (items, legs) in enumerate(WEEKLY, start=1)
        ]
        self.steps = {(step.routing.item.code, step.name): step for step in _steps()}

    def orders(self) -> list[PastOrder]:
        """An order for each job."""
        return [self._order(job) for job in self.jobs]

    def _order(self, job: _Job) -> PastOrder:
        steps = [self.steps[job.item, name] for name, _machine in job.legs]
        shifts, machine = job.week.shifts, job.legs[-1][1]
        made = sum(_pieces(job.week, steps[-1], machine, n) for n in range(len(shifts)))
        operations = [
            PastOperation(
                one.name, one.work_centre_id, one.id, one is steps[-1], _expected(one, made)
            )
            for one in steps
        ]
        item_id = self.mill.items[job.item].id
        return PastOrder(
            job.number, item_id, Decimal(made), shifts[0].start, operations, steps[-1].routing_id
        )

    def bookings(self, works: Mapping[tuple[str, str], int]) -> Iterator[PastBooking]:
        """A set-up and a run for each shift."""
        for job in self.jobs:
            for name, machine in job.legs:
                for n, shift in enumerate(job.week.shifts):
                    operator = self.mill.operator(machine, shift.shift).id
                    place = self.mill.plant.machines[machine].id
                    where = (works[job.number, name], operator, place)
                    yield from self._shift(job, (name, machine), where, n)

    def _shift(
        self, job: _Job, leg: Leg, where: tuple[int, int, int], n: int
    ) -> Iterator[PastBooking]:
        week, shift, (name, machine) = job.week, job.week.shifts[n], leg
        step, ready = self.steps[job.item, name], shift.start
        if n == 0:
            ready += (int(step.setup_minutes) + 5 * (week.back % 4)) * MINUTE
            yield PastBooking(*where, "setup", shift.start, ready)
        pieces, (_pace, faulty) = _pieces(week, step, machine, n), PACE[CENTRE_OF[machine]]
        bad = pieces * (faulty + week.slower // 2 + n % 3) // 1000
        fault = self._fault(machine, week.back + n) if bad else None
        yield PastBooking(
            *where, "run", ready, shift.end - 15 * MINUTE, firsts=Decimal(pieces - bad),
            waste=Decimal(bad), scrap_reason_id=fault,
        )  # fmt: skip

    def _fault(self, machine: str, n: int) -> int:
        faults = FAULTS[CENTRE_OF[machine]]
        return int(self.mill.plant.faults[faults[n % len(faults)]].id)

    def stops(self) -> Iterator[Stop]:
        """In two weeks of three, each machine stood once."""
        for week in self.weeks:
            for n, machine in enumerate(sorted(self.mill.plant.machines)):
                if (week.back + n) % 3:
                    yield self._stop(week, n, machine)

    def _stop(self, week: Week, n: int, machine: str) -> Stop:
        reasons = STOPS[CENTRE_OF[machine]]
        shift = week.shifts[(week.back * 3 + n * 5) % len(week.shifts)]
        began = shift.start + (60 + (week.back * 3 + n * 5) * 37 % 240) * MINUTE
        return Stop(
            reason_id=self.mill.plant.stops[reasons[(week.back + n) % len(reasons)]].id,
            started_at=began,
            ended_at=began + (20 + (week.back * 17 + n * 29) % 75) * MINUTE,
            machine_id=self.mill.plant.machines[machine].id,
            operator_id=self.mill.operator(machine, shift.shift).id,
        )


def _steps() -> Iterator[Operation]:
    return (
        Operation.objects.select_related("routing__item", "work_centre").order_by("id").iterator()
    )


def _weeks(mill: Mill) -> Iterator[Week]:
    begins = mill.moments.instant(0)
    earlier = mill.moments.before(begins - timedelta(weeks=WEEKS), begins - timedelta(hours=1))
    for back, shifts in groupby(earlier, lambda one: (begins - one.start).days // 7):
        yield Week(back, tuple(shifts))


def _expected(step: Operation, pieces: int) -> Decimal:
    """Minutes of set-up and of so many pieces, at the efficiency of the work centre."""
    efficiency = step.work_centre.efficiency
    return (step.setup_minutes + step.cycle_minutes * pieces / step.units_per_cycle / efficiency
            ).quantize(Decimal("0.01"))  # fmt: skip


def _pieces(week: Week, step: Operation, machine: str, shift: int) -> int:
    """What came off in a shift of eight hours, with its ups and downs."""
    pace = PACE[CENTRE_OF[machine]][0] - week.slower - (week.back * 5 + shift * 3) % 7
    return max(1, int(Decimal(480 * pace) / 100 * step.units_per_cycle / step.cycle_minutes))
