"""What a routing may say beside one operation after the other: branches, alternatives, times of
their own for an item, and work that a supplier does."""

from datetime import timedelta

import pytest

from runwright.engineering.errors import RecipeUsed
from runwright.engineering.services import OperationDraft, TimesDraft, recipe_use, routing_update
from runwright.journal import clock
from runwright.kernel.errors import GuardFailed
from runwright.partners.services import supplier_create
from runwright.production.models import Order
from runwright.production.services import work_finish_short
from tests.stories.plant import START, D, Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant() -> Plant:
    return empty_plant()


def planned(plant: Plant, *operations: OperationDraft, quantity: int = 10) -> Order:
    plant.item("CASE", kind="product", supply="make")
    plant.recipe("CASE", plant.routing("CASE", *operations), [])
    with clock.stopped_at(START):
        return plant.planned("CASE", D(quantity), planned_start=START)


def minutes(plant: Plant, order: Order, name: str) -> tuple[int, int]:
    work = plant.work(order, name)
    assert work.planned_start and work.planned_end
    minute = timedelta(minutes=1)
    return (work.planned_start - START) // minute, (work.planned_end - START) // minute


def step(plant: Plant, name: str, cycle: int, **more: object) -> OperationDraft:
    centre = plant.centres.get(name.upper()) or plant.centre(name.upper())
    return OperationDraft(name, centre.id, cycle_minutes=D(cycle), **more)


def test_branches_run_beside_each_other_and_meet(plant: Plant) -> None:
    order = planned(
        plant,
        step(plant, "Body", 3),
        step(plant, "Lid", 5, starts_branch=True),
        step(plant, "Join", 1, follows=[10, 20]),
    )
    told = {name: minutes(plant, order, name) for name in ("Body", "Lid", "Join")}
    assert told == {"Body": (0, 30), "Lid": (0, 50), "Join": (50, 60)}
    assert (plant.work(order, "Lid").state, plant.work(order, "Join").state) == ("ready", "waiting")
    plant.report(order, "Lid", firsts=D(10))
    assert plant.work(order, "Join").state == "waiting"
    plant.report(order, "Body", firsts=D(9), waste=D(1))
    joint = plant.work(order, "Join")
    assert (joint.state, joint.released) == ("ready", 9)


def test_a_branch_is_finished_short_whatever_the_others_do(plant: Plant) -> None:
    order = planned(
        plant,
        step(plant, "Body", 3),
        step(plant, "Lid", 5, starts_branch=True),
        step(plant, "Join", 1, follows=[10, 20]),
    )
    plant.report(order, "Lid", firsts=D(8))
    close = {"reason": "no more sheet", "actor": plant.actor}
    work_finish_short(work_order_id=plant.work(order, "Lid").id, **close)
    assert plant.work(order, "Lid").state == "finished"
    with pytest.raises(GuardFailed, match="Body"):
        work_finish_short(work_order_id=plant.work(order, "Join").id, **close)


def test_the_alternative_that_ends_earliest_is_taken(plant: Plant) -> None:
    """The slow machine is free at once, the fast one is the first choice and busy till 100."""
    slow, fast = plant.centre("SLOW", efficiency=D("0.5")), plant.centre("FAST", cost_per_hour=D(9))
    saw = OperationDraft("Saw", fast.id, cycle_minutes=D(1), alternative_ids=[slow.id])
    first = planned(plant, saw, quantity=100)
    with clock.stopped_at(START):
        small = plant.planned("CASE", D(40), planned_start=START)
        large = plant.planned("CASE", D(60), planned_start=START)
    chosen = [plant.work(order, "Saw").work_centre.code for order in (first, small, large)]
    assert chosen == ["FAST", "SLOW", "FAST"]
    assert minutes(plant, small, "Saw") == (0, 80)
    assert minutes(plant, large, "Saw") == (100, 160)
    assert plant.work(small, "Saw").machine_rate == 0


def test_an_item_may_have_times_of_its_own(plant: Plant) -> None:
    plant.item("CASE-XL", kind="product", supply="make")
    own = TimesDraft(plant.items["CASE-XL"].id, D(15), D(6), D(5), D(2))
    order = planned(plant, step(plant, "Sew", 1, own_times=[own]))
    assert minutes(plant, order, "Sew") == (0, 10)
    plant.items["CASE-XL"].family = plant.items["CASE"]
    plant.items["CASE-XL"].save()
    with clock.stopped_at(START):
        large = plant.planned("CASE-XL", D(10), planned_start=START)
    assert plant.work(large, "Sew").expected_minutes == 15 + 5 * 6 + 5


def test_work_outside_takes_its_lead_time_and_no_lane(plant: Plant) -> None:
    zinc = supplier_create(code="ZINC", name="Zinc works", actor=plant.actor)
    coat = step(plant, "Coat", 5, is_external=True, supplier_id=zinc.id, lead_time_days=3)
    order = planned(plant, step(plant, "Cut", 1), coat, step(plant, "Pack", 1))
    assert minutes(plant, order, "Coat") == (10, 10 + 3 * 1440)
    assert minutes(plant, order, "Pack")[0] == 10 + 3 * 1440


def test_a_routing_that_an_order_follows_stays(plant: Plant) -> None:
    order = planned(plant, step(plant, "Cut", 1))
    with pytest.raises(RecipeUsed):
        routing_update(routing_id=order.routing_id, name="x", operations=[], actor=plant.actor)
    recipe_use(bom_id=order.bom_id, routing_id=order.routing_id)
