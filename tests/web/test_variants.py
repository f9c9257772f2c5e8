"""Variants and pictures of items on the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from runwright.catalog.models import AttributeValue, Item
from runwright.people.services import user_create
from tests.stories.plant import Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant() -> Plant:
    plant = empty_plant()
    plant.item("SHIRT", kind="product", supply="make")
    return plant


@pytest.fixture
def engineer(plant: Plant) -> Client:
    user = user_create(
        username="eva", full_name="Eva", roles=frozenset({"process_engineer"}), actor=plant.actor
    )
    browser = Client()
    browser.force_login(user)
    return browser


def test_a_matrix_is_previewed_and_made(plant: Plant, engineer: Client) -> None:
    for code, values in (("size", "S = small, M = medium"), ("colour", "RED = red, BLU")):
        sent = {"code": code, "name": code, "values": values}
        assert engineer.post("/attributes", sent).status_code == 302
    size = AttributeValue.objects.get(code="S").attribute_id
    more = {"values": "L = large"}
    assert engineer.post(f"/attributes/{size}/values", more).status_code == 302
    path = f"/items/{plant.items['SHIRT'].id}/variants"
    assert "small" in engineer.get(path).content.decode()
    sent = {"value_ids": list(AttributeValue.objects.values_list("id", flat=True)), "pattern": ""}
    told = engineer.post(f"{path}/preview", sent).content.decode()
    assert "Make 6 variants" in told
    assert "SHIRT-S-RED" in told
    wrong = engineer.post(f"{path}/preview", sent | {"pattern": "{weight}"}).content.decode()
    assert "The pattern names {weight}" in wrong
    assert engineer.post(path, sent).status_code == 302
    assert Item.objects.filter(family=plant.items["SHIRT"]).count() == 6
    assert "is there already" in engineer.post(f"{path}/preview", sent).content.decode()
    variant = Item.objects.get(code="SHIRT-S-RED")
    assert "SHIRT" in engineer.get(f"/items/{variant.id}").content.decode()


def test_an_item_has_a_picture_and_a_lot_rule(plant: Plant, engineer: Client) -> None:
    item = plant.items["SHIRT"].id
    png = b"\x89PNG\r\n\x1a\n..."
    path = f"/items/{item}/picture"
    assert engineer.get(path).status_code == 404
    sent = {"file": SimpleUploadedFile("a.svg", b"<svg/>")}
    assert engineer.post(f"{path}/edit", sent).status_code == 422
    sent = {"file": SimpleUploadedFile("a.png", png)}
    assert engineer.post(f"{path}/edit", sent).status_code == 302
    assert engineer.get(path).content == png
    fields = {"name": "Shirt", "kind": "product", "supply": "make", "tracking": "none",
              "safety_stock": "5", "lot_rule": "multiple", "lot_size": "0", "smallest_lot": "0",
              "seconds_value_factor": "0.5", "lead_time_days": "2"}  # fmt: skip
    told = engineer.post(f"/items/{item}/edit", fields)
    assert told.status_code == 422
    assert "Say how large a lot is" in told.content.decode()
    assert engineer.post(f"/items/{item}/edit", fields | {"lot_size": "12"}).status_code == 302
    assert "In multiples" in engineer.get(f"/items/{item}").content.decode()


def test_the_picture_of_an_item_is_removed_where_it_is_changed(
    plant: Plant, engineer: Client
) -> None:
    path = f"/items/{plant.items['SHIRT'].id}/picture"
    assert f"{path}/removal" not in engineer.get(f"{path}/edit").content.decode()
    sent = {"file": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n...")}
    engineer.post(f"{path}/edit", sent)
    assert f"{path}/removal" in engineer.get(f"{path}/edit").content.decode()
    assert engineer.post(f"{path}/removal").status_code == 302
    assert engineer.get(path).status_code == 404
