"""The few ways in which a view answers."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render

from runwright.reports.exports.files import ExportFile
from runwright.web.actors import Request


def page(request: HttpRequest, template: str, words: Mapping[str, Any]) -> HttpResponse:
    """A whole page; one that shows a refused form says so in its status."""
    form = words.get("form")
    wrong = isinstance(form, BaseForm) and form.is_bound and not form.is_valid()
    return render(request, f"web/pages/{template}.html", dict(words), status=422 if wrong else 200)


def sent(file: ExportFile) -> StreamingHttpResponse:
    """A file, as it is made."""
    response = StreamingHttpResponse(file.chunks, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def done(request: Request, url: str, words: str = "", *, undo: str = "") -> HttpResponse:
    """After a write: go to ``url`` and say there what was done, with a button that posts to
    ``undo`` if that is an address."""
    if words:
        messages.success(request, words, extra_tags=undo)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
