"""A factory driven by nothing but the API."""

from uuid import uuid4

import pytest

from runwright.reports.doctor import examine
from tests.api.calls import problem_of
from tests.api.mill import planned_order, sock_mill


@pytest.fixture
def mill(admin):
    yield sock_mill(admin)
    assert [str(complaint) for complaint in examine()] == []


def report(mill, name: str, **quantities):
    return mill.caller.made(f"/work-orders/{mill[name]}/reports", quantities)


def test_socks_from_yarn_to_the_shelf(mill, admin):
    order = planned_order(mill)
    assert (order["state"], order["availability"]) == ("planned", "available")
    claims = {line["item"]["code"]: line["claimed"] for line in order["materials"]}
    assert claims == {"YARN": "52.5", "BOX": "10"}

    timer = admin.made(f"/work-orders/{mill['Knit']}/timers", {"operator_id": mill["ana"]})
    report(mill, "Knit", firsts="60")
    report(mill, "Knit", firsts=60)
    order = admin.got(f"/orders/{order['id']}")
    assert order["state"] == "in_progress"
    assert order["materials"][0]["consumed"] == "52.5"
    admin.made(f"/timers/{timer['id']}/stop")
    report(mill, "Inspect", firsts="55", seconds="3", waste="2")
    report(mill, "Inspect", firsts="57", seconds="2", waste="1")
    report(mill, "Pack", firsts="112")

    done = admin.made(f"/orders/{order['id']}/finish")
    assert (done["state"], done["received"]) == ("done", "117")
    assert done["verbs"] == []
    cost = admin.got(f"/orders/{order['id']}/cost")
    assert cost["is_frozen"]
    assert cost["actual"]["material"] == "215"
    on_hand = {
        row["grade"]: row["quantity"] for row in admin.got("/balances", item="SOCK")["items"]
    }
    assert on_hand == {"firsts": "112", "seconds": "5"}


def test_an_order_says_what_may_be_done_and_why_not(mill, admin, viewer):
    order = planned_order(mill)
    report(mill, "Knit", firsts="60", held="1")
    verbs = {verb["verb"]: verb for verb in admin.got(f"/orders/{order['id']}")["verbs"]}
    assert set(verbs) == {"finish", "cancel"}
    assert verbs["cancel"]["is_possible"]
    assert [o["sentence"] for o in verbs["finish"]["obstacles"]] == [
        "Not finished: Knit, Inspect, Pack.",
        "1 held for review await a decision.",
    ]
    problem = problem_of(admin.post(f"/orders/{order['id']}/finish"), 422, "guard_failed")
    assert problem["reasons"] == verbs["finish"]["obstacles"]
    assert viewer.got(f"/orders/{order['id']}")["verbs"] == []


def test_a_verb_in_the_wrong_state_is_a_conflict(mill, admin):
    order = planned_order(mill)
    problem = problem_of(admin.post(f"/orders/{order['id']}/confirmation"), 409, "wrong_state")
    assert problem["reasons"][0]["facts"]["state"] == "planned"


def test_back_to_a_draft_and_given_up(mill, admin):
    path = f"/orders/{planned_order(mill)['id']}"
    assert admin.made(f"{path}/unplanning", {"reason": "too early"})["work_orders"] == []
    assert admin.made(f"{path}/reopening")["materials"] == []
    changed = admin.client.patch(
        f"/api/v1{path}",
        {"quantity": "60", "note": "smaller"},
        content_type="application/json",
        headers={**admin.headers, "idempotency-key": str(uuid4())},
    )
    assert changed.json()["quantity"] == "60"
    problem_of(admin.post(f"{path}/cancellation"), 422, "reason_needed")
    assert admin.made(f"{path}/cancellation", {"reason": "no demand"})["state"] == "cancelled"


def test_a_shortage_is_told_and_overridden_with_a_reason(mill, admin):
    order = admin.made("/orders", {"item_id": mill["SOCK"], "quantity": "240"})
    path = f"/orders/{order['id']}"
    assert admin.made(f"{path}/confirmation")["availability"] == "partial"
    problem = problem_of(admin.post(f"{path}/planning"), 422, "guard_failed")
    assert problem["reasons"][0]["facts"] == {"items": ["YARN"]}
    planned = admin.made(f"{path}/planning", {"override": "yarn comes tomorrow"})
    assert planned["state"] == "planned"


def test_a_report_and_its_reversal(mill, admin):
    order = planned_order(mill)
    made = report(mill, "Knit", firsts="60")
    problem_of(admin.post(f"/reports/{made['id']}/reversal"), 422, "reason_needed")
    back = admin.made(f"/reports/{made['id']}/reversal", {"reason": "miscounted"})
    assert (back["firsts"], back["reverses"]) == ("-60", made["id"])
    assert admin.got(f"/orders/{order['id']}")["state"] == "planned"
    again = admin.post(f"/reports/{made['id']}/reversal", {"reason": "again"})
    problem_of(again, 409, "already_undone")
    assert len(admin.got("/reports", order=order["number"])["items"]) == 2


def test_a_report_brings_its_own_id(mill, admin):
    planned_order(mill)
    path, own = f"/work-orders/{mill['Knit']}/reports", str(uuid4())
    first = admin.made(path, {"id": own, "firsts": "10"})
    assert first["id"] == own
    assert admin.made(path, {"id": own, "firsts": "10.0"}) == first
    problem_of(admin.post(path, {"id": own, "firsts": "11"}), 409, "id_already_used")
    assert admin.got(f"/work-orders/{mill['Knit']}")["firsts"] == "10"


def test_held_pieces_are_decided_on(mill, admin):
    planned_order(mill)
    report(mill, "Knit", firsts="50", held="10")
    path = f"/work-orders/{mill['Knit']}/decisions"
    decided = admin.made(path, {"outcome": "release", "quantity": "6"})
    assert decided["outcome"] == "release"
    problem_of(admin.post(path, {"outcome": "scrap", "quantity": "5"}), 422, "not_held")
    work = admin.got(f"/work-orders/{mill['Knit']}")
    assert (work["firsts"], work["held"]) == ("56", "4")


def test_more_than_received_is_refused_with_the_field(mill, admin):
    planned_order(mill)
    response = admin.post(f"/work-orders/{mill['Knit']}/reports", {"firsts": "121"})
    problem = problem_of(response, 422, "over_production")
    assert problem["reasons"][0]["field"] == "firsts"


def test_time_is_booked_and_taken_back(mill, admin):
    planned_order(mill)
    path = f"/work-orders/{mill['Knit']}/bookings"
    stretch = {"started_at": "2026-03-02T06:00:00Z", "ended_at": "2026-03-02T08:30:00+02:00"}
    booking = admin.made(path, {**stretch, "machine_id": mill["KNIT-1"], "kind": "setup"})
    (row,) = admin.got("/intervals", machine="KNIT-1")["items"]
    assert (row["minutes"], row["kind"], row["ended"]) == ("30", "setup", "2026-03-02T06:30:00Z")
    admin.made(f"/times/{booking['id']}/reversal", {"reason": "wrong machine"})
    assert admin.got("/intervals")["items"] == []
    backwards = {"started_at": stretch["ended_at"], "ended_at": "2026-03-02T06:29:59Z"}
    response = admin.post(path, {**backwards, "machine_id": mill["KNIT-1"]})
    problem_of(response, 422, "end_before_start")


def test_two_timers_of_one_person_on_one_work_order_are_refused(mill, admin):
    planned_order(mill)
    path, who = f"/work-orders/{mill['Knit']}/timers", {"operator_id": mill["ana"]}
    timer = admin.made(path, who)
    problem = problem_of(admin.post(path, who), 409, "timer_running")
    assert problem["reasons"][0]["facts"]["who"] == "ana Ana"
    admin.made(f"/timers/{timer['id']}/stop")
    problem_of(admin.post(f"/timers/{timer['id']}/stop"), 409, "timer_not_running")


def test_goods_are_carried_corrected_and_put_back(mill, admin):
    shelf = admin.made(f"/warehouses/{mill['MAIN']}/places", {"code": "A1", "name": "A 1"})
    other = next(place["id"] for place in shelf["places"] if place["code"] == "A1")
    carry = {"item_id": mill["BOX"], "source_id": mill["shelf"], "target_id": other}
    move = admin.made("/stock/transfers", {**carry, "quantity": "20"})
    problem = problem_of(
        admin.post("/stock/transfers", {**carry, "quantity": "31"}), 422, "not_enough_stock"
    )
    assert problem["reasons"][0]["facts"]["available"] == "30"
    correction = {"item_id": mill["BOX"], "place_id": other, "reason": "counted"}
    admin.made("/stock/adjustments", {**correction, "difference": "-2"})
    rows = admin.got("/balances", item="BOX")["items"]
    assert {row["place"]: row["quantity"] for row in rows} == {"MAIN": "30", "A1": "18"}
    response = admin.post(f"/moves/{move['id']}/reversal", {"reason": "wrong shelf"})
    problem_of(response, 422, "not_enough_stock")


def test_a_machine_stops_and_runs_again(mill, admin):
    reason = admin.made(
        "/downtime-reasons", {"code": "needle", "name": "Broken needle", "loss": "breakdown"}
    )
    stop = {"machine_id": mill["KNIT-1"], "reason_id": reason["id"]}
    made = admin.made("/downtimes", stop)
    problem_of(admin.post("/downtimes", stop), 409, "already_down")
    assert admin.made(f"/downtimes/{made['id']}/end")["ended_at"]
    problem_of(admin.post(f"/downtimes/{made['id']}/end"), 409, "downtime_over")
    admin.made(f"/downtimes/{made['id']}/reversal", {"reason": "never happened"})
    assert admin.got("/downtimes")["items"] == []


def test_a_recipe_that_contains_itself_is_refused_with_the_way_round(mill, admin):
    line = {"item_id": mill["SOCK"], "unit_id": mill["pair"], "quantity": "1"}
    response = admin.post("/boms", {"item_id": mill["YARN"], "quantity": "1", "lines": [line]})
    problem = problem_of(response, 422, "bom_cycle")
    assert problem["reasons"][0]["facts"]["path"] == "YARN → SOCK → YARN"


def test_the_journal_tells_who_did_it_by_which_request(mill, admin):
    request = str(uuid4())
    body = {"code": "X", "name": "X", "kind": "part", "unit_id": mill["pcs"]}
    admin.post("/items", body, **{"x-request-id": request})
    entry = admin.got("/journal", verb="item.create", limit=1)["items"][0]
    assert entry["request"] == request
    assert (entry["who"], entry["device"]) == ("Administrator", "token tests")


def test_a_key_to_a_record_that_is_not_there_is_named(mill, admin):
    body = {"item_id": mill["SOCK"], "quantity": "1", "goods_warehouse_id": 999_999}
    problem = problem_of(admin.post("/orders", body), 422)
    assert problem["reasons"][0]["field"] == "goods_warehouse_id"
