"""Which operations a station serves, said from either side, on used routings too."""

import pytest

from runwright.engineering.errors import NoSuchOperationName, OperationNotFound
from runwright.engineering.models import Operation, Routing
from runwright.engineering.selectors import operations_served, routing_get
from runwright.engineering.services import (
    OperationDraft,
    operation_stations_set,
    routing_copy,
    routing_create,
    routing_revise,
    routing_update,
    station_operations_named,
    station_operations_set,
)
from runwright.journal.clock import now
from runwright.journal.models import Change
from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor
from runwright.people.roles import permissions_of
from runwright.resources.errors import StationNotFound
from runwright.resources.models import Station
from runwright.resources.services import station_create
from tests.stories.plant import Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant() -> Plant:
    plant = empty_plant()
    plant.centre("CUT")
    plant.item("BOX")
    plant.item("TIN")
    return plant


def station(plant: Plant, name: str, type: str = "move") -> Station:
    return station_create(name=name, type=type, actor=plant.actor)


def routing(plant: Plant, item: str, *names: str) -> Routing:
    centre = plant.centres["CUT"].id
    operations = [OperationDraft(name=name, work_centre_id=centre) for name in names]
    return routing_create(
        item_id=plant.items[item].id, name=item, operations=operations, actor=plant.actor
    )


def step(routing: Routing, name: str) -> Operation:
    return Operation.objects.get(routing=routing, name=name)


def served(plant: Plant, station: Station) -> list[str]:
    found = operations_served(station_id=station.id, actor=plant.actor)
    return [f"{one.routing.item.code} {one.name}" for one in found]


def test_it_is_said_from_the_station_and_from_the_operation(plant: Plant) -> None:
    gate, made = station(plant, "Gate"), routing(plant, "BOX", "Cut", "Pack")
    station_operations_set(
        station_id=gate.id, operation_ids=[step(made, "Cut").id], actor=plant.actor
    )
    assert served(plant, gate) == ["BOX Cut"]
    operation_stations_set(
        operation_id=step(made, "Pack").id, station_ids=[gate.id], actor=plant.actor
    )
    assert served(plant, gate) == ["BOX Cut", "BOX Pack"]
    station_operations_set(station_id=gate.id, operation_ids=[], actor=plant.actor)
    assert served(plant, gate) == []


def test_the_journal_tells_it_of_the_station_and_of_the_routing(plant: Plant) -> None:
    gate, made = station(plant, "Gate"), routing(plant, "BOX", "Cut")
    cut = step(made, "Cut").id
    station_operations_set(station_id=gate.id, operation_ids=[cut], actor=plant.actor)
    station_operations_set(station_id=gate.id, operation_ids=[cut], actor=plant.actor)
    operation_stations_set(operation_id=cut, station_ids=[], actor=plant.actor)
    rows = Change.objects.filter(entry__verb__endswith=".serve").order_by("entry__at", "id")
    told = {(row.entry.record_kind, row.field, row.old, row.new) for row in rows}
    at_station = ("station", f"operation 10 of {made.code}/1")
    at_routing = ("routing", "stations of operation 10")
    assert told == {
        (*at_station, "", "Cut"), (*at_station, "Cut", ""),
        (*at_routing, "", "Gate"), (*at_routing, "Gate", ""),
    }  # fmt: skip
    assert len(rows) == 4  # what changed nothing is not told


def test_a_used_routing_takes_stations_and_its_next_version_has_them(plant: Plant) -> None:
    gate, made = station(plant, "Gate"), routing(plant, "BOX", "Cut", "Pack")
    Routing.objects.filter(id=made.id).update(used_at=now())
    operation_stations_set(
        operation_id=step(made, "Pack").id, station_ids=[gate.id], actor=plant.actor
    )
    renewed = routing_revise(routing_id=made.id, actor=plant.actor)
    copied = routing_copy(routing_id=made.id, item_id=plant.items["TIN"].id, actor=plant.actor)
    for one in (renewed, copied):
        assert [s.name for s in step(one, "Pack").stations.all()] == ["Gate"]
        assert not step(one, "Cut").stations.exists()


def test_an_edit_that_says_nothing_of_stations_leaves_them(plant: Plant) -> None:
    gate, made = station(plant, "Gate"), routing(plant, "BOX", "Cut")
    cut = step(made, "Cut")
    operation_stations_set(operation_id=cut.id, station_ids=[gate.id], actor=plant.actor)

    def edited(**more: object) -> list[str]:
        draft = OperationDraft(name="Saw", work_centre_id=cut.work_centre_id, id=cut.id, **more)  # type: ignore[arg-type]
        routing_update(routing_id=made.id, name="x", operations=[draft], actor=plant.actor)
        whole = routing_get(routing_id=made.id, actor=plant.actor)
        return [s.name for operation in whole.operations.all() for s in operation.stations.all()]

    assert edited() == ["Gate"]
    assert edited(station_ids=[]) == []
    assert edited(station_ids=[gate.id]) == ["Gate"]


def test_all_operations_of_a_name_are_served_at_once(plant: Plant) -> None:
    gate = station(plant, "Gate")
    routing(plant, "BOX", "Cut", "Pack")
    routing(plant, "TIN", "pack")
    old = routing(plant, "TIN", "Pack", "Cut")
    Routing.objects.filter(id=old.id).update(archived_at=now())
    assert station_operations_named(station_id=gate.id, name=" PACK", actor=plant.actor) == 2
    assert served(plant, gate) == ["BOX Pack", "TIN pack"]
    assert station_operations_named(station_id=gate.id, name="Pack", actor=plant.actor) == 0
    with pytest.raises(NoSuchOperationName):
        station_operations_named(station_id=gate.id, name="Paint", actor=plant.actor)


def test_what_is_not_there_is_refused(plant: Plant) -> None:
    gate, made = station(plant, "Gate"), routing(plant, "BOX", "Cut")
    with pytest.raises(OperationNotFound):
        station_operations_set(station_id=gate.id, operation_ids=[10**9], actor=plant.actor)
    with pytest.raises(StationNotFound):
        operation_stations_set(
            operation_id=step(made, "Cut").id, station_ids=[10**9], actor=plant.actor
        )


def test_only_who_may(plant: Plant) -> None:
    roles = frozenset({"operator"})
    someone = Actor(user_id=None, label="Olga", roles=roles, permissions=permissions_of(roles))
    with pytest.raises(Forbidden):
        station_operations_set(station_id=1, operation_ids=[], actor=someone)
    with pytest.raises(Forbidden):
        station_operations_named(station_id=1, name="x", actor=someone)
    with pytest.raises(Forbidden):
        operation_stations_set(operation_id=1, station_ids=[], actor=someone)
