"""My work: what an operator does next, on a tablet, in single taps."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.floor.services import downtime_start
from runwright.journal.clock import now
from runwright.people.selectors import operators_all
from runwright.production.errors import MoreThanReceived, OverProduction
from runwright.production.selectors import work_order_get
from runwright.production.selectors.mine import my_work, proposals_for, unassigned
from runwright.production.services import timer_start, work_assign, work_report
from runwright.production.services.shifts import work_complete, work_pause
from runwright.production.services.timers import Worker
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.mine import BulkAssignForm, ProblemForm, StartForm, TapForm
from runwright.web.live import live
from runwright.web.refusals import at_fields


def operator_of(request: Request) -> int | None:
    """The operator whose work is shown: the one signed in, or the one a planner looks at."""
    wanted = request.GET.get("operator", "") or request.POST.get("operator", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 18 else request.actor.operator_id


@require_safe
@live
def mine(request: Request) -> HttpResponse:
    """Now, next, and what waits at my machines."""
    operator_id = operator_of(request)
    found = my_work(operator_id=operator_id, actor=request.actor) if operator_id else None
    words = {
        "work": found,
        "operator_id": operator_id,
        "operators": operators_all(actor=request.actor).filter(archived_at=None),
        "may_choose": request.actor.can("production.work_assign") or not operator_id,
        "now": now(),
    }
    return page(request, "mine/list", words)


@require_safe
@live
def task(request: Request, record_id: int) -> HttpResponse:
    """One work order, with big buttons."""
    return page(request, "mine/task", _words(request, record_id))


def _words(request: Request, record_id: int, **refused: Any) -> dict[str, Any]:
    work = work_order_get(work_order_id=record_id, actor=request.actor)
    operator_id, held = operator_of(request), {"work_centre": work.work_centre_id}
    rest = max(work.released - work.accounted, 0)
    running = list(
        work.intervals.filter(ended_at=None).select_related("operator", "machine").order_by("id")
    )
    words = {
        "work": work,
        "order": work.order,
        "rest": rest,
        "operator_id": operator_id,
        "running": running,
        "is_mine": any(one.operator_id == operator_id for one in running if operator_id),
        "is_open": work.state in ("ready", "in_progress", "waiting")
        and work.order.state in ("planned", "in_progress"),
        "proposals": proposals_for(work_order_id=record_id, quantity=rest, actor=request.actor),
        "tap": TapForm(None, request.actor),
        "start": StartForm(None, request.actor, held),
        "problem": ProblemForm(None, request.actor, held),
    }
    return words | refused


@require_safe
def proposals(request: Request, record_id: int) -> HttpResponse:
    """The material that what is typed so far would take."""
    form = TapForm(request.GET, request.actor)
    quantity = form.draft(None).total if form.is_valid() else Decimal()
    found = proposals_for(work_order_id=record_id, quantity=quantity, actor=request.actor)
    return render(request, "web/parts/proposals.html", {"proposals": found})


@require_POST
def start(request: Request, record_id: int) -> HttpResponse:
    """Start a timer: mine, or that of whoever is named, at a machine if one is named."""
    given = StartForm(request.POST, request.actor).demanded()
    operator_id = given["operator_id"] or operator_of(request)
    worker = Worker(operator_id, given["machine_id"])
    kind = given["kind"] or "run"
    timer_start(work_order_id=record_id, worker=worker, kind=kind, actor=request.actor)
    return _home(request, record_id, _("The timer runs."))


@require_POST
def pause(request: Request, record_id: int) -> HttpResponse:
    """Stop a person's timers on the work order."""
    named = request.POST.get("person", "")
    operator_id = int(named) if named.isdecimal() else operator_of(request)
    if operator_id:
        work_pause(work_order_id=record_id, operator_id=operator_id, actor=request.actor)
    return _home(request, record_id, _("The timer is stopped."))


@require_POST
def completion(request: Request, record_id: int) -> HttpResponse:
    """All that is left is good, and I am done."""
    operator_id = operator_of(request)
    work_complete(work_order_id=record_id, operator_id=operator_id, actor=request.actor)
    return done(request, _mine(request), _("The operation is finished."))


@require_POST
def report(request: Request, record_id: int) -> HttpResponse:
    """Report pieces; what helps a refused report is offered as one tap."""
    form = TapForm(request.POST, request.actor)
    offer = ""
    if form.is_valid():
        with at_fields(form):
            try:
                _report(request, record_id, form)
            except OverProduction:
                offer = "accept_gain"
                raise
            except MoreThanReceived:
                offer = "with_previous"
                raise
            return _home(request, record_id, _("It is reported."))
    words = _words(request, record_id, tap=form, form=form, offer=offer)
    return page(request, "mine/task", words)


def _report(request: Request, record_id: int, form: TapForm) -> None:
    work_report(
        work_order_id=record_id,
        draft=form.draft(operator_of(request)),
        more=form.extras(),
        actor=request.actor,
    )


@require_POST
def problem(request: Request, record_id: int) -> HttpResponse:
    """Something is wrong: my clock stops, and the machine is down with a reason."""
    given = ProblemForm(request.POST, request.actor).demanded()
    if operator_id := operator_of(request):
        work_pause(work_order_id=record_id, operator_id=operator_id, actor=request.actor)
    downtime_start(**given, actor=request.actor)
    return _home(request, record_id, _("The stop is reported. Help is on its way."))


@require_http_methods(["GET", "POST"])
def assign(request: Request) -> HttpResponse:
    """A planner gives many work orders to operators in one go."""
    works = list(unassigned(actor=request.actor)[:200])
    form = BulkAssignForm(request.POST or None, request.actor, {"works": works})
    if form.is_valid():
        work_assign(**form.given(), actor=request.actor)
        return done(request, reverse("web:work_assign"), _("Saved."))
    return page(request, "mine/assign", {"form": form, "works": works})


def _mine(request: Request) -> str:
    wanted = request.POST.get("operator", "")
    return reverse("web:my_work") + (f"?operator={wanted}" if wanted.isdecimal() else "")


def _home(request: Request, record_id: int, words: str) -> HttpResponse:
    wanted = request.POST.get("operator", "")
    url = reverse("web:my_task", args=[record_id])
    return done(request, url + (f"?operator={wanted}" if wanted.isdecimal() else ""), words)
