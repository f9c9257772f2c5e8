"""The problem button: what stands has no running clock, and is down once."""

from decimal import Decimal as D

import pytest

from runwright.engineering.services import OperationDraft
from runwright.floor.errors import DowntimeOfNothing, DowntimeReasonNotFound
from runwright.floor.models import Downtime, DowntimeReason
from runwright.floor.services import downtime_reason_create, problem_report
from runwright.journal.models import Entry
from runwright.production.models import TimeInterval, WorkOrder
from runwright.production.services import timer_start
from runwright.production.services.timers import Worker
from runwright.reports.doctor import examine
from tests.stories.plant import Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def plant(once: None) -> Plant:
    plant = empty_plant()
    plant.centre("SAW", machines=2)
    for code in ("ana", "ion", "eva"):
        plant.operator(code)
    plant.item("BAR", kind="product", supply="make")
    plant.routing("BAR", OperationDraft("Saw", plant.centres["SAW"].id, cycle_minutes=D(1)))
    plant.recipe("BAR", plant.items["BAR"].routings.get(), [])
    downtime_reason_create(code="B", name="Broken", loss="breakdown", actor=plant.actor)
    return plant


def work(plant: Plant) -> WorkOrder:
    return plant.work(plant.planned("BAR", D(10)), "Saw")


def begin(plant: Plant, work: WorkOrder, who: str, machine: str = "") -> None:
    machine_id = plant.machines[machine].id if machine else None
    worker = Worker(plant.operators[who].id, machine_id)
    timer_start(work_order_id=work.id, worker=worker, actor=plant.actor)


def problem(plant: Plant, **where: int) -> Downtime | None:
    reason = DowntimeReason.objects.get(code="B").id
    return problem_report(reason_id=reason, note="belt", actor=plant.actor, **where)


def running() -> set[str]:
    found = TimeInterval.objects.filter(ended_at=None).select_related("operator", "machine")
    return {one.operator.code if one.operator else one.machine.code for one in found}


def test_everybody_at_the_machine_stops_and_nobody_else(plant: Plant) -> None:
    one, other = work(plant), work(plant)
    begin(plant, one, "ana", "SAW-1")
    begin(plant, one, "ion", "SAW-1")
    begin(plant, other, "ana", "SAW-1")
    begin(plant, other, "eva", "SAW-2")
    downtime = problem(plant, machine_id=plant.machines["SAW-1"].id)
    assert running() == {"eva", "SAW-2"}
    assert (str(downtime), downtime.note) == ("SAW-1 SAW-1 Broken", "belt")
    stopped = Entry.objects.filter(verb="work.stop_timer")
    assert set(stopped.values_list("reason", flat=True)) == {"Broken: belt"}
    assert not list(examine())


def test_who_named_no_machine_stops_with_the_only_one(plant: Plant) -> None:
    one = work(plant)
    begin(plant, one, "ana", "SAW-1")
    begin(plant, one, "eva")
    begin(plant, one, "ion", "SAW-2")
    problem(plant, machine_id=plant.machines["SAW-1"].id)
    assert running() == {"eva", "ion", "SAW-2"}
    problem(plant, machine_id=plant.machines["SAW-2"].id)
    assert not running()
    assert not list(examine())


def test_a_whole_work_centre_stops(plant: Plant) -> None:
    begin(plant, work(plant), "ana", "SAW-1")
    begin(plant, work(plant), "eva")
    downtime = problem(plant, work_centre_id=plant.centres["SAW"].id)
    assert not running()
    assert downtime.work_centre == plant.centres["SAW"]
    assert not list(examine())


def test_two_who_report_the_same_stop(plant: Plant) -> None:
    first = problem(plant, machine_id=plant.machines["SAW-1"].id)
    begin(plant, work(plant), "ana", "SAW-1")
    assert problem(plant, machine_id=plant.machines["SAW-1"].id) == first
    assert not running()


def test_only_my_own_clock(plant: Plant) -> None:
    one = work(plant)
    begin(plant, one, "ana")
    begin(plant, one, "ion")
    mine = {"work_order_id": one.id, "operator_id": plant.operators["ana"].id}
    assert problem(plant, **mine) is None
    assert running() == {"ion"}
    assert not Downtime.objects.exists()


def test_a_problem_of_nothing_or_without_a_known_reason(plant: Plant) -> None:
    with pytest.raises(DowntimeOfNothing):
        problem(plant)
    with pytest.raises(DowntimeReasonNotFound):
        problem_report(reason_id=0, machine_id=plant.machines["SAW-1"].id, actor=plant.actor)
