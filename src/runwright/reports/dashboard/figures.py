"""The dashboard as a whole, and its figures as one table that page, API and export share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from runwright.company.selectors import plant_zone
from runwright.journal.clock import now
from runwright.people.actor import Actor
from runwright.reports.dashboard.machines import MachineTime, all_machines, machine_times
from runwright.reports.dashboard.orders import (
    Quantities,
    Waiting,
    orders_in,
    quantities_in,
    states_of,
    time_through,
    waiting_at,
)
from runwright.reports.exports.files import ExportFile, file_of
from runwright.reports.exports.tables import Table, minutes_of
from runwright.reports.lists.columns import Cell, Column, Kind, Label, Link
from runwright.reports.lists.page import Row
from runwright.reports.lists.words import ORDER_STATES
from runwright.reports.periods import Period, period_of
from runwright.reports.selectors import format_of

MINUTES = "min"


@dataclass(frozen=True)
class Figure:
    """One number: ``list_name`` and ``query`` open the records behind it, if there are any."""

    key: str
    label: Label
    value: Decimal | int | None
    unit: str = ""
    list_name: str = ""
    query: str = ""


@dataclass(frozen=True)
class Dashboard:
    """What stands now (``waiting``) and what happened in the period (everything else).

    ``through`` is the median time through the shop in minutes; ``total`` sums the machines.
    """

    period: Period
    states: Mapping[str, int]
    waiting: Waiting
    quantities: Sequence[Quantities]
    through: Decimal | None
    machines: Sequence[MachineTime]
    total: MachineTime

    @property
    def figures(self) -> list[Figure]:
        """Every figure but those of single machines, in the order of the page."""
        return [*_state_figures(self), *_waiting_figures(self.waiting), *_amount_figures(self),
                *_time_figures(self)]  # fmt: skip

    def figure(self, key: str) -> Figure:
        """The figure of this key (that of the first unit category, where there are several)."""
        return next(one for one in self.figures if one.key == key)


def dashboard(*, given: Mapping[str, Sequence[str]], actor: Actor) -> Dashboard:
    """The dashboard for the parameters ``period``, ``from`` and ``to``.

    Its number of queries does not depend on what the shop holds. Raises ``Forbidden``,
    ``BadQuery`` and ``BadPeriod``.
    """
    actor.require("reports.view")
    actor.require("production.view")
    zone, at = plant_zone(), now()
    period = period_of(given, today=at.astimezone(zone).date(), zone=zone)
    machines = machine_times(period, actor=actor)
    through = time_through(period, actor=actor)
    return Dashboard(
        period=period,
        states=states_of(orders_in(period, actor=actor)),
        waiting=waiting_at(at, actor=actor),
        quantities=quantities_in(period, actor=actor),
        through=minutes_of(through) if through is not None else None,
        machines=machines,
        total=all_machines(machines),
    )


def dashboard_export(
    *, given: Mapping[str, Sequence[str]], part: str, format: str, actor: Actor
) -> ExportFile:
    """The ``figures`` or the ``machines`` of the dashboard as ``csv`` or ``xlsx``."""
    kind = format_of(format)
    found = dashboard(given=given, actor=actor)
    table = machine_table(found) if part == "machines" else figure_table(found)
    return file_of(table, kind)


def _state_figures(found: Dashboard) -> Iterator[Figure]:
    active = _orders_query(found)
    yield Figure("orders", _("Orders"), sum(found.states.values()), "", "orders", active)
    for state, count in found.states.items():
        query = f"{active}&state={state}"
        yield Figure(f"orders_{state}", ORDER_STATES[state], count, "", "orders", query)


def _orders_query(found: Dashboard) -> str:
    """The orders that count in the period, as a question to their list."""
    return "&".join(filter(None, (found.period.query("active"), "withdrawn=no")))


def _waiting_figures(waiting: Waiting) -> Iterator[Figure]:
    yield Figure("late", _("Late"), waiting.late, "", "orders", "late=yes")
    for key, label, count in (
        ("blocked", _("Waiting for more than a day"), waiting.blocked),
        ("overdue", _("Deadline passed"), waiting.overdue),
        ("unassigned", _("Ready without operator"), waiting.unassigned),
    ):
        yield Figure(key, label, count, "", "work_orders", f"{key}=yes")


def _amount_figures(found: Dashboard) -> Iterator[Figure]:
    at, active = found.period.query("at"), _orders_query(found)
    for amounts in found.quantities:
        unit = amounts.unit
        yield Figure("ordered", _("Ordered"), amounts.ordered, unit, "orders", active)
        yield Figure("produced", _("Produced"), amounts.firsts, unit, "reports", at)
        yield Figure("orders_with_output", _("Orders with output"), amounts.orders_with_output)
        yield Figure("seconds", _("Seconds"), amounts.seconds, unit, "reports", at)
        yield Figure("rejected", _("Rejected"), amounts.waste, unit, "reports", _and(at, "waste"))
        yield Figure("held", _("Held for review"), amounts.held, unit, "reports", _and(at, "held"))
        yield Figure("rework", _("Rework"), amounts.rework, "", "reports", _and(at, "rework"))


def _and(query: str, flag: str) -> str:
    return f"{query}&{flag}=yes" if query else f"{flag}=yes"


def _time_figures(found: Dashboard) -> Iterator[Figure]:
    started, total = found.period.query("started"), found.total
    bookings = _and(started, "of_machine")
    yield Figure("through", _("Median time through the shop"), found.through, MINUTES)
    yield Figure("bookings", _("Bookings"), total.bookings, "", "intervals", bookings)
    yield Figure("booked", _("Booked time"), total.booked, MINUTES, "intervals", bookings)
    setup = f"{bookings}&kind=setup"
    yield Figure("setup", _("Setup time"), total.setup, MINUTES, "intervals", setup)
    yield Figure("busy", _("Busy time, overlaps merged"), total.busy, MINUTES)


FIGURE_COLUMNS = (
    Column("figure", _("Figure")),
    Column("value", _("Value"), Kind.QUANTITY, unit="unit"),
)

MACHINE_COLUMNS = (
    Column("code", _("Machine"), Kind.CODE, link=Link("machine", "id")),
    Column("name", _("Name")),
    Column("bookings", _("Bookings"), Kind.COUNT),
    Column("busy", _("Busy minutes"), Kind.MINUTES),
    Column("booked", _("Booked minutes"), Kind.MINUTES),
    Column("setup", _("Setup minutes"), Kind.MINUTES),
    Column("run", _("Run minutes"), Kind.MINUTES),
    Column("disruption", _("Disruption minutes"), Kind.MINUTES),
    Column("scheduled", _("Scheduled minutes"), Kind.MINUTES),
    Column("utilisation", _("Utilisation"), Kind.SHARE),
)


def figure_table(found: Dashboard) -> Table:
    """The figures as rows."""
    label, value = FIGURE_COLUMNS
    rows: Iterator[Row] = (
        (Cell(label, str(one.label)), Cell(value, one.value, one.unit)) for one in found.figures
    )
    return Table("dashboard", _("Dashboard"), FIGURE_COLUMNS, rows, found.period.zone)


def machine_table(found: Dashboard) -> Table:
    """The machines as rows."""
    rows: Iterator[Row] = (
        tuple(Cell(column, getattr(machine, column.key)) for column in MACHINE_COLUMNS)
        for machine in found.machines
    )
    return Table("machine-times", _("Machine times"), MACHINE_COLUMNS, rows, found.period.zone)
