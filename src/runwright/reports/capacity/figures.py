"""Load against capacity of work centres, day by day or week by week from now on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from runwright.company.selectors import plant_zone
from runwright.journal.clock import now
from runwright.people.actor import Actor
from runwright.production.selectors import work_orders_all
from runwright.reports.capacity.rules import ALWAYS, Job, Span, WorkingTime, spread
from runwright.reports.errors import BadQuery
from runwright.reports.oee.window import Bucket
from runwright.reports.periods import DAY
from runwright.reports.rounding import seconds_as_minutes, share
from runwright.resources.calendars import calendars_all
from runwright.resources.selectors import work_centres_all

AHEAD = {"day": 14, "week": 12}
"""How many days or weeks are looked at."""
OPEN = ("waiting", "ready", "in_progress")
LIVE = ("planned", "in_progress")
MINUTE = 60
Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Cell:
    """A work centre in a day or week, in minutes; ``capacity`` is none without a schedule."""

    bucket: Bucket
    load: Decimal
    capacity: Decimal | None
    jobs: int

    @property
    def is_over(self) -> bool:
        """Whether more is planned than the calendar holds."""
        return self.capacity is not None and self.load > self.capacity

    @property
    def within(self) -> Decimal:
        """The load that fits."""
        return min(self.load, self.capacity) if self.capacity is not None else self.load

    @property
    def over(self) -> Decimal:
        """The load that does not."""
        return self.load - self.within

    @property
    def share(self) -> Decimal | None:
        """Load in capacity; none where there is none to load."""
        return share(self.load, self.capacity)


@dataclass(frozen=True)
class CentreLoad:
    """A work centre with its days or weeks, and all of them together."""

    id: int
    code: str
    name: str
    lanes: int
    cells: Sequence[Cell]
    total: Cell


@dataclass(frozen=True)
class Work:
    """A work order and the minutes of it that load what is asked for.

    ``left`` is what of its planned duration is still to be done; a late one should be over by now.
    """

    id: int
    order_id: int
    order: str
    operation: str
    item: str
    state: str
    centre: str
    planned_start: datetime
    planned_end: datetime
    left: Decimal
    minutes: Decimal
    is_late: bool


@dataclass(frozen=True)
class Capacity:
    """The whole report; the first bucket begins now."""

    by: str
    centre: str
    buckets: Sequence[Bucket]
    rows: Sequence[CentreLoad]
    choices: Sequence[tuple[str, str]]

    @property
    def overloads(self) -> int:
        """In how many cells more is planned than fits."""
        return sum(cell.is_over for row in self.rows for cell in row.cells)


@dataclass(frozen=True)
class _Plan:
    """Everything read: the borders in seconds, and the jobs of every work centre."""

    buckets: Sequence[Bucket]
    borders: Sequence[int]
    times: Mapping[int, WorkingTime]
    jobs: Mapping[int, Sequence[Job]]
    rows: Mapping[int, Mapping[str, Any]]

    def loads(self, centre_id: int) -> Iterator[tuple[Job, int, Fraction]]:
        """The jobs of a work centre with the seconds of each in every bucket."""
        time = self.times.get(centre_id, ALWAYS)
        for job in self.jobs.get(centre_id, ()):
            for n, seconds in spread(job, time, self.borders):
                yield job, n, seconds


def capacity_report(*, given: Given, actor: Actor) -> Capacity:
    """Load and capacity for ``by`` day or week, of all work centres or of one ``centre``.

    Capacity is the schedule's working time from now on times the lanes; load is the planned
    duration still to be done, in which the efficiency of the work centre is counted already.
    A fixed number of queries. Raises ``Forbidden`` and ``BadQuery``.
    """
    centres, plan, by = _read(given, actor)
    chosen = _chosen(centres, given)
    return Capacity(
        by=by,
        centre=_one(given, "centre"),
        buckets=plan.buckets,
        rows=[_centre_load(centre, plan) for centre in chosen],
        choices=[(centre.code, centre.name) for centre in centres],
    )


def capacity_work(*, given: Given, actor: Actor) -> list[Work]:
    """The work orders behind a load: of ``centre``, in the day or week that holds ``day``.

    Without a day it is all that is looked at. Raises like ``capacity_report``.
    """
    centres, plan, _by = _read(given, actor)
    wanted = _bucket_of(plan, _one(given, "day"))
    found: list[Work] = []
    for centre in _chosen(centres, given):
        sums: defaultdict[int, Fraction] = defaultdict(Fraction)
        jobs: dict[int, Job] = {}
        for job, n, seconds in plan.loads(centre.id):
            if wanted in {None, n}:
                sums[job.id] += seconds
                jobs[job.id] = job
        found += [_work(plan, jobs[id_], seconds) for id_, seconds in sums.items()]
    return sorted(found, key=lambda one: (one.planned_start, one.order, one.id))


def _read(given: Given, actor: Actor) -> tuple[list[Any], _Plan, str]:
    actor.require("reports.view")
    by, at, zone = _one(given, "by") or "day", now(), plant_zone()
    if by not in AHEAD:
        raise BadQuery(field="by", value=by[:20].encode("ascii", "replace").decode())
    centres = [*work_centres_all(actor=actor).filter(archived_at=None)]
    buckets = _buckets(at.astimezone(zone).date(), by)
    ends = [datetime.combine(bucket.last + DAY, time(), zone) for bucket in buckets]
    borders = [int(at.timestamp()), *(int(end.timestamp()) for end in ends)]
    working = {
        key: WorkingTime(_spans(calendar, at, ends[-1]))
        for key, calendar in calendars_all(actor=actor).items()
    }
    times = {c.id: working[c.schedule_id] for c in centres if c.schedule_id is not None}
    jobs, rows = _jobs(actor)
    return centres, _Plan(buckets, borders, times, jobs, rows), by


def _spans(calendar: Any, start: datetime, end: datetime) -> list[Span]:
    return [
        (int(piece.start.timestamp()), int(piece.end.timestamp()))
        for piece in calendar.working(start, end)
    ]


def _buckets(today: date, by: str) -> list[Bucket]:
    if by == "day":
        return [Bucket(today + n * DAY, today + n * DAY) for n in range(AHEAD[by])]
    monday = today - timedelta(days=today.weekday())
    weeks = [monday + timedelta(weeks=n) for n in range(AHEAD[by])]
    return [Bucket(max(week, today), week + timedelta(days=6)) for week in weeks]


FIELDS = (
    "id", "order_id", "order__number", "name", "order__item__code", "state", "work_centre_id",
    "work_centre__code", "planned_start", "planned_end", "expected_minutes", "start_quantity",
    "firsts", "seconds", "waste", "held",
)  # fmt: skip


def _jobs(actor: Actor) -> tuple[dict[int, list[Job]], dict[int, Mapping[str, Any]]]:
    """Planned work that is not over yet, by work centre; what a supplier does loads nobody."""
    found = work_orders_all(actor=actor).filter(
        state__in=OPEN,
        order__state__in=LIVE,
        planned_start__isnull=False,
        planned_end__isnull=False,
    )
    found = found.exclude(operation__is_external=True)
    jobs: defaultdict[int, list[Job]] = defaultdict(list)
    rows = {row["id"]: row for row in found.order_by("id").values(*FIELDS)}
    for row in rows.values():
        job = Job(row["id"], _second(row["planned_start"]), _second(row["planned_end"]), _left(row))
        jobs[row["work_centre_id"]].append(job)
    return jobs, rows


def _second(at: datetime) -> int:
    return int(at.timestamp())


def _left(row: Mapping[str, Any]) -> Fraction:
    """Seconds of the planned duration that belong to pieces not yet reported."""
    whole = Fraction(row["expected_minutes"]) * MINUTE
    done = sum(row[grade] for grade in ("firsts", "seconds", "waste", "held"))
    if not row["start_quantity"]:
        return whole
    return whole * max(1 - Fraction(done) / Fraction(row["start_quantity"]), Fraction(0))


def _centre_load(centre: Any, plan: _Plan) -> CentreLoad:
    loads, ids = [Fraction()] * len(plan.buckets), [set[int]() for _ in plan.buckets]
    for job, n, seconds in plan.loads(centre.id):
        loads[n] += seconds
        if seconds:
            ids[n].add(job.id)
    time = plan.times.get(centre.id)
    holds = [_holds(time, plan, n, centre.lanes) for n in range(len(plan.buckets))]
    cells = [
        Cell(bucket, seconds_as_minutes(load), held, len(jobs))
        for bucket, load, held, jobs in zip(plan.buckets, loads, holds, ids, strict=True)
    ]
    whole = Bucket(plan.buckets[0].first, plan.buckets[-1].last)
    held = None if time is None else sum((c for c in holds if c is not None), Decimal())
    total = Cell(whole, seconds_as_minutes(sum(loads, Fraction())), held, len(set().union(*ids)))
    return CentreLoad(centre.id, centre.code, centre.name, centre.lanes, cells, total)


def _holds(time: WorkingTime | None, plan: _Plan, n: int, lanes: int) -> Decimal | None:
    """The capacity of a bucket in minutes."""
    if time is None:
        return None
    return seconds_as_minutes(time.between(plan.borders[n], plan.borders[n + 1]) * lanes)


def _work(plan: _Plan, job: Job, seconds: Fraction) -> Work:
    row = plan.rows[job.id]
    return Work(
        id=job.id,
        order_id=row["order_id"],
        order=row["order__number"],
        operation=row["name"],
        item=row["order__item__code"],
        state=row["state"],
        centre=row["work_centre__code"],
        planned_start=row["planned_start"],
        planned_end=row["planned_end"],
        left=seconds_as_minutes(job.left),
        minutes=seconds_as_minutes(seconds),
        is_late=job.end <= plan.borders[0],
    )


def _bucket_of(plan: _Plan, text: str) -> int | None:
    """Which bucket holds a day. Raises ``BadQuery``."""
    if not text:
        return None
    for n, bucket in enumerate(plan.buckets):
        if bucket.first.isoformat() <= text <= bucket.last.isoformat():
            return n
    raise BadQuery(field="day", value=text[:20].encode("ascii", "replace").decode())


def _chosen(centres: Sequence[Any], given: Given) -> list[Any]:
    code = _one(given, "centre")
    found = [centre for centre in centres if code in {"", centre.code}]
    if code and not found:
        raise BadQuery(field="centre", value=code[:40].encode("ascii", "replace").decode())
    return found


def _one(given: Given, name: str) -> str:
    return "".join(given.get(name, ())[:1])
