"""Operators and users: changed, archived, and never without an administrator."""

from decimal import Decimal as D

import pytest

from runwright.kernel.errors import Invalid
from runwright.people.actor import Actor, system_actor
from runwright.people.errors import (
    BadgeTaken,
    HourlyRateNegative,
    LastAdministrator,
    TokenNotValid,
    UserIsOperator,
    UserNotFound,
)
from runwright.people.models import User
from runwright.people.selectors import actor_of, actor_of_token, operator_get, user_get
from runwright.people.services import (
    operator_create,
    operator_update,
    token_issue,
    user_create,
    user_roles_set,
    user_update,
    users_archive,
    users_restore,
)

pytestmark = pytest.mark.django_db

SYSTEM = system_actor("tests")


def person(name: str, *roles: str) -> User:
    return user_create(
        username=name, full_name=name.capitalize(), roles=frozenset(roles), actor=SYSTEM
    )


def test_an_operator_gets_a_rate_a_badge_and_a_user() -> None:
    ana = operator_create(code="OP1", name="Ana", actor=SYSTEM)
    user = person("ana", "operator")
    operator_update(
        operator_id=ana.id, hourly_rate=D("18.5"), badge="B-1", user_id=user.id, actor=SYSTEM
    )
    found = operator_get(operator_id=ana.id, actor=SYSTEM)
    assert (found.hourly_rate, found.badge, found.user) == (D("18.5"), "B-1", user)
    assert actor_of(user=user).operator_id == ana.id


def test_a_badge_and_a_user_are_those_of_one_person() -> None:
    user = person("ana", "operator")
    operator_create(code="OP1", name="Ana", badge="B-1", user_id=user.id, actor=SYSTEM)
    dan = operator_create(code="OP2", name="Dan", actor=SYSTEM)
    with pytest.raises(BadgeTaken, match="that of OP1 Ana"):
        operator_update(operator_id=dan.id, badge="B-1", actor=SYSTEM)
    with pytest.raises(UserIsOperator):
        operator_update(operator_id=dan.id, user_id=user.id, actor=SYSTEM)
    with pytest.raises(UserNotFound):
        operator_create(code="OP3", name="Eva", user_id=10**9, actor=SYSTEM)


def test_a_negative_rate_is_refused_on_both_ways() -> None:
    ana = operator_create(code="OP1", name="Ana", hourly_rate=D(18), actor=SYSTEM)
    for write in (
        lambda: operator_update(operator_id=ana.id, hourly_rate=D(-1), actor=SYSTEM),
        lambda: operator_create(code="OP2", name="Dan", hourly_rate=D(-1), actor=SYSTEM),
    ):
        with pytest.raises(HourlyRateNegative) as refused:
            write()
        assert isinstance(refused.value, Invalid)


def test_an_archived_user_comes_in_by_no_door() -> None:
    person("root", "administrator")
    viewer = person("vera", "viewer")
    actor: Actor = actor_of(user=viewer)
    secret = token_issue(name="t", scopes=frozenset({"stock.view"}), actor=actor).secret
    users_archive(user_ids=[viewer.id], reason="left", actor=SYSTEM)
    with pytest.raises(TokenNotValid):
        actor_of_token(secret=secret)
    users_restore(user_ids=[viewer.id], actor=SYSTEM)
    assert actor_of_token(secret=secret).user_id == viewer.id


def test_the_last_administrator_stays() -> None:
    root = person("root", "administrator")
    with pytest.raises(LastAdministrator):
        users_archive(user_ids=[root.id], actor=SYSTEM)
    with pytest.raises(LastAdministrator):
        user_roles_set(user_id=root.id, roles=frozenset({"viewer"}), actor=SYSTEM)
    person("second", "administrator")
    user_roles_set(user_id=root.id, roles=frozenset({"viewer"}), actor=SYSTEM)
    assert actor_of(user=root).roles == {"viewer"}


def test_a_user_is_renamed() -> None:
    user = person("vera", "viewer")
    user_update(user_id=user.id, full_name="Vera P.", language="ro", actor=SYSTEM)
    found = user_get(user_id=user.id, actor=SYSTEM)
    assert (found.full_name, found.language) == ("Vera P.", "ro")
