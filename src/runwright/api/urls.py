"""The addresses of the API; whatever lies beside them is answered with a problem document."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from runwright.api.errors import NoSuchPlace, WrongMethod
from runwright.api.problems import answer_error, problem
from runwright.api.reference import reference
from runwright.api.v1 import api


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """404 for every address that does not exist."""
    return problem(request, NoSuchPlace())


def shaped(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, with a wrong method answered by a problem document as well."""

    @csrf_exempt
    @wraps(view)
    def run(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        try:
            response = view(request, *args, **given)
        except Exception as error:
            return answer_error(request, error)
        if isinstance(response, HttpResponseNotAllowed):
            refusal = WrongMethod(method=request.method, allowed=response["Allow"])
            return problem(request, refusal, {"Allow": response["Allow"]})
        return response

    return run


def _endpoints() -> tuple[list[URLPattern], str, str]:
    patterns, application, namespace = api.urls
    kept = [p for p in patterns if isinstance(p, URLPattern) and p.name != "api-root"]
    # Each address is compared with one after the other: those of the stations are asked for most.
    kept.sort(key=lambda pattern: not str(pattern.pattern).startswith("scans"))
    for pattern in kept:
        pattern.callback = shaped(pattern.callback)
    return kept, application, namespace


urlpatterns = [
    path("v1/", _endpoints()),
    path("v1/", reference, name="api-reference"),
    re_path("", nowhere),
]
