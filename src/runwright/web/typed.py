"""What people type: text that the database cannot keep is refused before any view sees it."""

from django.http import HttpRequest, HttpResponse, QueryDict

from runwright.kernel.errors import Invalid, gettext_noop
from runwright.web.actors import Request, Respond
from runwright.web.refusals import refused

LONGEST = 20_000
"""Characters of one field; the longest text anybody needs is an operation's instructions."""
PASTED = {"pasted", "more"}
LONGEST_PASTE = 1_000_000
"""Fields for rows of a spreadsheet may hold so much; their forms say how much they read."""


class NotStorable(Invalid):
    """A field holds a NUL or half a character."""

    template = gettext_noop(
        "{field}: this text cannot be kept. Type it again, without odd characters."
    )


class TooLong(Invalid):
    """A field is longer than any of its sort may be."""

    template = gettext_noop(
        "{field}: {length} characters are too many, at most {most} fit. Shorten it or send it in "
        "parts."
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
        wrong = _refusal(request.GET) or _refusal(request.POST)
        return refused(request, wrong) if wrong else None


def _refusal(given: QueryDict) -> Invalid | None:
    """Why the first field that cannot be kept is refused, or nothing."""
    for name, values in given.lists():
        texts = [name, *map(str, values)]
        field, length = ascii(name).strip("'")[:40], max(map(len, texts))
        most = LONGEST_PASTE if name in PASTED else LONGEST
        if length > most:
            return TooLong(field=field, length=length, most=most)
        if not all(map(_is_storable, texts)):
            return NotStorable(field=field)
    return None


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
