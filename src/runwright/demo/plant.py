"""The place: units, warehouses, schedules, departments, work centres, machines and reasons."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from runwright.floor.models import DowntimeReason
from runwright.floor.services import downtime_reason_create
from runwright.people.actor import Actor
from runwright.production.models import ScrapReason
from runwright.production.services import scrap_reason_create
from runwright.resources.models import Machine, WorkCentre, WorkSchedule
from runwright.resources.services import (
    WeeklyShift,
    department_create,
    machine_create,
    schedule_create,
    schedule_exception_add,
    work_centre_create,
)
from runwright.stock.models import Place, Warehouse
from runwright.stock.services import place_create, warehouse_create

SHIFT_I, SHIFT_II, SHIFT_III = time(6), time(14), time(22)
MONDAY_TO_FRIDAY = range(5)

SCHEDULES: dict[str, tuple[tuple[str, time, time], ...]] = {
    "Two shifts": (("Shift I", SHIFT_I, SHIFT_II), ("Shift II", SHIFT_II, SHIFT_III)),
    "Night shift": (("Night shift", SHIFT_III, SHIFT_I),),
}

HOLIDAYS: tuple[tuple[str, int, int, int], ...] = (
    ("New Year", 1, 1, 2),
    ("Epiphany and Saint John", 1, 6, 7),
    ("Union Day", 1, 24, 24),
    ("Labour Day", 5, 1, 1),
    ("Children's Day", 6, 1, 1),
    ("Assumption", 8, 15, 15),
    ("Saint Andrew", 11, 30, 30),
    ("National Day", 12, 1, 1),
    ("Christmas", 12, 25, 26),
)
"""Name, month, first and last day: the public holidays in Romania that have a fixed date."""

DEPARTMENTS: dict[str, tuple[str, str]] = {
    "KNITTING": ("Knitting hall", "9.00"),
    "FINISHING": ("Finishing", "8.50"),
    "DISPATCH": ("Inspection and packing", "8.00"),
}
"""Name, and labour rate per hour for those who have none of their own."""

CENTRES: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("KNIT", "Sock knitting", "KNITTING", "0.94", "9.50", "0.75", "Cylinder bank"),
    ("GLOVE", "Glove knitting", "KNITTING", "0.95", "11.00", "0.70", "Glove frame"),
    ("LINK", "Linking and toe closing", "FINISHING", "0.95", "6.50", "0.80", "Linking machine"),
    ("DYE", "Dyeing and softening", "FINISHING", "1", "18.00", "0.65", "Dyeing drum"),
    ("BOARD", "Boarding", "FINISHING", "0.96", "14.00", "0.80", "Boarding press"),
    ("INSPECT", "Inspection", "DISPATCH", "1", "3.00", "0.85", "Inspection table"),
    ("PACK", "Packing", "DISPATCH", "0.98", "4.00", "0.85", "Packing line"),
)
"""Code, name, department, efficiency, cost per hour, OEE target, and what its machines are."""

MACHINES: dict[str, tuple[str, ...]] = {
    "KNIT": ("KN-1", "KN-2", "KN-3"),
    "GLOVE": ("GK-1", "GK-2"),
    "LINK": ("LK-1", "LK-2"),
    "DYE": ("DY-1",),
    "BOARD": ("BD-1",),
    "INSPECT": ("IN-1",),
    "PACK": ("PK-1",),
}

DOWNTIME_REASONS: tuple[tuple[str, str, str], ...] = (
    ("NEEDLE", "Broken needle", "breakdown"),
    ("DRIVE", "Drive or belt", "breakdown"),
    ("YARN", "Waiting for yarn", "material"),
    ("CHANGE", "Change of colour", "setup"),
    ("NOBODY", "No operator", "no_operator"),
    ("SERVICE", "Planned maintenance", "maintenance"),
    ("CLEAN", "Weekly cleaning", "not_scheduled"),
)

SCRAP_REASONS: dict[str, str] = {
    "HOLE": "Hole or dropped stitch",
    "SEAM": "Toe seam open",
    "SHADE": "Shade out of tolerance",
    "SIZE": "Wrong size after boarding",
    "STAIN": "Oil stain",
    "PAIR": "Does not pair",
}

PLACES: tuple[tuple[str, str, str], ...] = (
    ("MAIN", "YARN-A", "Yarn store, rack A"),
    ("MAIN", "TRIM-B", "Labels, bags and chemicals"),
    ("MAIN", "SEMI-C", "Semi-finished cages"),
    ("OUTLET", "OUTLET-1", "Shop floor shelf"),
)


@dataclass(frozen=True)
class Plant:
    """Everything that stands in the mill, by code."""

    schedule: WorkSchedule
    centres: dict[str, WorkCentre]
    machines: dict[str, Machine]
    stops: dict[str, DowntimeReason]
    faults: dict[str, ScrapReason]
    places: dict[str, Place]


def plant_create(*, now: datetime, actor: Actor) -> Plant:
    """Build the mill; ``now`` in the plant's zone decides the days its schedules name."""
    schedules = {name: _schedule(name, now, actor) for name in SCHEDULES}
    departments = {
        code: department_create(code=code, name=name, labour_rate=Decimal(rate), actor=actor).id
        for code, (name, rate) in DEPARTMENTS.items()
    }
    centres = {
        row[0]: _centre(row, departments[row[2]], schedules["Two shifts"], actor) for row in CENTRES
    }
    centres["NEEDLE"] = work_centre_create(
        code="NEEDLE",
        name="Needle setting",
        department_id=departments["KNITTING"],
        schedule_id=schedules["Night shift"].id,
        cost_per_hour=Decimal(5),
        actor=actor,
    )
    return Plant(
        schedule=schedules["Two shifts"],
        centres=centres,
        machines=_machines(centres, actor),
        stops={
            code: downtime_reason_create(code=code, name=name, loss=loss, actor=actor)
            for code, name, loss in DOWNTIME_REASONS
        },
        faults={
            code: scrap_reason_create(code=code, name=name, actor=actor)
            for code, name in SCRAP_REASONS.items()
        },
        places=_places(actor),
    )


def _schedule(name: str, now: datetime, actor: Actor) -> WorkSchedule:
    shifts = [
        WeeklyShift(shift, MONDAY_TO_FRIDAY, starts, ends)
        for shift, starts, ends in SCHEDULES[name]
    ]
    schedule = schedule_create(name=name, shifts=shifts, actor=actor)
    for year in range((now - timedelta(days=220)).year, (now + timedelta(days=90)).year + 1):
        for holiday, month, first, last in HOLIDAYS:
            _exception(schedule, "holiday", holiday, date(year, month, first), actor,
                       last=date(year, month, last))  # fmt: skip
    monday = now.date() + timedelta(days=28 - now.weekday())
    _exception(schedule, "shutdown", "Boiler inspection", monday, actor,
               last=monday + timedelta(days=1))  # fmt: skip
    if name == "Two shifts":
        _overtime(schedule, now, actor)
    return schedule


def _overtime(schedule: WorkSchedule, now: datetime, actor: Actor) -> None:
    """A Saturday of the history, and hours around ``now`` if nobody would work then."""
    saturday = now.date() - timedelta(days=now.weekday() + 2)
    _exception(
        schedule, "overtime", "Overtime Saturday", saturday, actor, hours=(SHIFT_I, SHIFT_II)
    )
    if now.weekday() not in MONDAY_TO_FRIDAY or not SHIFT_I <= now.time() < SHIFT_III:
        opens, closes = now - timedelta(hours=4), now + timedelta(hours=2)
        hours = (
            opens.time() if opens.date() == now.date() else time(),
            closes.time() if closes.date() == now.date() else time(23, 59),
        )
        _exception(schedule, "overtime", "Urgent orders", now.date(), actor, hours=hours)


def _exception(
    schedule: WorkSchedule,
    kind: str,
    name: str,
    first: date,
    actor: Actor,
    *,
    last: date | None = None,
    hours: tuple[time | None, time | None] = (None, None),
) -> None:
    schedule_exception_add(
        schedule_id=schedule.id,
        kind=kind,
        name=name,
        first_day=first,
        last_day=last or first,
        starts=hours[0],
        ends=hours[1],
        actor=actor,
    )


def _centre(
    row: tuple[str, str, str, str, str, str, str],
    department_id: int,
    schedule: WorkSchedule,
    actor: Actor,
) -> WorkCentre:
    code, name, _, efficiency, cost, target, _ = row
    return work_centre_create(
        code=code,
        name=name,
        department_id=department_id,
        lanes=len(MACHINES[code]),
        efficiency=Decimal(efficiency),
        cost_per_hour=Decimal(cost),
        oee_target=Decimal(target),
        schedule_id=schedule.id,
        actor=actor,
    )


def _machines(centres: dict[str, WorkCentre], actor: Actor) -> dict[str, Machine]:
    kinds = {row[0]: row[6] for row in CENTRES}
    return {
        code: machine_create(
            code=code,
            name=f"{kinds[centre]} {n}",
            work_centre_id=centres[centre].id,
            serial_number=f"{centre[:2]}{20 + n}-{4100 + 37 * n}",
            actor=actor,
        )
        for centre, codes in MACHINES.items()
        for n, code in enumerate(codes, start=1)
    }


def _places(actor: Actor) -> dict[str, Place]:
    houses: dict[str, Warehouse] = {
        code: warehouse_create(code=code, name=name, actor=actor)
        for code, name in (("MAIN", "Main store"), ("OUTLET", "Factory outlet"))
    }
    return {
        code: place_create(warehouse_id=houses[house].id, code=code, name=name, actor=actor)
        for house, code, name in PLACES
    }
