"""The machine board and the problem button over the API."""

import pytest

from tests.api.calls import problem_of
from tests.api.mill import Mill, planned_order, sock_mill


@pytest.fixture
def mill(admin) -> Mill:
    return sock_mill(admin)


@pytest.fixture
def needle(mill, admin):
    made = {"code": "needle", "name": "Broken needle", "loss": "breakdown"}
    return admin.made("/downtime-reasons", made)["id"]


def cell(admin, code):
    return next(one for one in admin.got("/machines/board")["cells"] if one["code"] == code)


def test_the_board_tells_what_runs_and_a_problem_stops_it(mill, admin, needle):
    planned_order(mill)
    timer = {"operator_id": mill["ana"], "machine_id": mill["KNIT-1"]}
    admin.made(f"/work-orders/{mill['Knit']}/timers", timer)
    admin.made(f"/work-orders/{mill['Knit']}/reports",
               {"firsts": "10", "waste": "1", "machine_id": mill["KNIT-1"]})  # fmt: skip
    found = cell(admin, "KNIT-1")
    assert (found["state"], found["jobs"][0]["work_order_id"]) == ("running", mill["Knit"])
    assert found["today"][0] | {"unit": ""} == {
        "unit": "", "firsts": "10", "seconds": "0", "waste": "1",
    }  # fmt: skip
    said = {"reason_id": needle, "machine_id": mill["KNIT-1"]}
    stop = admin.made("/problems", said)["downtime"]
    found = cell(admin, "KNIT-1")
    assert (found["state"], found["jobs"]) == ("down", [])
    assert found["downtime"]["id"] == stop["id"]
    assert found["downtime"]["reason"]["name"] == "Broken needle"
    assert admin.made("/problems", said)["downtime"]["id"] == stop["id"], (
        "reported twice, down once"
    )


def test_only_ones_own_work_stops(mill, admin, needle):
    planned_order(mill)
    admin.made(f"/work-orders/{mill['Knit']}/timers", {"operator_id": mill["ana"]})
    said = {"reason_id": needle, "work_order_id": mill["Knit"], "operator_id": mill["ana"]}
    assert admin.made("/problems", said) == {"downtime": None}
    assert admin.got("/downtimes")["items"] == []


def test_a_stop_is_ended_then_and_put_right(mill, admin, needle):
    stop = admin.made("/downtimes", {
        "work_centre_id": mill["KNIT"], "reason_id": needle, "started_at": "2026-03-02T06:00:00Z",
    })  # fmt: skip
    path = f"/downtimes/{stop['id']}"
    early = admin.post(f"{path}/end", {"ended_at": "2026-03-02T05:00:00Z"})
    problem_of(early, 422, "downtime_ends_early")
    ended = admin.made(f"{path}/end", {"ended_at": "2026-03-02T08:00:00Z"})
    assert ended["ended_at"].startswith("2026-03-02T08:00")
    assert (ended["machine"], ended["work_centre"]["code"]) == (None, "KNIT")
    right = {"reason": "camera", "started_at": "2026-03-02T07:00:00Z", "note": "belt"}
    made = admin.made(f"{path}/correction", right)
    assert (made["note"], made["started_at"][:13]) == ("belt", "2026-03-02T07")
    problem_of(admin.post(f"{path}/correction", right), 404, "downtime_not_found")
    problem_of(admin.post(f"/downtimes/{made['id']}/correction", {"note": "x"}), 422,
               "downtime_reason_needed")  # fmt: skip


def test_what_makes_no_sense(mill, admin, needle):
    problem_of(admin.post("/problems", {"reason_id": needle}), 422, "downtime_of_nothing")
    wrong = {"reason_id": needle + 999, "machine_id": mill["KNIT-1"]}
    problem_of(admin.post("/problems", wrong), 404, "downtime_reason_not_found")
    problem_of(admin.get("/machines/board?depart=1"), 422, "bad_value")
