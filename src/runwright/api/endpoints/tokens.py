"""The caller's own API tokens."""

from datetime import datetime
from typing import Annotated, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import Done, Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Key, Label, Line, PathKey
from runwright.people.selectors import tokens_of
from runwright.people.services import token_issue, token_revoke
from runwright.reports.lists.columns import Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Search

door = Door("Tokens", __name__)

TOKENS = ListDefinition(
    name="tokens",
    title=_("API tokens"),
    permission="people.token_manage",
    base=lambda actor: tokens_of(actor=actor),
    columns=(
        Column("name", _("Name")),
        Column("prefix", _("Begins with"), Kind.CODE),
        Column("created", _("Created"), Kind.INSTANT, path="created_at"),
        Column("expires", _("Expires"), Kind.INSTANT, path="expires_at"),
        Column("used", _("Last used"), Kind.INSTANT, path="last_used_at", optional=True),
        Column("revoked", _("Revoked"), Kind.INSTANT, path="revoked_at", optional=True),
    ),
    filters=(Search("q", _("Search"), paths=("name",)),),
    sort=("-created",),
)
add_list(door, "/tokens", TOKENS)


class NewToken(Given):
    """A token to be issued, good for so many days; scopes are permissions of one's own."""

    name: Label
    scopes: Annotated[list[Annotated[str, Line(80)]], Field(min_length=1, max_length=100)]
    days: Annotated[int, Field(strict=True, ge=1, le=3650)] = 365


class Token(Shown):
    """A new token. The secret is shown this once and kept nowhere."""

    id: Key
    name: str
    scopes: list[str]
    expires_at: datetime
    secret: str

    def kept(self) -> Self:
        """The secret is not kept: a repeat is answered without it."""
        return self.model_copy(update={"secret": ""})


@door.create("/tokens", permission="people.token_manage", answer=Token)
def issue_token(request: Call, given: NewToken) -> object:
    """Issue a token that can do no more than its owner."""
    issued = token_issue(
        name=given.name, scopes=frozenset(given.scopes), days=given.days, actor=request.auth
    )
    token = issued.token
    return Token(
        id=token.id,
        name=token.name,
        scopes=token.scopes,
        expires_at=token.expires_at,
        secret=issued.secret,
    )


@door.act("/tokens/{token_id}/revocation", permission="people.token_manage", answer=Done)
def revoke_token(request: Call, token_id: PathKey) -> object:
    """Make a token useless for ever."""
    token_revoke(token_id=token_id, actor=request.auth)
    return Done()
