"""The output of a done order that was worked in batches is counted again, under new labels."""

from collections.abc import Iterator
from decimal import Decimal as D

import pytest

from runwright.catalog.services import item_update
from runwright.people.actor import system_actor
from runwright.production.errors import (
    NeverPassed,
    NotDone,
    NotFinishedBatch,
    NothingReported,
    OnlyByScan,
    ReasonNeeded,
    ReportedLess,
)
from runwright.production.models import Batch, Order
from runwright.production.selectors.conservation import order_conservation
from runwright.production.services import Regrade, done_output_correct, order_finish
from runwright.production.services.runs.regrading import done_batch_correct
from runwright.reports.doctor import examine
from runwright.stock.errors import NotEnoughStock
from runwright.stock.models import Balance, StockValue
from runwright.stock.services import stock_adjust
from tests.stories.mill import Mill, fresh, results, scanning_mill

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ground(once: None) -> Mill:
    return scanning_mill()


@pytest.fixture
def mill(ground: Mill) -> Mill:
    return ground


@pytest.fixture(autouse=True)
def the_doctor_finds_nothing(mill: Mill) -> Iterator[None]:
    yield
    assert [str(complaint) for complaint in examine()] == []


@pytest.fixture
def made(mill: Mill) -> dict[str, Batch]:
    """Two batches of 60 knitted, sorted 55/3/2 and 57/2/1, boxed as one of 112; all is done."""
    order, (one, two) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    mill.scan("Knit in", two)
    first = results(mill.scan("Sorting", one, firsts=D(55), seconds=D(3), waste=D(2)))
    second = results(mill.scan("Sorting", two, firsts=D(57), seconds=D(2), waste=D(1)))
    box = results(mill.scan("Boxes", first["firsts"], second["firsts"]))["firsts"]
    order_finish(order_id=order.id, actor=mill.plant.actor)
    return {"one": fresh(one), "seconds": fresh(first["seconds"]), "box": fresh(box)}


def regraded(mill: Mill, batch: Batch, source: str, target: str, pieces: int) -> Batch:
    done = done_batch_correct(
        batch_id=batch.id,
        regrade=Regrade(source, target, D(pieces)),
        reason="counted again",
        actor=mill.plant.actor,
    )
    return fresh(done)


def order_of(batch: Batch) -> Order:
    order = Order.objects.get(id=batch.order_id)
    assert order_conservation(order=order, actor=system_actor("proof")).holds
    return order


def lying(batch: Batch) -> dict[str, D]:
    """What is in stock under a label, by grade."""
    there = Balance.objects.filter(lot__number=batch.code, is_storage=True, quantity__gt=0)
    return dict(there.values_list("grade", "quantity"))


def worth(**of: object) -> D:
    values = StockValue.objects.filter(item__code="SOCK", **of)
    return sum(values.values_list("value", flat=True), D())


def test_pieces_that_were_seconds_have_a_label_of_their_own(mill: Mill, made: dict) -> None:
    box = made["box"]
    new = regraded(mill, box, "firsts", "seconds", 12)
    assert (lying(box), lying(new)) == ({"firsts": D(100)}, {"seconds": D(12)})
    assert (new.firsts, new.seconds, new.state, new.ending) == (0, 12, "closed", "finished")
    link = new.links_in.get()
    assert (link.source, link.grade, link.quantity) == (box, "seconds", D(12))
    order = order_of(box)
    assert (order.firsts, order.seconds, order.waste, order.cost) == (100, 17, 3, D("215.00"))
    assert worth() == D("215.00")
    again = regraded(mill, new, "seconds", "firsts", 12)
    assert (lying(new), lying(again)) == ({}, {"firsts": D(12)})
    assert (order_of(box).firsts, order_of(box).seconds) == (112, 5)


def test_waste_leaves_the_stock_and_the_rest_costs_more(mill: Mill, made: dict) -> None:
    box = made["box"]
    assert regraded(mill, box, "firsts", "waste", 12) == box
    order = order_of(box)
    assert (order.firsts, order.waste, order.received) == (100, 15, 105)
    assert (lying(box), worth()) == ({"firsts": D(100)}, D("215.00"))
    back = regraded(mill, box, "waste", "firsts", 5)
    assert lying(back) == {"firsts": D(5)}
    assert (order_of(box).firsts, order_of(box).waste) == (105, 10)


def test_waste_of_a_split_turns_up_as_seconds(mill: Mill, made: dict) -> None:
    """Links are undone as a whole: of the two that were lost one stays so, by a link anew."""
    one = made["one"]
    found = regraded(mill, one, "waste", "seconds", 1)
    assert lying(found) == {"seconds": D(1)}
    assert found.stands_at.name == "Inspect"
    assert (order_of(one).seconds, order_of(one).waste, one.taken) == (6, 2, fresh(one).taken)
    standing = one.links_out.filter(result=None, reverses=None, reversals=None)
    assert [link.quantity for link in standing] == [D(1)]
    with pytest.raises(NeverPassed):
        regraded(mill, one, "waste", "firsts", 1)
    with pytest.raises(ReportedLess):
        regraded(mill, one, "waste", "seconds", 2)
    assert regraded(mill, made["seconds"], "seconds", "waste", 3) == made["seconds"]
    assert lying(made["seconds"]) == {}


def test_what_has_left_is_not_counted_again(mill: Mill, made: dict) -> None:
    box = made["box"]
    goods = Balance.objects.get(lot__number=box.code, is_storage=True)
    gone = {"place_id": goods.place_id, "lot_id": goods.lot_id, "difference": D(-110)}
    stock_adjust(item_id=goods.item_id, **gone, reason="sold", actor=mill.plant.actor)
    with pytest.raises(NotEnoughStock):
        regraded(mill, box, "firsts", "waste", 3)
    regraded(mill, box, "firsts", "waste", 2)
    assert lying(box) == {}


REFUSED = [
    ("box", "firsts", "firsts", 1, NothingReported),
    ("box", "firsts", "waste", 113, ReportedLess),
    ("box", "seconds", "waste", 1, ReportedLess),
    ("seconds", "seconds", "firsts", 1, NeverPassed),
    ("one", "firsts", "waste", 1, NotFinishedBatch),
]


@pytest.mark.parametrize(("which", "source", "target", "pieces", "refusal"), REFUSED)
def test_pieces_that_are_not_there_are_not_counted_again(
    mill: Mill, made: dict, which: str, source: str, target: str, pieces: int, refusal: type
) -> None:
    with pytest.raises(refusal):
        regraded(mill, made[which], source, target, pieces)


def test_only_with_a_reason_once_it_is_done_and_by_its_label(mill: Mill, made: dict) -> None:
    wish = {"regrade": Regrade("firsts", "waste", D(1)), "actor": mill.plant.actor}
    with pytest.raises(ReasonNeeded):
        done_batch_correct(batch_id=made["box"].id, reason=" ", **wish)
    _order, (open_one,) = mill.released(D(12), D(12))
    with pytest.raises(NotDone):
        done_batch_correct(batch_id=open_one.id, reason="x", **wish)
    pack = made["box"].order.work_orders.get(name="Pack")
    with pytest.raises(OnlyByScan):
        done_output_correct(work_order_id=pack.id, reason="x", **wish)


def test_pieces_with_serial_numbers_get_new_ones(mill: Mill) -> None:
    sock = mill.plant.items["SOCK"]
    item_update(item_id=sock.id, tracking="serial", actor=mill.plant.actor)
    order, (one,) = mill.released(D(3), D(3))
    mill.scan("Knit in", one)
    part = results(mill.scan("Sorting", one, firsts=D(3)))["firsts"]
    mill.station("Single", "move", "Pack")
    box = results(mill.scan("Single", part))["firsts"]
    order_finish(order_id=order.id, actor=mill.plant.actor)
    new = regraded(mill, box, "firsts", "seconds", 1)
    there = Balance.objects.filter(item=sock, is_storage=True, quantity__gt=0)
    assert sorted(there.values_list("lot__number", "grade")) == sorted(
        [
            (f"{box.code}-001", "firsts"),
            (f"{box.code}-002", "firsts"),
            (f"{new.code}-S001", "seconds"),
        ]
    )
    assert worth() == fresh(order).cost
