"""The steps of an order's life: asked about in a dialog, taken by a small noun."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from runwright.production.selectors import order_get, order_verbs
from runwright.production.selectors.batches import homes_of
from runwright.production.services.lives import (
    order_cancel,
    order_confirm,
    order_finish,
    order_plan,
    order_reopen,
    order_unplan,
)
from runwright.production.states import STATE_LABELS
from runwright.web.actors import Request
from runwright.web.answers import done
from runwright.web.forms.ground import numbers_after, quantity_typed
from runwright.web.next_steps import asked, landing
from runwright.web.orders import NOUNS, OrderPage
from runwright.web.records import record_url

VERBS: dict[str, Callable[..., Any]] = {
    "confirmation": order_confirm,
    "planning": order_plan,
    "unplanning": order_unplan,
    "reopening": order_reopen,
    "completion": order_finish,
    "cancellation": order_cancel,
}
REASONED = {"planning": "override", "unplanning": "reason", "reopening": "reason",
            "cancellation": "reason"}  # fmt: skip


def page_of(request: Request, order: Any) -> OrderPage:
    """An order with the buttons that somebody is offered now."""
    offered = order_verbs(order=order, actor=request.actor)
    return OrderPage(order, offered, homes_of(order=order, actor=request.actor))


@require_http_methods(["GET", "POST"])
def step(request: Request, order_id: int, noun: str) -> HttpResponse:
    """Ask about a step of the order's life, or take it."""
    if request.method == "GET":
        order = order_get(order_id=order_id, actor=request.actor)
        buttons = page_of(request, order).buttons
        return asked(request, "order", order, [b for b in buttons if NOUNS[b.verb] == noun])
    given: dict[str, Any] = {}
    if noun in REASONED:
        given[REASONED[noun]] = request.POST.get("reason", "").strip()
    if noun == "cancellation":
        given["returned"] = _returned(request)
        home = request.POST.get("home", "")
        given["home_id"] = int(home) if home.isascii() and home.isdigit() else None
    order = VERBS[noun](order_id=order_id, **given, actor=request.actor)
    told = _("{record} is now: {state}.")
    told = told.format(record=order, state=_(STATE_LABELS[order.state]))
    return done(request, landing(request, record_url("order", order.id)), told)


def _returned(request: Request) -> dict[int, Decimal]:
    """What was declared to have come back, by line."""
    typed = {
        line_id: quantity_typed(request.POST[f"return-{line_id}"], field="returned")
        for line_id in numbers_after("return-", request.POST)
    }
    return {line_id: quantity for line_id, quantity in typed.items() if quantity}
