"""The station screen in a real Chromium: scanner, questions, the network cut and back."""

import re
from importlib import import_module

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from runwright.floor.models import ParkedScan
from runwright.floor.services import device_create
from runwright.kernel.codes import code_of
from runwright.production.models import Batch, Scan
from runwright.resources.services import station_create
from tests.web.conftest import SIZES, session_of
from tests.web.fake_camera import film_of
from tests.web.floor_shop import FloorShop, floor_shop
from tests.web.shop import OURSELVES, D
from tests.web.station_steps import TWICE, numbers, outcome, scanned, seeing, signed_on, wedge

GRAVE = {"serious", "critical"}
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module", autouse=True)
def patience():
    """The API is loaded with its first call, which takes longer than a station waits."""
    import_module("runwright.api.urls")
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


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
def floor(transactional_db):
    return floor_shop()


@pytest.fixture
def camera_page(floor, browser, live_server, tmp_path):
    """A page of a Chromium whose camera sees a label."""
    opened = []

    def page_of(text: str, path: str) -> Page:
        opened.append(seeing(browser, film_of(text, tmp_path / "label.y4m")))
        context = opened[-1].new_context()
        context.add_cookies([session_of(floor.shop.operator.user, str(live_server))])
        page = context.new_page()
        page.goto(str(live_server) + path)
        return page

    yield page_of
    for one in opened:
        one.close()


def test_the_camera_reads_a_label(floor, camera_page):
    page = camera_page(floor.labels[0], f"/station/{floor.stations['Knit']}")
    page.get_by_role("button", name="Camera", exact=True).click()
    outcome(page, "green", "Knit confirmed")
    page.wait_for_timeout(1000)
    assert Scan.objects.count() == 1


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
def tablet(transactional_db, context, live_server):
    """A tablet that is one of the stations, with Mihai signed on; no call outlives its test."""
    asked: set[Request] = set()

    def begun(request: Request) -> None:
        asked.add(request)

    def over(request: Request) -> None:
        asked.discard(request)

    context.on("request", begun)
    context.on("requestfinished", over)
    context.on("requestfailed", over)

    def opened(floor: FloorShop, station: str) -> Page:
        site = str(live_server)
        secret = floor.tablet(station)
        context.add_cookies([{"name": "rw_station", "value": secret, "url": site}])
        page = context.new_page()
        page.goto(f"{site}/station/{floor.stations[station]}")
        signed_on(page)
        return page

    yield opened
    while asked and context.pages:
        context.pages[0].wait_for_timeout(50)


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


def test_the_material_is_looked_at_before_the_scan_is_posted(tablet):
    floor = floor_shop("Knit")
    page = tablet(floor, "Knit")
    wedge(page, floor.labels[0])
    check = page.locator("#check")
    expect(check).to_contain_text("Use the needles of 1.2 mm.")
    expect(check.locator("tbody tr")).to_contain_text(["YARN"])
    expect(check.locator("tbody tr td").first).to_have_text("3 kg")
    wedge(page, floor.labels[1])
    outcome(page, "amber", "First finish what is open")
    page.keyboard.press("Escape")
    outcome(page, "idle", "Nothing was posted")
    assert not Scan.objects.exists()
    wedge(page, floor.labels[0])
    check.get_by_role("button", name="Checked").click()
    outcome(page, "green", "Knit confirmed")
    assert Scan.objects.get().batch == floor.batches[0]


def test_what_cannot_be_scanned_says_why_and_what_to_do(floor, tablet):
    page = tablet(floor, "Knit")
    wedge(page, "RW-B" + code_of(987_654))
    outcome(page, "red", "is not known here")
    expect(page.locator("#outcome")).to_contain_text("or type it")
    page.locator("#typed-label").fill(floor.labels[0])
    page.get_by_role("button", name="Enter", exact=True).click()
    outcome(page, "green", "Knit confirmed")
    page.wait_for_timeout(TWICE)
    wedge(page, floor.labels[0])
    outcome(page, "red", "stands at Knit already: Mihai scanned it")
    expect(page.locator("#outcome")).to_contain_text("Take it to the next station")
    assert Scan.objects.count() == 1


def test_a_scanner_is_heard_within_a_field_and_leaves_nothing_in_it(floor, tablet):
    page = tablet(floor, "Knit")
    field = page.locator("#typed-label")
    field.fill("half a")
    wedge(page, floor.labels[0])
    outcome(page, "green", "Knit confirmed")
    expect(field).to_have_value("half a")


def test_the_last_scan_is_taken_back(floor, tablet):
    page = tablet(floor, "Knit")
    wedge(page, floor.labels[0])
    outcome(page, "green", "Knit confirmed")
    page.locator("#recent").get_by_role("button", name="Undo").click()
    outcome(page, "amber", "Taken back")
    expect(page.locator("#recent li")).to_have_attribute("data-state", "undone")
    floor.batches[0].refresh_from_db()
    assert floor.batches[0].state == "created"


def knitted(floor: FloorShop, *names: str) -> list[str]:
    """Both batches scanned up to the last of ``names``; their labels then."""
    labels = floor.labels
    for name in names:
        scans = [scanned(floor.stations[name], label) for label in labels]
        labels = [f"RW-{scan.batch.code}" for scan in scans]
    return labels


def test_what_remains_is_seen_while_a_split_is_typed(floor, tablet):
    one, two = knitted(floor, "Knit", "Dye")
    page = tablet(floor, "Inspect")
    wedge(page, one)
    dialog = page.locator("#split")
    for digit in "55":
        dialog.locator(f"[data-pad='{digit}']").click()
    expect(dialog.locator("[data-left]")).to_have_text("5 pcs")
    expect(dialog.locator("[data-reason]")).to_be_hidden()
    dialog.locator("[name=waste]").fill("2")
    expect(dialog.locator("[data-left]")).to_have_text("3 pcs")
    dialog.get_by_label("Reason").select_option(label="Hole")
    dialog.get_by_role("button", name="Split").click()
    outcome(page, "green", "Inspect: split")
    expect(page.locator("#labels a")).to_have_attribute("href", re.compile("^blob:"))
    wedge(page, one)
    expect(dialog.locator("[data-left]")).to_have_text("3 pcs")
    dialog.locator("[name=firsts]").fill("1")
    dialog.get_by_label("Nothing more comes").check()
    dialog.get_by_role("button", name="Split").click()
    expect(page.locator("#recent li")).to_have_count(2)
    assert Batch.objects.get(code=one[3:]).state == "closed"
    wedge(page, two)
    numbers(page, firsts="61")
    confirm = page.locator("#confirm")
    expect(confirm).to_contain_text("more than remain")
    confirm.get_by_role("button", name="Yes, there are more").click()
    outcome(page, "green", "61 pcs")
    assert Batch.objects.get(code=two[3:]).gained == 1


def test_a_merge_takes_only_what_is_alike(floor, tablet):
    one, two = knitted(floor, "Knit", "Dye")
    parts = [
        scanned(floor.stations["Inspect"], one, firsts=D(60)),
        scanned(floor.stations["Inspect"], two, firsts=D(30)),
    ]
    labels = [f"RW-{scan.batch.code}" for scan in parts]
    page = tablet(floor, "Pack")
    wedge(page, labels[0])
    expect(page.locator("#collect")).to_contain_text(labels[0][3:])
    wedge(page, two)
    outcome(page, "red", "")
    page.wait_for_timeout(TWICE)
    wedge(page, labels[0])
    outcome(page, "amber", "in the list already")
    wedge(page, labels[1])
    expect(page.locator("#collect [data-sum]")).to_have_text("90 pcs")
    page.keyboard.press("Enter")
    outcome(page, "green", "Pack: merged")


def test_scans_wait_while_the_network_is_gone(floor, tablet, context):
    page = tablet(floor, "Knit")
    context.set_offline(True)
    wedge(page, floor.labels[0])
    outcome(page, "amber", "Kept on this device")
    wedge(page, "RW-B" + code_of(987_654))
    wedge(page, floor.labels[1])
    expect(page.locator("#network-word")).to_have_text("3 scans wait")
    page.locator("#recent li").first.get_by_role("button", name="Undo").click()
    expect(page.locator("#network-word")).to_have_text("2 scans wait")
    assert not Scan.objects.exists()
    context.set_offline(False)
    expect(page.locator("#network-word")).to_have_text("Connected")
    outcome(page, "red", "One scan could not be posted")
    assert Scan.objects.get().batch == floor.batches[0]
    assert ParkedScan.objects.get().state == "conflict"
    assert Scan.objects.get().operator == floor.shop.operator
