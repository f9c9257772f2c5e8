"""A factory with a few people, each with an API token."""

import pytest

from runwright.people.actor import system_actor
from runwright.people.roles import PERMISSIONS
from runwright.people.selectors import actor_of
from runwright.people.services import token_issue, user_create
from runwright.units.services import standard_units_create
from tests.api.calls import Caller

SYSTEM = system_actor("tests")


def person(role: str):
    """A new user with one role."""
    return user_create(
        username=role, full_name=role.capitalize(), roles=frozenset({role}), actor=SYSTEM
    )


def caller(role: str, scopes: frozenset[str] | None = None) -> Caller:
    """A program that acts for a new user of this role, with all rights of the role."""
    actor = actor_of(user=person(role))
    scopes = scopes or actor.permissions & PERMISSIONS.keys()
    return Caller(token_issue(name="tests", scopes=scopes, actor=actor).secret)


@pytest.fixture
def units(db):
    standard_units_create(actor=SYSTEM)


@pytest.fixture
def admin(units) -> Caller:
    return caller("administrator")


@pytest.fixture
def viewer(units) -> Caller:
    return caller("viewer")


@pytest.fixture
def stranger(db) -> Caller:
    return Caller("")
