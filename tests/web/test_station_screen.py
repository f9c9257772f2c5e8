"""The station screen in a real Chromium: scanner, questions, the network cut and back."""

import re
import time
from importlib import import_module

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from runwright.floor.services import device_create
from runwright.kernel.codes import code_of
from runwright.production.models import Batch
from runwright.resources.services import station_create
from tests.web.conftest import CHROMIUM, FLAGS, SIZES, session_of
from tests.web.fake_camera import camera_flags, film_of
from tests.web.floor_shop import BADGE, PIN, FloorShop, floor_shop
from tests.web.shop import OURSELVES

GRAVE = {"serious", "critical"}
ENTER = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module", autouse=True)
def patience():
    """The API is loaded with its first call, which takes longer than a station waits."""
    import_module("runwright.api.urls")
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


def wedge(page: Page, label: str) -> None:
    """Type like a scanner: 5 ms from key to key, Enter at the end, however slow this machine is."""
    keys = page.context.new_cdp_session(page)
    start = time.time()
    for place, letter in enumerate([*label, "Enter"]):
        said = ENTER if letter == "Enter" else {"key": letter, "text": letter}
        at = start + place * 0.005
        keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "timestamp": at, **said})
        keys.send("Input.dispatchKeyEvent", {"type": "keyUp", "timestamp": at, "key": said["key"]})
    keys.detach()


def outcome(page: Page, tone: str, words: str) -> None:
    """What everybody in sight learns."""
    panel = page.locator("#outcome")
    expect(panel).to_have_attribute("data-tone", tone)
    expect(panel).to_contain_text(words)


def station_of(type: str, name: str = "", **fields: object) -> int:
    made = station_create(name=name or type.title(), type=type, actor=OURSELVES, **fields)
    return made.id


@pytest.fixture
def screen(shop, sign_in):
    """Open a station's screen as the operator."""

    def opened(station_id: int) -> Page:
        page = sign_in(shop.operator.user, f"/station/{station_id}")
        expect(page.locator("#operator-name")).to_have_text("Mihai")
        return page

    return opened


WRONG = {
    "https://elsewhere.example/b/1": "web address",
    "RW-B001": "only in part",
    "rw-00015X": "only in part",
    "X" * 600: "far too long",
}


def test_labels_that_are_none_of_ours_say_what_to_do(screen):
    page = screen(station_of("move"))
    for label, words in WRONG.items():
        wedge(page, label)
        outcome(page, "red", words)
        page.wait_for_timeout(310)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_screen_is_accessible_in_every_size(screen, theme):
    page = screen(station_of("split"))
    page.evaluate(f"document.documentElement.dataset.bsTheme = '{theme}'")
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in GRAVE] == [], name


@pytest.fixture
def camera_page(shop, browser, live_server, tmp_path):
    """A page of a Chromium whose camera sees a label."""
    opened = []

    def page_of(text: str, path: str) -> Page:
        film = film_of(text, tmp_path / "label.y4m")
        seeing = browser.browser_type.launch(
            executable_path=CHROMIUM, args=[*FLAGS.split(), *camera_flags(film)]
        )
        opened.append(seeing)
        context = seeing.new_context()
        context.add_cookies([session_of(shop.operator.user, str(live_server))])
        page = context.new_page()
        page.goto(str(live_server) + path)
        return page

    yield page_of
    for one in opened:
        one.close()


def test_the_camera_reads_a_label(camera_page):
    page = camera_page("https://elsewhere.example/b/1", f"/station/{station_of('move')}")
    page.get_by_role("button", name="Camera", exact=True).click()
    outcome(page, "red", "web address")


def test_an_administrator_makes_a_tablet_a_station(shop, sign_in, context):
    station = station_of("init", "Gate")
    page = sign_in(shop.administrator, "/station")
    page.get_by_role("link", name="Make this device the station").click()
    page.get_by_label("Name of this device").fill("Tablet 3")
    page.get_by_role("button", name="Make it the station").click()
    expect(page).to_have_url(re.compile(f"/station/{station}$"))
    expect(page.get_by_role("heading", name="Gate")).to_be_visible()
    expect(page.locator("#operator-name")).to_have_text("Nobody")
    page.goto(page.url.replace(f"/station/{station}", "/orders"))
    expect(page).to_have_url(re.compile("/sign-in"))


def test_a_tablet_becomes_a_station_by_its_code(shop, context, live_server):
    station = station_of("init", "Gate")
    made = device_create(name="Tablet 4", station_id=station, actor=OURSELVES)
    page = context.new_page()
    page.goto(f"{live_server}/station/enrolment?code=WRONG")
    page.get_by_role("button", name="Enrol").click()
    expect(page.get_by_text("not valid any more")).to_be_visible()
    page.get_by_label("Code").fill(made.code)
    page.get_by_role("button", name="Enrol").click()
    expect(page.get_by_role("heading", name="Gate")).to_be_visible()
    page.goto(f"{live_server}/station")
    expect(page).to_have_url(re.compile(f"/station/{station}$"))


def test_the_screen_opens_and_keeps_scans_without_network(screen, context):
    page = screen(station_of("move"))
    expect(page.locator("#screen")).to_have_attribute("data-kept", "yes", timeout=30_000)
    context.set_offline(True)
    page.reload()
    expect(page.locator("#network-word")).to_have_text("No network")
    wedge(page, "RW-B" + code_of(7))
    outcome(page, "amber", "Kept on this device")
    expect(page.locator("#network-word")).to_have_text("1 scan waits")
    page.reload()
    expect(page.locator("#network-word")).to_have_text("1 scan waits")


@pytest.fixture
def floor(transactional_db):
    return floor_shop()


@pytest.fixture
def tablet(context, live_server):
    """A tablet that is one of the stations, with Mihai signed on."""

    def opened(floor: FloorShop, station: str) -> Page:
        site = str(live_server)
        secret = floor.tablet(station)
        context.add_cookies([{"name": "rw_station", "value": secret, "url": site}])
        page = context.new_page()
        page.goto(f"{site}/station/{floor.stations[station]}")
        expect(page.locator("#operator-name")).to_have_text("Nobody")
        page.locator("#person").click()
        wedge(page, BADGE)
        page.get_by_label("PIN").fill(PIN)
        page.get_by_role("button", name="That is me").click()
        outcome(page, "green", "Good day, Mihai")
        return page

    return opened


def numbers(page: Page, **typed: str) -> None:
    """Fill the split dialog and post."""
    dialog = page.locator("#split")
    expect(dialog).to_be_visible()
    for name, value in typed.items():
        dialog.locator(f"[name={name}]").fill(value)
    dialog.get_by_role("button", name="Split").click()


def newest(**asked: object) -> list[Batch]:
    return list(Batch.objects.filter(**asked).order_by("-id"))


def test_a_batch_goes_through_four_stations(floor, tablet):
    one, two = floor.labels
    page = tablet(floor, "Knit")
    for label in (one, two.lower()):
        wedge(page, label)
        outcome(page, "green", "Knit confirmed")
        expect(page.locator("#recent")).to_contain_text(label.upper()[3:])
    page = tablet(floor, "Dye")
    for label in (one, two):
        wedge(page, label)
        outcome(page, "green", "Dye confirmed")
        expect(page.locator("#recent")).to_contain_text(label[3:])
    page = tablet(floor, "Inspect")
    wedge(page, one)
    numbers(page, firsts="55", seconds="3", waste="2")
    outcome(page, "green", "Inspect: split")
    expect(page.locator("#outcome")).to_contain_text("2 pcs waste")
    wedge(page, two)
    numbers(page, firsts="60")
    expect(page.locator("#recent li")).to_have_count(2)
    page = tablet(floor, "Pack")
    firsts = newest(stands_at__name="Inspect", state="scanned")
    for batch in firsts:
        wedge(page, f"RW-{batch.code}")
        expect(page.locator("#collect")).to_contain_text(batch.code)
    expect(page.locator("#collect [data-sum]")).to_have_text("115 pcs")
    page.get_by_role("button", name="Go on").click()
    outcome(page, "green", "Pack: merged")
    assert Batch.objects.latest("id").firsts == 115
