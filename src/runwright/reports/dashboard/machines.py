"""Time of machines: booked, merged, set up, disrupted, and how much of their schedule that is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, Min, QuerySet, Sum

from runwright.people.actor import Actor
from runwright.production import selectors as production
from runwright.reports.periods import DAY, Period
from runwright.reports.rounding import minutes_of, seconds_as_minutes, share
from runwright.resources.calendars import calendars_all
from runwright.resources.selectors import machines_all

SECONDS = ("busy_seconds", "booked_seconds", "setup_seconds", "rework_seconds",
           "disruption_seconds")  # fmt: skip
OF_A_DAY = tuple(key for key in SECONDS if key != "rework_seconds")


@dataclass(frozen=True)
class MachineTime:
    """Minutes of one machine (or of all). ``busy`` counts overlapping bookings once, the others
    count each: ``booked`` = ``setup`` + ``run`` + ``disruption``, with rework a part of ``run``.

    ``scheduled`` is the working time of its schedule in the period, ``utilisation`` the share of
    it that the machine was busy; both are ``None`` without a schedule.
    """

    id: int | None
    code: str
    name: str
    bookings: int
    busy: Decimal
    booked: Decimal
    setup: Decimal
    run: Decimal
    rework: Decimal
    disruption: Decimal
    scheduled: Decimal | None

    @property
    def utilisation(self) -> Decimal | None:
        """Busy divided by scheduled, to a hundredth of a percent."""
        return share(self.busy, self.scheduled)


def machine_times(period: Period, *, actor: Actor) -> list[MachineTime]:
    """Every machine in use or with time in the period, by code."""
    days = _days_in(period, actor=actor)
    found = {row["machine_id"]: row for row in _sums(days.values("machine_id"))}
    scheduled = _scheduled(days, period, actor=actor)
    machines = machines_all(actor=actor).prefetch_related(None)
    rows = machines.values("id", "code", "name", "archived_at", schedule=F("work_centre__schedule"))
    return [
        _time(row, found.get(row["id"], {}), scheduled.get(row["schedule"]))
        for row in rows
        if row["id"] in found or row["archived_at"] is None
    ]


def all_machines(times: Sequence[MachineTime]) -> MachineTime:
    """The sum over machines; scheduled only where every machine with time has a schedule."""
    parts = [time for time in times if time.bookings or time.scheduled is not None]
    scheduled = [time.scheduled for time in parts if time.scheduled is not None]
    whole = len(scheduled) == len(parts) and bool(parts)
    return MachineTime(
        id=None,
        code="",
        name="",
        bookings=sum(time.bookings for time in times),
        busy=_total(time.busy for time in times),
        booked=_total(time.booked for time in times),
        setup=_total(time.setup for time in times),
        run=_total(time.run for time in times),
        rework=_total(time.rework for time in times),
        disruption=_total(time.disruption for time in times),
        scheduled=_total(scheduled) if whole else None,
    )


@dataclass(frozen=True)
class DayTime:
    """Minutes of one day, summed over the machines asked for."""

    day: date
    busy: Decimal
    booked: Decimal
    setup: Decimal
    disruption: Decimal


def machine_days(period: Period, *, machine_ids: Sequence[int], actor: Actor) -> list[DayTime]:
    """The days with time on any of the machines, in order."""
    actor.require("resources.view")
    days = _days_in(period, actor=actor).filter(machine__in=machine_ids)
    return [
        DayTime(row["day"], *(seconds_as_minutes(row[f"{key}_sum"]) for key in OF_A_DAY))
        for row in _sums(days.values("day")).order_by("day")
    ]


def weeks_of(days: Sequence[DayTime]) -> list[DayTime]:
    """Days as weeks, each by its Monday."""
    weeks: dict[date, list[DayTime]] = {}
    for one in days:
        weeks.setdefault(one.day - one.day.weekday() * DAY, []).append(one)
    return [
        DayTime(monday, *(_total(getattr(one, part) for one in found) for part in PARTS))
        for monday, found in weeks.items()
    ]


PARTS = ("busy", "booked", "setup", "disruption")


def _days_in(period: Period, *, actor: Actor) -> QuerySet[Any]:
    first, last = period.first or date.min, period.last or date.max
    return production.machine_days(actor=actor, first=first, last=last).order_by()


def _sums(days: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return days.annotate(**{f"{key}_sum": Sum(key) for key in ("bookings", *SECONDS)})


def _time(
    machine: Mapping[str, Any], sums: Mapping[str, Any], scheduled: Decimal | None
) -> MachineTime:
    busy, booked, setup, rework, disruption = (
        seconds_as_minutes(sums.get(f"{key}_sum", 0)) for key in SECONDS
    )
    return MachineTime(
        id=machine["id"],
        code=machine["code"],
        name=machine["name"],
        bookings=sums.get("bookings_sum", 0),
        busy=busy,
        booked=booked,
        setup=setup,
        run=booked - setup - disruption,
        rework=rework,
        disruption=disruption,
        scheduled=scheduled,
    )


def _scheduled(days: QuerySet[Any], period: Period, *, actor: Actor) -> dict[int, Decimal]:
    """Working minutes of every schedule; for all time, between the first and the last day."""
    span = days.aggregate(first=Min("day"), last=Max("day"))
    first, last = period.first or span["first"], period.last or span["last"]
    if first is None:
        return {}
    start = datetime.combine(first, time(), period.zone)
    end = datetime.combine(last + DAY, time(), period.zone)
    return {
        key: minutes_of(calendar.working_minutes(start, end))
        for key, calendar in calendars_all(actor=actor).items()
    }


def _total(minutes: Iterable[Decimal]) -> Decimal:
    return sum(minutes, Decimal(0))
