"""What holds for one request: its identity, the company as it was when first asked for, and the
short way of programs."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import translation

from runwright.company.holding import company_held
from runwright.config.logs import current
from runwright.kernel.ids import uuid7

Respond = Callable[[HttpRequest], HttpResponse]
API = "/api/"


class RequestId:
    """Middleware: takes ``X-Request-Id`` when it is a UUID, makes one otherwise."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = _given(request) or uuid7()  # type: ignore[attr-defined]
        token = current.set(str(request.request_id))  # type: ignore[attr-defined]
        try:
            response = self.respond(request)
        finally:
            current.reset(token)
        response["X-Request-Id"] = str(request.request_id)  # type: ignore[attr-defined]
        return response


class CompanyOnce:
    """Middleware: the company and its policies are read once per request."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with company_held():
            return self.respond(request)


class Straight:
    """Middleware: a program that shows a token goes straight to the API.

    It has no session, no cookies and no forms, and looks at no page: the middleware for these
    would cost it more than many an answer does. The token is all that says who it is.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.headers = {
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
            "Vary": "Accept-Language",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": settings.X_FRAME_OPTIONS,
        }
        if settings.SECURE_HSTS_SECONDS:
            age = f"max-age={settings.SECURE_HSTS_SECONDS}"
            self.headers["Strict-Transport-Security"] = age

    def __call__(self, request: HttpRequest) -> HttpResponse:
        shown = request.META.get("HTTP_AUTHORIZATION", "")
        if not (request.path_info.startswith(API) and shown[:7].lower() == "bearer "):
            return self.respond(request)
        request.get_host()  # refuses a host that is not ours
        language = translation.get_language_from_request(request)
        with translation.override(language):
            response = self._answer(request)
        for name, value in {**self.headers, "Content-Language": language}.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        match = request.resolver_match = resolve(request.path_info)
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return answer


def _given(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.headers.get("X-Request-Id", ""))
    except ValueError:
        return None
