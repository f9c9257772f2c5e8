"""My work: an operator's day in single taps; a planner's bulk assignment."""

import re
from datetime import datetime, timedelta
from decimal import Decimal as D

import pytest

from runwright.engineering.models import Operation
from runwright.engineering.services import attachment_add
from runwright.floor.models import Downtime
from runwright.floor.services import downtime_reason_create
from runwright.journal import clock
from runwright.journal.models import Entry
from runwright.people.services import operator_create
from runwright.production.models import MaterialLine, TimeInterval, WorkAssignment, WorkOrder
from runwright.production.services import order_confirm, order_plan
from runwright.production.services.runs.releases import order_release
from runwright.reports.doctor import examine
from runwright.resources.services import machine_create
from runwright.stock.models import Balance, Lot
from runwright.stock.services.handling import stock_receive
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


def test_an_order_in_batches_offers_the_clock_and_no_report(shop, mihai):
    order_release(order_id=shop.order.id, lot=D(60), actor=OURSELVES)
    knit = works(shop)[0]
    mihai.post(f"/my-work/{knit.id}/start")
    shown = mihai.get(f"/my-work/{knit.id}").content.decode()
    assert "worked in batches" in shown
    for path in ("/my-work", f"/my-work/{knit.id}"):
        shown = mihai.get(path).content.decode()
        assert ("Pause" in shown, "Finish" in shown, 'name="firsts"' in shown) == (
            True,
            False,
            False,
        )
    mihai.post(f"/my-work/{knit.id}/pause")
    assert not TimeInterval.objects.filter(ended_at=None).exists()


def test_more_than_came_in_is_one_tap_away(shop, mihai):
    first = works(shop)[0]
    answer = mihai.post(f"/my-work/{first.id}/reports", {"firsts": "121"})
    assert "Yes, more were made" in answer.content.decode()
    said = {"firsts": "121", "accept_gain": "on"}
    assert mihai.post(f"/my-work/{first.id}/reports", said).status_code == 302
    first.refresh_from_db()
    assert (first.firsts, first.gained) == (D(121), D(1))


def reason():
    return downtime_reason_create(code="BELT", name="Belt torn", loss="breakdown", actor=OURSELVES)


def test_a_problem_stops_the_clocks_and_the_machine(shop, mihai):
    work = works(shop)[0]
    mihai.post(f"/my-work/{work.id}/start", {"machine_id": shop.machine.id})
    said = {"place": f"machine-{shop.machine.id}", "reason_id": reason().id, "note": "smoke"}
    mihai.post(f"/my-work/{work.id}/problem", said)
    assert not TimeInterval.objects.filter(ended_at=None).exists()
    stop = Downtime.objects.get()
    assert stop.machine == shop.machine
    stopped = Entry.objects.filter(verb="work.stop_timer").latest("at")
    assert stopped.reason == "Belt torn: smoke"
    assert "It runs again" in mihai.get(f"/my-work/{work.id}").content.decode()
    mihai.post(f"/my-work/{work.id}/downtimes/{stop.id}/end")
    stop.refresh_from_db()
    assert stop.ended_at


def test_a_problem_that_stops_no_machine(shop, mihai):
    work = works(shop)[0]
    mihai.post(f"/my-work/{work.id}/start")
    mihai.post(f"/my-work/{work.id}/problem", {"place": "", "reason_id": reason().id})
    assert not TimeInterval.objects.filter(ended_at=None).exists()
    assert not Downtime.objects.exists()
    assert mihai.post(f"/my-work/{work.id}/problem", {"place": "machine-1"}).status_code == 422


def test_one_tap_starts_on_the_machine_at_hand_and_books_the_report_to_it(shop, mihai):
    knit = works(shop)[0]
    WorkAssignment.objects.create(work_order=knit, operator=shop.operator)
    assert "Start on K-01" in mihai.get("/my-work").content.decode()
    other = machine_create(
        code="K-02", name="Second", work_centre_id=shop.centre.id, actor=OURSELVES
    )
    shown = mihai.get("/my-work").content.decode()
    assert "Start on K-0" not in shown, "two machines: nobody knows which one is meant"
    mihai.post(f"/my-work/{knit.id}/start", {"machine_id": other.id})
    mihai.post(f"/my-work/{knit.id}/reports", {"firsts": "10"})
    assert knit.reports.get().machine == other
    mihai.post(f"/my-work/{knit.id}/pause", {"home": "list"})
    assert "Start on K-02" in mihai.get("/my-work").content.decode(), "the one used last"


def test_the_clock_counts_from_the_instants_of_the_server(shop, mihai):
    knit, start = works(shop)[0], clock.now()
    with clock.stopped_at(start - timedelta(hours=3)):
        mihai.post(f"/my-work/{knit.id}/start")
    with clock.stopped_at(start - timedelta(hours=2)):
        mihai.post(f"/my-work/{knit.id}/pause")
    with clock.stopped_at(start - timedelta(minutes=5)):
        mihai.post(f"/my-work/{knit.id}/start")
    for path in ("/my-work", f"/my-work/{knit.id}"):
        shown = mihai.get(path).content.decode()
        assert 'data-before="3600"' in shown
        since = re.search(r'data-since="([^"]+)"', shown)[1]
        assert start - datetime.fromisoformat(since) <= timedelta(minutes=5, seconds=1)
        assert "data-now=" in shown


def test_finish_and_pause_from_the_list(shop, mihai):
    knit = works(shop)[0]
    mihai.post(f"/my-work/{knit.id}/start")
    assert "Finish: 120 pcs good" in " ".join(mihai.get("/my-work").content.decode().split())
    assert mihai.post(f"/my-work/{knit.id}/pause", {"home": "list"}).url == "/my-work"
    mihai.post(f"/my-work/{knit.id}/completion")
    knit.refresh_from_db()
    assert knit.state == "finished"


def test_material_that_nobody_draws_is_taken_by_hand(shop, mihai):
    line = MaterialLine.objects.get(order=shop.order)
    MaterialLine.objects.filter(id=line.id).update(mode="manual")
    knit = works(shop)[0]
    shown = mihai.get(f"/my-work/{knit.id}").content.decode()
    path = f"/my-work/{knit.id}/materials/{line.id}"
    assert path in shown
    mihai.post(path, {"quantity": "2,5"})
    line.refresh_from_db()
    assert line.consumed == D("2.5")
    answer = mihai.post(path, {"quantity": "much"})
    assert (answer.status_code, "Amount" in answer.content.decode()) == (422, True)


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60


def test_instructions_and_drawings_are_on_the_list_and_on_the_page(shop, mihai):
    knit = works(shop)[0]
    Operation.objects.filter(id=knit.operation_id).update(instructions="Mind the needles.")
    kept = attachment_add(
        operation_id=knit.operation_id, name="plan.png", content=PNG, actor=OURSELVES
    )
    WorkAssignment.objects.create(work_order=knit, operator=shop.operator)
    for path in ("/my-work", f"/my-work/{knit.id}"):
        shown = mihai.get(path).content.decode()
        assert "Mind the needles." in shown
        assert f'src="/attachments/{kept.id}"' in shown


def test_several_work_at_once_and_each_is_stopped_alone(shop, mihai):
    knit = works(shop)[0]
    ana = operator_create(code="OP2", name="Ana", actor=OURSELVES)
    mihai.post(f"/my-work/{knit.id}/start")
    mihai.post(f"/my-work/{knit.id}/start", {"operator_id": ana.id})
    shown = mihai.get(f"/my-work/{knit.id}").content.decode()
    assert f'name="person" value="{ana.id}"' in shown
    mihai.post(f"/my-work/{knit.id}/pause", {"person": ana.id})
    left = TimeInterval.objects.get(ended_at=None)
    assert left.operator == shop.operator


SIZES = {"tablet": (900, 1100), "phone": (390, 844)}
SMALL = """() => [...document.querySelectorAll(
    'main a, main button, main select, main input:not([type=hidden]), main summary')]
  .filter((e) => e.offsetParent && !e.closest('dialog:not([open])'))
  .filter((e) => e.getBoundingClientRect().height < 47.5)
  .map((e) => e.outerHTML.slice(0, 80))"""
FAINT = """() => [...document.querySelectorAll(
    'main .count strong, main .now-figures strong, main .task-count, main .tap-fields input')]
  .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 24).map((e) => e.outerHTML)"""
WIDE = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("size", SIZES)
def test_big_numbers_and_targets_and_a_clock_that_survives_the_browser(
    transactional_db, sign_in, complaints, size
):
    shop = shop_open()
    order_confirm(order_id=shop.order.id, actor=OURSELVES)
    order_plan(order_id=shop.order.id, override="now", actor=OURSELVES)
    knit = works(shop)[0]
    WorkAssignment.objects.create(work_order=knit, operator=shop.operator)
    page = sign_in(shop.operator.user, "/my-work")
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    page.get_by_role("button", name="Start on K-01").click()
    for path in ("/my-work", f"/my-work/{knit.id}"):
        page.goto(page.url.split("/my-work")[0] + path)
        assert page.evaluate(SMALL) == []
        assert page.evaluate(FAINT) == []
        assert page.evaluate(WIDE) <= 0
    again = page.context.new_page()
    again.goto(page.url)
    page.close()
    began = TimeInterval.objects.get(operator=shop.operator).started_at
    told = again.locator(".my-clock").inner_text()
    hours, minutes, seconds = map(int, told.split(":"))
    shown = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    assert abs(shown - (clock.now() - began)) < timedelta(seconds=5)
    again.get_by_label("Firsts").fill("20")
    again.get_by_role("button", name="Report off K-01").click()
    again.get_by_text("It is reported.").wait_for()
    again.get_by_role("button", name="Problem").click()
    assert again.locator("#problem option", has_text="Only my work").count() == 1
    assert complaints == []


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


def shown_again(page):
    """What a refused report holds of its material: amount and chosen lot."""
    amount = re.search(r'name="take-\d+" value="([^"]*)"', page)[1]
    lot = re.search(r'<option value="(\d+)" selected>', page)
    return amount, lot and int(lot[1])


def test_a_refused_report_keeps_the_material_that_was_confirmed(shop, mihai):
    work = works(shop)[0]
    line = MaterialLine.objects.get(order=shop.order)
    MaterialLine.objects.filter(id=line.id).update(mode="semi_automatic")
    place = Balance.objects.filter(item=line.item_id, is_storage=True).first().place
    for number in ("L1", "L2"):
        goods = {"item_id": line.item_id, "place_id": place.id, "lot_number": number}
        stock_receive(**goods, quantity=D(50), actor=OURSELVES)
    chosen = Lot.objects.get(number="L2").id
    path = f"/my-work/{work.id}/reports"
    mihai.post(path, {"firsts": "110", f"take-{line.id}": "5.5"})
    said = {"firsts": "12", f"take-{line.id}": "0,7", f"lot-{line.id}": chosen}
    refused = mihai.post(path, said).content.decode()
    assert "Yes, more were made" in refused
    assert shown_again(refused) == ("0,7", chosen)
    unread = mihai.post(path, said | {"firsts": "x", f"take-{line.id}": "<b>"}).content.decode()
    assert shown_again(unread) == ("&lt;b&gt;", chosen)


def test_material_that_nobody_touched_follows_the_pieces_of_a_refused_report(shop, mihai):
    work = works(shop)[0]
    line = MaterialLine.objects.get(order=shop.order)
    MaterialLine.objects.filter(id=line.id).update(mode="semi_automatic")
    path = f"/my-work/{work.id}/reports"
    mihai.post(path, {"firsts": "110", f"take-{line.id}": "5.5"})
    shown = mihai.get(f"/my-work/{work.id}").content.decode()
    assert shown_again(shown)[0] == "0.5"
    said = {"firsts": "12", f"take-{line.id}": "0.5", f"due-{line.id}": "0.5"}
    assert f'name="due-{line.id}" value="0.5"' in shown
    refused = mihai.post(path, said).content.decode()
    assert shown_again(refused)[0] == "0.6"
    more = {f"take-{line.id}": "0.6", f"due-{line.id}": "0.6", "accept_gain": "on"}
    assert mihai.post(path, said | more).status_code == 302
    line.refresh_from_db()
    assert line.consumed == D("6.1")


def test_material_follows_the_pieces_when_they_are_reported_at_once(shop, mihai):
    work = works(shop)[0]
    line = MaterialLine.objects.get(order=shop.order)
    MaterialLine.objects.filter(id=line.id).update(mode="semi_automatic")
    said = {"firsts": "80", f"take-{line.id}": "6", f"due-{line.id}": "6"}
    assert mihai.post(f"/my-work/{work.id}/reports", said).status_code == 302
    line.refresh_from_db()
    assert line.consumed == D(4)


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
