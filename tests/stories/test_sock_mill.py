"""Worked example 13 of the domain without its batches: socks from yarn, seconds and waste."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal as D

import pytest

from runwright.engineering.models import Bom
from runwright.kernel.errors import GuardFailed
from runwright.production.errors import MoreThanReceived
from runwright.production.models import MaterialLine, Order, WorkOrder
from runwright.production.selectors import order_cost, order_verbs
from runwright.production.services import (
    ReportDraft,
    order_cancel,
    order_confirm,
    order_finish,
    order_plan,
    report_reverse,
    time_book,
    work_report,
)
from runwright.production.services.timers import Worker
from runwright.reports.doctor import examine
from runwright.stock.models import Balance, Claim, StockValue
from tests.stories.plant import START, Plant, sock_mill

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant() -> Plant:
    return sock_mill()


def planned(plant: Plant, quantity: D = D(120)) -> Order:
    plant.receive("YARN", D(60), lot_number="Y1")
    plant.receive("BOX", D(50))
    order = plant.order("SOCK", quantity)
    order_confirm(order_id=order.id, actor=plant.actor)
    return order_plan(order_id=order.id, actor=plant.actor)


def work(order: Order, name: str) -> WorkOrder:
    return WorkOrder.objects.get(order=order, name=name)


def report(plant: Plant, order: Order, name: str, **quantities: D):
    draft = ReportDraft(**quantities)
    return work_report(work_order_id=work(order, name).id, draft=draft, actor=plant.actor)


def claimed(code: str) -> D:
    return sum(Claim.objects.filter(need__item__code=code).values_list("quantity", flat=True), D())


def test_confirming_claims_yarn_and_boxes(plant: Plant) -> None:
    planned(plant)
    assert (claimed("YARN"), claimed("BOX")) == (D("52.5"), D(10))


def test_each_report_draws_its_yarn_and_releases_what_passed(plant: Plant) -> None:
    order = planned(plant)
    report(plant, order, "Knit", firsts=D(60))
    line = MaterialLine.objects.get(order=order, item__code="YARN")
    assert line.consumed == D("26.25")
    assert (work(order, "Inspect").state, work(order, "Inspect").released) == ("ready", D(60))
    assert Order.objects.get(id=order.id).state == "in_progress"


def test_a_whole_order_with_seconds_and_waste(plant: Plant) -> None:
    order = planned(plant)
    report(plant, order, "Knit", firsts=D(60))
    report(plant, order, "Knit", firsts=D(60))
    report(plant, order, "Inspect", firsts=D(55), seconds=D(3), waste=D(2))
    report(plant, order, "Inspect", firsts=D(57), seconds=D(2), waste=D(1))
    assert work(order, "Inspect").state == "finished"
    report(plant, order, "Pack", firsts=D(112))
    order_finish(order_id=order.id, actor=plant.actor)
    stored = Balance.objects.filter(item__code="SOCK", is_storage=True)
    assert dict(stored.values_list("grade", "quantity")) == {"firsts": D(112), "seconds": D(5)}
    assert claimed("BOX") == 0
    assert MaterialLine.objects.get(order=order, item__code="BOX").consumed == D(10)


def test_more_than_received_is_refused(plant: Plant) -> None:
    order = planned(plant)
    with pytest.raises(MoreThanReceived):
        report(plant, order, "Knit", firsts=D(121))
    with pytest.raises(MoreThanReceived):
        report(plant, order, "Inspect", firsts=D(1))


def test_an_unfinished_order_says_everything_that_is_open(plant: Plant) -> None:
    order = planned(plant)
    report(plant, order, "Knit", firsts=D(60), held=D(1))
    with pytest.raises(GuardFailed) as refused:
        order_finish(order_id=order.id, actor=plant.actor)
    assert len(refused.value.reasons) == 2


def test_taking_a_report_back_returns_the_yarn_and_the_state(plant: Plant) -> None:
    order = planned(plant)
    fact = report(plant, order, "Knit", firsts=D(60))
    report_reverse(report_id=fact.id, reason="miscounted", actor=plant.actor)
    line = MaterialLine.objects.get(order=order, item__code="YARN")
    assert (line.consumed, line.owed) == (D(0), D(0))
    assert Order.objects.get(id=order.id).state == "planned"
    assert work(order, "Knit").firsts == 0
    assert claimed("YARN") == D("52.5")


@pytest.fixture(autouse=True)
def the_doctor_finds_nothing(plant: Plant) -> Iterator[None]:
    yield
    assert [str(complaint) for complaint in examine()] == []


def timed(plant: Plant, order: Order, name: str, who: str, hours: D) -> None:
    """One person at one machine of the operation's centre, booked as a whole."""
    step = work(order, name)
    begins = order.planned_start
    time_book(
        work_order_id=step.id,
        worker=Worker(plant.operators[who].id, plant.machines[f"{name.upper()}-1"].id),
        started_at=begins - timedelta(days=1),
        ended_at=begins - timedelta(days=1) + timedelta(hours=float(hours)),
        actor=plant.actor,
    )


def test_the_cost_is_frozen_and_leaves_with_the_output(plant: Plant) -> None:
    order = planned(plant)
    timed(plant, order, "Knit", "ana", D("2.5"))
    report(plant, order, "Knit", firsts=D(120))
    timed(plant, order, "Inspect", "ion", D("1"))
    report(plant, order, "Inspect", firsts=D(112), seconds=D(5), waste=D(3))
    report(plant, order, "Pack", firsts=D(112))
    order_finish(order_id=order.id, actor=plant.actor)
    order.refresh_from_db()
    summary = order_cost(order=order, actor=plant.actor)
    assert summary.actual == {"material": D(215), "labour": D(63), "machine": D(42)}
    assert order.cost == D(320)
    worth = StockValue.objects.filter(item__code="SOCK").values_list("grade", "value")
    assert sum(value for _, value in worth) == D(320)
    assert not summary.warnings


def test_a_cancelled_order_loses_what_it_cost(plant: Plant) -> None:
    order = planned(plant)
    report(plant, order, "Knit", firsts=D(60))
    order_cancel(order_id=order.id, reason="customer left", actor=plant.actor)
    order.refresh_from_db()
    assert order.cost == D(105)
    assert claimed("YARN") == 0


def test_a_late_deadline_and_an_unvalidated_recipe_warn_and_stop_nobody(plant: Plant) -> None:
    begins = START + timedelta(days=3)
    order = plant.order("SOCK", D(12), planned_start=begins, deadline=START)
    Bom.objects.filter(id=order.bom_id).update(state="draft")
    order.bom.refresh_from_db()
    confirm = next(v for v in order_verbs(order=order, actor=plant.actor) if v.verb == "confirm")
    assert confirm.is_possible
    assert len(confirm.warnings) == 2
