"""Who acts on a page: every page is closed to strangers unless it is marked open."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django_htmx.middleware import HtmxDetails

from runwright.company.selectors import company_get
from runwright.floor.errors import DeviceNotValid
from runwright.floor.selectors import StationDevice, device_of
from runwright.people.actor import Actor
from runwright.people.selectors import actor_of
from runwright.resources.limits import limited

View = TypeVar("View", bound=Callable[..., HttpResponse])
Respond = Callable[[HttpRequest], HttpResponse]
ACCOUNT = "account/"
"""Below it lie the pages of allauth, which send strangers away themselves."""
STATION_COOKIE = settings.STATION_COOKIE_NAME
"""Holds the secret of a tablet that is a station."""


class Request(HttpRequest):
    """What a page's view is given: the request of somebody signed in."""

    actor: Actor
    station: StationDevice | None
    company: Any
    user: Any
    htmx: HtmxDetails
    csp_nonce: str
    etag: str
    request_id: object


def open_to_all(view: View) -> View:
    """Mark a view that may be seen without signing in."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def open_to_stations(view: View) -> View:
    """Mark a view that an enrolled tablet may see, whoever stands at it."""
    view.open_to_stations = True  # type: ignore[attr-defined]
    return view


class Acting:
    """Middleware: puts the actor on the request and sends strangers to the sign-in page."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.respond(request)
        finally:
            timezone.deactivate()

    def process_view(
        self, request: Request, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not (match.app_name == "web" or match.route.startswith(ACCOUNT)):
            return None
        request.station = None
        if request.user.is_authenticated:
            device = request.headers.get("User-Agent", "")[:200]
            request.actor = limited(
                actor_of(user=request.user, request_id=str(request.request_id), device=device)
            )
        elif getattr(view, "open_to_stations", False):
            _take_station(request)
        if not hasattr(request, "actor"):
            is_open = getattr(view, "open_to_all", False) or match.app_name != "web"
            return None if is_open else to_sign_in(request)
        request.company = company_get()
        timezone.activate(ZoneInfo(request.company.time_zone))
        return None


def _take_station(request: Request) -> None:
    """Let an enrolled tablet act as the station it is."""
    secret = request.COOKIES.get(STATION_COOKIE, "")
    try:
        request.station = device_of(
            secret=secret, request_id=str(request.request_id), language=get_language() or "en"
        )
    except DeviceNotValid:
        return
    request.actor = request.station.actor


def to_sign_in(request: Request) -> HttpResponse:
    """Send a stranger to the sign-in page and back afterwards."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("web:sign_in")})
    asked = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('web:sign_in')}?{asked}")
