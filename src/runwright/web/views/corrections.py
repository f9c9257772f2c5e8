"""Correcting a done order: material and time, by opposite entries that post the difference."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from runwright.production.selectors import intervals_all, order_cost, order_get
from runwright.production.selectors.corrections import batches_correctable, order_corrections
from runwright.production.services import (
    Regrade,
    done_material_correct,
    done_output_correct,
    done_time_book,
    done_time_reverse,
)
from runwright.production.services.runs.regrading import done_batch_correct
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.corrections import (
    LateTimeForm,
    MaterialCorrectionForm,
    OutputCorrectionForm,
)
from runwright.web.refusals import at_fields
from runwright.web.views.work import times_told

RECENT = 100


@require_http_methods(["GET", "POST"])
def corrections(request: Request, order_id: int) -> HttpResponse:
    """What of a done order can be corrected, and a stretch of time that was forgotten."""
    request.actor.require("production.order_correct")
    order = order_get(order_id=order_id, actor=request.actor)
    form = LateTimeForm(request.POST or None, request.actor, {"works": order.work_orders.all()})
    if form.is_valid():
        with at_fields(form):
            done_time_book(**form.given(), actor=request.actor)
            return done(request, _home(order_id), _("The difference is posted."))
    return page(request, "order/corrections", _words(request, order, form))


def _words(request: Request, order: Any, form: LateTimeForm) -> dict[str, Any]:
    actor = request.actor
    spans = intervals_all(actor=actor).filter(work_order__order=order)[: 2 * RECENT]
    return {
        "order": order,
        "cost": order_cost(order=order, actor=actor),
        "currency": request.company.currency,
        "lines": order.materials.all(),
        "times": list(times_told(spans)),
        "corrections": order_corrections(order=order, actor=actor),
        "form": form.named("late"),
        "amount": MaterialCorrectionForm(None, actor).named("amount"),
        "works": order.work_orders.exclude(state="cancelled").order_by("sequence"),
        "batches": batches_correctable(order=order, actor=actor),
        "grades": OutputCorrectionForm(None, actor).named("grades"),
        "is_open": order.state == "done" and not order.is_history,
    }


@require_POST
def material(request: Request, order_id: int, line_id: int) -> HttpResponse:
    """So much more or less of a component was used."""
    given = MaterialCorrectionForm(request.POST, request.actor).demanded()
    done_material_correct(line_id=line_id, **given, actor=request.actor)
    return done(request, _home(order_id), _("The difference is posted."))


@require_POST
def output(request: Request, order_id: int, work_order_id: int) -> HttpResponse:
    """So many pieces that were reported in one grade are of another."""
    given = OutputCorrectionForm(request.POST, request.actor).demanded()
    reason = given.pop("reason")
    done_output_correct(
        work_order_id=work_order_id, regrade=Regrade(**given), reason=reason, actor=request.actor
    )
    return done(request, _home(order_id), _("The pieces are counted again."))


@require_POST
def batch(request: Request, order_id: int, batch_id: int) -> HttpResponse:
    """So many pieces of a batch that were counted in one grade are of another."""
    given = OutputCorrectionForm(request.POST, request.actor).demanded()
    reason = given.pop("reason")
    result = done_batch_correct(
        batch_id=batch_id, regrade=Regrade(**given), reason=reason, actor=request.actor
    )
    said = _("The pieces are counted again.")
    if result.id != batch_id:
        said += " " + _("They have the label {label} now.").format(label=result.code)
    return done(request, _home(order_id), said)


@require_POST
def time_reversal(request: Request, order_id: int, fact_id: UUID) -> HttpResponse:
    """Take back time that was not worked on the order."""
    reason = request.POST.get("reason", "")
    done_time_reverse(source_id=fact_id, reason=reason, actor=request.actor)
    return done(request, _home(order_id), _("The difference is posted."))


def _home(order_id: int) -> str:
    return reverse("web:order_corrections", args=[order_id])
