"""Two questions a supervisor asks: does the process live, and can it serve?"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import resolve
from django.views.decorators.http import require_safe

Respond = Callable[[HttpRequest], HttpResponse]
ADDRESSES = {"/healthz", "/readyz", "/metrics"}


class Supervised:
    """Middleware: a supervisor is answered by whatever name it calls this machine.

    It asks the process itself, by an address that ``RUNWRIGHT_HOSTS`` need not know, and has
    neither session nor language.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in ADDRESSES:
            return self.respond(request)
        match = request.resolver_match = resolve(request.path_info)
        answer: HttpResponse = match.func(request)
        return answer


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all; touches nothing else."""
    return JsonResponse({"status": "alive"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, 503 with Retry-After otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "waiting"}, status=503, headers={"Retry-After": "2"})
    return JsonResponse({"status": "ready"})
