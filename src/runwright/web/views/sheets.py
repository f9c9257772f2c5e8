"""Spreadsheets of masters: export, template, import with a dry run, undo."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.imports.selectors import (
    sheet_export,
    sheet_import_get,
    sheet_import_verbs,
    sheet_imports_all,
    sheet_template,
    sheets_all,
)
from runwright.imports.services import sheet_start, sheet_undo, sheet_upload
from runwright.imports.sheets.catalogue import sheet_of
from runwright.web.actors import Request
from runwright.web.answers import done, page, sent
from runwright.web.forms.imports import SheetForm
from runwright.web.refusals import at_fields

MOST_LINES = 300
RECENT = 20


@require_safe
def sheets(request: Request) -> HttpResponse:
    """Every kind of spreadsheet, and the latest imports."""
    titles = {sheet.key: sheet.title for sheet in sheets_all(actor=request.actor)}
    runs = [(run, titles.get(run.kind, run.kind))
            for run in sheet_imports_all(actor=request.actor)[:RECENT]]  # fmt: skip
    words = {"sheets": sheets_all(actor=request.actor), "runs": runs}
    return page(request, "imports/sheets", words)


@require_http_methods(["GET", "POST"])
def sheet(request: Request, kind: str) -> HttpResponse:
    """Upload or paste a spreadsheet of one kind."""
    found = sheet_of(kind)
    form = SheetForm(request.POST or None, request.actor, files=request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with at_fields(form):
            run = sheet_upload(kind=kind, **form.given(), actor=request.actor)
            return done(request, reverse("web:sheet_import", args=[run.id]))
    return page(request, "imports/sheet", {"sheet": found, "form": form})


@require_safe
def sheet_download(request: Request, kind: str, what: str, format: str) -> StreamingHttpResponse:
    """Everything there is of a kind, or only the names of its columns."""
    read = sheet_export if what == "rows" else sheet_template
    return sent(read(kind=kind, format=format, actor=request.actor))


@require_safe
def sheet_import(request: Request, import_id: int) -> HttpResponse:
    """What an import would do, or has done, record by record."""
    run = sheet_import_get(import_id=import_id, actor=request.actor)
    found = sheet_of(run.kind)
    words = {column.key: column.label for column in found.columns}
    lines = list(run.lines.all())
    shown: list[Any] = [
        (key, [(line, words.get(line.column, line.column)) for line in group])
        for key, group in groupby(lines[:MOST_LINES], key=lambda one: (one.row, one.name, one.fate))
    ]
    offered = sheet_import_verbs(run=run, actor=request.actor)
    steps = [(one.verb, one.obstacles) for one in offered]
    told = {"run": run, "sheet": found, "records": shown, "more": len(lines) - MOST_LINES}
    return page(request, "imports/sheet_import", told | {"steps": steps})


@require_POST
def sheet_import_start(request: Request, import_id: int) -> HttpResponse:
    """Import what was checked: all of it, or nothing."""
    sheet_start(import_id=import_id, actor=request.actor)
    return done(
        request, reverse("web:sheet_import", args=[import_id]), _("Everything is imported.")
    )


@require_POST
def sheet_import_undoing(request: Request, import_id: int) -> HttpResponse:
    """Take an import back."""
    sheet_undo(import_id=import_id, actor=request.actor)
    return done(request, reverse("web:sheet_import", args=[import_id]), _("It is taken back."))
