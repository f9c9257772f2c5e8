"""One story from an empty company to an order with its cost, with nothing but the browser.

With ``RUNWRIGHT_PICTURES`` set it takes the pictures of the guide, docs/guide/img/story-*.png.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from runwright.people.actor import system_actor
from runwright.people.services import administrator_invite
from runwright.reports.doctor import examine
from tests.web import setup_steps as setup
from tests.web import story_steps as steps

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK = {"width": 1280, "height": 800}
TABLET = {"width": 1024, "height": 768}


def morning(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the story's week, a Monday being the 7th; UTC."""
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC)


@dataclass
class Story:
    """Who plays, and what they have found so far."""

    desk: Page
    site: str
    clock: steps.PlantClock
    camera: steps.Camera = field(default_factory=steps.Camera)
    link: str = ""
    order: str = ""
    request: str = ""

    def picture(self, name: str) -> None:
        """A picture of the planner's screen."""
        self.camera.take(self.desk, name)


@pytest.fixture
def story(
    context: BrowserContext,
    live_server: object,
    transactional_db: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Story:
    clock = steps.PlantClock(monkeypatch)
    clock.reads(morning(7, 6))
    desk = context.new_page()
    desk.set_viewport_size(DESK)
    desk.set_default_timeout(15_000)
    secret = administrator_invite(actor=system_actor("first start")) or ""
    site = str(live_server)
    setup.first_sign_in(desk, site, secret)
    return Story(desk, site, clock)


def plant_is_set_up(story: Story) -> None:
    """Steps 1 to 3: units, shifts, two work centres, somebody who works there."""
    page, site = story.desk, story.site
    story.picture("checklist-empty")
    setup.company_named(page, site, "Lamp works")
    setup.units_made(page, site)
    setup.schedule_made(page, site)
    new = f"{site}/departments/new"
    steps.form_saved(page, new, code="SHOP", name="Workshop", labour_rate="18")
    setup.work_centre_made(page, site, "BENCH", "Assembly bench", "12", "Workshop")
    setup.work_centre_made(page, site, "PACK", "Packing table", "6", "Workshop")
    story.link = steps.user_made(page, site, "ana", "Ana Pop", "Operator")
    setup.operator_made(page, site, "OP1", "Ana Pop", "18")
    page.get_by_role("link", name="Change", exact=True).first.click()
    page.get_by_label("Signs in as").select_option(label="Ana Pop")
    setup.save(page)
    steps.form_saved(page, f"{site}/settings/reasons/scrap/new", code="CRACK", name="Cracked")


def product_is_described(story: Story) -> None:
    """Steps 4 to 7: a lamp of a shade and two metres of cable, assembled and packed."""
    page, site = story.desk, story.site
    setup.item_made(page, site, "LAMP", "Bedside lamp", "Piece", price="39")
    setup.item_made(page, site, "SHADE", "Glass shade", "Piece", cost="6")
    page.get_by_role("link", name="Change", exact=True).first.click()
    page.get_by_label("Tracking").select_option("lot")
    setup.save(page)
    setup.item_made(page, site, "CABLE", "Cable with plug", "Metre", cost="0.80")
    assemble = {"name": "Assemble", "centre": "BENCH", "setup": "15", "cycle": "4"}
    pack = {"name": "Pack", "centre": "PACK", "cycle": "1.5"}
    setup.routing_made(page, site, "LAMP", assemble, pack)
    shade = {"item": "SHADE", "quantity": "1", "unit": "pcs", "mode": "semi_automatic"}
    cable = {"item": "CABLE", "quantity": "2", "unit": "m"}
    setup.bom_made(page, site, "LAMP", shade, cable)
    story.picture("bill-of-materials")
    setup.prefix_set(page, site, "Manufacturing order", "LW-{year}-")
    page.goto(f"{site}/setup")
    assert page.locator(".state", has_text="To do").count() == 0
    story.picture("checklist-ready")


def trade_is_begun(story: Story) -> None:
    """A store with a little in it, and a supplier with a price."""
    page, site = story.desk, story.site
    steps.form_saved(page, f"{site}/warehouses/new", code="MAIN", name="Main store")
    new = f"{site}/stock/receipts/new"
    steps.form_saved(page, new, item_id="SHADE", place_id="MAIN", quantity="8", lot_number="G-101")
    steps.form_saved(page, new, item_id="CABLE", place_id="MAIN", quantity="100")
    steps.form_saved(page, f"{site}/suppliers/new", code="GLASS", name="Glass & Co")
    steps.form_saved(
        page, f"{site}/supplier-items/new",
        supplier_id="GLASS", item_id="SHADE", price="6.50", lead_time_days="2",
    )  # fmt: skip


def order_is_composed(story: Story) -> None:
    """Twenty lamps: the preview tells cost and shortage before anything is kept."""
    page = story.desk
    steps.order_composed(page, story.site, "LAMP", "20", "2026-12-11T12:00")
    shade = steps.row_of(page, "SHADE").locator("td.num").all_inner_texts()
    assert [text.split()[0] for text in shade] == ["20", "8", "12"]
    story.picture("order-preview")
    page.get_by_role("button", name="Save").click()
    steps.state_is(page, "Draft")
    story.order = page.url
    steps.pressed(page, "Confirm")
    steps.state_is(page, "Confirmed")


def shortage_is_explained(story: Story) -> None:
    """Eight shades are reserved, twelve are short; the page tells the ways out."""
    page = story.desk
    steps.tab(page, "Materials")
    shade = steps.row_of(page, "SHADE").inner_text()
    assert "12 pcs" in shade.replace("\u00a0", " ")
    assert "Create purchase request" in steps.said(page)
    story.picture("shortage")


def shortage_is_requested(story: Story) -> None:
    """One press asks for exactly twelve; another press makes nothing."""
    page = story.desk
    button = page.get_by_role("button", name="Create purchase request")
    button.click()
    steps.state_is(page, "Draft")
    story.request = page.url
    assert steps.row_of(page, "SHADE").locator("td.num").first.inner_text().split() == ["12", "pcs"]
    page.goto(f"{story.order}/materials")
    page.get_by_role("button", name="Create purchase request").click()
    page.get_by_text("requested already").first.wait_for()
    page.goto(f"{story.site}/purchase-requests")
    assert page.locator("tbody tr").count() == 1


def goods_are_ordered(story: Story) -> None:
    """Approve, ask, write the answer down, accept it, send the order."""
    page = story.desk
    page.goto(story.request)
    steps.pressed(page, "Approve")
    steps.state_is(page, "Approved")
    story.picture("purchase-request")
    page.get_by_role("button", name="Ask for quotations").click()
    page.locator("dialog[open]").get_by_role("checkbox").first.check()
    page.locator("dialog[open]").get_by_role("button", name="Ask", exact=True).click()
    steps.state_is(page, "Draft")
    steps.pressed(page, "Send")
    steps.state_is(page, "Sent")
    page.get_by_role("link", name="Answer", exact=True).click()
    page.get_by_label("Price").fill("6.20")
    page.get_by_label("Lead time").fill("1")
    setup.save(page)
    story.picture("quotation")
    page.get_by_role("button", name="Accept").click()
    steps.state_is(page, "Draft")
    steps.pressed(page, "Order")
    steps.state_is(page, "Ordered")


def goods_come_in_two_parts(story: Story) -> None:
    """Five shades on Tuesday, seven on Wednesday; then the order is available by itself."""
    page = story.desk
    story.clock.reads(morning(8, 8))
    bought = page.url
    steps.goods_came(page, "5", "G-201")
    story.picture("receipt")
    setup.save(page)
    steps.state_is(page, "Partly received")
    page.goto(f"{story.order}/materials")
    assert page.locator(".shortage").count() == 1
    page.goto(bought)
    story.clock.reads(morning(9, 6))
    steps.goods_came(page, "7", "G-202")
    setup.save(page)
    steps.state_is(page, "Received")
    story.picture("purchase-order-received")
    page.goto(f"{story.order}/materials")
    assert page.locator(".shortage").count() == 0
    assert "Available" in steps.row_of(page, "SHADE").inner_text()


def order_is_changed_and_planned(story: Story) -> None:
    """The customer wants the lamps a day earlier; then the order is planned."""
    page = story.desk
    page.goto(f"{story.order}/edit")
    page.get_by_label("Deadline").fill("2026-12-10T12:00")
    page.get_by_label("Reason").fill("The customer fetches them on Thursday")
    setup.save(page)
    steps.pressed(page, "Plan")
    steps.state_is(page, "Planned")
    steps.tab(page, "Work orders")
    story.picture("planned")


def lamps_are_assembled(story: Story, tablet: Page) -> None:
    """Ana sets up, starts and reports by lot: nineteen good ones, and one that cracked."""
    story.clock.reads(morning(9, 7))
    steps.came_in(tablet, story.link)
    steps.task_opened(tablet, story.site, "Assemble")
    tablet.get_by_role("button", name="Set up").click()
    tablet.get_by_text("The timer runs.").wait_for()
    story.clock.reads(morning(9, 7, 20))
    steps.tapped(tablet, "Pause", "The timer is stopped.")
    steps.tapped(tablet, "Start", "The timer runs.")
    story.clock.reads(morning(9, 8, 45))
    for firsts in ("8", "5"):
        steps.pieces_typed(tablet, firsts=firsts)
        steps.tapped(tablet, "Report", "It is reported.")
    steps.pieces_typed(tablet, firsts="6", waste="1", scrap_reason_id="Cracked")
    story.camera.take(tablet, "my-work-report")
    steps.tapped(tablet, "Report", "It is reported.")
    steps.tapped(tablet, "Finish", "The operation is finished.")


def lamps_are_packed(story: Story, tablet: Page) -> None:
    """The nineteen good ones are packed and finished with one tap."""
    tablet.goto(f"{story.site}/my-work")
    tablet.locator(".task-link", has_text="Pack").wait_for()
    story.camera.take(tablet, "my-work")
    steps.task_opened(tablet, story.site, "Pack")
    steps.tapped(tablet, "Start", "The timer runs.")
    story.clock.reads(morning(9, 9, 15))
    story.camera.take(tablet, "my-work-finish")
    steps.tapped(tablet, "Finish", "The operation is finished.")


def order_is_done(story: Story) -> None:
    """Finish; the Costs tab adds up to the cent, the Changes tab knows why."""
    page = story.desk
    page.goto(story.order)
    steps.state_is(page, "In progress")
    steps.pressed(page, "Finish")
    steps.state_is(page, "Done")
    story.picture("done")
    steps.tab(page, "Costs")
    standard, *parts, actual = steps.waterfall(page)
    planned_total, actual_total = steps.cost_total(page)
    assert len(parts) >= 3
    assert sum(parts, Decimal()) == actual - standard
    assert (standard, actual) == (planned_total, actual_total)
    story.picture("costs")
    steps.tab(page, "Changes")
    said = steps.said(page)
    assert "The customer fetches them on Thursday" in said
    assert "In progress → Done" in said and "Planned start" not in said
    story.picture("changes")


def test_from_an_empty_company_to_a_costed_order(
    story: Story, browser: Browser, complaints: list[str]
) -> None:
    plant_is_set_up(story)
    product_is_described(story)
    trade_is_begun(story)
    order_is_composed(story)
    shortage_is_explained(story)
    shortage_is_requested(story)
    goods_are_ordered(story)
    goods_come_in_two_parts(story)
    order_is_changed_and_planned(story)
    tablet = browser.new_page(viewport=TABLET, has_touch=True)
    tablet.set_default_timeout(15_000)
    lamps_are_assembled(story, tablet)
    lamps_are_packed(story, tablet)
    tablet.close()
    order_is_done(story)
    assert [str(complaint) for complaint in examine()] == []
    asked_twice = "422 (Unprocessable Entity)"
    assert [one for one in complaints if asked_twice not in one] == []
