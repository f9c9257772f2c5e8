"""Live pages: they poll with an ETag, and are answered 304 while nothing has changed."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.translation import get_language

from runwright.journal.clock import now
from runwright.journal.selectors import entry_newest
from runwright.web.actors import Request

MINUTES = 5


def live(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the page an ETag of the newest journal entry, and answer its polls.

    What the page says also ages (late, running), so the tag lasts a few minutes at most.
    """

    @wraps(view)
    def answer(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        request.etag = etag(request)
        if request.htmx and request.headers.get("If-None-Match") == request.etag:
            return HttpResponseNotModified()
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        if request.htmx:
            response["ETag"] = request.etag
        return response

    return answer


def etag(request: Request) -> str:
    """What the page's contents depend on, apart from its address."""
    age = int(now().timestamp()) // (60 * MINUTES)
    return f'"{entry_newest()}.{age}.{get_language()}.{request.actor.user_id}"'
