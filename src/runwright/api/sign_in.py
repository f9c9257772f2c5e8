"""Who is asking: an API token, the session of somebody signed in to the pages, or a station."""

from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from runwright.api.errors import CrossSite, NotSignedIn
from runwright.floor.errors import DeviceNotValid
from runwright.floor.selectors import StationDevice, device_of
from runwright.floor.services import DEVICE_PREFIX, device_clock_note, device_seen
from runwright.people.actor import Actor
from runwright.people.errors import TokenNotValid
from runwright.people.selectors import actor_of, actor_of_token
from runwright.resources.limits import limited


class Call(HttpRequest):
    """What an endpoint is given: a request whose actor is known."""

    auth: Actor
    station: StationDevice | None
    request_id: UUID


class Token(HttpBearer):
    """``Authorization: Bearer rw_…``; an invalid token is never passed over for the session.

    That of an enrolled device (``rwd_…``) is good here as well.
    """

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """The token's owner, limited to its scopes. Raises ``NotSignedIn``."""
        try:
            if token.startswith(DEVICE_PREFIX):
                return _station(request, token)
            return limited(actor_of_token(secret=token, request_id=_request_id(request)))
        except (TokenNotValid, DeviceNotValid):
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
        return limited(actor_of(user=user, request_id=_request_id(request), device=device))


class Station(APIKeyCookie):
    """The cookie of a tablet that is a station, where nobody is signed in; writes need the CSRF
    token as well."""

    param_name = settings.STATION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """The station, if it is one. Raises ``CrossSite`` for a write without CSRF token."""
        if not key:
            return None
        try:
            actor = _station(request, key)
        except DeviceNotValid:
            return None
        if check_csrf(request):
            raise CrossSite()
        return actor


def _station(request: HttpRequest, secret: str) -> Actor:
    """The station whose secret this is; it was heard of, and at a write somebody works at it."""
    station = device_of(
        secret=secret,
        request_id=_request_id(request),
        device_at=_device_at(request),
        language=get_language() or "en",
    )
    device_seen(device_id=station.id, is_active=request.method != "GET")
    if station.actor.device_at:
        off = device_clock_note(device_id=station.id, told=station.actor.device_at)
        station = replace(station, clock_off=off)
    cast(Call, request).station = station
    return station.actor


def _device_at(request: HttpRequest) -> datetime | None:
    """The time by the clock of the device, if it says one that can be read."""
    try:
        told = datetime.fromisoformat(request.headers.get("X-Device-Time", ""))
    except ValueError:
        return None
    return told if told.tzinfo else None


def _request_id(request: HttpRequest) -> str:
    return str(getattr(request, "request_id", ""))
