"""A short line on the order's page: the explanation, and the buttons that lead out of it."""

import re

import pytest
from django.test import Client

from runwright.people.services import user_create
from runwright.reports.doctor import examine
from runwright.stock.selectors import needs_cover
from runwright.stock.services import stock_receive, storage_place, warehouse_create
from tests.stories.plant import D, Plant, sock_mill

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant() -> Plant:
    plant = sock_mill()
    plant.stocked(yarn=D(60), boxes=D(100))
    return plant


def browser_of(plant: Plant, role: str) -> Client:
    user = user_create(username=role, full_name=role, roles=frozenset({role}), actor=plant.actor)
    browser = Client()
    browser.force_login(user)
    return browser


def forms_on(page: str, noun: str) -> list[tuple[str, dict[str, str]]]:
    """The forms of a page that post to ``noun``, with what they hold."""
    found = re.findall(rf'<form method="post" action="([^"]*/{noun})">(.*?)</form>', page, re.S)
    return [(url, dict(re.findall(r'name="(\w+)" value="([^"]*)"', body))) for url, body in found]


def test_what_a_less_urgent_order_holds_is_taken_over(plant: Plant) -> None:
    patient = plant.confirmed("SOCK", D(120), priority=60)
    urgent = plant.confirmed("SOCK", D(60), priority=10)
    manager = browser_of(plant, "production_manager")
    home = f"/orders/{urgent.id}/materials"
    page = manager.get(home).content.decode()
    assert patient.number in page
    ((url, sent),) = forms_on(page, "take-overs")
    assert sent["quantity"] == "18.75"
    sent.pop("csrfmiddlewaretoken", None)
    assert manager.post(url, sent | {"reason": ""}).status_code == 422
    assert manager.post(url, sent | {"reason": "promised"}).status_code == 302
    assert not any(
        c.short for c in needs_cover(needs=[m.need for m in urgent.materials.all()]).values()
    )
    assert manager.post(url, sent | {"reason": "again"}).status_code == 422
    told = manager.get(f"/orders/{patient.id}/journal").content.decode()
    assert "promised" in told
    assert [str(complaint) for complaint in examine()] == []


def test_goods_of_another_warehouse_are_carried_over(plant: Plant) -> None:
    annex = warehouse_create(code="ANNEX", name="Annex", actor=plant.actor)
    stock_receive(
        item_id=plant.items["YARN"].id,
        place_id=storage_place(warehouse_id=annex.id).id,
        quantity=D(50),
        lot_number="Y9",
        actor=plant.actor,
    )
    order = plant.confirmed("SOCK", D(180))
    manager, planner = browser_of(plant, "production_manager"), browser_of(plant, "planner")
    assert (
        forms_on(planner.get(f"/orders/{order.id}/materials").content.decode(), "carry-overs") == []
    )
    page = manager.get(f"/orders/{order.id}/materials").content.decode()
    ((url, sent),) = forms_on(page, "carry-overs")
    assert sent["quantity"] == "18.75"
    assert manager.post(url, sent).status_code == 302
    assert "shortage-" not in manager.get(f"/orders/{order.id}/materials").content.decode()
    assert [str(complaint) for complaint in examine()] == []
