"""My work: an operator's day in single taps; a planner's bulk assignment."""

from decimal import Decimal as D

import pytest

from runwright.floor.models import Downtime
from runwright.floor.services import downtime_reason_create
from runwright.production.models import MaterialLine, TimeInterval, WorkAssignment, WorkOrder
from runwright.production.services import order_confirm, order_plan
from runwright.reports.doctor import examine
from tests.web.shop import OURSELVES, shop_open
from tests.web.test_order_features import entered

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    shop = shop_open()
    order_confirm(order_id=shop.order.id, actor=OURSELVES)
    order_plan(order_id=shop.order.id, override="now", actor=OURSELVES)
    yield shop
    assert [str(complaint) for complaint in examine()] == []


@pytest.fixture
def mihai(shop):
    return entered(shop.operator.user)


def works(shop):
    return list(WorkOrder.objects.filter(order=shop.order).order_by("sequence"))


def test_a_day_in_single_taps(shop, mihai):
    knit = works(shop)[0]
    WorkAssignment.objects.create(work_order=knit, operator=shop.operator)
    shown = mihai.get("/my-work").content.decode()
    assert shown.index("Next, mine") < shown.index(knit.name) < shown.index("Waiting at my")
    mihai.post(f"/my-work/{knit.id}/start", {"machine_id": shop.machine.id})
    assert TimeInterval.objects.filter(ended_at=None).count() == 2
    assert "Pause" in mihai.get(f"/my-work/{knit.id}").content.decode()
    mihai.post(f"/my-work/{knit.id}/reports", {"firsts": "50", "waste": "2"})
    mihai.post(f"/my-work/{knit.id}/pause")
    assert not TimeInterval.objects.filter(ended_at=None).exists()
    mihai.post(f"/my-work/{knit.id}/completion")
    knit.refresh_from_db()
    assert (knit.firsts, knit.waste, knit.state) == (D(118), D(2), "finished")
    report = knit.reports.latest("at")
    assert report.operator == shop.operator


def test_when_all_is_reported_finish_stops_the_clock(shop, mihai):
    knit, second = works(shop)[:2]
    mihai.post(f"/my-work/{knit.id}/start")
    mihai.post(f"/my-work/{knit.id}/reports", {"firsts": "120"})
    assert "Finish: stop my clock" in mihai.get(f"/my-work/{knit.id}").content.decode()
    mihai.post(f"/my-work/{knit.id}/completion")
    knit.refresh_from_db()
    second.refresh_from_db()
    assert (knit.state, second.state) == ("finished", "ready")


def test_more_than_came_in_is_one_tap_away(shop, mihai):
    first = works(shop)[0]
    answer = mihai.post(f"/my-work/{first.id}/reports", {"firsts": "121"})
    assert "Yes, more were made" in answer.content.decode()
    said = {"firsts": "121", "accept_gain": "on"}
    assert mihai.post(f"/my-work/{first.id}/reports", said).status_code == 302
    first.refresh_from_db()
    assert (first.firsts, first.gained) == (D(121), D(1))


def test_a_problem_stops_the_clock_and_the_machine(shop, mihai):
    reason = downtime_reason_create(
        code="BELT", name="Belt torn", loss="breakdown", actor=OURSELVES
    )
    work = works(shop)[0]
    mihai.post(f"/my-work/{work.id}/start")
    said = {"machine_id": shop.machine.id, "reason_id": reason.id}
    mihai.post(f"/my-work/{work.id}/problem", said)
    assert not TimeInterval.objects.filter(ended_at=None).exists()
    assert Downtime.objects.get().machine == shop.machine


def test_proposed_material_is_confirmed_with_amount_and_lot(shop, mihai):
    work = works(shop)[0]
    line = MaterialLine.objects.get(order=shop.order)
    MaterialLine.objects.filter(id=line.id).update(mode="semi_automatic")
    shown = mihai.get(f"/my-work/{work.id}").content.decode()
    assert f'name="take-{line.id}"' in shown
    said = {"firsts": "12", f"take-{line.id}": "4", f"lot-{line.id}": ""}
    answer = mihai.post(f"/my-work/{work.id}/reports", said)
    assert answer.status_code == 302, answer.content.decode()
    line.refresh_from_db()
    assert line.consumed + line.owed == D(4)


def test_a_planner_assigns_many_at_once(shop):
    elena = entered(shop.manager)
    chosen = [work.id for work in works(shop)]
    assert elena.get("/work-orders/assignments").status_code == 200
    said = {"work_order_ids": chosen, "operator_ids": [shop.operator.id]}
    elena.post("/work-orders/assignments", said)
    assert WorkAssignment.objects.count() == len(chosen)
    assert "Everything has an operator" in elena.get("/work-orders/assignments").content.decode()
    assert elena.get(f"/my-work?operator={shop.operator.id}").status_code == 200
    assert "You are not an operator" in elena.get("/my-work").content.decode()
