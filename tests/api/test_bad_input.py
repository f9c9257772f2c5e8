"""Bad input at every endpoint: refused with the field named, nothing written."""

import json
from collections.abc import Iterator

import pytest

from runwright.api.schemas import Given, Shown
from runwright.journal.models import Acceptance, Entry
from tests.api.calls import PREFIX, problem_of
from tests.api.mill import sock_mill
from tests.api.shapes import Operation, kind_of, nullable, operations

WRITES = [one for one in operations() if one.method != "get"]
WITH_BODY = [one for one in WRITES if one.body]
DIGITS = "9" * 10_000

NOT_NUMBERS = [
    "NaN",
    "Infinity",
    "-Infinity",
    "1e15",
    "1e-9",
    "1e400",
    DIGITS,
    "１２",
    "1,5",
    "0x1",
]
NOT_NUMBERS += ["", " ", "1_000", "--1", True, [], {}, 1.5, "0.1234567891", "1\u0000"]
NOT_WHOLE = ["5", 1.5, True, [], {}, 2**63, -1, "", "NaN"]
NOT_TEXT = [5, True, [], {}, "a\u0000b", "\ud800", "x" * 1_000_000]
NOT_MOMENTS = [1700000000, "1700000000", "2026-02-30T10:00:00Z", "2026-03-29T02:30:00", "24:00"]
NOT_MOMENTS += [
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "",
    True,
    [],
    "2026-01-01T24:01:00Z",
]

BAD = {
    "number": NOT_NUMBERS,
    "integer": NOT_WHOLE,
    "string": NOT_TEXT,
    "boolean": ["true", 1, "yes", []],
    "choice": ["nonsense", 1, [], ""],
    "uuid": ["x", 7, [], "01900000"],
    "date-time": NOT_MOMENTS,
    "date": [20260101, "2026-02-30", "26-01-01", "0001-01-01", "9999-01-01", "", []],
    "time": ["24:00", "25:10", 7, "", "7", []],
    "array": ["x", 7, {}, None],
    "object": ["x", 7, []],
}
"""By the kind of a field: what it must refuse."""


def refused(caller, operation: Operation, body: bytes, **headers: str):
    """Send a body that must be refused, and see that nothing was written."""
    response = caller.client.generic(
        operation.method.upper(),
        PREFIX + operation.address,
        body,
        content_type=headers.pop("content_type", "application/json"),
        headers={**caller.headers, "idempotency-key": "01900000-0000-7000-8000-00000000000a"},
    )
    assert 400 <= response.status_code < 500, (str(operation), body[:200], response.content)
    return response


@pytest.fixture
def unchanged(admin):
    def count():
        return Entry.objects.count(), Acceptance.objects.count()

    before = count()
    yield
    assert count() == before


def named_in(response) -> set[str]:
    """The fields that a refusal names."""
    return {str(reason["field"]).split(".")[0] for reason in problem_of(response, 422)["reasons"]}


def bodies_of_bad_values(operation: Operation) -> Iterator[dict[str, object]]:
    """Bodies in which every field holds something bad for it."""
    fields = {
        name: [value for value in BAD[kind_of(schema)] if not _fits(value, schema)]
        for name, schema in operation.fields.items()
    }
    for n in range(max(len(values) for values in fields.values())):
        yield {name: values[n] for name, values in fields.items() if n < len(values)}


def _fits(value: object, schema: dict) -> bool:
    """What is bad for most fields and good for this one: a text that is as long as a whole file,
    or nothing where that may be said."""
    if isinstance(value, str) and 1_000 < len(value) <= schema.get("maxLength", 0):
        return True
    return (value == "" and "" in schema.get("enum", ())) or (value is None and nullable(schema))


LARGE = 5 * 1024 * 1024
"""Bytes of a body that may be refused for its size alone."""


def test_every_bad_value_of_every_field_is_named(admin, unchanged):
    passed_over = []
    for operation in WITH_BODY:
        for body in bodies_of_bad_values(operation):
            text = json.dumps(body)
            answer = refused(admin, operation, text.encode())
            if answer.status_code == 413:
                assert len(text) > LARGE
                continue
            named = named_in(answer)
            unreadable = {n for n, v in body.items() if v in ("1\0", "a\0b", "\ud800")}
            if not (named & unreadable if unreadable else body.keys() <= named):
                passed_over.append((str(operation), {n: body[n] for n in body.keys() - named}))
    assert passed_over == []


def test_nothing_where_something_is_needed_is_named(admin, unchanged):
    for operation in WITH_BODY:
        needed = {name for name, schema in operation.fields.items() if not nullable(schema)}
        body = json.dumps(dict.fromkeys(needed)).encode()
        assert not needed or needed <= named_in(refused(admin, operation, body)), operation


def test_a_body_that_is_no_record_is_refused(admin, unchanged):
    for operation in WITH_BODY:
        for body in (b"", b"[]", b"7", b'"x"', b"null", b"true"):
            problem_of(refused(admin, operation, body), 422)
        assert "colour" in named_in(refused(admin, operation, b'{"colour": 1}')), operation


JSON_BAD = {
    "depth bomb": (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, 400, "json_too_deep"),
    "list bomb": (b"[" * 100_000, 400, "json_too_deep"),
    "doubled key": (b'{"reason": "a", "reason": "b"}', 400, "bad_json"),
    "not a number": (b'{"a": NaN}', 400, "bad_json"),
    "infinity": (b'{"a": -Infinity}', 400, "bad_json"),
    "digits": (b'{"a": ' + b"9" * 10_000 + b"}", 400, "bad_json"),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), 400, "bad_json"),
    "half a character": (b'{"a": "\xff"}', 400, "bad_json"),
    "half a record": (b'{"a": ', 400, "bad_json"),
    "NUL in a key": (b'{"a\\u0000b": 1}', 422, "bad_character"),
    "surrogate in a key": (b'{"\\ud800": 1}', 422, "bad_character"),
    "6 MB": (b'{"a": "' + b"x" * 6_000_000 + b'"}', 413, "too_large"),
}


def test_broken_json_is_refused(admin, unchanged):
    for operation in WITH_BODY[::15]:  # one parser reads them all
        for body, status, code in JSON_BAD.values():
            problem_of(refused(admin, operation, body), status, code)


MEDIA_TYPES = ("text/plain", "application/xml", "multipart/form-data; boundary=x")


def test_another_media_type_is_refused(admin, unchanged):
    for operation in WITH_BODY:
        for media_type in MEDIA_TYPES:
            response = refused(admin, operation, b"a=1", content_type=media_type)
            problem_of(response, 415, "not_json")


def test_nobody_comes_in_without_signing_in(stranger):
    for operation in operations():
        response = stranger.client.generic(operation.method.upper(), PREFIX + operation.address)
        problem_of(response, 401, "not_signed_in")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("0.000000001", "0.000000001"),
        ("999999999999999.999999999", "999999999999999.999999999"),
        ("12.500", "12.5"),
        (7, "7"),
        ("+3", "3"),
    ],
)
def test_what_is_accepted_reads_back_the_same(admin, written, read):
    pieces = next(row["id"] for row in admin.got("/units", q="piece")["items"])
    body = {"code": "A", "name": "A", "kind": "part", "unit_id": pieces, "safety_stock": written}
    made = admin.made("/items", body)
    assert admin.got(f"/items/{made['id']}")["safety_stock"] == read


def test_money_finer_than_its_column_is_refused_instead_of_rounded(admin):
    body = {"code": "A", "name": "A", "kind": "part", "unit_id": 1, "standard_cost": "1.0000001"}
    problem = problem_of(admin.post("/items", body), 422)
    assert problem["reasons"][0]["field"] == "standard_cost"


def test_a_key_to_nothing_is_named_where_the_answer_would_show_its_record(admin):
    item = sock_mill(admin)["SOCK"]
    refused = admin.post(f"/items/{item}/conversions", {"unit_id": 2**31, "numerator": 1})
    assert problem_of(refused, 422)["reasons"][0]["field"] == "unit_id"


def test_a_key_to_nothing_that_the_service_itself_looks_up_is_missing(admin):
    body = {"code": "A", "name": "A", "kind": "part", "unit_id": 2**31}
    problem_of(admin.post("/items", body), 404)


@pytest.mark.parametrize("code", ["a\r\nb", "a\u202eb", "\t", "a\x1b[0m"])
def test_codes_are_visible_characters_of_one_line(admin, code):
    response = admin.post("/unit-categories", {"code": code, "name": "Area"})
    assert problem_of(response, 422)["reasons"][0]["field"] == "code"


def test_codes_that_look_alike_but_differ_stay_apart(admin):
    for code in ("é", "e\u0301", "É"):
        made = admin.made("/unit-categories", {"code": code, "name": "Area"})
        assert admin.got(f"/unit-categories/{made['id']}")["code"] == code


def schemas(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from schemas(one)


def test_every_schema_has_a_name_of_its_own():
    """Two schemas of one name would overwrite each other in the document."""
    names = [one.__name__ for one in {*schemas(Given), *schemas(Shown)}]
    assert [name for name in names if names.count(name) > 1] == []
