"""Writing users, roles, one-time links, API tokens and operators."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from runwright.journal.clock import now
from runwright.journal.services import Edit, Subject, entry_record, fields_set, insert_unique
from runwright.people.actor import Actor
from runwright.people.errors import (
    CodeTaken,
    LinkNotValid,
    OperatorNotFound,
    PasswordTooShort,
    PasswordWrong,
    ScopeNotHeld,
    TokenNotFound,
    UnknownRole,
    UserNameTaken,
    UserNotFound,
)
from runwright.people.models import ApiToken, Operator, RoleGrant, SignInLink, User
from runwright.people.roles import PERMISSIONS, ROLES

LINK_HOURS = 72
SHORTEST_PASSWORD = 10


def secret_hash(secret: str) -> bytes:
    """SHA-256 of a random secret; random secrets need no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


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
    user = User.objects.select_for_update().filter(id=user_id).first()
    if user is None:
        raise UserNotFound(key=user_id)
    before = set(user.grants.values_list("role", flat=True))
    user.grants.exclude(role__in=roles).delete()
    RoleGrant.objects.bulk_create(
        [RoleGrant(user=user, role=role) for role in sorted(roles - before)]
    )
    edits = [Edit("roles", ", ".join(sorted(before)), ", ".join(sorted(roles)))]
    entry_record(actor=actor, verb="user.set_roles", subject=_user_subject(user), edits=edits)


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
    secret = secrets.token_urlsafe(32)
    user = User.objects.filter(id=user_id).first()
    if user is None:
        raise UserNotFound(key=user_id)
    expires = now() + timedelta(hours=LINK_HOURS)
    SignInLink.objects.create(user=user, hash=secret_hash(secret), expires_at=expires)
    entry_record(actor=actor, verb="user.issue_link", subject=_user_subject(user))
    return secret


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


@dataclass(frozen=True)
class IssuedToken:
    """A new API token; ``secret`` is shown once and kept nowhere."""

    token: ApiToken
    secret: str


@transaction.atomic
def token_issue(*, name: str, scopes: frozenset[str], actor: Actor, days: int = 365) -> IssuedToken:
    """Issue an API token for the actor, limited to ``scopes`` (permission names).

    Raises ``ScopeNotHeld`` when a scope is unknown or beyond the actor's own permissions.
    """
    actor.require("people.token_manage")
    missing = sorted(scopes - (actor.permissions & set(PERMISSIONS)))
    if missing or not scopes:
        raise ScopeNotHeld(scopes=missing)
    secret = "rw_" + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user_id=actor.person,
        name=name,
        prefix=secret[:8],
        hash=secret_hash(secret),
        scopes=sorted(scopes),
        expires_at=now() + timedelta(days=days),
    )
    entry_record(actor=actor, verb="token.issue", subject=_token_subject(token))
    return IssuedToken(token=token, secret=secret)


@transaction.atomic
def token_revoke(*, token_id: int, actor: Actor) -> None:
    """Make one of the actor's own tokens useless; an administrator may revoke anybody's.

    Raises ``TokenNotFound``, also for one that was revoked before.
    """
    tokens = ApiToken.objects.select_for_update().filter(id=token_id, revoked_at=None)
    if not actor.can("people.manage"):
        tokens = tokens.filter(user_id=actor.person)
    token = tokens.first()
    if token is None:
        raise TokenNotFound(key=token_id)
    token.revoked_at = now()
    token.save(update_fields=["revoked_at"])
    entry_record(actor=actor, verb="token.revoke", subject=_token_subject(token))


@transaction.atomic
def operator_create(
    *,
    code: str,
    name: str,
    actor: Actor,
    hourly_rate: Decimal | None = None,
    user_id: int | None = None,
    badge: str | None = None,
) -> Operator:
    """Create an operator; the rate is money per hour. Raises ``CodeTaken``."""
    actor.require("people.operator_manage")
    operator = Operator(code=code, name=name, hourly_rate=hourly_rate, user_id=user_id, badge=badge)
    insert_unique(record=operator, otherwise=CodeTaken(code=code))
    entry_record(actor=actor, verb="operator.create", subject=_operator_subject(operator))
    return operator


@transaction.atomic
def operator_archive(*, operator_id: int, actor: Actor, reason: str = "") -> None:
    """Take an operator out of use; history keeps naming them."""
    actor.require("people.operator_manage")
    operator = Operator.objects.select_for_update().filter(id=operator_id).first()
    if operator is None:
        raise OperatorNotFound(key=operator_id)
    operator.archived_at = now()
    operator.save(update_fields=["archived_at"])
    subject = _operator_subject(operator)
    entry_record(actor=actor, verb="operator.archive", subject=subject, reason=reason)


@transaction.atomic
def operators_restore(*, operator_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take operators out of the archive."""
    actor.require("people.operator_manage")
    operators = Operator.objects.select_for_update().filter(id__in=operator_ids)
    for operator in operators.order_by("id"):
        fields_set(record=operator, fields={"archived_at": None})
        subject = _operator_subject(operator)
        entry_record(actor=actor, verb="operator.restore", subject=subject, reason=reason)


def _user_subject(user: User) -> Subject:
    return Subject("user", str(user.id), user.username)


def _token_subject(token: ApiToken) -> Subject:
    return Subject("token", str(token.id), token.name)


def _operator_subject(operator: Operator) -> Subject:
    return Subject("operator", str(operator.id), str(operator))
