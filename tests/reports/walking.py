"""Following figures to what they open, and adding it up there."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from statistics import median
from urllib.parse import parse_qs

from runwright.people.actor import Actor
from runwright.reports.dashboard.figures import Dashboard
from runwright.reports.dashboard.machines import MachineTime
from runwright.reports.figure import Figure, both
from runwright.reports.lists.columns import Kind
from runwright.reports.selectors import list_export, list_page
from runwright.units.models import Unit

DERIVED = {"busy", "average", "mean_expected", "mean_actual", "ratio", "yield", "punctual",
           "material", "labour", "machine"}  # fmt: skip
"""Figures made of others, or of time that no list tells apart: they open none."""


def rows(file_chunks: Iterable[bytes]) -> list[list[str]]:
    """A file of comma-separated values."""
    return list(csv.reader(io.StringIO(b"".join(file_chunks).decode("utf-8-sig"))))


def walk(figures: Sequence[Figure], actor: Actor) -> int:
    """Compare every figure with its list; returns how many there were."""
    told = [figure for figure in figures if figure.key not in DERIVED]
    for figure in told:
        assert figure.list_name, f"{figure.key} opens nothing"
        assert behind(figure, actor) == Decimal(figure.value or 0), (figure.key, figure.query)
    return len(told)


def behind(figure: Figure, actor: Actor) -> Decimal:
    """What the list says that a figure opens: how many rows, or the sum or middle of a column."""
    given = parse_qs(figure.query)
    if figure.kind is Kind.COUNT:
        return Decimal(list_page(name=figure.list_name, given=given, actor=actor).total)
    values = [*_column(figure, given, actor)]
    if figure.median:
        return round(median(values), 2) if values else Decimal()
    return sum(values, Decimal())


def _column(figure: Figure, given: dict[str, list[str]], actor: Actor) -> Iterator[Decimal]:
    """The column of the list, in the unit of the figure where it is a quantity."""
    columns = {**given, "columns": [figure.sums or figure.median]}
    file = list_export(name=figure.list_name, given=columns, format="csv", actor=actor)
    units = {unit.symbol: unit for unit in Unit.objects.select_related("category")}
    for value, *unit in rows(file.chunks)[1:]:
        own = units[unit[0]] if unit else None
        if value and (own is None or own.category_id == units[figure.unit].category_id):
            yield Decimal(value) * (Decimal(own.numerator) / own.denominator if own else 1)


def walk_machines(found: Dashboard, actor: Actor) -> int:
    """Compare every machine's times with the bookings behind them; returns how many had any."""
    for machine in found.machines:
        assert _times(machine) == _booked(found, machine, actor), machine.code
    for part in ("bookings", "busy", "booked", "setup", "run", "rework", "disruption"):
        parts = (getattr(machine, part) for machine in found.machines)
        assert sum(parts) == getattr(found.total, part), part
    return sum(1 for machine in found.machines if machine.booked)


Times = tuple[Decimal | int, ...]


def _times(machine: MachineTime) -> Times:
    return (machine.bookings, machine.booked, machine.busy, machine.setup, machine.disruption,
            machine.run)  # fmt: skip


def _booked(found: Dashboard, machine: MachineTime, actor: Actor) -> Times:
    """The same from the list of bookings: how many began, and their minutes by kind."""
    of_machine = f"machine={machine.code}&running=no"
    began = parse_qs(both(found.period.query("started"), of_machine))
    during = parse_qs(both(found.period.query("during"), of_machine))
    count = list_page(name="intervals", given=began, actor=actor).total
    asked = {**during, "columns": ["minutes,kind,started,ended"]}
    lines = rows(list_export(name="intervals", given=asked, format="csv", actor=actor).chunks)[1:]
    setup, lost = (
        sum((Decimal(line[0]) for line in lines if line[1] == kind), Decimal())
        for kind in ("Setup", "Disruption")
    )
    booked = sum((Decimal(line[0]) for line in lines), Decimal())
    busy = _union([_clipped(found, *line[2:]) for line in lines])
    return count, booked, busy, setup, lost, booked - setup - lost


def _clipped(found: Dashboard, started: str, ended: str) -> tuple[datetime, datetime]:
    """A booking within the period, in plant time."""
    start, end = datetime.fromisoformat(started), datetime.fromisoformat(ended)
    period = found.period
    if period.first and period.last:
        start = max(start, datetime.combine(period.first, time()))
        end = min(end, datetime.combine(period.last + timedelta(days=1), time()))
    return start, end


def _union(stretches: list[tuple[datetime, datetime]]) -> Decimal:
    """Minutes in which at least one of them ran."""
    seconds, until = 0.0, None
    for start, end in sorted(stretches):
        seconds += max((end - max(start, until or start)).total_seconds(), 0)
        until = max(end, until or end)
    return round(Decimal(seconds) / 60, 2)
