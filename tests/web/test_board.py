"""The machine board: at a desk with its verbs, and on a wall where it refreshes by itself."""

import re

import pytest

from runwright.floor.models import Downtime
from runwright.floor.services import downtime_reason_create, downtime_start
from runwright.production.models import TimeInterval, WorkOrder
from runwright.production.services import order_confirm, order_plan, timer_start
from runwright.production.services.timers import Worker
from runwright.web.views.board import columns
from tests.web.shop import OURSELVES, Shop, shop_open
from tests.web.test_order_features import entered

pytestmark = pytest.mark.django_db

SCREENS = {"phone": (390, 844), "full HD": (1920, 1080), "upright": (1080, 1920),
           "4K": (3840, 2160)}  # fmt: skip


def planned(shop: Shop) -> Shop:
    order_confirm(order_id=shop.order.id, actor=OURSELVES)
    order_plan(order_id=shop.order.id, override="now", actor=OURSELVES)
    downtime_reason_create(code="BELT", name="Belt torn", loss="breakdown", actor=OURSELVES)
    return shop


@pytest.fixture
def open_shop() -> Shop:
    return planned(shop_open())


def knit(shop: Shop) -> WorkOrder:
    return WorkOrder.objects.filter(order=shop.order).order_by("sequence")[0]


def begin(shop: Shop) -> None:
    worker = Worker(shop.operator.id, shop.machine.id)
    timer_start(work_order_id=knit(shop).id, worker=worker, actor=OURSELVES)


def reason() -> int:
    return downtime_reason_create(code="X", name="Die", loss="setup", actor=OURSELVES).id


def read(client: object, path: str = "/board") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


def test_what_runs_and_what_comes_next(open_shop: Shop) -> None:
    elena = entered(open_shop.manager)
    assert "K-01 Idle" in " ".join(read(elena).split())
    begin(open_shop)
    words = " ".join(read(elena).split())
    assert "K-01 Running" in words
    assert "Knit Sock, black 120 pcs left" in words
    assert "Mihai" in words


def test_a_lead_stops_a_machine_and_lets_it_run_again(open_shop: Shop) -> None:
    elena = entered(open_shop.manager)
    begin(open_shop)
    said = {"reason_id": reason(), "note": "ordered"}
    answer = elena.post(f"/machines/{open_shop.machine.id}/problem", said)
    assert (answer.status_code, answer.url) == (302, "/board")
    assert not TimeInterval.objects.filter(ended_at=None).exists()
    words = " ".join(read(elena).split())
    assert "K-01 Down" in words
    assert "Die ordered" in words
    stop = Downtime.objects.get()
    assert elena.post(f"/downtimes/{stop.id}/end", {"home": "board"}).url == "/board"
    assert "K-01 Idle" in " ".join(read(elena).split())
    elena.post(f"/work-centres/{open_shop.centre.id}/problem", said)
    assert "K-01 Down" in " ".join(read(elena).split())


def test_a_problem_without_a_reason_is_refused_in_words(open_shop: Shop) -> None:
    answer = entered(open_shop.manager).post(f"/machines/{open_shop.machine.id}/problem", {})
    assert answer.status_code == 422
    assert "What is wrong?" in answer.content.decode()


def test_departments_are_tabs(open_shop: Shop) -> None:
    elena = entered(open_shop.manager)
    assert "K-01" in read(elena, "/board?department=KN")
    assert "No machines here" in read(elena, "/board?department=nothing")


def test_polls_are_answered_304_until_something_happens(open_shop: Shop) -> None:
    elena = entered(open_shop.manager)
    etag = elena.get("/board?wall", headers={"HX-Request": "true"})["ETag"]
    asked = {"HX-Request": "true", "If-None-Match": etag}
    assert elena.get("/board?wall", headers=asked).status_code == 304
    begin(open_shop)
    assert elena.get("/board?wall", headers=asked).status_code == 200


@pytest.mark.parametrize(("cells", "wide", "tall"), [(1, 1, 1), (4, 2, 1), (12, 4, 2), (40, 7, 4)])
def test_columns_follow_the_shape_of_the_screen(cells: int, wide: int, tall: int) -> None:
    assert (columns(cells, 1.35), columns(cells, 0.4)) == (wide, tall)


def test_the_wall_fits_every_screen_and_changes_by_itself(shop, sign_in, context, complaints):
    planned(shop)
    begin(shop)
    page = sign_in(shop.manager, "/board?wall")
    page.get_by_text("Running", exact=True).last.wait_for()
    for width, height in SCREENS.values():
        page.set_viewport_size({"width": width, "height": height})
        cut = page.evaluate(CUT)
        assert cut == [], (width, cut)
    assert (
        page.locator(".cell-code").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        > 60
    )
    downtime_start(machine_id=shop.machine.id, reason_id=reason(), actor=OURSELVES)
    page.get_by_text("reported, not ended").wait_for()
    assert complaints == []


SIZE = "e => parseFloat(getComputedStyle(e).fontSize)"
CUT = """() => [
    ...document.querySelectorAll('.cell'),
    document.documentElement,
].filter((e) => e.scrollWidth > e.clientWidth + 1
    || (innerWidth > 600 && e.scrollHeight > e.clientHeight + 1)).map((e) => e.className)"""
