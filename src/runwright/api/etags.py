"""Etags: which state of a record somebody read, and whether a change was decided on it.

A change that names an etag runs at REPEATABLE READ: what it compares and what it locks is one
snapshot. Where somebody was faster the database refuses the lock, and the next try sees it.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.http import HttpResponse, HttpResponseNotModified

from runwright.api.errors import ChangedSince
from runwright.api.readers import keys_of, reader_of, record_above
from runwright.api.sign_in import Call

MATCH, NONE_MATCH = "If-Match", "If-None-Match"


def etag_of(text: str) -> str:
    """The etag of an answer: it differs when a single letter does."""
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def marked(request: Call, response: HttpResponse) -> HttpResponse:
    """The answer with its etag, or 304 where the caller has it."""
    tag = etag_of(response.content.decode())
    known = request.headers.get(NONE_MATCH, "")
    fresh = response if not _names(known, tag) else HttpResponseNotModified()
    fresh["ETag"] = tag
    return fresh


def match_check(request: Call, path: str, given: Mapping[str, Any]) -> None:
    """Raise ``ChangedSince`` unless the record of a verb is still what the caller read."""
    wanted = request.headers.get(MATCH)
    if wanted is None:
        return
    record = record_above(path)
    if not record:
        raise ChangedSince()
    text = reader_of(record)(request, **keys_of(record, given))
    if not _names(wanted, etag_of(text)):
        raise ChangedSince()


def one_snapshot(request: Call) -> None:
    """Let a write that names an etag see one state of the database from its first query on."""
    if MATCH in request.headers and not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _names(header: str, tag: str) -> bool:
    """Whether a list of etags names this one."""
    return header.strip() == "*" or tag in {one.strip() for one in header.split(",")}
