"""Writing users, their roles, their passwords and one-time links."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from runwright.journal.clock import now
from runwright.journal.services import Edit, Subject, entry_record, fields_set, insert_unique
from runwright.people.actor import Actor
from runwright.people.errors import (
    LinkNotValid,
    PasswordTooShort,
    PasswordWrong,
    UnknownRole,
    UserNameTaken,
    UserNotFound,
)
from runwright.people.models import RoleGrant, SignInLink, User
from runwright.people.roles import ROLES
from runwright.people.services.tokens import secret_hash
from runwright.people.states import another_administrates

LINK_HOURS = 72
SHORTEST_PASSWORD = 10
EDITABLE = frozenset({"full_name", "email", "language"})


@transaction.atomic
def user_create(
    *,
    username: str,
    full_name: str,
    roles: frozenset[str],
    actor: Actor,
    email: str = "",
    language: str = "en",
    is_demo: bool = False,
) -> User:
    """Create a user who cannot sign in until a password is set through a one-time link.

    Raises ``UserNameTaken`` and ``UnknownRole``.
    """
    actor.require("people.manage")
    for role in roles - set(ROLES):
        raise UnknownRole(role=role)
    user = User(
        username=username, full_name=full_name, email=email, language=language, is_demo=is_demo
    )
    user.set_unusable_password()
    insert_unique(record=user, otherwise=UserNameTaken(username=username))
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role) for role in sorted(roles)])
    edits = [Edit("roles", "", ", ".join(sorted(roles)))]
    entry_record(actor=actor, verb="user.create", subject=_user_subject(user), edits=edits)
    return user


@transaction.atomic
def user_roles_set(*, user_id: int, roles: frozenset[str], actor: Actor) -> None:
    """Replace the roles of a user. Raises ``UnknownRole``."""
    actor.require("people.manage")
    for role in roles - set(ROLES):
        raise UnknownRole(role=role)
    user = _locked(user_id)
    if "administrator" not in roles:
        _refuse_last(user)
    before = set(user.grants.values_list("role", flat=True))
    user.grants.exclude(role__in=roles).delete()
    RoleGrant.objects.bulk_create(
        [RoleGrant(user=user, role=role) for role in sorted(roles - before)]
    )
    edits = [Edit("roles", ", ".join(sorted(before)), ", ".join(sorted(roles)))]
    entry_record(actor=actor, verb="user.set_roles", subject=_user_subject(user), edits=edits)


@transaction.atomic
def user_update(*, user_id: int, actor: Actor, **fields: object) -> User:
    """Change full name, e-mail or language of a user."""
    actor.require("people.manage")
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise TypeError(f"not a field of a user: {sorted(unknown)}")
    user = _locked(user_id)
    edits = fields_set(record=user, fields=fields)
    if edits:
        entry_record(actor=actor, verb="user.update", subject=_user_subject(user), edits=edits)
    return user


@transaction.atomic
def users_archive(*, user_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Let users sign in no more, by password, link or token. Raises ``LastAdministrator``."""
    actor.require("people.manage")
    for user_id in sorted(user_ids):
        user = _locked(user_id)
        _refuse_last(user)
        _let_in(user, "archive", actor, reason)


@transaction.atomic
def users_restore(*, user_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Let users sign in again."""
    actor.require("people.manage")
    for user_id in sorted(user_ids):
        _let_in(_locked(user_id), "restore", actor, reason)


def _let_in(user: User, verb: str, actor: Actor, reason: str) -> None:
    if fields_set(record=user, fields={"is_active": verb == "restore"}):
        subject = _user_subject(user)
        entry_record(actor=actor, verb=f"user.{verb}", subject=subject, reason=reason)


def _locked(user_id: int) -> User:
    user = User.objects.select_for_update().filter(id=user_id).first()
    if user is None:
        raise UserNotFound(key=user_id)
    return user


def _refuse_last(user: User) -> None:
    """Refuse to lose the only administrator who may sign in; two at once wait for each other."""
    list(RoleGrant.objects.select_for_update(of=("self",)).filter(role="administrator"))
    another_administrates(user)


@transaction.atomic
def user_preferences_set(*, actor: Actor, language: str, theme: str) -> None:
    """Keep the actor's own language and theme."""
    User.objects.filter(id=actor.person).update(language=language, theme=theme)


@transaction.atomic
def administrator_invite(*, actor: Actor, username: str = "admin") -> str | None:
    """Make the first administrator and return the secret of a one-time link, or ``None``
    when somebody with a password is administrator already."""
    holders = User.objects.filter(grants__role="administrator", is_demo=False)
    if holders.exclude(password__startswith="!").exists():
        return None
    user = holders.first() or user_create(
        username=username,
        full_name="Administrator",
        roles=frozenset({"administrator"}),
        actor=actor,
    )
    return link_issue(user_id=user.id, actor=actor)


@transaction.atomic
def link_issue(*, user_id: int, actor: Actor) -> str:
    """Make a link that lets a user set a password once; return its secret, kept only as a hash."""
    actor.require("people.manage")
    user = User.objects.filter(id=user_id).first()
    if user is None:
        raise UserNotFound(key=user_id)
    return _link(user, actor)


def _link(user: User, actor: Actor) -> str:
    secret = secrets.token_urlsafe(32)
    expires = now() + timedelta(hours=LINK_HOURS)
    SignInLink.objects.create(user=user, hash=secret_hash(secret), expires_at=expires)
    entry_record(actor=actor, verb="user.issue_link", subject=_user_subject(user))
    return secret


@transaction.atomic
def link_request(*, name: str, actor: Actor) -> tuple[User, str] | None:
    """Make a one-time link for whoever has forgotten a password; ``name`` is user name or e-mail.

    ``None`` where there is nobody of that name who has an e-mail address and may sign in; the
    caller says the same in both cases. An address that two users share names neither.
    """
    named = User.objects.filter(Q(username=name) | Q(email__iexact=name), is_active=True)
    found = list(named.exclude(email="")[:2])
    if len(found) != 1:
        return None
    return found[0], _link(found[0], actor)


@transaction.atomic
def link_redeem(*, secret: str, password: str, actor: Actor) -> User:
    """Set a password by a one-time link and use up this and every other link of the user.

    Raises ``LinkNotValid``, also for somebody who may not sign in any more.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(shortest=SHORTEST_PASSWORD)
    link = (
        SignInLink.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(hash=secret_hash(secret), used_at=None, expires_at__gt=now())
        .filter(user__is_active=True)
        .first()
    )
    if link is None:
        raise LinkNotValid()
    SignInLink.objects.filter(user=link.user, used_at=None).update(used_at=now())
    link.user.set_password(password)
    link.user.save(update_fields=["password"])
    entry_record(actor=actor, verb="user.set_password", subject=_user_subject(link.user))
    return link.user


@transaction.atomic
def password_change(*, current: str, password: str, actor: Actor) -> User:
    """Change the actor's own password. Raises ``Invalid`` when ``current`` is not the present one
    or the new one is too short."""
    user = User.objects.select_for_update().get(id=actor.user_id or 0)
    if not user.check_password(current):
        raise PasswordWrong()
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(shortest=SHORTEST_PASSWORD)
    user.set_password(password)
    user.save(update_fields=["password"])
    entry_record(actor=actor, verb="user.set_password", subject=_user_subject(user))
    return user


@transaction.atomic
def sign_in_record(*, actor: Actor) -> None:
    """Write down that somebody has signed in."""
    entry_record(
        actor=actor, verb="user.sign_in", subject=Subject("user", str(actor.person), actor.label)
    )


def _user_subject(user: User) -> Subject:
    return Subject("user", str(user.id), user.username)
