"""One story from an estimate to a traced delivery, through four stations, with only the browser.

With ``RUNWRIGHT_PICTURES`` set it takes the pictures of the guide, docs/guide/img/floor-*.png.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from python_calamine import CalamineWorkbook

from runwright.reports.doctor import examine
from tests.labels.pages import codes, pictures
from tests.web import story_steps as steps
from tests.web.conftest import session_of
from tests.web.fake_camera import film_of
from tests.web.glove_works import Works, glove_works
from tests.web.station_steps import numbers, outcome, seeing, signed_on, wedge

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK = {"width": 1280, "height": 800}
TABLET = {"width": 1024, "height": 768}
PHONE = {"width": 390, "height": 844}


@dataclass
class Story:
    """Who plays, and what they have found so far."""

    works: Works
    desk: Page
    browser: Browser
    site: str
    films: Path
    complaints: list[str]
    camera: steps.Camera = field(default_factory=lambda: steps.Camera("floor"))
    sale: str = ""
    run: str = ""
    label: str = ""

    def picture(self, name: str) -> None:
        """A picture of the planner's screen."""
        self.camera.take(self.desk, name)

    def picture_of(self, tablet: Page, name: str, *, veiled: bool = False) -> None:
        """A picture of a station, after its colour has gone unless that is to be seen."""
        if not veiled:
            tablet.locator("#veil").wait_for(state="hidden")
        self.camera.take(tablet, name)

    @contextmanager
    def station(self, name: str, browser: Browser | None = None) -> Iterator[Page]:
        """The tablet of a station, with Mihai signed on."""
        context = (browser or self.browser).new_context(viewport=TABLET, has_touch=True)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        secret = self.works.tablet(name)
        context.add_cookies([{"name": "rw_station", "value": secret, "url": self.site}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(f"{self.site}/station/{self.works.stations[name]}")
        signed_on(page)
        yield page
        page.wait_for_load_state("networkidle")
        context.close()


@pytest.fixture
def story(
    context: BrowserContext,
    browser: Browser,
    live_server: object,
    transactional_db: None,
    complaints: list[str],
    tmp_path: Path,
) -> Iterator[Story]:
    import_module("runwright.api.urls")
    expect.set_options(timeout=20_000)
    works, site = glove_works(), str(live_server)
    context.add_cookies([session_of(works.planner, site)])
    desk = context.new_page()
    desk.set_viewport_size(DESK)
    desk.set_default_timeout(20_000)
    yield Story(works, desk, browser, site, tmp_path, complaints)
    expect.set_options(timeout=5_000)


def estimate_becomes_a_run(story: Story) -> None:
    """Two lines of one item; ten are on the shelf, so 110 of 120 are made, in one batch."""
    page = story.desk
    steps.form_saved(
        page, f"{story.site}/sales-orders/new",
        customer_id="NORTH", item_id="GLOVE", quantity="100", more="GLOVE 20",
        promised_on="2099-12-18",
    )  # fmt: skip
    steps.state_is(page, "Estimate")
    story.sale = page.url
    story.picture("estimate")
    page.get_by_role("link", name="Generate a run").click()
    shown = steps.row_of(page, "GLOVE").locator("td.num").all_inner_texts()
    assert [text.split()[0] for text in shown] == ["120", "10", "110"]
    story.picture("gross-and-net")
    page.get_by_role("button", name="Generate the run").click()
    page.get_by_role("link", name="Flow diagram").wait_for()
    story.run = page.url
    assert "Pending" in steps.said(page)


def label_is_printed(story: Story) -> None:
    """The labels of the run as a PDF; a scanner reads the code off the page."""
    page = story.desk
    page.get_by_role("link", name="Print labels").click()
    with page.expect_response(re.compile("/label-prints/")) as answer:
        page.get_by_role("button", name="Print", exact=True).click()
    pdf = page.request.get(answer.value.url).body()
    (story.label,) = codes(pdf)
    shown = io.BytesIO()
    pictures(pdf)[0].save(shown, "PNG")
    story.camera.keep("label", shown.getvalue())


def gloves_are_knitted(story: Story) -> None:
    """The camera of a tablet reads the label; the yarn is looked at, then 110 are knitted."""
    camera = seeing(story.browser, film_of(story.label, story.films / "label.y4m"))
    with story.station("Knit", camera) as tablet:
        tablet.get_by_role("button", name="Camera", exact=True).click()
        tablet.locator("#check[open]").wait_for()
        story.picture_of(tablet, "material-check")
        tablet.get_by_role("button", name="Checked").click()
        outcome(tablet, "green", "Knit confirmed")
        story.picture_of(tablet, "camera")
    camera.close()


def gloves_are_dyed_without_network(story: Story) -> None:
    """The network goes, the same label is scanned again, the network comes back: one effect."""
    with story.station("Dye") as tablet:
        tablet.context.set_offline(True)
        wedge(tablet, story.label)
        outcome(tablet, "amber", "Kept on this device")
        expect(tablet.locator("#network-word")).to_have_text("1 scan waits")
        story.picture_of(tablet, "network-gone")
        with tablet.expect_popup():  # no printer is beside it: the label comes up by itself
            tablet.context.set_offline(False)
        outcome(tablet, "green", "Everything that waited is posted")
        expect(tablet.locator("#network-word")).to_have_text("Connected")
        expect(tablet.locator("#recent li")).to_have_count(1)
        story.picture_of(tablet, "network-back")


def gloves_are_inspected(story: Story) -> list[str]:
    """In two goes: 60 good, then 47 good, 2 seconds and 1 waste. The answer: the good labels."""
    with story.station("Inspect") as tablet:
        wedge(tablet, story.label)
        numbers(tablet, firsts="60")
        outcome(tablet, "green", "Inspect: split")
        expect(tablet.locator("#recent li")).to_have_count(1)
        wedge(tablet, story.label)
        dialog = tablet.locator("#split")
        expect(dialog.locator("[data-left]")).to_have_text("50 pcs")
        for name, value in (("firsts", "47"), ("seconds", "2"), ("waste", "1")):
            dialog.locator(f"[name={name}]").fill(value)
        dialog.get_by_label("Reason").select_option(label="Hole")
        expect(dialog.locator("[data-left]")).to_have_text("0 pcs")
        story.picture_of(tablet, "split")
        dialog.get_by_role("button", name="Split").click()
        expect(tablet.locator("#recent li")).to_have_count(2)
        story.picture_of(tablet, "split-done")
        notes = tablet.locator("#recent li [data-note]").all_inner_texts()
    return [re.search(r"B\w+(?= (?:47|60) pcs)", note).group() for note in notes]


def gloves_are_packed(story: Story, parts: list[str]) -> None:
    """Both good batches become one."""
    with story.station("Pack") as tablet:
        for code in parts:
            wedge(tablet, f"RW-{code}")
            expect(tablet.locator("#collect tbody")).to_contain_text(code)
        expect(tablet.locator("#collect [data-sum]")).to_contain_text("107 pcs")
        story.picture_of(tablet, "merge")
        tablet.get_by_role("button", name="Go on").click()
        outcome(tablet, "green", "Pack: merged")
        story.picture_of(tablet, "merged", veiled=True)


def run_is_followed(story: Story) -> None:
    """The run page says how far, the diagram how it came about."""
    page = story.desk
    page.goto(story.run)
    said = steps.said(page)
    assert "Completed" in said and "1 / 1" in said
    story.picture("run")
    page.get_by_role("link", name="Flow diagram").click()
    page.wait_for_selector("#flow[data-ready]")
    assert len(page.evaluate("() => window.flow.cy.nodes().map((n) => n.id())")) == 6
    story.picture("flow")


def diagram_is_saved(story: Story) -> None:
    """The workbook holds every batch, link and lot, with quantities and times."""
    with story.desk.expect_download() as saving:
        story.desk.get_by_role("link", name="XLSX").click()
    target = story.films / "flow.xlsx"
    saving.value.save_as(target)
    book = CalamineWorkbook.from_path(target)
    batches, links, lots = (rows(book, name) for name in ("Batches", "Links", "Lots"))
    assert {(one["Firsts"], one["Stands at"]) for one in batches} >= {
        (110, "Dye"), (60, "Inspect"), (47, "Inspect"), (107, "Pack"),
    }  # fmt: skip
    assert all(isinstance(one["Last scan"], datetime) for one in batches)
    assert sorted(one["Quantity"] for one in links) == [2, 47, 47, 60, 60, 110]
    used = {(one["Lot"], one["Quantity"]) for one in lots if one["Used or made"] == "Used"}
    assert {("Y-41", 4), ("Y-42", 1.5)} <= used


def rows(book: CalamineWorkbook, name: str) -> list[dict[str, object]]:
    """The rows of a sheet, each by the heads of its columns."""
    heads, *found = book.get_sheet_by_name(name).to_python()
    return [dict(zip(heads, row, strict=True)) for row in found]


def gloves_are_delivered(story: Story) -> None:
    """The estimate is confirmed, and what there is goes to the customer."""
    page = story.desk
    page.goto(story.sale)
    steps.pressed(page, "Confirm")
    steps.state_is(page, "Confirmed")
    page.get_by_role("link", name="Deliver").click()
    quantities = page.locator("[name^=quantity-]")
    for place, quantity in enumerate(("100", "17")):
        quantities.nth(place).fill(quantity)
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("#deliveries").wait_for()
    story.picture("delivered")


def lot_is_recalled(story: Story) -> None:
    """The spinner calls about SPIN-77: one page says where it went and to whom."""
    page = story.desk
    page.goto(f"{story.site}/search?q=SPIN-77")
    story.picture("lot")
    page.get_by_role("link", name="SPIN-77").first.click()
    page.locator("#ahead").wait_for()
    said = steps.said(page)
    assert "North Outfitters" in said and "107 pcs" in said and "Valley Spinners" in said
    story.picture("recall")
    page.get_by_role("button", name="Hold all").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("Reason").fill("The spinner has found oil in this lot")
    story.picture("hold-all")
    dialog.get_by_role("button", name="Leave it").click()


def order_is_conserved(story: Story) -> None:
    """Batches and work orders of the order agree to the piece; then it is done."""
    page = story.desk
    page.goto(story.run)
    page.locator("#steps").locator("xpath=ancestor::section").locator("a.code").first.click()
    steps.tab(page, "Batches")
    expect(page.locator("[aria-labelledby=conserved] header .state")).to_have_text(
        re.compile("They agree to the piece")
    )
    story.picture("they-agree")
    steps.pressed(page, "Finish")
    steps.state_is(page, "Done")


def test_from_an_estimate_to_a_traced_delivery(story: Story, complaints: list[str]) -> None:
    estimate_becomes_a_run(story)
    label_is_printed(story)
    gloves_are_knitted(story)
    gloves_are_dyed_without_network(story)
    parts = gloves_are_inspected(story)
    gloves_are_packed(story, parts)
    run_is_followed(story)
    diagram_is_saved(story)
    order_is_conserved(story)
    gloves_are_delivered(story)
    lot_is_recalled(story)
    assert [str(complaint) for complaint in examine()] == []
    assert complaints == []
