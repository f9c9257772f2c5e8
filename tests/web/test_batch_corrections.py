"""Pieces of a batch of a done order are counted again, on its page and over the API."""

import pytest
from django.test import Client

from runwright.people.models import User
from runwright.people.services import user_create
from runwright.production.models import Batch
from runwright.production.services import order_finish
from tests.api.conftest import caller
from tests.stories.mill import Mill, fresh, results, scanning_mill
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def mill(once: None) -> Mill:
    return scanning_mill()


@pytest.fixture
def parts(mill: Mill) -> tuple[Batch, dict[str, Batch]]:
    """A batch of 60, knitted and sorted 55/3/2, whose firsts are boxed; the order is done."""
    order, (one,) = mill.released(D(60), D(60))
    mill.scan("Knit in", one)
    parts = results(mill.scan("Sorting", one, firsts=D(55), seconds=D(3), waste=D(2)))
    mill.station("Single", "move", "Pack")
    box = results(mill.scan("Single", parts["firsts"]))["firsts"]
    order_finish(order_id=order.id, actor=mill.plant.actor)
    return fresh(one), {"seconds": fresh(parts["seconds"]), "box": fresh(box)}


@pytest.fixture
def manager(mill: Mill) -> User:
    return user_create(username="elena", full_name="Elena", roles=frozenset({"production_manager"}),
                       is_demo=True, actor=mill.plant.actor)  # fmt: skip


def test_the_page_names_every_batch_and_counts_its_pieces_again(
    mill: Mill, parts: tuple, manager: User
) -> None:
    one, made = parts
    client = Client()
    client.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    home = f"/orders/{one.order_id}/corrections"
    page = client.get(home).content.decode()
    for batch in (one, *made.values()):
        assert batch.code in page
    said = {"source": "firsts", "target": "seconds", "quantity": "5", "reason": "counted again"}
    answer = client.post(f"{home}/batches/{made['box'].id}", said, follow=True)
    new = Batch.objects.get(seconds=5, ending="finished")
    words = answer.content.decode()
    assert f"They have the label {new.code} now." in words
    assert "Pieces counted in another grade" in words
    assert (fresh(one.order).firsts, fresh(one.order).seconds) == (D(50), D(8))
    too_many = client.post(f"{home}/batches/{made['box'].id}", {**said, "quantity": "51"})
    assert "Only 50 are left of this report." in too_many.content.decode()
    assert client.get(f"/batches/{new.id}").status_code == 200
    assert client.get(f"/batches/{made['box'].id}").status_code == 200


def test_the_api_answers_with_the_new_label(mill: Mill, parts: tuple) -> None:
    _one, made = parts
    admin = caller("administrator")
    path = f"/batches/{made['box'].id}/output-corrections"
    said = {"source": "firsts", "target": "seconds", "quantity": "5", "reason": "counted again"}
    told = admin.made(path, said)
    new = Batch.objects.get(seconds=5, ending="finished")
    assert (told["code"], told["state"]) == (new.code, "closed")
    waste = admin.made(path, {**said, "target": "waste"})
    assert waste["code"] == made["box"].code
    assert fresh(new.order).firsts == D(45)
    refused = admin.post(f"/batches/{made['seconds'].id}/output-corrections", {
        **said, "source": "seconds", "target": "firsts", "quantity": "1",
    })  # fmt: skip
    assert (refused.status_code, refused.json()["code"]) == (409, "never_passed")
    assert caller("operator").post(path, said).status_code == 403


def test_a_lead_takes_a_scan_back_on_the_page_of_its_batch(mill: Mill, manager: User) -> None:
    _order, (one,) = mill.released(D(60), D(60))
    first = mill.scan("Knit in", one)
    last = mill.scan("Sorting", one, firsts=D(55), seconds=D(3), waste=D(2))
    home = f"/batches/{one.id}"
    way = f"{home}/scans/{last.id}/undoing"
    lead, viewer = Client(), Client()
    lead.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    seen = user_create(username="v", full_name="V", roles=frozenset({"viewer"}), is_demo=True,
                       actor=mill.plant.actor)  # fmt: skip
    viewer.force_login(seen, backend="django.contrib.auth.backends.ModelBackend")
    assert way in lead.get(home).content.decode()
    assert way not in viewer.get(home).content.decode()
    assert viewer.post(way, {"reason": "me"}).status_code == 403
    assert lead.post(way, {"reason": ""}).status_code == 422
    earlier = lead.post(f"{home}/scans/{first.id}/undoing", {"reason": "wrong label"})
    assert earlier.status_code == 409
    assert lead.post(way, {"reason": "counted twice"}).status_code == 302
    assert fresh(one).remaining == 60
    shown = lead.get(home).content.decode()
    assert "counted twice" in shown
    assert way not in shown
