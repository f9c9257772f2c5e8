"""A write happens once, however often it is sent."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from runwright.journal.models import Acceptance, Entry
from runwright.production.models import Order
from runwright.units.models import UnitCategory
from runwright.units.services import standard_units_create
from tests.api.calls import problem_of
from tests.api.conftest import SYSTEM, caller
from tests.stories.plant import sock_mill

AREA = {"code": "area", "name": "Area"}


def test_a_write_without_a_key_is_refused(admin):
    for key in ("", "17", "not-a-uuid"):
        response = admin.post("/unit-categories", AREA, **{"idempotency-key": key})
        problem = problem_of(response, 422, "key_missing")
        assert problem["reasons"][0]["field"] == "Idempotency-Key"
    assert not UnitCategory.objects.filter(code="area").exists()


def test_a_repeat_is_answered_as_the_first_time(admin):
    key = uuid4()
    first = admin.post("/unit-categories", AREA, key=key)
    entries = Entry.objects.count()
    repeat = admin.post("/unit-categories", {"name": "Area", "code": "area"}, key=key)
    assert (repeat.status_code, repeat.content) == (201, first.content)
    assert repeat["Idempotency-Replayed"] == "true"
    assert Entry.objects.count() == entries


def test_a_client_may_prefer_a_brief_answer(admin):
    plant = sock_mill()
    body = {"item_id": plant.items["SOCK"].id, "quantity": "10"}
    key, brief = uuid4(), {"prefer": "return=minimal"}
    first = admin.post("/orders", body, key=key, **brief)
    made = Order.objects.get()
    assert (first.status_code, first.json()) == (201, {"id": made.id})
    assert admin.post("/orders", body, key=key).content == first.content
    assert admin.post("/orders", body).json()["state"] == "draft"


def test_the_same_key_with_another_body_is_a_conflict(admin):
    key = uuid4()
    admin.post("/unit-categories", AREA, key=key)
    response = admin.post("/unit-categories", {**AREA, "name": "Surface"}, key=key)
    problem_of(response, 409, "id_already_used")


def test_the_same_key_at_another_address_is_a_conflict(admin):
    key = uuid4()
    admin.post("/unit-categories", AREA, key=key)
    unit = {"category_id": 1, "code": "m2", "name": "Square metre", "symbol": "m²"}
    problem_of(admin.post("/units", unit, key=key), 409, "id_already_used")


def test_a_refusal_binds_nothing(admin):
    key = uuid4()
    admin.post("/unit-categories", {**AREA, "code": "mass"}, key=key)
    assert not Acceptance.objects.exists()
    assert admin.post("/unit-categories", AREA, key=key).status_code == 201


def test_two_people_never_meet_in_one_key(admin, units):
    key = uuid4()
    admin.post("/unit-categories", AREA, key=key)
    other = caller("process_engineer")
    problem_of(other.post("/unit-categories", AREA, key=key), 409, "unit_code_taken")


@pytest.mark.django_db(transaction=True)
def test_twins_at_the_same_moment_make_one_record():
    standard_units_create(actor=SYSTEM)
    admin = caller("administrator")
    key = uuid4()

    def send(_):
        try:
            response = admin.post("/unit-categories", AREA, key=key)
            return response.status_code, response.content
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(16)))
    assert len(answers) == 1
    assert answers.pop()[0] == 201
    assert UnitCategory.objects.filter(code="area").count() == 1
