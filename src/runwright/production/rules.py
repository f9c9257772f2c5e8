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

    ``released`` is what had been let through to it before the last fact; ``taken`` the pieces ever
    worked here: those that came off, and those sent back that await their rework.
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


@dataclass(frozen=True)
class Standing:
    """Where an operation stands: what it has received, what is in process, and its state."""

    released: Decimal
    in_process: Decimal
    state: str


def standings(steps: Sequence[Step]) -> list[Standing]:
    """Where each operation stands after the facts in ``steps``."""
    found: list[Standing] = []
    for position, step in enumerate(steps):
        if position == 0:
            released = step.start_quantity
        else:
            released = _released(steps[position - 1], found[-1].state == "finished", step.released)
        fed = position == 0 or found[-1].state == "finished"
        found.append(_standing(step, released, fed))
    return found


def _released(before: Step, is_finished: bool, released: Decimal) -> Decimal:
    """What ``before`` lets through: all firsts once it is finished; with the overlap flag also as
    soon as the firsts not yet let through reach the transfer quantity."""
    if is_finished:
        return before.firsts
    if not before.may_overlap:
        return Decimal()
    if before.firsts - released >= before.transfer_quantity:
        return before.firsts
    return min(released, before.firsts)


def _standing(step: Step, released: Decimal, fed: bool) -> Standing:
    in_process = released - step.accounted
    done = fed and in_process <= 0 and not step.held and not step.is_timed
    if step.is_short or (done and (step.is_touched or not released)):
        return Standing(released, Decimal() if step.is_short else in_process, "finished")
    if step.is_touched or step.is_timed:
        return Standing(released, in_process, "in_progress")
    return Standing(released, in_process, "ready" if in_process > 0 else "waiting")


def material_due(
    *, cumulated: Decimal, per_unit: Fraction, fixed: Decimal, resolution: Decimal
) -> Decimal:
    """Material due after ``cumulated`` pieces came off the operation, rounded up once.

    Since the cumulated need is rounded, a hundred reports of one draw the same as one of a
    hundred. What is needed once per order comes with the first piece.
    """
    if not cumulated:
        return Decimal()
    return round_up(Fraction(cumulated) * per_unit + Fraction(fixed), resolution)


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


def forward_schedule(*, tasks: Sequence[Task], start: datetime) -> list[Span]:
    """Schedule operations forward, each into the first free lane of its work centre.

    Without overlap a task starts when the one before ends. With overlap its run starts once the
    first transfer has passed (its own setup may precede) and it ends no sooner than the last
    transfer can be worked on.
    """
    spans: list[Span] = []
    for position, task in enumerate(tasks):
        earliest = start
        if position:
            earliest = max(start, _earliest(tasks[position - 1], spans[-1], task))
        own = [s for s, t in zip(spans, tasks, strict=False) if t.place is task.place]
        spans.append(task.place.first_free(earliest, task.setup + task.run, own))
    return spans


def _earliest(before: Task, span: Span, task: Task) -> datetime:
    if not before.overlaps:
        return span.end
    run_start = before.place.after(span.start, before.setup + before.first_transfer)
    last_end = task.place.after(span.end, task.last_transfer)
    return max(
        task.place.before(run_start, task.setup),
        task.place.before(last_end, task.setup + task.run),
    )
