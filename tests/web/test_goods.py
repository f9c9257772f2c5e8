"""Receiving, carrying and correcting goods through the pages, as the warehouse keeper does."""

from decimal import Decimal as D

import pytest
from django.test import Client

from runwright.people.services import user_create
from runwright.reports.doctor import examine
from runwright.stock.models import Balance
from runwright.stock.services import place_create, storage_place
from tests.stories.plant import Plant, sock_mill

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant() -> Plant:
    return sock_mill()


@pytest.fixture
def keeper(plant: Plant) -> Client:
    user = user_create(
        username="vlad", full_name="Vlad", roles=frozenset({"warehouse"}), actor=plant.actor
    )
    browser = Client()
    browser.force_login(user)
    return browser


def on_hand(code: str) -> dict[str, D]:
    stored = Balance.objects.filter(item__code=code, is_storage=True, quantity__gt=0)
    return dict(stored.values_list("place__code", "quantity"))


def test_goods_arrive_are_carried_and_corrected(plant: Plant, keeper: Client) -> None:
    main = storage_place(warehouse_id=plant.warehouse.id).id
    shelf = place_create(
        warehouse_id=plant.warehouse.id, code="SHELF", name="Shelf", actor=plant.actor
    ).id
    box = plant.items["BOX"].id
    arrived = {"item_id": box, "place_id": main, "quantity": "50", "unit_cost": "0.45"}
    assert keeper.post("/stock/receipts/new", arrived).status_code == 302
    carried = {"item_id": box, "source_id": main, "target_id": shelf, "quantity": "20"}
    assert keeper.post("/stock/transfers/new", carried).status_code == 302
    found = {"item_id": box, "place_id": shelf, "difference": "-3", "reason": "crushed"}
    assert keeper.post("/stock/adjustments/new", found).status_code == 302
    assert on_hand("BOX") == {"MAIN": D(30), "SHELF": D(17)}
    assert list(examine()) == []


def test_more_than_there_is_stays_where_it_is(plant: Plant, keeper: Client) -> None:
    main = storage_place(warehouse_id=plant.warehouse.id).id
    lost = {
        "item_id": plant.items["BOX"].id,
        "place_id": main,
        "difference": "-1",
        "reason": "lost",
    }
    answer = keeper.post("/stock/adjustments/new", lost)
    assert answer.status_code in (200, 422)
    assert "0 available" in answer.content.decode()


def test_a_place_is_not_carried_to_itself(plant: Plant, keeper: Client) -> None:
    plant.receive("BOX", D(5))
    main = storage_place(warehouse_id=plant.warehouse.id).id
    same = {
        "item_id": plant.items["BOX"].id,
        "source_id": main,
        "target_id": main,
        "quantity": "1",
    }
    assert keeper.post("/stock/transfers/new", same).status_code in (200, 422)
