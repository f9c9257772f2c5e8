"""Bad parameters of every question: refused with their names, never passed over in silence."""

from collections.abc import Iterator

from tests.api.calls import problem_of
from tests.api.shapes import Operation, kind_of, operations

BAD = {
    "choice": ["", " ", "nonsense"],
    "date": ["", " ", "2026-02-30", "0001-01-01", "9999-12-31", "20260101", "tomorrow"],
    "integer": ["", " ", "0x1", "1.5", "-1", str(2**63), "9" * 5_000],
    "number": ["", " ", "NaN", "1e400", "9" * 5_000],
    "uuid": ["", "x", "7"],
}
"""By the kind of a parameter: what it must refuse; every kind refuses what is in ``TEXT``."""
TEXT = ["a\0b"]
ASKED = [one for one in operations() if one.method == "get" and "{" not in one.path]


PAIR = {"from": "period", "to": "period"}
"""Two days are one period, and refused as one."""


def bad_values(schema: dict) -> Iterator[str]:
    kind = kind_of(schema.get("items", schema))
    yield from BAD.get(kind, ())
    yield from TEXT
    if longest := schema.get("maxLength"):
        yield "x" * (longest + 1)


def given_with(operation: Operation, name: str, value: str) -> dict[str, str]:
    """A question with one value; days count in a free period alone, where there are periods."""
    others = {one["name"] for one in operation.parameters("query")}
    free = {"period": "free"} if name in {"from", "to"} and "period" in others else {}
    return free | {name: value}


def test_every_bad_value_of_every_parameter_is_named(admin):
    passed_over = []
    for operation in ASKED:
        for parameter in operation.parameters("query"):
            name = parameter["name"]
            for value in bad_values(parameter["schema"]):
                query = given_with(operation, name, value)
                response = admin.get(operation.address, **query)
                if response.status_code != 422:
                    passed_over.append((operation.path, name, value[:20], response.status_code))
                    continue
                named = [reason["field"] for reason in problem_of(response, 422)["reasons"]]
                if not {name, PAIR.get(name)} & {*named}:
                    passed_over.append((operation.path, name, value[:20], named))
    assert not passed_over, "\n".join(map(str, passed_over))


def test_a_parameter_that_is_not_there_is_named(admin):
    for operation in ASKED:
        needed = {one["name"]: "1" for one in operation.parameters("query") if one["required"]}
        problem = problem_of(admin.get(operation.address, colour="red", **needed), 422)
        assert [reason["field"] for reason in problem["reasons"]] == ["colour"], operation
