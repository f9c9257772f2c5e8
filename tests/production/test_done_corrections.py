"""What is done is corrected by differences; history has no life; hands are reminded."""

from datetime import timedelta
from decimal import Decimal as D

import pytest

from runwright.journal.clock import now
from runwright.kernel.errors import Forbidden
from runwright.people.services import operator_update
from runwright.production.errors import (
    AlreadyUndone,
    HistoryFixed,
    NotDone,
    NothingReported,
    NotIssued,
    PassedOn,
    ReasonNeeded,
    ReportedLess,
)
from runwright.production.models import CostFact, MaterialLine, Order
from runwright.production.selectors import order_verbs
from runwright.production.services import (
    Regrade,
    done_material_correct,
    done_output_correct,
    done_time_book,
    done_time_reverse,
    order_cancel,
    order_finish,
    times_book,
)
from runwright.production.services.bookings import Worked
from runwright.production.services.timers import Worker
from runwright.reports.doctor import examine
from runwright.resources.services import work_centre_update
from runwright.stock.errors import NotEnoughStock
from runwright.stock.models import Balance, StockValue
from runwright.stock.services import stock_adjust
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


def test_an_hour_costs_what_it_cost_when_it_was_worked(mill: Plant) -> None:
    order = mill.planned("SOCK", D(12))
    work, stretches = mill.work(order, "Knit"), stretch(mill)
    worked = {"work_order_id": work.id, "worked": [stretches], "actor": mill.actor}
    times_book(**worked)
    ana, centre = mill.operators["ana"], work.work_centre
    operator_update(operator_id=ana.id, hourly_rate=D(36), actor=mill.actor)
    rate = centre.cost_per_hour
    work_centre_update(work_centre_id=centre.id, cost_per_hour=rate + 10, actor=mill.actor)
    times_book(**worked)
    for name in ("Knit", "Inspect", "Pack"):
        mill.report(order, name, firsts=D(12))
    order_finish(order_id=order.id, actor=mill.actor)
    labour = CostFact.objects.filter(order=order, kind="labour").order_by("rate")
    assert [(one.rate, one.amount) for one in labour] == [(D(18), D(18)), (D(36), D(36))]

    operator_update(operator_id=ana.id, hourly_rate=D(90), actor=mill.actor)
    before = Order.objects.get(id=order.id).cost
    done_material_correct(
        line_id=mill.line(order, "BOX").id, quantity=D(2), reason="x", actor=mill.actor
    )
    assert Order.objects.get(id=order.id).cost - before == D(1)


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


def regraded(mill: Plant, order: Order, source: str, target: str, quantity: int) -> Order:
    return done_output_correct(
        work_order_id=mill.work(order, "Pack").id,
        regrade=Regrade(source, target, D(quantity)),
        reason="counted again",
        actor=mill.actor,
    )


def test_pieces_that_were_waste_leave_the_stock_and_the_rest_costs_more(
    mill: Plant, done: Order
) -> None:
    order = regraded(mill, done, "firsts", "waste", 20)
    assert (order.firsts, order.waste, order.received) == (D(100), D(20), D(100))
    assert (mill.stored("SOCK"), worth("SOCK"), order.cost) == (D(100), D(215), D(215))
    back = regraded(mill, done, "waste", "firsts", 20)
    assert (back.firsts, back.waste, mill.stored("SOCK")) == (D(120), D(0), D(120))
    assert worth("SOCK") == D(215)


def test_pieces_that_were_seconds_carry_less(mill: Plant, done: Order) -> None:
    factor = done.item.seconds_value_factor
    regraded(mill, done, "firsts", "seconds", 20)
    values = {one.grade: one.value for one in StockValue.objects.filter(item__code="SOCK")}
    unit = D(215) / (100 + 20 * factor)
    assert sum(values.values()) == D(215)
    assert abs(values["firsts"] - 100 * unit) <= D("0.01")
    assert (mill.stored("SOCK"), mill.stored("SOCK", "seconds")) == (D(100), D(20))


def test_what_has_left_is_not_counted_again(mill: Plant, done: Order) -> None:
    goods = Balance.objects.get(item__code="SOCK", is_storage=True)
    gone = {"place_id": goods.place_id, "lot_id": goods.lot_id, "difference": D(-110)}
    stock_adjust(item_id=done.item_id, **gone, reason="sold", actor=mill.actor)
    with pytest.raises(NotEnoughStock):
        regraded(mill, done, "firsts", "waste", 20)
    order = regraded(mill, done, "firsts", "waste", 5)
    assert (order.firsts, mill.stored("SOCK")) == (D(115), D(5))


@pytest.mark.parametrize(
    ("source", "target", "quantity", "refusal"),
    [
        ("firsts", "firsts", 5, NothingReported),
        ("seconds", "waste", 1, ReportedLess),
        ("firsts", "waste", 121, ReportedLess),
    ],
)
def test_pieces_that_are_not_there_are_not_counted_again(
    mill: Plant, done: Order, source: str, target: str, quantity: int, refusal: type
) -> None:
    with pytest.raises(refusal):
        regraded(mill, done, source, target, quantity)


def test_pieces_that_a_later_operation_worked_on_stay(mill: Plant, done: Order) -> None:
    with pytest.raises(PassedOn):
        done_output_correct(
            work_order_id=mill.work(done, "Knit").id,
            regrade=Regrade("firsts", "waste", D(5)),
            reason="x",
            actor=mill.actor,
        )
