"""Stops: one at a time, never in the future, taken back only with a reason."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from runwright.floor.errors import (
    AlreadyDown,
    DowntimeEndsEarly,
    DowntimeNotFound,
    DowntimeOfNothing,
    DowntimeOver,
    DowntimeOverlaps,
    DowntimeReasonNeeded,
    DowntimeReasonNotFound,
    DowntimeToCome,
    DowntimeTooLong,
)
from runwright.floor.models import Downtime, DowntimeReason, DowntimeStart
from runwright.floor.services import (
    downtime_correct,
    downtime_end,
    downtime_reason_create,
    downtime_reasons_archive,
    downtime_reverse,
    downtime_start,
)
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.kernel.errors import Refusal
from runwright.kernel.ids import uuid7
from runwright.reports.doctor import examine
from runwright.resources.errors import MachineNotFound, WorkCentreNotFound
from tests.stories.plant import Plant, empty_plant

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def plant(once: None) -> Plant:
    plant = empty_plant()
    plant.centre("SAW", machines=2)
    plant.centre("HAND", machines=0, lanes=3)
    downtime_reason_create(code="B", name="Broken", loss="breakdown", actor=plant.actor)
    downtime_reason_create(code="S", name="Set up", loss="setup", actor=plant.actor)
    return plant


def reason(code: str = "B") -> int:
    return DowntimeReason.objects.get(code=code).id


def stop(plant: Plant, machine: str = "SAW-1", **when: object) -> Downtime:
    return downtime_start(
        machine_id=plant.machines[machine].id, reason_id=reason(), actor=plant.actor, **when
    )


def hours_ago(n: int) -> datetime:
    return now() - n * HOUR


def test_a_machine_stops_and_runs_again(plant: Plant) -> None:
    downtime = stop(plant, started_at=hours_ago(1))
    with pytest.raises(AlreadyDown, match=r"SAW-1 SAW-1 is already down since .*: Broken"):
        stop(plant)
    stop(plant, "SAW-2")
    ended = downtime_end(downtime_id=downtime.id, actor=plant.actor)
    assert ended.ended_at - ended.started_at >= HOUR
    with pytest.raises(DowntimeOver):
        downtime_end(downtime_id=downtime.id, actor=plant.actor)
    stop(plant)
    assert not list(examine())


def test_the_end_is_told_afterwards(plant: Plant) -> None:
    downtime = stop(plant, started_at=hours_ago(3))
    with pytest.raises(DowntimeEndsEarly):
        downtime_end(downtime_id=downtime.id, ended_at=hours_ago(4), actor=plant.actor)
    with pytest.raises(DowntimeToCome) as refused:
        downtime_end(downtime_id=downtime.id, ended_at=now() + HOUR, actor=plant.actor)
    assert refused.value.reasons[0].field == "ended_at"
    at = hours_ago(1)
    assert downtime_end(downtime_id=downtime.id, ended_at=at, actor=plant.actor).ended_at == at
    assert not list(examine())


def test_a_stop_is_entered_as_a_whole_beside_a_running_one(plant: Plant) -> None:
    stop(plant)
    stop(plant, started_at=hours_ago(3), ended_at=hours_ago(2))
    assert Downtime.objects.filter(ended_at=None).count() == 1
    assert not list(examine())


def test_a_work_centre_stands_as_a_whole(plant: Plant) -> None:
    centre = plant.centres["HAND"]
    said = {"work_centre_id": centre.id, "reason_id": reason(), "actor": plant.actor}
    downtime = downtime_start(**said)
    with pytest.raises(AlreadyDown, match="HAND Hand is already down"):
        downtime_start(**said)
    downtime_end(downtime_id=downtime.id, actor=plant.actor)
    assert str(downtime_start(**said)) == "HAND Hand Broken"
    assert not list(examine())


IMPOSSIBLE = {
    "ends before it starts": (DowntimeEndsEarly, 1, 2),
    "starts in the future": (DowntimeToCome, -1, None),
    "ends in the future": (DowntimeToCome, 1, -1),
    "lasts for years": (DowntimeTooLong, 24 * 400, 1),
    "goes on for years": (DowntimeTooLong, 24 * 400, None),
    "lies within another": (DowntimeOverlaps, 5, 4),
    "begins within another": (DowntimeOverlaps, 5, 2),
    "ends within another": (DowntimeOverlaps, 9, 5),
    "holds another": (DowntimeOverlaps, 9, 2),
    "goes on over another": (DowntimeOverlaps, 9, None),
}


@pytest.mark.parametrize("how", IMPOSSIBLE)
def test_impossible_stops(plant: Plant, how: str) -> None:
    stop(plant, started_at=hours_ago(6), ended_at=hours_ago(3))
    refusal, start, end = IMPOSSIBLE[how]
    with pytest.raises(refusal):
        stop(plant, started_at=hours_ago(start), ended_at=end and hours_ago(end))
    assert DowntimeStart.objects.count() == 1


def test_stops_that_touch_are_two(plant: Plant) -> None:
    early, middle, late = hours_ago(6), hours_ago(4), hours_ago(2)
    stop(plant, started_at=middle, ended_at=late)
    stop(plant, started_at=early, ended_at=middle)
    stop(plant, started_at=late)
    assert Downtime.objects.count() == 3


def test_a_stop_is_of_one_thing_that_there_is_for_a_reason_in_use(plant: Plant) -> None:
    machine, centre = plant.machines["SAW-1"].id, plant.centres["SAW"].id
    downtime_reasons_archive(reason_ids=[reason("S")], actor=plant.actor)
    wrong: list[tuple[type[Refusal], dict[str, int]]] = [
        (DowntimeOfNothing, {"reason_id": reason()}),
        (DowntimeOfNothing,
         {"reason_id": reason(), "machine_id": machine, "work_centre_id": centre}),
        (MachineNotFound, {"reason_id": reason(), "machine_id": 0}),
        (WorkCentreNotFound, {"reason_id": reason(), "work_centre_id": 0}),
        (DowntimeReasonNotFound, {"reason_id": 0, "machine_id": machine}),
        (DowntimeReasonNotFound, {"reason_id": reason("S"), "machine_id": machine}),
    ]  # fmt: skip
    for refusal, said in wrong:
        with pytest.raises(refusal):
            downtime_start(**said, actor=plant.actor)
    assert not DowntimeStart.objects.exists()


@pytest.mark.parametrize("of", ["machine", "work_centre"])
def test_the_database_itself_refuses_two_at_once(plant: Plant, of: str) -> None:
    place = {"machine": plant.machines["SAW-1"], "work_centre": plant.centres["SAW"]}
    said = {of: place[of], "reason_id": reason(), "started_at": hours_ago(5)}
    Downtime.objects.create(source=uuid7(), ended_at=hours_ago(3), **said)
    with pytest.raises(IntegrityError, match=f"at_a_time_per_{of}"), transaction.atomic():
        Downtime.objects.create(source=uuid7(), ended_at=hours_ago(4), **said)
    other = {**said, of: plant.machines["SAW-2"] if of == "machine" else plant.centres["HAND"]}
    Downtime.objects.create(source=uuid7(), ended_at=hours_ago(4), **other)


def test_a_stop_is_taken_back_by_its_opposite(plant: Plant) -> None:
    downtime = stop(plant)
    with pytest.raises(DowntimeReasonNeeded):
        downtime_reverse(downtime_id=downtime.id, reason=" ", actor=plant.actor)
    downtime_reverse(downtime_id=downtime.id, reason="wrong machine", actor=plant.actor)
    assert not Downtime.objects.exists()
    assert DowntimeStart.objects.filter(reverses__isnull=False).count() == 1
    with pytest.raises(DowntimeNotFound):
        downtime_reverse(downtime_id=downtime.id, reason="again", actor=plant.actor)
    assert not list(examine())


def test_a_stop_is_put_right_by_its_opposite_and_what_was(plant: Plant) -> None:
    downtime = stop(plant, started_at=hours_ago(3))
    downtime_end(downtime_id=downtime.id, actor=plant.actor)
    said = {"downtime_id": downtime.id, "actor": plant.actor}
    with pytest.raises(DowntimeReasonNeeded):
        downtime_correct(**said, reason="", note="x")
    until = hours_ago(1)
    right = downtime_correct(
        **said, reason="seen on the camera", ended_at=until, reason_id=reason("S"), note="belt",
        machine_id=plant.machines["SAW-2"].id,
    )  # fmt: skip
    assert (str(right), right.started_at, right.ended_at) == (
        "SAW-2 SAW-2 Set up", downtime.started_at, until,
    )  # fmt: skip
    assert Downtime.objects.count() == 1
    entry = Entry.objects.get(verb="downtime.correct")
    assert entry.reason == "seen on the camera"
    told = {change.field for change in entry.changes.all()}
    assert told == {"ended_at", "reason_id", "note", "machine_id"}
    with pytest.raises(DowntimeNotFound):
        downtime_correct(**said, reason="again", note="x")
    assert not list(examine())


def test_a_stop_is_not_put_where_another_is(plant: Plant) -> None:
    stop(plant, "SAW-2", started_at=hours_ago(3), ended_at=hours_ago(2))
    downtime = stop(plant, started_at=hours_ago(4), ended_at=hours_ago(1))
    said = {"downtime_id": downtime.id, "reason": "moved", "actor": plant.actor}
    with pytest.raises(DowntimeOverlaps):
        downtime_correct(**said, machine_id=plant.machines["SAW-2"].id)
    downtime_correct(**said, started_at=hours_ago(3))
    assert Downtime.objects.count() == 2
    assert not list(examine())
