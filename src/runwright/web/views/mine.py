"""My work: what an operator does next, on a tablet, in single taps."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runwright.journal.clock import now
from runwright.people.selectors import operators_all
from runwright.production.selectors.mine import (
    MyWork,
    drawings_of,
    machines_at_hand,
    my_times,
    my_work,
    unassigned,
)
from runwright.production.selectors.verbs import work_order_taps
from runwright.production.services import work_assign
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.mine import BulkAssignForm
from runwright.web.live import live


def operator_of(request: Request) -> int | None:
    """The operator whose work is shown: the one signed in, or the one a planner looks at."""
    wanted = request.GET.get("operator", "") or request.POST.get("operator", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 18 else request.actor.operator_id


@require_safe
@live
def mine(request: Request) -> HttpResponse:
    """Now, next, what waits at my machines, and help with what runs."""
    operator_id, actor = operator_of(request), request.actor
    found = my_work(operator_id=operator_id, actor=actor) if operator_id else None
    words: dict[str, Any] = {
        "work": found,
        "operator_id": operator_id,
        "operators": operators_all(actor=actor).filter(archived_at=None),
        "may_choose": actor.can("production.work_assign") or not operator_id,
        "now": now(),
    }
    return page(request, "mine/list", words | (_help(request, found) if found else {}))


def _help(request: Request, found: MyWork) -> dict[str, Any]:
    """The own time and the likely machine of every work order, and how the first is done."""
    operator_id, actor = operator_of(request), request.actor
    works: Sequence[Any] = [*found.now, *found.mine, *found.free]
    centres = {work.work_centre_id for work in works}
    times = my_times(
        operator_id=operator_id, work_order_ids=[work.id for work in found.now], actor=actor
    )
    machines = machines_at_hand(operator_id=operator_id, work_centre_ids=centres, actor=actor)
    for work in works:
        work.my_time, work.machine = times.get(work.id), machines.get(work.work_centre_id)
        work.rest = max(work.released - work.accounted, 0)
        work.taps = work_order_taps(work_order=work, actor=actor)
    first = works[0] if works else None
    drawings = drawings_of(work_order=first, actor=actor) if first else ()
    return {"first": first, "drawings": drawings}


@require_http_methods(["GET", "POST"])
def assign(request: Request) -> HttpResponse:
    """A planner gives many work orders to operators in one go."""
    works = list(unassigned(actor=request.actor)[:200])
    form = BulkAssignForm(request.POST or None, request.actor, {"works": works})
    if form.is_valid():
        work_assign(**form.given(), actor=request.actor)
        return done(request, reverse("web:work_assign"), _("Saved."))
    return page(request, "mine/assign", {"form": form, "works": works})
