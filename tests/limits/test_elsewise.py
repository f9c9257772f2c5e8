"""What is tried in a way of its own: sums of an item, rows, recalls, and an enrolled station."""

from decimal import Decimal as D

import pytest

from runwright.engineering.models import Bom
from runwright.floor.models import ParkedScan
from runwright.floor.queued import QueuedScan
from runwright.floor.selectors import device_of
from runwright.floor.services import (
    conflict_retry,
    device_code_issue,
    device_enrol,
    device_sign_on,
    parked_sweep,
    scans_replay,
)
from runwright.journal.models import Entry
from runwright.kernel.ids import uuid7
from runwright.people.services import operator_pin_set
from runwright.production.models import BatchHold, Scan
from runwright.sales.services import SalesLineDraft, SalesOrderDraft, sales_order_create
from runwright.stock.models import LotHold, Move, Warehouse
from tests.api.calls import Caller, problem_of
from tests.api.conftest import caller
from tests.limits.ground import DAY, Ground, Side, ground
from tests.limits.operations import ELSEWISE, TRIED
from tests.limits.people import Person, held

pytestmark = pytest.mark.django_db
TRIED_HERE = {
    "GET /items/{item_id}/ledger", "GET /stock/items", "GET /boms/{bom_id}/older-orders",
    "GET /sales-orders/{order_id}/run-preview", "POST /scans", "POST /recalls",
    "POST /warehouses", "POST /bulk/warehouses", "POST /bulk/stock/receipts",
    "POST /bulk/stock/transfers", "POST /bulk/stock/adjustments",
}  # fmt: skip


@pytest.fixture(scope="module")
def laid(once: None) -> Ground:
    return ground()


@pytest.fixture
def keeper(laid: Ground) -> Person:
    return held(laid, "warehouse", "warehouse", laid.own)


@pytest.fixture
def operator(laid: Ground) -> Person:
    return held(laid, "operator", "department", laid.own)


def test_nothing_that_is_told_to_be_tried_here_is_missing():
    assert ELSEWISE.keys() == TRIED_HERE


def test_the_ledger_of_an_item_tells_ones_own_moves(laid: Ground, keeper: Person) -> None:
    path = f"/items/{laid.plant.items['BOX'].id}/ledger"
    all_moves, own = (one.got(path)["items"] for one in (whole(), keeper.caller))
    assert 0 < len(own) < len(all_moves)
    assert laid.other.name not in str(own)
    assert own[0]["after"] == stored(keeper.caller)


def whole() -> Caller:
    """Somebody of the office, who is not limited."""
    return caller("production_manager")


def stored(caller: Caller) -> str:
    rows = caller.got("/stock/items")["items"]
    return next(row["on_hand"] for row in rows if row["code"] == "BOX")


def test_stock_of_an_item_is_that_of_ones_own_warehouse(laid: Ground, keeper: Person) -> None:
    office = whole()
    assert 0 < D(stored(keeper.caller)) < D(stored(office))
    own, all_goods = (
        {row["code"]: D(row["on_hand"]) for row in one.got("/items")["items"]}
        for one in (keeper.caller, office)
    )
    assert 0 < own["BOX"] < all_goods["BOX"]


def test_a_move_from_ones_own_to_anothers_warehouse_is_seen_and_not_taken_back(
    laid: Ground, keeper: Person
) -> None:
    office = caller("warehouse")
    ends = {"source_id": laid.own["place"], "target_id": laid.other["place"]}
    sent = {"item_id": laid.plant.items["BOX"].id, "quantity": "1", **ends}
    path = f"/moves/{office.made('/stock/transfers', sent)['id']}"
    assert keeper.caller.got(path)["verbs"] == []
    problem_of(keeper.caller.post(f"{path}/reversal", {"reason": "wrong"}), 403, "out_of_reach")
    assert [verb["verb"] for verb in office.got(path)["verbs"]] == ["reverse"]
    office.made(f"{path}/reversal", {"reason": "wrong"})


def test_orders_on_an_older_recipe_are_ones_own(laid: Ground, operator: Person) -> None:
    for side, count in ((laid.own, 2), (laid.other, 0)):
        bom = Bom.objects.get(item__code=f"SOCK-{side.name}")
        bom.pk, bom.revision, bom._state.adding = None, bom.revision + 1, True
        bom.save()
        found = operator.caller.got(f"/boms/{bom.id}/older-orders")["items"]
        assert len(found) == count


def test_an_estimate_of_another_warehouse_is_not_there(laid: Ground, keeper: Person) -> None:
    for side, status in ((laid.own, 200), (laid.other, 404)):
        draft = SalesOrderDraft(
            customer_id=side["customer"], warehouse_id=side["warehouse"], promised_on=DAY,
            lines=[SalesLineDraft(laid.plant.items[f"SOCK-{side.name}"].id, D(5), price=D(1))],
        )  # fmt: skip
        order = sales_order_create(draft=draft, actor=laid.plant.actor)
        answer = keeper.caller.get(f"/sales-orders/{order.id}/run-preview")
        assert answer.status_code == status, answer.content


def test_who_is_limited_makes_no_warehouse(keeper: Person) -> None:
    body = {"code": "NEW", "name": "New"}
    problem_of(keeper.caller.post("/warehouses", body), 403, "out_of_reach")
    keeper.caller.post("/bulk/warehouses", {"rows": [body]})
    assert not Warehouse.objects.filter(code="NEW").exists()


@pytest.mark.parametrize("act", ["receipts", "transfers", "adjustments"])
def test_a_row_for_another_warehouse_is_refused(laid: Ground, keeper: Person, act: str) -> None:
    row = TRIED[f"POST /stock/{act}"].body(laid.other)
    before = Move.objects.count()
    answer = keeper.caller.post(f"/bulk/stock/{act}", {"rows": [row]})
    (reason,) = problem_of(answer, 422, "rows_refused")["reasons"]
    assert reason["sentence"].startswith("This belongs to a department or warehouse")
    assert Move.objects.count() == before


def test_a_recall_holds_what_is_ones_own(laid: Ground) -> None:
    person = held(laid, "operator warehouse", "department warehouse", laid.own)
    for name in ("batch", "lot"):
        asked = {f"{name}_id": laid.other[name], "reason": "glass"}
        assert person.caller.post("/recalls", asked).status_code == 404
    assert not BatchHold.objects.exists()
    assert person.caller.made("/recalls", {"lot_id": laid.own["lot"], "reason": "glass"})["lots"]
    assert LotHold.objects.get(lot__number=f"Y-{laid.own.name}")


# Scans online and offline


def scan_of(side: Side, **more: object) -> QueuedScan:
    body = {"station_id": side["station"], "labels": [side["label"]]}
    return QueuedScan(uuid7(), body, **more)


def test_scans_sent_late_are_posted_at_ones_own_station_only(
    laid: Ground, operator: Person
) -> None:
    sent = [
        {"id": str(uuid7()), "station_id": side["station"], "labels": [side["label"]],
         "is_late": late}
        for side in (laid.own, laid.other) for late in (True, False)
    ]  # fmt: skip
    answer = operator.caller.post("/scans", {"scans": sent}).json()["results"]
    told = {one["id"]: (one["outcome"], (one["problem"] or {}).get("code")) for one in answer}
    found = [told[one["id"]] for one in sent]
    assert found[2:] == [("parked", "out_of_reach"), ("refused", "out_of_reach")]
    assert {outcome for outcome, _ in found[:2]} == {"done", "parked"}  # the label only once
    assert not Scan.objects.filter(id__in=[one["id"] for one in sent[2:]]).exists()


def test_a_scan_of_elsewhere_does_not_slip_in_behind_one_that_is_still_to_come(
    laid: Ground, operator: Person
) -> None:
    first = scan_of(laid.own)
    behind = scan_of(laid.other, after=first.id)
    (outcome,) = scans_replay(facts=[behind], actor=operator.actor)
    assert outcome.state == "conflict"
    scans_replay(facts=[first], actor=laid.plant.actor)
    parked_sweep(actor=laid.plant.actor)
    assert Scan.objects.filter(id=first.id).exists()
    assert not Scan.objects.filter(id=behind.id).exists()


def test_somebody_who_is_not_limited_may_post_what_is_in_conflict(
    laid: Ground, operator: Person
) -> None:
    fact = scan_of(laid.other)
    scans_replay(facts=[fact], actor=operator.actor)
    assert ParkedScan.objects.get(id=fact.id).refusal == "out_of_reach"
    conflict_retry(parked_id=fact.id, actor=laid.plant.actor)
    assert Scan.objects.filter(id=fact.id).exists()


class TestAStation:
    """A device is limited to the department of its station, whoever is signed on."""

    @pytest.fixture
    def tablet(self, laid: Ground) -> Caller:
        actor, ana = laid.plant.actor, laid.plant.operators["ana"]
        code = device_code_issue(device_id=laid.own["device"], actor=actor).code
        secret = device_enrol(code=code, actor=actor).secret
        type(ana).objects.filter(id=ana.id).update(badge="A1")
        operator_pin_set(operator_id=ana.id, pin="4711", actor=actor)
        device_sign_on(device_id=laid.own["device"], badge="A1", pin="4711",
                       actor=device_of(secret=secret).actor)  # fmt: skip
        return Caller(secret)

    def test_it_scans_and_prints_what_is_its_own(self, laid: Ground, tablet: Caller) -> None:
        own = laid.own
        body = {"station_id": own["station"], "labels": [own["label"]]}
        made = tablet.made(f"/scans/{uuid7()}", body)
        assert made["station"]["id"] == own["station"]
        assert tablet.made(f"/scans/{made['id']}/undo")["is_undone"]
        assert tablet.got(f"/stations/{own['station']}/scans/last")["scans"]
        tablet.made(f"/batches/{own['batch']}/print-jobs", {"printer_id": own["printer"]})
        assert Entry.objects.filter(verb="batch.label", device=own.name).exists()

    def test_it_does_nothing_with_what_is_anothers(self, laid: Ground, tablet: Caller) -> None:
        other = laid.other
        body = {"station_id": other["station"], "labels": [other["label"]]}
        assert tablet.post(f"/scans/{uuid7()}", body).status_code in {403, 409}
        problem_of(tablet.post(f"/scans/{other['scan']}/undo"), 403, "out_of_reach")
        assert tablet.get(f"/stations/{other['station']}/scans/last").status_code == 404
        assert tablet.get(f"/stations/{other['station']}/printer").status_code == 404
        asked = {"station": other["station"], "codes": other["label"]}
        assert tablet.get("/scans/offer", **asked).status_code == 404
        path = f"/batches/{other['batch']}/print-jobs"
        problem_of(tablet.post(path, {"printer_id": other["printer"]}), 403, "out_of_reach")
        late = {"id": str(uuid7()), "is_late": True, **body}
        (told,) = tablet.made("/scans", {"scans": [late]})["results"]
        assert (told["outcome"], told["problem"]["code"]) == ("parked", "out_of_reach")
