"""The floor in plain Python: what scans make of an order's batches, without a database.

Nothing is kept but the list of what happened. Everything else is played from it anew, so taking
something back is leaving it out.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

GRADES = ("firsts", "seconds", "waste")


class Refused(Exception):
    """The model takes a step for impossible; its text is the name of the refusal."""


@dataclass(frozen=True)
class Step:
    """An operation on the way of an item: those it follows, and whether a station serves it."""

    before: tuple[int, ...]
    is_scanned: bool = True


@dataclass(frozen=True)
class Way:
    """The operations of an item by sequence number; the last of them is the output."""

    item: str
    steps: Mapping[int, Step]
    seconds_go_on: bool = False

    @property
    def served(self) -> dict[str, set[int]]:
        """The stations: the first scanned operation is an init, the others are scanned in three
        ways; where there are branches one more serves all of them."""
        first, *others = (number for number, step in self.steps.items() if step.is_scanned)
        found = {f"{self.item} init": {first}}
        for kind in ("move", "split", "merge"):
            found |= {f"{self.item} {kind} {number}": {number} for number in others}
            if not self.is_straight:
                found[f"{self.item} {kind} any"] = set(others)
        return found

    @property
    def output(self) -> int:
        return max(self.steps)

    @property
    def is_straight(self) -> bool:
        return all(len(step.before) < 2 for step in self.steps.values()) and len(
            {step.before for step in self.steps.values()}
        ) == len(self.steps)

    def along(self, number: int, passed: Collection[int]) -> tuple[int, ...] | None:
        """What without a station is confirmed with an operation; nothing when out of reach."""
        found: set[int] = set()
        for before in self.steps[number].before:
            if before in passed:
                continue
            earlier = None if self.steps[before].is_scanned else self.along(before, passed)
            if earlier is None:
                return None
            found |= {before, *earlier}
        return tuple(sorted(found))

    def reachable(self, passed: Collection[int]) -> dict[int, tuple[int, ...]]:
        return {
            number: along
            for number, step in self.steps.items()
            if step.is_scanned and number not in passed
            if (along := self.along(number, passed)) is not None
        }

    def awaited(self, passed: Collection[int]) -> int:
        return min(
            number
            for number, step in self.steps.items()
            if number not in passed and set(step.before) <= set(passed)
        )

    def tail(self, passed: Collection[int]) -> tuple[int, ...]:
        left = [number for number in self.steps if number not in passed]
        return () if any(self.steps[n].is_scanned for n in left) else tuple(sorted(left))


@dataclass(frozen=True)
class Link:
    """Pieces that left a batch as a grade, into another or lost."""

    source: str
    result: str
    grade: str
    quantity: int


@dataclass(frozen=True)
class Event:
    """Something that happened to batches of one order."""

    kind: str
    batch: str
    target: int
    along: tuple[int, ...]
    pieces: Mapping[str, int]
    from_seconds: int
    gain: int = 0
    links: tuple[Link, ...] = ()
    key: object = None

    def named(self, key: object, codes: Sequence[str]) -> "Event":
        """With the id of its scan, and the codes of the batches that came out."""
        unknown = iter(codes)
        names = {name: next(unknown) for name in self.results}
        links = (replace(link, result=names.get(link.result, "")) for link in self.links)
        return replace(self, links=tuple(links), key=key)

    @property
    def results(self) -> list[str]:
        return list(dict.fromkeys(link.result for link in self.links if link.result))

    @property
    def sources(self) -> set[str]:
        return {link.source for link in self.links} or {self.batch}

    def hinders(self, earlier: "Event") -> bool:
        """Whether an earlier event cannot be taken back because of this one."""
        touched = earlier.results or ([] if earlier.links else [earlier.batch])
        return bool(self.sources & set(touched)) or (
            self.kind == "close" and bool(self.sources & earlier.sources)
        )


@dataclass(frozen=True)
class Sorting:
    """What is said at a split."""

    pieces: Mapping[str, int]
    together: bool = False
    accepts_gain: bool = False

    def result_of(self, grade: str) -> str:
        if grade == "waste":
            return ""
        return "?" if self.together else f"?{grade}"


@dataclass
class Lot:
    """A batch as the events leave it."""

    firsts: int
    seconds: int
    passed: frozenset[int] = frozenset()
    is_planned: bool = False
    gained: int = 0
    taken: int = 0
    ending: str = ""

    @property
    def remaining(self) -> int:
        return self.firsts + self.seconds + self.gained - self.taken

    @property
    def left(self) -> dict[str, int]:
        seconds = min(self.seconds, self.remaining)
        return {"firsts": self.remaining - seconds, "seconds": seconds}

    @property
    def state(self) -> str:
        if self.ending:
            return "void" if self.ending in ("deleted", "undone") else "closed"
        return "scanned" if self.passed else "created"


@dataclass
class Floor:
    """An order in batches, with its run."""

    way: Way
    planned: dict[str, int]
    events: list[Event] = field(default_factory=list)
    undone: list[Event] = field(default_factory=list)
    deleted: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    is_done: bool = False

    @property
    def lots(self) -> dict[str, Lot]:
        lots = {code: Lot(pieces, 0, is_planned=True) for code, pieces in self.planned.items()}
        for event in self.events:
            self._play(event, lots)
        for code, lot in lots.items():
            lot.ending = "deleted" if code in self.deleted else lot.ending or self._ending(lot)
        for result in (result for event in self.undone for result in event.results):
            lots[result] = Lot(0, 0, ending="undone")
        return lots

    def _play(self, event: Event, lots: dict[str, Lot]) -> None:
        passed = frozenset({event.target, *event.along})
        lots[event.batch].gained += event.gain
        if event.kind in ("init", "finish"):
            lots[event.batch].passed |= passed
        for link in event.links:
            lots[link.source].taken += link.quantity
            if link.result:
                before = lots[link.source].passed
                lot = lots.setdefault(link.result, Lot(0, 0, before | passed))
                setattr(lot, link.grade, getattr(lot, link.grade) + link.quantity)
                is_second = event.kind == "split" and not lot.firsts
                if is_second and link.grade == "seconds" and not self.way.seconds_go_on:
                    lot.ending = "finished"
        if event.kind == "close":
            lots[event.batch].ending = "by_hand"

    def _ending(self, lot: Lot) -> str:
        if self.way.output in lot.passed:
            return "finished"
        return "" if lot.remaining else "consumed"

    @property
    def works(self) -> dict[int, Counter[str]]:
        """What was reported at each operation."""
        sums: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for event in self.events:
            came = sum(event.pieces.values()) - event.gain
            for number in event.along:
                sums[number]["firsts"] += came - event.from_seconds
                sums[number]["seconds"] += event.from_seconds
                sums[number]["from_seconds"] += event.from_seconds
            sums[event.target].update(event.pieces)
            sums[event.target]["from_seconds"] += event.from_seconds
            sums[event.target]["gained"] += event.gain
        return sums

    @property
    def run_state(self) -> str:
        states = [lot.state for lot in self.lots.values() if lot.is_planned]
        created, scanned = states.count("created"), len(states) - states.count("void")
        scanned -= created
        if not scanned:
            return "pending" if created else "cancelled"
        return "in_progress" if created else "completed"

    @property
    def state(self) -> str:
        return "done" if self.is_done else "in_progress" if self.events else "planned"

    @property
    def received(self) -> int:
        lots = self.lots.values()
        return sum(
            lot.firsts + lot.seconds + lot.gained for lot in lots if lot.ending == "finished"
        )

    def lost(self) -> Iterator[str]:
        """Where pieces do not add up: over the whole order, and from operation to operation."""
        lots, works = self.lots, self.works
        planned = sum(lot.firsts for lot in lots.values() if lot.is_planned and lot.passed)
        gained = sum(work["gained"] for work in works.values())
        wasted = sum(work["waste"] for work in works.values())
        there = sum(lot.remaining for lot in lots.values() if lot.state == "scanned")
        if planned + gained != wasted + there + self.received:
            yield f"the order: {planned} + {gained} ≠ {wasted} + {there} + {self.received}"
        for number, step in self.way.steps.items() if self.way.is_straight else ():
            for before in step.before:
                yield from self._lost_between(before, number, lots, works)

    def _lost_between(
        self, one: int, two: int, lots: Mapping[str, Lot], works: Mapping[int, Counter[str]]
    ) -> Iterator[str]:
        came = works[one]["firsts"]
        if self.way.seconds_go_on:
            came += works[one]["seconds"]
        elsewhere = [lot for lot in lots.values() if one in lot.passed and two not in lot.passed]
        waits = sum(lot.remaining for lot in elsewhere if lot.state == "scanned")
        went = sum(works[two][grade] for grade in GRADES) - works[two]["gained"]
        if came != waits + went:
            yield f"from {one} to {two}: {came} ≠ {waits} + {went}"

    def ahead(self, code: str) -> str:
        """The batch that a label stands for now."""
        lots = self.lots
        found, waiting = set[str](), [code]
        while waiting:
            at = waiting.pop()
            onward = self._onward(at, lots) if lots[at].ending == "consumed" else set()
            waiting += onward
            found |= set() if onward else {at}
        if found == {code} and lots[code].state == "void":
            raise Refused("LabelVoid")
        there = {one for one in found if lots[one].state in ("created", "scanned")} or found
        if len(there) > 1:
            raise Refused("LabelScattered")
        return there.pop()

    def _onward(self, code: str, lots: Mapping[str, Lot]) -> set[str]:
        grade = "firsts" if lots[code].firsts else "seconds"
        links = (link for event in self.events for link in event.links)
        return {x.result for x in links if (x.source, x.grade) == (code, grade) and x.result}

    def fit(self, codes: Sequence[str], kind: str) -> None:
        """Refuse what cannot be scanned at a station of this type."""
        lots = self.lots
        for code in codes:
            lot = lots[code]
            if lot.state == "closed":
                raise Refused("BatchClosed")
            if self.is_done:
                raise Refused("OrderNotOpen")
            if code in self.held:
                raise Refused("BatchOnHold")
            if kind != "init" and lot.state == "created":
                raise Refused("NotYetScanned")
            if kind == "init" and lot.state != "created":
                raise Refused("AlreadyScanned")

    def target(self, code: str, served: Collection[int]) -> tuple[int, tuple[int, ...]]:
        within = self.way.reachable(self.lots[code].passed)
        here = {n: a for n, a in within.items() if n in served}
        if not here:
            raise Refused("StandsElsewhere")
        if len(here) > 1:
            raise Refused("ChooseOperation")
        return next(iter(here.items()))

    def whole(self, kind: str, codes: Sequence[str], served: Collection[int]) -> Event:
        """A batch is begun or goes on, or several become one."""
        self.fit(codes, kind)
        if kind == "merge":
            self._alike(codes)
        lots = [self.lots[code] for code in codes]
        number, along = self.target(codes[0], served)
        pieces = Counter[str]()
        for lot in lots:
            pieces.update(lot.left)
        links = tuple(
            Link(code, "?", grade, quantity)
            for code, lot in zip(codes, lots, strict=True)
            for grade, quantity in lot.left.items()
            if quantity and kind != "init"
        )
        return Event(kind, codes[0], number, along, dict(pieces), pieces["seconds"], 0, links)

    def _alike(self, codes: Sequence[str]) -> None:
        if len(codes) < 2:
            raise Refused("SeveralNeeded")
        for place, code in enumerate(codes):
            if code in codes[:place]:
                raise Refused("SameLabelTwice")
            if self.likeness(code) != self.likeness(codes[0]):
                raise Refused("NotAlike")

    def likeness(self, code: str) -> tuple[object, ...]:
        """What batches that are merged have in common."""
        lot = self.lots[code]
        return bool(lot.firsts), bool(lot.seconds), lot.passed

    def split(self, code: str, served: Collection[int], sorting: "Sorting") -> Event:
        self.fit([code], "split")
        lot, total = self.lots[code], sum(sorting.pieces.values())
        number, along = self.target(code, served)
        if not total:
            raise Refused("NothingSplit")
        if sorting.together and not self.way.seconds_go_on:
            raise Refused("SecondsStay")
        from_seconds = self._from_seconds(lot, sorting.pieces["firsts"], total)
        gain = max(total - lot.remaining, 0)
        if gain and not sorting.accepts_gain:
            raise Refused("GainUnconfirmed")
        links = tuple(
            Link(code, sorting.result_of(grade), grade, quantity)
            for grade, quantity in sorting.pieces.items()
            if quantity
        )
        return Event("split", code, number, along, sorting.pieces, from_seconds, gain, links)

    def _from_seconds(self, lot: Lot, firsts: int, total: int) -> int:
        if not lot.seconds:
            return 0
        if not lot.firsts:
            if firsts:
                raise Refused("NeverBetter")
            return min(total, lot.remaining)
        if total < lot.remaining:
            raise Refused("SplitWhole")
        return lot.seconds

    def close(self, code: str) -> Event:
        lot = self.lots[code]
        if lot.state != "scanned":
            raise Refused("NotClosable")
        if self.is_done:
            raise Refused("OrderNotOpen")
        link, number = Link(code, "", "waste", lot.remaining), self.way.awaited(lot.passed)
        return Event("close", code, number, (), {"waste": lot.remaining}, lot.left["seconds"], 0,
                     (link,))  # fmt: skip

    def tails(self) -> Iterator[Event]:
        """The last operations without a station, confirmed on what awaits only these."""
        for code, lot in self.lots.items():
            tail = self.way.tail(lot.passed)
            if lot.state == "scanned" and tail and code not in self.held:
                left = lot.left
                yield Event("finish", code, tail[-1], tail[:-1], left, left["seconds"])

    def finish(self) -> list[Event]:
        events = list(self.tails())
        if self.is_done or not self.events:
            raise Refused("WrongState")
        closed = {event.batch for event in events}
        states = {lot.state for code, lot in self.lots.items() if code not in closed}
        if states & {"created", "scanned"} or ("closed" not in states and not events):
            raise Refused("GuardFailed")
        return events

    def undo(self, event: Event) -> None:
        if event in self.undone:
            raise Refused("AlreadyUndone")
        if self.is_done:
            raise Refused("OrderNotOpen")
        later = self.events[self.events.index(event) + 1 :]
        if any(one.hinders(event) for one in later):
            raise Refused("ScannedOn")

    def take_back(self, event: Event) -> None:
        self.events.remove(event)
        self.undone.append(event)

    def delete(self, code: str) -> None:
        if self.lots[code].state != "created":
            raise Refused("NotDeletable")

    def hold(self, code: str) -> None:
        if code in self.held:
            raise Refused("AlreadyHeldBatch")
        if not self.is_about(code, "created", "scanned"):
            raise Refused("WrongState")

    def unhold(self, code: str) -> None:
        if code not in self.held:
            raise Refused("NotHeldBatch")
        if not self.is_about(code, "created", "scanned", "closed"):
            raise Refused("WrongState")

    def is_about(self, code: str, *states: str) -> bool:
        """Whether a label was not taken back, and its batch is in one of these states."""
        return code in self.lots and self.lots[code].state in states
