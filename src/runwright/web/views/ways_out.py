"""Ways out of a shortage that production offers, output in parts, newer recipes."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from runwright.production.services import (
    child_create,
    order_edit,
    order_recipe_renew,
    order_split,
    output_receive,
    receipt_reverse,
)
from runwright.web.actors import Request
from runwright.web.answers import done
from runwright.web.forms.ways_out import ExpediteForm, OutputForm, SplitForm, TakeBackForm
from runwright.web.records import record_url


@require_POST
def child(request: Request, order_id: int, line_id: int) -> HttpResponse:
    """Make an order for what a line is short of."""
    made = child_create(line_id=line_id, actor=request.actor)
    words = _("{record} is made as a draft. Confirm it to reserve its material.")
    return done(request, record_url("order", made.id), words.format(record=made))


@require_POST
def splitting(request: Request, order_id: int) -> HttpResponse:
    """Let an order make a part, and a new one the rest."""
    given = SplitForm(request.POST, request.actor).demanded()
    part = order_split(
        order_id=order_id, keep=given["quantity"], reason=given["reason"], actor=request.actor
    )
    words = _("{record} makes the rest.").format(record=part)
    return done(request, record_url("order", part.id), words)


@require_POST
def priority(request: Request, order_id: int) -> HttpResponse:
    """Let an order go before others."""
    given = ExpediteForm(request.POST, request.actor).demanded()
    order_edit(
        order_id=order_id,
        priority=given["quantity"],
        reason=given["reason"],
        actor=request.actor,
    )
    return done(request, reverse("web:order_materials", args=[order_id]), _("Saved."))


@require_POST
def receipt(request: Request, order_id: int) -> HttpResponse:
    """Receive a part of the output."""
    given = OutputForm(request.POST, request.actor).demanded()
    output_receive(order_id=order_id, **given, actor=request.actor)
    return done(request, record_url("order", order_id), _("It is in stock."))


@require_POST
def receipt_reversal(request: Request, order_id: int, receipt_id: int) -> HttpResponse:
    """Take a receipt back."""
    given = TakeBackForm(request.POST, request.actor).demanded()
    receipt_reverse(receipt_id=receipt_id, **given, actor=request.actor)
    return done(request, record_url("order", order_id), _("The receipt is taken back."))


@require_POST
def renewal(request: Request, order_id: int, bom_id: int) -> HttpResponse:
    """Move an order over to another revision of its recipe."""
    order = order_recipe_renew(
        order_id=order_id,
        bom_id=bom_id,
        reason=request.POST.get("reason", ""),
        actor=request.actor,
    )
    words = _("{record} is made by {bom} now.").format(record=order, bom=order.bom)
    return done(request, record_url("bom", bom_id), words)
