"""The flow diagram of a run or around a batch, as a page, as data and as a workbook."""

from typing import Any

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from runwright.kernel.errors import Invalid
from runwright.production.selectors.batches import batch_get
from runwright.production.selectors.genealogy import Graph, batch_graph, run_graph
from runwright.production.selectors.runs import run_get
from runwright.reports.flow.cards import Flow
from runwright.reports.flow.files import batch_book, run_book
from runwright.web.actors import Request
from runwright.web.answers import page, sent
from runwright.web.flow import flow_rows, flow_shown, flow_words

LEVELS = ("1", "2", "3", "5", "all")
USUAL = "2"
MOST_ROWS = 300


@require_safe
def run_flow(request: Request, record_id: int) -> HttpResponse:
    """The diagram of a run."""
    graph = run_graph(run_id=record_id, actor=request.actor)
    if "data" in request.GET:
        return _data(request, graph)
    run = run_get(run_id=record_id, actor=request.actor)
    words = {
        "title": run.number,
        "home": reverse("web:run", args=[record_id]),
        "book": reverse("web:run_workbook", args=[record_id]),
        "all_batches": f"{reverse('web:batches')}?run={run.number}",
    }
    return _page(request, graph, words)


@require_safe
def batch_flow(request: Request, record_id: int) -> HttpResponse:
    """The diagram around a batch."""
    wish = request.GET.get("levels", USUAL)
    if wish not in LEVELS:
        raise Invalid(field="levels", problem=wish[:20])
    levels = None if wish == "all" else int(wish)
    graph = batch_graph(batch_id=record_id, levels=levels, actor=request.actor)
    if "data" in request.GET:
        return _data(request, graph)
    batch = batch_get(batch_id=record_id, actor=request.actor)
    words = {
        "title": batch.code,
        "home": reverse("web:batch", args=[record_id]),
        "book": reverse("web:batch_workbook", args=[record_id]),
        "levels": LEVELS,
        "level": wish,
        "all_batches": f"{reverse('web:batches')}?run={batch.run.number}",
    }
    return _page(request, graph, words)


def _flow(request: Request, graph: Graph) -> Flow:
    return flow_shown(graph, dict(request.GET.lists()))


def _data(request: Request, graph: Graph) -> JsonResponse:
    return JsonResponse(flow_words(_flow(request, graph)))


def _page(request: Request, graph: Graph, words: dict[str, Any]) -> HttpResponse:
    flow = _flow(request, graph)
    shared = len(flow.cards) < len(graph.nodes)
    seen = {
        "data": flow_words(flow),
        "rows": list(flow_rows(flow)) if len(flow.cards) <= MOST_ROWS else [],
        "batches": len(graph.nodes),
        "collapsed": shared or request.GET.get("collapsed") == "yes",
        "operations": sorted({node.stands_at for node in graph.nodes if node.stands_at}),
    }
    return page(request, "flow", words | seen)


@require_safe
def run_workbook(request: Request, record_id: int) -> StreamingHttpResponse:
    """The whole graph of a run as a workbook."""
    return sent(run_book(run_id=record_id, actor=request.actor))


@require_safe
def batch_workbook(request: Request, record_id: int) -> StreamingHttpResponse:
    """Everything a batch is joined to, as a workbook."""
    return sent(batch_book(batch_id=record_id, actor=request.actor))
