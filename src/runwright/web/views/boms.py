"""Bills of materials: shown, filled in like a spreadsheet, revised, compared, exploded."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.catalog.selectors import item_get, items_named, items_suggested
from runwright.engineering.selectors import (
    bom_get,
    bom_verbs,
    boms_all,
    boms_compare,
    buildable_of,
    explosion_below,
    explosion_of,
    explosion_page,
    family_of,
    rollup_of,
    routing_get,
    where_used,
)
from runwright.engineering.services import (
    BomDraft,
    bom_archive,
    bom_copy,
    bom_create,
    bom_delete,
    bom_preview,
    bom_revise,
    bom_update,
    bom_validate,
)
from runwright.journal.selectors import entries_of
from runwright.kernel.errors import Kind, Refusal
from runwright.production.selectors.renewals import orders_on_older
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.ground import ActorForm, exact
from runwright.web.forms.recipes import BomForm, BomSheets, NewBomForm, bom_draft
from runwright.web.records import record_url
from runwright.web.verbs import possible

RECENT = 15
VERBS = {"validation": bom_validate, "archival": bom_archive}
MENDABLE = {Kind.INVALID, Kind.GUARD, Kind.CONFLICT}


@require_safe
def bom(request: Request, record_id: int) -> HttpResponse:
    """One bill of materials with its lines."""
    record = bom_get(bom_id=record_id, actor=request.actor)
    may = possible(bom_verbs(bom=record, actor=request.actor))
    revisions = boms_all(actor=request.actor).filter(code=record.code).exclude(id=record_id)
    words = {
        "bom": record,
        "tab": "lines",
        "may": may,
        "revisions": revisions,
        "entries": entries_of(kind="bom", record_id=record_id)[:RECENT],
        "older": orders_on_older(bom_id=record_id, actor=request.actor),
    }
    return page(request, "bom", words)


@require_POST
def bom_step(request: Request, record_id: int, noun: str) -> HttpResponse:
    """Validate or archive a bill of materials."""
    VERBS[noun](bom_id=record_id, actor=request.actor)
    return done(request, record_url("bom", record_id), _("Done."))


@require_POST
def revision(request: Request, record_id: int) -> HttpResponse:
    """Make the next revision and open it."""
    made = bom_revise(bom_id=record_id, actor=request.actor)
    return done(request, record_url("bom", made.id), _("{record} is made.").format(record=made))


@require_POST
def copy(request: Request, record_id: int) -> HttpResponse:
    """Make a copy with a code of its own and open it."""
    made = bom_copy(bom_id=record_id, actor=request.actor)
    return done(request, record_url("bom", made.id), _("{record} is made.").format(record=made))


@require_POST
def removal(request: Request, record_id: int) -> HttpResponse:
    """Remove an unused draft."""
    record = bom_get(bom_id=record_id, actor=request.actor)
    bom_delete(bom_id=record_id, actor=request.actor)
    return done(request, record_url("item", record.item_id), _("The draft is removed."))


@require_http_methods(["GET", "POST"])
def bom_new(request: Request) -> HttpResponse:
    """A new bill of materials."""
    form = NewBomForm(request.POST or None, request.actor, request.GET.dict())
    sheets = BomSheets.empty(request.actor, {})
    if request.method == "POST":
        sheets.read(request.POST)
        if (draft := _drafted(request, form, sheets, None)) and not sheets.are_wrong:
            try:
                made = bom_create(draft=draft, actor=request.actor)
            except Refusal as refusal:
                _blame(form, sheets, refusal)
            else:
                said = _("{record} is made.").format(record=made)
                return done(request, record_url("bom", made.id), said)
    return _editor(request, form, sheets, None)


@require_http_methods(["GET", "POST"])
def bom_edit(request: Request, record_id: int) -> HttpResponse:
    """Change a draft in its table of lines."""
    record = bom_get(bom_id=record_id, actor=request.actor)
    form = BomForm(request.POST or None, request.actor, _held(record), record=record)
    sheets = BomSheets.of(record, request.actor, _steps(request, record))
    if request.method == "POST":
        sheets.read(request.POST)
        if (draft := _drafted(request, form, sheets, record)) and not sheets.are_wrong:
            try:
                bom_update(bom_id=record_id, draft=draft, actor=request.actor)
            except Refusal as refusal:
                _blame(form, sheets, refusal)
            else:
                return done(request, record_url("bom", record_id), _("Saved."))
    return _editor(request, form, sheets, record)


def _held(record: Any) -> dict[str, Any]:
    held = {name: getattr(record, name) for name in ("quantity", "routing_id", "mode", "item_id")}
    return held | {"family": family_of(record.item_id)}


def _steps(request: Request, record: Any) -> dict[int, str]:
    if record.routing_id is None:
        return {}
    routing = routing_get(routing_id=record.routing_id, actor=request.actor)
    return {operation.sequence: operation.name for operation in routing.operations.all()}


def _drafted(request: Request, form: ActorForm, sheets: BomSheets, record: Any) -> BomDraft | None:
    """What is written, or nothing when the head cannot be read; faults of cells are marked."""
    if not form.is_valid():
        sheets.drafts(request.actor)
        return None
    given = form.given()
    if record is None:
        found = items_named(codes=[given["item"]], actor=request.actor)
        return bom_draft(given, found[given["item"]], sheets, request.actor)
    return replace(bom_draft(given, record.item_id, sheets, request.actor), code=record.code)


def _blame(form: ActorForm, sheets: BomSheets, refusal: Refusal) -> None:
    """Put the reasons of a refusal where they belong; what nobody can mend here passes on."""
    if refusal.kind not in MENDABLE:
        raise refusal
    for sentence in sheets.blame(refusal):
        form.add_error(None, sentence)


def _editor(request: Request, form: ActorForm, sheets: BomSheets, record: Any) -> HttpResponse:
    words = {"form": form, "sheets": sheets, "bom": record, "wrong": sheets.are_wrong}
    answer = page(request, "bom_edit", words)
    answer.status_code = 422 if request.method == "POST" else 200
    return answer


@require_POST
def preview(request: Request, record_id: int = 0) -> HttpResponse:
    """What is written would cost and take; every refusal with the cell it is about."""
    record = bom_get(bom_id=record_id, actor=request.actor) if record_id else None
    form: ActorForm = (
        BomForm(request.POST, request.actor, _held(record), record=record)
        if record
        else NewBomForm(request.POST, request.actor)
    )
    sheets = BomSheets.empty(request.actor, _steps(request, record) if record else {})
    sheets.read(request.POST)
    draft, rollup = _drafted(request, form, sheets, record), None
    if draft and not sheets.are_wrong:
        try:
            rollup = bom_preview(draft=draft, bom_id=record_id or None, actor=request.actor)
        except Refusal as refusal:
            _blame(form, sheets, refusal)
    words = {"form": form, "sheets": sheets, "rollup": rollup, "currency": request.company.currency}
    return render(request, "web/parts/bom_preview.html", words)


class QuantityForm(ActorForm):
    """How much is asked about."""

    quantity = exact(_("Quantity"), required=False)


def _asked(request: Request, record: Any) -> tuple[QuantityForm, Decimal | None]:
    form = QuantityForm(request.GET or None, request.actor, {"quantity": record.quantity})
    given = form.cleaned_data["quantity"] if form.is_bound and form.is_valid() else None
    return form, given or None


@require_safe
def explosion(request: Request, record_id: int) -> HttpResponse:
    """Everything that goes into it: summed up, and indented level by level."""
    record = bom_get(bom_id=record_id, actor=request.actor)
    form, quantity = _asked(request, record)
    asked: dict[str, Any] = {"bom_id": record_id, "quantity": quantity, "actor": request.actor}
    words = {
        "bom": record,
        "tab": "explosion",
        "quantity_form": form,
        "quantity": quantity or record.quantity,
        "summary": explosion_of(**asked),
        "rows": explosion_below(path=(), **asked),
        "count": explosion_page(**asked, count=1).rows - 1,
    }
    return page(request, "bom_explosion", words)


@require_safe
def explosion_rows(request: Request, record_id: int) -> HttpResponse:
    """The rows under one row of the indented explosion."""
    record = bom_get(bom_id=record_id, actor=request.actor)
    _form, quantity = _asked(request, record)
    steps = request.GET.get("path", "").split(".")
    path = [int(step) for step in steps if step.isdecimal() and len(step) < 6]
    rows = explosion_below(bom_id=record_id, path=path, quantity=quantity, actor=request.actor)
    words = {"bom": record, "rows": rows, "quantity": quantity or record.quantity}
    return render(request, "web/parts/explosion_rows.html", words)


@require_safe
def roll_up(request: Request, record_id: int) -> HttpResponse:
    """Cost and duration over all levels."""
    record = bom_get(bom_id=record_id, actor=request.actor)
    form, quantity = _asked(request, record)
    rollup = rollup_of(bom_id=record_id, quantity=quantity, actor=request.actor)
    words = {"bom": record, "tab": "roll_up", "quantity_form": form, "rollup": rollup}
    return page(request, "bom_roll_up", words | {"currency": request.company.currency})


@require_safe
def buildable(request: Request, record_id: int) -> HttpResponse:
    """How many can be built from what is in stock."""
    found = buildable_of(bom_id=record_id, actor=request.actor)
    return page(request, "bom_buildable", {"bom": found.bom, "tab": "buildable", "found": found})


@require_safe
def comparison(request: Request, record_id: int, other_id: int) -> HttpResponse:
    """What one revision has otherwise than another."""
    found = boms_compare(old_id=other_id, new_id=record_id, actor=request.actor)
    return page(request, "bom_comparison", {"bom": found.new, "tab": "", "found": found})


@require_safe
def uses(request: Request, record_id: int) -> HttpResponse:
    """Where an item is used, over all levels."""
    record = item_get(item_id=record_id, actor=request.actor)
    words = {"item": record, "uses": where_used(item_id=record_id, actor=request.actor)}
    return page(request, "item_uses", words)


@require_safe
def suggestions(request: Request) -> HttpResponse:
    """Items that fit what is being typed, for the fields that take one."""
    words = request.GET.get("q", "").strip()[:60]
    found = items_suggested(words=words, actor=request.actor) if words else ()
    return render(request, "web/parts/suggestions.html", {"items": found})
