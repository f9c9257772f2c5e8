"""The screen of a station, and the pages at which a tablet becomes one."""

from functools import cache
from pathlib import Path
from typing import Any

from csp.constants import NONCE, WASM_UNSAFE_EVAL
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from runwright.floor.errors import CodeNotValid
from runwright.floor.selectors import StationScreen, station_screen
from runwright.floor.services import device_create, device_enrol
from runwright.people.actor import Actor
from runwright.resources.selectors import stations_all
from runwright.web.actors import STATION_COOKIE, Request, open_to_all, open_to_stations
from runwright.web.answers import page
from runwright.web.forms.stations import CodeForm, DeviceForm
from runwright.web.refusals import at_fields
from runwright.web.station_words import MODULES, TYPES, WORDS

WORKER = Path(__file__).parents[1] / "static/web/js/station/worker.js"
YEARS = 10 * 365 * 24 * 3600


@require_safe
@open_to_stations
def pick(request: Request) -> HttpResponse:
    """Which station this is; a tablet that is one goes there."""
    if request.station:
        return redirect("web:station_screen", request.station.station_id)
    stations = stations_all(actor=request.actor).filter(archived_at=None)
    words = {
        "cards": [(station, *TYPES[station.type][:2]) for station in stations],
        "may_enrol": request.actor.can("floor.device_manage"),
    }
    return page(request, "station/pick", words)


@require_http_methods(["GET", "POST"])
def device(request: Request, record_id: int) -> HttpResponse:
    """Make this very device the station; whoever does so is signed out of it."""
    request.actor.require("floor.device_manage")
    form = DeviceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with at_fields(form):
            name = form.cleaned_data["name"]
            made = device_create(name=name, station_id=record_id, actor=request.actor)
            return _enrolled(request, made.code, request.actor)
    told = station_screen(station_id=record_id, actor=request.actor)
    return page(request, "station/device", {"form": form, "station": told.station})


@require_http_methods(["GET", "POST"])
@never_cache
@open_to_all
def enrolment(request: Request) -> HttpResponse:
    """A tablet becomes a station by the code that an administrator was shown."""
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        tablet = Actor(user_id=None, label=_("a tablet"))
        try:
            return _enrolled(request, form.cleaned_data["code"], tablet)
        except CodeNotValid as refusal:
            form.add_error("code", refusal.message(_))
    return page(request, "station/enrolment", {"form": form})


def _enrolled(request: Request, code: str, actor: Actor) -> HttpResponse:
    """Keep the secret of the device where no script can read it."""
    made = device_enrol(code=code, agent=request.headers.get("User-Agent", ""), actor=actor)
    logout(request)
    response = HttpResponseRedirect(reverse("web:station_screen", args=[made.device.station_id]))
    response.set_cookie(
        STATION_COOKIE, made.secret, max_age=YEARS, httponly=True, samesite="Lax",
        secure=settings.TLS,
    )  # fmt: skip
    return response


@require_safe  # type: ignore[type-var]
@open_to_stations
@csp_update({"script-src": [NONCE, WASM_UNSAFE_EVAL]})  # type: ignore[untyped-decorator, arg-type]
def screen(request: Request, record_id: int) -> HttpResponse:
    """The screen of one station. The reader of codes for cameras is a WebAssembly module."""
    if request.station and request.station.station_id != record_id:
        return redirect("web:station_screen", request.station.station_id)
    told = station_screen(station_id=record_id, actor=request.actor)
    kind, icon, ready = TYPES[told.station.type]
    words = {
        "station": told.station,
        "station_icon": icon,
        "kind_word": kind,
        "ready": ready,
        "told": _told(request, told),
        "words": {name: str(said) for name, said in WORDS.items()},
        "modules": MODULES,
    }
    return page(request, "station/screen", words)


def _told(request: Request, told: StationScreen) -> dict[str, Any]:
    """What the script knows about the station, without network as well."""
    actor, station = request.actor, told.station
    return {
        "id": station.id,
        "name": station.name,
        "type": station.type,
        "is_material_checked": station.is_material_checked,
        "is_device": request.station is not None,
        "operations": told.operations,
        "takes_parts": told.takes_parts,
        "scrap_reasons": [{"id": id, "name": name} for id, name in told.scrap_reasons],
        "operator": {"id": actor.operator_id, "name": actor.label} if actor.operator_id else None,
    }


@require_safe
@open_to_all
def worker(request: Request) -> HttpResponse:
    """The script that keeps the screen usable without network; its folder is what it serves."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@cache
def _worker() -> bytes:
    return WORKER.read_bytes()
