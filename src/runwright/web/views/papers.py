"""Printed papers, opened in the browser to be printed from there."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from runwright.labels import orders
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
