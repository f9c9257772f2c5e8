"""The page that explains the API to people, made from the document that programs read.

It needs no script: every operation folds open by itself.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runwright.api.v1 import api

DEEPEST = 6
SAMPLES = {
    "uuid": "01939f5e-0000-7000-8000-000000000001",
    "date-time": "2026-11-21T14:30:00Z",
    "date": "2026-11-21",
    "time": "14:30",
}


@dataclass(frozen=True)
class Told:
    """One operation as the page tells it; request and response are examples in JSON."""

    id: str
    method: str
    path: str
    summary: str
    permission: str
    parameters: list[dict[str, Any]]
    request: str
    response: str


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation by noun, with its parameters, permission and examples."""
    document: dict[str, Any] = api.get_openapi_schema()
    nouns: defaultdict[str, list[Told]] = defaultdict(list)
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            nouns[operation["tags"][0]].append(told_of(document, path, method, operation))
    words = {"nouns": dict(nouns), "info": document["info"]}
    return render(request, "api/reference.html", words)


def told_of(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Told:
    """An operation of the document as the page tells it."""
    answers = operation["responses"]
    content = next(answers[status] for status in ("200", "201") if status in answers)["content"]
    return Told(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        permission=operation["x-permission"],
        parameters=operation["parameters"],
        request=_example(document, operation.get("requestBody", {}).get("content", {})),
        response=_example(document, content),
    )


def _example(document: dict[str, Any], content: dict[str, Any]) -> str:
    schema = content.get("application/json", {}).get("schema")
    if schema is None:
        return ""
    return json.dumps(sample(document, schema), ensure_ascii=False, indent=2)


def sample(document: dict[str, Any], schema: dict[str, Any], depth: int = 0) -> Any:
    """A value that the schema describes: the first of every choice."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return sample(document, document["components"]["schemas"][name], depth)
    if "anyOf" in schema:
        return sample(document, schema["anyOf"][0], depth)
    if "enum" in schema:
        return schema["enum"][0]
    return _plain_sample(document, schema, depth + 1)


def _plain_sample(document: dict[str, Any], schema: dict[str, Any], depth: int) -> Any:
    match schema.get("type"):
        case "object":
            return dict(_fields(document, schema, depth)) if depth < DEEPEST else {}
        case "array":
            parts = schema.get("prefixItems") or [schema["items"]]
            return [sample(document, part, depth) for part in parts] if depth < DEEPEST else []
        case "integer":
            return max(1, schema.get("minimum", 1))
        case "boolean":
            return False
    if "pattern" in schema:
        return "12.5"
    return SAMPLES.get(schema.get("format", ""), "…")


def _fields(
    document: dict[str, Any], schema: dict[str, Any], depth: int
) -> Iterator[tuple[str, Any]]:
    for name, field in schema.get("properties", {}).items():
        yield name, sample(document, field, depth)
