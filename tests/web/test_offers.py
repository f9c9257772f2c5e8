"""A page offers only what the person who looks at it may open and press."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from runwright.people.actor import system_actor
from runwright.people.roles import PERMISSIONS, permissions_of
from runwright.people.services import user_create
from runwright.web.rights import OPEN, RIGHTS
from tests.web.shop import shop_open
from tests.web.test_order_features import entered

pytestmark = pytest.mark.django_db

PAGES = {
    "setup": "/setup",
    "numberings": "/settings/numbers",
    "reasons": "/settings/reasons",
    "printers": "/settings/printers",
}


class _Offers(HTMLParser):
    """The addresses a page leads to, each with the method it is asked by."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.found.add((given["href"], "GET"))
        if tag == "form" and given.get("action"):
            self.found.add((given["action"], given.get("method", "get").upper()))
        if "data-action" in given:
            self.found.add((given["data-action"], "POST"))


def refused_offers(answer, role):
    """What a page offers that the role is refused at the door."""
    read, held = _Offers(), permissions_of(frozenset({role}))
    read.feed(answer.content.decode())
    for address, method in sorted(read.found):
        try:
            match = resolve(urlsplit(address).path)
        except Resolver404:
            continue
        if match.app_name == "web":
            asked = RIGHTS[match.url_name].asked(method)
            if asked != OPEN and asked not in held:
                yield f"{role}: {method} {address}"


@pytest.fixture
def shop():
    return shop_open()


def person(role):
    own = {"username": f"a-{role}", "full_name": role, "roles": frozenset({role})}
    return user_create(**own, actor=system_actor("test"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_offers_only_what_may_be_done(page, shop):
    found = []
    for role in sorted(PERMISSIONS[RIGHTS[page].see] - {"station"}):
        answer = entered(person(role)).get(PAGES[page])
        assert answer.status_code == 200
        found += refused_offers(answer, role)
    assert found == []
