"""Many rows by one call: all or none, every reason by its row, and once by its key."""

from uuid import uuid4

from runwright.catalog.models import Item
from runwright.journal.models import Entry
from tests.api.calls import problem_of


def rows(units: dict, count: int, **fields) -> list[dict]:
    return [
        {
            "code": f"I-{n}",
            "name": f"Item {n}",
            "kind": "material",
            "unit_id": units["kg"],
            **fields,
        }
        for n in range(count)
    ]


def units_of(caller) -> dict:
    return {one["code"]: one["id"] for one in caller.got("/units", limit=200)["items"]}


def test_all_rows_are_made_with_an_entry_each(admin):
    made = admin.made("/bulk/items", {"rows": rows(units_of(admin), 20)})
    codes = [Item.objects.get(id=one).code for one in made["ids"]]
    assert codes == [f"I-{n}" for n in range(20)]
    assert Entry.objects.filter(verb="item.create").count() == 20


def test_every_refused_row_is_named_and_nothing_is_written(admin):
    units = units_of(admin)
    given = rows(units, 6)
    given[1]["code"] = "I-0"
    given[3]["unit_id"] = 999_999
    given[4]["lot_rule"] = "fixed"
    problem = problem_of(admin.post("/bulk/items", {"rows": given}), 422, "rows_refused")
    places = [reason["field"].split(".")[:2] for reason in problem["reasons"]]
    assert places == [["rows", "1"], ["rows", "3"], ["rows", "4"]]
    assert problem["reasons"][0]["field"] == "rows.1.code"
    assert not Item.objects.filter(code__startswith="I-").exists()


def test_a_wrong_value_is_named_with_its_row(admin):
    given = rows(units_of(admin), 3)
    given[2]["name"] = 7
    problem = problem_of(admin.post("/bulk/items", {"rows": given}), 422, "invalid")
    assert [reason["field"] for reason in problem["reasons"]] == ["rows.2.name"]


def test_at_most_a_thousand_and_at_least_one(admin):
    units = units_of(admin)
    for count in (0, 1001):
        problem_of(admin.post("/bulk/items", {"rows": rows(units, count)}), 422, "invalid")


def test_a_repeat_makes_nothing_new(admin):
    key, body = uuid4(), {"rows": rows(units_of(admin), 2)}
    first = admin.made("/bulk/items", body, key=key)
    assert admin.made("/bulk/items", body, key=key) == first
    other = {"rows": [*body["rows"], body["rows"][0]]}
    problem_of(admin.post("/bulk/items", other, key=key), 409, "id_already_used")


def test_many_are_changed_at_once_or_none(admin):
    ids = admin.made("/bulk/items", {"rows": rows(units_of(admin), 3)})["ids"]
    changes = [{"id": one, "name": f"New {one}"} for one in ids]
    assert admin.changed("/bulk/items", {"rows": changes}) == {"ids": ids}
    assert admin.got(f"/items/{ids[1]}")["name"] == f"New {ids[1]}"
    assert admin.got(f"/items/{ids[1]}")["kind"] == "material"
    wrong = [{"id": ids[0], "name": "Never"}, {"id": 999_999, "name": "Nobody"}]
    problem = problem_of(admin.patch("/bulk/items", {"rows": wrong}), 422, "rows_refused")
    assert problem["reasons"][0]["field"].startswith("rows.1")
    assert admin.got(f"/items/{ids[0]}")["name"] == f"New {ids[0]}"


def test_it_needs_the_permission_of_one(viewer):
    problem_of(viewer.post("/bulk/items", {"rows": rows(units_of(viewer), 1)}), 403)
