"""Worked examples 2, 8 and 14: multipliers, durations, and a metal shop that overlaps its work."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from runwright.engineering.models import Operation
from runwright.engineering.rules import duration_minutes
from runwright.engineering.services import LineDraft, OperationDraft
from runwright.journal import clock
from runwright.production.models import Order, WorkOrder
from runwright.production.services import timer_start, timer_stop
from runwright.production.services.timers import Worker
from runwright.stock.models import Move
from runwright.units.selectors import unit_by_code
from tests.stories.plant import D, Plant, empty_plant

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def shop(once: None) -> Plant:
    plant = empty_plant()
    for code, efficiency in (("CUT", "0.8"), ("BEND", "1"), ("WELD", "1"), ("PAINT", "1")):
        plant.centre(code, efficiency=D(efficiency))
    plant.item("STEEL", "kg", resolution=D("0.1"), standard_cost=D(2))
    plant.item("FRAME", kind="product", supply="make")
    plant.receive("STEEL", D(500))
    return plant


def operations(plant: Plant, *, overlap: bool) -> list[OperationDraft]:
    flow = {"may_overlap": overlap, "transfer_quantity": D(25)}
    times = (("CUT", "30", "1.2", flow), ("BEND", "20", "1.5", flow),
             ("WELD", "15", "3.0", {}), ("PAINT", "40", "0.6", {}))  # fmt: skip
    return [
        OperationDraft(
            code.capitalize(),
            plant.centres[code].id,
            setup_minutes=D(setup),
            cycle_minutes=D(cycle),
            **more,
        )
        for code, setup, cycle, more in times
    ]


def frames(plant: Plant, *, overlap: bool = True) -> Order:
    """An order of 100 frames, each of 0.816 kg steel, planned on Monday at six."""
    routing = plant.routing("FRAME", *operations(plant, overlap=overlap))
    kg = unit_by_code(code="kg").id
    plant.recipe("FRAME", routing, [LineDraft(plant.items["STEEL"].id, kg, D("0.816"), step=10)])
    with clock.at(MORNING):
        return plant.planned("FRAME", D(100), planned_start=MORNING + timedelta(hours=1))


def minutes(order: Order) -> dict[str, tuple[float, float]]:
    begin = order.planned_start
    return {
        w.name: tuple((t - begin).total_seconds() / 60 for t in (w.planned_start, w.planned_end))
        for w in WorkOrder.objects.filter(order=order)
    }


def test_the_plan_overlaps_to_the_minute(shop: Plant) -> None:
    assert minutes(frames(shop)) == {
        "Cut": (0, 180),
        "Bend": (47.5, 217.5),
        "Weld": (90, 405),
        "Paint": (405, 505),
    }


def test_without_overlap_it_takes_765_minutes(shop: Plant) -> None:
    plan = minutes(frames(shop, overlap=False))
    assert plan["Paint"] == (665, 765)


def test_steel_is_drawn_by_the_rounded_sum_and_bending_waits_for_a_whole_transfer(
    shop: Plant,
) -> None:
    order = frames(shop)
    shop.report(order, "Cut", firsts=D(24), waste=D(1))
    assert shop.line(order, "STEEL").consumed == D("20.4")
    assert (shop.work(order, "Bend").state, shop.work(order, "Bend").released) == ("waiting", 0)
    shop.report(order, "Cut", firsts=D(25))
    assert shop.line(order, "STEEL").consumed == D("40.8")
    assert (shop.work(order, "Bend").state, shop.work(order, "Bend").released) == ("ready", 49)
    shop.report(order, "Cut", firsts=D(49), waste=D(1))
    assert shop.line(order, "STEEL").consumed == D("81.6")
    draws = Move.objects.filter(target__kind="production").order_by("at")
    assert [m.quantity for m in draws] == [D("20.4"), D("20.4"), D("40.8")]


def test_a_hundred_reports_of_one_draw_what_one_of_a_hundred_draws(shop: Plant) -> None:
    order = frames(shop)
    for _ in range(10):
        shop.report(order, "Cut", firsts=D(1))
    assert shop.line(order, "STEEL").consumed == D("8.2")


def test_welding_waits_for_all_of_bending(shop: Plant) -> None:
    order = frames(shop, overlap=False)
    shop.report(order, "Cut", firsts=D(60))
    assert shop.work(order, "Bend").released == 0
    shop.report(order, "Cut", firsts=D(40))
    assert shop.work(order, "Bend").released == 100


def test_a_clock_that_still_runs_holds_nothing_back(shop: Plant) -> None:
    """All pieces are cut: bending may begin, though somebody at the saw has not stopped."""
    order = frames(shop, overlap=False)
    cut = shop.work(order, "Cut")
    worker = Worker(shop.operator("ana").id)
    running = timer_start(work_order_id=cut.id, worker=worker, actor=shop.actor)
    shop.report(order, "Cut", firsts=D(99), waste=D(1))
    assert shop.work(order, "Cut").state == "in_progress"
    assert (shop.work(order, "Bend").state, shop.work(order, "Bend").released) == ("ready", 99)
    shop.report(order, "Bend", firsts=D(99))
    assert shop.work(order, "Weld").state == "ready"
    assert shop.work(order, "Bend").state == "in_progress"
    timer_stop(start_id=running.id, actor=shop.actor)
    assert (shop.work(order, "Cut").state, shop.work(order, "Bend").state) == ("finished",) * 2


def test_two_steps_of_one_order_share_a_single_lane(shop: Plant) -> None:
    """The plan may not put two operations of one order on one machine at once."""
    first, second, *_ = operations(shop, overlap=True)
    again = replace(second, work_centre_id=first.work_centre_id)
    routing = shop.routing("FRAME", first, again)
    shop.recipe("FRAME", routing, [])
    with clock.at(MORNING):
        order = shop.planned("FRAME", D(100), planned_start=MORNING)
    cut, bend = WorkOrder.objects.filter(order=order).order_by("sequence")
    assert cut.planned_end == bend.planned_start


def test_the_next_order_takes_the_lane_after_the_first(shop: Plant) -> None:
    before, after = frames(shop, overlap=False), frames(shop, overlap=False)
    assert shop.work(after, "Cut").planned_start == shop.work(before, "Cut").planned_end


@pytest.mark.parametrize(
    ("setup", "cycle", "efficiency", "expected"),
    [("0", "30", "0.5", 60), ("0", "30", "2", 15), ("30", "120", "0.8", 180)],
)
def test_duration(setup: str, cycle: str, efficiency: str, expected: int) -> None:
    operation = Operation(setup_minutes=D(setup), cycle_minutes=D(cycle), units_per_cycle=D(1))
    found = duration_minutes(operation=operation, quantity=D(1), efficiency=D(efficiency))
    assert found == Fraction(expected)


def test_a_recipe_of_awkward_numbers_is_kept_exactly(shop: Plant) -> None:
    """A fraction of sixteen digits once broke the column it is kept in."""
    kg = unit_by_code(code="kg").id
    routing = shop.routing("FRAME", *operations(shop, overlap=True))
    awkward = LineDraft(
        shop.items["STEEL"].id, kg, D("1.234567891"), waste_share=D("0.123457"), step=10
    )
    shop.recipe("FRAME", routing, [awkward], quantity=D("7.654321"))
    line = shop.line(shop.confirmed("FRAME", D(100)), "STEEL")
    exact = Fraction(D("1.234567891") * D("1.123457")) / Fraction(D("7.654321"))
    assert Fraction(line.per_unit_numerator) / Fraction(line.per_unit_denominator) == exact
    assert line.need.quantity == D("18.2")


def test_losses_raise_what_each_operation_starts_with(shop: Plant) -> None:
    cut, bend, *_ = operations(shop, overlap=False)
    routing = shop.routing("FRAME", replace(cut, loss=D("0.03")), replace(bend, loss=D("0.05")))
    shop.recipe("FRAME", routing, [])
    order = shop.planned("FRAME", D(100))
    assert (shop.work(order, "Bend").start_quantity, shop.work(order, "Cut").start_quantity) == (
        D(106),
        D(110),
    )
