"""The machine board: what every machine and every lane does now, and what comes next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from runwright.floor.models import Downtime
from runwright.floor.selectors.downtimes import downtimes_all
from runwright.floor.selectors.jobs import (
    Job,
    Output,
    Place,
    Today,
    next_jobs,
    running_jobs,
)
from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.production.models import TimeInterval
from runwright.resources.models import Department, Machine, WorkCentre
from runwright.resources.selectors import departments_all

CellState = Literal["running", "idle", "down"]


@dataclass(frozen=True)
class Cell:
    """A machine, or a lane of a work centre (``machine_id`` is none); ``lanes`` is how many lanes
    of it stand empty together.

    A machine runs while a clock is open on it; a ``downtime`` beside a running job was forgotten
    to be ended. ``jobs`` are the newest first, ``today`` is what came off it, per unit.
    """

    machine_id: int | None
    code: str
    name: str
    centre: WorkCentre
    jobs: Sequence[Job]
    downtime: Downtime | None
    idle_since: datetime | None
    today: Sequence[Output]
    next: Job | None = None
    lanes: int = 1

    @property
    def key(self) -> str:
        """What tells the cell from the others, for as long as it is there."""
        job = "" if self.machine_id or not self.jobs else f"-{self.jobs[0].work_order_id}"
        return (
            f"{'machine' if self.machine_id else 'lane'}-{self.machine_id or self.centre.id}{job}"
        )

    @property
    def job(self) -> Job | None:
        """What runs."""
        return self.jobs[0] if self.jobs else None

    @property
    def others(self) -> int:
        """How many more jobs run beside it."""
        return max(len(self.jobs) - 1, 0)

    @property
    def state(self) -> CellState:
        """Running before down: a running clock is newer than a stop that nobody ended."""
        if self.jobs:
            return "running"
        return "down" if self.downtime else "idle"

    @property
    def since(self) -> datetime | None:
        """The instant at which its state began, where it is known."""
        if self.job:
            return self.job.since
        return self.downtime.started_at if self.downtime else self.idle_since


@dataclass(frozen=True)
class Board:
    """The cells in the order of department, work centre and code; ``departments`` are the tabs."""

    cells: Sequence[Cell]
    departments: Sequence[Department]

    def count(self, state: CellState) -> int:
        """How many cells are in a state; empty lanes count each."""
        return sum(cell.lanes for cell in self.cells if cell.state == state)


def machine_board(*, actor: Actor, department: str = "") -> Board:
    """What every machine and lane does, of one department or of all; in a fixed number of queries.

    A machine without a running clock is down while it, or its whole work centre, is.
    """
    actor.require("production.view")
    known = _Known(running_jobs(), _open_stops(actor), Today())
    cells = [cell for centre in _centres(department, actor) for cell in known.cells(centre)]
    tabs = departments_all(actor=actor).filter(
        archived_at=None, work_centres__archived_at=None, work_centres__isnull=False
    )
    return Board(_with_next(cells, next_jobs()), list(tabs.distinct()))


def _centres(department: str, actor: Actor) -> QuerySet[WorkCentre]:
    """The work centres in use with their machines, by department and code: those of the actor's
    departments, where there are limits."""
    found = WorkCentre.objects.filter(archived_at=None).select_related("department")
    if department:
        found = found.filter(department__code=department)
    found = within(found, actor.departments, "department")
    return found.prefetch_related(_machines()).order_by("department__code", "code")


def _machines() -> "Prefetch[str]":
    """The machines in use, each with the instant at which its last clock stopped."""
    last = TimeInterval.objects.filter(machine=OuterRef("id")).order_by("-started_at")
    machines = Machine.objects.filter(archived_at=None).order_by("code")
    machines = machines.annotate(idle_since=Subquery(last.values("ended_at")[:1]))
    return Prefetch("machines", machines, to_attr="in_use")


def _open_stops(actor: Actor) -> dict[Place, Downtime]:
    found = downtimes_all(actor=actor).filter(ended_at=None)
    return {(stop.machine_id, stop.work_centre_id): stop for stop in found}


@dataclass(frozen=True)
class _Known:
    """What is read of all places at once."""

    jobs: Mapping[Place, Sequence[Job]]
    stops: Mapping[Place, Downtime]
    today: Today

    def cells(self, centre: WorkCentre) -> Iterator[Cell]:
        """The machines of a work centre, the lanes in use, and the empty ones together."""
        machines: list[Machine] = centre.in_use  # type: ignore[attr-defined]
        for machine in machines:
            yield self._machine(machine, centre)
        lanes = self.jobs.get((None, centre.id), ())
        for job in lanes:
            today = self.today.of_lane(centre.id, job.work_order_id)
            yield self._lane(centre, [job], today)
        empty = 0 if machines else centre.lanes - len(lanes)
        if empty > 0:
            shown = {job.work_order_id for job in lanes}
            today = self.today.of_others(centre.id, shown)
            yield replace(self._lane(centre, [], today), lanes=empty)

    def _machine(self, machine: Machine, centre: WorkCentre) -> Cell:
        return Cell(
            machine_id=machine.id,
            code=machine.code,
            name=machine.name,
            centre=centre,
            jobs=self.jobs.get((machine.id, None), ()),
            downtime=self.stops.get((machine.id, None)) or self.stops.get((None, centre.id)),
            idle_since=machine.idle_since,  # type: ignore[attr-defined]
            today=self.today.of_machine(machine.id),
        )

    def _lane(self, centre: WorkCentre, jobs: Sequence[Job], today: Sequence[Output]) -> Cell:
        return Cell(
            machine_id=None,
            code=centre.code,
            name=centre.name,
            centre=centre,
            jobs=jobs,
            downtime=self.stops.get((None, centre.id)),
            idle_since=None,
            today=today,
        )


ASKING = {"idle": 0, "running": 1}
"""Who asks first for the next job; what is down takes none."""


def _with_next(cells: Sequence[Cell], queues: Mapping[int, Sequence[Job]]) -> list[Cell]:
    """The cells, each with a job of the queue of its work centre: no job is promised twice."""
    waiting = {centre_id: iter(queue) for centre_id, queue in queues.items()}
    found = list(cells)
    asking = [n for n, cell in enumerate(cells) if cell.state in ASKING]
    for n in sorted(asking, key=lambda n: ASKING[cells[n].state]):
        job = next(waiting.get(cells[n].centre.id, iter(())), None)
        found[n] = replace(cells[n], next=job)
    return found
