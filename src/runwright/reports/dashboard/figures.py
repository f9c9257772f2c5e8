"""The dashboard as a whole, and its figures as one table that page, API and export share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from runwright.company.selectors import plant_zone
from runwright.journal.clock import now
from runwright.people.actor import Actor
from runwright.production.selectors.ended_days import ended_by_month
from runwright.reports.dashboard.machines import MachineTime, all_machines, machine_times
from runwright.reports.dashboard.now import ACTIVE, Standing, standing_at, standing_figures
from runwright.reports.dashboard.orders import (
    Quantities,
    counted_in,
    made_figure,
    made_query,
    quantities_in,
    states_of,
    time_through,
)
from runwright.reports.exports.files import ExportFile, file_of
from runwright.reports.exports.tables import Table
from runwright.reports.figure import Figure, both, count, figure_table, minutes
from runwright.reports.lists.columns import Cell, Column, Kind, Link
from runwright.reports.lists.page import Row
from runwright.reports.lists.words import ORDER_STATES
from runwright.reports.periods import Period, period_of
from runwright.reports.rounding import minutes_of
from runwright.reports.selectors import format_of


@dataclass(frozen=True)
class Dashboard:
    """What stands now (``standing``) and what happened in the period (everything else).

    ``through`` is the median time through the shop in minutes; ``total`` sums the machines.
    """

    period: Period
    states: Mapping[str, int]
    standing: Standing
    quantities: Sequence[Quantities]
    through: Decimal | None
    machines: Sequence[MachineTime]
    total: MachineTime

    @property
    def figures(self) -> list[Figure]:
        """Every figure but those of single machines, in the order of the page."""
        return [*standing_figures(self.standing), *_state_figures(self), *_amount_figures(self),
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
    through = time_through(period, actor=actor.unlimited)
    ended = ended_by_month(start=period.start, end=period.end, actor=actor)
    counted = counted_in(period, ended, actor=actor.unlimited)
    return Dashboard(
        period=period,
        states=states_of(counted),
        standing=standing_at(at, actor=actor),
        quantities=quantities_in(period, counted, actor=actor),
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
    if part == "machines":
        return file_of(machine_table(found), kind)
    figures = figure_table("dashboard", _("Dashboard"), found.figures, found.period.zone)
    return file_of(figures, kind)


def _state_figures(found: Dashboard) -> Iterator[Figure]:
    counted = _counted(found)
    yield count("orders", _("Orders"), sum(found.states.values()), "orders", counted)
    for state, orders in found.states.items():
        yield count(f"orders_{state}", ORDER_STATES[state], orders, "orders",
                    both(counted, f"state={state}"))  # fmt: skip


def _counted(found: Dashboard) -> str:
    """The orders that count in the period, as a question to their list."""
    return both(found.period.query("counted"), "withdrawn=no")


def _amount_figures(found: Dashboard) -> Iterator[Figure]:
    ordered = both(_counted(found), *(f"state={state}" for state in (*ACTIVE, "done")))
    for amounts in found.quantities:
        unit = amounts.unit
        yield Figure("ordered", _("Ordered"), amounts.ordered, unit, "orders", ordered,
                     sums="quantity")  # fmt: skip
        yield made_figure("produced", _("Produced"), amounts, found.period, "firsts")
        yield count("orders_with_output", _("Orders with output"), amounts.orders_with_output,
                    "orders", made_query(found.period, "firsts"))  # fmt: skip
        yield made_figure("seconds", _("Seconds"), amounts, found.period, "seconds")
        yield made_figure("rejected", _("Rejected"), amounts, found.period, "waste")
        yield made_figure("held", _("Held for review"), amounts, found.period, "held")
        yield made_figure("rework", _("Rework"), amounts, found.period, "rework")


def _time_figures(found: Dashboard) -> Iterator[Figure]:
    total, query = found.total, found.period.query
    booked = both(query("during"), "of_machine=yes", "running=no")
    began = both(query("started"), "of_machine=yes", "running=no")
    worked = both(query("ended"), "worked=yes")
    yield Figure("through", _("Median time through the shop"), found.through, "min", "orders",
                 worked, Kind.MINUTES, median="through")  # fmt: skip
    yield count("bookings", _("Bookings"), total.bookings, "intervals", began)
    yield minutes("booked", _("Booked time"), total.booked, "intervals", booked)
    yield minutes("setup", _("Setup time"), total.setup, "intervals", both(booked, "kind=setup"))
    yield minutes("busy", _("Busy time, overlaps merged"), total.busy)


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


def machine_table(found: Dashboard) -> Table:
    """The machines as rows."""
    rows: Iterator[Row] = (
        tuple(Cell(column, getattr(machine, column.key)) for column in MACHINE_COLUMNS)
        for machine in found.machines
    )
    return Table("machine-times", _("Machine times"), MACHINE_COLUMNS, rows, found.period.zone)
