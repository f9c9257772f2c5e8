"""Worked example 13 of the domain: socks in batches, knitted, sorted and boxed by scans."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from runwright.production.models import Batch, BatchLink, Order, Run, WorkOrder
from runwright.production.services import order_finish, time_book
from runwright.production.services.timers import Worker
from runwright.reports.doctor import examine
from runwright.reports.oee.figures import oee_report
from runwright.stock.models import Move, StockValue
from tests.stories.mill import Mill, fresh, results, scanning_mill
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


@pytest.fixture
def mill() -> Mill:
    return scanning_mill()


@pytest.fixture(autouse=True)
def the_doctor_finds_nothing(mill: Mill) -> Iterator[None]:
    yield
    assert [str(complaint) for complaint in examine()] == []


def work(order: Order, name: str) -> WorkOrder:
    return WorkOrder.objects.get(order=order, name=name)


def knitted(mill: Mill) -> tuple[Order, Run, Batch, Batch]:
    order, (one, two) = mill.released(D(120), D(60))
    booked(mill, order, "Knit", "ana", "2.0", "3.0")
    booked(mill, order, "Pack", "ion", "1.5", "2.0")
    mill.scan("Knit in", one)
    mill.scan("Knit in", two)
    return order, one.run, one, two


def sorted_out(mill: Mill, one: Batch, two: Batch) -> list[dict[str, Batch]]:
    return [
        results(mill.scan("Sorting", one, firsts=D(55), seconds=D(3), waste=D(2))),
        results(mill.scan("Sorting", two, firsts=D(30))),
        results(mill.scan("Sorting", two, firsts=D(27), seconds=D(2), waste=D(1))),
    ]


def test_each_first_scan_draws_yarn_and_moves_the_run_on(mill: Mill) -> None:
    order, (one, two) = mill.released(D(120), D(60))
    assert (mill.plant.claimed("YARN"), mill.plant.claimed("BOX")) == (D("52.5"), D(10))
    assert (order.state, fresh(one.run).state) == ("planned", "pending")
    mill.scan("Knit in", one)
    moved = Move.objects.get(item__code="YARN", target__kind="production")
    assert (moved.quantity, moved.value) == (D("26.25"), D(105))
    assert (work(order, "Knit").firsts, work(order, "Knit").released) == (D(60), D(120))
    assert (work(order, "Inspect").state, work(order, "Inspect").released) == ("ready", D(60))
    assert (fresh(order).state, fresh(one.run).state) == ("in_progress", "in_progress")
    mill.scan("Knit in", two)
    assert fresh(one.run).state == "completed"
    assert mill.plant.line(order, "YARN").consumed == D("52.5")


def test_sorting_closes_what_is_used_up_and_leaves_the_rest(mill: Mill) -> None:
    order, _, one, two = knitted(mill)
    first = results(mill.scan("Sorting", one, firsts=D(55), seconds=D(3), waste=D(2)))
    assert (fresh(one).state, fresh(one).ending) == ("closed", "consumed")
    assert {grade: b.quantity for grade, b in first.items()} == {"firsts": D(55), "seconds": D(3)}
    mill.scan("Sorting", two, firsts=D(30))
    assert (fresh(two).state, fresh(two).remaining) == ("scanned", D(30))
    mill.scan("Sorting", two, firsts=D(27), seconds=D(2), waste=D(1))
    assert fresh(two).state == "closed"
    inspect = work(order, "Inspect")
    assert (inspect.released, inspect.firsts, inspect.seconds, inspect.waste) == (120, 112, 5, 3)
    assert mill.plant.stored("SOCK", "seconds") == D(5)


def booked(mill: Mill, order: Order, name: str, who: str, person: str, machine: str) -> None:
    """So many hours of a person, and so many of a machine, at an operation."""
    begin = order.planned_start - timedelta(days=1)
    operator = mill.plant.operators[who].id
    at = mill.plant.machines[f"{name.upper()}-1"].id
    for worker, hours in ((Worker(operator, None), person), (Worker(None, at), machine)):
        if float(hours):
            time_book(
                work_order_id=work(order, name).id,
                worker=worker,
                started_at=begin,
                ended_at=begin + timedelta(hours=float(hours)),
                actor=mill.plant.actor,
            )


def test_what_sorting_finds_lowers_the_quality_of_knitting(mill: Mill) -> None:
    """Five of the first 60 pairs are bad because of the knitting: 115 of 120 are good there."""
    order, _, one, two = knitted(mill)
    knit = work(order, "Knit")
    mill.scan("Sorting", one, firsts=D(55), seconds=D(3), waste=D(2), caused_by_id=knit.id)
    mill.scan("Sorting", two, firsts=D(57), seconds=D(2), waste=D(1))
    found = {one.code: one.quality for one in oee_report(given={}, actor=mill.plant.actor).centres}
    assert found["KNIT"] == D("0.9583")
    assert found["INSPECT"] == D("0.9750")


def boxed(mill: Mill) -> tuple[Order, Batch, list[dict[str, Batch]]]:
    order, _, one, two = knitted(mill)
    parts = sorted_out(mill, one, two)
    scan = mill.scan("Boxes", *(part["firsts"] for part in parts))
    return order, scan.batch, parts


def test_boxing_receives_the_batch_under_its_label(mill: Mill) -> None:
    order, box, parts = boxed(mill)
    links = BatchLink.objects.filter(result=box).order_by("quantity")
    assert [link.quantity for link in links] == [D(27), D(30), D(55)]
    assert (box.quantity, box.state, box.ending) == (D(112), "closed", "finished")
    assert mill.plant.line(order, "BOX").consumed == D(10)
    lots = Move.objects.filter(item__code="SOCK", reverses=None).order_by("lot__number", "id")
    assert {(m.lot.number, m.grade, m.quantity) for m in lots} == {
        (box.code, "firsts", D(112)),
        (parts[0]["seconds"].code, "seconds", D(3)),
        (parts[2]["seconds"].code, "seconds", D(2)),
    }
    assert {w.state for w in order.work_orders.all()} == {"finished"}


@pytest.mark.parametrize(
    ("factor", "firsts", "seconds", "lots"),
    [("1", "323.56", "14.44", ("8.66", "5.78")), ("0.5", "330.62", "7.38", ("4.43", "2.95"))],
)
def test_the_cost_is_shared_by_grade_and_then_by_lot(
    mill: Mill, factor: str, firsts: str, seconds: str, lots: tuple[str, str]
) -> None:
    sock = mill.plant.items["SOCK"]
    sock.seconds_value_factor = D(factor)
    sock.save()
    order, box, parts = boxed(mill)
    order_finish(order_id=order.id, actor=mill.plant.actor)
    assert fresh(order).cost == D("338.00")
    assert worth(box.code) == D(firsts)
    assert tuple(worth(parts[n]["seconds"].code) for n in (0, 2)) == tuple(map(D, lots))
    assert sum(map(D, lots), D()) == D(seconds)
    assert mill.plant.claimed("BOX") == 0


def worth(lot: str) -> D:
    return sum(StockValue.objects.filter(lot__number=lot).values_list("value", flat=True), D())
