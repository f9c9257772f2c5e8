"""What the OpenAPI document says beyond the endpoints: keys, problems, permissions."""

import json
from collections.abc import Iterator
from typing import Any

from runwright.api.once import HEADER
from runwright.api.problems import MEDIA_TYPE

READING = ("400", "401", "403", "404", "422", "503")
WRITING = (*READING, "409", "412", "413", "415", "507")
WORDS = {
    "400": "The request cannot be read.",
    "401": "Nobody is signed in.",
    "403": "The permission is missing.",
    "404": "There is no such record.",
    "409": "In conflict with what is there.",
    "412": "The record has changed since the etag in If-Match was read.",
    "413": "The body is too large.",
    "415": "The body has another media type.",
    "422": "A value is wrong, or a condition is unmet: every reason is listed.",
    "503": "Busy: try again after the seconds in Retry-After.",
    "507": "The disk is full.",
}
KEY = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "description": "Makes a repeat harmless; a new UUID for every write.",
    "schema": {"type": "string", "format": "uuid"},
}
TEXT = {"type": "string"}
MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "description": "The etag of the record on which the change was decided.",
    "schema": {"type": "string", "pattern": '^"[0-9a-f]{32}"$'},
}
REASON = {
    "type": "object",
    "required": ["sentence", "field", "facts"],
    "properties": {
        "sentence": TEXT,
        "field": {"anyOf": [TEXT, {"type": "null"}]},
        "facts": {"type": "object"},
    },
}
PROBLEM = {
    "type": "object",
    "title": "Problem",
    "required": ["type", "title", "status", "detail", "instance", "code", "reasons"],
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "instance": TEXT,
        "code": TEXT,
        "reasons": {"type": "array", "items": {"$ref": "#/components/schemas/Reason"}},
        "next_step": TEXT,
    },
}


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with every answer an endpoint can give, and the key of every write."""
    components = document["components"]
    components["schemas"] |= {"Problem": PROBLEM, "Reason": REASON}
    components["responses"] = {status: _problem(words) for status, words in WORDS.items()}
    for method, operation in operations(document):
        writes = method != "get"
        operation["responses"] = {str(code): told for code, told in operation["responses"].items()}
        for status in WRITING if writes else READING:
            operation["responses"][status] = {"$ref": f"#/components/responses/{status}"}
        if writes and operation.pop("x-keyed", True):
            operation["parameters"] = [*operation["parameters"], KEY]
        if operation.pop("x-record", False):
            operation["parameters"] = [*operation["parameters"], MATCH]
        _describe(operation)
    document["components"]["schemas"] = dict(sorted(components["schemas"].items()))
    return document


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation with its method."""
    for methods in document["paths"].values():
        yield from methods.items()


def _describe(operation: dict[str, Any]) -> None:
    needs = f"Needs the permission `{operation['x-permission']}`."
    told = operation.get("description", "").strip()
    operation["description"] = f"{told}\n\n{needs}" if told else needs


def _problem(words: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {MEDIA_TYPE: {"schema": schema}}}


def text_of(document: dict[str, Any]) -> str:
    """The document as a file: indented, one value a line, letters as they are."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
