"""Counts, lots, warehouses and ledgers through the pages, as the warehouse keeper does."""

import re

import pytest
from django.test import Client

from runwright.people.services import user_create
from runwright.reports.doctor import examine
from runwright.stock.models import Balance, Count, Lot, Move, Place, Warehouse
from runwright.stock.selectors import moves_reversible
from runwright.stock.services import stock_adjust, stock_reverse
from runwright.stock.states.moves import MOVE_LIFE
from tests.stories.plant import D, Plant, sock_mill

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant() -> Plant:
    plant = sock_mill()
    plant.stocked(yarn=D(60), boxes=D(50))
    return plant


@pytest.fixture
def keeper(plant: Plant) -> Client:
    user = user_create(
        username="vlad", full_name="Vlad", roles=frozenset({"warehouse"}), actor=plant.actor
    )
    browser = Client()
    browser.force_login(user)
    return browser


def test_a_shelf_is_counted(plant: Plant, keeper: Client) -> None:
    shelf = Place.objects.get(code="MAIN")
    asked = {"warehouse_id": plant.warehouse.id, "place_id": shelf.id}
    assert keeper.post("/counts/new", asked).status_code == 302
    count = Count.objects.get()
    home = f"/counts/{count.id}"
    box, yarn = count.lines.all()
    assert keeper.post(f"{home}/entries", {f"line-{box.id}": "x"}).status_code == 422
    entered = {f"line-{box.id}": "48", f"line-{yarn.id}": ""}
    assert keeper.post(f"{home}/entries", entered).status_code == 302
    found = {"item_id": plant.items["YARN"].id, "quantity": "1,5", "lot_number": "Y9"}
    assert keeper.post(f"{home}/finds", found).status_code == 302
    page = keeper.get(home).content.decode()
    assert "left as they are" in page
    assert 'value="48"' in page
    assert keeper.get(f"{home}/sheet.pdf").content[:4] == b"%PDF"
    assert keeper.post(f"{home}/posting", {"reason": ""}).status_code == 422
    assert keeper.post(f"{home}/posting", {"reason": "yearly count"}).status_code == 302
    stored = Balance.objects.filter(is_storage=True).values_list("item__code", "quantity")
    assert set(stored) == {("BOX", D(48)), ("YARN", D(60)), ("YARN", D("1.5"))}
    assert keeper.post(f"{home}/posting", {"reason": "again"}).status_code == 409
    assert keeper.post(f"{home}/burning").status_code == 404
    assert list(examine()) == []


def test_two_people_at_one_sheet_keep_what_the_other_counted(plant: Plant, keeper: Client) -> None:
    shelf = Place.objects.get(code="MAIN")
    keeper.post("/counts/new", {"warehouse_id": plant.warehouse.id, "place_id": shelf.id})
    count = Count.objects.get()
    home = f"/counts/{count.id}"
    box, yarn = count.lines.all()
    keeper.post(f"{home}/entries", {f"line-{box.id}": "48", f"was-{box.id}": ""})
    shown = keeper.get(home).content.decode()
    opened_by_both = dict.fromkeys(re.findall(r'name="((?:line|was)-\d+)"', shown), "")
    opened_by_both |= dict(re.findall(r'name="((?:line|was)-\d+)" value="([^"]+)"', shown))
    assert opened_by_both[f"was-{box.id}"] == "48"
    keeper.post(f"{home}/entries", opened_by_both | {f"line-{box.id}": "47"})
    keeper.post(f"{home}/entries", opened_by_both | {f"line-{yarn.id}": "59"})
    assert [line.counted for line in count.lines.all()] == [D(47), D(59)]
    keeper.post(f"{home}/entries", opened_by_both | {f"line-{box.id}": ""})
    assert [line.counted for line in count.lines.all()] == [None, D(59)]
    long_sheet = {
        f"{name}-{key}": "" for name in ("line", "was") for key in range(10**6, 10**6 + 4900)
    }
    assert keeper.post(f"{home}/entries", long_sheet).status_code == 302
    assert list(examine()) == []


def test_a_lot_is_held_dated_and_released(plant: Plant, keeper: Client) -> None:
    lot = Lot.objects.get(number="Y1")
    home = f"/lots/{lot.id}"
    assert keeper.post(f"{home}/hold", {"reason": " "}).status_code == 422
    assert keeper.post(f"{home}/hold", {"reason": "smells"}).status_code == 302
    assert "smells" in keeper.get(home).content.decode()
    assert keeper.post(f"{home}/hold", {"reason": "again"}).status_code == 409
    assert keeper.post(f"{home}/release", {"reason": "aired"}).status_code == 302
    dated = {"expires_on": "2020-01-01", "reason": "misread"}
    assert keeper.post(f"{home}/expiry", dated).status_code == 302
    assert "Y1" in keeper.get("/lots?state=expired").content.decode()


def test_warehouses_and_places_are_kept(plant: Plant, keeper: Client) -> None:
    assert keeper.post("/warehouses/new", {"code": "ANNEX", "name": "Annex"}).status_code == 302
    annex = Warehouse.objects.get(code="ANNEX")
    home = f"/warehouses/{annex.id}"
    assert keeper.post(f"{home}/places", {"code": "A-2", "name": "Shelf"}).status_code == 302
    place = Place.objects.get(code="A-2")
    assert keeper.post(f"/places/{place.id}/renaming", {"name": "Top"}).status_code == 302
    assert keeper.post(f"/places/{place.id}/archival").status_code == 302
    page = keeper.get(home).content.decode()
    assert "Top" in page
    assert keeper.post(f"/places/{place.id}/restoration").status_code == 302
    change = {"name": "Annex hall", "is_goods_default": "on"}
    assert keeper.post(f"{home}/edit", change).status_code == 302
    assert keeper.post(f"{home}/archival", {"reason": "x"}).status_code == 422
    main = f"/warehouses/{plant.warehouse.id}"
    assert keeper.post(f"{main}/archival", {"reason": "x"}).status_code == 422


def test_a_ledger_tells_before_and_after(plant: Plant, keeper: Client) -> None:
    plant.receive("BOX", D(7))
    page = keeper.get(f"/items/{plant.items['BOX'].id}/ledger").content.decode()
    assert "50" in page
    assert "57" in page
    assert "BOX" in keeper.get("/stock/items?reorder=no").content.decode()


def test_a_move_is_taken_back_on_the_ledger_with_a_reason(plant: Plant, keeper: Client) -> None:
    item = plant.items["BOX"]
    plant.receive("BOX", D(7))
    move = Move.objects.filter(item=item).latest("at")
    home = f"/items/{item.id}/ledger"
    way = f"{home}/{move.id}/reversal"
    assert way in keeper.get(home).content.decode()
    assert keeper.post(way, {"reason": " "}).status_code == 422
    answer = keeper.post(way, {"reason": "it was never here"}, follow=True)
    assert "The move is taken back." in answer.content.decode()
    assert way not in keeper.get(home).content.decode()
    assert Move.objects.get(reverses=move).quantity == 7
    assert keeper.post(way, {"reason": "again"}).status_code == 409
    assert list(examine()) == []


def test_the_ledger_offers_what_the_life_of_each_move_lets(plant: Plant) -> None:
    boxes, actor = plant.items["BOX"].id, plant.actor
    place = Place.objects.get(code="MAIN").id
    plant.receive("BOX", D(7))
    stock_adjust(item_id=boxes, place_id=place, difference=D(-3), reason="lost", actor=actor)
    found = stock_adjust(item_id=boxes, place_id=place, difference=D(2), reason="x", actor=actor)
    stock_reverse(move_id=found.id, reason="no", actor=actor)
    order = plant.planned("SOCK", D(40))
    for work in order.work_orders.order_by("sequence"):
        plant.report(order, work.name, firsts=D(20))
    moves = list(Move.objects.select_related("source", "target", "item__unit"))
    told = {
        move.id: MOVE_LIFE.verbs(move, state="posted", permissions=actor.permissions)[0]
        for move in moves
    }
    refused = {reason.template for verb in told.values() for reason in verb.obstacles}
    assert len(refused) > 1
    possible = {key for key, verb in told.items() if verb.is_possible}
    assert possible
    assert moves_reversible(moves=moves, actor=actor) == possible
