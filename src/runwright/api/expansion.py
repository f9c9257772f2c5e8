"""``expand``: the whole records that an answer only names, beside it and each once."""

import json
from collections.abc import Iterator
from typing import Any

from runwright.api.errors import BadValue
from runwright.api.readers import RECORDS, reader_of
from runwright.api.sign_in import Call

PARAMETER = "expand"
MOST = 200
PLACES = {"components_warehouse": "warehouse", "goods_warehouse": "warehouse"}
NAMES: dict[str, str] = {**{kind: kind for kind in RECORDS}, **PLACES}
"""The kind of record behind each field that can be expanded."""

_EITHER = "|".join(NAMES)
DESCRIBED: dict[str, Any] = {
    "in": "query",
    "name": PARAMETER,
    "required": False,
    "description": "Fields whose whole records are given under `expanded`, by name and id.",
    "schema": {"type": "string", "pattern": f"^({_EITHER})(,({_EITHER}))*$"},
}


def expanded(request: Call, text: str) -> str:
    """The answer with the records that were asked for, as far as the caller may see them.

    Raises ``BadValue`` for a name that leads to no record, and for more than ``MOST`` of them.
    """
    said = request.GET.getlist(PARAMETER)
    if not said:
        return text
    asked = ",".join(said)
    answer = json.loads(text)
    return json.dumps(answer | {"expanded": _records(request, answer, asked.split(","))})


def _records(request: Call, answer: object, names: list[str]) -> dict[str, dict[str, Any]]:
    if unknown := [name for name in names if name not in NAMES]:
        raise BadValue(field=PARAMETER, problem=f"{unknown[0][:40]} leads to no record")
    keys = {name: sorted({*_keys(answer, name)}) for name in names}
    if sum(map(len, keys.values())) > MOST:
        raise BadValue(field=PARAMETER, problem=f"at most {MOST} records")
    return {name: {str(key): _record(request, name, key) for key in keys[name]} for name in names}


def _keys(value: object, name: str) -> Iterator[int]:
    """The ids that stand anywhere in an answer under ``name`` or ``name_id``."""
    if isinstance(value, list):
        for part in value:
            yield from _keys(part, name)
    if isinstance(value, dict):
        named = value.get(name)
        found = named.get("id") if isinstance(named, dict) else value.get(f"{name}_id")
        if isinstance(found, int):
            yield found
        for part in value.values():
            yield from _keys(part, name)


def _record(request: Call, name: str, key: int) -> Any:
    path = RECORDS[NAMES[name]]
    parameter = path.partition("{")[2].rstrip("}")
    return json.loads(reader_of(path)(request, **{parameter: key}))
