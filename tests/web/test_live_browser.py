"""A live part in a real browser: it follows what others do, and leaves what is being typed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from runwright.production.services import (
    ReportDraft,
    order_confirm,
    order_edit,
    order_plan,
    work_report,
)
from runwright.production.services.receipts import output_receive
from tests.web.conftest import SignIn
from tests.web.shop import OURSELVES, D, Shop

pytestmark = [pytest.mark.browser, pytest.mark.slow]
EACH = 8_000
"""How often an order asks again (ms)."""
Live = Callable[..., Page]


@pytest.fixture
def live(shop: Shop, sign_in: SignIn) -> Live:
    """The page of the order, its clock in our hands."""

    def opened(tab: str = "") -> Page:
        page = sign_in(shop.manager, "/orders")
        page.clock.install()
        page.goto(f"{page.url}/{shop.order.id}{tab}")
        page.wait_for_load_state("networkidle")
        return page

    return opened


def made(shop: Shop) -> None:
    """All 120 pieces are made and wait to be received."""
    order = shop.order
    order_confirm(order_id=order.id, actor=OURSELVES)
    order_plan(order_id=order.id, actor=OURSELVES)
    for work in order.work_orders.order_by("sequence"):
        work_report(work_order_id=work.id, draft=ReportDraft(firsts=D(120)), actor=OURSELVES)


def received(shop: Shop, quantity: int) -> None:
    """Somebody else receives so many."""
    output_receive(order_id=shop.order.id, quantity=D(quantity), actor=OURSELVES)


def passed(page: Page) -> None:
    """Long enough that a part that is not in use has asked again, and has its answer."""
    page.clock.run_for(EACH + 500)
    page.wait_for_timeout(1_500)


def stock(page: Page) -> Locator:
    """How much is received, as the page shows it."""
    return page.locator(".figure", has_text="Received into stock").locator(".value")


def test_what_is_typed_stays_until_it_is_taken_back(shop: Shop, live: Live) -> None:
    made(shop)
    page = live()
    field = page.get_by_label("Quantity to receive")
    field.fill("7")
    received(shop, 50)
    passed(page)
    assert field.input_value() == "7"
    field.blur()
    passed(page)
    assert field.input_value() == "7"
    field.fill("120")
    passed(page)
    expect(stock(page)).to_contain_text("0")
    expect(field).to_be_focused()
    field.blur()
    passed(page)
    expect(stock(page)).to_contain_text("50")
    expect(field).to_have_value("70")


def test_an_answer_that_was_on_its_way_leaves_what_is_typed(shop: Shop, live: Live) -> None:
    made(shop)
    page, path = live(), f"**/orders/{shop.order.id}"
    field = page.get_by_label("Quantity to receive")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(path, hold)
    received(shop, 50)
    with page.expect_request(path):
        page.clock.run_for(EACH + 500)
    field.fill("7")
    with page.expect_response(path):
        held[0].continue_()
    page.wait_for_timeout(500)
    assert field.input_value() == "7"
    page.unroute(path)
    field.fill("120")
    field.blur()
    passed(page)
    expect(stock(page)).to_contain_text("50")


def test_a_dialog_that_was_closed_holds_nothing_up(shop: Shop, live: Live) -> None:
    made(shop)
    received(shop, 20)
    page = live()
    page.get_by_role("button", name="Take back").click()
    dialog = page.locator("dialog[open]")
    expect(dialog.get_by_label("Quantity to take back")).to_have_value("20")
    dialog.get_by_role("button", name="Leave it").click()
    received(shop, 30)
    passed(page)
    expect(stock(page)).to_contain_text("50")


def test_what_was_folded_stays_so(shop: Shop, live: Live) -> None:
    order_edit(order_id=shop.order.id, quantity=D(100_000), actor=OURSELVES)
    order_confirm(order_id=shop.order.id, actor=OURSELVES)
    page = live("/materials")
    fold = page.locator("details.shortage")
    expect(fold).to_have_attribute("open", "")
    fold.locator("summary").click()
    order_edit(order_id=shop.order.id, quantity=D(90_000), reason="less", actor=OURSELVES)
    passed(page)
    expect(page.locator(".page-head .quiet")).to_contain_text(re.compile(r"^90\s000"))
    expect(fold).not_to_have_attribute("open", "")
