"""Recipes over the API: made, edited, revised, compared, exploded, rolled up."""

import pytest

from tests.api.calls import Caller, problem_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(admin: Caller) -> dict[str, int]:
    found = {row["code"]: row["id"] for row in admin.got("/units")["items"]}
    for code, supply in (("BIKE", "make"), ("WHEEL", "make"), ("SPOKE", "buy"), ("SADDLE", "buy")):
        body = {"code": code, "name": code, "kind": "part", "supply": supply}
        made = admin.made("/items", body | {"unit_id": found["pcs"], "standard_cost": "2"})
        found[code] = made["id"]
    centre = {"code": "HALL", "name": "Hall", "cost_per_hour": "6"}
    found["HALL"] = admin.made("/work-centres", centre)["id"]
    return found


def line(keys: dict[str, int], code: str, quantity: str, **more: object) -> dict[str, object]:
    return {"item_id": keys[code], "unit_id": keys["pcs"], "quantity": quantity, **more}


def make(admin: Caller, keys: dict[str, int], item: str, *lines: object, **more: object) -> dict:
    body = {"item_id": keys[item], "quantity": "1", "lines": list(lines), **more}
    return admin.made("/boms", body)


def test_a_bill_of_materials_from_draft_to_its_next_revision(
    admin: Caller, keys: dict[str, int]
) -> None:
    made = make(admin, keys, "WHEEL", line(keys, "SPOKE", "30"), code="WH")
    path = f"/boms/{made['id']}"
    admin.made(f"{path}/lines", line(keys, "SADDLE", "1"))
    admin.changed(f"{path}/lines/10", {"quantity": "36", "rounding_multiple": "10"})
    admin.made(f"{path}/lines/20/removal")
    changed = admin.changed(path, {"mode": "manual"})
    assert [(one["item"]["code"], one["quantity"]) for one in changed["lines"]] == [("SPOKE", "36")]
    admin.made(f"{path}/validation")
    problem_of(admin.patch(path, {"quantity": "2"}), 409, "wrong_state")
    following = admin.made(f"{path}/revisions")
    assert (following["revision"], following["state"]) == (2, "draft")
    admin.changed(f"/boms/{following['id']}/lines/10", {"quantity": "32"})
    told = admin.got(f"/boms/{following['id']}/comparison/{made['id']}")
    (only,) = told["lines"]
    assert (only["kind"], only["fields"][0]) == (
        "changed",
        {"field": "quantity", "old": "36 pcs", "new": "32 pcs"},
    )
    copied = admin.made(f"{path}/copies", {"code": "WH-2"})
    assert admin.made(f"/boms/{copied['id']}/removal", {"reason": "a try"}) == {"done": True}
    problem_of(admin.get(f"/boms/{copied['id']}"), 404, "bom_not_found")


def test_structures_are_exploded_and_rolled_up(admin: Caller, keys: dict[str, int]) -> None:
    make(admin, keys, "WHEEL", line(keys, "SPOKE", "36"))
    operations = [{"name": "Fit", "work_centre_id": keys["HALL"], "cycle_minutes": "10"}]
    routing = admin.made(
        "/routings", {"item_id": keys["BIKE"], "name": "Fit", "operations": operations}
    )
    bike = make(
        admin,
        keys,
        "BIKE",
        line(keys, "WHEEL", "2"),
        line(keys, "SADDLE", "1", step=10),
        routing_id=routing["id"],
    )
    path = f"/boms/{bike['id']}"
    needs = admin.got(f"{path}/explosion", quantity="3")["needs"]
    assert {n["item"]["code"]: (n["level"], n["quantity"]) for n in needs} == {
        "WHEEL": (1, "6"),
        "SADDLE": (1, "3"),
        "SPOKE": (2, "216"),
    }
    rows = admin.got(f"{path}/explosion/rows", start="1", count="2")
    assert (rows["rows"], [row["item"]["code"] for row in rows["found"]]) == (4, ["WHEEL", "SPOKE"])
    rolled = admin.got(f"{path}/roll-up", quantity="3")
    assert rolled["items"][0]["whole"]["total"] == str(216 * 2 + 3 * 2 + 3)
    assert rolled["minutes"] == "30"
    assert rolled["warnings"][0]["facts"] == {"centre": "HALL"}
    assert admin.got(f"{path}/buildable")["in_all"] == "0"
    uses = admin.got(f"/items/{keys['SPOKE']}/uses")["uses"]
    assert [(u["level"], u["bom"]["item"]["code"], u["per_unit"]) for u in uses] == [
        (1, "WHEEL", "36"),
        (2, "BIKE", "72"),
    ]
    problem_of(admin.get(f"{path}/explosion", quantity="-1"), 422)
    problem_of(admin.get(f"{path}/explosion", quantity="0.5"), 422, "finer_than_resolution")
    problem_of(admin.get(f"{path}/explosion", colour="red"), 422)
    for question in ("explosion", "explosion/rows", "roll-up", "buildable"):
        problem_of(admin.get(f"{path}/{question}", item_id=999999), 404)
        component = admin.get(f"{path}/{question}", item_id=keys["WHEEL"])
        problem_of(component, 422, "bom_of_another_item")


def test_every_fault_is_told_at_its_field(admin: Caller, keys: dict[str, int]) -> None:
    body = {
        "item_id": keys["BIKE"],
        "quantity": "1",
        "lines": [
            line(keys, "WHEEL", "2", step=10),
            {**line(keys, "SPOKE", "1"), "unit_id": keys["kg"]},
        ],
    }
    told = problem_of(admin.post("/boms", body), 422, "recipe_refused")
    assert [reason["field"] for reason in told["reasons"]] == ["lines.0.step", "lines.1.unit_id"]
    cycle = line(keys, "BIKE", "1")
    told = problem_of(admin.post("/boms", body | {"lines": [cycle]}), 422, "bom_cycle")
    assert "BIKE → BIKE" in told["detail"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"only_for": [999_999]}, "value_not_found"),
        ({"substitutes": [{"item_id": 999_999}]}, "item_not_found"),
        ({"unit_id": 999_999}, "unit_not_found"),
        ({"item_id": 999_999}, "item_not_found"),
    ],
)
def test_lines_that_name_what_does_not_exist_are_refused(
    admin: Caller, keys: dict[str, int], more: dict, code: str
) -> None:
    wrong = line(keys, "SPOKE", "36") | more
    body = {"item_id": keys["WHEEL"], "quantity": "1", "lines": [wrong]}
    problem_of(admin.post("/boms", body), 404, code)
    made = make(admin, keys, "WHEEL", line(keys, "SPOKE", "30"))
    problem_of(admin.post(f"/boms/{made['id']}/lines", wrong), 404, code)


def test_a_routing_is_changed_and_gets_a_next_version(admin: Caller, keys: dict[str, int]) -> None:
    first = {"name": "Weld", "work_centre_id": keys["HALL"]}
    made = admin.made("/routings", {"item_id": keys["BIKE"], "name": "Make", "operations": [first]})
    weld = made["operations"][0]["id"]
    paint = first | {"name": "Paint", "starts_branch": True}
    joint = first | {"name": "Join", "follows": [10, 20], "id": weld}
    sent = {"operations": [first, paint, joint]}
    changed = admin.changed(f"/routings/{made['id']}", sent)
    assert [o["name"] for o in changed["operations"]] == ["Weld", "Paint", "Join"]
    assert (changed["operations"][2]["id"], len(changed["operations"][2]["follows"])) == (weld, 2)
    following = admin.made(f"/routings/{made['id']}/versions")
    assert (following["code"], following["version"]) == (made["code"], 2)
    assert [f["sequence"] for f in following["operations"][2]["follows"]] == [10, 20]
    alone = admin.patch(f"/routings/{made['id']}", {"operations": [first, paint]})
    told = problem_of(alone, 422, "leads_nowhere")
    assert told["reasons"][0]["field"] == "operations.0.follows"
