"""The machine board: on a desk with its verbs, and as a wall screen."""

from math import sqrt

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from runwright.floor.selectors import machine_board
from runwright.floor.services import problem_report
from runwright.journal.clock import now
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.downtimes import ReasonForm
from runwright.web.live import live

WIDE, TALL = 1.35, 0.4
"""The shape of a screen over that of a cell, on its side and upright."""
MOST_COLUMNS = 12


@require_safe
@live
def board(request: Request) -> HttpResponse:
    """What every machine does now; ``?wall`` fills a screen that is read from metres away."""
    department = request.GET.get("department", "")
    found = machine_board(department=department, actor=request.actor)
    cells = len(found.cells)
    words = {
        "board": found,
        "counts": [(state, found.count(state)) for state in ("running", "idle", "down")],
        "department": department,
        "now": now(),
        "wide": columns(cells, WIDE),
        "tall": columns(cells, TALL),
        "problem": ReasonForm(None, request.actor),
    }
    return page(request, "board_wall" if "wall" in request.GET else "board", words)


def columns(cells: int, shape: float) -> int:
    """So many columns that the cells of a screen come out about as wide as they should be."""
    return max(1, min(MOST_COLUMNS, cells, round(sqrt(cells * shape))))


@require_POST
def machine_problem(request: Request, record_id: int) -> HttpResponse:
    """A machine stands: its clocks stop with the reason."""
    return _problem(request, record_id, None)


@require_POST
def work_centre_problem(request: Request, record_id: int) -> HttpResponse:
    """A whole work centre stands: its clocks stop with the reason."""
    return _problem(request, None, record_id)


def _problem(request: Request, machine_id: int | None, work_centre_id: int | None) -> HttpResponse:
    given = ReasonForm(request.POST, request.actor).demanded()
    problem_report(
        **given, machine_id=machine_id, work_centre_id=work_centre_id, actor=request.actor
    )
    return done(request, reverse("web:board"), _("The stop is reported."))
