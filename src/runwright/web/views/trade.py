"""What views of purchasing and sales share: steps of a life, and dialogs behind a button."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_stubs_ext import StrPromise

from runwright.reports.lists.words import (
    PURCHASE_ORDER_STATES,
    REQUEST_STATES,
    RFQ_STATES,
    SALES_ORDER_STATES,
)
from runwright.web.actors import Request
from runwright.web.answers import done
from runwright.web.forms.ground import ActorForm
from runwright.web.next_steps import asked, landing
from runwright.web.records import record_url
from runwright.web.trade import KEYS, PRESSES, read

STATES = {
    "purchase_request": REQUEST_STATES,
    "rfq": RFQ_STATES,
    "purchase_order": PURCHASE_ORDER_STATES,
    "sales_order": SALES_ORDER_STATES,
}


@require_http_methods(["GET", "POST"])
def step(request: Request, record_id: int, noun: str, kind: str) -> HttpResponse:
    """Ask about a step of a record's life, or take it."""
    press = next((one for one in PRESSES[kind].values() if one.noun == noun), None)
    if press is None:
        raise Http404
    if request.method == "GET":
        record, buttons = read(kind, record_id, request.actor)
        return asked(request, kind, record, [one for one in buttons if one.press is press])
    given: dict[str, Any] = {KEYS[kind]: record_id}
    if press.has_reason:
        given["reason"] = request.POST.get("reason", "").strip()
    record = press.service(**given, actor=request.actor)
    told = _("{record} is now: {state}.")
    state = STATES[kind][record.state]
    home = landing(request, record_url(kind, record_id))
    return done(request, home, told.format(record=record, state=state))


def pressed(
    form_class: type[ActorForm],
    service: Callable[..., Any],
    key: str,
    kind: str,
    words: StrPromise,
) -> Any:
    """The view behind a dialog of one record's page: errors are told all at once."""

    @require_POST
    def view(request: Request, record_id: int) -> HttpResponse:
        given = form_class(request.POST, request.actor).demanded()
        service(**{key: record_id}, **given, actor=request.actor)
        return done(request, record_url(kind, record_id), str(words))

    return view


def reversed_fact(service: Callable[..., Any], key: str, home: Callable[[Any], str]) -> Any:
    """The view that undoes a fact by its opposite, with a reason."""

    @require_POST
    def view(request: Request, fact_id: Any) -> HttpResponse:
        reason = request.POST.get("reason", "")
        made = service(**{key: fact_id}, reason=reason, actor=request.actor)
        return done(request, home(made), _("It is undone."))

    return view
