"""Parts put together while the network was gone: every label of them is posted, or answered for."""

import pytest

from runwright.floor.models import ParkedScan
from runwright.floor.queued import QueuedScan
from runwright.floor.services import conflict_apply, parked_sweep, scans_replay
from runwright.kernel.ids import uuid7
from runwright.production.models import Batch, Scan
from runwright.production.selectors.parts import orders_taking
from runwright.production.services import order_plan
from runwright.production.services.children import child_create
from runwright.production.services.runs.releases import order_release
from tests.stories.bicycles import ordered, scanning_works
from tests.stories.mill import Mill, batches_of, fresh
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ground(once: None) -> tuple:
    works = scanning_works()
    return works, *ordered(works)


@pytest.fixture
def works(ground: tuple) -> Mill:
    return ground[0]


def queued(works: Mill, station: str, *labels: str, **said: object) -> QueuedScan:
    body = {"station_id": works.stations[station].id, "labels": list(labels), **said}
    return QueuedScan(uuid7(), body)


def replayed(works: Mill, *facts: QueuedScan) -> list[str]:
    return [one.state for one in scans_replay(facts=facts, actor=works.plant.actor)]


def made_of(works: Mill) -> list[Batch]:
    return list(Batch.objects.filter(order__item__code="BIKE").order_by("id"))


def test_every_label_of_the_move_is_taken(works: Mill, ground: tuple) -> None:
    _works, bikes, frames, wheels = ground
    fact = queued(works, "Bikes", frames[0].code, wheels[0].code)
    assert replayed(works, fact, fact) == ["applied", "applied"]
    (batch,) = made_of(works)
    taken = {link.source.order.item.code: link.quantity for link in batch.links_in.all()}
    assert taken == {"FRAME": D(25), "WHEEL": D(50)}
    assert (batch.firsts, fresh(bikes).batched) == (D(25), D(25))


def test_a_part_that_was_begun_on_another_device_is_waited_for(works: Mill) -> None:
    plant = works.plant
    bikes = plant.confirmed("BIKE", D(5))
    child = child_create(line_id=plant.line(bikes, "FRAME").id, actor=plant.actor)
    (frames,) = batches_of(order_release(order_id=child.id, lot=D(5), actor=plant.actor))
    order_plan(order_id=bikes.id, actor=plant.actor, override="as told")
    wheels = Batch.objects.get(order__item__code="WHEEL", firsts=60)
    labels = (frames.code, wheels.code)
    move = queued(works, "Bikes", *labels, order_id=bikes.id, take_claimed=True)
    begin = queued(works, "Frames", frames.code)
    assert replayed(works, move) == ["waiting"]
    assert replayed(works, begin) == ["applied"]
    assert Scan.objects.filter(id=move.id).exists()
    assert fresh(bikes).batched == D(5)


def test_a_label_that_was_forgotten_is_added_in_the_inbox(works: Mill, ground: tuple) -> None:
    _works, bikes, frames, wheels = ground
    fact = queued(works, "Bikes", frames[0].code)
    assert replayed(works, fact) == ["conflict"]
    assert ParkedScan.objects.get(id=fact.id).refusal == "parts_missing"
    labels = [frames[0].code, wheels[0].code]
    station = works.stations["Bikes"].id
    taking = orders_taking(station_id=station, labels=labels, actor=works.plant.actor)
    assert [order.id for order in taking] == [bikes.id]
    changes = {"labels": labels, "quantity": D(20), "order_id": bikes.id}
    row = conflict_apply(parked_id=fact.id, changes=changes, actor=works.plant.actor)
    assert (row.state, row.decision) == (
        "applied", f"labels {labels[0]} + {labels[1]}, quantity 20, order_id {bikes.id}",
    )  # fmt: skip
    assert [batch.firsts for batch in made_of(works)] == [D(20)]


def test_a_lot_from_elsewhere_holds_nobody_up(works: Mill, ground: tuple) -> None:
    _works, _bikes, frames, wheels = ground
    works.plant.receive("WHEEL", D(40), lot_number="RIMS-7")
    lone = queued(works, "Bikes", "RIMS-7")
    fine = queued(works, "Bikes", frames[0].code, wheels[0].code)
    assert replayed(works, lone, fine) == ["conflict", "applied"]
    assert ParkedScan.objects.get(id=lone.id).refusal == "parts_missing"


def test_beside_a_lot_from_elsewhere_a_part_that_was_not_begun_is_waited_for(works: Mill) -> None:
    plant = works.plant
    plant.receive("WHEEL", D(10), lot_number="RIMS-7")
    bikes = plant.confirmed("BIKE", D(5))
    child = child_create(line_id=plant.line(bikes, "FRAME").id, actor=plant.actor)
    (frames,) = batches_of(order_release(order_id=child.id, lot=D(5), actor=plant.actor))
    order_plan(order_id=bikes.id, actor=plant.actor, override="as told")
    labels = (frames.code, "RIMS-7")
    move = queued(works, "Bikes", *labels, order_id=bikes.id, take_claimed=True)
    assert replayed(works, move) == ["waiting"]
    assert parked_sweep(actor=plant.actor) == 1
    assert replayed(works, queued(works, "Frames", frames.code)) == ["applied"]
    assert fresh(bikes).batched == D(5)


def test_what_is_no_part_is_wanted_by_no_order(works: Mill, ground: tuple) -> None:
    station = works.stations["Bikes"].id
    for labels in (["RW-NONE"], [ground[2][0].code, "https://elsewhere.example/1"]):
        assert orders_taking(station_id=station, labels=labels, actor=works.plant.actor) == []
