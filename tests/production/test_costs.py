"""Worked example 7 with every figure, and the way from the standard to the actual cost."""

from datetime import timedelta
from decimal import Decimal as D

import pytest

from runwright.costing.variance import Cause
from runwright.engineering.models import ByProduct
from runwright.journal import clock
from runwright.journal.clock import now
from runwright.production.models import Order
from runwright.production.selectors.by_products import order_by_products
from runwright.production.selectors.costs import order_cost
from runwright.production.selectors.variances import order_waterfall
from runwright.production.services import (
    order_edit,
    order_finish,
    time_book,
    timer_start,
    timer_stop,
)
from runwright.production.services.components import component_change
from runwright.production.services.timers import Worker
from runwright.reports.doctor import examine
from runwright.stock.models import StockValue
from tests.stories.plant import Plant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def doctor():
    """After every test the books are right."""
    yield
    assert [str(complaint) for complaint in examine()] == []


def booked(plant: Plant, order: Order, name: str, minutes: int, kind: str = "run") -> None:
    end = now()
    worker = Worker(plant.operators["ana"].id, plant.machines[f"{name.upper()}-1"].id)
    time_book(
        work_order_id=plant.work(order, name).id,
        worker=worker,
        kind=kind,
        started_at=end - timedelta(minutes=minutes),
        ended_at=end,
        actor=plant.actor,
    )


def finished(plant: Plant, order: Order) -> Order:
    order_finish(order_id=order.id, actor=plant.actor)
    return Order.objects.get(id=order.id)


def bars(plant: Plant, order: Order) -> dict[Cause, D]:
    found = order_waterfall(order=order, actor=plant.actor)
    assert found
    assert found.standard + sum(a for _, a in found.bars) == found.actual == order.cost
    return {cause: amount for cause, amount in found.bars if amount}


def test_worked_example_7(mill: Plant) -> None:
    order = mill.planned("SOCK", D(60))
    booked(mill, order, "Knit", 150)
    for name in ("Knit", "Inspect", "Pack"):
        mill.report(order, name, firsts=D(60))
    cost = order_cost(order=Order.objects.get(id=order.id), actor=mill.actor)
    boxes = D("2.50")  # the example counts no boxes
    assert cost.actual["material"] - boxes == D("105.00")
    assert (cost.actual["labour"], cost.actual["machine"]) == (D("45.00"), D("30.00"))
    assert cost.actual_total - boxes == D("180.00")
    assert not cost.warnings


def test_worked_example_7_with_a_rate_of_zero_warns(mill: Plant) -> None:
    centre = mill.centres["KNIT"]
    centre.cost_per_hour = D(0)
    centre.save()
    order = mill.planned("SOCK", D(60))
    booked(mill, order, "Knit", 150)
    for name in ("Knit", "Inspect", "Pack"):
        mill.report(order, name, firsts=D(60))
    cost = order_cost(order=Order.objects.get(id=order.id), actor=mill.actor)
    assert cost.actual_total - D("2.50") == D("150.00")
    (warning,) = cost.warnings
    assert "KNIT-1" in warning.sentence()


def test_a_timer_without_a_machine_runs_a_lane_of_the_work_centre(mill: Plant) -> None:
    """It once cost labour only. Two people at one lane cost it once; a machine takes its place."""
    order = mill.planned("SOCK", D(12))
    knit, start = mill.work(order, "Knit"), now()

    def runs(minute: int, who: str, until: int, machine: str = "", kind: str = "run") -> None:
        machine_id = mill.machines[machine].id if machine else None
        worker = Worker((mill.operators.get(who) or mill.operator(who)).id, machine_id)
        with clock.at(start + timedelta(minutes=minute)):
            timer = timer_start(work_order_id=knit.id, worker=worker, kind=kind, actor=mill.actor)
        with clock.at(start + timedelta(minutes=until)):
            timer_stop(start_id=timer.id, actor=mill.actor)

    runs(0, "ana", 30, kind="setup")
    runs(30, "ion", 90)
    runs(60, "eva", 120)
    runs(120, "ion", 180, machine="KNIT-1")
    cost = order_cost(order=order, actor=mill.actor)
    hours = {i.label: round(i.quantity, 4) for i in cost.lines if i.kind == "machine"}
    assert hours == {f"{knit.work_centre}, Knit": D(2), f"{mill.machines['KNIT-1']}, Knit": D(1)}
    assert cost.actual["machine"] == D(36)
    with clock.at(start + timedelta(hours=4)):
        for name in ("Knit", "Inspect", "Pack"):
            mill.report(order, name, firsts=D(12))
        assert sum(bars(mill, finished(mill, order)).values()) != 0


def test_the_bars_lead_from_the_standard_to_the_actual_cost(mill: Plant) -> None:
    order = mill.planned("SOCK", D(120))
    # Standard: 52.5 × 4 + 10 × 0.5 + 2.6 h × 12 = 246.20; nobody's department has a rate.
    mill.report(order, "Knit", firsts=D(114), waste=D(6))
    booked(mill, order, "Inspect", 30)
    for name in ("Inspect", "Pack"):
        mill.report(order, name, firsts=D(114))
    done = finished(mill, order)
    assert done.standard_material + done.standard_work == D("246.20")
    found = bars(mill, done)
    assert found[Cause.RATE] == D("9.00")  # half an hour of Ana, planned at nothing
    assert found[Cause.SCRAP] > 0 > found[Cause.EFFICIENCY]
    assert found[Cause.QUANTITY] < 0


def test_what_was_changed_on_the_way_has_its_own_bar(mill: Plant) -> None:
    order = mill.planned("SOCK", D(120))
    order_edit(order_id=order.id, quantity=D(60), actor=mill.actor)
    component_change(
        line_id=mill.line(order, "BOX").id, quantity=D(25), reason="more", actor=mill.actor
    )
    for name in ("Knit", "Inspect", "Pack"):
        mill.report(order, name, firsts=D(60))
    found = bars(mill, finished(mill, order))
    assert found == {Cause.CHANGES: D("-113.10"), Cause.EFFICIENCY: D("-15.60")}


def test_an_order_that_is_not_done_has_no_waterfall(mill: Plant) -> None:
    assert order_waterfall(order=mill.planned("SOCK", D(12)), actor=mill.actor) is None


def test_by_products_come_in_with_their_share_of_the_cost(mill: Plant) -> None:
    lint = mill.item("LINT", "kg", resolution=D("0.1"))
    ByProduct.objects.create(
        bom=mill.boms["SOCK"], position=10, item=lint, unit=lint.unit, quantity=D("0.25"),
        cost_share=D("0.1"),
    )  # fmt: skip

    def shown(order: Order) -> list[tuple[object, ...]]:
        found = order_by_products(order=order, actor=mill.actor)
        return [(one.item.code, one.planned, one.received, one.cost_share) for one in found]

    order = mill.planned("SOCK", D(54))
    for name in ("Knit", "Inspect", "Pack"):
        mill.report(order, name, firsts=D(54))
    done = finished(mill, order)
    assert mill.stored("LINT") == D("1.1")  # 54 ÷ 12 × 0.25 = 1.125, rounded down
    worth = dict(StockValue.objects.values_list("item__code", "value"))
    assert worth["LINT"] == round(done.cost / 10, 2)
    assert shown(done) == [("LINT", D("1.1"), D("1.1"), D("0.1"))]
    assert shown(mill.planned("SOCK", D(12))) == [("LINT", D("0.2"), D(0), D("0.1"))]
    assert worth["SOCK"] == done.cost - worth["LINT"]


def test_a_plan_that_leaves_costs_out_says_so(mill: Plant) -> None:
    centre = mill.centres["KNIT"]
    centre.cost_per_hour = D(0)
    centre.save()
    order = mill.planned("SOCK", D(12))
    said = [one.sentence() for one in order_cost(order=order, actor=mill.actor).warnings]
    assert f"Knit is planned without machine cost: {centre.name} has no rate." in said
    assert "Knit is planned without labour: its department has no rate." in said
