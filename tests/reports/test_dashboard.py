"""The dashboard's figures: by period, per unit, the same in every place they appear."""

import csv
import io
import json
from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runwright.catalog.models import Item
from runwright.journal import clock
from runwright.journal.models import Entry
from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor
from runwright.production.models import MachineDay, Order, ReviewDecision, WorkOrder
from runwright.reports.dashboard.figures import Dashboard, dashboard, dashboard_export
from runwright.reports.dashboard.machines import machine_days, weeks_of
from runwright.reports.lists.columns import Kind
from runwright.resources.models import Machine, Shift, WorkCentre, WorkSchedule
from runwright.units.models import Unit, UnitCategory
from tests.reports.conftest import HOUR, MONDAY, Shop
from tests.reports.walking import walk

COUNTS = json.loads((Path(__file__).parent / "query_counts.json").read_text())["dashboard"]
TWO_DAYS = {"period": ["free"], "from": ["2026-11-05"], "to": ["2026-11-06"]}


def look(shop: Shop, **given: list[str]) -> Dashboard:
    return dashboard(given=given, actor=shop.actor)


def value(found: Dashboard, key: str) -> Decimal | int | None:
    return found.figure(key).value


class TestOrders:
    def test_all_time(self, shop: Shop) -> None:
        found = look(shop)
        assert dict(found.states) == {
            "draft": 1, "confirmed": 0, "planned": 0, "in_progress": 1, "done": 3, "cancelled": 1,
        }  # fmt: skip
        assert value(found, "orders") == 6
        assert value(found, "ordered") == 61
        assert (value(found, "produced"), value(found, "orders_with_output")) == (9, 3)
        assert value(found, "rejected") == Decimal("0.5")
        assert (value(found, "held"), value(found, "rework")) == (2, 1)

    def test_the_median_is_halfway_between_the_middle_ones(self, shop: Shop) -> None:
        """Four orders of 2, 3, 4 and 6 hours."""
        assert value(look(shop), "through") == 210

    def test_a_period_counts_what_happened_in_it(self, shop: Shop) -> None:
        """Only MO-03 was worked on, on the 5th: 3 pieces, 2 held, 4 hours."""
        found = look(shop, **TWO_DAYS)
        assert value(found, "orders") == 1
        assert (value(found, "ordered"), value(found, "produced")) == (13, 3)
        assert (value(found, "held"), value(found, "rework")) == (2, 0)
        assert value(found, "through") == 240

    def test_a_decision_counts_when_it_was_taken(self, shop: Shop) -> None:
        """One of MO-03's two held pieces is released on the 6th, the other lost on the 20th."""
        work = WorkOrder.objects.get(order__number="MO-03")
        entry = Entry.objects.first()
        for day, outcome in ((4, "release"), (18, "scrap")):
            ReviewDecision.objects.create(
                entry=entry,
                work_order=work,
                outcome=outcome,
                quantity=1,
                at=MONDAY + day * 24 * HOUR,
            )
        found = look(shop, **TWO_DAYS)
        assert (value(found, "produced"), value(found, "held")) == (4, 1)
        assert value(found, "rejected") == 0

    def test_periods_add_up_to_all_time(self, shop: Shop) -> None:
        whole, parts = look(shop), []
        order = shop.orders[5]
        WorkOrder.objects.filter(order=order).update(first_activity_at=MONDAY)
        Order.objects.filter(id=order.id).update(first_activity_at=MONDAY)
        for first, last in (("2026-11-01", "2026-11-03"), ("2026-11-04", "2026-11-30")):
            parts.append(look(shop, period=["free"], **{"from": [first], "to": [last]}))
        for key in ("produced", "rejected", "held", "rework", "bookings", "booked", "setup"):
            assert sum(value(part, key) for part in parts) == value(whole, key), key

    def test_an_empty_period_is_all_noughts(self, shop: Shop) -> None:
        found = look(shop, period=["free"], **{"from": ["2020-01-01"], "to": ["2020-01-31"]})
        assert value(found, "orders") == value(found, "produced") == value(found, "booked") == 0
        assert value(found, "through") is None

    def test_what_the_plant_did_is_told_to_whoever_is_limited(self, shop: Shop) -> None:
        """Sums of days are those of the plant; so is what is counted beside them."""
        limited = replace(shop.actor, departments=frozenset({-1}))
        found, whole = (dashboard(given={}, actor=actor) for actor in (limited, shop.actor))
        assert (found.states, found.quantities) == (whole.states, whole.quantities)
        assert found.through == whole.through and found.standing != whole.standing

    def test_an_empty_shop_has_a_dashboard(self, actor: Actor) -> None:
        assert value(dashboard(given={}, actor=actor), "produced") == 0

    def test_units_of_one_category_are_added_in_its_reference(self, shop: Shop) -> None:
        pair = Unit.objects.create(
            category=Unit.objects.get().category, code="pair", name="Pair", symbol="pair",
            numerator=2, resolution=1,
        )  # fmt: skip
        Item.objects.filter(code="CABLE").update(unit=pair)
        found = look(shop)
        assert len(found.quantities) == 1
        assert value(found, "ordered") == 2 * (10 + 12) + 11 + 13 + 15

    def test_pieces_and_kilograms_are_never_added(self, shop: Shop) -> None:
        mass = UnitCategory.objects.create(code="mass", name="Mass")
        kilogram = Unit.objects.create(
            category=mass, code="kg", name="Kilogram", symbol="kg", resolution=1, is_reference=True
        )
        Item.objects.filter(code="CABLE").update(unit=kilogram)
        found = look(shop)
        assert [(q.unit, q.ordered) for q in found.quantities] == [("pcs", 39), ("kg", 22)]


class TestNow:
    def test_what_needs_somebody(self, shop: Shop) -> None:
        with clock.at(MONDAY + 49 * HOUR):
            assert value(look(shop), "late") == 1
        WorkOrder.objects.filter(order__number="MO-00").update(state="ready")
        found = look(shop)
        assert value(found, "late") == 2
        assert value(found, "unassigned") == 1
        assert value(found, "blocked") == 2

    @pytest.mark.parametrize("given", [{}, TWO_DAYS])
    def test_a_number_opens_the_records_behind_it(
        self, given: dict[str, list[str]], shop: Shop
    ) -> None:
        found = look(shop, **given)
        counts = [f for f in found.figures if f.kind is Kind.COUNT]
        assert walk([*counts, found.figure("through")], shop.actor) == len(counts) + 1


class TestMachines:
    def test_times_per_machine(self, shop: Shop) -> None:
        found = {time.code: time for time in look(shop).machines}
        assert (found["M1"].bookings, found["M1"].busy) == (1, 180)
        assert (found["M2"].bookings, found["M2"].busy) == (3, 720)
        assert (found["M2"].setup, found["M2"].run) == (9, 711)
        assert found["M2"].utilisation is None

    def test_utilisation_is_busy_time_of_the_schedule(self, shop: Shop) -> None:
        schedule = WorkSchedule.objects.create(name="One", time_zone="Europe/Bucharest")
        for day in range(5):
            Shift.objects.create(
                schedule=schedule, name="I", weekday=day, starts=time(6), ends=time(14)
            )
        WorkCentre.objects.update(schedule=schedule)
        found = look(shop, **TWO_DAYS)
        machine = next(time for time in found.machines if time.code == "M2")
        assert (machine.scheduled, machine.busy) == (960, 240)
        assert machine.utilisation == Decimal("0.25")
        assert found.total.scheduled == 1920

    def test_the_total_is_the_sum(self, shop: Shop) -> None:
        total = look(shop).total
        assert (total.bookings, total.busy, total.setup) == (4, 900, 11)

    def test_days_of_a_machine(self, shop: Shop) -> None:
        days = machine_days(look(shop).period, machine_ids=[shop.machines[1].id], actor=shop.actor)
        assert [(str(day.day), day.busy) for day in days] == [
            ("2026-11-03", 120), ("2026-11-05", 240), ("2026-11-07", 360),
        ]  # fmt: skip


@pytest.mark.parametrize("given", [{}, TWO_DAYS], ids=["all", "free"])
def test_the_number_of_queries_is_the_pinned_one(given: dict[str, list[str]], shop: Shop) -> None:
    centre = WorkCentre.objects.first()
    for n in range(3):
        machine = Machine.objects.create(code=f"N{n}", name="New", work_centre=centre)
        MachineDay.objects.create(machine=machine, day="2026-11-05", bookings=1)
        Order.objects.create(number=f"N{n}", item=shop.orders[0].item, quantity=1)
        with CaptureQueriesContext(connection) as captured:
            found = look(shop, **given)
        assert len(captured) == COUNTS[found.period.name]


def test_it_takes_a_permission(shop: Shop) -> None:
    with pytest.raises(Forbidden):
        dashboard(given={}, actor=Actor(1, "nobody"))


class TestExports:
    def test_the_figures_are_those_of_the_page(self, shop: Shop) -> None:
        rows = _csv(shop, "figures")
        assert rows[0] == ["Figure", "Value", "Unit"]
        assert ["Produced", "9", "pcs"] in rows
        assert ["Median time through the shop", "210", "min"] in rows
        assert len(rows) == 1 + len(look(shop).figures)

    def test_the_machines_are_those_of_the_page(self, shop: Shop) -> None:
        rows = _csv(shop, "machines")
        assert [row[0] for row in rows] == ["Machine", "M1", "M2"]
        assert rows[2][2:7] == ["3", "720", "720", "9", "711"]


def _csv(shop: Shop, part: str) -> list[list[str]]:
    file = dashboard_export(given={}, part=part, format="csv", actor=shop.actor)
    text = b"".join(file.chunks).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_many_days_are_drawn_as_weeks(shop: Shop) -> None:
    """Their sums are those of the days."""
    machine = shop.machines[0]
    for n in range(60):
        MachineDay.objects.get_or_create(
            machine=machine, day=MONDAY.date() - n * timedelta(days=1), defaults={"bookings": 1}
        )
    MachineDay.objects.update(busy_seconds=600, setup_seconds=60)
    period = look(shop).period
    days = machine_days(period, machine_ids=[one.id for one in shop.machines], actor=shop.actor)
    weeks = weeks_of(days)
    assert len(days) > 60 and len(weeks) < 13
    assert all(week.day.weekday() == 0 for week in weeks)
    for part in ("busy", "booked", "setup", "disruption"):
        assert sum(getattr(w, part) for w in weeks) == sum(getattr(d, part) for d in days)
