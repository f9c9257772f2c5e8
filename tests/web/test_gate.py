"""Coming in: the one-time link, the password, the demo's people, and strangers kept out."""

import pytest
from django.test import Client, override_settings

from runwright.people.actor import system_actor
from runwright.people.services import administrator_invite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SENTENCE = "a short good sentence"


def test_the_first_administrator_comes_in_by_a_link_that_works_once(
    context, live_server, transactional_db
):
    secret = administrator_invite(actor=system_actor("test"))
    page = context.new_page()
    page.goto(f"{live_server}/welcome/{secret}")
    page.get_by_label("New password").fill("short")
    page.get_by_role("button").first.click()
    assert page.locator(".form-error").is_visible()
    page.get_by_label("New password").fill(SENTENCE)
    page.get_by_role("button", name="Set password").click()
    page.get_by_role("heading", name="Dashboard").wait_for()

    context.clear_cookies()
    page.goto(f"{live_server}/welcome/{secret}")
    page.get_by_label("New password").fill(SENTENCE)
    page.get_by_role("button", name="Set password").click()
    assert "not valid any more" in page.locator("main").inner_text()

    page.goto(f"{live_server}/orders")
    page.get_by_label("User name").fill("admin")
    page.get_by_label("Password").fill(SENTENCE)
    page.get_by_label("Password").press("Enter")
    page.get_by_role("heading", name="Manufacturing orders").wait_for()


def test_a_wrong_password_is_told_and_nothing_more(context, live_server, shop):
    page = context.new_page()
    page.goto(f"{live_server}/sign-in")
    page.get_by_label("User name").fill("elena")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert "do not fit together" in page.locator("[role=alert]").inner_text()


@pytest.mark.django_db(transaction=True)
def test_the_demo_people_are_offered_in_demo_mode_only(shop):
    client = Client()
    with override_settings(DEMO=False):
        assert b"Elena" not in client.get("/sign-in").content
        client.post(f"/sign-in/demo/{shop.manager.id}")
        assert client.get("/orders").status_code == 302
    with override_settings(DEMO=True):
        assert b"Elena" in client.get("/sign-in").content
        client.post(f"/sign-in/demo/{shop.manager.id}")
        assert client.get("/orders").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/orders", "/items/new", "/lists/orders.csv", "/imports"])
def test_strangers_are_sent_to_the_gate(client, path):
    assert client.get(path).headers["Location"].startswith("/sign-in?next=")
