"""Parts under their labels become something else: for which order, and how many."""

from collections.abc import Callable
from importlib import import_module

import pytest
from playwright.sync_api import Page, expect

from runwright.engineering.services import LineDraft, OperationDraft
from runwright.people.services import operator_pin_set, operator_update
from runwright.production.models import Batch, BatchLink, Order, Scan
from runwright.production.selectors.scans import scan_offer
from runwright.production.services import order_plan
from runwright.production.services.runs.releases import order_release
from runwright.units.selectors import unit_by_code
from tests.stories.bicycles import ordered, scanning_works
from tests.stories.mill import Mill, batches_of, fresh
from tests.stories.plant import D
from tests.web.floor_shop import PIN, tablet_enrolled
from tests.web.station_steps import outcome, wedge

pytestmark = pytest.mark.django_db
BADGE = "B-77"


def bikes_ordered(works: Mill) -> tuple:
    """Fifty bicycles with their labelled parts, and five more that somebody else waits for."""
    found = ordered(works)
    other = works.plant.confirmed("BIKE", D(5))
    order_plan(order_id=other.id, actor=works.plant.actor, override="parts will come")
    return (*found, other)


def test_an_offer_of_parts_names_orders_quantity_and_what_is_missing(db: None) -> None:
    works = scanning_works()
    bikes, frames, wheels, other = bikes_ordered(works)
    station = works.stations["Bikes"].id
    plain = {"station_id": station, "actor": works.plant.actor}
    only = scan_offer(labels=[frames[0].code], **plain)
    assert only.parts.order == bikes
    assert [order.number for order in only.parts.orders] == [bikes.number, other.number]
    lacking = {need.code: need.is_missing for need in only.parts.needs}
    assert lacking == {"FRAME": False, "WHEEL": True, "SADDLE": False}
    both = scan_offer(labels=[frames[0].code, wheels[0].code], **plain)
    assert (both.parts.quantity, both.parts.left) == (D(25), D(50))
    assert not any(need.is_missing for need in both.parts.needs)
    five = scan_offer(labels=[frames[0].code, wheels[0].code], order_id=other.id, **plain)
    assert (five.parts.order, five.parts.quantity) == (other, D(5))
    assert not Scan.objects.filter(station=station).exists()


@pytest.fixture
def tablet(context, live_server, transactional_db) -> Callable[[Mill, str], Page]:
    """The tablet of a station of the bicycle works, with Ana at it."""
    import_module("runwright.api.urls")
    expect.set_options(timeout=20_000)

    def opened(works: Mill, name: str) -> Page:
        ana = works.plant.operators["ana"]
        operator_update(operator_id=ana.id, badge=BADGE, actor=works.plant.actor)
        operator_pin_set(operator_id=ana.id, pin=PIN, actor=works.plant.actor)
        station, site = works.stations[name], str(live_server)
        secret = tablet_enrolled(name, station.id)
        context.add_cookies([{"name": "rw_station", "value": secret, "url": site}])
        page = context.new_page()
        page.goto(f"{site}/station/{station.id}")
        page.locator("#person").click()
        wedge(page, BADGE)
        page.get_by_label("PIN").fill(PIN)
        page.get_by_role("button", name="That is me").click()
        outcome(page, "green", "Good day")
        return page

    yield opened
    expect.set_options(timeout=5_000)


@pytest.mark.browser
@pytest.mark.slow
def test_the_operator_chooses_order_and_quantity(tablet, complaints) -> None:
    works = scanning_works()
    _bikes, frames, wheels, other = bikes_ordered(works)
    page = tablet(works, "Bikes")
    wedge(page, frames[0].code)
    expect(page.locator("#collect [data-needed]")).to_contain_text("WHEEL")
    expect(page.get_by_role("button", name="Go on")).to_be_disabled()
    wedge(page, wheels[0].code)
    expect(page.locator("#collect [data-sum]")).to_have_text("25 pcs")
    page.get_by_role("button", name="Go on").click()
    dialog = page.locator("#parts")
    expect(dialog.locator("[name=quantity]")).to_have_value("25")
    expect(dialog.locator("[data-left]")).to_have_text("50 pcs")
    dialog.get_by_label("For which order").select_option(value=str(other.id))
    expect(dialog.locator("[data-left]")).to_have_text("5 pcs")
    expect(dialog.locator("[name=quantity]")).to_have_value("5")
    dialog.locator("[name=quantity]").fill("3")
    dialog.get_by_role("button", name="Make it").click()
    confirm = page.locator("#confirm")
    expect(confirm).to_contain_text("is kept for")
    confirm.get_by_role("button", name="Yes, take it from them").click()
    expect(confirm).to_be_hidden()
    outcome(page, "green", "3 pcs")
    page.wait_for_load_state("networkidle")
    assert fresh(other).batched == D(3)
    without_printer = "422 (Unprocessable Entity)"
    assert [one for one in complaints if without_printer not in one] == []


def racks_ordered(works: Mill) -> tuple[Order, list[Batch]]:
    """Racks for bicycles, made two at a time of four wheels."""
    plant = works.plant
    plant.item("RACK", kind="product", supply="make")
    pieces, hall = unit_by_code(code="pcs").id, plant.centres["HALL"].id
    routing = plant.routing("RACK", OperationDraft("Rack", hall, cycle_minutes=D(2)))
    plant.recipe("RACK", routing, [LineDraft(plant.items["WHEEL"].id, pieces, D(4))], quantity=D(2))
    works.station("Racks", "move", "Rack")
    racks = plant.planned("RACK", D(20))
    wheels = plant.planned("WHEEL", D(60))
    run = order_release(order_id=wheels.id, lot=D(30), actor=plant.actor)
    found = batches_of(run)
    for batch in found:
        works.scan("Wheels", batch)
    return racks, found


@pytest.mark.browser
@pytest.mark.slow
def test_the_quantity_is_typed_in_recipes_too(tablet) -> None:
    works = scanning_works()
    racks, wheels = racks_ordered(works)
    page = tablet(works, "Racks")
    wedge(page, wheels[0].code)
    expect(page.locator("#collect [data-sum]")).to_have_text("15 pcs · Recipe for 2 pcs × 7.5")
    page.get_by_role("button", name="Go on").click()
    dialog = page.locator("#parts")
    times, pieces = (dialog.locator(f"[name={name}]") for name in ("multiplier", "quantity"))
    expect(times).to_have_value("7.5")
    pieces.fill("8")
    expect(times).to_have_value("4")
    times.fill("3")
    expect(pieces).to_have_value("6")
    dialog.get_by_role("button", name="Make it").click()
    outcome(page, "green", "6 pcs")
    assert fresh(racks).batched == D(6)


@pytest.mark.browser
@pytest.mark.slow
def test_without_network_every_label_of_the_parts_is_kept(tablet, context) -> None:
    works = scanning_works()
    bikes, frames, wheels, _other = bikes_ordered(works)
    page = tablet(works, "Bikes")
    page.locator("#veil").wait_for(state="hidden")
    context.set_offline(True)
    wedge(page, frames[0].code)
    expect(page.locator("#collect [data-sum]")).to_have_text("One label")
    wedge(page, wheels[0].code)
    expect(page.locator("#collect [data-sum]")).to_have_text("2 labels")
    page.get_by_role("button", name="Go on").click()
    outcome(page, "amber", "Kept on this device")
    context.set_offline(False)
    outcome(page, "green", "One scan was sent")
    taken = BatchLink.objects.filter(result__order=bikes).values_list("source__code", "quantity")
    assert dict(taken) == {frames[0].code: D(25), wheels[0].code: D(50)}
    page.wait_for_load_state("networkidle")


@pytest.mark.browser
@pytest.mark.slow
def test_labels_scanned_faster_than_the_server_answers_are_all_taken(tablet) -> None:
    works = scanning_works()
    bikes_ordered(works)
    frames, wheels = (
        Batch.objects.filter(order__item__code=code).earliest("id") for code in ("FRAME", "WHEEL")
    )
    page = tablet(works, "Bikes")
    page.locator("#veil").wait_for(state="hidden")
    for batch in (frames, wheels):
        wedge(page, batch.code)
    expect(page.locator("#collect tbody tr")).to_have_count(2)
    expect(page.get_by_role("button", name="Go on")).to_be_enabled()
