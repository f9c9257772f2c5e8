"""The figures of an imported log: the same on the dashboard, in its export, and for its days."""

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from runwright.imports.services import import_undo
from runwright.reports.dashboard.figures import Dashboard, dashboard, dashboard_export
from tests.imports.flow import PROGRAM, bring_in
from tests.imports.lookalike import Lookalike

pytestmark = pytest.mark.django_db

KEYS = ("orders", "ordered", "produced", "orders_with_output", "rejected", "held", "rework",
        "through", "bookings", "booked", "setup", "busy")  # fmt: skip
REAL = (113, 9_656, 6_968, 105, 369, 105, 25, 30_121)
QUARTER = {"period": ["free"], "from": ["2012-01-01"], "to": ["2012-03-31"]}
YEARS = {"period": ["free"], "from": ["2000-01-01"], "to": ["2099-12-31"]}
Given = Mapping[str, Sequence[str]]


def values(found: Dashboard) -> tuple[Decimal | int | None, ...]:
    return tuple(found.figure(key).value for key in KEYS)


def look(given: Given | None = None) -> Dashboard:
    return dashboard(given=given or {}, actor=PROGRAM)


def exported(given: Given) -> dict[str, str]:
    file = dashboard_export(given=given, part="figures", format="csv", actor=PROGRAM)
    text = b"".join(file.chunks).decode("utf-8-sig")
    return {row["Figure"]: row["Value"] for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize(
    ("keep", "times"),
    [(False, (2734, 494_868, 73_177, 416_808)), (True, (2750, 496_091, 73_252, 416_808))],
)
@pytest.mark.parametrize("given", [{}, QUARTER, YEARS], ids=["all", "quarter", "years"])
def test_the_real_log(real_log: Path, keep: bool, times: tuple[int, ...], given: Given) -> None:
    bring_in(real_log, keep_duplicates=keep)
    found = look(given)
    assert values(found) == (*REAL, *times)
    assert sum(1 for machine in found.machines if machine.bookings) == 31
    told = exported(given)
    assert told["Produced"] == "6968"
    assert told["Median time through the shop"] == "30121"
    assert told["Busy time, overlaps merged"] == "416808"


@pytest.mark.parametrize("given", [{}, YEARS], ids=["all", "years"])
def test_a_made_up_log(made_up: Lookalike, made_up_file: Path, given: Given) -> None:
    bring_in(made_up_file)
    expected = made_up.reference(keep_duplicates=False)
    assert values(look(given)) == (
        made_up.cases, expected.ordered, expected.packed, expected.packed_orders,
        expected.rejected, expected.held, expected.rework, expected.median_minutes,
        expected.events, expected.booked, expected.setup, expected.busy,
    )  # fmt: skip


def test_days_add_up(made_up_file: Path) -> None:
    """Whatever the cut, the halves of a period are the whole."""
    bring_in(made_up_file)
    whole = look()
    halves = [
        look({"period": ["free"], "from": [first], "to": [last]})
        for first, last in (("2000-01-01", "2031-03-20"), ("2031-03-21", "2099-12-31"))
    ]
    for key in ("produced", "rejected", "held", "rework", "bookings", "booked", "setup", "busy"):
        assert sum(half.figure(key).value or 0 for half in halves) == whole.figure(key).value, key


@pytest.mark.parametrize("given", [{}, YEARS], ids=["all", "years"])
def test_nothing_is_left_of_an_import_taken_back(made_up_file: Path, given: Given) -> None:
    import_undo(import_id=bring_in(made_up_file).id, actor=PROGRAM)
    found = look(given)
    assert {figure.value for figure in found.figures} <= {0, None}
    assert not any(machine.bookings for machine in found.machines)
