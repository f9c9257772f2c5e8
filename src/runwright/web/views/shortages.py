"""The ways out of a shortage that stock itself offers: taking over, and carrying over."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from runwright.production.errors import LineNotFound
from runwright.production.selectors import order_get
from runwright.stock.selectors import storage_places
from runwright.stock.services import claim_take_over, stock_transfer
from runwright.web.actors import Request
from runwright.web.answers import done
from runwright.web.forms.stock import CarryOverForm, TakeOverForm


@require_POST
def take_over(request: Request, order_id: int, line_id: int) -> HttpResponse:
    """Take over for a line what a less urgent need holds."""
    line = _line(request, order_id, line_id)
    given = TakeOverForm(request.POST, request.actor).demanded()
    claim_take_over(need_id=line.need_id, **given, actor=request.actor)
    return _told(request, order_id, _("It is reserved for this order now."))


@require_POST
def carry_over(request: Request, order_id: int, line_id: int) -> HttpResponse:
    """Carry goods of another warehouse to where the order takes its components."""
    line = _line(request, order_id, line_id)
    given = CarryOverForm(request.POST, request.actor).demanded()
    places = storage_places(actor=request.actor).filter(warehouse=line.need.warehouse_id)
    stock_transfer(
        item_id=line.item_id,
        target_id=places.order_by("id").values_list("id", flat=True)[0],
        for_need_id=line.need_id,
        **given,
        actor=request.actor,
    )
    return _told(request, order_id, _("The goods are carried over and reserved for this order."))


def _line(request: Request, order_id: int, line_id: int) -> Any:
    """A material line of the order. Raises ``LineNotFound``."""
    lines = order_get(order_id=order_id, actor=request.actor).materials.all()
    line = next((line for line in lines if line.id == line_id), None)
    if line is None:
        raise LineNotFound(key=line_id)
    return line


def _told(request: Request, order_id: int, words: str) -> HttpResponse:
    return done(request, reverse("web:order_materials", args=[order_id]), words)
