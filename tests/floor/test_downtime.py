"""Stops of machines: one at a time, never in the future, taken back only with a reason."""

from datetime import timedelta

import pytest

from runwright.floor.errors import (
    AlreadyDown,
    DowntimeEndsEarly,
    DowntimeNotFound,
    DowntimeOver,
    DowntimeReasonNeeded,
    DowntimeToCome,
)
from runwright.floor.models import Downtime, DowntimeReason, DowntimeStart
from runwright.floor.services import (
    downtime_end,
    downtime_reason_create,
    downtime_reverse,
    downtime_start,
)
from runwright.journal.clock import now
from runwright.reports.doctor import examine
from runwright.resources.errors import MachineNotFound
from tests.stories.plant import Plant, empty_plant

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def plant(once: None) -> Plant:
    plant = empty_plant()
    plant.centre("SAW", machines=2)
    downtime_reason_create(code="B", name="Broken", loss="breakdown", actor=plant.actor)
    return plant


def stop(plant: Plant, machine: str = "SAW-1", **when: object) -> Downtime:
    reason = DowntimeReason.objects.get(code="B")
    return downtime_start(
        machine_id=plant.machines[machine].id, reason_id=reason.id, actor=plant.actor, **when
    )


def test_a_machine_stops_and_runs_again(plant: Plant) -> None:
    downtime = stop(plant, started_at=now() - HOUR)
    with pytest.raises(AlreadyDown, match=r"SAW-1 SAW-1 is already down since .*: Broken"):
        stop(plant)
    stop(plant, "SAW-2")
    ended = downtime_end(downtime_id=downtime.id, actor=plant.actor)
    assert ended.ended_at - ended.started_at >= HOUR
    with pytest.raises(DowntimeOver):
        downtime_end(downtime_id=downtime.id, actor=plant.actor)
    stop(plant)
    assert not list(examine())


def test_a_stop_is_entered_as_a_whole_beside_a_running_one(plant: Plant) -> None:
    stop(plant)
    stop(plant, started_at=now() - 3 * HOUR, ended_at=now() - 2 * HOUR)
    assert Downtime.objects.filter(ended_at=None).count() == 1
    assert not list(examine())


def test_impossible_stops(plant: Plant) -> None:
    with pytest.raises(DowntimeEndsEarly):
        stop(plant, started_at=now() - HOUR, ended_at=now() - 2 * HOUR)
    with pytest.raises(DowntimeToCome):
        stop(plant, started_at=now() + HOUR)
    with pytest.raises(DowntimeToCome):
        stop(plant, started_at=now() - HOUR, ended_at=now() + HOUR)
    with pytest.raises(MachineNotFound):
        downtime_start(machine_id=0, reason_id=0, actor=plant.actor)
    assert not DowntimeStart.objects.exists()


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
