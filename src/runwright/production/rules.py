"""Arithmetic of making: what is released, in which state an operation stands, when it fits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from runwright.kernel.intervals import Interval
from runwright.kernel.rounding import round_up
from runwright.kernel.worktime import WorkCalendar

Span = Interval[datetime]


@dataclass(frozen=True)
class Step:
    """What the floor facts say of one operation of an order, in the order of the routing.

    ``start_quantity`` is what an operation that follows none receives, and ``passing`` what the
    operation may let through: its firsts, and its seconds where those go on. What an operation
    ``gained`` counts as received. In an order worked in batches a scan releases its own pieces;
    the first operation ``awaits_more`` until all has come that is to be made.
    ``released`` is what had been let through to it before the last fact; ``taken`` the pieces ever
    worked here: those that came off, and those sent back that await their rework. ``before`` gives
    the places of the operations it follows (nothing said: the one before it).
    """

    start_quantity: Decimal
    released: Decimal
    firsts: Decimal
    accounted: Decimal
    taken: Decimal
    held: Decimal
    may_overlap: bool
    transfer_quantity: Decimal
    is_touched: bool
    is_timed: bool
    is_short: bool
    before: tuple[int, ...] | None = None
    passing: Decimal | None = None
    gained: Decimal = Decimal()
    is_batched: bool = False
    awaits_more: bool = False

    @property
    def goes_on(self) -> Decimal:
        """The pieces that the next operation may work on."""
        return self.firsts if self.passing is None else self.passing


@dataclass(frozen=True)
class Standing:
    """Where an operation stands: what it has received, what is in process, and its state.

    ``is_empty`` when nothing remains in it or before it; a clock may still run there.
    """

    released: Decimal
    in_process: Decimal
    state: str
    is_empty: bool


def standings(steps: Sequence[Step]) -> list[Standing]:
    """Where each operation stands after the facts in ``steps``.

    Where branches come together, as much is let through as the slowest of them lets through.
    """
    found: list[Standing] = []
    for place, step in enumerate(steps):
        before = step.before
        if before is None:
            before = (place - 1,) if place else ()
        let_through = [_released(steps[p], found[p].is_empty, step.released) for p in before]
        released = min(let_through, default=step.start_quantity) + step.gained
        if step.is_batched:
            released = max(released, step.accounted)
        found.append(_standing(step, released, [found[p] for p in before]))
    return found


def _released(before: Step, is_empty: bool, released: Decimal) -> Decimal:
    """What ``before`` lets through: all that goes on once nothing remains there; with the overlap
    flag also as soon as what was not yet let through reaches the transfer quantity."""
    if is_empty:
        return before.goes_on
    if not before.may_overlap:
        return Decimal()
    if before.goes_on - released >= before.transfer_quantity:
        return before.goes_on
    return min(released, before.goes_on)


def _standing(step: Step, released: Decimal, before: Sequence[Standing]) -> Standing:
    in_process = Decimal() if step.is_short else released - step.accounted
    is_worked = (step.is_touched or not released) and not step.awaits_more
    passed = all(one.is_empty for one in before) and in_process <= 0 and not step.held
    is_empty = step.is_short or (passed and is_worked)
    is_fed = all(one.state == "finished" for one in before)
    if step.is_short or (is_empty and is_fed and not step.is_timed):
        state = "finished"
    elif step.is_touched or step.is_timed:
        state = "in_progress"
    else:
        state = "ready" if in_process > 0 else "waiting"
    return Standing(released, in_process, state, is_empty)


def material_due(
    *, cumulated: Decimal | Fraction, per_unit: Fraction, fixed: Decimal, resolution: Decimal
) -> Decimal:
    """Material due after ``cumulated`` pieces came off the operation, rounded up once.

    Since the cumulated need is rounded, a hundred reports of one draw the same as one of a
    hundred. What is needed once per order comes with the first piece. Below zero ``fixed`` is what
    pieces worked before a change of the line have not taken.
    """
    if not cumulated:
        return Decimal()
    return round_up(max(Fraction(cumulated) * per_unit + Fraction(fixed), Fraction()), resolution)


@dataclass(frozen=True)
class Place:
    """A work centre as the scheduler sees it: calendar, lanes, and what is planned there."""

    calendar: WorkCalendar | None
    lanes: int
    busy: tuple[Span, ...] = ()

    def after(self, start: datetime, minutes: Fraction) -> datetime:
        """The instant ``minutes`` of working time later (around the clock without a calendar)."""
        if self.calendar is None:
            return start + _span(minutes)
        return self.calendar.add_minutes(start, minutes)

    def before(self, end: datetime, minutes: Fraction) -> datetime:
        """The instant ``minutes`` of working time earlier."""
        if self.calendar is None:
            return end - _span(minutes)
        return self.calendar.subtract_minutes(end, minutes)

    def first_free(self, earliest: datetime, minutes: Fraction, taken: Sequence[Span] = ()) -> Span:
        """The first stretch of ``minutes`` of working time in which a lane is free, ``taken``
        being what this very order occupies."""
        start = self.before(self.after(earliest, _TICK), _TICK)
        while True:
            span = Interval(start, self.after(start, minutes))
            crowding = _crowding(span, (*self.busy, *taken), self.lanes)
            if not crowding:
                return span
            start = self.before(self.after(min(crowding), _TICK), _TICK)


_TICK = Fraction(1, 60)


def _span(minutes: Fraction) -> timedelta:
    return timedelta(microseconds=int(minutes * 60_000_000))


def _crowding(span: Span, busy: Iterable[Span], lanes: int) -> list[datetime]:
    """Ends of what stands in the way, if at some instant of ``span`` all lanes are taken."""
    met = [other for other in busy if other.start < span.end and span.start < other.end]
    for instant in [span.start, *(o.start for o in met if o.start > span.start)]:
        if sum(o.start <= instant < o.end for o in met) >= lanes:
            return [o.end for o in met]
    return []


@dataclass(frozen=True)
class Task:
    """An operation to be scheduled: minutes of setup and run (clean-up included), and how it
    lets its successor overlap (minutes for its first and the successor's last transfer)."""

    place: Place
    setup: Fraction
    run: Fraction
    overlaps: bool
    first_transfer: Fraction
    last_transfer: Fraction


@dataclass(frozen=True)
class Choice:
    """The way an operation was scheduled: which of its options, and when."""

    option: int
    task: Task
    span: Span


def forward_schedule(
    *, tasks: Sequence[Sequence[Task]], before: Sequence[Sequence[int]], start: datetime
) -> list[Choice]:
    """Schedule operations forward, each into the first free lane of a work centre.

    Of the options of an operation the one that ends earliest is taken, the first of equals.
    ``before`` gives the places of those it follows. Without overlap a task starts when they end.
    With overlap its run starts once the first transfer has passed (its own setup may precede) and
    it ends no sooner than the last transfer can be worked on.
    """
    chosen: list[Choice] = []
    for options, places in zip(tasks, before, strict=True):
        followed = [chosen[place] for place in places]
        found = [
            Choice(n, task, _span_of(task, followed, chosen, start))
            for n, task in enumerate(options)
        ]
        chosen.append(min(found, key=lambda choice: (choice.span.end, choice.option)))
    return chosen


def _span_of(
    task: Task, followed: Sequence[Choice], chosen: Sequence[Choice], start: datetime
) -> Span:
    earliest = max([start, *(_earliest(one.task, one.span, task) for one in followed)])
    own = [one.span for one in chosen if one.task.place is task.place]
    return task.place.first_free(earliest, task.setup + task.run, own)


def _earliest(before: Task, span: Span, task: Task) -> datetime:
    if not before.overlaps:
        return span.end
    run_start = before.place.after(span.start, before.setup + before.first_transfer)
    last_end = task.place.after(span.end, task.last_transfer)
    return max(
        task.place.before(run_start, task.setup),
        task.place.before(last_end, task.setup + task.run),
    )
