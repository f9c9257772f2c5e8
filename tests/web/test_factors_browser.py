"""A passkey, an authenticator app and another directory, used as people use them: in a browser."""

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from playwright.sync_api import Page

from runwright.journal.models import Entry
from runwright.people.actor import system_actor
from runwright.people.services import user_create
from tests.web.directory import directory

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SENTENCE = "a short good sentence"
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def ana(transactional_db):
    cache.clear()
    made = user_create(
        username="ana", full_name="Ana Pop", roles=frozenset({"planner"}),
        email="ana@example.com", actor=system_actor("test"),
    )  # fmt: skip
    made.set_password(SENTENCE)
    made.save()
    return made


@pytest.fixture
def page(context, live_server, ana) -> Page:
    opened = context.new_page()
    opened.goto(f"{live_server}/sign-in")
    return opened


def come_in(page: Page, site: object) -> None:
    page.goto(f"{site}/sign-in")
    page.get_by_label("User name").fill("ana")
    page.get_by_label("Password").fill(SENTENCE)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def change_factors(page: Page, site: object, path: str) -> None:
    """Open a page of the second factors, which asks for the password once more."""
    page.goto(f"{site}/account/2fa/{path}/")
    page.wait_for_url("**/account/reauthenticate/**")
    page.locator("[name=password]").fill(SENTENCE)
    page.locator("main form button").first.click()
    page.wait_for_url(f"**/account/2fa/{path}/")


def go_out(page: Page) -> None:
    page.get_by_label("You", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in**")


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def times_in(user: object) -> int:
    return Entry.objects.filter(verb="user.sign_in", actor_id=user.id).count()


def test_a_passkey_opens_without_a_password(page, context, live_server, ana, complaints):
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    come_in(page, live_server)
    change_factors(page, live_server, "webauthn/add")
    page.get_by_label("Name").fill("Blue key")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/account/2fa/recovery-codes/")
    page.goto(f"{live_server}/account/2fa/webauthn/")
    assert page.get_by_text("Blue key").is_visible()
    go_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_label("You", exact=True).wait_for()
    assert (times_in(ana), complaints) == (2, [])


def test_a_code_of_an_app_is_asked_after_the_password(page, live_server, ana, complaints):
    come_in(page, live_server)
    change_factors(page, live_server, "totp/activate")
    secret = page.locator("#authenticator_secret").input_value()
    assert page.locator("img[src^='data:image/svg']").is_visible()
    page.locator("[name=code]").fill(code(secret))
    page.get_by_role("button", name="Activate").click()
    page.wait_for_url("**/account/2fa/recovery-codes/")
    go_out(page)
    cache.clear()  # half a minute later: a code works once
    come_in(page, live_server)
    page.locator("[name=code]").fill(code(secret))
    page.get_by_role("button", name="Sign In").first.click()
    page.get_by_label("You", exact=True).wait_for()
    assert (times_in(ana), complaints) == (2, [])


def test_another_directory_vouches_for_somebody_who_is_here(
    context, live_server, ana, settings, complaints
):
    with directory("ana@example.com") as there:
        settings.SOCIALACCOUNT_PROVIDERS = there.providers
        settings.OPENID_NAME = "Our directory"
        page = context.new_page()
        page.goto(f"{live_server}/sign-in")
        page.get_by_role("button", name="Sign in with Our directory").click()
        page.get_by_label("You", exact=True).wait_for()
    assert there.asked["code_challenge_method"] == "S256"
    assert there.verified
    assert (times_in(ana), complaints) == (1, [])


@pytest.mark.parametrize(
    ("address", "known"), [("eve@example.com", True), ("ana@example.com", False)]
)
def test_who_is_not_here_or_not_vouched_for_stays_outside(
    context, live_server, ana, settings, address, known
):
    with directory(address, verified=known) as there:
        settings.SOCIALACCOUNT_PROVIDERS = there.providers
        settings.OPENID_NAME = "Our directory"
        page = context.new_page()
        page.goto(f"{live_server}/sign-in")
        page.get_by_role("button", name="Sign in with Our directory").click()
        page.wait_for_url("**/account/**")
        page.goto(f"{live_server}/orders")
        assert "/sign-in" in page.url
    assert there.verified
    assert times_in(ana) == 0
