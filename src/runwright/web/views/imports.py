"""Importing a log: upload, match columns, look at the check, import, undo."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.imports.log.findings import SENTENCES
from runwright.imports.selectors import (
    finding_of,
    import_finding_counts,
    import_findings,
    import_get,
    import_planned,
    import_verbs,
    imports_all,
    mapping_proposed,
    mappings_all,
)
from runwright.imports.services import (
    import_cancel,
    import_check,
    import_start,
    import_undo,
    import_upload,
    mapping_forget,
    mapping_save,
)
from runwright.imports.states import WORKING
from runwright.journal.selectors import entries_of
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.imports import MappingForm, UploadForm
from runwright.web.live import live
from runwright.web.refusals import at_fields
from runwright.web.verbs import possible

PER_PAGE = 100
EXAMPLES = 4
FIGURES = {
    "orders": (gettext_lazy("Orders"), "clipboard-list", "count"),
    "bookings": (gettext_lazy("Bookings"), "list-details", "count"),
    "new_bookings": (gettext_lazy("New bookings"), "plus", "count"),
    "ordered": (gettext_lazy("Ordered"), "flag", "pieces"),
    "output": (gettext_lazy("Output"), "package", "pieces"),
    "output_orders": (gettext_lazy("Orders with output"), "package", "count"),
    "rejected": (gettext_lazy("Rejected"), "trash", "pieces"),
    "held": (gettext_lazy("Held for review"), "hand-stop", "pieces"),
    "rework": (gettext_lazy("Rework"), "refresh", "count"),
    "booked_minutes": (gettext_lazy("Booked time"), "clock", "minutes"),
    "setup_minutes": (gettext_lazy("Setup time"), "tools", "minutes"),
    "busy_minutes": (gettext_lazy("Busy time, overlaps merged"), "player-play", "minutes"),
    "median_minutes": (gettext_lazy("Median time through the shop"), "timeline", "minutes"),
}
KINDS = {
    "item": gettext_lazy("Items"),
    "routing": gettext_lazy("Routings"),
    "work_centre": gettext_lazy("Work centres"),
    "machine": gettext_lazy("Machines"),
    "operator": gettext_lazy("Operators"),
}


@require_http_methods(["GET", "POST"])
def imports(request: Request) -> HttpResponse:
    """Every import, and the place to drop a new file."""
    posted = request.method == "POST"
    form = UploadForm(request.POST if posted else None, request.actor, files=request.FILES or None)
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        with at_fields(form):
            run = import_upload(name=file.name, content=file.chunks(), actor=request.actor)
            return done(request, reverse("web:import", args=[run.id]))
    words = {
        "form": form,
        "imports": imports_all(actor=request.actor)[:PER_PAGE],
        "mappings": mappings_all(actor=request.actor),
    }
    return page(request, "imports/list", words)


@require_safe
@live
def show(request: Request, import_id: int) -> HttpResponse:
    """One import: what to decide, how far it is, or what it brought."""
    run = import_get(import_id=import_id, actor=request.actor)
    return page(request, "imports/run", _words(request, run, _mapping_form(request, run)))


def _mapping_form(request: Request, run: Any) -> MappingForm:
    columns = [column.name for column in run.columns.all()]
    mapping = mapping_proposed(run=run, actor=request.actor)
    return MappingForm(request.POST or None, request.actor, mapping, columns)


def _words(request: Request, run: Any, form: MappingForm) -> dict[str, Any]:
    return {
        "run": run,
        "form": form,
        "is_working": run.state in WORKING,
        "may": possible(import_verbs(run=run, actor=request.actor)),
        "figures": [
            (*FIGURES[figure.name], figure.amount)
            for figure in run.figures.all()
            if figure.name in FIGURES
        ],
        "counts": list(_counts(request, run)),
        "planned": list(_planned(request, run)),
        "entries": entries_of(kind="import", record_id=run.id)[:20],
    }


def _counts(request: Request, run: Any) -> Iterator[dict[str, Any]]:
    """What was found, by code: how grave, how often, and the first of each."""
    for count in import_finding_counts(import_id=run.id, actor=request.actor):
        first = import_findings(import_id=run.id, actor=request.actor, code=count.code).first()
        if first:
            severity = SENTENCES[count.code][0]
            yield {"count": count, "severity": severity.value, "first": finding_of(first)}


def _planned(request: Request, run: Any) -> Iterator[tuple[Any, int, int, list[str]]]:
    """The records it needs, by kind: how many are new, how many there are, and some names."""
    rows = import_planned(import_id=run.id, actor=request.actor)
    for kind, found in groupby(rows, key=lambda one: one.kind):
        records = list(found)
        new = [one for one in records if one.is_new]
        names = [one.name for one in (new or records)[:EXAMPLES]]
        yield KINDS[kind], len(new), len(records) - len(new), names


@require_POST
def check(request: Request, import_id: int) -> HttpResponse:
    """Read the file with the chosen columns; nothing is written yet."""
    run = import_get(import_id=import_id, actor=request.actor)
    form = _mapping_form(request, run)
    if form.is_valid():
        with at_fields(form):
            mapping = form.mapping()
            if form.cleaned_data["remember"]:
                name = form.cleaned_data["remember"]
                mapping_save(name=name, mapping=mapping, actor=request.actor)
            import_check(import_id=import_id, mapping=mapping, actor=request.actor)
            return done(request, reverse("web:import", args=[import_id]))
    return page(request, "imports/run", _words(request, run, form))


@require_POST
def start(request: Request, import_id: int) -> HttpResponse:
    """Have the checked file imported by a worker."""
    import_start(import_id=import_id, actor=request.actor)
    return done(request, reverse("web:import", args=[import_id]))


@require_POST
def cancellation(request: Request, import_id: int) -> HttpResponse:
    """Give up; a worker at it stops soon."""
    import_cancel(import_id=import_id, actor=request.actor)
    return done(request, reverse("web:import", args=[import_id]), _("It is being cancelled."))


@require_POST
def undoing(request: Request, import_id: int) -> HttpResponse:
    """Take a finished import back as a whole."""
    reason = request.POST.get("reason", "")
    import_undo(import_id=import_id, reason=reason, actor=request.actor)
    return done(request, reverse("web:import", args=[import_id]))


@require_safe
def findings(request: Request, import_id: int) -> HttpResponse:
    """Everything that is odd about the file, row by row."""
    run = import_get(import_id=import_id, actor=request.actor)
    code = request.GET.get("code", "")
    found = import_findings(import_id=import_id, actor=request.actor, code=code)
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    words = {
        "run": run,
        "code": code,
        "page": shown,
        "counts": import_finding_counts(import_id=import_id, actor=request.actor),
        "findings": [(one, finding_of(one)) for one in shown],
    }
    return page(request, "imports/findings", words)


@require_POST
def mapping_removal(request: Request, mapping_id: int) -> HttpResponse:
    """Forget a remembered mapping."""
    mapping_forget(mapping_id=mapping_id, actor=request.actor)
    return done(request, reverse("web:imports"), _("The mapping is forgotten."))
