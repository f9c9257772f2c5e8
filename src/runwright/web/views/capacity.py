"""Load against capacity, the work orders behind each figure, and both as files."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from runwright.reports.capacity.figures import (
    Capacity,
    Cell,
    CentreLoad,
    capacity_report,
    capacity_work,
)
from runwright.reports.capacity.pictures import capacity_chart
from runwright.reports.capacity.tables import capacity_export
from runwright.web.actors import Request
from runwright.web.answers import page, sent

MOST = 1_000
EXPORTS = (("load", _("Load and capacity")), ("work", _("Planned work")))


@require_safe
def show(request: Request) -> HttpResponse:
    """The report: a picture, and every work centre in every day or week."""
    report = capacity_report(given=_given(request), actor=request.actor)

    def behind(row: CentreLoad, cell: Cell) -> str:
        return _behind(report, row, cell)

    words = {
        "report": report,
        "chart": capacity_chart(report, behind),
        "rows": [
            (row, "?" + urlencode({"by": report.by, "centre": row.code}),
             [(cell, behind(row, cell)) for cell in [*row.cells, row.total]])
            for row in report.rows
        ],
        "kept": f"&centre={report.centre}" if report.centre else "",
        "exports": EXPORTS,
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return page(request, "capacity", words)


@require_safe
def work(request: Request) -> HttpResponse:
    """The work orders behind a load."""
    found = capacity_work(given=_given(request), actor=request.actor)
    kept = {name: request.GET[name] for name in ("by", "centre") if request.GET.get(name)}
    words = {
        "work": found[:MOST],
        "count": len(found),
        "load": sum((one.minutes for one in found), Decimal()),
        "narrowed": [request.GET[name] for name in ("centre", "day") if request.GET.get(name)],
        "back": urlencode(kept),
        "query": request.GET.urlencode(),
    }
    return page(request, "capacity_work", words)


@require_safe
def export(request: Request, part: str, format: str) -> StreamingHttpResponse:
    """A part of the report as a file."""
    file = capacity_export(given=_given(request), part=part, format=format, actor=request.actor)
    return sent(file)


def _given(request: Request) -> dict[str, Any]:
    return {name: values for name, values in request.GET.lists() if any(values)}


def _behind(report: Capacity, row: CentreLoad, cell: Cell) -> str:
    """The address of the work orders behind a cell; all days together name none."""
    asked = {"by": report.by, "centre": row.code}
    if cell is not row.total:
        asked["day"] = cell.bucket.first.isoformat()
    return reverse("web:capacity_work") + "?" + urlencode(asked)
