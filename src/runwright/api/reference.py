"""The page that explains the API to people: made on the server, no script needed."""

from django.http import HttpRequest, HttpResponse


def reference(request: HttpRequest) -> HttpResponse:
    """The reference, from the same document that programs read."""
    return HttpResponse("")
