"""Reading JSON bodies strictly, before any schema sees them."""

import json
from typing import Any, cast

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.types import DictStrAny

from runwright.api.errors import BadCharacter, BadJson, JsonTooDeep, NotJson
from runwright.api.values import FORBIDDEN

DEEPEST = 12


class StrictParser(Parser):
    """UTF-8 JSON without doubled keys, NaN, NUL, lone surrogates or bottomless nesting."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        given = request.content_type or ""
        if given not in {"application/json", ""}:
            raise NotJson(given=given[:80])
        return cast(DictStrAny, read_json(request.body))


def read_json(body: bytes) -> Any:
    """The value written in ``body``. Raises ``BadJson``, ``JsonTooDeep`` and ``BadCharacter``."""
    try:
        value = json.loads(
            body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except RecursionError:
        raise JsonTooDeep(deepest=DEEPEST) from None
    except (ValueError, UnicodeDecodeError) as error:
        raise BadJson(problem=_problem(error)) from None
    _inspect(value, "", 1)
    return value


def _problem(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}: line {error.lineno} column {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} is not UTF-8"
    return str(error)[:120]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is there twice")
    return found


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not a JSON value")


def _inspect(value: object, place: str, depth: int) -> None:
    """Walk the value: no text may hold what the database cannot, no branch be too deep."""
    if depth > DEEPEST:
        raise JsonTooDeep(deepest=DEEPEST)
    if isinstance(value, str) and FORBIDDEN.search(value):
        raise BadCharacter(field=place or "body")
    inner: Any = ()
    if isinstance(value, dict):
        _inspect("".join(value), place, depth)
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for name, part in inner:
        _inspect(part, f"{place}.{name}" if place else str(name), depth + 1)
