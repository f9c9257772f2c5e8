"""Runs: the page of one, a new one by hand, and an order released in lots."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.journal.selectors import entries_of
from runwright.kernel.errors import Kind, Refusal
from runwright.production.selectors import order_get
from runwright.production.selectors.estimates import estimate_preview
from runwright.production.selectors.releases import release_preview
from runwright.production.selectors.runs import run_get, run_steps
from runwright.production.selectors.verbs import run_verbs
from runwright.production.services.runs.batches import run_delete
from runwright.production.services.runs.estimates import run_for_estimate
from runwright.production.services.runs.releases import (
    RunRow,
    order_release,
    run_create,
    run_extend,
)
from runwright.sales.selectors import sales_order_get
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.ground import ActorForm
from runwright.web.forms.runs import BatchesForm, ReleaseForm, RunForm, run_rows, run_sheet
from runwright.web.lists import excerpt
from runwright.web.live import live
from runwright.web.records import record_url
from runwright.web.refusals import at_fields
from runwright.web.sheets import Sheet
from runwright.web.verbs import possible

MENDABLE = {Kind.INVALID, Kind.GUARD}
RECENT = 15
SHOWN = "code,state,held,item,firsts,seconds,remains,stands_at,awaited,station,last_scan"
PAGE = 50


@require_safe
@live
def run(request: Request, record_id: int) -> HttpResponse:
    """One run: how far it is, where its batches are."""
    record = run_get(run_id=record_id, actor=request.actor)
    steps = run_steps(run_id=record_id, actor=request.actor)
    words = {
        "run": record,
        "may": possible(run_verbs(run=record, actor=request.actor)),
        "steps": steps,
        "batches": excerpt("batches", request.actor, columns=SHOWN, rows=PAGE, run=record.number),
        "orders": {step.order_id: step for step in steps}.values(),
        "entries": entries_of(kind="run", record_id=record_id)[:RECENT],
    }
    return page(request, "run", words)


@require_http_methods(["GET", "POST"])
def run_new(request: Request) -> HttpResponse:
    """A new run by hand, written like a spreadsheet."""
    form = RunForm(request.POST or None, request.actor)

    def release(rows: list[RunRow]) -> tuple[Any, str]:
        made = run_create(rows=rows, draft=form.draft(), actor=request.actor)
        return made, _("{record} is released: print its labels next.").format(record=made)

    return _composed(request, form, release)


@require_http_methods(["GET", "POST"])
def run_batches(request: Request, record_id: int) -> HttpResponse:
    """More batches for a run that is still open, written like a spreadsheet."""
    run = run_get(run_id=record_id, actor=request.actor)

    def release(rows: list[RunRow]) -> tuple[Any, str]:
        made = run_extend(run_id=record_id, rows=rows, actor=request.actor)
        return made, _("The batches are added: print their labels next.")

    return _composed(request, BatchesForm(request.POST or None, request.actor), release, run=run)


def _composed(
    request: Request,
    form: ActorForm,
    release: Callable[[list[RunRow]], tuple[Any, str]],
    **words: Any,
) -> HttpResponse:
    """The table of what is released, until it can be."""
    sheet = run_sheet(request.actor)
    if request.method == "POST":
        sheet.read(request.POST)
        rows = [written.row for written in run_rows(sheet, request.actor)]
        if form.is_valid() and not sheet.faults:
            try:
                made, told = release(rows)
            except Refusal as refusal:
                _blame(form, sheet, refusal)
            else:
                return done(request, record_url("run", made.id), told)
    words |= {"form": form, "sheet": sheet, "wrong": bool(sheet.faults)}
    answer = page(request, "run_new", words)
    answer.status_code = 422 if request.method == "POST" else 200
    return answer


def _blame(form: ActorForm, sheet: Sheet, refusal: Refusal) -> None:
    """Put the reasons of a refusal where they belong; what nobody can mend here passes on."""
    if refusal.kind not in MENDABLE:
        raise refusal
    for reason in refusal.reasons:
        sentence = reason.sentence(_)
        if not sheet.blame(reason.field, sentence):
            form.add_error(reason.field if reason.field in form.fields else None, sentence)


@require_POST
def run_preview(request: Request) -> HttpResponse:
    """What the rows of a new run come to; nothing is kept."""
    sheet = run_sheet(request.actor)
    sheet.read(request.POST)
    rows = run_rows(sheet, request.actor)
    words = {"rows": rows, "batches": sum(one.row.batches for one in rows), "faults": sheet.told}
    return render(request, "web/parts/run_preview.html", words)


@require_http_methods(["GET", "POST"])
def order_releasing(request: Request, order_id: int) -> HttpResponse:
    """Release an order in lots of so many pieces."""
    order = order_get(order_id=order_id, actor=request.actor)
    form = ReleaseForm(request.POST or None, request.actor)
    if form.is_valid():
        with at_fields(form):
            made = order_release(order_id=order_id, **form.given(), actor=request.actor)
            told = _("{record} is released: print its labels next.").format(record=made)
            return done(request, record_url("run", made.id), told)
    words = {"form": form, "order": order, "home": reverse("web:order_batches", args=[order_id])}
    return page(request, "release", words)


@require_http_methods(["GET", "POST"])
def estimate_run(request: Request, record_id: int) -> HttpResponse:
    """The run of an estimate: what it would make, gross and net of stock; then it is made."""
    sale = sales_order_get(order_id=record_id, actor=request.actor)
    if request.method == "POST":
        made = run_for_estimate(sales_order_id=record_id, actor=request.actor)
        told = _("{record} is released: print its labels next.").format(record=made)
        return done(request, record_url("run", made.id), told)
    rows = estimate_preview(sales_order_id=record_id, actor=request.actor)
    words = {"sale": sale, "rows": rows, "is_any": any(row.net for row in rows)}
    return page(request, "estimate_run", words)


@require_POST
def release_counted(request: Request, order_id: int) -> HttpResponse:
    """How many batches of which size a lot gives; nothing is kept."""
    form = ReleaseForm(request.POST, request.actor)
    words: dict[str, Any] = {"order": order_get(order_id=order_id, actor=request.actor)}
    if form.is_valid():
        try:
            lot = form.cleaned_data["lot"]
            words["preview"] = release_preview(order_id=order_id, lot=lot, actor=request.actor)
        except Refusal as refusal:
            words["problem"] = refusal.message(_)
    return render(request, "web/parts/release_preview.html", words)


@require_POST
def run_deletion(request: Request, record_id: int) -> HttpResponse:
    """Delete a run of which nothing was scanned."""
    reason = request.POST.get("reason", "")[:200]
    run_delete(run_id=record_id, reason=reason, actor=request.actor)
    return done(request, reverse("web:runs"), _("The run is deleted."))
