"""Every error has one shape, and a fault of ours tells nothing but its id."""

import psycopg
import pytest
from django.db import DataError, IntegrityError, InternalError, OperationalError
from django.test import Client

from runwright.api.database import refusal_of_database
from runwright.api.doors import Door, Endpoint
from runwright.api.endpoints import units
from runwright.api.problems import STATUS, TITLES, status_of
from runwright.api.v1 import api_of
from runwright.kernel.errors import Kind
from tests.api.calls import PREFIX, problem_of

AREA = {"code": "area", "name": "Area"}


def test_every_kind_of_refusal_has_a_status_and_a_title():
    assert set(STATUS) == set(Kind)
    assert set(STATUS.values()) <= set(TITLES)


def test_an_address_that_leads_nowhere(admin):
    for path in ("/nothing", "/units/x", "/units/1/", "/units/1/2/3"):
        problem_of(admin.get(path), 404, "no_such_place")
    problem_of(Client().get("/api/"), 404)
    problem_of(Client().post("/api/v2/orders"), 404)


def test_a_wrong_method_says_which_is_right(admin):
    response = admin.client.delete(f"{PREFIX}/unit-categories", headers=admin.headers)
    problem_of(response, 405, "wrong_method")
    assert "POST" in response["Allow"]


def test_a_record_that_is_not_there(admin):
    problem = problem_of(admin.get("/units/999999"), 404, "unit_not_found")
    assert problem["reasons"][0]["facts"] == {"key": 999999}


def test_a_code_that_is_taken_is_a_conflict(admin):
    problem = problem_of(admin.post("/unit-categories", {**AREA, "code": "mass"}), 409)
    assert problem["reasons"] == [
        {
            "sentence": "The unit code mass is taken.",
            "field": "code",
            "facts": {"code": "mass"},
        }
    ]


def test_every_wrong_value_is_named_at_once(admin):
    body = {"category_id": "x", "code": "", "name": "Roll", "resolution": "-1", "colour": 1}
    problem = problem_of(admin.post("/units", body), 422, "invalid")
    fields = {reason["field"] for reason in problem["reasons"]}
    assert fields == {"category_id", "code", "symbol", "resolution", "colour"}


def test_a_fault_of_ours_tells_nothing_but_its_id(admin, monkeypatch):
    def broken(*args, **given):
        raise RuntimeError("secret: SELECT password")

    monkeypatch.setattr(units, "category_create", broken)
    response = admin.post("/unit-categories", AREA)
    problem_of(response, 500, "broken")
    assert b"secret" not in response.content


def raised(kind, sqlstate: str):
    """A database error as Django raises it."""
    error = kind("words of the driver")
    cause = psycopg.errors.lookup(sqlstate)("words of the server")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("kind", "sqlstate", "status"),
    [
        (OperationalError, "40001", 503),
        (OperationalError, "40P01", 503),
        (OperationalError, "55P03", 503),
        (OperationalError, "57014", 503),
        (OperationalError, "57P01", 503),
        (OperationalError, "53300", 503),
        (OperationalError, "53100", 507),
        (IntegrityError, "23503", 422),
        (IntegrityError, "23505", 409),
        (IntegrityError, "23514", 422),
        (DataError, "22003", 422),
    ],
)
def test_what_the_database_says_has_a_meaning(kind, sqlstate, status):
    assert status_of(refusal_of_database(raised(kind, sqlstate))) == status


def test_what_the_database_never_says_is_a_fault_of_ours():
    assert refusal_of_database(raised(InternalError, "XX000")) is None


def test_a_moment_of_trouble_is_tried_again(admin, monkeypatch):
    create, tries = units.category_create, []

    def troubled(**given):
        tries.append(given)
        if len(tries) < 3:
            raise raised(OperationalError, "40P01")
        return create(**given)

    monkeypatch.setattr(units, "category_create", troubled)
    assert admin.post("/unit-categories", AREA).status_code == 201
    assert len(tries) == 3


def test_lasting_trouble_ends_as_busy(admin, monkeypatch):
    tries = []

    def troubled(**given):
        tries.append(given)
        raise raised(OperationalError, "55P03")

    monkeypatch.setattr(units, "category_create", troubled)
    response = admin.post("/unit-categories", AREA)
    problem_of(response, 503, "busy")
    assert response["Retry-After"] == "2"
    assert len(tries) == 3


def test_problems_speak_the_language_of_the_request(admin):
    response = admin.get("/units/999999")
    assert response.json()["title"] == "Not found"


class TestDeniedByDefault:
    """An endpoint that nobody gave a permission stops the start."""

    def test_an_endpoint_beside_the_doors_stops_the_start(self):
        door = Door("Planted", __name__)

        @door.router.get("/planted")
        def planted(request):
            return {}

        with pytest.raises(Exception, match="declares no permission"):
            api_of((door,))

    def test_a_permission_nobody_knows_stops_the_start(self):
        with pytest.raises(Exception, match=r"no permission plants\.grow"):
            Endpoint("GET", "/planted", "plants.grow", dict)
