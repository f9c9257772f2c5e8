"""Asking the server: signed in, once per key, again when it was away, page by page."""

import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from datetime import date
from datetime import time as clock
from decimal import Decimal
from email.message import Message
from typing import Any
from urllib.parse import urlencode

from runwright.client.problems import Problem
from runwright.client.records import Record, exact

AGAIN = frozenset({429, 502, 503, 504})
FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0


class Wire:
    """The way to a server. Raises ``Problem`` for what it refuses, ``OSError`` when it stays away.

    Reading changes nothing, and a write is done once however often it is sent: its key stays the
    same for every try.
    """

    def __init__(self, address: str, token: str, seconds: float, tries: int) -> None:
        self.root = address.rstrip("/") + "/api/v1"
        self.headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self.seconds = seconds
        self.tries = tries

    def read(self, path: str, query: Mapping[str, Any], shape: str) -> Any:
        """What is at a path."""
        request = urllib.request.Request(self._url(path, query), headers=self.headers)
        return self._told(request, shape)

    def rows(self, path: str, query: Mapping[str, Any], shape: str) -> Iterator[Record]:
        """Every row of a list, one page after the other."""
        asked = {"limit": 200, **query}
        while True:
            page = self.read(path, asked, shape)
            yield from page["items"]
            if page["next"] is None:
                return
            asked["cursor"] = page["next"]

    def write(
        self, method: str, path: str, body: Mapping[str, Any], shape: str, *, is_form: bool = False
    ) -> Any:
        """Change something. ``_key`` in the body is the idempotency key, if it has to be known
        beforehand; ``_match`` is the etag of the record on which the change was decided."""
        fields = dict(body)
        headers = self.headers | {"Idempotency-Key": str(fields.pop("_key", None) or _new_key())}
        if match := fields.pop("_match", ""):
            headers["If-Match"] = match
        kind, data = form(fields) if is_form else ("application/json", _json(fields))
        url, headers["Content-Type"] = self._url(path, {}), kind
        return self._told(urllib.request.Request(url, data, headers, method=method), shape)

    def _url(self, path: str, query: Mapping[str, Any]) -> str:
        asked = {name.rstrip("_"): value for name, value in query.items() if value is not None}
        return self.root + path + (f"?{urlencode(asked, doseq=True)}" if asked else "")

    def _told(self, request: urllib.request.Request, shape: str) -> Any:
        """The answer, with its decimals exact."""
        text, headers = self._answered(request)
        told = exact(json.loads(text), shape)
        if isinstance(told, Record):
            told.etag = headers.get("ETag", "")
        return told

    def _answered(self, request: urllib.request.Request) -> tuple[bytes, Message]:
        """The answer, asked for again while the server is away or busy."""
        for attempt in range(1, self.tries + 1):
            try:
                with urllib.request.urlopen(request, timeout=self.seconds) as answer:
                    return answer.read(), answer.headers
            except urllib.error.HTTPError as error:
                if error.code not in AGAIN or attempt == self.tries:
                    raise _problem(error) from None
                self._wait(attempt, error.headers.get("Retry-After", ""))
            except OSError:
                if attempt == self.tries:
                    raise
                self._wait(attempt, "")
        raise AssertionError("at least one try")

    def _wait(self, attempt: int, told: str) -> None:
        """As long as the server says, or twice as long each time."""
        own = FIRST_WAIT * 2 ** (attempt - 1)
        time.sleep(min(float(told) if told.isdecimal() else own, LONGEST_WAIT))


def form(fields: Mapping[str, Any]) -> tuple[str, bytes]:
    """A form with files (RFC 7578): its media type and its bytes. A file is a path-like name and
    its bytes, ``("items.csv", b"…")``."""
    boundary = uuid.uuid4().hex  # noqa: TID251 - the client stands alone
    parts = []
    for name, value in fields.items():
        file, data = value if isinstance(value, tuple) else ("", str(value).encode())
        named = f'; filename="{file}"' if file else ""
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
        parts.append(head.encode() + data + b"\r\n")
    end = f"--{boundary}--\r\n".encode()
    return f"multipart/form-data; boundary={boundary}", b"".join([*parts, end])


def _new_key() -> uuid.UUID:
    return uuid.uuid4()  # noqa: TID251 - the client stands alone


def _json(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, default=_written).encode()


def _written(value: object) -> str:
    """A value that JSON does not have, as the API reads it."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, clock)):
        return value.isoformat()
    return str(value)


def _problem(error: urllib.error.HTTPError) -> Problem:
    try:
        document = json.loads(error.read())
    except ValueError:
        document = {}
    return Problem(error.code, document if isinstance(document, dict) else {})
