"""A store with nothing in it, and words for what people do there."""

from dataclasses import dataclass
from datetime import date

import pytest

from runwright.catalog.models import Item
from runwright.stock.models import Balance, Claim, Lot, Move, Need, Place
from runwright.stock.services import (
    need_open,
    needs_claim,
    place_create,
    stock_receive,
    storage_place,
    warehouse_create,
)
from tests.stories.plant import D, Plant, empty_plant


@dataclass
class Store:
    """The main warehouse with two shelves, and a second warehouse."""

    plant: Plant
    shelf: Place
    rack: Place
    annex: Place

    def item(self, code: str, **fields: object) -> Item:
        return self.plant.item(code, **fields)

    def receive(self, item: Item, quantity: D, **fields: object) -> Move:
        place = fields.pop("place", self.shelf)
        return stock_receive(
            item_id=item.id, place_id=place.id, quantity=quantity, actor=self.plant.actor, **fields
        )

    def need(self, item: Item, quantity: D, **fields: object) -> Need:
        need = need_open(
            item_id=item.id,
            warehouse_id=self.shelf.warehouse_id,
            quantity=quantity,
            cause=str(fields.pop("cause", "somebody")),
            **fields,
        )
        needs_claim(needs=[need])
        return need

    def lot(self, item: Item, number: str) -> Lot:
        return Lot.objects.get(item=item, number=number)


def on_hand(item: Item, place: Place) -> D:
    found = Balance.objects.filter(item=item, place=place).values_list("quantity", flat=True)
    return sum(found, D())


def held_by(need: Need) -> D:
    return sum(Claim.objects.filter(need=need).values_list("quantity", flat=True), D())


def lots_of(need: Need) -> dict[str, D]:
    return dict(Claim.objects.filter(need=need).values_list("balance__lot__number", "quantity"))


DAY = date(2026, 3, 2)


@pytest.fixture
def store(db: None) -> Store:
    plant = empty_plant()
    shelf = storage_place(warehouse_id=plant.warehouse.id)
    rack = place_create(
        warehouse_id=plant.warehouse.id, code="RACK", name="Rack", actor=plant.actor
    )
    annex = warehouse_create(code="ANNEX", name="Annex", actor=plant.actor)
    return Store(plant, shelf, rack, storage_place(warehouse_id=annex.id))
