"""What the board is made of: jobs that run, jobs that wait, and what came off today."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Sum, Value, When, Window
from django.db.models.functions import RowNumber

from runwright.company.selectors import plant_today, plant_zone
from runwright.production.models import QuantityReport, TimeInterval, TimerStart, WorkOrder

OPEN_ORDERS = ("planned", "in_progress")
NEXT_STATES = ("in_progress", "ready", "waiting")
QUEUE = 24
"""So many waiting jobs of a work centre are read: more machines than that share what is left."""


@dataclass(frozen=True)
class Job:
    """A work order as the board tells it, quantities in the item's base unit.

    ``remains`` is what has not come off yet, ``minutes`` the planned time for that; ``since`` and
    ``people`` are of the clocks that run, ``kind`` is what the time is spent on.
    """

    work_order_id: int
    order_id: int
    order: str
    operation: str
    item: str
    item_name: str
    unit: str
    state: str
    quantity: Decimal
    firsts: Decimal
    remains: Decimal
    minutes: Decimal
    planned_start: datetime | None
    since: datetime | None = None
    kind: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Output:
    """What came off today, per unit: pieces and kilograms are never added."""

    unit: str
    firsts: Decimal = Decimal()
    seconds: Decimal = Decimal()
    waste: Decimal = Decimal()

    def __add__(self, other: "Output") -> "Output":
        return Output(
            self.unit,
            self.firsts + other.firsts,
            self.seconds + other.seconds,
            self.waste + other.waste,
        )


Place = tuple[int | None, int | None]
"""Where a job runs: a machine, or a lane of a work centre; the other of the two is none."""


def running_jobs() -> dict[Place, list[Job]]:
    """The jobs with an open clock, by place, the newest first.

    Who named no machine attends every machine of the work order; where none runs, the job runs in
    a lane of its work centre.
    """
    by_work: defaultdict[int, list[TimeInterval]] = defaultdict(list)
    for interval in _open_intervals():
        by_work[interval.work_order_id].append(interval)
    jobs: defaultdict[Place, list[Job]] = defaultdict(list)
    for intervals in by_work.values():
        work = intervals[0].work_order
        machines = {one.machine_id for one in intervals if one.machine_id}
        for machine_id in machines:
            jobs[machine_id, None].append(_running(work, _attending(machine_id, intervals)))
        if not machines:
            jobs[None, work.work_centre_id].append(_running(work, intervals))
    for found in jobs.values():
        found.sort(key=lambda job: (job.since is None, job.since, job.order_id), reverse=True)
    return dict(jobs)


def _open_intervals() -> QuerySet[TimeInterval]:
    start = TimerStart.objects.filter(id=OuterRef("source"))
    return (
        TimeInterval.objects.filter(ended_at=None)
        .select_related("operator", "work_order__order__item__unit")
        .annotate(at_machine=Subquery(start.values("machine_id")[:1]))
        .order_by("started_at", "id")
    )


def _attending(machine_id: int, intervals: Iterable[TimeInterval]) -> list[TimeInterval]:
    """A machine's own clock, and those of the people who attend it."""
    return [
        one
        for one in intervals
        if one.machine_id == machine_id
        or (one.operator_id and one.at_machine in (machine_id, None))  # type: ignore[attr-defined]
    ]


def _running(work: WorkOrder, intervals: list[TimeInterval]) -> Job:
    first = intervals[0]
    people = dict.fromkeys(one.operator.name for one in intervals if one.operator)
    return job_of(work, since=first.started_at, kind=intervals[-1].kind, people=tuple(people))


def job_of(
    work: WorkOrder,
    *,
    since: datetime | None = None,
    kind: str = "",
    people: tuple[str, ...] = (),
) -> Job:
    """A work order, with its order, item and unit at hand, as the board tells it."""
    whole = Decimal(work.start_quantity + work.gained)
    remains = max(whole - work.accounted, Decimal())
    share = remains / whole if whole else Decimal()
    return Job(
        work_order_id=work.id,
        order_id=work.order_id,
        order=work.order.number,
        operation=work.name,
        item=work.order.item.code,
        item_name=work.order.item.name,
        unit=work.order.item.unit.symbol,
        state=work.state,
        quantity=whole,
        firsts=work.firsts,
        remains=remains,
        minutes=work.expected_minutes * share,
        planned_start=work.planned_start,
        since=since,
        kind=kind,
        people=people,
    )


def next_jobs() -> dict[int, list[Job]]:
    """By work centre: the jobs that wait for it, in the order in which they should be done.

    What was begun comes before what is ready, and that before what still waits.
    """
    running = TimeInterval.objects.filter(ended_at=None).values("work_order_id")
    rank = Case(*(When(state=s, then=Value(n)) for n, s in enumerate(NEXT_STATES)))
    order = [
        rank.asc(), F("order__priority").asc(), F("planned_start").asc(nulls_last=True),
        F("order_id").asc(), F("sequence").asc(),
    ]  # fmt: skip
    accounted = F("firsts") + F("seconds") + F("waste") + F("held") - F("gained")
    place = Window(RowNumber(), partition_by=F("work_centre_id"), order_by=order)
    works = (
        WorkOrder.objects.filter(state__in=NEXT_STATES, order__state__in=OPEN_ORDERS)
        .filter(start_quantity__gt=accounted)
        .exclude(id__in=running)
        .select_related("order__item__unit")
        .annotate(place=place)
        .filter(place__lte=QUEUE)
        .order_by("work_centre_id", "place")
    )
    queues: defaultdict[int, list[Job]] = defaultdict(list)
    for work in works:
        queues[work.work_centre_id].append(job_of(work))
    return dict(queues)


class Today:
    """What was reported today in the plant, less what was undone; reworked pieces count once."""

    def __init__(self) -> None:
        self.machines: defaultdict[int, list[Output]] = defaultdict(list)
        self.lanes: defaultdict[int, list[tuple[int, Output]]] = defaultdict(list)
        for machine_id, centre_id, work_order_id, *output in _reported():
            if machine_id:
                self.machines[machine_id].append(Output(*output))
            else:
                self.lanes[centre_id].append((work_order_id, Output(*output)))

    def of_machine(self, machine_id: int) -> list[Output]:
        """What came off a machine."""
        return per_unit(self.machines[machine_id])

    def of_lane(self, centre_id: int, work_order_id: int) -> list[Output]:
        """What came off a work order without a machine."""
        return per_unit(out for work, out in self.lanes[centre_id] if work == work_order_id)

    def of_others(self, centre_id: int, work_order_ids: Container[int]) -> list[Output]:
        """What came off a work centre without a machine, apart from some work orders."""
        return per_unit(out for work, out in self.lanes[centre_id] if work not in work_order_ids)


def per_unit(outputs: Iterable[Output]) -> list[Output]:
    """Outputs of the same unit as one, the units in order."""
    found: dict[str, Output] = {}
    for one in outputs:
        found[one.unit] = found[one.unit] + one if one.unit in found else one
    return [found[unit] for unit in sorted(found)]


def _reported() -> Iterable[tuple[Any, ...]]:
    midnight = datetime.combine(plant_today(), time(), plant_zone())
    symbol = "work_order__order__item__unit__symbol"
    by = ("machine_id", "work_order__work_centre_id", "work_order_id", symbol)
    return (
        QuantityReport.objects.filter(at__gte=midnight, is_rework=False)
        .values(*by)
        .annotate(good=Sum("firsts"), second=Sum("seconds"), bad=Sum("waste"))
        .values_list(*by, "good", "second", "bad")
    )
