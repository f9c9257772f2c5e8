"""Routings: shown, filled in like a spreadsheet, renewed, explained with pictures and papers."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.catalog.selectors import items_named
from runwright.engineering.selectors import attachment_get, routing_get, routings_all
from runwright.engineering.services import (
    attachment_add,
    attachment_remove,
    routing_copy,
    routing_create,
    routing_revise,
    routing_update,
    routings_archive,
    routings_restore,
)
from runwright.journal.selectors import entries_of
from runwright.kernel.errors import Kind, Refusal
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.ground import ActorForm
from runwright.web.forms.routings import NewRoutingForm, RoutingForm, RoutingSheets
from runwright.web.records import record_url
from runwright.web.refusals import at_fields

RECENT = 15
MENDABLE = {Kind.INVALID, Kind.GUARD, Kind.CONFLICT}


class AttachmentForm(ActorForm):
    """A picture or paper for an operation."""

    file = forms.FileField(label=gettext_lazy("Picture or PDF"))


@require_safe
def routing(request: Request, record_id: int) -> HttpResponse:
    """One routing with its operations."""
    record = routing_get(routing_id=record_id, actor=request.actor)
    others = routings_all(actor=request.actor).filter(code=record.code).exclude(id=record_id)
    words = {
        "routing": record,
        "can_edit": request.actor.can("engineering.manage") and not record.archived_at,
        "others": others,
        "entries": entries_of(kind="routing", record_id=record_id)[:RECENT],
        "attachment_form": AttachmentForm(None, request.actor),
    }
    return page(request, "routing", words)


@require_http_methods(["GET", "POST"])
def routing_new(request: Request) -> HttpResponse:
    """A new routing."""
    form = NewRoutingForm(request.POST or None, request.actor, request.GET.dict())
    sheets = RoutingSheets.empty(request.actor)
    if _is_readable(request, form, sheets):
        given = form.given()
        item = given.pop("item")
        try:
            made = routing_create(
                **given,
                item_id=items_named(codes=[item], actor=request.actor)[item],
                operations=sheets.drafts(request.actor),
                actor=request.actor,
            )
        except Refusal as refusal:
            _blame(form, sheets, refusal)
        else:
            said = _("{record} is made.").format(record=made)
            return done(request, record_url("routing", made.id), said)
    return _editor(request, form, sheets, None)


@require_http_methods(["GET", "POST"])
def routing_edit(request: Request, record_id: int) -> HttpResponse:
    """Change a routing that no order has used."""
    record = routing_get(routing_id=record_id, actor=request.actor)
    form = RoutingForm(request.POST or None, request.actor, {"name": record.name})
    sheets = RoutingSheets.of(record, request.actor)
    if _is_readable(request, form, sheets):
        try:
            routing_update(
                routing_id=record_id,
                **form.given(),
                operations=sheets.drafts(request.actor),
                actor=request.actor,
            )
        except Refusal as refusal:
            _blame(form, sheets, refusal)
        else:
            return done(request, record_url("routing", record_id), _("Saved."))
    return _editor(request, form, sheets, record)


def _is_readable(request: Request, form: ActorForm, sheets: RoutingSheets) -> bool:
    """Whether head and tables of a sent form can be read; what cannot is marked."""
    if not form.is_bound:
        return False
    sheets.read(request.POST)
    drafts = sheets.drafts(request.actor)
    if not drafts:
        form.add_error(None, _("A routing has at least one operation."))
    return form.is_valid() and bool(drafts) and not sheets.are_wrong


def _blame(form: ActorForm, sheets: RoutingSheets, refusal: Refusal) -> None:
    if refusal.kind not in MENDABLE:
        raise refusal
    for sentence in sheets.blame(refusal):
        form.add_error(None, sentence)


def _editor(request: Request, form: ActorForm, sheets: RoutingSheets, record: Any) -> HttpResponse:
    words = {"form": form, "sheets": sheets, "routing": record, "wrong": sheets.are_wrong}
    answer = page(request, "routing_edit", words)
    answer.status_code = 422 if request.method == "POST" else 200
    return answer


@require_POST
def version(request: Request, record_id: int) -> HttpResponse:
    """Make the next version and open it."""
    made = routing_revise(routing_id=record_id, actor=request.actor)
    return done(request, record_url("routing", made.id), _("{record} is made.").format(record=made))


@require_POST
def copy(request: Request, record_id: int) -> HttpResponse:
    """Make a copy with a code of its own and open it."""
    made = routing_copy(routing_id=record_id, actor=request.actor)
    return done(request, record_url("routing", made.id), _("{record} is made.").format(record=made))


@require_POST
def archival(request: Request, record_id: int) -> HttpResponse:
    """Take a routing out of use."""
    reason = request.POST.get("reason", "")
    routings_archive(routing_ids=[record_id], reason=reason, actor=request.actor)
    return done(request, record_url("routing", record_id), _("It is archived."))


@require_POST
def restoration(request: Request, record_id: int) -> HttpResponse:
    """Take a routing out of the archive."""
    routings_restore(routing_ids=[record_id], actor=request.actor)
    return done(request, record_url("routing", record_id), _("Done."))


@require_POST
def attachments(request: Request, record_id: int, operation_id: int) -> HttpResponse:
    """Put a picture or paper to an operation."""
    form = AttachmentForm(request.POST, request.actor, files=request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with at_fields(form):
            attachment_add(
                operation_id=operation_id, name=file.name, content=file.read(), actor=request.actor
            )
            return done(request, record_url("routing", record_id), _("Saved."))
    words = {"form": form, "title": _("Picture or PDF"), "home": record_url("routing", record_id)}
    return page(request, "form", words)


@require_POST
def attachment_removal(request: Request, record_id: int, attachment_id: int) -> HttpResponse:
    """Take a picture or paper away."""
    attachment_remove(attachment_id=attachment_id, actor=request.actor)
    return done(request, record_url("routing", record_id), _("Done."))


@require_safe
def attachment(request: Request, attachment_id: int) -> HttpResponse:
    """The content of a picture or paper, to be looked at or kept, never run."""
    found = attachment_get(attachment_id=attachment_id, actor=request.actor)
    return file_sent(found.name, found.media_type, bytes(found.content))


def file_sent(name: str, media_type: str, content: bytes) -> HttpResponse:
    """A stored file: shown as what it was found to be when it came, in a box of its own."""
    response = HttpResponse(content, content_type=media_type)
    kind = "inline" if media_type.startswith("image/") else "attachment"
    safe = "".join(c if c.isalnum() or c in "._-" else "_" for c in name if c.isascii())
    response["Content-Disposition"] = f'{kind}; filename="{safe or "file"}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
