"""Every page that somebody limited may open or press, with a record of their own and one of
another's: every ◐ of the matrix of roles, on the pages."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from runwright.people.roles import BY_DEPARTMENT, BY_WAREHOUSE, LIMITED, PERMISSIONS
from runwright.web.rights import RIGHTS
from runwright.web.urls import urlpatterns
from tests.limits.ground import Ground, Side, ground
from tests.limits.pages import ELSEWISE, FREE, LISTS, VISITS, Visit
from tests.limits.people import ROLES, held

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
WAYS = [(role, by) for role in ROLES for by in ("department", "warehouse")]
ITEMS = re.compile("<option[^>]*>SOCK[^<]*</option>")
"""Items to choose from are master data."""
PAGES = {str(page.name): page for page in urlpatterns}


@pytest.fixture(scope="module")
def laid(once: None) -> Ground:
    return ground()


@pytest.fixture(params=WAYS, ids=" by ".join)
def somebody(request, laid: Ground) -> tuple[str, str, Client]:
    role, by = request.param
    client = Client(raise_request_exception=False)
    client.force_login(held(laid, role, by, laid.own).user, backend=BACKEND)
    return role, by, client


def is_bound(permission: str) -> bool:
    bound = permission in BY_DEPARTMENT | BY_WAREHOUSE
    return bound and bool(PERMISSIONS[permission] & LIMITED)


def test_no_page_is_left_out():
    bound = {name for name, right in RIGHTS.items() if is_bound(right.see) or is_bound(right.do)}
    assert sorted([*VISITS, *LISTS, *FREE, *ELSEWISE]) == sorted(bound)


def opened(client: Client, name: str, visit: Visit, side: Side) -> tuple[int, str]:
    page = PAGES[name]
    there = reverse(f"web:{name}", kwargs=visit.address([*page.pattern.converters], side))
    with transaction.atomic():  # what is tried leaves no trace
        answer = client.get(there) if visit.post is None else client.post(there, visit.post(side))
        transaction.set_rollback(True)
    said = b"" if answer.streaming else answer.content
    return answer.status_code, said.decode("utf-8", "replace")


def said_of(html: str) -> str:
    """The words of a page that was not as expected."""
    main = html.partition("<main")[2] or html
    return re.sub(r"\s+|<[^>]*>", " ", main)[:400]


def may(role: str, name: str, visit: Visit) -> bool:
    right = RIGHTS[name]
    asked = right.see if visit.post is None else right.do
    return role in PERMISSIONS[asked] & PERMISSIONS[visit.step or asked]


def test_each_opens_ones_own_and_not_anothers(laid, somebody):
    role, by, client = somebody
    wrong = []
    for name, visit in VISITS.items():
        if by not in visit.by or not may(role, name, visit):
            continue
        (own, said), (other, shown) = (
            opened(client, name, visit, side) for side in (laid.own, laid.other)
        )
        if own not in ({visit.own} if visit.own else {200, 302}):
            wrong.append((name, "own", own, said_of(said)))
        if other not in {403, 404}:
            wrong.append((name, "other", other, said_of(shown)))
    assert not wrong, "\n".join(map(repr, wrong))


def test_pages_of_many_show_ones_own_only(laid, somebody):
    role, by, client = somebody
    wrong = []
    for name, limit in LISTS.items():
        if not may(role, name, Visit(limit)):
            continue
        answer = client.get(reverse(f"web:{name}"))
        said = ITEMS.sub("", answer.content.decode())
        if answer.status_code != 200:
            wrong.append((name, answer.status_code))
        if by in limit and laid.other.name in said:
            at = said.index(laid.other.name)
            wrong.append((name, said[at - 200 : at + 60]))
    assert not wrong, "\n".join(map(repr, wrong))
