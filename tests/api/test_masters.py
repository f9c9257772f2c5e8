"""The masters of a plant over the API: made, changed, archived, restored."""

import re

import pytest

from runwright.api.v1 import api
from runwright.api.verbs import ROOT
from tests.api.calls import problem_of
from tests.api.mill import sock_mill
from tests.api.trial import WHY


def made(admin, path: str, **fields):
    return admin.made(path, fields)


@pytest.fixture
def centre(admin):
    return made(admin, "/work-centres", code="CUT", name="Cutting")


def test_an_operator_is_changed_and_qualified(admin, centre):
    ana = made(admin, "/operators", code="OP1", name="Ana")
    path = f"/operators/{ana['id']}"
    assert admin.changed(path, {"hourly_rate": "18.5", "badge": "B1"})["hourly_rate"] == "18.5"
    answer = admin.made(f"{path}/qualifications", {"work_centre_ids": [centre["id"]]})
    assert [one["code"] for one in answer["work_centres"]] == ["CUT"]
    assert admin.got(f"{path}/qualifications") == answer
    other = made(admin, "/operators", code="OP2", name="Dan")
    problem_of(admin.patch(f"/operators/{other['id']}", {"badge": "B1"}), 409, "badge_taken")


def test_a_user_gets_roles_a_link_and_leaves(admin, viewer):
    user = made(admin, "/users", username="vera", full_name="Vera", roles=["viewer"])
    path = f"/users/{user['id']}"
    assert user["roles"] == ["viewer"]
    assert admin.made(f"{path}/roles", {"roles": ["planner"]})["roles"] == ["planner"]
    assert len(admin.made(f"{path}/link")["secret"]) > 20
    assert admin.changed(path, {"full_name": "Vera P."})["full_name"] == "Vera P."
    assert admin.made(f"{path}/archival")["is_active"] is False
    assert admin.made(f"{path}/restoration")["is_active"] is True
    problem_of(viewer.get("/users"), 403)
    assert {"vera", "viewer"} <= {one["username"] for one in admin.got("/users")["items"]}
    problem_of(admin.post(f"{path}/roles", {"roles": ["king"]}), 422, "unknown_role")


def test_a_schedule_with_breaks_and_holidays(admin):
    shift = {
        "name": "I", "weekdays": [0, 1], "starts": "06:00", "ends": "14:00",
        "breaks": [{"starts": "10:00", "ends": "10:30"}],
    }  # fmt: skip
    schedule = made(admin, "/schedules", name="One", shifts=[shift])
    path = f"/schedules/{schedule['id']}"
    assert schedule["shifts"][0]["breaks"] == [{"starts": "10:00:00", "ends": "10:30:00"}]
    late = shift | {"name": "II", "starts": "13:00", "ends": "21:00", "breaks": []}
    wrong = problem_of(admin.patch(path, {"shifts": [shift, late]}), 422, "shifts_overlap")
    assert wrong["reasons"][0]["field"] == "shifts.1.starts"
    assert len(admin.changed(path, {"name": "Two"})["shifts"]) == 2
    days = [
        {"day": one["day"], "name": one["name"]} for one in admin.got("/holidays/2026")["items"]
    ]
    body = {"schedule_ids": [schedule["id"]], "days": days}
    assert admin.made("/holidays", body)["added"] == len(days)
    assert admin.made("/holidays", body)["added"] == 0
    first = admin.got(path)["exceptions"][0]
    admin.changed(f"/schedule-exceptions/{first['id']}", {"name": "Ours"})
    admin.made(f"/schedule-exceptions/{first['id']}/removal")
    assert len(admin.got(path)["exceptions"]) == len(days) - 1
    assert admin.made(f"{path}/archival")["archived_at"]
    assert admin.made(f"{path}/restoration")["archived_at"] is None


def test_a_work_centre_has_alternatives_and_plain_refusals(admin, centre):
    laser = made(admin, "/work-centres", code="LASER", name="Laser")
    path = f"/work-centres/{centre['id']}"
    changed = admin.changed(path, {"alternative_ids": [laser["id"]], "oee_target": "0.85"})
    assert [one["code"] for one in changed["alternatives"]] == ["LASER"]
    problem_of(admin.patch(path, {"oee_target": "0"}), 422, "target_not_a_share")
    problem_of(admin.patch(path, {"efficiency": "0"}), 422)
    problem_of(admin.patch(path, {"alternative_ids": [centre["id"]]}), 422)
    admin.made(f"{path}/archival")
    assert admin.made(f"{path}/restoration")["archived_at"] is None


def test_departments_machines_units_and_reasons_change(admin, centre):
    department = made(admin, "/departments", code="KN", name="Knitting")
    ana = made(admin, "/operators", code="OP1", name="Ana")
    path = f"/departments/{department['id']}"
    changed = admin.changed(path, {"labour_rate": "18", "operator_ids": [ana["id"]]})
    assert (changed["labour_rate"], changed["people"][0]["code"]) == ("18", "OP1")
    admin.made(f"{path}/archival"), admin.made(f"{path}/restoration")
    machine = made(admin, "/machines", code="M1", name="Saw", work_centre_id=centre["id"])
    assert admin.changed(f"/machines/{machine['id']}", {"name": "Saw 2"})["name"] == "Saw 2"
    category = made(admin, "/unit-categories", code="area", name="Area")
    unit = made(admin, "/units", category_id=category["id"], code="m2", name="M2", symbol="m²")
    assert admin.changed(f"/units/{unit['id']}", {"name": "Square metre"})["name"] == "Square metre"
    problem_of(admin.post(f"/unit-categories/{category['id']}/archival"), 422, "guard_failed")
    assert admin.made(f"/units/{unit['id']}/archival")["archived_at"]
    assert admin.made(f"/unit-categories/{category['id']}/archival")["archived_at"]
    reason = made(admin, "/downtime-reasons", code="X", name="Die", loss="setup")
    changed = admin.changed(f"/downtime-reasons/{reason['id']}", {"loss": "breakdown"})
    assert changed["loss"] == "breakdown"
    admin.made(f"/downtime-reasons/{reason['id']}/archival")
    scrap = made(admin, "/scrap-reasons", code="H", name="Hole")
    assert admin.changed(f"/scrap-reasons/{scrap['id']}", {"name": "Holes"})["name"] == "Holes"
    admin.made(f"/scrap-reasons/{scrap['id']}/archival")


def test_what_does_not_exist_cannot_be_archived_or_restored(admin):
    paths = [
        path.removeprefix(ROOT)
        for path in api.get_openapi_schema()["paths"]
        if re.fullmatch("[^{]*{[^}]*}/(archival|restoration)", path)
    ]
    assert len(paths) > 36
    for path in paths:
        problem_of(admin.post(re.sub("{.*}", "999999", path), WHY), 404)


def test_nothing_new_is_ordered_for_an_archived_warehouse(admin):
    mill = sock_mill(admin)
    attic = made(admin, "/warehouses", code="ATTIC", name="Attic")["id"]
    admin.made(f"/warehouses/{attic}/archival", WHY)
    customer = made(admin, "/customers", code="C", name="C")["id"]
    line = {"item_id": mill["YARN"], "quantity": "1", "price": "1"}
    for path, body in {
        "/orders": {"item_id": mill["SOCK"], "quantity": "1", "goods_warehouse_id": attic},
        "/sales-orders": {"customer_id": customer, "warehouse_id": attic, "lines": [line]},
    }.items():
        problem_of(admin.post(path, body), 404, "warehouse_not_found")
