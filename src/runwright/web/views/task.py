"""One work order as an operator has it before them: big buttons, big numbers, help."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from runwright.catalog.selectors import has_picture
from runwright.floor.selectors import open_downtimes
from runwright.floor.services import downtime_end, problem_report
from runwright.journal.clock import now
from runwright.production.errors import MoreThanReceived, OverProduction
from runwright.production.selectors import reports_all, running_timers, work_order_get
from runwright.production.selectors.mine import (
    MyTime,
    drawings_of,
    machine_of_report,
    materials_of,
    my_times,
    proposals_for,
)
from runwright.production.selectors.verbs import work_order_taps
from runwright.production.services import material_issue, timer_start, work_report
from runwright.production.services.shifts import work_complete, work_pause
from runwright.production.services.timers import Worker
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.downtimes import ProblemForm
from runwright.web.forms.mine import Offer, StartForm, TakeForm, TapForm
from runwright.web.live import live
from runwright.web.refusals import at_fields
from runwright.web.views.mine import operator_of

RECENT = 5


@require_safe
@live
def task(request: Request, record_id: int) -> HttpResponse:
    """One work order, with big buttons."""
    return page(request, "mine/task", _words(request, record_id))


def _words(
    request: Request, record_id: int, tap: TapForm | None = None, made: Decimal | None = None
) -> dict[str, Any]:
    """The page of a work order; ``tap`` is a refused report, of ``made`` pieces if read."""
    actor, operator_id = request.actor, operator_of(request)
    tap = tap or TapForm(None, actor)
    work = work_order_get(work_order_id=record_id, actor=actor)
    rest = max(work.released - work.accounted, 0)
    running = list(running_timers(actor=actor).filter(work_order=work).order_by("id"))
    is_mine = any(one.operator_id == operator_id for one in running if operator_id)
    words = {
        "work": work,
        "order": work.order,
        "rest": rest,
        "operator_id": operator_id,
        "now": now(),
        "is_mine": is_mine,
        "others": [one for one in running if _is_other(one, operator_id, is_mine)],
        "taps": work_order_taps(work_order=work, actor=actor),
        "stops": open_downtimes(work_centre_id=work.work_centre_id, actor=actor),
        "materials": materials_of(work_order=work, actor=actor),
        "drawings": drawings_of(work_order=work, actor=actor),
        "pictured": has_picture(item_id=work.order.item_id, actor=actor),
        "reports": reports_all(actor=actor).filter(work_order=work)[:RECENT],
        "proposals": _offers(request, record_id, tap, rest if made is None else made),
        "tap": tap,
    }
    return words | _of_operator(request, work)


def _offers(request: Request, record_id: int, tap: TapForm, pieces: Decimal) -> list[Offer]:
    """The material that so many pieces would take, and what was typed over it."""
    found = proposals_for(work_order_id=record_id, quantity=pieces, actor=request.actor)
    return tap.offers(found)


def _is_other(running: Any, operator_id: int | None, is_mine: bool) -> bool:
    """Whether a clock is somebody else's; a machine's is one's own while one works there."""
    if running.operator_id:
        return bool(running.operator_id != operator_id)
    return not is_mine


def _of_operator(request: Request, work: Any) -> dict[str, Any]:
    """The own clock, and the forms with the machine that the operator most likely means."""
    actor, operator_id = request.actor, operator_of(request)
    times = my_times(operator_id=operator_id, work_order_ids=[work.id], actor=actor)
    machine = machine_of_report(operator_id=operator_id, work_order=work, actor=actor)
    held = {"work_centre": work.work_centre_id, "machine_id": machine.id if machine else None}
    place = f"machine-{machine.id}" if machine else ""
    return {
        "my_time": times.get(work.id, MyTime()),
        "machine": machine,
        "start": StartForm(None, actor, held),
        "problem": ProblemForm(None, actor, held | {"place": place}),
    }


@require_safe
def proposals(request: Request, record_id: int) -> HttpResponse:
    """The material that what is typed so far would take."""
    form = TapForm(request.GET, request.actor)
    pieces = form.draft(None, None).total if form.is_valid() else Decimal()
    words = {"proposals": _offers(request, record_id, form, pieces)}
    return render(request, "web/parts/proposals.html", words)


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
    work = work_order_get(work_order_id=record_id, actor=request.actor)
    machine_id = _machine_id(request, work)
    work_complete(
        work_order_id=record_id,
        operator_id=operator_of(request),
        machine_id=machine_id,
        actor=request.actor,
    )
    return done(request, _mine(request), _("The operation is finished."))


@require_POST
def report(request: Request, record_id: int) -> HttpResponse:
    """Report pieces; what helps a refused report is offered as one tap."""
    form = TapForm(request.POST, request.actor)
    offer, made = "", None
    if form.is_valid():
        made = form.draft(None, None).total
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
    words = _words(request, record_id, form, made) | {"form": form, "offer": offer}
    return page(request, "mine/task", words)


def _report(request: Request, record_id: int, form: TapForm) -> None:
    work = work_order_get(work_order_id=record_id, actor=request.actor)
    draft = form.draft(operator_of(request), _machine_id(request, work))
    found = proposals_for(work_order_id=record_id, quantity=draft.total, actor=request.actor)
    work_report(work_order_id=record_id, draft=draft, more=form.extras(found), actor=request.actor)


def _machine_id(request: Request, work: Any) -> int | None:
    """The machine that what is reported came off, so that the board counts it there."""
    operator_id = operator_of(request)
    machine = machine_of_report(operator_id=operator_id, work_order=work, actor=request.actor)
    return machine.id if machine else None


@require_POST
def material(request: Request, record_id: int, line_id: int) -> HttpResponse:
    """Material taken by hand."""
    given = TakeForm(request.POST, request.actor).demanded()
    material_issue(line_id=line_id, quantity=given["quantity"], actor=request.actor)
    return _home(request, record_id, _("It is issued."))


@require_POST
def problem(request: Request, record_id: int) -> HttpResponse:
    """Something is wrong: the clocks stop with the reason, and what stands is down."""
    given = ProblemForm(request.POST, request.actor).demanded()
    stop = problem_report(
        **given, work_order_id=record_id, operator_id=operator_of(request), actor=request.actor
    )
    words = _("The stop is reported. Help is on its way.") if stop else _("The timer is stopped.")
    return _home(request, record_id, words)


@require_POST
def recovery(request: Request, record_id: int, downtime_id: int) -> HttpResponse:
    """What was down runs again."""
    downtime_end(downtime_id=downtime_id, actor=request.actor)
    return _home(request, record_id, _("It runs again."))


def _mine(request: Request) -> str:
    return reverse("web:my_work") + _shown(request)


def _home(request: Request, record_id: int, words: str) -> HttpResponse:
    """Back to where the button was: the list of work, or the page of the work order."""
    if request.POST.get("home") == "list":
        return done(request, _mine(request), words)
    return done(request, reverse("web:my_task", args=[record_id]) + _shown(request), words)


def _shown(request: Request) -> str:
    """Whose work a planner looks at, carried along."""
    wanted = request.POST.get("operator", "")
    is_own = wanted == str(request.actor.operator_id)
    return f"?operator={wanted}" if wanted.isdecimal() and not is_own else ""
