"""The screen of a station, and the page at which a tablet becomes one."""

from functools import cache
from pathlib import Path
from typing import Any

from csp.constants import NONCE, WASM_UNSAFE_EVAL
from csp.decorators import csp_update
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from runwright.engineering.selectors import operations_served
from runwright.production.selectors import scrap_reasons
from runwright.resources.selectors import station_get, stations_all
from runwright.web.actors import Request, open_to_all
from runwright.web.answers import page
from runwright.web.station_words import MODULES, TYPES, WORDS

WORKER = Path(__file__).parents[1] / "static/web/js/station/worker.js"


@require_safe
def pick(request: Request) -> HttpResponse:
    """Which station this is."""
    stations = stations_all(actor=request.actor).filter(archived_at=None)
    cards = [(station, *TYPES[station.type][:2]) for station in stations]
    return page(request, "station/pick", {"cards": cards})


@require_safe
@csp_update({"script-src": [NONCE, WASM_UNSAFE_EVAL]})  # type: ignore[untyped-decorator]
def screen(request: Request, record_id: int) -> HttpResponse:
    """The screen of one station. The reader of codes for cameras is a WebAssembly module."""
    station = station_get(station_id=record_id, actor=request.actor)
    kind, icon, ready = TYPES[station.type]
    words = {
        "station": station,
        "station_icon": icon,
        "kind_word": kind,
        "ready": ready,
        "told": _told(request, station),
        "words": {name: str(said) for name, said in WORDS.items()},
        "modules": MODULES,
    }
    return page(request, "station/screen", words)


def _told(request: Request, station: Any) -> dict[str, Any]:
    """What the script knows about the station, without network as well."""
    actor = request.actor
    served = operations_served(station_id=station.id, actor=actor)
    return {
        "id": station.id,
        "type": station.type,
        "is_material_checked": station.is_material_checked,
        "operations": [one.name for one in served],
        "scrap_reasons": list(scrap_reasons(actor=actor).values("id", "name")),
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
