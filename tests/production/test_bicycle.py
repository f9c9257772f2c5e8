"""Worked example 15 without batches: what is short, the orders for it, and what they cost."""

from datetime import timedelta
from decimal import Decimal as D

import pytest

from runwright.engineering.models import Bom
from runwright.engineering.services import (
    BomDraft,
    LineDraft,
    OperationDraft,
    bom_revise,
    bom_update,
    bom_validate,
)
from runwright.journal.clock import now
from runwright.production.errors import (
    BelowReported,
    NothingShort,
    NothingToSplit,
    NotIssued,
    NotMadeHere,
    RecipeNotRenewed,
)
from runwright.production.models import CostFact, MaterialLine, Order
from runwright.production.selectors.children import children_of, coverable, parents_of
from runwright.production.selectors.renewals import orders_on_older
from runwright.production.services import (
    child_create,
    order_cancel,
    order_confirm,
    order_finish,
    order_plan,
    order_recipe_renew,
    order_split,
    output_receive,
)
from runwright.production.services.bookings import time_book
from runwright.production.services.timers import Worker
from runwright.reports.doctor import examine
from runwright.stock.models import Claim, StockValue
from runwright.units.selectors import unit_by_code
from tests.stories.bicycles import bicycle_works
from tests.stories.plant import Plant

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def works(once: None) -> Plant:
    return bicycle_works()


@pytest.fixture(autouse=True)
def doctor():
    """After every test the books are right."""
    yield
    assert [str(complaint) for complaint in examine()] == []


@pytest.fixture
def bikes(works: Plant) -> Order:
    return works.confirmed("BIKE", D(50))


def lines(order: Order) -> dict[str, MaterialLine]:
    return {line.item.code: line for line in order.materials.select_related("item", "need")}


def claimed(order: Order, code: str) -> D:
    claims = Claim.objects.filter(need=lines(order)[code].need, balance__isnull=False)
    return sum(claims.values_list("quantity", flat=True), D())


def test_confirming_claims_what_is_there(works: Plant, bikes: Order) -> None:
    assert [claimed(bikes, c) for c in ("FRAME", "WHEEL", "SADDLE")] == [D(10), D(30), D(40)]
    assert coverable(order=bikes) == D(10)


def test_child_orders_are_for_exactly_what_is_short(works: Plant, bikes: Order) -> None:
    by_code = lines(bikes)
    frames = child_create(line_id=by_code["FRAME"].id, actor=works.actor)
    wheels = child_create(line_id=by_code["WHEEL"].id, actor=works.actor)
    assert (frames.quantity, wheels.quantity) == (D(40), D(70))
    assert wheels.goods_warehouse == bikes.components_warehouse
    assert wheels.deadline == bikes.planned_start
    assert [*children_of(order_id=bikes.id, actor=works.actor)] == [frames, wheels]
    assert [*parents_of(order_id=wheels.id, actor=works.actor)] == [bikes]
    with pytest.raises(NothingShort):
        child_create(line_id=by_code["WHEEL"].id, actor=works.actor)
    with pytest.raises(NotMadeHere):
        child_create(line_id=by_code["SADDLE"].id, actor=works.actor)
    order_confirm(order_id=wheels.id, actor=works.actor)
    found = {code: (claimed(wheels, code), line.need.quantity) for code, line in
             lines(wheels).items()}  # fmt: skip
    assert found == {
        "RIM": (D(50), D(70)),
        "HUB": (D(70), D(70)),
        "SPOKE": (D(2520), D(2520)),
    }


def wheels_made(works: Plant, bikes: Order) -> Order:
    """The wheels' order, with rims bought; at planned 22.80 a wheel."""
    child = child_create(line_id=lines(bikes)["WHEEL"].id, actor=works.actor)
    works.receive("RIM", D(20))
    order_confirm(order_id=child.id, actor=works.actor)
    order_plan(order_id=child.id, actor=works.actor)
    # 9 + 6 + 36 × 0.2 = 22.20 of material; the hall is planned at 0.60 a wheel.
    work = works.work(child, "Assemble")
    work.machine_rate = D("18")
    work.save()
    return child


def book(works: Plant, order: Order, hours: str) -> None:
    end = now()
    time_book(
        work_order_id=works.work(order, "Assemble").id,
        worker=Worker(operator_id=works.operators["ana"].id),
        started_at=end - timedelta(minutes=int(D(hours) * 60)),
        ended_at=end,
        actor=works.actor,
    )


def average(code: str) -> D:
    stored = StockValue.objects.get(item__code=code)
    return stored.value / stored.quantity


def test_wheels_come_in_parts_and_their_late_cost_is_shared(works: Plant, bikes: Order) -> None:
    child = wheels_made(works, bikes)
    works.report(child, "Assemble", firsts=D(40))
    first = output_receive(order_id=child.id, quantity=D(40), actor=works.actor)
    assert first.move.value == D("912.00")
    assert round(average("WHEEL"), 4) == D("22.0286")
    worker = works.operators["ana"]
    worker.hourly_rate = D("19.6")
    worker.save()
    book(works, child, "5")
    works.report(child, "Assemble", firsts=D(30))
    output_receive(order_id=child.id, quantity=D(30), actor=works.actor)
    assert claimed(bikes, "WHEEL") == D(100)
    issue_wheels(works, bikes)
    # Material 70 × 22.20 = 1 554.00, and 98.00 of labour: 1 652.00 in all.
    labour = D("98.00")
    order_finish(order_id=child.id, actor=works.actor)
    child.refresh_from_db()
    assert child.cost == D("1652.00") == D(70) * D("22.20") + labour
    revalued = child.revaluations.get().revaluation
    assert revalued.amount == D("24.00")
    assert CostFact.objects.get(order=child, kind="variance").amount == D("-32.00")


def issue_wheels(works: Plant, bikes: Order) -> None:
    """35 bikes issue 70 wheels; 30 stay on hand."""
    works.receive("SADDLE", D(10))
    works.receive("FRAME", D(40))
    order_plan(order_id=bikes.id, actor=works.actor)
    works.report(bikes, "Assemble", firsts=D(35))
    assert (lines(bikes)["WHEEL"].consumed, works.stored("WHEEL")) == (D(70), D(30))


# Splitting


def test_what_can_be_made_now_is_split_from_the_rest(works: Plant, bikes: Order) -> None:
    rest = order_split(
        order_id=bikes.id, keep=coverable(order=bikes), reason="short", actor=works.actor
    )
    bikes.refresh_from_db()
    assert (bikes.quantity, rest.quantity, rest.split_from) == (D(10), D(40), bikes)
    assert rest.state == "confirmed"
    assert (claimed(bikes, "WHEEL"), claimed(rest, "WHEEL")) == (D(20), D(10))
    order_plan(order_id=bikes.id, actor=works.actor)


def test_a_split_keeps_what_was_reported(works: Plant, bikes: Order) -> None:
    order_plan(order_id=bikes.id, override="go on", actor=works.actor)
    works.report(bikes, "Assemble", firsts=D(8))
    with pytest.raises(BelowReported):
        order_split(order_id=bikes.id, keep=D(7), reason="x", actor=works.actor)
    with pytest.raises(NothingToSplit):
        order_split(order_id=bikes.id, keep=D(50), reason="x", actor=works.actor)
    order_split(order_id=bikes.id, keep=D(8), reason="x", actor=works.actor)
    order_finish(order_id=bikes.id, actor=works.actor)


def test_a_split_child_is_still_made_for_its_line(works: Plant, bikes: Order) -> None:
    line = works.line(bikes, "WHEEL")
    child = child_create(line_id=line.id, actor=works.actor)
    order_confirm(order_id=child.id, actor=works.actor)
    part = order_split(order_id=child.id, keep=D(30), reason="short", actor=works.actor)
    assert [*children_of(order_id=bikes.id, actor=works.actor)] == [child, part]
    with pytest.raises(NothingShort):
        child_create(line_id=line.id, actor=works.actor)


# Another revision of the recipe


def revised(works: Plant, wheels_each: int = 3):
    """A new revision of the bicycle with another number of wheels, and a bell."""
    bom = Bom.objects.get(item__code="BIKE", revision=1)
    unit = unit_by_code(code="pcs").id
    bell = works.item("BELL", standard_cost=D(2))
    parts = {"FRAME": 1, "WHEEL": wheels_each}
    drafts = [LineDraft(works.items[code].id, unit, D(n)) for code, n in parts.items()]
    drafts.append(LineDraft(bell.id, unit, D(1)))
    new = bom_revise(bom_id=bom.id, actor=works.actor)
    draft = BomDraft(item_id=bom.item_id, quantity=D(1), lines=drafts, routing_id=bom.routing_id)
    bom_update(bom_id=new.id, draft=draft, actor=works.actor)
    return bom_validate(bom_id=new.id, actor=works.actor)


def renew(works: Plant, order: Order, bom) -> None:
    order_recipe_renew(order_id=order.id, bom_id=bom.id, actor=works.actor, reason="newer")


def test_a_new_revision_lists_the_orders_on_older_ones(works: Plant, bikes: Order) -> None:
    assert not orders_on_older(bom_id=bikes.bom_id, actor=works.actor).exists()
    new = revised(works)
    assert [*orders_on_older(bom_id=new.id, actor=works.actor)] == [bikes]
    renew(works, bikes, new)
    assert not orders_on_older(bom_id=new.id, actor=works.actor).exists()
    found = {code: line.need.quantity for code, line in lines(bikes).items()}
    assert found == {"FRAME": D(50), "WHEEL": D(150), "BELL": D(50)}
    assert claimed(bikes, "WHEEL") == D(30)
    assert works.claimed("SADDLE") == 0


def test_an_order_under_way_moves_over_and_keeps_what_it_took(works: Plant, bikes: Order) -> None:
    order_plan(order_id=bikes.id, override="go on", actor=works.actor)
    works.report(bikes, "Assemble", firsts=D(10))
    renew(works, bikes, revised(works))
    found = {code: (line.consumed, line.need.quantity) for code, line in lines(bikes).items()}
    assert found["SADDLE"] == (D(10), D(10))
    assert found["WHEEL"] == (D(20), D(150))
    works.receive("WHEEL", D(200))
    works.report(bikes, "Assemble", firsts=D(10))
    assert lines(bikes)["WHEEL"].consumed == D(53)


def test_other_operations_are_refused_once_work_was_reported(works: Plant, bikes: Order) -> None:
    order_plan(order_id=bikes.id, override="go on", actor=works.actor)
    works.report(bikes, "Assemble", firsts=D(5))
    new = revised(works)
    other = works.routing("BIKE", OperationDraft("Weld", works.centres["HALL"].id))
    Bom.objects.filter(id=new.id).update(routing=other)
    with pytest.raises(RecipeNotRenewed) as refused:
        renew(works, bikes, new)
    assert len(refused.value.reasons) == 2


# Giving up


def test_what_is_declared_comes_back_at_its_issue_cost(works: Plant, bikes: Order) -> None:
    order_plan(order_id=bikes.id, override="go on", actor=works.actor)
    works.report(bikes, "Assemble", firsts=D(10))
    by_code = lines(bikes)
    with pytest.raises(NotIssued):
        order_cancel(
            order_id=bikes.id, reason="x", returned={by_code["WHEEL"].id: D(21)},
            actor=works.actor,
        )  # fmt: skip
    order_cancel(
        order_id=bikes.id,
        reason="not wanted",
        returned={by_code["WHEEL"].id: D(20), by_code["FRAME"].id: D(4)},
        actor=works.actor,
    )
    bikes.refresh_from_db()
    assert (works.stored("WHEEL"), works.stored("FRAME")) == (D(30), D(4))
    assert bikes.cost == D(6) * 80 + D(10) * 15
