"""Who is asking: an API token, or the session of somebody signed in to the pages."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from runwright.api.errors import CrossSite, NotSignedIn
from runwright.people.actor import Actor
from runwright.people.errors import TokenNotValid
from runwright.people.selectors import actor_of, actor_of_token


class Call(HttpRequest):
    """What an endpoint is given: a request whose actor is known."""

    auth: Actor
    request_id: UUID


class Token(HttpBearer):
    """``Authorization: Bearer rw_…``; an invalid token is never passed over for the session."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """The token's owner, limited to its scopes. Raises ``NotSignedIn``."""
        try:
            return actor_of_token(secret=token, request_id=_request_id(request))
        except TokenNotValid:
            raise NotSignedIn() from None


class Session(APIKeyCookie):
    """The cookie of the pages; writes need the CSRF token as well."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)  # checked below, once it is known that there is a session

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """The person signed in, if any. Raises ``CrossSite`` for a write without CSRF token."""
        user: Any = request.user
        if not user.is_authenticated:
            return None
        if check_csrf(request):
            raise CrossSite()
        device = request.headers.get("User-Agent", "")[:200]
        return actor_of(user=user, request_id=_request_id(request), device=device)


def _request_id(request: HttpRequest) -> str:
    return str(getattr(request, "request_id", ""))
