"""Links that work once, tokens that are limited and revocable, roles that mean something."""

from datetime import timedelta

import pytest

from runwright.journal import clock
from runwright.journal.models import Entry
from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor, system_actor
from runwright.people.errors import (
    LinkNotValid,
    PasswordTooShort,
    ScopeNotHeld,
    TokenNotFound,
    TokenNotValid,
    UnknownRole,
    UserNameTaken,
    UserNotFound,
)
from runwright.people.models import ApiToken, SignInLink, User
from runwright.people.roles import PERMISSIONS, ROLES, permissions_of
from runwright.people.selectors import actor_of, actor_of_token
from runwright.people.services import (
    LINK_HOURS,
    administrator_invite,
    link_issue,
    link_redeem,
    secret_hash,
    token_issue,
    token_revoke,
    user_create,
    user_roles_set,
)

pytestmark = pytest.mark.django_db

SYSTEM = system_actor("tests")
GOOD = "a good password"
VIEW = frozenset({"stock.view"})


def person(name: str, *roles: str) -> User:
    return user_create(
        username=name, full_name=name.capitalize(), roles=frozenset(roles), actor=SYSTEM
    )


def somebody(name: str, *roles: str) -> Actor:
    return actor_of(user=person(name, *roles))


def redeem(secret: str, password: str = GOOD) -> User:
    return link_redeem(secret=secret, password=password, actor=SYSTEM)


# One-time links


def test_a_link_sets_a_password_once() -> None:
    user = person("ana", "planner")
    assert not user.has_usable_password()
    secret = link_issue(user_id=user.id, actor=SYSTEM)
    assert redeem(secret) == user
    user.refresh_from_db()
    assert user.check_password(GOOD)
    with pytest.raises(LinkNotValid):
        redeem(secret, "another password")


def test_a_link_expires() -> None:
    secret = link_issue(user_id=person("ana").id, actor=SYSTEM)
    late = clock.now() + timedelta(hours=LINK_HOURS, seconds=1)
    with clock.at(late), pytest.raises(LinkNotValid):
        redeem(secret)


def test_a_short_password_leaves_the_link_good() -> None:
    secret = link_issue(user_id=person("ana").id, actor=SYSTEM)
    with pytest.raises(PasswordTooShort):
        redeem(secret, "short")
    redeem(secret)


def test_one_link_used_up_takes_the_others_with_it() -> None:
    """An old link in a mailbox could once still change the password."""
    user = person("ana")
    old, new = (link_issue(user_id=user.id, actor=SYSTEM) for _ in range(2))
    redeem(new)
    with pytest.raises(LinkNotValid):
        redeem(old, "taken over now")


def test_who_may_not_sign_in_any_more_gets_in_by_no_link() -> None:
    user = person("ana")
    secret = link_issue(user_id=user.id, actor=SYSTEM)
    User.objects.filter(id=user.id).update(is_active=False)
    with pytest.raises(LinkNotValid):
        redeem(secret)


def test_secrets_are_kept_as_hashes_only() -> None:
    ana = somebody("ana", "planner")
    link = link_issue(user_id=ana.person, actor=SYSTEM)
    token = token_issue(name="t", scopes=VIEW, actor=ana).secret
    assert bytes(SignInLink.objects.get().hash) == secret_hash(link)
    assert bytes(ApiToken.objects.get().hash) == secret_hash(token)
    told = str(list(Entry.objects.values())) + str(list(ApiToken.objects.values()))
    assert link not in told
    assert token not in told


def test_the_first_administrator_is_invited_until_there_is_one() -> None:
    first, second = (administrator_invite(actor=SYSTEM) for _ in range(2))
    redeem(second)
    assert administrator_invite(actor=SYSTEM) is None
    with pytest.raises(LinkNotValid):
        redeem(first, "taken over now")


# Tokens


def test_a_token_does_what_it_is_for_and_no_more() -> None:
    ana = somebody("ana", "planner")
    issued = token_issue(name="scale", scopes=frozenset({"production.view"}), actor=ana)
    actor = actor_of_token(secret=issued.secret)
    assert actor.permissions == {"production.view"}
    with pytest.raises(Forbidden):
        actor.require("production.order_create")


@pytest.mark.parametrize("scopes", [{"people.manage"}, {"no.such"}, set()])
def test_no_token_beyond_ones_own_rights(scopes: set[str]) -> None:
    with pytest.raises(ScopeNotHeld):
        token_issue(name="t", scopes=frozenset(scopes), actor=somebody("ana", "planner"))


def test_a_token_shrinks_with_its_owner() -> None:
    ana = somebody("ana", "planner")
    issued = token_issue(name="t", scopes=frozenset({"production.order_create"}), actor=ana)
    user_roles_set(user_id=ana.person, roles=frozenset({"viewer"}), actor=SYSTEM)
    assert actor_of_token(secret=issued.secret).permissions == frozenset()


def test_a_token_ends_by_time_by_hand_and_with_its_owner() -> None:
    ana = somebody("ana", "planner")
    short, revoked, owned = (
        token_issue(name="t", scopes=VIEW, actor=ana, days=days) for days in (1, 9, 9)
    )
    token_revoke(token_id=revoked.token.id, actor=ana)
    with pytest.raises(TokenNotValid):
        actor_of_token(secret=revoked.secret)
    with pytest.raises(TokenNotFound):
        token_revoke(token_id=revoked.token.id, actor=ana)
    with clock.at(clock.now() + timedelta(days=2)), pytest.raises(TokenNotValid):
        actor_of_token(secret=short.secret)
    User.objects.filter(id=ana.person).update(is_active=False)
    for secret in (owned.secret, "rw_nobody", ""):
        with pytest.raises(TokenNotValid):
            actor_of_token(secret=secret)


def test_only_an_administrator_revokes_the_tokens_of_others() -> None:
    ana, ion = somebody("ana", "planner"), somebody("ion", "planner")
    issued = token_issue(name="t", scopes=VIEW, actor=ana)
    with pytest.raises(TokenNotFound):
        token_revoke(token_id=issued.token.id, actor=ion)
    token_revoke(token_id=issued.token.id, actor=SYSTEM)


# Users and roles


def test_users_are_told_apart_and_roles_are_known() -> None:
    user = person("ana", "planner")
    with pytest.raises(UserNameTaken):
        person("ana")
    with pytest.raises(UnknownRole):
        person("ion", "king")
    with pytest.raises(UnknownRole):
        user_roles_set(user_id=user.id, roles=frozenset({"king"}), actor=SYSTEM)
    with pytest.raises(UserNotFound):
        user_roles_set(user_id=0, roles=frozenset(), actor=SYSTEM)
    with pytest.raises(UserNotFound):
        link_issue(user_id=0, actor=SYSTEM)


def test_the_roles_of_a_user_are_kept_in_the_journal() -> None:
    user = person("ana", "planner")
    user_roles_set(user_id=user.id, roles=frozenset({"viewer", "operator"}), actor=SYSTEM)
    change = Entry.objects.get(verb="user.set_roles").changes.get()
    assert (change.old, change.new) == ("planner", "operator, viewer")


def test_who_holds_nothing_may_nothing_and_an_unknown_right_is_a_mistake() -> None:
    assert permissions_of(frozenset()) == frozenset()
    assert permissions_of(frozenset({"administrator"})) == PERMISSIONS.keys()
    with pytest.raises(KeyError):
        SYSTEM.can("production.order_destroy")


@pytest.mark.parametrize("role", sorted(ROLES.keys() - {"administrator"}))
def test_only_administrators_manage_people(role: str) -> None:
    actor = somebody("ana", role)
    king = frozenset({"administrator"})
    for call in (
        lambda: user_create(username="x", full_name="X", roles=king, actor=actor),
        lambda: user_roles_set(user_id=actor.person, roles=king, actor=actor),
        lambda: link_issue(user_id=actor.person, actor=actor),
    ):
        with pytest.raises(Forbidden):
            call()
