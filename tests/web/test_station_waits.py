"""What a station does while the server cannot take a scan: busy, or out of reach."""

import io
import json
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Route, expect

from runwright.production.models import Batch, Scan
from runwright.production.selectors.labels import batches_at_hand
from tests.web.floor_shop import FloorShop, floor_shop
from tests.web.station_steps import numbers, outcome, scanned, signed_on, wedge

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SCANS = "**/api/v1/scans"


@pytest.fixture
def floor(transactional_db: None) -> FloorShop:
    return floor_shop()


@pytest.fixture
def tablet(context: BrowserContext, live_server: object) -> Iterator[Callable[..., Page]]:
    """A tablet that is one of the stations, with Mihai signed on."""
    import_module("runwright.api.urls")
    expect.set_options(timeout=20_000)

    def opened(floor: FloorShop, station: str, *, is_signed_on: bool = True) -> Page:
        site = str(live_server)
        secret = floor.tablet(station)
        context.add_cookies([{"name": "rw_station", "value": secret, "url": site}])
        page = context.new_page()
        page.goto(f"{site}/station/{floor.stations[station]}")
        if is_signed_on:
            signed_on(page)
        return page

    yield opened
    for page in context.pages:
        page.wait_for_load_state("networkidle")
    expect.set_options(timeout=5_000)


def too_much(route: Route) -> None:
    """The server's word that it has too much to do."""
    said = {"status": 429, "code": "too_many", "detail": "Too many wrong PINs: wait 5 minutes."}
    route.fulfill(
        status=429, headers={"Retry-After": "1", "Content-Type": "application/problem+json"},
        body=json.dumps(said),
    )  # fmt: skip


def test_a_busy_server_is_not_a_lost_network(floor, tablet, context) -> None:
    page = tablet(floor, "Knit")
    context.route(SCANS, too_much)
    wedge(page, floor.labels[0])
    outcome(page, "amber", "The server is busy")
    expect(page.locator("#network-word")).to_have_text("The server is busy · 1 scan waits")
    expect(page.locator("#network")).to_have_attribute("data-online", "true")
    context.unroute(SCANS)
    outcome(page, "green", "One scan was sent")
    expect(page.locator("#network-word")).to_have_text("Connected")
    assert Scan.objects.count() == 1


def taken_unheard(route: Route) -> None:
    """The server takes what is sent, and its answer is lost."""
    route.fetch()
    route.abort()


def lost(route: Route) -> None:
    route.abort()


def only_when_asked(page: Page) -> Page:
    """Let the page send nothing again by itself."""
    page.evaluate("() => { for (let id = 1; id < 10_000; id += 1) clearInterval(id) }")
    return page


def test_undo_of_a_scan_whose_answer_was_lost_takes_it_back_on_the_server(
    floor, tablet, context
) -> None:
    page = only_when_asked(tablet(floor, "Knit"))
    context.route(SCANS, taken_unheard, times=1)
    wedge(page, floor.labels[0])
    outcome(page, "amber", "Kept on this device")
    page.locator("#recent").get_by_role("button", name="Undo").click()
    outcome(page, "amber", "Taken back")
    expect(page.locator("#recent li")).to_have_attribute("data-state", "undone")
    expect(page.locator("#network-word")).to_have_text("Connected")
    floor.batches[0].refresh_from_db()
    assert (floor.batches[0].state, Scan.objects.count()) == ("created", 2)


def test_undo_of_a_scan_that_the_server_never_got_takes_it_back(floor, tablet, context) -> None:
    page = only_when_asked(tablet(floor, "Knit"))
    context.route(SCANS, lost, times=1)
    wedge(page, floor.labels[0])
    outcome(page, "amber", "Kept on this device")
    scanned(floor.stations["Knit"], floor.labels[0])
    page.locator("#recent").get_by_role("button", name="Undo").click()
    outcome(page, "amber", "Taken back")
    expect(page.locator("#network-word")).to_have_text("Connected")
    floor.batches[0].refresh_from_db()
    assert (floor.batches[0].state, Scan.objects.count()) == ("scanned", 1)


def test_a_scan_that_may_have_left_is_not_said_to_be_taken_back(floor, tablet, context) -> None:
    page = tablet(floor, "Knit")
    context.route(SCANS, lost)
    context.route(SCANS, taken_unheard, times=1)
    wedge(page, floor.labels[0])
    outcome(page, "amber", "Kept on this device")
    page.locator("#recent").get_by_role("button", name="Undo").click()
    outcome(page, "amber", "Not without the network")
    expect(page.locator("#recent li")).to_have_attribute("data-state", "waiting")
    context.unroute(SCANS)
    outcome(page, "green", "One scan was sent")
    page.locator("#recent").get_by_role("button", name="Undo").click()
    outcome(page, "amber", "Taken back")
    floor.batches[0].refresh_from_db()
    assert floor.batches[0].state == "created"


def test_too_many_wrong_pins_are_called_what_they_are(floor, tablet, context) -> None:
    page = tablet(floor, "Knit", is_signed_on=False)
    context.route("**/operator", too_much)
    page.locator("#person").click()
    page.get_by_label("Badge").fill("B-0042")
    page.get_by_label("PIN").fill("0000")
    page.get_by_role("button", name="That is me").click()
    outcome(page, "red", "Too many wrong PINs")


def test_what_comes_of_a_scan_that_waits_has_a_label(floor, tablet, context) -> None:
    label = floor.labels[0]
    for station in ("Knit", "Dye"):
        scan = scanned(floor.stations[station], label)
        label = f"RW-{scan.batch.code}"
    page = tablet(floor, "Inspect")
    context.set_offline(True)
    wedge(page, label)
    numbers(page, firsts="55", seconds="3", waste="2")
    outcome(page, "amber", "Kept on this device")
    shown = page.locator("#interim li")
    expect(shown).to_have_count(2)
    expect(shown.first).to_contain_text("55 firsts")
    page.locator("#veil").wait_for(state="hidden")
    firsts, _seconds = (code_of(page, place) for place in range(2))
    context.set_offline(False)
    outcome(page, "green", "One scan was sent")
    expect(page.locator("#interim")).to_be_hidden()
    made = Batch.objects.get(firsts=55)
    assert firsts == f"scan:{Scan.objects.latest('at').id}/firsts"
    assert [one.id for one in batches_at_hand(labels=[firsts])] == [made.id]


def code_of(page: Page, place: int) -> str:
    """What a scanner reads off an interim label."""
    picture = page.locator("#interim li svg").nth(place).screenshot()
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    return found.text
