"""Signing in: limits, second factors, sessions, forgotten passwords."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client

from runwright.journal.models import Entry
from runwright.people.actor import system_actor
from runwright.people.errors import SessionNotFound
from runwright.people.selectors import actor_of
from runwright.people.services import session_end, user_create

pytestmark = pytest.mark.django_db

SENTENCE = "a short good sentence"


@pytest.fixture(autouse=True)
def forget_limits():
    cache.clear()


def person(name="ana", role="planner", email=""):
    user = user_create(
        username=name, full_name=name.title(), roles=frozenset({role}), email=email,
        actor=system_actor("test"),
    )  # fmt: skip
    user.set_password(SENTENCE)
    user.save()
    return user


def come_in(client, name="ana", password=SENTENCE):
    return client.post("/sign-in", {"username": name, "password": password})


def test_a_sign_in_is_written_down_and_listed(client):
    user = person()
    assert come_in(client).headers["Location"] == "/"
    assert Entry.objects.filter(verb="user.sign_in", actor_id=user.id).count() == 1
    assert UserSession.objects.filter(user=user).count() == 1
    assert client.get("/sessions").status_code == 200


@pytest.mark.parametrize("name", ["ana", "nobody"])
def test_the_eleventh_try_must_wait_whoever_it_is(client, name):
    person()
    said = [come_in(client, name, "wrong") for _ in range(10)]
    assert {one.status_code for one in said} == {422}
    assert b"do not fit together" in said[0].content
    late = come_in(client, name)
    assert late.status_code == 429
    assert late.headers["Retry-After"]


class TestSecondFactor:
    @pytest.fixture
    def secret(self):
        made = generate_totp_secret()
        TOTP.activate(person(), made)
        return made

    def test_a_password_alone_is_not_enough(self, client, secret):
        assert come_in(client).headers["Location"].startswith("/account/2fa/authenticate/")
        assert client.get("/orders").status_code == 302
        page = client.get("/account/2fa/authenticate/")
        assert page.status_code == 200
        code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
        assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
        assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 302
        assert client.get("/sessions").status_code == 200

    def test_the_seed_is_sealed(self, secret):
        kept = str(Authenticator.objects.get(type="totp").data)
        assert secret not in kept

    def test_the_seed_outlives_the_key_of_the_installation(self, client, secret, settings):
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "k" * 50
        come_in(client)
        code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
        assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 302

    def test_its_pages_are_there(self, client):
        person()
        come_in(client)
        for path in ("", "totp/activate/", "webauthn/", "recovery-codes/"):
            assert client.get(f"/account/2fa/{path}").status_code in {200, 302, 404}
        assert b'class="rail"' in client.get("/account/2fa/").content


class TestSessions:
    def test_one_is_ended_from_another(self):
        user, here, there = person(), Client(), Client()
        come_in(here), come_in(there)
        key = there.session.session_key
        session = UserSession.objects.get(session_key=key)
        assert here.post(f"/sessions/{session.id}/ending").status_code == 302
        assert there.get("/sessions").headers["Location"].startswith("/sign-in")
        assert here.get("/sessions").status_code == 200
        assert Entry.objects.filter(verb="user.end_session", record_id=str(user.id)).exists()

    def test_anothers_is_out_of_reach(self, client):
        person()
        come_in(client)
        session = UserSession.objects.get()
        other = actor_of(user=person("ion"))
        with pytest.raises(SessionNotFound):
            session_end(session_id=session.id, actor=other)
        session_end(session_id=session.id, actor=actor_of(user=person("eva", "administrator")))


class TestForgotten:
    def test_the_answer_is_the_same_but_only_the_known_gets_a_letter(self, client):
        person(email="ana@example.com")
        known = client.post("/password/forgotten", {"name": "Ana@example.com"}).content
        unknown = client.post("/password/forgotten", {"name": "nobody"}).content
        assert b"on its way" in known
        assert strip(known) == strip(unknown)
        for _ in range(50):
            if mail.outbox:
                break
            time.sleep(0.1)
        (letter,) = mail.outbox
        path = letter.body.split("testserver")[1].split()[0]
        assert client.get(path).status_code == 200
        assert client.post(path, {"password": "another good sentence"}).status_code == 302
        assert come_in(Client(), "ana", "another good sentence").status_code == 302

    def test_many_must_wait(self, client):
        said = [client.post("/password/forgotten", {"name": "ana"}) for _ in range(4)]
        assert [one.status_code for one in said] == [200, 200, 200, 429]


def strip(content):
    """The page without what differs at every answer."""
    import re

    return re.sub(rb'(nonce|value|content)="[^"]*"', b"", content)


def test_nobody_can_sign_up(client):
    assert client.get("/account/ours/account_signup").headers["Location"] == "/sign-in"
    assert client.get("/account/directories/signup/").status_code in {302, 404}
