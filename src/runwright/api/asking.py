"""The parameters of a question: what a view reads from the query is told before it, or refused."""

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
from typing import Any

from runwright.api.errors import BadValue
from runwright.api.sign_in import Call
from runwright.api.values import FORBIDDEN

Schemas = Mapping[str, Mapping[str, Any]]


def asked(known: Schemas, view: Callable[..., object]) -> Callable[..., object]:
    """The view behind a look at its parameters. Raises ``BadValue`` for one that would be passed
    over in silence: unknown, said twice, or left empty where a choice, a day or a number belongs.
    """

    schemas: Schemas = {name: {} for name in signature(view).parameters} | dict(known)

    @wraps(view)
    def run(request: Call, **keys: Any) -> object:
        for name, values in request.GET.lists():
            if problem := _problem(schemas.get(name), values):
                raise BadValue(field=name[:40], problem=problem)
        return view(request, **keys)

    return run


def _problem(schema: Mapping[str, Any] | None, values: list[str]) -> str:
    """What is wrong with a parameter; empty where nothing is."""
    if schema is None:
        return "there is no such parameter"
    if len(values) > 1:
        return "this can be said only once"
    if FORBIDDEN.search(values[0]):
        return "a text cannot hold the character NUL"
    if is_lost(schema, values[0]):
        return "is empty"
    if values[0] not in schema.get("enum", values):
        return f"must be one of {', '.join(schema['enum'])}"
    return ""


def is_lost(schema: Mapping[str, Any], text: str) -> bool:
    """Whether nothing is said where a choice, a day or a number belongs. A form may leave that
    empty; a program that does has lost its value, and would get every row."""
    return not text.strip() and bool(schema.keys() & {"enum", "format", "minimum", "pattern"})
