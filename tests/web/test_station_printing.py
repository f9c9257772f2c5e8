"""The printer beside a station: its sign, its queue, and a label that does not print."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from runwright.journal.clock import now
from runwright.labels.models import Printer, PrintJob
from runwright.labels.services import printer_create
from runwright.production.models import Batch, Scan
from tests.web.floor_shop import FloorShop, floor_shop
from tests.web.shop import OURSELVES
from tests.web.station_steps import numbers, outcome, scanned, wedge
from tests.web.test_station_waits import tablet

__all__ = ["tablet"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def floor(transactional_db: None) -> FloorShop:
    return floor_shop()


@pytest.fixture
def printer(floor: FloorShop) -> Printer:
    return printer_create(
        name="Zebra", host="127.0.0.1", port=9, station_ids=floor.stations.values(), actor=OURSELVES
    )


def test_a_label_that_does_not_print_is_told_and_printed_again(
    floor: FloorShop, printer: Printer, tablet: Callable[..., Page]
) -> None:
    page = tablet(floor, "Knit")
    expect(page.locator("#printer-word")).to_have_text("Printer ready")
    wedge(page, floor.labels[0])
    outcome(page, "green", "Knit confirmed")
    page = tablet(floor, "Dye")
    wedge(page, floor.labels[0])
    outcome(page, "green", "Dye confirmed")
    expect(page.locator("#printer-word")).to_have_text("1 to print")
    away = "Zebra does not answer at 127.0.0.1:9."
    PrintJob.objects.update(error=away, tries=1)
    outcome(page, "amber", "The printer does not take the label")
    expect(page.locator("#outcome")).to_contain_text(away)
    PrintJob.objects.update(state="failed", ended_at=now())
    outcome(page, "red", "One label did not print")
    expect(page.locator("#printer-word")).to_have_text("1 not printed")
    page.locator("#veil").wait_for(state="hidden")
    page.locator("#printer").click()
    queue = page.locator("#prints")
    expect(queue.locator("li")).to_contain_text(f"Did not print: {away}")
    queue.get_by_role("button", name="Print again").click()
    expect(queue.locator("li")).to_contain_text("Waiting")
    assert PrintJob.objects.get().state == "queued"
    queue.get_by_role("button", name="Drop").click()
    expect(queue).to_contain_text("No label waits for this printer.")
    queue.get_by_role("button", name="Close").click()
    expect(page.locator("#printer-word")).to_have_text("Printer ready")
    assert Scan.objects.count() == 2


def test_a_label_that_could_not_be_asked_for_is_asked_for_again(
    floor: FloorShop, printer: Printer, tablet: Callable[..., Page]
) -> None:
    page = tablet(floor, "Knit")
    wedge(page, floor.labels[0])
    outcome(page, "green", "Knit confirmed")
    page = tablet(floor, "Dye")
    page.route("**/print-jobs", lambda route: route.abort())
    wedge(page, floor.labels[0])
    outcome(page, "amber", "The scan is posted, but its label was not printed")
    page.unroute("**/print-jobs")
    page.get_by_role("button", name="Print the label", exact=True).click()
    expect(page.locator("#printer-word")).to_have_text("1 to print")
    expect(page.locator("#label-again")).to_be_hidden()
    assert PrintJob.objects.count() == 1


def test_a_label_that_is_missing_is_asked_for_with_that_of_the_next_scan(
    floor: FloorShop, printer: Printer, tablet: Callable[..., Page]
) -> None:
    for label in floor.labels:
        scanned(floor.stations["Knit"], label)
    page = tablet(floor, "Dye")
    page.route("**/print-jobs", lambda route: route.abort())
    wedge(page, floor.labels[0])
    outcome(page, "amber", "The scan is posted, but its label was not printed")
    wedge(page, floor.labels[1])
    expect(page.locator("#recent li")).to_have_count(2)
    outcome(page, "amber", "The scan is posted, but its label was not printed")
    expect(page.locator("#outcome")).to_contain_text(Scan.objects.latest("at").batch.code)
    page.unroute("**/print-jobs")
    page.get_by_role("button", name="Print the label", exact=True).click()
    expect(page.locator("#printer-word")).to_have_text("2 to print")
    expect(page.locator("#label-again")).to_be_hidden()
    assert PrintJob.objects.count() == 2


def test_every_label_of_a_split_can_be_seen_without_a_printer(
    floor: FloorShop, tablet: Callable[..., Page]
) -> None:
    label = floor.labels[0]
    for station in ("Knit", "Dye"):
        label = f"RW-{scanned(floor.stations[station], label).batch.code}"
    page = tablet(floor, "Inspect")
    wedge(page, label)
    numbers(page, firsts="55", seconds="3", waste="2")
    outcome(page, "green", "Inspect: split")
    links = page.locator("#labels a")
    expect(links).to_have_count(2)
    shown = [(link.get_attribute("href"), link.get_attribute("target")) for link in links.all()]
    assert len({href for href, _name in shown}) == len({name for _href, name in shown}) == 2
    codes = [link.locator("[data-code]").inner_text().removeprefix("RW-") for link in links.all()]
    assert Batch.objects.get(firsts=55).code == codes[0]
    assert Batch.objects.filter(code__in=codes).count() == 2


def test_a_station_without_a_printer_shows_none(
    floor: FloorShop, tablet: Callable[..., Page]
) -> None:
    page = tablet(floor, "Knit")
    wedge(page, floor.labels[0])
    outcome(page, "green", "Knit confirmed")
    expect(page.locator("#printer")).to_be_hidden()


def test_a_fault_of_the_page_does_not_hide_behind_a_label_that_is_missing(
    floor: FloorShop, tablet: Callable[..., Page]
) -> None:
    page = tablet(floor, "Knit")
    wedge(page, floor.labels[0])
    outcome(page, "green", "Knit confirmed")
    page = tablet(floor, "Dye")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.evaluate("() => { URL.createObjectURL = () => { throw new TypeError('broken') } }")
    wedge(page, floor.labels[0])
    outcome(page, "amber", "The scan is posted, but its label was not printed")
    assert any("broken" in fault for fault in faults)
