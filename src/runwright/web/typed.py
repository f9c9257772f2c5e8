"""What people type: text that the database cannot keep is refused before any view sees it."""

from django.http import HttpRequest, HttpResponse, QueryDict

from runwright.kernel.errors import Invalid, gettext_noop
from runwright.web.actors import Request, Respond
from runwright.web.refusals import refused

LONGEST = 20_000
"""Characters of one field; the longest text anybody needs is an operation's instructions."""


class NotStorable(Invalid):
    """A field holds a NUL or half a character, or is longer than any field may be."""

    template = gettext_noop(
        "{field}: this text cannot be kept. Type it again, without odd characters."
    )


class StorableText:
    """Middleware: refuses requests with text that cannot be stored and read back identical."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(
        self, request: Request, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.app_name != "web":
            return None
        wrong = _wrong(request.GET) or _wrong(request.POST)
        return refused(request, NotStorable(field=wrong[:40])) if wrong else None


def _wrong(given: QueryDict) -> str:
    """The name of the first field that cannot be kept, or nothing."""
    for name, values in given.lists():
        if not all(_is_storable(str(text)) for text in (name, *values)):
            return ascii(name).strip("'")
    return ""


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return len(text) <= LONGEST and "\0" not in text
