"""What scans refuse, what they leave open, and how they are taken back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runwright.engineering.models import Operation
from runwright.journal import clock
from runwright.kernel.errors import GuardFailed, Refusal
from runwright.kernel.ids import uuid7
from runwright.production import errors
from runwright.production.models import Batch, Order, Scan, WorkOrder
from runwright.production.selectors.runs import run_get
from runwright.production.selectors.scans import last_scans_told, scan_offer, scan_told
from runwright.production.services import (
    ReportDraft,
    order_cancel,
    order_finish,
    order_unplan,
    work_report,
)
from runwright.production.services.runs.batches import (
    batch_delete,
    batch_hold,
    batch_unhold,
    run_delete,
)
from runwright.production.services.runs.endings import batch_close
from runwright.production.services.runs.releases import (
    RunRow,
    order_release,
    run_create,
    run_extend,
)
from runwright.production.services.runs.undoing import scan_undo
from runwright.reports.doctor import examine
from tests.stories.mill import Mill, batches_of, fresh, results, scanning_mill
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


@pytest.fixture
def mill() -> Mill:
    return scanning_mill()


@pytest.fixture(autouse=True)
def the_doctor_finds_nothing(mill: Mill) -> Iterator[None]:
    yield
    assert [str(complaint) for complaint in examine()] == []


def sorted_two(mill: Mill) -> tuple[Order, list[Batch], list[Batch]]:
    order, planned = mill.released(D(120), D(60))
    for batch in planned:
        mill.scan("Knit in", batch)
    firsts = [results(mill.scan("Sorting", b, firsts=D(60)))["firsts"] for b in planned]
    return order, planned, firsts


def refused(mill: Mill, error: type[Refusal], station: str, *labels: object, **said: object):
    before = Scan.objects.count()
    with pytest.raises(error) as told:
        mill.scan(station, *labels, **said)
    assert Scan.objects.count() == before
    assert getattr(told.value, "next_step", "there is nothing to do")
    return told.value


def test_lots_of_sixty(mill: Mill) -> None:
    mill.plant.receive("YARN", D(200), lot_number="Y2")
    _, batches = mill.released(D(370), D(60))
    assert [b.quantity for b in batches] == [60, 60, 60, 60, 60, 60, 10]


def test_a_split_uses_up_its_source(mill: Mill) -> None:
    """Worked example 3: of 100, 92 firsts, 5 seconds and 3 waste close it; 60 firsts leave 40."""
    mill.plant.receive("YARN", D(100), lot_number="Y2")
    _, (one, two) = mill.released(D(200), D(100))
    for batch in (one, two):
        mill.scan("Knit in", batch)
    mill.scan("Sorting", one, firsts=D(92), seconds=D(5), waste=D(3))
    assert (fresh(one).state, fresh(one).remaining) == ("closed", 0)
    mill.scan("Sorting", two, firsts=D(60))
    assert (fresh(two).state, fresh(two).remaining) == ("scanned", 40)


def test_the_state_of_a_run(mill: Mill) -> None:
    """Worked example 4: none scanned, one, two with the third deleted; and none is finished."""
    _, batches = mill.released(D(36), D(12))
    run = batches[0].run
    told = [fresh(run).state]
    for batch in batches[:2]:
        mill.scan("Knit in", batch)
        told.append(fresh(run).state)
    batch_delete(batch_id=batches[2].id, actor=mill.plant.actor)
    told.append(fresh(run).state)
    assert told == ["pending", "in_progress", "in_progress", "completed"]
    assert run_get(run_id=run.id, actor=mill.plant.actor).finished == 0


@pytest.mark.parametrize(("overlaps", "ready_after"), [(True, 1), (False, 3)])
def test_the_next_operation_is_ready_as_the_flag_says(
    mill: Mill, overlaps: bool, ready_after: int
) -> None:
    """Worked example 9: three batches; with overlap after the first, without after the third."""
    Operation.objects.filter(name="Knit").update(may_overlap=overlaps)
    order, batches = mill.released(D(36), D(12))
    states = []
    for batch in batches:
        mill.scan("Knit in", batch)
        states.append(WorkOrder.objects.get(order=order, name="Inspect").state)
    assert states.index("ready") + 1 == ready_after


def test_a_scan_goes_ahead_of_the_flag(mill: Mill) -> None:
    """A scan releases its own pieces, whether the next operation is ready or not."""
    Operation.objects.filter(name="Knit").update(may_overlap=False)
    order, (one, _) = mill.released(D(24), D(12))
    mill.scan("Knit in", one)
    mill.scan("Sorting", one, firsts=D(12))
    inspect = WorkOrder.objects.get(order=order, name="Inspect")
    assert (inspect.released, inspect.state) == (12, "in_progress")


def test_labels_that_are_none_of_ours(mill: Mill) -> None:
    _, (one, _) = mill.released(D(120), D(60))
    for label in ("", "B", "hello", "B0000X0", "Ω" * 4096, one.code[:-1], "https://example.com/x",
                  "B" + "Z" * 30, "scan:nonsense", one.code + "0"):  # fmt: skip
        refused(mill, errors.UnknownLabel, "Knit in", label)
    mill.scan("Knit in", f"https://mill.example/b/RW-{one.code.lower()}")


def test_a_label_at_the_wrong_time(mill: Mill) -> None:
    _, (one, two) = mill.released(D(120), D(60))
    refused(mill, errors.NotYetScanned, "Sorting", one, firsts=D(60))
    mill.scan("Knit in", one)
    told = refused(mill, errors.AlreadyScanned, "Knit in", one)
    assert told.facts["operation"] == "Knit"
    refused(mill, errors.OneLabelOnly, "Knit in", one, two)
    mill.scan("Knit in", two)
    assert refused(mill, errors.NotReachable, "Boxes", one, two).facts["next"] == ["Inspect"]


def test_a_batch_on_hold(mill: Mill) -> None:
    _, (one, _) = mill.released(D(120), D(60))
    batch_hold(batch_id=one.id, reason="wrong colour", actor=mill.plant.actor)
    with pytest.raises(errors.AlreadyHeldBatch):
        batch_hold(batch_id=one.id, reason="again", actor=mill.plant.actor)
    assert "wrong colour" in refused(mill, errors.BatchOnHold, "Knit in", one).message()
    batch_unhold(batch_id=one.id, actor=mill.plant.actor)
    mill.scan("Knit in", one)


def test_old_labels_walk_forward(mill: Mill) -> None:
    order, (one, _), firsts = sorted_two(mill)
    scan = mill.scan("Boxes", one, firsts[1])
    assert scan.batch.quantity == D(120)
    refused(mill, errors.BatchClosed, "Boxes", one, firsts[1])
    assert fresh(order).received == D(120)


def test_a_label_whose_batch_was_scattered(mill: Mill) -> None:
    _, (one, two) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    for _ in range(2):
        mill.scan("Sorting", one, firsts=D(30))
    refused(mill, errors.LabelScattered, "Boxes", one, two)


def test_merging_what_is_not_alike(mill: Mill) -> None:
    _, (one, _two), firsts = sorted_two(mill)
    _, (other, _) = mill.released(D(24), D(12))
    mill.scan("Knit in", other)
    there = results(mill.scan("Sorting", other, firsts=D(12)))["firsts"]
    refused(mill, errors.SeveralNeeded, "Boxes", firsts[0])
    refused(mill, errors.SameLabelTwice, "Boxes", one, firsts[0])
    assert "order" in refused(mill, errors.NotAlike, "Boxes", firsts[0], there).message()


def test_more_than_remains_follows_the_policy(mill: Mill) -> None:
    order, (one, _) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    refused(mill, errors.NothingSplit, "Sorting", one)
    refused(mill, errors.MoreThanRemains, "Sorting", one, firsts=D(61))
    mill.scan("Sorting", one, firsts=D(61), accept_gain=True)
    inspect = WorkOrder.objects.get(order=order, name="Inspect")
    assert (inspect.gained, inspect.released, inspect.firsts) == (1, 61, 61)
    assert (fresh(one).gained, fresh(one).state) == (1, "closed")


def test_the_same_scan_twice_has_one_effect(mill: Mill) -> None:
    _, (one, two) = mill.released(D(120), D(60))
    key = uuid7()
    assert mill.scan("Knit in", one, id=key) == mill.scan("Knit in", one, id=key)
    with pytest.raises(Refusal):
        mill.scan("Knit in", two, id=key)
    assert Scan.objects.count() == 1


def test_undoing_every_kind_of_scan_leads_back_to_the_start(mill: Mill) -> None:
    order, planned = mill.released(D(120), D(60))
    scans = [mill.scan("Knit in", batch) for batch in planned]
    scans += [mill.scan("Sorting", planned[0], firsts=D(55), seconds=D(3), waste=D(2))]
    scans += [mill.scan("Sorting", planned[1], firsts=D(59), accept_gain=True, seconds=D(2))]
    firsts = [results(scan)["firsts"] for scan in scans[2:]]
    scans += [mill.scan("Boxes", *firsts)]
    with pytest.raises(errors.ScannedOn) as told:
        scan_undo(scan_id=scans[2].id, actor=mill.plant.actor, reason="wrong")
    assert "merge" in told.value.message()
    for scan in reversed(scans):
        scan_undo(scan_id=scan.id, actor=mill.plant.actor, reason="all wrong")
        assert [str(complaint) for complaint in examine()] == []
    assert (fresh(order).state, fresh(planned[0].run).state) == ("planned", "pending")
    assert {fresh(b).state for b in planned} == {"created"}
    assert mill.plant.claimed("YARN") == D("52.5")
    assert mill.plant.stored("SOCK") == 0 and mill.plant.stored("YARN") == D(60)
    with pytest.raises(errors.AlreadyUndone):
        scan_undo(scan_id=scans[0].id, actor=mill.plant.actor, reason="again")
    refused(mill, errors.LabelVoid, "Boxes", firsts[0], firsts[1])


def test_what_was_split_off_before_does_not_stand_in_the_way_of_an_undo(mill: Mill) -> None:
    _, (one, _) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    mill.scan("Sorting", one, firsts=D(30))
    wasted = mill.scan("Sorting", one, waste=D(10))
    scan_undo(scan_id=wasted.id, actor=mill.plant.actor)
    assert fresh(one).remaining == D(30)
    batch_close(batch_id=one.id, reason="lost", actor=mill.plant.actor)
    closed = Scan.objects.get(kind="close", batch=one)
    scan_undo(scan_id=closed.id, actor=mill.plant.actor, reason="found again")
    assert (fresh(one).state, fresh(one).remaining) == ("scanned", D(30))


def test_an_own_scan_is_undone_without_a_reason_for_a_minute(mill: Mill) -> None:
    _, (one, two) = mill.released(D(120), D(60))
    scan_undo(scan_id=mill.scan("Knit in", one).id, actor=mill.plant.actor)
    first, second = mill.scan("Knit in", one), mill.scan("Knit in", two)
    with pytest.raises(errors.ReasonNeeded):
        scan_undo(scan_id=first.id, actor=mill.plant.actor)
    with clock.at(second.at + timedelta(seconds=61)), pytest.raises(errors.ReasonNeeded):
        scan_undo(scan_id=second.id, actor=mill.plant.actor)


def test_closing_by_hand_loses_the_rest_without_drawing(mill: Mill) -> None:
    order, _, firsts = sorted_two(mill)
    with pytest.raises(GuardFailed):
        order_finish(order_id=order.id, actor=mill.plant.actor)
    batch_close(batch_id=firsts[0].id, reason="fell into the river", actor=mill.plant.actor)
    pack = WorkOrder.objects.get(order=order, name="Pack")
    assert (pack.waste, fresh(firsts[0]).ending) == (60, "by_hand")
    assert mill.plant.line(order, "BOX").consumed == 0
    with pytest.raises(errors.NotClosable):
        batch_close(batch_id=firsts[0].id, reason="again", actor=mill.plant.actor)


def test_quantities_of_an_order_in_batches_come_from_scans(mill: Mill) -> None:
    order, _ = mill.released(D(120), D(60))
    knit = WorkOrder.objects.get(order=order, name="Knit")
    with pytest.raises(errors.OnlyByScan):
        work_report(work_order_id=knit.id, draft=ReportDraft(firsts=D(1)), actor=mill.plant.actor)
    with pytest.raises(errors.AlreadyReleased):
        order_release(order_id=order.id, lot=D(10), actor=mill.plant.actor)
    with pytest.raises(GuardFailed):
        order_unplan(order_id=order.id, actor=mill.plant.actor)


def test_two_scanned_one_deleted_is_completed(mill: Mill) -> None:
    _, batches = mill.released(D(36), D(12))
    run = batches[0].run
    assert fresh(run).state == "pending"
    mill.scan("Knit in", batches[0])
    assert fresh(run).state == "in_progress"
    mill.scan("Knit in", batches[1])
    batch_delete(batch_id=batches[2].id, actor=mill.plant.actor)
    assert fresh(run).state == "completed"
    assert fresh(batches[0].order).quantity == D(24)
    refused(mill, errors.LabelVoid, "Knit in", batches[2])
    with pytest.raises(errors.NotDeletable):
        batch_delete(batch_id=batches[0].id, actor=mill.plant.actor)


def test_what_was_gained_is_not_released_when_another_batch_is_deleted(mill: Mill) -> None:
    order, (one, two) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    mill.scan("Sorting", one, firsts=D(61), accept_gain=True)
    batch_delete(batch_id=two.id, actor=mill.plant.actor)
    assert fresh(order).batched == D(60)


def test_a_run_made_by_hand_and_deleted(mill: Mill) -> None:
    sock = mill.plant.items["SOCK"].id
    run = run_create(rows=[RunRow(sock, D(60), 2)], actor=mill.plant.actor)
    (order,) = Order.objects.filter(batches__run=run).distinct()
    assert (order.state, order.quantity, mill.plant.claimed("YARN")) == ("planned", 120, D("52.5"))
    run_delete(run_id=run.id, actor=mill.plant.actor)
    assert (fresh(run).state, fresh(order).state) == ("cancelled", "cancelled")
    assert mill.plant.claimed("YARN") == 0


def test_only_orders_that_were_made_for_a_run_go_with_it(mill: Mill) -> None:
    actor, sock = mill.plant.actor, mill.plant.items["SOCK"].id
    run = run_create(rows=[RunRow(sock, D(60))], actor=actor)
    own = mill.plant.planned("SOCK", D(60))
    with pytest.raises(errors.RunOwnsOrders):
        order_release(order_id=own.id, lot=D(60), run_id=run.id, actor=actor)
    joined = order_release(order_id=own.id, lot=D(60), actor=actor)
    other = mill.plant.planned("SOCK", D(12))
    order_release(order_id=other.id, lot=D(12), run_id=joined.id, actor=actor)
    run_delete(run_id=run.id, actor=actor)
    run_delete(run_id=joined.id, actor=actor)
    assert {fresh(one).state for one in (own, other)} == {"planned"}


def test_a_run_is_deleted_after_an_order_of_it_was_cancelled(mill: Mill) -> None:
    actor, sock = mill.plant.actor, mill.plant.items["SOCK"].id
    run = run_create(rows=[RunRow(sock, D(60))], actor=actor)
    run_extend(run_id=run.id, rows=[RunRow(sock, D(12))], actor=actor)
    first, second = Order.objects.filter(batches__run=run).order_by("id")
    order_cancel(order_id=first.id, reason="customer gone", actor=actor)
    run_delete(run_id=run.id, actor=actor)
    assert [fresh(one).state for one in (run, first, second)] == ["cancelled"] * 3


def test_cancelling_scraps_what_is_on_the_floor(mill: Mill) -> None:
    order, (one, two) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    order_cancel(order_id=order.id, reason="customer gone", actor=mill.plant.actor)
    assert (fresh(one).ending, fresh(two).ending) == ("scrapped", "deleted")
    refused(mill, errors.BatchClosed, "Sorting", one, firsts=D(1))


def test_an_offer_lists_the_material_and_changes_nothing(mill: Mill) -> None:
    _, (one, _) = mill.released(D(120), D(60))
    station = mill.stations["Knit in"].id
    offer = scan_offer(station_id=station, labels=[one.code], actor=mill.plant.actor)
    (step,) = offer.steps
    (yarn,) = step.material
    assert (step.name, offer.remaining) == ("Knit", D(60))
    assert (yarn.code, yarn.need, yarn.available) == ("YARN", D("26.25"), D(60))
    mill.scan("Knit in", one)
    with pytest.raises(errors.AlreadyScanned):
        scan_offer(station_id=station, labels=[one.code], actor=mill.plant.actor)


def test_a_scan_tells_what_it_did(mill: Mill) -> None:
    _, (one, _) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    scan = mill.scan("Sorting", one, firsts=D(30), waste=D(2))
    told = scan_told(scan_id=scan.id, actor=mill.plant.actor)
    assert [(m.source, m.grade, m.quantity) for m in told.moved] == [
        (one.code, "firsts", D(30)),
        (one.code, "waste", D(2)),
    ]
    assert (told.left, [b.quantity for b in told.results]) == ({one.code: D(28)}, [D(30)])
    at = mill.stations["Sorting"].id
    with CaptureQueriesContext(connection) as asked:
        last = last_scans_told(station_id=at, count=5, actor=mill.plant.actor)
    assert ([one.scan.id for one in last], last[0].moved, len(asked)) == ([scan.id], told.moved, 2)


def test_a_station_that_demands_a_look_at_the_material(mill: Mill) -> None:
    _, (one, _) = mill.released(D(120), D(60))
    mill.station("Checked", "init", "Knit", is_material_checked=True)
    refused(mill, errors.CheckMaterial, "Checked", one)
    mill.scan("Checked", one, is_checked=True)


def test_batches_are_added_to_a_run_until_it_is_completed(mill: Mill) -> None:
    sock = mill.plant.items["SOCK"].id
    key = uuid7()
    run = run_create(rows=[RunRow(sock, D(60))], actor=mill.plant.actor)
    for _again in range(2):
        rows = [RunRow(sock, D(30), 2)]
        run = run_extend(run_id=run.id, rows=rows, request_id=key, actor=mill.plant.actor)
    batches = batches_of(run)
    assert [batch.firsts for batch in batches] == [D(60), D(30), D(30)]
    assert {batch.order.state for batch in batches} == {"planned"}
    for batch in batches:
        mill.scan("Knit in", batch)
    assert fresh(run).state == "completed"
    with pytest.raises(errors.RunFixed, match="no more batches"):
        run_extend(run_id=run.id, rows=[RunRow(sock, D(1))], actor=mill.plant.actor)
    assert len(batches_of(run)) == 3
