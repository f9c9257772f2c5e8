"""Reading users, operators and tokens, and turning credentials into an actor."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from runwright.journal.clock import now
from runwright.journal.rows import answer
from runwright.people.actor import Actor
from runwright.people.errors import OperatorNotFound, TokenNotValid, UserNotFound
from runwright.people.models import ApiToken, Operator, RoleGrant, User
from runwright.people.roles import permissions_of
from runwright.people.services import secret_hash

TOKEN_USE_NOTED_EVERY = timedelta(minutes=5)


def actor_of(
    *,
    user: User,
    request_id: str = "",
    device: str = "",
    device_at: datetime | None = None,
) -> Actor:
    """The actor that a signed-in user is, with the permissions of all their roles."""
    roles = frozenset(RoleGrant.objects.filter(user=user).values_list("role", flat=True))
    operator_id = Operator.objects.filter(user=user).values_list("id", flat=True).first()
    return Actor(
        user_id=user.id,
        label=str(user),
        roles=roles,
        permissions=permissions_of(roles),
        operator_id=operator_id,
        device=device,
        request_id=request_id,
        device_at=device_at,
        language=user.language,
    )


def actor_of_id(*, user_id: int) -> Actor:
    """The actor that a user is, signed in or not, as background work needs it.

    Raises ``UserNotFound``, also when the user may not sign in any more.
    """
    user = User.objects.filter(id=user_id, is_active=True).first()
    if user is None:
        raise UserNotFound(key=user_id)
    return actor_of(user=user)


def actor_of_token(*, secret: str, request_id: str = "") -> Actor:
    """The actor behind an API token, limited to its scopes. Raises ``TokenNotValid``."""
    found = answer(TOKEN_OWNER, {"hash": secret_hash(secret), "now": now()})
    if not found:
        raise TokenNotValid()
    token_id, name, scopes, used_at, user_id, label, language, operator_id, granted = found[0]
    if used_at is None or now() - used_at > TOKEN_USE_NOTED_EVERY:
        ApiToken.objects.filter(id=token_id).update(last_used_at=now())
    roles = frozenset(granted)
    return Actor(
        user_id=user_id,
        label=label,
        roles=roles,
        permissions=permissions_of(roles) & frozenset(scopes),
        operator_id=operator_id,
        device=f"token {name}",
        request_id=request_id,
        language=language,
    )


TOKEN_OWNER = """
SELECT t.id, t.name, t.scopes, t.last_used_at, u.id, coalesce(nullif(u.full_name, ''), u.username),
       u.language, (SELECT o.id FROM people_operator o WHERE o.user_id = u.id),
       array(SELECT g.role FROM people_rolegrant g WHERE g.user_id = u.id)
FROM people_apitoken t JOIN people_user u ON u.id = t.user_id
WHERE t.hash = %(hash)s AND t.revoked_at IS NULL AND t.expires_at > %(now)s AND u.is_active
"""
"""All that is to be known about a caller in one round trip: every call of the API asks it."""


def users_all(*, actor: Actor) -> QuerySet[User]:
    """Every user with their role grants."""
    actor.require("people.manage")
    return User.objects.prefetch_related("grants").order_by("username")


def user_get(*, user_id: int, actor: Actor) -> User:
    """One user with their role grants. Raises ``UserNotFound``."""
    user = users_all(actor=actor).filter(id=user_id).first()
    if user is None:
        raise UserNotFound(key=user_id)
    return user


def people_of_office(*, actor: Actor) -> QuerySet[User]:
    """Those who may be responsible for an order: everybody in use who holds a role, by name."""
    actor.require("production.view")
    return (
        User.objects.filter(is_active=True, grants__isnull=False).distinct().order_by("full_name")
    )


def demo_users() -> list[User]:
    """The named people of the demo, offered on the sign-in page in demo mode only."""
    found = User.objects.filter(is_demo=True, is_active=True).prefetch_related("grants")
    return list(found.order_by("id"))


def operators_all(*, actor: Actor) -> QuerySet[Operator]:
    """Every operator, by code."""
    actor.require("resources.view")
    return Operator.objects.order_by("code")


def operator_get(*, operator_id: int, actor: Actor) -> Operator:
    """One operator with their user. Raises ``OperatorNotFound``."""
    found = operators_all(actor=actor).select_related("user").filter(id=operator_id).first()
    if found is None:
        raise OperatorNotFound(key=operator_id)
    return found


def tokens_of(*, actor: Actor) -> QuerySet[ApiToken]:
    """The actor's own API tokens, newest first."""
    actor.require("people.token_manage")
    return ApiToken.objects.filter(user_id=actor.person).order_by("-id")


def sessions_of(*, actor: Actor) -> QuerySet[UserSession]:
    """Where the actor is signed in, the latest first."""
    actor.require("people.account_manage")
    return UserSession.objects.filter(user_id=actor.person).order_by("-last_seen_at")
