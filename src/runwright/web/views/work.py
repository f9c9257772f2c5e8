"""The work order: timers, quantities, bookings, decisions on held pieces, corrections."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from runwright.journal.selectors import entries_of
from runwright.kernel.transitions import OfferedVerb
from runwright.production.selectors import (
    intervals_all,
    reports_all,
    running_timers,
    work_order_get,
)
from runwright.production.selectors.verbs import work_order_verbs
from runwright.production.services.bookings import time_book, time_reverse
from runwright.production.services.reports import (
    held_decide,
    work_finish_short,
    work_report,
)
from runwright.production.services.reversals import report_reverse
from runwright.production.services.timers import timer_start, timer_stop
from runwright.production.services.work import work_assign
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.ground import ActorForm
from runwright.web.forms.work import (
    AssignmentForm,
    BookingForm,
    DecisionForm,
    ReportForm,
    TimerForm,
    UndoForm,
)
from runwright.web.live import live
from runwright.web.records import record_url
from runwright.web.refusals import at_fields
from runwright.web.verbs import possible

RECENT = 30
DIALOGS = {
    "report": ("report", "circle-check"),
    "start_timer": ("timer", "player-play"),
    "book_time": ("booking", "clock"),
    "assign": ("assignment", "user-check"),
    "decide": ("decision", "hand-stop"),
    "finish_short": ("short", "player-stop"),
}
"""By verb: the dialog of the page and its picture; what else is offered has its button on the page
of the order, or on the floor."""
AT_HAND = ("report", "start_timer")
"""Verbs with a button in the head of the page; that of a decision stands where the held are told,
and the others live in the menu."""


@dataclass(frozen=True)
class Button:
    """A verb of a work order as a button that opens its dialog."""

    offered: OfferedVerb
    dialog: str
    icon: str


@require_GET
@live
def work_order(request: Request, record_id: int) -> HttpResponse:
    """One work order: what is running, what was reported, and the forms to report."""
    record = work_order_get(work_order_id=record_id, actor=request.actor)
    return page(request, "work/order", _words(request, record, {}))


def _words(request: Request, record: Any, refused: dict[str, ActorForm]) -> dict[str, Any]:
    """Everything the page shows; ``refused`` are forms that came back with errors."""
    actor, own = request.actor, {"work_order_id": record.id}
    held = {
        "operator_id": actor.operator_id,
        "work_centre": record.work_centre_id,
        "operator_ids": [one.operator_id for one in record.assignments.all()],
        "quantity": record.held,
    }
    forms = {
        "timer": TimerForm(None, actor, held),
        "report": ReportForm(None, actor, held),
        "booking": BookingForm(None, actor, held),
        "decision": DecisionForm(None, actor, held),
        "assignment": AssignmentForm(None, actor, held),
    }
    return {
        "work": record,
        "order": record.order,
        **_buttons(work_order_verbs(work_order=record, actor=actor)),
        "rest": record.released - record.firsts - record.seconds - record.waste - record.held,
        "running": running_timers(actor=actor).filter(**own),
        "reports": reports_all(actor=actor).filter(**own)[:RECENT],
        "bookings": list(times_told(intervals_all(actor=actor).filter(**own)[: 2 * RECENT])),
        "entries": entries_of(kind="work_order", record_id=record.id)[:RECENT],
        "forms": {name: form.named(name) for name, form in (forms | refused).items()},
        "undo": UndoForm(None, actor).named("undo"),
        "form": next(iter(refused.values()), None),
    }


def _buttons(offered: Iterable[OfferedVerb]) -> dict[str, Any]:
    """The verbs as buttons: in the head those that are possible, the first as the primary one;
    those of the menu say what stands in their way."""
    here = (one for one in offered if one.verb in DIALOGS)
    buttons = {one.verb: Button(one, *DIALOGS[one.verb]) for one in here}
    heads = [one for verb, one in buttons.items() if verb in AT_HAND and one.offered.is_possible]
    return {
        "heads": heads,
        "more": [one for verb, one in buttons.items() if verb not in (*AT_HAND, "decide")],
        "may": possible(one.offered for one in buttons.values()),
    }


@dataclass
class Time:
    """A stretch of time as it was entered: of a person, a machine, or both together."""

    source: UUID
    work_order: Any
    kind: str
    started_at: datetime
    ended_at: datetime | None
    operator: Any = None
    machine: Any = None


def times_told(intervals: Iterable[Any]) -> Iterable[Time]:
    """The intervals by what made them, newest first."""
    found: dict[UUID, Time] = {}
    for one in intervals:
        time = Time(one.source, one.work_order, one.kind, one.started_at, one.ended_at)
        time = found.setdefault(one.source, time)
        time.operator, time.machine = time.operator or one.operator, time.machine or one.machine
    return found.values()


def posting(name: str, form_class: type[ActorForm], service: Callable[..., Any], words: Any) -> Any:
    """The view behind one form of the page: a refused one comes back with its errors."""

    @require_http_methods(["GET", "POST"])
    def view(request: Request, record_id: int) -> HttpResponse:
        home = record_url("work_order", record_id)
        if request.method == "GET":
            return done(request, home)
        form = form_class(request.POST, request.actor)
        if form.is_valid():
            with at_fields(form):
                service(work_order_id=record_id, **form.given(), actor=request.actor)
                return done(request, home, words())
        record = work_order_get(work_order_id=record_id, actor=request.actor)
        return page(request, "work/order", _words(request, record, {name: form}))

    return view


timers = posting("timer", TimerForm, timer_start, lambda: _("The timer runs."))
reports = posting("report", ReportForm, work_report, lambda: _("It is reported."))
bookings = posting("booking", BookingForm, time_book, lambda: _("The time is booked."))
decisions = posting("decision", DecisionForm, held_decide, lambda: _("It is decided."))


@require_POST
def assignment(request: Request, record_id: int) -> HttpResponse:
    """Say who shall do a work order."""
    form = AssignmentForm(request.POST, request.actor)
    if form.is_valid():
        work_assign(work_order_ids=[record_id], **form.given(), actor=request.actor)
    return done(request, record_url("work_order", record_id), _("Saved."))


@require_POST
def timer_end(request: Request, record_id: int, start_id: UUID) -> HttpResponse:
    """Stop a running timer."""
    timer_stop(start_id=start_id, actor=request.actor)
    return done(request, record_url("work_order", record_id), _("The timer is stopped."))


@require_POST
def short_finish(request: Request, record_id: int) -> HttpResponse:
    """Finish an operation with less than it received."""
    reason = request.POST.get("reason", "")
    work_finish_short(work_order_id=record_id, reason=reason, actor=request.actor)
    return done(request, record_url("work_order", record_id), _("The operation is finished."))


@require_POST
def report_reversal(request: Request, record_id: int, fact_id: UUID) -> HttpResponse:
    """Undo a quantity report by its opposite, whole or in part."""
    given = UndoForm(request.POST, request.actor).demanded()
    report_reverse(report_id=fact_id, **given, actor=request.actor)
    return done(request, record_url("work_order", record_id), _("The report is undone."))


@require_POST
def time_reversal(request: Request, record_id: int, fact_id: UUID) -> HttpResponse:
    """Undo a timer or a booking by its opposite."""
    time_reverse(source_id=fact_id, reason=request.POST.get("reason", ""), actor=request.actor)
    return done(request, record_url("work_order", record_id), _("The time is undone."))
