"""What holds for one request: its identity, and the company as it was when first asked for."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from runwright.company.holding import company_held
from runwright.config.logs import current
from runwright.kernel.ids import uuid7

Respond = Callable[[HttpRequest], HttpResponse]


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


def _given(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.headers.get("X-Request-Id", ""))
    except ValueError:
        return None
