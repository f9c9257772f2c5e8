"""The one shape of every error: a problem document (RFC 9457), made in one place.

``problem_of`` turns whatever was raised into a refusal with reasons; ``problem`` writes it down.
"""

import json
import logging
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext
from ninja.errors import AuthenticationError, HttpError, ValidationError

from runwright.api.database import refusal_of_database
from runwright.api.errors import BadRequest, BadValue, Broken, NoSuchPlace, NotSignedIn, TooLarge
from runwright.kernel.errors import Invalid, Kind, Missing, Reason, Refusal, gettext_noop
from runwright.kernel.quantity import plain

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 2
STATUS = {
    Kind.INVALID: 422,
    Kind.GUARD: 422,
    Kind.CONFLICT: 409,
    Kind.FORBIDDEN: 403,
    Kind.MISSING: 404,
    Kind.BUSY: 503,
}
TITLES = {
    400: gettext_noop("The request cannot be read"),
    401: gettext_noop("Sign in first"),
    403: gettext_noop("Not allowed"),
    404: gettext_noop("Not found"),
    405: gettext_noop("Not possible here"),
    409: gettext_noop("In conflict with what is there"),
    412: gettext_noop("Changed since"),
    413: gettext_noop("Too large"),
    415: gettext_noop("Another media type is expected"),
    422: gettext_noop("Not possible as asked"),
    429: gettext_noop("Wait a moment"),
    500: gettext_noop("A fault of the system"),
    503: gettext_noop("Busy"),
    507: gettext_noop("No space left"),
}
HEADERS = {
    401: {"WWW-Authenticate": 'Bearer realm="runwright"'},
    503: {"Retry-After": str(RETRY_SECONDS)},
    507: {"Retry-After": "60"},
}
SIMPLE: tuple[tuple[type[Exception], type[Refusal]], ...] = (
    (RequestDataTooBig, TooLarge),
    (Http404, NoSuchPlace),
    (HttpError, BadRequest),
    (UnreadablePostError, BadRequest),
    (MultiPartParserError, BadRequest),
    (SuspiciousOperation, BadRequest),
)
"""What Django and ninja raise, and the refusal it amounts to; the first that fits counts."""

log = logging.getLogger(__name__)


def answer_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """The problem document for whatever was raised; what nobody foresaw is logged."""
    refusal = refusal_of(error)
    if refusal is None:
        log.error("unforeseen: %s %s", request.method, request.path, exc_info=error)
        refusal = Broken(id=request_id(request))
    elif isinstance(error, DatabaseError | InterfaceError):
        log.warning("database: %s %s", request.method, request.path, exc_info=error)
    return problem(request, refusal)


def refusal_of(error: BaseException) -> Refusal | None:
    """The refusal that an exception amounts to; ``None`` for a fault of ours."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, ValidationError):
        if any(one["loc"][0] == "path" for one in error.errors):
            return NoSuchPlace()
        return Invalid(reasons=tuple(_reason(one) for one in error.errors))
    if isinstance(error, (DatabaseError, InterfaceError)):
        return refusal_of_database(error)
    return _refusal_of_request(error)


def _refusal_of_request(error: BaseException) -> Refusal | None:
    if isinstance(error, AuthenticationError):
        return NotSignedIn()
    if isinstance(error, ObjectDoesNotExist):
        return Missing(record=type(error).__qualname__.partition(".")[0], key="")
    if isinstance(error, HttpError) and isinstance(error.__cause__, Refusal):
        return error.__cause__
    for kind, refusal in SIMPLE:
        if isinstance(error, kind):
            return refusal()
    return None


def _reason(error: Mapping[str, Any]) -> Reason:
    """One complaint of a schema as a reason that names its field."""
    field = _field(error["loc"])
    refusal = error.get("ctx", {}).get("refusal")
    if isinstance(refusal, Refusal):
        return Reason(refusal.template, refusal.facts | {"field": field}, field)
    problem = str(error["msg"]).removeprefix("Value error, ")
    return Reason(BadValue.template, {"field": field, "problem": problem}, field)


def _field(location: tuple[object, ...]) -> str:
    """Where a value stands: ``lines.0.quantity`` in a body, the bare name elsewhere."""
    skip = 2 if location[0] in {"body", "form", "file"} and len(location) > 2 else 1
    return ".".join(str(part) for part in location[skip:]) or str(location[0])


def problem(
    request: HttpRequest, refusal: Refusal, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Write a refusal as a problem document in the language of the request."""
    status = status_of(refusal)
    words = {
        "type": f"urn:runwright:problem:{refusal.code}",
        "title": gettext(TITLES[status]),
        "status": status,
        "detail": refusal.message(gettext),
        "instance": f"urn:uuid:{request_id(request)}",
        "code": refusal.code,
        "reasons": [reason_shown(reason) for reason in refusal.reasons],
    }
    response = HttpResponse(
        json.dumps(words | next_step_shown(refusal)), content_type=MEDIA_TYPE, status=status
    )
    for name, value in {**HEADERS.get(status, {}), **(headers or {})}.items():
        response[name] = value
    return response


def next_step_shown(refusal: Refusal) -> dict[str, str]:
    """What to do next, where a refusal knows it."""
    next_step = str(getattr(refusal, "next_step", ""))
    if not next_step:
        return {}
    return {"next_step": Reason(next_step, refusal.facts).sentence(gettext)}


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal: that of its kind unless its class names its own."""
    return int(getattr(refusal, "status", 0)) or STATUS[refusal.kind]


def request_id(request: HttpRequest) -> str:
    """The id under which the log and the journal know this request."""
    return str(getattr(request, "request_id", ""))


def reason_shown(reason: Reason) -> dict[str, object]:
    """A reason as JSON: its sentence in the language of the request, its field, its facts."""
    facts = {name: _plain(value) for name, value in reason.facts.items()}
    return {"sentence": reason.sentence(gettext), "field": reason.field or None, "facts": facts}


def _plain(value: object) -> object:
    """A fact as JSON: numbers exact, instants in ISO form, everything unknown as words."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(part) for part in value]
    return str(value)
