"""Trace and recall: where a lot, a batch or a supplier's lot came from, and who has it now."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from runwright.production.selectors.traces import (
    Trace,
    batch_trace,
    lot_trace,
    supplier_lot_trace,
)
from runwright.production.services.runs.recalls import trace_hold
from runwright.reports.flow.files import trace_file
from runwright.reports.selectors import format_of
from runwright.web.actors import Request
from runwright.web.answers import done, page, sent

MOST = 500
"""Rows of one sort that a page shows; the files have all of them."""

Found = Callable[..., Trace]


def _of_batch(request: Request, key: Any) -> Trace:
    return batch_trace(batch_id=key, actor=request.actor)


def _of_lot(request: Request, key: Any) -> Trace:
    return lot_trace(lot_id=key, actor=request.actor)


def _of_supplier_lot(request: Request, key: Any) -> Trace:
    return supplier_lot_trace(supplier_lot=key, actor=request.actor)


KINDS: dict[str, tuple[Found, str, str]] = {
    "batch": (_of_batch, "web:batch_trace", "web:batch"),
    "lot": (_of_lot, "web:lot_trace", "web:lot"),
    "supplier_lot": (_of_supplier_lot, "web:supplier_lot_trace", ""),
}


@require_safe
def trace(request: Request, kind: str, key: Any) -> HttpResponseBase:
    """Both directions on one page, or all of it as a file."""
    find, route, home = KINDS[kind]
    found = find(request, key)
    if "format" in request.GET:
        return sent(trace_file(trace=found, kind=format_of(request.GET["format"])))
    words = {
        "trace": found,
        "kind": kind,
        "key": key,
        "home": reverse(home, args=[key]) if home else "",
        "here": reverse(route, args=[key]),
        "hold_url": reverse(f"{route}_hold", args=[key]),
        "most": MOST,
        "customers": len({one.customer_id for one in found.ahead.deliveries}),
        "holdable": _holdable(found),
    }
    return page(request, "trace", words)


def _holdable(found: Trace) -> tuple[int, int]:
    """How many lots with goods and open batches ahead are not on hold yet."""
    lots = sum(1 for lot in found.ahead.lots if lot.on_hand and not lot.held)
    open_ones = (b for b in found.ahead.batches if b.state in ("created", "scanned"))
    return lots, sum(1 for batch in open_ones if not batch.held)


@require_POST
def hold_all(request: Request, kind: str, key: Any) -> HttpResponse:
    """Put everything ahead on hold that somebody could still use."""
    find, route, _home = KINDS[kind]
    reason = request.POST.get("reason", "")[:200]
    held = trace_hold(trace=find(request, key), reason=reason, actor=request.actor)
    told = _("{lots} lots and {batches} batches are on hold.")
    told = told.format(lots=held.lots, batches=held.batches)
    return done(request, reverse(route, args=[key]), told)
