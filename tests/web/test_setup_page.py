"""The checklist on its page and on the dashboard of a company that begins."""

import pytest
from django.test import Client

from runwright.company.selectors import company_get
from runwright.people.actor import system_actor
from runwright.people.services import user_create

pytestmark = pytest.mark.django_db

SYSTEM = system_actor("tests")


def browser(role: str) -> Client:
    user = user_create(username=role, full_name=role, roles=frozenset({role}), actor=SYSTEM)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_dashboard_of_an_empty_company_begins_with_the_checklist() -> None:
    page = browser("administrator").get("/").content.decode()
    assert "Set up your company in seven steps" in page
    assert "There is no unit yet." in page


def test_who_only_looks_is_not_asked_to_set_up() -> None:
    assert "seven steps" not in browser("viewer").get("/").content.decode()


def test_every_gap_leads_to_a_page_that_opens() -> None:
    client = browser("administrator")
    answer = client.get("/setup")
    for shown in answer.context["steps"]:
        for _, url in (*shown.gaps, *shown.buttons):
            assert client.get(url).status_code == 200, url


def test_the_prefixes_are_accepted_with_one_button() -> None:
    client = browser("administrator")
    assert client.post("/setup/prefixes").status_code == 302
    assert company_get().prefixes_checked_at
    assert "They are good as they are" not in client.get("/setup").content.decode()
