"""Lists: pages by cursor that neither repeat nor skip, filters, order, and what is refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runwright.units.services import category_create
from tests.api.calls import problem_of
from tests.api.conftest import SYSTEM


def walk(caller, path: str, **query):
    """Every row of a list, page by page."""
    rows, cursor = [], query.pop("cursor", None)
    while True:
        page = caller.got(path, **query, **({"cursor": cursor} if cursor else {}))
        rows += page["items"]
        cursor = page["next"]
        if cursor is None:
            return rows


def test_a_page_has_its_rows_and_the_way_on(viewer):
    page = viewer.got("/units", limit=5)
    assert len(page["items"]) == 5
    assert page["items"][0]["code"] == "L"
    assert page["next"]


@pytest.mark.parametrize("sort", ["code", "-code", "category,-name", "-reference,symbol"])
@pytest.mark.parametrize("limit", [1, 3, 200])
def test_page_by_page_is_the_whole_list(viewer, sort, limit):
    whole = viewer.got("/units", sort=sort, limit=200)["items"]
    assert len(whole) == 13
    assert walk(viewer, "/units", sort=sort, limit=limit) == whole


def test_rows_that_come_in_between_neither_repeat_nor_hide_others(viewer):
    first = viewer.got("/unit-categories", limit=2)
    category_create(code="area", name="Area", actor=SYSTEM)
    rest = walk(viewer, "/unit-categories", limit=2, cursor=first["next"])
    codes = [row["code"] for row in [*first["items"], *rest]]
    assert codes == ["count", "length", "mass", "time", "volume"]


def test_filters_narrow_the_list(viewer):
    assert {row["code"] for row in walk(viewer, "/units", category="mass")} == {"kg", "g", "t"}
    assert [row["code"] for row in walk(viewer, "/units", q="kilo")] == ["kg"]


@pytest.mark.parametrize("name", ["late", "state", "created_from", "sort"])
def test_a_choice_day_or_order_left_empty_is_refused_not_answered_with_every_row(viewer, name):
    problem = problem_of(viewer.get("/sales-orders", **{name: " "}), 422)
    assert [reason["field"] for reason in problem["reasons"]] == [name]


def test_numbers_are_decimal_strings(viewer):
    (kilogram,) = walk(viewer, "/units", q="kilo")
    assert kilogram["resolution"] == "0.001"
    assert kilogram["reference"] is True


def test_the_number_of_queries_does_not_depend_on_the_rows(viewer):
    viewer.got("/units")  # notes the first use of the token
    counts = []
    for limit in (1, 200):
        with CaptureQueriesContext(connection) as queries:
            viewer.got("/units", limit=limit)
        counts.append(len(queries))
    assert counts == [3, 3]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "201"}, "limit"),
        ({"limit": "٣"}, "limit"),
        ({"limit": "1e2"}, "limit"),
        ({"cursor": "nonsense"}, "cursor"),
        ({"sort": "colour"}, "sort"),
        ({"colour": "red"}, "colour"),
        ({"q": "a\0b"}, "q"),
        ({"q": "x" * 201}, "q"),
        ({"page": "2"}, "page"),
    ],
)
def test_what_a_list_does_not_understand_is_named(viewer, query, field):
    problem = problem_of(viewer.get("/units", **query), 422)
    assert problem["reasons"][0]["field"] == field


def test_a_cursor_is_good_for_its_own_question_alone(viewer):
    cursor = viewer.got("/units", limit=2)["next"]
    for query in ({"sort": "-code"}, {"category": "mass"}):
        problem_of(viewer.get("/units", cursor=cursor, **query), 422, "bad_cursor")
    problem_of(viewer.get("/unit-categories", cursor=cursor), 422, "bad_cursor")
    problem_of(viewer.get("/units", cursor=cursor[:-1] + "x"), 422, "bad_cursor")
