"""The board of machines: what runs, what stands and why, what comes next, what came off today."""

import json
from datetime import timedelta
from decimal import Decimal as D
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runwright.company.holding import company_held
from runwright.engineering.services import OperationDraft
from runwright.floor.models import DowntimeReason
from runwright.floor.selectors import Cell, machine_board
from runwright.floor.services import downtime_end, downtime_reason_create, downtime_start
from runwright.journal import clock
from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor
from runwright.production.models import QuantityReport, TimerStart, WorkOrder
from runwright.production.services import (
    Pieces,
    ReportDraft,
    report_reverse,
    timer_start,
    timer_stop,
    work_report,
)
from runwright.production.services.timers import Worker
from runwright.resources.services import department_create
from tests.stories.plant import Plant, empty_plant

pytestmark = pytest.mark.django_db

QUERIES = json.loads(
    (Path(__file__).parents[1] / "reports" / "query_counts.json").read_text()
)["board"]  # fmt: skip


@pytest.fixture(scope="module")
def plant(once: None) -> Plant:
    plant = empty_plant()
    metal = department_create(code="METAL", name="Metal shop", actor=plant.actor)
    plant.centre("SAW", machines=2, department_id=metal.id)
    plant.centre("HAND", machines=0, lanes=3)
    for code in ("ana", "ion"):
        plant.operator(code)
    plant.item("BAR", kind="product", supply="make")
    steps = [
        OperationDraft("Saw", plant.centres["SAW"].id, cycle_minutes=D(1), may_overlap=True),
        OperationDraft("Deburr", plant.centres["HAND"].id, cycle_minutes=D(2)),
    ]
    plant.recipe("BAR", plant.routing("BAR", *steps), [])
    downtime_reason_create(code="B", name="Broken", loss="breakdown", actor=plant.actor)
    return plant


def cells(plant: Plant, **asked: str) -> dict[str, Cell]:
    found = machine_board(actor=plant.actor, **asked).cells
    return {cell.code: cell for cell in found}


def begin(plant: Plant, work: WorkOrder, who: str = "", machine: str = "") -> TimerStart:
    operator_id = plant.operators[who].id if who else None
    worker = Worker(operator_id, plant.machines[machine].id if machine else None)
    return timer_start(work_order_id=work.id, worker=worker, actor=plant.actor)


def down(plant: Plant, **where: int) -> int:
    reason = DowntimeReason.objects.get(code="B").id
    return downtime_start(reason_id=reason, actor=plant.actor, **where).id


def made(plant: Plant, work: WorkOrder, machine: str = "", **pieces: D) -> QuantityReport:
    machine_id = plant.machines[machine].id if machine else None
    draft = ReportDraft(**pieces, machine_id=machine_id)
    return work_report(work_order_id=work.id, draft=draft, actor=plant.actor)


def test_running_idle_down(plant: Plant) -> None:
    order = plant.planned("BAR", D(10))
    timer = begin(plant, plant.work(order, "Saw"), "ana", "SAW-1")
    stop = down(plant, machine_id=plant.machines["SAW-2"].id)
    found = cells(plant)
    assert {code: cell.state for code, cell in found.items()} == {
        "SAW-1": "running", "SAW-2": "down", "HAND": "idle",
    }  # fmt: skip
    assert found["SAW-1"].since == timer.at
    assert found["SAW-2"].downtime.reason.name == "Broken"
    assert found["SAW-2"].since == found["SAW-2"].downtime.started_at
    assert found["HAND"].lanes == 3
    downtime_end(downtime_id=stop, actor=plant.actor)
    stopped = timer_stop(start_id=timer.id, actor=plant.actor)
    found = cells(plant)
    assert {cell.state for cell in found.values()} == {"idle"}
    assert found["SAW-1"].since == stopped.at


def test_a_running_job_is_told_with_what_remains_and_who(plant: Plant) -> None:
    work = plant.work(plant.planned("BAR", D(10)), "Saw")
    begin(plant, work, "ana", "SAW-1")
    begin(plant, work, "ion")
    made(plant, work, "SAW-1", firsts=D(3), waste=D(1))
    job = cells(plant)["SAW-1"].job
    assert (job.order, job.operation, job.item) == (work.order.number, "Saw", "BAR")
    assert (job.quantity, job.firsts, job.remains, job.minutes) == (10, 3, 6, 6)
    assert job.people == ("Ana", "Ion")


def test_a_forgotten_stop_shows_beside_what_runs(plant: Plant) -> None:
    down(plant, machine_id=plant.machines["SAW-1"].id)
    begin(plant, plant.work(plant.planned("BAR", D(10)), "Saw"), "ana", "SAW-1")
    cell = cells(plant)["SAW-1"]
    assert (cell.state, cell.downtime.reason.name) == ("running", "Broken")


def test_a_work_centre_that_stands_takes_its_idle_machines_with_it(plant: Plant) -> None:
    down(plant, work_centre_id=plant.centres["SAW"].id)
    begin(plant, plant.work(plant.planned("BAR", D(10)), "Saw"), machine="SAW-1")
    states = {code: cell.state for code, cell in cells(plant).items()}
    assert states == {"SAW-1": "running", "SAW-2": "down", "HAND": "idle"}


def test_lanes_and_work_without_a_machine(plant: Plant) -> None:
    order = plant.planned("BAR", D(10))
    made(plant, plant.work(order, "Saw"), "SAW-1", firsts=D(10))
    begin(plant, plant.work(order, "Deburr"), "ana")
    begin(plant, plant.work(plant.planned("BAR", D(5)), "Saw"), "ion")
    found = [(c.code, c.state, c.lanes) for c in machine_board(actor=plant.actor).cells]
    assert found == [
        ("SAW-1", "idle", 1), ("SAW-2", "idle", 1), ("SAW", "running", 1),
        ("HAND", "running", 1), ("HAND", "idle", 2),
    ]  # fmt: skip
    board = machine_board(actor=plant.actor)
    assert (board.count("running"), board.count("idle"), board.count("down")) == (2, 4, 0)
    assert len({cell.key for cell in board.cells}) == len(board.cells)


def test_the_next_jobs_are_shared_out_idle_machines_first(plant: Plant) -> None:
    running, urgent, later = (plant.planned("BAR", D(10), priority=p) for p in (50, 10, 90))
    begin(plant, plant.work(running, "Saw"), "ana", "SAW-1")
    found = cells(plant)
    assert found["SAW-2"].next.order == urgent.number
    assert found["SAW-1"].next.order == later.number
    assert found["HAND"].next.state == "waiting"
    down(plant, machine_id=plant.machines["SAW-2"].id)
    found = cells(plant)
    assert (found["SAW-2"].next, found["SAW-1"].next.order) == (None, urgent.number)


def test_what_was_begun_comes_before_what_is_ready(plant: Plant) -> None:
    plant.planned("BAR", D(10), priority=0)
    begun = plant.planned("BAR", D(10), priority=90)
    timer = begin(plant, plant.work(begun, "Saw"), "ana", "SAW-1")
    timer_stop(start_id=timer.id, actor=plant.actor)
    assert cells(plant)["SAW-1"].next.order == begun.number


def test_todays_output_less_what_was_undone(plant: Plant) -> None:
    order = plant.planned("BAR", D(12))
    saw = plant.work(order, "Saw")
    made(plant, saw, "SAW-1", firsts=D(7), waste=D(1))
    wrong = made(plant, saw, "SAW-1", firsts=D(2))
    report_reverse(report_id=wrong.id, reason="counted twice", pieces=Pieces(firsts=D(1)),
                   actor=plant.actor)  # fmt: skip
    made(plant, saw, "SAW-2", firsts=D(1))
    made(plant, plant.work(order, "Deburr"), firsts=D(4))
    found = cells(plant)
    (output,) = found["SAW-1"].today
    assert (output.unit, output.firsts, output.seconds, output.waste) == ("pcs", 8, 0, 1)
    assert [one.firsts for one in found["HAND"].today] == [4]


def test_yesterday_is_not_today(plant: Plant) -> None:
    saw = plant.work(plant.planned("BAR", D(10)), "Saw")
    made(plant, saw, "SAW-1", firsts=D(6))
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert not cells(plant)["SAW-1"].today


def test_departments(plant: Plant) -> None:
    board = machine_board(department="METAL", actor=plant.actor)
    assert {cell.code for cell in board.cells} == {"SAW-1", "SAW-2"}
    assert [one.code for one in board.departments] == ["METAL"]
    assert not machine_board(department="NONE", actor=plant.actor).cells


def test_the_number_of_questions_does_not_grow(plant: Plant) -> None:
    for machine in ("SAW-1", "SAW-2"):
        work = plant.work(plant.planned("BAR", D(10)), "Saw")
        begin(plant, work, "ana", machine)
        made(plant, work, machine, firsts=D(1))
    down(plant, work_centre_id=plant.centres["HAND"].id)
    with company_held(), CaptureQueriesContext(connection) as captured:
        for cell in machine_board(actor=plant.actor).cells:
            assert str(cell.downtime or cell.job or "")
            assert cell.centre.department is None or cell.centre.department.code
    assert len(captured) == QUERIES, [q["sql"][:150] for q in captured]


def test_whoever_may_not_see_production_sees_no_board() -> None:
    with pytest.raises(Forbidden):
        machine_board(actor=Actor(user_id=1, label="nobody"))
