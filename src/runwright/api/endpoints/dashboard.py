"""The figures of the dashboard, the same as on the page and in its export."""

from datetime import date
from typing import Any, Literal

from runwright.api.doors import Door
from runwright.api.errors import BadValue
from runwright.api.schemas import Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact
from runwright.reports.dashboard.figures import dashboard
from runwright.reports.periods import PERIODS

door = Door("Dashboard", __name__)

PARAMETERS: dict[str, dict[str, Any]] = {
    "period": {"type": "string", "enum": [*PERIODS]},
    "from": {"type": "string", "format": "date"},
    "to": {"type": "string", "format": "date"},
}


class PeriodShown(Shown):
    """Whole days of the plant, both included; without days it is all there is."""

    name: str
    first: date | None
    last: date | None


class Figure(Shown):
    """One number; ``list_name`` and ``query`` open the records behind it."""

    key: str
    label: str
    value: Exact | None
    unit: str
    kind: Literal["count", "quantity", "money", "share", "minutes"]
    list_name: str
    query: str


class MachineTime(Shown):
    """Minutes of one machine; ``busy`` counts overlapping bookings once, the others each."""

    id: int | None
    code: str
    name: str
    bookings: int
    busy: Exact
    booked: Exact
    setup: Exact
    run: Exact
    rework: Exact
    disruption: Exact
    scheduled: Exact | None
    utilisation: Exact | None


class Dashboard(Shown):
    """What stands now, and what happened in the period."""

    period: PeriodShown
    figures: list[Figure]
    machines: list[MachineTime]
    total: MachineTime


@door.read("/dashboard", permission="reports.view", answer=Dashboard, parameters=PARAMETERS)
def figures(request: Call) -> object:
    """All figures of a period: ``3_months``, or ``free`` with ``from`` and ``to``."""
    check(request)
    found = dashboard(given=dict(request.GET.lists()), actor=request.auth)
    return Dashboard(
        period=PeriodShown.model_validate(found.period),
        figures=[figure_shown(one) for one in found.figures],
        machines=[MachineTime.model_validate(one) for one in found.machines],
        total=MachineTime.model_validate(found.total),
    )


def check(request: Call) -> None:
    """Refuse days that would be passed over in silence."""
    if request.GET.get("period") != "free":
        for name in request.GET.keys() & {"from", "to"}:
            raise BadValue(field=name, problem="this needs period=free")


def figure_shown(one: Any) -> Figure:
    """A figure with its words."""
    return Figure(
        key=one.key,
        label=str(one.label),
        value=one.value,
        unit=one.unit,
        kind=one.kind.value,
        list_name=one.list_name,
        query=one.query,
    )
