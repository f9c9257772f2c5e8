"""One shape of view for making, changing, archiving and restoring master data."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_stubs_ext import StrPromise

from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.ground import ActorForm
from runwright.web.records import record_url
from runwright.web.refusals import at_fields

Service = Callable[..., Any]


def creation(
    form_class: type[ActorForm],
    service: Service,
    title: StrPromise,
    home: str,
    kind: str = "",
    *,
    template: str = "form",
) -> Any:
    """The view that makes a record and then shows it (or its list when it has no page)."""

    @require_http_methods(["GET", "POST"])
    def view(request: Request) -> HttpResponse:
        form = form_class(request.POST or None, request.actor, request.GET.dict())
        if form.is_valid():
            with at_fields(form):
                record = service(**form.given(), actor=request.actor)
                url = record_url(kind, record.pk)
                return done(
                    request, url or reverse(home), _("{record} is made.").format(record=record)
                )
        return page(request, template, {"form": form, "title": title, "home": reverse(home)})

    return view


def edition(
    form_class: type[ActorForm],
    find: Service,
    service: Service,
    kind: str,
    key: str,
    *,
    home: str = "",
    template: str = "form",
) -> Any:
    """The view that changes a record; the form begins with what it holds now."""

    @require_http_methods(["GET", "POST"])
    def view(request: Request, record_id: int) -> HttpResponse:
        record = find(**{key: record_id}, actor=request.actor)
        held = form_class.held_by(record)
        form = form_class(request.POST or None, request.actor, held, record=record)
        back = record_url(kind, record_id) or reverse(home)
        if form.is_valid():
            with at_fields(form):
                service(**{key: record_id}, **form.given(), actor=request.actor)
                return done(request, back, _("Saved."))
        return page(request, template, {"form": form, "title": str(record), "home": back})

    return view


def archival(service: Service, key: str, kind: str, *, home: str = "") -> Any:
    """The verb that takes a record out of use."""

    @require_POST
    def view(request: Request, record_id: int) -> HttpResponse:
        reason = request.POST.get("reason", "")
        service(**{key: [record_id]}, reason=reason, actor=request.actor)
        url = record_url(kind, record_id) or reverse(home)
        return done(request, url, _("It is archived."), undo=_opposite(request, record_id))

    return view


def _opposite(request: Request, record_id: int) -> str:
    """The address of the verb that restores what this one archives, if there is one."""
    match = request.resolver_match
    name = match.view_name.replace("_archival", "_restoration") if match else ""
    try:
        return reverse(name, args=[record_id])
    except NoReverseMatch:
        return ""


def restoration(service: Service, key: str, kind: str, *, home: str = "") -> Any:
    """The verb that takes a record out of the archive."""

    @require_POST
    def view(request: Request, record_id: int) -> HttpResponse:
        service(**{key: [record_id]}, actor=request.actor)
        return done(request, record_url(kind, record_id) or reverse(home), _("It is in use again."))

    return view
