"""Output in parts, gains, reports taken back in part, and what the books say at the end."""

from decimal import Decimal as D

import pytest

from runwright.company.services import company_set
from runwright.journal.models import Entry
from runwright.production.errors import (
    AlreadyUndone,
    MoreThanMade,
    MoreThanReceived,
    NotOpenForWork,
    OutputReceived,
    OverProduction,
    ReceivedLess,
    ReportedLess,
)
from runwright.production.models import CostFact, Gain, Order, OutputReceipt
from runwright.production.services import (
    Extras,
    Pieces,
    ReportDraft,
    order_edit,
    order_finish,
    output_receive,
    receipt_reverse,
    report_reverse,
    work_report,
)
from runwright.reports.doctor import examine
from runwright.stock.models import ExpectedSupply, StockValue
from runwright.stock.services import stock_adjust, storage_place, warehouse_create
from tests.stories.plant import Plant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def doctor():
    """After every test the books are right."""
    yield
    assert [str(complaint) for complaint in examine()] == []


@pytest.fixture
def order(mill: Plant) -> Order:
    return mill.planned("SOCK", D(120))


def made(plant: Plant, order: Order, quantity: D) -> None:
    for name in ("Knit", "Inspect", "Pack"):
        plant.report(order, name, firsts=quantity)


def received(plant: Plant, order: Order, quantity: D, grade: str = "firsts") -> OutputReceipt:
    return output_receive(order_id=order.id, quantity=quantity, grade=grade, actor=plant.actor)


def worth(code: str) -> D:
    values = StockValue.objects.filter(item__code=code).values_list("value", flat=True)
    return sum(values, D())


def test_output_comes_in_parts_at_planned_cost_and_the_rest_at_done(
    mill: Plant, order: Order
) -> None:
    made(mill, order, D(60))
    receipt = received(mill, order, D(40))
    # Planned: yarn 52.5 kg at 4, ten boxes at 0.5, 2.6 machine hours at 12.
    assert receipt.move.value == D("82.07") == round(D("246.2") / 120 * 40, 2)
    with pytest.raises(MoreThanMade):
        received(mill, order, D(21))
    made(mill, order, D(60))
    order_finish(order_id=order.id, actor=mill.actor)
    order.refresh_from_db()
    assert (order.received, mill.stored("SOCK")) == (D(120), D(120))
    assert worth("SOCK") == order.cost == D(215)


def test_what_has_left_is_not_costed_again_and_the_rest_is_a_variance(
    mill: Plant, order: Order
) -> None:
    made(mill, order, D(120))
    received(mill, order, D(120))
    lot = OutputReceipt.objects.get(order=order).move.lot
    stock_adjust(
        item_id=order.item_id,
        place_id=storage_place(warehouse_id=mill.warehouse.id).id,
        lot_id=lot.id,
        difference=D(-90),
        reason="sold by hand",
        actor=mill.actor,
    )
    order_finish(order_id=order.id, actor=mill.actor)
    order.refresh_from_db()
    difference = D(215) - D("246.20")
    kept = round(difference / 4, 2)
    assert worth("SOCK") == round(D("246.20") / 4, 2) + kept
    variance = CostFact.objects.get(order=order, kind="variance")
    assert variance.amount == -(difference - kept)


def test_a_receipt_is_taken_back_in_parts(mill: Plant, order: Order) -> None:
    made(mill, order, D(60))
    receipt = received(mill, order, D(40))
    receipt_reverse(receipt_id=receipt.id, quantity=D(15), reason="counted", actor=mill.actor)
    assert mill.stored("SOCK") == D(25)
    with pytest.raises(ReceivedLess):
        receipt_reverse(receipt_id=receipt.id, quantity=D(26), reason="x", actor=mill.actor)
    received(mill, order, D(35))
    made(mill, order, D(60))
    order_finish(order_id=order.id, actor=mill.actor)
    with pytest.raises(NotOpenForWork):
        receipt_reverse(receipt_id=receipt.id, quantity=D(1), reason="x", actor=mill.actor)
    assert worth("SOCK") == D(215)


def test_what_is_in_stock_cannot_be_taken_back_from_the_floor(mill: Plant, order: Order) -> None:
    made(mill, order, D(60))
    last = mill.report(order, "Knit", firsts=D(1))
    received(mill, order, D(60))
    fact = mill.work(order, "Pack").reports.get()
    with pytest.raises(OutputReceived):
        report_reverse(report_id=fact.id, reason="x", actor=mill.actor)
    report_reverse(report_id=last.id, reason="miscounted", actor=mill.actor)


def test_others_may_count_on_what_is_planned(mill: Plant, order: Order) -> None:
    supply = ExpectedSupply.objects.get(cause=order.number)
    order.refresh_from_db()
    assert (supply.quantity, supply.due_at) == (D(120), order.planned_end)
    made(mill, order, D(120))
    received(mill, order, D(50))
    supply.refresh_from_db()
    assert supply.outstanding == D(70)
    order_finish(order_id=order.id, actor=mill.actor)
    supply.refresh_from_db()
    assert (supply.received, supply.closed_at is not None) == (D(120), True)


def test_what_was_received_is_not_expected_again_in_another_warehouse(
    mill: Plant, order: Order
) -> None:
    made(mill, order, D(60))
    receipt = received(mill, order, D(40))
    other = warehouse_create(code="OUTLET", name="Outlet", actor=mill.actor)
    order_edit(order_id=order.id, goods_warehouse_id=other.id, actor=mill.actor)
    supply = ExpectedSupply.objects.get(cause=order.number, closed_at=None)
    assert (supply.warehouse, supply.received, supply.outstanding) == (other, D(40), D(80))
    receipt_reverse(receipt_id=receipt.id, quantity=D(40), reason="counted", actor=mill.actor)
    supply.refresh_from_db()
    assert (supply.received, supply.outstanding) == (D(0), D(120))


# Gains


def more(plant: Plant, order: Order, quantity: D, **extras: bool) -> None:
    work_report(
        work_order_id=plant.work(order, "Knit").id,
        draft=ReportDraft(firsts=quantity),
        more=Extras(**extras),
        actor=plant.actor,
    )


def test_a_gain_is_confirmed_and_flows_through(mill: Plant, order: Order) -> None:
    with pytest.raises(OverProduction, match="6 more than ordered"):
        more(mill, order, D(126))
    more(mill, order, D(126), accept_gain=True)
    assert Gain.objects.get().quantity == D(6)
    assert mill.work(order, "Knit").released == D(126)
    assert mill.line(order, "YARN").consumed == D("55.13")
    mill.report(order, "Inspect", firsts=D(126))
    mill.report(order, "Pack", firsts=D(126))
    order_finish(order_id=order.id, actor=mill.actor)
    assert mill.stored("SOCK") == D(126)


@pytest.mark.parametrize(
    ("policy", "tolerance", "quantity", "refusal"),
    [
        ("block", D(0), D(121), MoreThanReceived),
        ("block", D("0.05"), D(126), None),
        ("block", D("0.05"), D(127), MoreThanReceived),
        ("warn", D("0.05"), D(126), None),
        ("warn", D(0), D(121), OverProduction),
        ("allow", D(0), D(200), None),
    ],
)
def test_the_policy_decides(
    mill: Plant, order: Order, policy: str, tolerance: D, quantity: D, refusal: type | None
) -> None:
    company_set(actor=mill.actor, overproduction=policy, overproduction_tolerance=tolerance)
    if refusal is None:
        more(mill, order, quantity)
        return
    with pytest.raises(refusal):
        more(mill, order, quantity)


def test_a_later_operation_never_gains(mill: Plant, order: Order) -> None:
    company_set(actor=mill.actor, overproduction="allow")
    mill.report(order, "Knit", firsts=D(60))
    with pytest.raises(MoreThanReceived):
        mill.report(order, "Inspect", firsts=D(61))


def test_a_gain_goes_with_its_report(mill: Plant, order: Order) -> None:
    more(mill, order, D(126), accept_gain=True)
    fact = mill.work(order, "Knit").reports.get()
    undo(mill, fact.id, firsts=D(10))
    knit = mill.work(order, "Knit")
    assert (knit.gained, knit.firsts, knit.released) == (D(0), D(116), D(120))
    undo(mill, fact.id)
    assert mill.work(order, "Knit").firsts == D(0)
    assert Order.objects.get(id=order.id).state == "planned"


# Reports taken back in part


def undo(plant: Plant, report_id: object, **pieces: D) -> None:
    part = Pieces(**pieces) if pieces else None
    report_reverse(report_id=report_id, pieces=part, reason="miscounted", actor=plant.actor)


def test_a_report_is_taken_back_piece_by_piece(mill: Plant, order: Order) -> None:
    fact = mill.report(order, "Knit", firsts=D(60), waste=D(12))
    undo(mill, fact.id, firsts=D(12), waste=D(12))
    knit = mill.work(order, "Knit")
    assert (knit.firsts, knit.waste) == (D(48), D(0))
    assert mill.line(order, "YARN").consumed == D(21)
    assert Order.objects.get(id=order.id).state == "in_progress"
    with pytest.raises(ReportedLess):
        undo(mill, fact.id, waste=D(1))
    undo(mill, fact.id, firsts=D(48))
    assert Order.objects.get(id=order.id).state == "planned"
    assert mill.stored("YARN") == D(60)
    with pytest.raises(AlreadyUndone):
        undo(mill, fact.id)
    entry = Entry.objects.filter(verb="work.reverse_report").earliest("at")
    assert {c.field: c.new for c in entry.changes.all()} == {"firsts": "-12", "waste": "-12"}


# The operation before, in one tap


def test_what_is_missing_is_reported_at_the_operation_before(mill: Plant, order: Order) -> None:
    mill.report(order, "Knit", firsts=D(60))
    work_report(
        work_order_id=mill.work(order, "Pack").id,
        draft=ReportDraft(firsts=D(80)),
        more=Extras(with_previous=True),
        actor=mill.actor,
    )
    found = [mill.work(order, name).firsts for name in ("Knit", "Inspect", "Pack")]
    assert found == [D(80), D(80), D(80)]
