"""What the shop did in the two weeks, in working minutes: no database, no clock, one seed.

Orders go through their operations in portions; each portion takes the machine of its work order
when it is free, and what comes off it goes on. The same tables always tell the same story,
whatever the day on which it is told.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import count
from math import ceil
from random import Random

from runwright.demo.orders import (
    CANCELLED_AFTER,
    HELD,
    HOURS,
    MISBOOKED,
    MISCOUNTED,
    STOPS,
    WISHES,
    Wish,
)
from runwright.demo.plant import CENTRES, MACHINES
from runwright.demo.recipes import STEPS, Step

SEED = 1889
END = HOURS * 60
PORTION = 720
"""About how many minutes of running are done and reported in one go."""

EFFICIENCY = {row[0]: Fraction(row[3]) for row in CENTRES}

FAULTS: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "KNIT": (0, 9, ("HOLE", "STAIN")),
    "GLOVE": (0, 16, ("HOLE", "STAIN")),
    "LINK": (0, 5, ("SEAM", "HOLE")),
    "DYE": (0, 8, ("SHADE",)),
    "BOARD": (0, 4, ("SIZE",)),
    "INSPECT": (18, 7, ("PAIR", "SHADE", "HOLE")),
    "PACK": (0, 0, ()),
}
"""Seconds and waste in a thousand at each work centre, and the reasons given there."""


@dataclass(frozen=True)
class Stretch:
    """A machine and its operator set up an operation until ``ready``, then worked on it."""

    order: int
    step: int
    machine: str
    start: int
    ready: int
    end: int
    kind: str = "run"
    is_wrong: bool = False


@dataclass(frozen=True)
class Yield:
    """What came off an operation; ``is_wrong`` was first miscounted."""

    order: int
    step: int
    machine: str
    firsts: int
    seconds: int = 0
    waste: int = 0
    held: int = 0
    reason: str = ""
    is_wrong: bool = False
    is_rework: bool = False


@dataclass(frozen=True)
class Verdict:
    """Pieces held at an operation were judged."""

    order: int
    step: int
    outcome: str
    quantity: int


@dataclass(frozen=True)
class Release:
    """An order was written, and taken as far as its fate says."""

    order: int


@dataclass(frozen=True)
class End:
    """An order was finished, or cancelled."""

    order: int


Event = Stretch | Yield | Verdict | Release | End


@dataclass(order=True, frozen=True)
class Portion:
    """A quantity ready for an operation at a minute; ``number`` breaks ties."""

    ready: int
    number: int
    order: int = field(compare=False)
    step: int = field(compare=False)
    quantity: int = field(compare=False)
    is_first: bool = field(compare=False)


def steps_of(wish: Wish) -> Sequence[Step]:
    """The operations an order goes through."""
    return STEPS[wish.item.split("-")[0]]


def start_quantity(wish: Wish, step: int) -> int:
    """What an operation starts with so that the wished quantity comes out of the last."""
    quantity = wish.quantity
    for row in reversed(steps_of(wish)[step:]):
        quantity = ceil(quantity / (1 - Fraction(row[5])))
    return quantity


class Shop:
    """The machines, what waits before them, and what happened."""

    def __init__(self) -> None:
        self.chance = Random(SEED)
        self.numbers = count()
        self.queue: list[Portion] = []
        self.free = {machine: 0 for machines in MACHINES.values() for machine in machines}
        self.machine: dict[tuple[int, int], str] = {}
        self.waiting: dict[tuple[int, int], int] = {}
        self.gathered: dict[tuple[int, int], int] = {}
        self.ready_to_end: dict[int, int] = {}
        self.events: list[tuple[int, int, Event]] = []

    def run(self) -> list[tuple[int, Event]]:
        """The story in order of time, up to its end."""
        for order, wish in enumerate(WISHES):
            self._tell(wish.hour * 60, Release(order))
            if wish.fate == "cancelled":
                self._tell((wish.hour + CANCELLED_AFTER) * 60, End(order))
            if wish.fate == "work":
                self._offer(order, 0, wish.hour * 60 + 30, start_quantity(wish, 0))
        while self.queue:
            self._work(heapq.heappop(self.queue))
        return [(minute, event) for minute, _, event in sorted(self.events, key=_when)]

    def _tell(self, minute: int, event: Event) -> None:
        begins = event.start if isinstance(event, Stretch) else minute
        if begins < END:
            self.events.append((minute, next(self.numbers), event))

    def _offer(self, order: int, step: int, minute: int, quantity: int) -> None:
        """Cut a quantity into portions and put them before an operation."""
        parts = max(1, round(self._minutes(order, step, quantity) / PORTION))
        sizes = [quantity * (n + 1) // parts - quantity * n // parts for n in range(parts)]
        self.waiting[order, step] = parts
        for n, size in enumerate(sizes):
            self._push(order, step, minute, size, is_first=n == 0)

    def _push(self, order: int, step: int, minute: int, size: int, *, is_first: bool) -> None:
        portion = Portion(minute, next(self.numbers), order, step, size, is_first)
        heapq.heappush(self.queue, portion)

    def _minutes(self, order: int, step: int, quantity: int) -> int:
        _, centre, _, cycle, pieces, _, _ = steps_of(WISHES[order])[step]
        return ceil(quantity * Fraction(cycle) / int(pieces) / EFFICIENCY[centre])

    def _work(self, portion: Portion) -> None:
        """Work on one portion: set up if it is the first, run, report, and pass it on."""
        order, step = portion.order, portion.step
        centre = steps_of(WISHES[order])[step][1]
        pace = self.chance.randint(92, 118)
        run = max(1, self._minutes(order, step, portion.quantity) * pace // 100)
        setup = int(steps_of(WISHES[order])[step][2]) if portion.is_first else 0
        machine, begin = self._machine(order, step, centre, portion.ready, setup + run)
        end = begin + setup + run
        self.free[machine] = end + self.chance.randint(4, 28)
        self._stretch(Stretch(order, step, machine, begin, begin + setup, end))
        self._pass_on(portion, self._yield(portion, centre, machine, end), end)

    def _machine(
        self, order: int, step: int, centre: str, ready: int, length: int
    ) -> tuple[str, int]:
        """The machine of a work order, or the one that can begin first, and when it does."""
        known = self.machine.get((order, step))
        machines = (known,) if known else MACHINES[centre]
        begins = {m: _past_stops(m, max(ready, self.free[m]), length) for m in machines}
        machine = min(machines, key=lambda m: (begins[m], self.free[m], m))
        self.machine[order, step] = machine
        return machine, begins[machine]

    def _stretch(self, told: Stretch) -> None:
        wish = WISHES[told.order]
        is_first = told.step == 0 and told.start < told.ready
        is_wrong = is_first and (wish.item, wish.hour) in MISBOOKED
        self._tell(told.end, replace(told, is_wrong=is_wrong))

    def _yield(self, portion: Portion, centre: str, machine: str, end: int) -> Yield:
        wish = WISHES[portion.order]
        seconds_rate, waste_rate, reasons = FAULTS[centre]
        seconds, waste = (
            portion.quantity * rate * self.chance.randint(40, 160) // 100_000
            for rate in (seconds_rate, waste_rate)
        )
        held = 0
        if centre == "INSPECT" and portion.is_first:
            held = HELD.get((wish.item, wish.hour), (0, ""))[0]
        found = Yield(
            order=portion.order,
            step=portion.step,
            machine=machine,
            firsts=portion.quantity - seconds - waste - held,
            seconds=seconds,
            waste=waste,
            held=held,
            reason=self.chance.choice(reasons) if seconds or waste else "",
            is_wrong=portion.is_first
            and portion.step == 0
            and (wish.item, wish.hour) in MISCOUNTED,
        )
        self._tell(end, found)
        return found

    def _pass_on(self, portion: Portion, found: Yield, end: int) -> None:
        """Give the firsts to the next operation, at once or all together; else end the order."""
        order, step = portion.order, portion.step
        self.waiting[order, step] -= 1
        steps = steps_of(WISHES[order])
        if step + 1 == len(steps):
            self._end(portion, found, end)
        elif steps[step][6]:
            self.waiting[order, step + 1] = self.waiting.get((order, step + 1), 0) + 1
            self._push(order, step + 1, end, found.firsts, is_first=portion.is_first)
        else:
            gathered = self.gathered.get((order, step), 0) + found.firsts
            self.gathered[order, step] = gathered
            if not self.waiting[order, step]:
                self._offer(order, step + 1, end, gathered)

    def _end(self, portion: Portion, found: Yield, end: int) -> None:
        """After its last portion an order is finished, once nothing is held any more."""
        order = portion.order
        judged = self._judge(found, end) if found.held else end
        self.ready_to_end[order] = max(self.ready_to_end.get(order, 0), judged)
        done = sum(self.waiting.get((order, s), 0) for s in range(portion.step + 1)) == 0
        if done and self.ready_to_end[order] < END:
            self._tell(self.ready_to_end[order] + 25, End(order))

    def _judge(self, found: Yield, end: int) -> int:
        """Decide on what is held, three hours later; the minute at which that is over."""
        wish = WISHES[found.order]
        outcome = HELD[wish.item, wish.hour][1]
        if not outcome:
            return END
        at = end + 180
        self._tell(at, Verdict(found.order, found.step, outcome, found.held))
        if outcome != "rework":
            return at
        rework = Stretch(
            found.order, found.step, found.machine, at + 20, at + 20, at + 55, "rework"
        )
        self._stretch(rework)
        again = Yield(found.order, found.step, found.machine, found.held - 2, 2, is_rework=True,
                      reason="PAIR")  # fmt: skip
        self._tell(at + 55, again)
        return at + 55


def _when(told: tuple[int, int, Event]) -> tuple[int, int]:
    return told[0], told[1]


def _past_stops(machine: str, begin: int, length: int) -> int:
    """The first minute from ``begin`` at which a machine is up for ``length`` minutes."""
    for start, lasted, code, _, _ in STOPS:
        end = start + lasted if lasted else END * 2
        if code == machine and begin < end and start < begin + length:
            begin = end
    return begin


def story() -> Iterator[tuple[int, Event]]:
    """The whole story: the minute of each event, and the event."""
    yield from Shop().run()
