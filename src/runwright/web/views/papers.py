"""Printed papers, opened in the browser to be printed from there."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from runwright.labels import counts, orders
from runwright.labels.purchases import purchase_order_pdf, quote_pdf, request_pdf
from runwright.web.actors import Request


@require_safe
def order_paper(request: Request, order_id: int, paper: str) -> HttpResponse:
    """A paper of an order: its traveller or its pick list."""
    if paper not in orders.PAPERS:
        raise Http404
    pdf = orders.order_paper(order_id=order_id, name=paper, actor=request.actor)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{paper}-{order_id}.pdf"'
    return response


@require_safe
def purchase_order_paper(request: Request, record_id: int) -> HttpResponse:
    """A purchase order, in the supplier's language."""
    return _shown(purchase_order_pdf(order_id=record_id, actor=request.actor), "order", record_id)


@require_safe
def quote_paper(request: Request, record_id: int) -> HttpResponse:
    """The question to one supplier, in their language."""
    return _shown(quote_pdf(quote_id=record_id, actor=request.actor), "rfq", record_id)


@require_safe
def request_paper(request: Request, record_id: int) -> HttpResponse:
    """A purchase request."""
    return _shown(request_pdf(request_id=record_id, actor=request.actor), "request", record_id)


def _shown(pdf: bytes, name: str, record_id: int) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}-{record_id}.pdf"'
    return response


@require_safe
def count_sheet(request: Request, record_id: int) -> HttpResponse:
    """The paper to count by."""
    pdf = counts.count_paper(count_id=record_id, actor=request.actor)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="count-{record_id}.pdf"'
    return response
