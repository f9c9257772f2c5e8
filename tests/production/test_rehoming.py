"""An order is given up, and what it has on the floor goes on in another one."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from runwright.journal.clock import now
from runwright.production import errors
from runwright.production.models import Batch, CostFact, Order
from runwright.production.selectors.batches import homes_of
from runwright.production.selectors.conservation import order_conservation
from runwright.production.selectors.costs import order_cost
from runwright.production.selectors.effectiveness import made_per_day
from runwright.production.selectors.variances import order_waterfall
from runwright.production.services import order_cancel, order_finish
from runwright.production.services.runs.batches import batch_delete, batch_hold
from runwright.production.services.runs.undoing import scan_undo
from runwright.reports.doctor import examine
from tests.stories.mill import Mill, fresh, results, scanning_mill
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


@pytest.fixture
def mill() -> Mill:
    mill = scanning_mill()
    mill.plant.receive("YARN", D(100), lot_number="Y9")
    return mill


@pytest.fixture(autouse=True)
def the_doctor_finds_nothing(mill: Mill) -> Iterator[None]:
    yield
    assert [str(complaint) for complaint in examine()] == []


def given_up(mill: Mill, **said: object) -> tuple[Order, list[Batch], Order]:
    """An order of two batches, of which one is knitted and partly sorted, ends; another is open."""
    order, batches = mill.released(D(120), D(60))
    home, (own,) = mill.released(D(60), D(60))
    mill.scan("Knit in", own)
    mill.scan("Knit in", batches[0])
    mill.scan("Sorting", batches[0], firsts=D(20))
    order_cancel(
        order_id=order.id, reason="customer gone", home_id=said.pop("home_id", home.id),
        actor=mill.plant.actor,
    )  # fmt: skip
    return fresh(order), batches, fresh(home)


def test_batches_go_on_in_another_order_with_what_they_have_cost(mill: Mill) -> None:
    order, (knitted, unscanned), home = given_up(mill)
    assert (fresh(knitted).ending, fresh(unscanned).ending) == ("consumed", "deleted")
    assert (home.batched, home.quantity) == (D(120), D(120))
    assert sorted(home.batches.filter(state="scanned").values_list("firsts", flat=True)) == [
        D(20), D(40), D(60),
    ]  # fmt: skip
    spent = {"material": D("105.00"), "labour": D(0), "machine": D(0)}
    assert order.cost == 0
    live = order_cost(order=home, actor=mill.plant.actor).actual
    assert live == {**spent, "material": D("210.00")}
    pair = CostFact.objects.filter(carried__isnull=False).values_list("order", "carried", "amount")
    assert set(pair) == {(order.id, home.id, D("-105")), (home.id, order.id, D("105"))}
    yarn, boxes = (mill.plant.line(home, code) for code in ("YARN", "BOX"))
    assert (yarn.consumed, yarn.need.quantity) == (D("26.25"), D("26.25"))
    assert boxes.need.quantity == D(10)
    assert mill.plant.claimed("YARN") == 0
    assert order_conservation(order=home, actor=mill.plant.actor).holds


def test_old_labels_lead_on_and_the_other_order_is_done(mill: Mill) -> None:
    order, (knitted, _), home = given_up(mill)
    with pytest.raises(errors.LabelScattered):
        mill.scan("Sorting", knitted, firsts=D(40))
    rest = home.batches.get(state="scanned", firsts=D(40))
    parts = [results(mill.scan("Sorting", rest, firsts=D(40)))["firsts"]]
    parts.append(order.batches.get(firsts=D(20)))
    own = home.batches.get(state="scanned", firsts=D(60))
    parts.append(results(mill.scan("Sorting", own, firsts=D(60)))["firsts"])
    boxed = results(mill.scan("Boxes", *parts))["firsts"]
    assert (boxed.firsts, boxed.order) == (D(120), home)
    done = order_finish(order_id=home.id, actor=mill.plant.actor)
    assert done.cost == D("215.00")
    told = order_waterfall(order=done, actor=mill.plant.actor)
    assert sum(amount for _cause, amount in told.bars) == told.actual - told.standard


def test_what_came_from_another_order_stays_when_a_batch_is_deleted(mill: Mill) -> None:
    order, (knitted, _) = mill.released(D(120), D(60))
    home, (one, two) = mill.released(D(120), D(60))
    mill.scan("Knit in", knitted)
    actor = mill.plant.actor
    order_cancel(order_id=order.id, reason="customer gone", home_id=home.id, actor=actor)
    batch_delete(batch_id=one.id, actor=actor)
    assert (fresh(home).batched, fresh(home).quantity) == (D(120), D(120))
    batch_delete(batch_id=two.id, actor=actor)
    assert (fresh(home).batched, fresh(home).quantity) == (D(60), D(60))
    (rest,) = home.batches.filter(state="scanned")
    boxed = [results(mill.scan("Sorting", rest, firsts=D(30)))["firsts"] for _half in range(2)]
    mill.scan("Boxes", *boxed)
    assert order_finish(order_id=home.id, actor=actor).received == D(60)


def test_only_an_open_order_alike_takes_them(mill: Mill) -> None:
    order, batches = mill.released(D(120), D(60))
    plain = mill.plant.planned("SOCK", D(60))
    mill.scan("Knit in", batches[0])
    assert homes_of(order=order, actor=mill.plant.actor) == []
    for home_id in (plain.id, order.id):
        with pytest.raises(errors.NoHome):
            order_cancel(order_id=order.id, reason="x", home_id=home_id, actor=mill.plant.actor)
    home, _ = mill.released(D(60), D(60))
    assert homes_of(order=order, actor=mill.plant.actor) == [home]
    batch_hold(batch_id=batches[0].id, reason="look at it", actor=mill.plant.actor)
    with pytest.raises(errors.BatchOnHold):
        order_cancel(order_id=order.id, reason="x", home_id=home.id, actor=mill.plant.actor)
    assert fresh(order).state == "in_progress"


def test_it_is_not_undone(mill: Mill) -> None:
    _order, _batches, home = given_up(mill)
    scan = home.scans.filter(kind="rehome").first()
    with pytest.raises(errors.OrderNotOpen):
        scan_undo(scan_id=scan.id, reason="a mistake", actor=mill.plant.actor)


def test_pieces_that_go_on_elsewhere_were_made_once(mill: Mill) -> None:
    given_up(mill)
    today = now()
    days = made_per_day(
        start=today - timedelta(days=1), end=today + timedelta(days=1),
        actor=mill.plant.actor,
    )  # fmt: skip
    knitted = [day.quantity for day in days if day.work_centre_id == mill.plant.centres["KNIT"].id]
    assert sum(knitted) == 2 * 120  # in pieces, the reference unit of pairs
