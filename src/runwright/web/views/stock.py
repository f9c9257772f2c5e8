"""Lots, warehouses and places, and the ledger of an item."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from runwright.catalog.selectors import item_get
from runwright.journal.selectors import entries_of
from runwright.stock.selectors import (
    item_ledger,
    items_available,
    lot_claims,
    lot_get,
    moves_reversible,
    place_get,
    warehouse_get,
)
from runwright.stock.services import (
    lot_expiry_set,
    lot_hold,
    lot_release,
    place_create,
    place_update,
    places_archive,
    places_restore,
    stock_reverse,
    warehouse_create,
    warehouse_update,
    warehouses_archive,
    warehouses_restore,
)
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.stock import ExpiryForm, PlaceForm, WarehouseEditForm, WarehouseForm
from runwright.web.lists import excerpt
from runwright.web.records import record_url
from runwright.web.views.editing import archival, creation, edition, restoration

RECENT = 15
NEWEST = 500
STORED = "place,lot,grade,quantity,reserved,available"
MOVED = "at,quantity,source,target,reference,who"
LYING = "item,name,place,lot,grade,quantity,reserved,available"


@require_safe
def lot(request: Request, record_id: int) -> HttpResponse:
    """One lot: where it is, who claims it, where it went, whether it may be used."""
    record = lot_get(lot_id=record_id, actor=request.actor)
    asked: dict[str, Any] = {"item": record.item.code, "lot": record.number}
    words = {
        "lot": record,
        "hold": next((hold for hold in record.holds.all() if hold.released_at is None), None),
        "claims": lot_claims(lot_id=record_id, actor=request.actor),
        "stored": excerpt("balances", request.actor, columns=STORED, **asked),
        "moves": excerpt("moves", request.actor, columns=MOVED, **asked),
        "entries": entries_of(kind="lot", record_id=record_id)[:RECENT],
    }
    return page(request, "lot", words)


@require_POST
def lot_step(request: Request, record_id: int, noun: str) -> HttpResponse:
    """Hold a lot, release it, or correct when it expires."""
    given: dict[str, Any] = {"lot_id": record_id, "actor": request.actor}
    match noun:
        case "hold":
            lot_hold(reason=request.POST.get("reason", "")[:200], **given)
        case "release":
            lot_release(reason=request.POST.get("reason", "")[:200], **given)
        case "expiry":
            lot_expiry_set(**ExpiryForm(request.POST, request.actor).demanded(), **given)
        case _:
            raise Http404
    return done(request, record_url("lot", record_id), _("Saved."))


@require_safe
def ledger(request: Request, record_id: int) -> HttpResponse:
    """The newest moves of an item with what there was before and after each."""
    item = item_get(item_id=record_id, actor=request.actor)
    found = items_available(item_ids=[item.id], actor=request.actor)
    moves = list(item_ledger(item_id=record_id, actor=request.actor)[:NEWEST])
    words = {
        "item": item,
        "moves": moves,
        "there": found[item.id],
        "reversible": moves_reversible(moves=moves, actor=request.actor),
    }
    return page(request, "ledger", words)


@require_POST
def move_reversal(request: Request, record_id: int, fact_id: UUID) -> HttpResponse:
    """Take a move of an item back by its opposite."""
    reason = request.POST.get("reason", "")[:200]
    stock_reverse(move_id=fact_id, reason=reason, actor=request.actor)
    home = reverse("web:item_ledger", args=[record_id])
    return done(request, home, _("The move is taken back."))


warehouse_new = creation(
    WarehouseForm, warehouse_create, gettext_lazy("New warehouse"), "web:warehouses", "warehouse"
)
warehouse_edit = edition(
    WarehouseEditForm, warehouse_get, warehouse_update, "warehouse", "warehouse_id"
)
warehouse_archival = archival(warehouses_archive, "warehouse_ids", "warehouse")
warehouse_restoration = restoration(warehouses_restore, "warehouse_ids", "warehouse")


@require_safe
def warehouse(request: Request, record_id: int) -> HttpResponse:
    """One warehouse: its places, and what lies there."""
    record = warehouse_get(warehouse_id=record_id, actor=request.actor)
    words = {
        "warehouse": record,
        "places": sorted(record.places.all(), key=lambda p: (bool(p.archived_at), p.code)),
        "form": PlaceForm(None, request.actor),
        "stored": excerpt("balances", request.actor, columns=LYING, warehouse=record.code,
                          empty="no"),
        "entries": entries_of(kind="warehouse", record_id=record_id)[:RECENT],
    }  # fmt: skip
    return page(request, "warehouse", words)


@require_POST
def places(request: Request, record_id: int) -> HttpResponse:
    """Make a storage place in a warehouse."""
    record = warehouse_get(warehouse_id=record_id, actor=request.actor)
    given = PlaceForm(request.POST, request.actor).demanded()
    place = place_create(warehouse_id=record.id, **given, actor=request.actor)
    told = _("{record} is made.").format(record=place)
    return done(request, record_url("warehouse", record_id), told)


@require_POST
def place_step(request: Request, record_id: int, noun: str) -> HttpResponse:
    """Rename a storage place, archive it, or use it again."""
    place = place_get(place_id=record_id, actor=request.actor)
    match noun:
        case "renaming":
            name = request.POST.get("name", "").strip()[:120] or place.name
            place_update(place_id=record_id, name=name, actor=request.actor)
        case "archival":
            places_archive(place_ids=[record_id], actor=request.actor)
        case "restoration":
            places_restore(place_ids=[record_id], actor=request.actor)
        case _:
            raise Http404
    return done(request, record_url("warehouse", place.warehouse_id), _("Saved."))
