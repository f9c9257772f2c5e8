"""What is done is corrected by differences; history has no life; hands are reminded."""

from datetime import timedelta
from decimal import Decimal as D

import pytest

from runwright.journal.clock import now
from runwright.kernel.errors import Forbidden
from runwright.production.errors import (
    AlreadyUndone,
    HistoryFixed,
    NotDone,
    NotIssued,
    ReasonNeeded,
)
from runwright.production.models import MaterialLine, Order
from runwright.production.selectors import order_verbs
from runwright.production.services import (
    done_material_correct,
    done_time_book,
    done_time_reverse,
    order_cancel,
    order_finish,
)
from runwright.production.services.bookings import Worked
from runwright.production.services.timers import Worker
from runwright.reports.doctor import examine
from runwright.stock.models import StockValue
from tests.production.test_order_life import VERBS, role_actor
from tests.stories.plant import Plant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def doctor():
    """After every test the books are right."""
    yield
    assert [str(complaint) for complaint in examine()] == []


@pytest.fixture
def done(mill: Plant) -> Order:
    order = mill.planned("SOCK", D(120))
    for name in ("Knit", "Inspect", "Pack"):
        mill.report(order, name, firsts=D(120))
    order_finish(order_id=order.id, actor=mill.actor)
    return Order.objects.get(id=order.id)


def worth(code: str) -> D:
    return sum(StockValue.objects.filter(item__code=code).values_list("value", flat=True), D())


def stretch(plant: Plant) -> Worked:
    end = now()
    return Worked(Worker(plant.operators["ana"].id), end - timedelta(hours=1), end)


def test_time_booked_late_is_a_difference_the_goods_carry(mill: Plant, done: Order) -> None:
    work = mill.work(done, "Knit").id
    done_time_book(work_order_id=work, worked=stretch(mill), reason="forgotten", actor=mill.actor)
    done.refresh_from_db()
    assert (done.cost, worth("SOCK")) == (D(233), D(233))


def test_time_before_anything_else_costs_too_and_is_taken_back(mill: Plant, done: Order) -> None:
    """An hour that ended before the first report of the order once cost nothing."""
    end = done.first_activity_at - timedelta(hours=3)
    early = Worked(Worker(mill.operators["ana"].id), end - timedelta(hours=1), end)
    given = {"reason": "forgotten", "actor": mill.actor}
    booking = done_time_book(work_order_id=mill.work(done, "Knit").id, worked=early, **given)
    done.refresh_from_db()
    assert (done.cost, worth("SOCK")) == (D(233), D(233))
    done_time_reverse(source_id=booking.id, **given)
    done.refresh_from_db()
    assert (done.cost, worth("SOCK")) == (D(215), D(215))
    with pytest.raises(AlreadyUndone):
        done_time_reverse(source_id=booking.id, **given)
    with pytest.raises(ReasonNeeded):
        done_time_reverse(source_id=booking.id, reason=" ", actor=mill.actor)


def test_material_is_corrected_both_ways(mill: Plant, done: Order) -> None:
    line = mill.line(done, "BOX")
    given = {"line_id": line.id, "reason": "counted", "actor": mill.actor}
    done_material_correct(quantity=D(4), **given)
    assert (mill.stored("BOX"), worth("SOCK")) == (D(36), D(217))
    done_material_correct(quantity=D(-4), **given)
    assert (mill.stored("BOX"), worth("SOCK")) == (D(40), D(215))
    with pytest.raises(NotIssued):
        done_material_correct(quantity=D(-1), **given)
    with pytest.raises(ReasonNeeded):
        done_material_correct(**{**given, "reason": ""}, quantity=D(1))


def test_an_open_order_is_not_corrected_like_this(mill: Plant) -> None:
    order = mill.planned("SOCK", D(12))
    line = mill.line(order, "BOX")
    with pytest.raises(NotDone):
        done_material_correct(line_id=line.id, quantity=D(1), reason="x", actor=mill.actor)
    with pytest.raises(Forbidden):
        done_material_correct(
            line_id=line.id, quantity=D(1), reason="x", actor=role_actor(mill, "planner")
        )


@pytest.mark.parametrize("verb", VERBS)
def test_history_has_no_life(mill: Plant, verb: str) -> None:
    order = mill.order("SOCK", D(12))
    Order.objects.filter(id=order.id).update(is_history=True)
    with pytest.raises(HistoryFixed):
        VERBS[verb](order_id=order.id, actor=mill.actor)


def test_forgotten_hands_are_named_before_the_finish(mill: Plant) -> None:
    order = mill.planned("SOCK", D(12))
    MaterialLine.objects.filter(order=order, item__code="BOX").update(mode="manual")
    for name in ("Knit", "Inspect", "Pack"):
        mill.report(order, name, firsts=D(12))
    order = Order.objects.get(id=order.id)
    finish = next(v for v in order_verbs(order=order, actor=mill.actor) if v.verb == "finish")
    assert [w.sentence() for w in finish.warnings] == [
        "Nothing was recorded of BOX, which are issued by hand."
    ]
    order_finish(order_id=order.id, actor=mill.actor)


def test_a_cancelled_order_is_never_corrected(mill: Plant) -> None:
    order = mill.confirmed("SOCK", D(12))
    line = mill.line(order, "BOX").id
    order_cancel(order_id=order.id, reason="x", actor=mill.actor)
    with pytest.raises(NotDone):
        done_material_correct(line_id=line, quantity=D(1), reason="x", actor=mill.actor)
