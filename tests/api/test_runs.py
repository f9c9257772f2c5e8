"""Runs, batches, their flow and their trace over the API."""

import pytest

from runwright.production.models import Batch, BatchHold
from runwright.reports.doctor import examine
from runwright.stock.models import Lot
from tests.api.calls import problem_of
from tests.api.conftest import caller
from tests.stories.mill import scanning_mill
from tests.stories.plant import D
from tests.web.floor import results

pytestmark = pytest.mark.django_db


@pytest.fixture
def mill():
    return scanning_mill()


@pytest.fixture
def manager(mill):
    return caller("production_manager")


@pytest.fixture
def watcher(mill):
    return caller("viewer")


def test_an_order_is_released_followed_and_traced(mill, manager, watcher):
    order = mill.plant.order("SOCK", D(100))
    release = f"/orders/{order.id}/release"
    assert watcher.got(f"/orders/{order.id}/lots?lot=60") == {
        "total": "100",
        "count": 2,
        "sizes": [{"batches": 1, "quantity": "60"}, {"batches": 1, "quantity": "40"}],
    }
    problem_of(watcher.post(release, {"lot": "60"}), 403, "forbidden")
    run = manager.made(release, {"lot": "60", "note": "first"})
    assert (run["state"], run["batches_planned"], run["note"]) == ("pending", 2, "first")
    problem_of(manager.post(release, {"lot": "60"}), 409, "already_released")

    one, _two = Batch.objects.order_by("id")
    mill.scan("Knit in", one)
    sorted_out = results(mill.scan("Sorting", one, firsts=D(50), seconds=D(4), waste=D(6)))
    now = watcher.got(f"/runs/{run['id']}")
    assert (now["scanned"], now["finished"], now["open"], now["closed"]) == (1, 0, 2, 2)
    assert [(s["operation"], s["waiting"]) for s in now["steps"]] == [
        ("Knit", 1), ("Inspect", 0), ("Pack", 1),
    ]  # fmt: skip
    assert [row["number"] for row in watcher.got("/runs?state=in_progress")["items"]] == [
        run["number"]
    ]
    assert len(watcher.got("/batches?open=yes")["items"]) == 2

    flow = watcher.got(f"/runs/{run['id']}/graph")
    assert {(e["source"], e["result"], e["quantity"]) for e in flow["edges"]} == {
        (one.id, sorted_out["firsts"].id, "50"),
        (one.id, sorted_out["seconds"].id, "4"),
    }
    near = watcher.got(f"/batches/{sorted_out['firsts'].id}/graph?levels=1")
    assert {n["id"]: n["hidden_after"] for n in near["nodes"]} == {
        one.id: 1, sorted_out["firsts"].id: 0,
    }  # fmt: skip
    (queue,) = watcher.got("/batches/waiting")["items"]
    assert (queue["operation"], queue["quantity"]) == ("Pack", "50")

    lot = Lot.objects.get(number="Y1")
    ahead = watcher.got(f"/lots/{lot.id}/trace")["ahead"]
    assert {b["id"] for b in ahead["batches"]} == {one.id, *(b.id for b in sorted_out.values())}
    assert [(u["batch"], u["quantity"]) for u in ahead["uses"]] == [(one.code, "26.25")]
    back = watcher.got(f"/batches/{sorted_out['firsts'].id}/trace")["back"]
    assert [one["number"] for one in back["lots"]] == ["Y1"]

    held = manager.post("/recalls", {"lot_id": lot.id, "reason": "moths"}).json()
    assert held["batches"] == 1 and held["lots"] >= 1
    problem_of(manager.post("/recalls", {"lot_id": lot.id}), 422, "reason_needed")
    assert BatchHold.objects.filter(released_at=None).count() == 1
    assert [str(complaint) for complaint in examine()] == []


def test_a_run_is_made_by_hand_once(mill, manager):
    sock = mill.plant.items["SOCK"].id
    wish = {"id": "01890a5d-ac96-774b-bcce-b302099a8057", "note": "by hand",
            "rows": [{"item_id": sock, "quantity": "30", "batches": 2}]}  # fmt: skip
    run = manager.made("/runs", wish)
    assert manager.made("/runs", wish)["id"] == run["id"]
    assert Batch.objects.count() == 2
    one, two = Batch.objects.order_by("id")
    home = f"/batches/{one.id}"
    assert manager.post(f"{home}/hold", {"reason": "wait"}).json()["holds"][0]["reason"] == "wait"
    problem_of(manager.post(f"{home}/hold", {"reason": "wait"}), 409, "already_held_batch")
    assert manager.post(f"{home}/release", {}).status_code == 200
    assert manager.post(f"{home}/notes", {"text": "ok"}).json()["notes"][0]["text"] == "ok"
    problem_of(manager.post(f"{home}/closing", {"reason": "x"}), 409, "not_closable")
    assert manager.post(f"{home}/deletion", {}).json()["state"] == "void"
    gone = manager.post(f"/runs/{run['id']}/deletion", {"reason": "no"}).json()
    assert gone["state"] == "cancelled"
    assert two.id and [str(complaint) for complaint in examine()] == []
    problem_of(manager.get("/batches/999999"), 404, "batch_not_found")
