"""Issuing and revoking API tokens."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record
from runwright.people.actor import Actor
from runwright.people.errors import ScopeNotHeld, TokenNotFound
from runwright.people.models import ApiToken
from runwright.people.roles import PERMISSIONS


def secret_hash(secret: str) -> bytes:
    """SHA-256 of a random secret; random secrets need no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


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


def _token_subject(token: ApiToken) -> Subject:
    return Subject("token", str(token.id), token.name)
