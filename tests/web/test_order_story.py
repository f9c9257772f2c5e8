"""An order from its first line to done, with nothing but the browser."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _verb(page, label, reason=""):
    """Press the primary verb, then the one in its dialog."""
    page.wait_for_load_state()
    page.locator(".page-head").get_by_role("button", name=label, exact=True).click()
    dialog = page.locator("dialog[open]")
    if reason:
        dialog.get_by_label("Reason").fill(reason)
    dialog.get_by_role("button", name=label, exact=True).click()


def _report(page, operation, **quantities):
    page.get_by_role("link", name=operation).first.click()
    page.locator(".crumbs").wait_for()
    page.wait_for_load_state()
    page.get_by_role("button", name="Report quantities").click()
    dialog = page.locator("dialog[open]")
    for label, quantity in quantities.items():
        dialog.get_by_label(label.title(), exact=False).first.fill(quantity)
    dialog.get_by_role("button", name="Report", exact=True).click()
    page.get_by_text("It is reported.").wait_for()
    page.locator(".crumbs a.code").first.click()


def test_an_order_goes_from_draft_to_done(shop, sign_in, complaints):
    page = sign_in(shop.manager, "/orders")
    page.get_by_role("link", name="New order").click()
    page.get_by_label("Item", exact=True).select_option(label=str(shop.sock))
    page.get_by_label("Quantity", exact=True).fill("60")
    page.get_by_role("button", name="Save").click()

    state = page.locator(".page-head [data-key=state]")
    assert state.inner_text() == "Draft"
    _verb(page, "Confirm")
    page.locator(".track [aria-current]", has_text="Confirmed").wait_for()
    page.locator(".tabs a", has_text="Materials").click()
    assert page.locator("tbody tr").inner_text().split()[0] == "YARN"
    assert re.search(r"3\s+kg", page.locator("tbody tr").inner_text())

    _verb(page, "Plan")
    page.locator(".track [aria-current]", has_text="Planned").wait_for()
    _report(page, "Knit", firsts="58", waste="2")
    page.locator(".track [aria-current]", has_text="In progress").wait_for()
    assert page.get_by_role("button", name="Finish", exact=True).first.is_disabled()
    assert "Not finished: Pack" in page.locator(".blocked").first.inner_text()

    _report(page, "Pack", firsts="58")
    _verb(page, "Finish")
    page.locator(".track [aria-current]", has_text="Done").wait_for()
    assert re.search(r"58\s*pcs", page.locator(".figures").inner_text())
    page.locator(".tabs a", has_text="Journal").click()
    assert "Order finished" in page.locator("main").inner_text()
    assert complaints == []


def test_a_refusal_stands_where_it_belongs(shop, sign_in):
    page = sign_in(shop.manager, "/orders/new")
    page.get_by_label("Item", exact=True).select_option(label=str(shop.sock))
    page.get_by_label("Quantity", exact=True).fill("2.5")
    page.get_by_role("button", name="Save").click()
    error = page.locator("#id_quantity_error")
    assert "smallest step" in error.inner_text()
    assert page.get_by_label("Quantity", exact=True).get_attribute("aria-invalid") == "true"


def test_a_timer_runs_and_stops(shop, sign_in):
    page = sign_in(shop.manager, f"/orders/{shop.order.id}")
    _verb(page, "Confirm")
    page.locator(".track [aria-current]", has_text="Confirmed").wait_for()
    _verb(page, "Plan")
    page.locator(".track [aria-current]", has_text="Planned").wait_for()
    page.get_by_role("link", name="10 Knit").click()
    page.locator(".crumbs").wait_for()
    page.wait_for_load_state()
    page.get_by_role("button", name="Start timer").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=operator_id]").select_option(label="Mihai")
    dialog.locator("[name=machine_id]").select_option(label=str(shop.machine))
    dialog.get_by_role("button", name="Start", exact=True).click()
    page.get_by_text("Running now").wait_for()
    page.get_by_role("button", name="Stop").first.click()
    page.get_by_text("The timer is stopped.").wait_for()
    assert page.get_by_text("Running now").count() == 0
