"""Refusals and failures, shaped once for people: all reasons, and what to do next."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from runwright.kernel.errors import Busy, Kind, Refusal
from runwright.web.actors import Request, Respond
from runwright.web.forms.ground import ActorForm

STATUS = {
    Kind.INVALID: 422,
    Kind.GUARD: 422,
    Kind.CONFLICT: 409,
    Kind.FORBIDDEN: 403,
    Kind.MISSING: 404,
    Kind.BUSY: 503,
}
TITLES = {
    400: gettext_lazy("This request cannot be read"),
    403: gettext_lazy("You may not do this"),
    404: gettext_lazy("There is nothing here"),
    409: gettext_lazy("Somebody else was first"),
    422: gettext_lazy("This is not possible now"),
    500: gettext_lazy("Something broke on our side"),
    503: gettext_lazy("The system is busy"),
}
NEXT_STEPS = {
    400: gettext_lazy("Go back, reload the page and try again."),
    403: gettext_lazy("Ask an administrator for the right, or sign in as somebody who has it."),
    404: gettext_lazy("It may have been removed, or the address has a typing error. Try search."),
    409: gettext_lazy("Reload the page to see the newest state, then decide again."),
    422: gettext_lazy("Go back and mend what is named above."),
    500: gettext_lazy("It was written to the log. Nothing was saved. Trying again is safe."),
    503: gettext_lazy("Wait a moment and try again. Nothing was saved."),
}


class RefusalsAsPages:
    """Middleware: a refusal becomes a page with every reason, or a notice where htmx asked."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.app_name != "web":
            return None
        if isinstance(error, OperationalError):
            error = Busy(seconds=2)
        return refused(request, error) if isinstance(error, Refusal) else None


def refused(request: Request, refusal: Refusal) -> HttpResponse:
    """The answer to a refused request."""
    sentences = [reason.sentence(gettext) for reason in refusal.reasons]
    status = STATUS[refusal.kind]
    if not request.htmx:
        return _page(request, status, sentences)
    notice = {"tone": "red", "sentences": sentences, "title": TITLES[status]}
    response = render(request, "web/parts/refusal.html", notice, status=status)
    response["HX-Retarget"] = "#notices"
    response["HX-Reswap"] = "innerHTML"
    return response


def _page(request: HttpRequest, status: int, sentences: list[str]) -> HttpResponse:
    words = {
        "status": status,
        "heading": TITLES[status],
        "sentences": sentences,
        "next_step": NEXT_STEPS[status],
    }
    response = render(request, "web/errors/error.html", words, status=status)
    if status == 503:
        response["Retry-After"] = "2"
    return response


def _handler(status: int) -> Callable[..., HttpResponse]:
    def handle(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        return _page(request, status, [])

    return handle


bad_request, forbidden, not_found = _handler(400), _handler(403), _handler(404)


def failed(request: HttpRequest) -> HttpResponse:
    """The page of last resort: it needs no database, no session and no sign-in."""
    words = {"heading": TITLES[500], "next_step": NEXT_STEPS[500]}
    return render(None, "web/errors/failed.html", words, status=500)


@contextmanager
def at_fields(form: BaseForm) -> Iterator[None]:
    """Put the reasons of a refused service call at their fields of ``form``.

    A missing permission or record and a busy database are no fault of the form: they pass on.
    """
    try:
        yield
    except Refusal as refusal:
        if refusal.kind not in {Kind.INVALID, Kind.GUARD, Kind.CONFLICT}:
            raise
        for reason in refusal.reasons:
            form.add_error(_place(form, reason.field), reason.sentence(gettext))


def _place(form: BaseForm, field: str) -> str | None:
    """The field of a form at which a refusal of ``field`` is shown, or the form as a whole."""
    if isinstance(form, ActorForm):
        return form.place_of(field)
    return field if field in form.fields else None
