"""The dashboard: what stands now, and what happened in a period."""

from collections.abc import Sequence

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from runwright.reports.charts import Chart, Series
from runwright.reports.dashboard.figures import Dashboard, dashboard_export
from runwright.reports.dashboard.figures import dashboard as dashboard_read
from runwright.reports.dashboard.machines import DayTime, MachineTime, machine_days, weeks_of
from runwright.reports.figure import Figure
from runwright.reports.oee.window import DAYS_ONE_BY_ONE
from runwright.reports.periods import PERIODS
from runwright.web.actors import Request
from runwright.web.answers import page, sent
from runwright.web.figures import day as day_words
from runwright.web.figures import hours
from runwright.web.live import live
from runwright.web.records import list_url, record_url
from runwright.web.states import look_of
from runwright.web.tiles import Tile
from runwright.web.views.setup import setup_wanted, setup_words

MOST_MACHINES = 16
NOW = {
    "late": ("red", "clock"),
    "short": ("red", "packages"),
    "blocked": ("amber", "hourglass"),
    "overdue": ("red", "flag"),
    "unassigned": ("amber", "user"),
    "unplanned": ("amber", "calendar"),
}
ICONS = {
    "orders": "clipboard-list",
    "ordered": "flag",
    "produced": "circle-check",
    "orders_with_output": "package",
    "seconds": "star",
    "rejected": "trash",
    "held": "hand-stop",
    "rework": "refresh",
    "through": "timeline",
    "bookings": "list-details",
    "booked": "clock",
    "setup": "tools",
    "busy": "player-play",
}
BEHIND = {"began": "bookings", "booked": "booked"}
"""Lists that each machine's figures open, by the figures of all machines."""


@require_safe
@live
def show(request: Request) -> HttpResponse:
    """The whole dashboard, in its figures and pictures."""
    given = {name: values for name, values in request.GET.lists() if any(values)}
    found = dashboard_read(given=given, actor=request.actor)
    tiles = [_tile(figure) for figure in found.figures]
    begins = setup_words(request.actor) if setup_wanted(request.actor) else {}
    words = begins | {
        "found": found,
        **{key: _list_of(found.figure(name)) for key, name in BEHIND.items()},
        "now": [tile for tile in tiles if tile.figure.key in NOW],
        "open": [tile for tile in tiles if tile.figure.key.startswith("now_")],
        "states": [tile for tile in tiles if tile.figure.key.startswith("orders")
                   and tile.figure.key != "orders_with_output"],
        "amounts": [tile for tile in tiles if tile.figure.key in ICONS
                    and tile.figure.key != "orders"],
        "periods": PERIODS,
        "query": request.GET.urlencode(),
        "charts": [chart for chart in _charts(request, found) if chart.has_values],
    }  # fmt: skip
    return page(request, "dashboard", words)


def _list_of(figure: Figure) -> str:
    return list_url(f"{figure.list_name}?{figure.query}")


@require_safe
def export(request: Request, part: str, format: str) -> StreamingHttpResponse:
    """The dashboard's figures, or its machines, as a file."""
    given = {name: values for name, values in request.GET.lists() if any(values)}
    return sent(dashboard_export(given=given, part=part, format=format, actor=request.actor))


def _tile(figure: Figure) -> Tile:
    if figure.key in NOW:
        tone, icon = NOW[figure.key]
    elif figure.key not in ICONS:
        look = look_of("order", figure.key.partition("_")[2])
        tone, icon = look.tone, look.icon
    else:
        tone, icon = "", ICONS[figure.key]
    return Tile(figure, icon, tone, is_loud=figure.key in NOW and bool(figure.value))


def _charts(request: Request, found: Dashboard) -> list[Chart]:
    ids = [machine.id for machine in found.machines if machine.id is not None]
    days = machine_days(found.period, machine_ids=ids, actor=request.actor)
    return [_machine_chart(found.machines), _day_chart(days)]


def _machine_chart(machines: Sequence[MachineTime]) -> Chart:
    """Booked time per machine, the busiest first."""
    busiest = sorted((m for m in machines if m.booked), key=lambda m: (-m.booked, m.code))
    shown = busiest[:MOST_MACHINES]
    return Chart(
        key="machines",
        title=_("Booked time per machine"),
        unit="h",
        heading=_("Machine"),
        categories=[machine.name or machine.code for machine in shown],
        links=[record_url("machine", machine.id) for machine in shown],
        series=[
            Series(name, [hours(getattr(machine, part)) for machine in shown], "bar", "time",
                   tone=tone)
            for name, part, tone in (
                (_("Setup"), "setup", "amber"),
                (_("Run"), "run", "violet"),
                (_("Disruption"), "disruption", "grey"),
            )
        ],
        across=True,
    )  # fmt: skip


def _day_chart(found: Sequence[DayTime]) -> Chart:
    """Busy machine time per day; of many days, per week."""
    is_long = len(found) > DAYS_ONE_BY_ONE
    days = weeks_of(found) if is_long else found
    return Chart(
        key="days",
        title=_("Busy machine time per week") if is_long else _("Busy machine time per day"),
        unit="h",
        heading=_("Week from") if is_long else _("Day"),
        categories=[day_words(one.day, one.day) for one in days],
        series=[
            Series(_("Busy"), [hours(one.busy) for one in days], tone="accent"),
            Series(_("Setup"), [hours(one.setup) for one in days], "line", tone="amber"),
        ],
    )
