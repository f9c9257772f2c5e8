"""Two hands on one thing: exactly one gets it, the other is told, and the books stay right."""

from itertools import pairwise
from random import Random
from time import monotonic

import pytest
from django.db import transaction

from runwright.company.services import document_number
from runwright.engineering.errors import BomCycle
from runwright.engineering.services import (
    BomDraft,
    LineDraft,
    OperationDraft,
    bom_change,
    bom_create,
    bom_update,
)
from runwright.floor.errors import AlreadyDown
from runwright.floor.services import downtime_reason_create, downtime_start
from runwright.journal.errors import IdAlreadyUsed
from runwright.journal.models import Acceptance
from runwright.kernel.errors import Refusal
from runwright.kernel.ids import uuid7
from runwright.kernel.transitions import WrongState
from runwright.people.errors import LinkNotValid
from runwright.people.services import link_issue, link_redeem, user_create
from runwright.production.errors import MoreThanReceived, NotOpenForWork, TimerRunning
from runwright.production.models import Order, QuantityReport, TimeInterval, WorkOrder
from runwright.production.services import (
    ReportDraft,
    order_cancel,
    order_confirm,
    order_finish,
    order_plan,
    report_reverse,
    timer_start,
    work_report,
)
from runwright.production.services.timers import Worker
from runwright.reports.doctor import examine
from runwright.stock.errors import NotEnoughStock
from runwright.stock.models import Claim, Move
from runwright.stock.services import (
    need_open,
    needs_claim,
    stock_adjust,
    stock_reverse,
    storage_place,
)
from runwright.units.selectors import unit_by_code
from tests.faults.crowd import at_once, made, refusals
from tests.stories.plant import D, Plant, empty_plant, sock_mill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def mill() -> Plant:
    plant = sock_mill()
    plant.stocked(yarn=D(1000), boxes=D(1000))
    return plant


def healthy() -> bool:
    return not [str(complaint) for complaint in examine()]


def report(mill: Plant, work: WorkOrder, pieces: int, **more: object):
    draft = ReportDraft(firsts=D(pieces))
    return lambda: work_report(work_order_id=work.id, draft=draft, actor=mill.actor, **more)


def test_fifty_claim_ten_pieces_one_by_one() -> None:
    plant = empty_plant()
    bolt = plant.item("BOLT")
    plant.receive("BOLT", D(10))

    @transaction.atomic
    def claim() -> int:
        need = need_open(
            item_id=bolt.id, warehouse_id=plant.warehouse.id, quantity=D(1), cause="race"
        )
        needs_claim(needs=[need])
        return Claim.objects.filter(need=need).count()

    answers = at_once([claim] * 50)
    assert (sum(made(answers)), refusals(answers)) == (10, [])
    assert healthy()


def test_fifty_take_ten_pieces_one_by_one() -> None:
    plant = empty_plant()
    bolt = plant.item("BOLT")
    plant.receive("BOLT", D(10))
    place = storage_place(warehouse_id=plant.warehouse.id)

    def take() -> Move:
        return stock_adjust(
            item_id=bolt.id, place_id=place.id, difference=D(-1), reason="took", actor=plant.actor
        )

    answers = at_once([take] * 50)
    assert len(list(made(answers))) == 10
    assert {type(refusal) for refusal in refusals(answers)} == {NotEnoughStock}
    assert healthy()


def test_two_report_the_last_pieces(mill: Plant) -> None:
    order = mill.planned("SOCK", D(12))
    answers = at_once([report(mill, mill.work(order, "Knit"), 12)] * 2)
    (refusal,) = refusals(answers)
    assert isinstance(refusal, (MoreThanReceived, NotOpenForWork))
    assert mill.work(order, "Knit").firsts == D(12)
    assert healthy()


def test_one_id_sent_twenty_times_has_one_effect(mill: Plant) -> None:
    order, fact_id = mill.planned("SOCK", D(120)), uuid7()
    knit = mill.work(order, "Knit")
    answers = at_once([report(mill, knit, 5, id=fact_id)] * 20)
    assert {fact.id for fact in made(answers)} == {fact_id}
    assert (refusals(answers), QuantityReport.objects.count()) == ([], 1)
    assert mill.line(order, "YARN").consumed == D("2.19")


def test_one_id_with_two_bodies_at_once(mill: Plant) -> None:
    knit, fact_id = mill.work(mill.planned("SOCK", D(120)), "Knit"), uuid7()
    answers = at_once([report(mill, knit, n, id=fact_id) for n in (5, 6)])
    assert [type(refusal) for refusal in refusals(answers)] == [IdAlreadyUsed]
    assert (QuantityReport.objects.count(), Acceptance.objects.count()) == (1, 1)


def test_two_timers_of_one_person(mill: Plant) -> None:
    knit = mill.work(mill.planned("SOCK", D(12)), "Knit")
    ana = Worker(operator_id=mill.operators["ana"].id)
    answers = at_once(
        [lambda: timer_start(work_order_id=knit.id, worker=ana, actor=mill.actor)] * 4
    )
    assert {type(refusal) for refusal in refusals(answers)} == {TimerRunning}
    assert TimeInterval.objects.filter(ended_at=None).count() == 1
    assert healthy()


def test_a_machine_goes_down_once(mill: Plant) -> None:
    reason = downtime_reason_create(code="B", name="Broken", loss="breakdown", actor=mill.actor)
    machine = mill.machines["KNIT-1"]
    answers = at_once(
        [lambda: downtime_start(machine_id=machine.id, reason_id=reason.id, actor=mill.actor)] * 4
    )
    assert [type(refusal) for refusal in refusals(answers)] == [AlreadyDown] * 3


def test_two_recipes_that_would_close_a_circle() -> None:
    plant = empty_plant()
    one, two = plant.item("ONE"), plant.item("TWO")
    piece = unit_by_code(code="pcs").id

    def recipe(of, part):
        draft = BomDraft(of.id, D(1), [LineDraft(part.id, piece, D(1))])
        return lambda: bom_create(draft=draft, actor=plant.actor)

    answers = at_once([recipe(one, two), recipe(two, one)])
    assert [type(refusal) for refusal in refusals(answers)] == [BomCycle]
    assert healthy()


def test_two_edits_that_would_close_a_circle_together() -> None:
    """Two drafts that stand already; each edit alone would be fine."""
    plant = empty_plant()
    one, two, part = plant.item("ONE"), plant.item("TWO"), plant.item("PART")
    piece = unit_by_code(code="pcs").id

    def draft(of, component):
        return BomDraft(of.id, D(1), [LineDraft(component.id, piece, D(1))])

    def edit(of, component):
        bom = bom_create(draft=draft(of, part), actor=plant.actor)
        return lambda: bom_update(bom_id=bom.id, draft=draft(of, component), actor=plant.actor)

    answers = at_once([edit(one, two), edit(two, one)])
    assert [type(refusal) for refusal in refusals(answers)] == [BomCycle]
    assert healthy()


def test_numbers_are_unique_and_without_gaps() -> None:
    def draw() -> list[str]:
        drawn = []
        for _ in range(10):
            with transaction.atomic():
                drawn.append(document_number(kind="order"))
        return drawn

    drawn = [number for some in made(at_once([draw] * 16)) for number in some]
    assert sorted(int(number[-5:]) for number in drawn) == list(range(1, 161))


def test_an_order_is_confirmed_once(mill: Plant) -> None:
    order = mill.order("SOCK", D(120))
    answers = at_once([lambda: order_confirm(order_id=order.id, actor=mill.actor)] * 8)
    assert [type(refusal) for refusal in refusals(answers)] == [WrongState] * 7
    assert mill.claimed("YARN") == D("52.5")


def test_finish_and_cancel_meet(mill: Plant) -> None:
    order = mill.planned("SOCK", D(12))
    for name in ("Knit", "Inspect", "Pack"):
        mill.report(order, name, firsts=D(12))
    at_once(
        [
            lambda: order_finish(order_id=order.id, actor=mill.actor),
            lambda: order_cancel(order_id=order.id, reason="no", actor=mill.actor),
        ]
    )
    order.refresh_from_db()
    assert order.state in ("done", "cancelled")
    assert healthy()


def test_two_orders_planned_at_once_do_not_share_a_lane(mill: Plant) -> None:
    orders = [mill.confirmed("SOCK", D(60)) for _ in range(4)]
    at_once([lambda o=o: order_plan(order_id=o.id, actor=mill.actor) for o in orders])
    knits = sorted(
        WorkOrder.objects.filter(name="Knit").values_list("planned_start", "planned_end")
    )
    assert all(before[1] <= after[0] for before, after in pairwise(knits))


def test_a_link_works_once_however_often_it_is_clicked() -> None:
    plant = empty_plant()
    user = user_create(
        username="ana", full_name="Ana", roles=frozenset({"viewer"}), actor=plant.actor
    )
    secret = link_issue(user_id=user.id, actor=plant.actor)
    answers = at_once(
        [lambda: link_redeem(secret=secret, password="long enough 1", actor=plant.actor)] * 4
    )
    assert [type(refusal) for refusal in refusals(answers)] == [LinkNotValid] * 3


# Nobody waits in a circle


def two_products(mill: Plant) -> None:
    """Gloves take the yarn and the boxes of the socks, in the other order."""
    mill.item("GLOVE", "pair", kind="product", supply="make")
    knit = OperationDraft("Knit", mill.centres["KNIT"].id, cycle_minutes=D(1))
    routing = mill.routing("GLOVE", knit)
    kg, piece = unit_by_code(code="kg").id, unit_by_code(code="pcs").id
    lines = [
        LineDraft(mill.items["BOX"].id, piece, D(1), step=10),
        LineDraft(mill.items["YARN"].id, kg, D(3), step=10),
    ]
    mill.recipe("GLOVE", routing, lines, quantity=D(12))


def busy_day(mill: Plant, seed: int, until: float):
    """One person's random mix over the shared goods; returns how much was done and refused."""
    chance = Random(seed)

    def order_through() -> None:
        order = mill.planned(chance.choice(["SOCK", "GLOVE"]), D(12))
        fact = mill.report(order, "Knit", firsts=D(6))
        if chance.random() < 0.4:
            report_reverse(report_id=fact.id, reason="oops", actor=mill.actor)
        if chance.random() < 0.6:
            order_cancel(order_id=order.id, reason="gone", actor=mill.actor)

    def goods_come() -> None:
        lot = f"L{seed}-{chance.randrange(10**9)}"
        mill.receive("YARN", D(5), lot_number=lot)
        mill.receive("BOX", D(5))

    def goods_go_back() -> None:
        move = Move.objects.filter(source__kind="supplier", reversals=None).order_by("?").first()
        stock_reverse(move_id=move.id, reason="wrong", actor=mill.actor)

    def day() -> tuple[int, int]:
        done = refused = 0
        while monotonic() < until:
            work = chance.choice([order_through, order_through, goods_come, goods_go_back])
            try:
                work()
                done += 1
            except Refusal:
                refused += 1
        return done, refused

    return day


def test_a_busy_day_of_eight_without_a_deadlock(mill: Plant) -> None:
    """A deadlock would end the test as the internal error it is."""
    two_products(mill)
    until = monotonic() + 12
    answers = at_once([busy_day(mill, seed, until) for seed in range(8)])
    assert sum(done for done, _ in made(answers)) > 8
    assert healthy()
    assert Order.objects.exclude(state="draft").exists()


def test_what_two_change_of_one_draft_both_stays() -> None:
    plant = empty_plant()
    gate, bolt, piece = plant.item("GATE"), plant.item("BOLT"), unit_by_code(code="pcs").id

    def change(bom_id: int, **fields: object):
        return lambda: bom_change(bom_id=bom_id, actor=plant.actor, **fields)

    for round_ in range(2, 7):
        draft = BomDraft(gate.id, D(1), [LineDraft(bolt.id, piece, D(1))])
        bom = bom_create(draft=draft, actor=plant.actor)
        both = [change(bom.id, quantity=D(round_)), change(bom.id, mode="manual")]
        assert refusals(at_once(both)) == []
        bom.refresh_from_db()
        assert (bom.quantity, bom.mode) == (D(round_), "manual")
