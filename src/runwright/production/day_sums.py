"""Sums over days of the plant: stored for days that are over, read along with those that are not.

What each day holds is computed from the facts by one statement, whether it is stored, read live or
proved by the doctor. A day counts as stored while nobody changed something in it since
(``models.touches``), and while what else the sums rest on is still so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from runwright.company.selectors import plant_zone
from runwright.production.day_facts import COSTS, ENDED, FINISHED, FLAWS, LOST, MADE, OUTCOMES
from runwright.tasks.progress import Progress, silent

DAY = timedelta(days=1)
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
AT_ONCE = 31
"""So many days are summed in one transaction."""
YEARS = 10
"""Older days are not stored; no report looks back further day by day."""
LOCK = 5_275_000
"""The number by which two that would sum at the same time know each other."""


@dataclass(frozen=True)
class DaySum:
    """One kind of sums: its table, its columns beside the day, and the statement that computes
    day and columns from the facts between ``starts`` and ``ends`` (arrays of instants)."""

    name: str
    columns: Sequence[str]
    facts: str

    @property
    def table(self) -> str:
        """Where the sums are stored."""
        return f"production_{self.name}day"

    @property
    def stored(self) -> str:
        """The rows of the days between ``firsts`` and ``lasts``, as they are stored."""
        return f"""
SELECT {self._columns} FROM unnest(%(firsts)s::date[], %(lasts)s::date[]) AS c (first, last)
JOIN {self.table} m ON m.day BETWEEN c.first AND c.last"""

    @property
    def computed(self) -> str:
        """The rows of what lies between ``starts`` and ``ends``, from the facts."""
        return f"SELECT {self._columns} FROM ({self.facts}) m"

    @property
    def rows(self) -> str:
        """Both together; the values are those of ``Days``."""
        return f"{self.stored} UNION ALL {self.computed}"

    @property
    def _columns(self) -> str:
        return ", ".join(f"m.{name}" for name in ("day", *self.columns))


DAY_SUMS = (
    DaySum("made", ("machine_id", "work_centre_id", "operation_id", "item_id", "pieces", "bad"),
           MADE),
    DaySum("lost", ("machine_id", "work_order_id", "kind", "starts", "ends"), LOST),
    DaySum("cost", ("kind", "work_centre_id", "grade", "amount"), COSTS),
    DaySum("ended", ("item_id", "done", "cancelled", "on_time", "overran", "costed", "ordered",
                     "firsts", "seconds", "waste", "costed_firsts", "costed_seconds", "money",
                     "lost", "planned", "compared", "differed"), ENDED),
    DaySum("finished", ("work_centre_id", "name", "item_id", "works", "estimated", "expected",
                        "worked", "compared", "firsts", "seconds", "waste", "held", "again"),
           FINISHED),
    DaySum("flaw", ("scrap_reason_id", "item_id", "reports", "lost", "lesser"), FLAWS),
    DaySum("outcome", ("item_id", "firsts", "seconds", "waste", "held", "rework"), OUTCOMES),
)  # fmt: skip
MADE_SUM, LOST_SUM, COST_SUM, ENDED_SUM, FINISHED_SUM, FLAW_SUM, OUTCOME_SUM = DAY_SUMS


@dataclass(frozen=True)
class Days:
    """A stretch of time: runs of days (``firsts`` to ``lasts``) whose stored sums count, and what
    lies between them (from ``starts`` until before ``ends``), to be read from the facts."""

    zone: str
    firsts: Sequence[date]
    lasts: Sequence[date]
    starts: Sequence[datetime]
    ends: Sequence[datetime]

    @property
    def given(self) -> dict[str, Any]:
        """The values of a statement that reads ``DaySum.rows``."""
        return {**vars(self), "firsts": [*self.firsts], "lasts": [*self.lasts]}


BASIS = """
SELECT %(zone)s || coalesce((
    SELECT string_agg(' ' || c.id, '' ORDER BY c.id) FROM resources_workcentre c
    WHERE NOT EXISTS (SELECT FROM resources_machine m WHERE m.work_centre_id = c.id)
      AND EXISTS (SELECT FROM production_workorder w
                  WHERE w.work_centre_id = c.id AND w.first_activity_at IS NOT NULL)), '')
"""

FIRST = """
SELECT least((SELECT min(at) FROM production_quantityreport),
             (SELECT min(started_at) FROM production_timeinterval),
             (SELECT min(at) FROM production_reviewdecision),
             (SELECT min(state_since) FROM production_order WHERE state = 'done'),
             (SELECT min(state_since) FROM production_order WHERE state = 'cancelled'),
             (SELECT min(state_since) FROM production_workorder WHERE state = 'finished'))
"""
"""The earliest of all facts that are summed: each is the head of an index."""

STORED = f"""
SELECT (({FIRST}) AT TIME ZONE %(zone)s)::date, lower(r), upper(r) - 1
FROM (SELECT range_agg(daterange(s.day, s.day + 1)) AS days FROM production_summedday s
      WHERE s.basis = ({BASIS})
        AND s.day::timestamp AT TIME ZONE %(zone)s >= %(start)s
        AND (s.day + 1)::timestamp AT TIME ZONE %(zone)s <= %(end)s
        AND NOT EXISTS (SELECT FROM production_touchedday t WHERE t.day = s.day)) stored
LEFT JOIN LATERAL unnest(stored.days) AS r ON true
ORDER BY 2
"""


def days_between(start: datetime | None, end: datetime | None) -> Days:
    """Which days between two instants are stored, and what is not; without them, of all time.

    What lies before the day of the first fact is left out: to look there costs, and finds nothing.
    """
    zone, begin, until = plant_zone(), start or EARLIEST, end or LATEST
    found = _rows(STORED, {"zone": str(zone), "start": begin, "end": until})
    stored = [(first, last) for _day, first, last in found if first]
    if (earliest := found[0][0]) is not None:
        begin = max(begin, _begin(earliest, zone))
    borders = [(_begin(first, zone), _begin(last + DAY, zone)) for first, last in stored]
    starts = [begin, *(last for _first, last in borders)]
    ends = [*(first for first, _last in borders), until]
    live = [(a, b) for a, b in zip(starts, ends, strict=True) if a < b]
    return Days(
        str(zone), [first for first, _last in stored], [last for _first, last in stored],
        [a for a, _b in live], [b for _a, b in live],
    )  # fmt: skip


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


DUE = f"""
WITH last AS (SELECT ((now() AT TIME ZONE %(zone)s)::date - 3) AS day),
stored AS (
    SELECT s.day FROM production_summedday s
    WHERE s.basis = ({BASIS}) AND NOT EXISTS (
        SELECT FROM production_touchedday t WHERE t.day = s.day)
)
SELECT d.day::date FROM last, generate_series(
    greatest((({FIRST}) AT TIME ZONE %(zone)s)::date, last.day - 366 * %(years)s),
    last.day, interval '1 day') AS d (day)
WHERE d.day::date NOT IN (SELECT day FROM stored) ORDER BY 1 DESC
"""


def day_sums_refresh(*, progress: Progress = silent) -> int:
    """Store the sums of every day that is over and has none that count, the latest days first;
    returns how many. People may work meanwhile."""
    due = [day for (day,) in _rows(DUE, {"zone": str(plant_zone()), "years": YEARS})]
    for begin in range(0, len(due), AT_ONCE):
        _days_sum(due[begin : begin + AT_ONCE])
        progress(done=min(begin + AT_ONCE, len(due)), total=len(due))
    return len(due)


def day_sums_forget() -> None:
    """Drop every stored sum; reports then read the facts."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM production_summedday")


@transaction.atomic
def _days_sum(days: Sequence[date]) -> None:
    """Sum some days anew. What was noted as touched goes first, so that whoever changes something
    meanwhile notes it again for the next time."""
    zone = plant_zone()
    values = {"days": [*days], "zone": str(zone)}
    runs = [*_runs(sorted(days))]
    values |= {"starts": [_begin(first, zone) for first, _last in runs]}
    values |= {"ends": [_begin(last + DAY, zone) for _first, last in runs]}
    _run("SELECT pg_advisory_xact_lock(%(lock)s)", {"lock": LOCK})
    _run("DELETE FROM production_touchedday WHERE day = ANY(%(days)s)", values)
    for one in DAY_SUMS:
        columns = ", ".join(("day", *one.columns))
        _run(f"DELETE FROM {one.table} WHERE day = ANY(%(days)s)", values)
        _run(f"INSERT INTO {one.table} ({columns}) SELECT {columns} FROM ({one.facts}) m", values)
    _run(KEEP, values)


def _runs(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Days in order as runs of days that follow each other: the first and the last of each."""
    begins = [n for n, day in enumerate(days) if not n or days[n - 1] + DAY < day]
    for begin, end in zip(begins, [*begins[1:], len(days)], strict=True):
        yield days[begin], days[end - 1]


KEEP = f"""
INSERT INTO production_summedday (day, basis) SELECT unnest(%(days)s::date[]), ({BASIS})
ON CONFLICT (day) DO UPDATE SET basis = excluded.basis
"""


def day_sums_differ(one: DaySum) -> Iterator[tuple[Any, ...]]:
    """Rows that are stored and not in the facts, or the other way: (where, what it says)."""
    days = days_between(None, None)
    zone = plant_zone()
    values = days.given | {
        "starts": [_begin(first, zone) for first in days.firsts],
        "ends": [_begin(last + DAY, zone) for last in days.lasts],
    }
    yield from _rows(
        f"""SELECT 'facts', * FROM (({one.computed}) EXCEPT ALL ({one.stored})) f UNION ALL
            SELECT 'stored', * FROM (({one.stored}) EXCEPT ALL ({one.computed})) s ORDER BY 2, 1""",
        values,
    )


def _rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _run(statement: str, values: Mapping[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
