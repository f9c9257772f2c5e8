"""Who may come in: tokens, sessions, scopes; everybody else is told how."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from runwright.journal import clock
from runwright.people.models import ApiToken, User
from tests.api.calls import PREFIX, Caller, problem_of
from tests.api.conftest import caller, person

UNIT = {"category_id": 1, "code": "roll", "name": "Roll", "symbol": "roll"}


def new_category(code: str = "area") -> dict[str, str]:
    return {"code": code, "name": "Area"}


@pytest.mark.parametrize("token", ["", "rw_nonsense", "é", "x" * 5000])
def test_a_stranger_is_told_to_sign_in(db, token):
    response = Caller(token).get("/units/1")
    problem_of(response, 401, "not_signed_in")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_another_scheme_is_no_token(db):
    response = Client().get(f"{PREFIX}/units/1", headers={"authorization": "Basic YTpi"})
    problem_of(response, 401, "not_signed_in")


def test_a_token_opens_the_door(admin):
    assert admin.post("/unit-categories", new_category()).status_code == 201


def test_a_revoked_token_is_shut_out(admin):
    ApiToken.objects.update(revoked_at=clock.now())
    problem_of(admin.get("/units/1"), 401)


def test_an_expired_token_is_shut_out(admin):
    with clock.at(clock.now() + timedelta(days=366)):
        problem_of(admin.get("/units/1"), 401)


def test_a_token_of_somebody_who_left_is_shut_out(admin):
    User.objects.update(is_active=False)
    problem_of(admin.get("/units/1"), 401)


def test_a_viewer_may_not_write(viewer):
    problem = problem_of(viewer.post("/unit-categories", new_category()), 403, "forbidden")
    assert problem["reasons"][0]["facts"]["permission"] == "units.manage"


def test_a_token_does_no_more_than_its_scopes(units):
    program = caller("administrator", frozenset({"catalog.view"}))
    problem_of(program.post("/unit-categories", new_category()), 403)


class TestSession:
    """Somebody signed in to the pages may use the API from there."""

    @pytest.fixture
    def browser(self, units) -> Client:
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(person("administrator"), "django.contrib.auth.backends.ModelBackend")
        return browser

    def test_reading_needs_the_session_alone(self, browser):
        problem_of(browser.get(f"{PREFIX}/units/999999"), 404)

    def test_writing_without_the_csrf_token_is_refused(self, browser):
        response = self._write(browser)
        problem_of(response, 403, "cross_site")

    def test_writing_with_the_csrf_token_works(self, browser):
        browser.cookies["csrftoken"] = "a" * 32
        assert self._write(browser, **{"x-csrftoken": "a" * 32}).status_code == 201

    def test_an_invalid_token_is_not_passed_over_for_the_session(self, browser):
        response = browser.get(f"{PREFIX}/units/1", headers={"authorization": "Bearer rw_no"})
        problem_of(response, 401)

    def _write(self, browser: Client, **headers: str):
        return browser.post(
            f"{PREFIX}/unit-categories",
            new_category(),
            content_type="application/json",
            headers={"idempotency-key": str(uuid4()), **headers},
        )


def test_the_request_id_of_the_caller_is_kept(admin):
    given = str(uuid4())
    response = admin.post("/unit-categories", new_category(), **{"x-request-id": given})
    assert response["X-Request-Id"] == given


def test_a_senseless_request_id_is_replaced(admin):
    response = admin.post("/unit-categories", new_category(), **{"x-request-id": "a\tb"})
    assert len(response["X-Request-Id"]) == 36
