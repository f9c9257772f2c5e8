"""Changing an order over the API: components, steps, versions, papers, the change log."""

from base64 import b64decode
from decimal import Decimal

import pytest

from runwright.reports.doctor import examine
from tests.api.calls import problem_of
from tests.api.mill import planned_order, sock_mill


@pytest.fixture
def mill(admin):
    yield sock_mill(admin)
    assert [str(complaint) for complaint in examine()] == []


def test_the_second_program_is_told_who_changed_what(mill, admin):
    order = planned_order(mill)
    path = f"/orders/{order['id']}"
    said = {"version": order["version"], "reason": "asked"}
    changed = admin.changed(path, {"quantity": "60", **said})
    assert (changed["quantity"], changed["materials"][0]["need"]) == ("60", "26.25")
    problem = problem_of(admin.patch(path, {"quantity": "90", **said}), 409, "changed_meanwhile")
    assert "quantity 120 → 60" in problem["detail"]
    admin.changed(path, {"quantity": "90", **said, "version": changed["version"]})


def test_components_and_steps_change_with_a_log(mill, admin):
    order = planned_order(mill)
    path, why = f"/orders/{order['id']}", {"reason": "asked"}
    lines = {line["item"]["code"]: line["id"] for line in order["materials"]}
    admin.changed(f"/materials/{lines['BOX']}", {"quantity": "20", **why})
    admin.made(f"/materials/{lines['BOX']}/removal", why)
    admin.made(f"{path}/components", {"item_id": mill["BOX"], "quantity": "5", **why})
    instead = {"item_id": mill["BOX"], "quantity": "7", **why}
    admin.made(f"/materials/{lines['YARN']}/substitution", instead)
    step = {"sequence": 25, "name": "Iron", "work_centre_id": mill["PACK"], "minutes": "3"}
    added = admin.made(f"{path}/steps", {**step, **why})
    iron = next(work["id"] for work in added["work_orders"] if work["name"] == "Iron")
    admin.changed(f"/work-orders/{iron}/plan", {"work_centre_id": mill["KNIT"], **why})
    admin.made(f"/work-orders/{iron}/removal", why)
    verbs = [entry["verb"] for entry in admin.got(f"{path}/changes")["items"]]
    assert verbs[:7] == [
        "order.remove_step",
        "order.change_step",
        "order.add_step",
        "order.substitute",
        "order.add_component",
        "order.remove_component",
        "order.change_component",
    ]


def test_papers_come_as_pdf(mill, admin):
    order = planned_order(mill)
    paper = admin.got(f"/orders/{order['id']}/papers/traveller")
    assert b64decode(paper["content"]).startswith(b"%PDF")


def test_an_operator_over_the_api(mill, admin):
    planned_order(mill)
    admin.made("/assignments", {"work_order_ids": [mill["Knit"]], "operator_ids": [mill["ana"]]})
    found = admin.got("/my-work", operator=mill["ana"])
    assert [work["name"] for work in found["mine"]] == ["Knit"]
    who = {"operator_id": mill["ana"]}
    admin.made(f"/work-orders/{mill['Knit']}/timers", who)
    assert [w["name"] for w in admin.got("/my-work", operator=mill["ana"])["now"]] == ["Knit"]
    admin.made(f"/work-orders/{mill['Knit']}/pause", who)
    assert admin.got(f"/work-orders/{mill['Knit']}/proposals", quantity="12") == {"items": []}
    assert admin.made(f"/work-orders/{mill['Knit']}/completion", who)["firsts"] == "120"
    assert admin.get("/my-work").status_code == 422


def test_an_order_is_previewed_and_nothing_is_kept(mill, admin):
    asked = {"item_id": mill["SOCK"], "quantity": "240"}
    found = admin.made("/orders/preview", asked)
    assert {line["item"]["code"]: (line["need"], line["short"]) for line in found["lines"]} == {
        "YARN": ("105", "45"),
        "BOX": ("20", "0"),
    }
    assert found["cost"] == {"material": "430", "labour": "0", "machine": "62.4"}
    assert [work["name"] for work in found["works"]] == ["Knit", "Inspect", "Pack"]
    assert found["ends"] > found["works"][0]["planned_start"]
    assert admin.got("/orders")["items"] == []
    problem_of(admin.post("/orders/preview", {**asked, "quantity": "0.5"}), 422)


def test_a_done_order_is_corrected_by_differences(mill, admin):
    order = planned_order(mill)
    works = {work["name"]: work["id"] for work in order["work_orders"]}
    hour = {"operator_id": mill["ana"], "started_at": "2026-03-02T08:00:00Z",
            "ended_at": "2026-03-02T09:00:00Z"}  # fmt: skip
    booked = admin.made(f"/work-orders/{works['Knit']}/bookings", hour)
    for name in ("Knit", "Inspect", "Pack"):
        admin.made(f"/work-orders/{works[name]}/reports", {"firsts": "120"})
    admin.made(f"/orders/{order['id']}/finish")
    assert admin.got(f"/orders/{order['id']}/by-products")["items"] == []
    why, cost = {"reason": "counted again"}, cost_of(admin, order)
    back = f"/times/{booked['id']}/correction"
    problem_of(admin.post(back), 422, "reason_needed")
    admin.made(back, why)
    assert cost - cost_of(admin, order) == 18
    problem_of(admin.post(back, why), 409, "already_undone")
    admin.made(f"/work-orders/{works['Knit']}/corrections", {**hour, **why})
    box = next(line["id"] for line in order["materials"] if line["item"]["code"] == "BOX")
    admin.made(f"/materials/{box}/corrections", {"quantity": "2", **why})
    assert cost_of(admin, order) - cost == 1
    admin.made(f"/materials/{box}/corrections", {"quantity": "-2", **why})
    said = {"source": "firsts", "target": "waste", "quantity": "20", **why}
    told = admin.made(f"/work-orders/{works['Pack']}/output-corrections", said)
    assert (told["firsts"], told["waste"]) == ("100", "20")
    passed_on = admin.post(f"/work-orders/{works['Knit']}/output-corrections", said)
    problem_of(passed_on, 422, "passed_on")


def cost_of(admin, order) -> Decimal:
    return Decimal(admin.got(f"/orders/{order['id']}/cost")["actual_total"])
