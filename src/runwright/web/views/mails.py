"""Sending papers by e-mail: to whom, and with which words."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from runwright.purchasing.selectors import purchase_order_get, quote_get, request_get
from runwright.purchasing.services import mail_ask
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.trade import MailForm
from runwright.web.records import record_url
from runwright.web.refusals import at_fields

Found = tuple[str, str, str]
"""Who is written to by default, the page to come back to, and what is sent."""


def mailing(key: str, find: Callable[[Any, int], Found]) -> Any:
    """The view that asks to send a paper."""

    @require_http_methods(["GET", "POST"])
    def view(request: Request, record_id: int) -> HttpResponse:
        address, home, name = find(request.actor, record_id)
        form = MailForm(request.POST or None, request.actor, {"address": address})
        if form.is_valid():
            with at_fields(form):
                given: dict[str, Any] = {key: record_id, **form.given()}
                mail_ask(**given, actor=request.actor)
                return done(request, home, _("It is on its way."))
        title = _("Send {name} by e-mail").format(name=name)
        words = {"form": form, "title": title, "home": home, "save": _("Send")}
        return page(request, "form", words)

    return view


def _order(actor: Any, key: int) -> Found:
    order = purchase_order_get(order_id=key, actor=actor)
    return order.supplier.email, record_url("purchase_order", key), order.number


def _quote(actor: Any, key: int) -> Found:
    quote = quote_get(quote_id=key, actor=actor)
    return quote.supplier.email, record_url("rfq", quote.rfq_id), quote.rfq.number


def _request(actor: Any, key: int) -> Found:
    request = request_get(request_id=key, actor=actor)
    return "", record_url("purchase_request", key), request.number


purchase_order_mail = mailing("order_id", _order)
quote_mail = mailing("quote_id", _quote)
request_mail = mailing("request_id", _request)
