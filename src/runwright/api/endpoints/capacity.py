"""Load against capacity: the same figures as on its page, and the work orders behind them."""

from datetime import date, datetime
from typing import Any

from runwright.api.doors import Door
from runwright.api.schemas import Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact
from runwright.reports.capacity.figures import capacity_report, capacity_work

door = Door("Capacity", __name__)

LOAD: dict[str, dict[str, Any]] = {
    "by": {"type": "string", "enum": ["day", "week"]},
    "centre": {"type": "string", "description": "The code of a work centre."},
}
WORK = LOAD | {"day": {"type": "string", "format": "date"}}


class Load(Shown):
    """Minutes planned, and minutes the schedule holds (none without one), from now on."""

    first: date
    last: date
    load: Exact
    capacity: Exact | None
    share: Exact | None
    over: Exact
    is_over: bool
    jobs: int


class CentreLoad(Shown):
    """A work centre in every day or week, and in all of them."""

    id: int
    code: str
    name: str
    lanes: int
    cells: list[Load]
    total: Load


class CapacityReport(Shown):
    """The days or weeks to come."""

    by: str
    centres: list[CentreLoad]


class PlannedWork(Shown):
    """A work order; ``left`` minutes are still to be done, ``minutes`` of them here."""

    id: int
    order_id: int
    order: str
    operation: str
    item: str
    state: str
    centre: str
    planned_start: datetime
    planned_end: datetime
    left: Exact
    minutes: Exact
    is_late: bool


class PlannedWorks(Shown):
    """The work orders behind a load, by planned start."""

    items: list[PlannedWork]


@door.read("/reports/capacity", permission="reports.view", answer=CapacityReport, parameters=LOAD)
def report(request: Call) -> object:
    """Load against capacity of every work centre, by day or week from now on."""
    found = capacity_report(given=dict(request.GET.lists()), actor=request.auth)
    rows = [
        CentreLoad(
            id=row.id,
            code=row.code,
            name=row.name,
            lanes=row.lanes,
            cells=[_load(cell) for cell in row.cells],
            total=_load(row.total),
        )
        for row in found.rows
    ]
    return CapacityReport(by=found.by, centres=rows)


@door.read(
    "/reports/capacity/work", permission="reports.view", answer=PlannedWorks, parameters=WORK
)
def work(request: Call) -> object:
    """The work orders behind a load: of a work centre, in the day or week that holds a day."""
    found = capacity_work(given=dict(request.GET.lists()), actor=request.auth)
    return PlannedWorks(items=[PlannedWork.model_validate(one) for one in found])


def _load(cell: Any) -> Load:
    own = {name: getattr(cell, name) for name in Load.model_fields.keys() - {"first", "last"}}
    return Load(first=cell.bucket.first, last=cell.bucket.last, **own)
