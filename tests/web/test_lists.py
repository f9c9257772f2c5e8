"""Lists: find, filter, sort, choose columns, keep a view, page, export; all by one definition."""

import re
from decimal import Decimal

import pytest

from runwright.production.services import order_confirm
from runwright.production.services.orders import OrderDraft, order_create
from tests.web.shop import OURSELVES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ONE = re.compile(r"^1$")


@pytest.fixture
def orders(shop):
    """Sixty more orders: two pages."""
    return [
        order_create(draft=OrderDraft(item_id=shop.sock.id, quantity=Decimal(n)), actor=OURSELVES)
        for n in range(1, 61)
    ]


def _first(page):
    return page.locator("tbody tr").first.inner_text().replace("\n", " ")


def test_a_list_is_found_in_sorted_kept_and_exported(shop, orders, sign_in, complaints):
    page = sign_in(shop.manager, "/orders")
    assert page.locator(".pager").inner_text().startswith("1–50 of 61")
    page.get_by_role("link", name="Next page").click()
    page.locator(".pager", has_text="51–61").wait_for()

    page.get_by_role("link", name="Ordered").click()
    page.locator("th[aria-sort=ascending]", has_text="Ordered").wait_for()
    assert orders[0].number in _first(page)

    number = orders[41].number
    page.get_by_placeholder("Find in this list").fill(number)
    page.locator("#list-title .num", has_text=ONE).wait_for()
    assert number in _first(page)
    assert number in page.url

    page.get_by_title("Columns").click()
    page.locator("details[open]").get_by_label("Note").check()
    page.locator("details[open]").get_by_role("button", name="Show").click()
    page.get_by_role("columnheader", name="Note").wait_for()

    page.get_by_title("Saved views").click()
    page.get_by_placeholder("Name of the view").fill("The one")
    page.locator("details[open]").get_by_role("button", name="Save").click()
    page.get_by_text("The view is saved.").wait_for()
    page.goto(page.url.split("?")[0])
    page.get_by_title("Saved views").click()
    page.get_by_role("link", name="The one", exact=True).click()
    page.locator("#list-title .num", has_text=ONE).wait_for()

    page.get_by_title("Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    lines = waiting.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert number in lines[1]
    assert complaints == []


def test_a_filter_shows_as_a_chip_and_comes_off(shop, orders, sign_in):
    page = sign_in(shop.manager, "/orders?state=done")
    assert "Nothing fits these filters" in page.locator("main").inner_text()
    page.get_by_title("Take this filter off").click()
    page.locator(".pager", has_text="of 61").wait_for()


def test_slash_searches_everywhere(shop, sign_in):
    page = sign_in(shop.manager, "/items")
    page.keyboard.press("/")
    page.keyboard.type("knitter")
    page.locator("#hits a", has_text="K-01").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="K-01").wait_for()


def test_forty_rows_fit_on_a_desk(shop, orders, sign_in, context):
    page = sign_in(shop.manager, "/orders")
    page.set_viewport_size({"width": 1920, "height": 1080})
    fortieth = page.locator("tbody tr").nth(39).bounding_box()
    assert fortieth["y"] + fortieth["height"] <= 1080


def test_a_row_goes_forward_and_a_refusal_is_said_in_its_dialog(shop, sign_in, complaints):
    page = sign_in(shop.manager, "/orders?open=yes")
    page.get_by_role("link", name="Confirm").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_text("reserves what is on hand").wait_for()
    order_confirm(order_id=shop.order.id, actor=OURSELVES)
    dialog.get_by_role("button", name="Confirm").click()
    dialog.get_by_text("Somebody else was first").wait_for()
    assert [one for one in complaints if "409" not in one] == []
    complaints.clear()
    page.reload()
    page.get_by_role("link", name="Plan").click()
    if page.locator("dialog[open] [name=reason]").count():
        page.locator("dialog[open] [name=reason]").fill("Yarn comes")
    page.locator("dialog[open]").get_by_role("button", name="Plan").click()
    page.get_by_text("is now: Planned").wait_for()
    assert page.url.endswith("/orders?open=yes")
    page.goto(page.url.replace("/orders?open=yes", "/work-orders"))
    page.get_by_role("link", name="Report quantities").first.click()
    page.locator("dialog#report[open]").wait_for()
    assert "#" not in page.url
    assert complaints == []
