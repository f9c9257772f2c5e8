"""Labels: which to print of a batch or a run and how; the printers and what waits for them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.journal.selectors import entries_of
from runwright.labels.files import print_file
from runwright.labels.selectors import (
    LabelProposal,
    batch_label_proposal,
    label_defaults,
    label_prints_of,
    print_job_get,
    print_job_verbs,
    print_jobs_all,
    printer_get,
    printers_all,
    run_label_proposal,
)
from runwright.labels.services import (
    batch_labels_print,
    batch_labels_record,
    label_defaults_set,
    print_job_cancel,
    print_job_retry,
    printer_create,
    printer_test,
    printer_update,
    printers_archive,
    printers_restore,
)
from runwright.labels.states import ACTIVE, FAILED
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.labels import WAYS, LabelDefaultsForm, LabelForm, PrinterForm
from runwright.web.records import record_url
from runwright.web.refusals import at_fields
from runwright.web.verbs import possible
from runwright.web.views.editing import archival, creation, edition, restoration
from runwright.web.views.settings import TABS

LATEST = 20
"""Print jobs that the settings show; the list has them all."""


@never_cache
@require_http_methods(["GET", "POST"])
def batch_label(request: Request, record_id: int) -> HttpResponse:
    """Print the label of a batch, and see which were printed of it."""
    proposal = batch_label_proposal(batch_id=record_id, actor=request.actor)
    found = label_prints_of(batch_id=record_id, actor=request.actor)
    prints = [(one, dict(WAYS)[one.way]) for one in found]
    title = _("Label of {batch}").format(batch=proposal.title)
    home = record_url("batch", record_id) or request.path
    return _asked(request, proposal, {"title": title, "prints": prints, "home": home})


@never_cache
@require_http_methods(["GET", "POST"])
def run_labels(request: Request, record_id: int) -> HttpResponse:
    """Print the labels of all batches of a run."""
    proposal = run_label_proposal(run_id=record_id, actor=request.actor)
    title = _("Labels of {run}").format(run=proposal.title)
    home = record_url("run", record_id) or request.path
    return _asked(request, proposal, {"title": title, "home": home})


def _asked(request: Request, proposal: LabelProposal, words: dict[str, Any]) -> HttpResponse:
    """The form, filled with what the address, the station or the defaults say."""
    request.actor.require("labels.print")
    choice = proposal.choice
    proposed = {**vars(choice), "way": "printer" if choice.printer_id else "pages"}
    form = LabelForm(request.POST or None, request.actor, {**proposed, **request.GET.dict()})
    if form.is_valid():
        with at_fields(form):
            return _printed(request, proposal, form.given(), words["home"])
    return page(request, "labels/ask", {**words, "form": form, "count": len(proposal.batch_ids)})


def _printed(
    request: Request, proposal: LabelProposal, given: dict[str, Any], home: str
) -> HttpResponse:
    """Queued for the printer; or counted, and the file shown."""
    way, printer_id, copies = given.pop("way"), given.pop("printer_id"), given.pop("copies")
    if way == "printer":
        batch_labels_print(
            batch_ids=proposal.batch_ids, printer_id=printer_id, copies=copies, **given,
            actor=request.actor,
        )  # fmt: skip
        return done(request, home, _("It is on its way to the printer."))
    key = batch_labels_record(batch_ids=proposal.batch_ids, way=way, **given, actor=request.actor)
    query = f"?printer={printer_id}" if way == "zpl" and printer_id else ""
    return done(request, reverse("web:label_file", args=[key]) + query)


@require_safe
def label_file(request: Request, print_id: UUID) -> HttpResponse:
    """The file of labels that were counted."""
    printer = request.GET.get("printer", "")
    printer_id = int(printer) if printer.isascii() and printer.isdigit() else None
    file = print_file(print_id=print_id, printer_id=printer_id, actor=request.actor)
    response = HttpResponse(file.content, content_type=file.content_type)
    shown = "inline" if file.name.endswith(".pdf") else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{file.name}"'
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def printers(request: Request) -> HttpResponse:
    """The printers, what waits for them, and which labels are printed where nobody says it."""
    held = vars(label_defaults(actor=request.actor))
    form = LabelDefaultsForm(request.POST or None, request.actor, held)
    if form.is_valid():
        with at_fields(form):
            label_defaults_set(**form.given(), actor=request.actor)
            return done(request, reverse("web:printers"), _("Saved."))
    jobs = print_jobs_all(actor=request.actor).filter(state__in=[*ACTIVE, FAILED])
    words = {
        "form": form,
        "printers": printers_all(actor=request.actor),
        "jobs": [
            (job, possible(print_job_verbs(job=job, actor=request.actor))) for job in jobs[:LATEST]
        ],
        "home": reverse("web:printers"),
        "tabs": TABS,
        "tab": "printers",
    }
    return page(request, "settings/printers", words)


@never_cache
@require_safe
def print_job(request: Request, record_id: int) -> HttpResponse:
    """One print job: its labels, what is wrong, and what may be done."""
    job = print_job_get(job_id=record_id, actor=request.actor)
    words = {
        "job": job,
        "verbs": possible(print_job_verbs(job=job, actor=request.actor)),
        "prints": job.prints.select_related("batch").order_by("id"),
        "entries": entries_of(kind="print_job", record_id=record_id),
    }
    return page(request, "labels/print_job", words)


printer_new = creation(PrinterForm, printer_create, gettext_lazy("New printer"), "web:printers")
printer_edit = edition(
    PrinterForm, printer_get, printer_update, "", "printer_id", home="web:printers"
)
printer_archival = archival(printers_archive, "printer_ids", "", home="web:printers")
printer_restoration = restoration(printers_restore, "printer_ids", "", home="web:printers")


def _step(service: Callable[..., Any], key: str, words: Any) -> Any:
    """The verb behind one button of the page of the printers."""

    @require_POST
    def view(request: Request, record_id: int) -> HttpResponse:
        service(**{key: record_id}, actor=request.actor)
        return done(request, reverse("web:printers"), words)

    return view


printer_trial = _step(printer_test, "printer_id", gettext_lazy("It is on its way to the printer."))
print_retry = _step(print_job_retry, "job_id", gettext_lazy("It is on its way to the printer."))
print_cancellation = _step(print_job_cancel, "job_id", gettext_lazy("It is cancelled."))
