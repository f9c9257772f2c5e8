"""Worked example 15 with batches: labelled frames and wheels become labelled bicycles."""

from collections.abc import Iterator

import pytest

from runwright.catalog.models import Item
from runwright.company.models import Policy
from runwright.company.services import company_set
from runwright.engineering.services import LineDraft, OperationDraft
from runwright.kernel.errors import GuardFailed
from runwright.production import errors
from runwright.production.models import Batch, MaterialIssue, Order
from runwright.production.selectors.parts import parts_found
from runwright.production.services import order_finish
from runwright.production.services.reading import owed_read
from runwright.production.services.runs.endings import batch_close
from runwright.production.services.runs.undoing import scan_undo
from runwright.reports.doctor import examine
from runwright.stock.models import Balance, Lot
from runwright.stock.services.lots import lot_hold
from runwright.units.selectors import unit_by_code
from tests.stories.bicycles import ordered, scanning_works
from tests.stories.mill import Mill, fresh
from tests.stories.plant import D, Plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def works() -> Mill:
    return scanning_works()


@pytest.fixture(autouse=True)
def the_doctor_finds_nothing(works: Mill) -> Iterator[None]:
    yield
    assert [str(complaint) for complaint in examine()] == []


def taken(order: Order, code: str) -> D:
    moves = [i.move for i in MaterialIssue.objects.filter(order=order, line__item__code=code)]
    return sum((m.quantity if m.reverses_id is None else -m.quantity for m in moves), D())


def stored(plant: Plant, batch: Batch) -> D:
    found = Balance.objects.filter(is_storage=True, lot__number=batch.code)
    return sum(found.values_list("quantity", flat=True), D())


def test_parts_become_bicycles_under_their_labels(works: Mill) -> None:
    bikes, frames, wheels = ordered(works)
    assert [b.ending for b in map(fresh, (*frames, *wheels))] == ["finished"] * 4
    with pytest.raises(errors.PartsMissing) as missing:
        works.scan("Bikes", frames[0])
    assert missing.value.facts["parts"] == ["WHEEL"]
    first = works.scan("Bikes", frames[0], wheels[0]).batch
    assert (first.quantity, first.order, first.state) == (D(25), bikes, "closed")
    assert (taken(bikes, "WHEEL"), stored(works.plant, wheels[0])) == (D(50), D(10))
    assert fresh(wheels[0]).taken == D(50)
    assert (taken(bikes, "SADDLE"), fresh(bikes).batched) == (D(25), D(25))
    second = works.scan("Bikes", frames[1], wheels[0], wheels[1], quantity=D(25)).batch
    assert second.quantity == D(25)
    assert (taken(bikes, "FRAME"), taken(bikes, "WHEEL")) == (D(50), D(100))
    saddles = works.plant.line(bikes, "SADDLE")
    assert (saddles.consumed, saddles.owed) == (D(40), D(10))
    with pytest.raises(GuardFailed, match="owed"):
        order_finish(order_id=bikes.id, actor=works.plant.actor)
    works.plant.receive("SADDLE", D(10))
    owed_read(actor=works.plant.actor)
    order_finish(order_id=bikes.id, actor=works.plant.actor)
    assert works.plant.stored("BIKE") == D(50)


def test_the_default_is_what_the_scarcest_part_makes(works: Mill) -> None:
    bikes, frames, wheels = ordered(works)
    scan = works.scan("Bikes", frames[1], wheels[1])
    assert scan.batch.quantity == D(5)
    assert fresh(bikes).batched == D(5)
    with pytest.raises(errors.NotEnoughParts):
        works.scan("Bikes", frames[1], wheels[1])
    with pytest.raises(errors.MoreThanRemains):
        works.scan("Bikes", frames[0], wheels[0], quantity=D(46))


def test_undoing_brings_the_parts_back_under_their_labels(works: Mill) -> None:
    bikes, frames, wheels = ordered(works)
    scan = works.scan("Bikes", frames[0], wheels[0])
    scan_undo(scan_id=scan.id, actor=works.plant.actor)
    assert (stored(works.plant, frames[0]), stored(works.plant, wheels[0])) == (D(25), D(60))
    assert (fresh(bikes).batched, fresh(bikes).state) == (None, "planned")
    assert fresh(scan.batch).state == "void"
    works.scan("Bikes", frames[0], wheels[0])


def test_parts_that_nobody_wants(works: Mill) -> None:
    _, frames, wheels = ordered(works)
    for _ in range(2):
        works.scan("Bikes", frames[0], wheels[0], quantity=D(12))
    works.scan("Bikes", frames[1], wheels[0], wheels[1], quantity=D(26), accept_gain=True)
    with pytest.raises(errors.NobodyWaits):
        works.scan("Bikes", frames[0], wheels[0])
    with pytest.raises(errors.BatchClosed):
        works.scan("Bikes", frames[0])


def test_more_than_ordered_follows_the_policy_of_the_company(works: Mill) -> None:
    _, frames, wheels = ordered(works)
    with pytest.raises(errors.GainUnconfirmed):
        works.scan("Bikes", frames[0], wheels[0], quantity=D(51))
    company_set(overproduction=Policy.BLOCK, actor=works.plant.actor)
    with pytest.raises(errors.MoreThanRemains) as told:
        works.scan("Bikes", frames[0], wheels[0], quantity=D(51), accept_gain=True)
    assert not isinstance(told.value, errors.GainUnconfirmed)


def test_a_label_of_serial_pieces_stands_for_its_own(works: Mill) -> None:
    Item.objects.filter(code="WHEEL").update(tracking="serial")
    bikes, frames, wheels = ordered(works)
    lot_hold(lot_id=piece(wheels[1], 1).id, reason="bent", actor=works.plant.actor)
    scan = works.scan("Bikes", frames[1], wheels[1])
    assert (scan.batch.quantity, taken(bikes, "WHEEL")) == (D(4), D(8))
    used = MaterialIssue.objects.filter(order=bikes, line__item__code="WHEEL")
    own = {piece(wheels[1], n).id for n in range(2, 11)}
    assert {issue.move.lot_id for issue in used} < own
    assert fresh(wheels[1]).taken == D(8)
    works.scan("Bikes", frames[0], wheels[0])
    assert taken(bikes, "WHEEL") == D(58)
    scan_undo(scan_id=scan.id, actor=works.plant.actor, reason="other wheels")
    assert taken(bikes, "WHEEL") == D(50)


def piece(batch: Batch, number: int) -> Lot:
    return Lot.objects.get(number=f"{batch.code}-{number:03}")


def test_of_serial_pieces_those_go_first_that_nobody_else_keeps(works: Mill) -> None:
    Item.objects.filter(code="WHEEL").update(tracking="serial")
    works.plant.planned("BIKE", D(15))
    _, (wheels,) = works.released(D(12), D(12), item="WHEEL")
    works.plant.planned("BIKE", D(2))
    works.scan("Wheels", wheels)
    later = works.plant.planned("BIKE", D(4))
    with pytest.raises(errors.LotClaimed):
        works.scan("Bikes", wheels, order_id=later.id, quantity=D(4) + 1, accept_gain=True)
    works.scan("Bikes", wheels, order_id=later.id, quantity=D(4))
    used = MaterialIssue.objects.filter(order=later, line__item__code="WHEEL")
    assert {issue.move.lot_id for issue in used} == {piece(wheels, n).id for n in range(5, 13)}


def test_what_lies_under_two_labels_is_there_once(works: Mill) -> None:
    Item.objects.filter(code="WHEEL").update(tracking="serial")
    _, frames, wheels = ordered(works)
    for again in (wheels[1].code.lower(), piece(wheels[1], 1).number, piece(wheels[1], 2).number):
        labels = [frames[1].code, wheels[1].code, again, piece(wheels[1], 3).number]
        found = parts_found(station=works.stations["Bikes"], labels=labels, actor=works.plant.actor)
        assert (found.quantity, [held for _, held in found.sources][:2]) == (D(5), [D(15), D(10)])
    assert works.scan("Bikes", *labels).batch.quantity == D(5)
    assert (fresh(frames[1]).taken, fresh(wheels[1]).taken) == (D(5), D(10))


def test_a_part_that_was_closed_by_hand_is_no_part(works: Mill) -> None:
    plant = works.plant
    plant.item("FORK", supply="make")
    plant.item("SCOOTER", kind="product", supply="make")
    hall, unit = plant.centres["HALL"].id, unit_by_code(code="pcs").id
    for code, part, steps in (("FORK", "TUBE", ("Bend", "Weld")), ("SCOOTER", "FORK", ("Join",))):
        routing = plant.routing(code, *(OperationDraft(s, hall, cycle_minutes=D(1)) for s in steps))
        plant.recipe(code, routing, [LineDraft(plant.items[part].id, unit, D(1))])
    for name, type, operation in (("Bends", "init", "Bend"), ("Welds", "move", "Weld"),
                                  ("Joins", "move", "Join")):  # fmt: skip
        works.station(name, type, operation)
    plant.receive("FORK", D(10))
    plant.planned("SCOOTER", D(5))
    _, (forks,) = works.released(D(5), D(5), item="FORK")
    works.scan("Bends", forks)
    batch_close(batch_id=forks.id, reason="fell off the van", actor=plant.actor)
    with pytest.raises(errors.BatchClosed):
        works.scan("Joins", forks)
    with pytest.raises(errors.BatchClosed):
        parts_found(station=works.stations["Joins"], labels=[forks.code], actor=plant.actor)
