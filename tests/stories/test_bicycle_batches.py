"""Worked example 15 with batches: labelled frames and wheels become labelled bicycles."""

from collections.abc import Iterator

import pytest

from runwright.company.models import Policy
from runwright.company.services import company_set
from runwright.kernel.errors import GuardFailed
from runwright.production import errors
from runwright.production.models import Batch, MaterialIssue, Order
from runwright.production.services import order_finish
from runwright.production.services.reading import owed_read
from runwright.production.services.runs.undoing import scan_undo
from runwright.reports.doctor import examine
from runwright.stock.models import Balance
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
