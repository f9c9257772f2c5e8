"""Every page for every role: it answers or refuses exactly as the table says."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from runwright.people.actor import Actor, system_actor
from runwright.people.roles import PERMISSIONS, ROLES, permissions_of
from runwright.people.services import user_create
from runwright.web.rights import OPEN, RIGHTS, Rights, refuse_undeclared
from runwright.web.urls import urlpatterns

BACKEND = "django.contrib.auth.backends.ModelBackend"
UUID = "0190f3a0-0000-7000-8000-000000000001"
WORDS = {"IntConverter": 987654, "UUIDConverter": UUID}
STANDING = {"sign_in", "sign_in_as", "sign_out", "welcome"}
"""Pages that change who is signed in."""


def address(page):
    given = {
        name: WORDS.get(type(one).__name__, "x") for name, one in page.pattern.converters.items()
    }
    known = page.default_args or {}
    return reverse(
        f"web:{page.name}", kwargs=given | {k: v for k, v in known.items() if k in given}
    )


def client_of(role):
    user = user_create(
        username=role, full_name=role, roles=frozenset({role}), actor=system_actor("test")
    )
    client = Client(raise_request_exception=False)
    client.force_login(user, backend=BACKEND)
    return client


def pages():
    return [page for page in urlpatterns if page.name not in STANDING]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_asks_for_the_permission_of_its_row(role, monkeypatch):
    monkeypatch.setattr("runwright.web.rights.refused", lambda request, why: 403)
    held, wrong = permissions_of(frozenset({role})), []
    actor = Actor(user_id=1, label=role, roles=frozenset({role}), permissions=held)
    door = Rights(lambda request: HttpResponse())
    for page in urlpatterns:
        match = SimpleNamespace(app_name="web", url_name=page.name)
        for method, permission in zip(("GET", "POST"), ways(page), strict=True):
            request = SimpleNamespace(resolver_match=match, method=method, actor=actor)
            wanted = None if permission == OPEN or permission in held else 403
            if door.process_view(request, page.callback, (), {}) != wanted:
                wrong.append((page.name, method))
    assert wrong == []


def ways(page):
    return RIGHTS[page.name].see, RIGHTS[page.name].do


@pytest.mark.slow
@pytest.mark.django_db
def test_whoever_is_let_in_is_not_refused_inside():
    """Behind the door the views read what the role that may least is shown as well.

    A station is a device, not somebody: it scans at its own screen and sees no page beside it.
    """
    clients = {role: client_of(role) for role in ROLES}
    wrong = []
    for page in pages():
        right = RIGHTS[page.name]
        allowed = PERMISSIONS.get(right.see, frozenset(ROLES)) - {"station"}
        role = min(sorted(allowed), key=lambda one: len(permissions_of(frozenset({one}))))
        status = clients[role].get(address(page)).status_code
        if status in {403, 500}:
            wrong.append((page.name, role, status))
    assert wrong == []


@pytest.mark.slow
@pytest.mark.django_db
def test_no_page_breaks_on_an_empty_form_for_a_record_that_is_not_there():
    """Every verb of every page, with an unknown id and nothing filled in."""
    client, broken = client_of("administrator"), []
    for page in pages():
        status = client.post(address(page), {}).status_code
        if status >= 500:
            broken.append((page.name, status))
    assert broken == []


def test_a_page_without_a_row_stops_the_start():
    stranger = path("backdoor", lambda request: HttpResponse(), name="backdoor")
    with pytest.raises(ImproperlyConfigured, match="backdoor"):
        refuse_undeclared([*urlpatterns, stranger])


def test_a_row_without_a_page_stops_the_start():
    with pytest.raises(ImproperlyConfigured, match="not there"):
        refuse_undeclared(urlpatterns[:-1])
