"""Changing an order that lives: what follows, what is refused, and what the change log says."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D

import pytest

from runwright.catalog.models import Item
from runwright.journal.clock import now
from runwright.kernel.errors import Forbidden
from runwright.people.roles import permissions_of
from runwright.production.errors import (
    AlreadyIssued,
    BelowReported,
    ChangedMeanwhile,
    FixedWhileActive,
    LastStep,
    NeedsItself,
    NotOpenForChange,
    ReasonNeeded,
    StepBegun,
    StepNotFound,
    StepTaken,
)
from runwright.production.models import MaterialLine, Order, WorkOrder
from runwright.production.selectors.changes import order_changes, order_version
from runwright.production.services import order_edit, order_finish, work_assign
from runwright.production.services.changes import EDITABLE
from runwright.production.services.components import (
    ComponentDraft,
    component_add,
    component_change,
    component_remove,
    component_substitute,
)
from runwright.production.services.steps import StepDraft, step_add, step_change, step_remove
from runwright.production.services.timers import Worker, timer_start
from runwright.production.states import ORDER_STATES
from runwright.reports.doctor import examine
from runwright.stock.models import Need
from tests.production.test_order_life import IN_STATE
from tests.stories.plant import Plant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def doctor():
    """After every test the books are right."""
    yield
    assert [str(complaint) for complaint in examine()] == []


@pytest.fixture
def order(mill: Plant) -> Order:
    return mill.planned("SOCK", D(120))


def edited(plant: Plant, order: Order, **fields: object) -> Order:
    return order_edit(order_id=order.id, actor=plant.actor, reason="told so", **fields)


def log(order: Order, plant: Plant) -> dict[str, tuple[str, str]]:
    entry = order_changes(order_id=order.id, actor=plant.actor).first()
    assert entry
    return {c.field: (c.old, c.new) for c in entry.changes.all()}


def works(order: Order) -> list[WorkOrder]:
    return list(WorkOrder.objects.filter(order=order).exclude(state="cancelled"))


@pytest.mark.parametrize("state", ORDER_STATES)
@pytest.mark.parametrize("field", ["quantity", "planned_start", "priority", "note"])
def test_every_field_in_every_state(mill: Plant, state: str, field: str) -> None:
    order = IN_STATE[state](mill)
    value = {
        "quantity": D(24),
        "planned_start": now() + timedelta(days=1),
        "priority": 7,
        "note": "other",
    }[field]
    if field in EDITABLE[state]:
        assert getattr(edited(mill, order, **{field: value}), field) == value
    else:
        with pytest.raises(FixedWhileActive, match=field):
            edited(mill, order, **{field: value})


def test_lines_claims_and_work_orders_follow_the_quantity(mill: Plant, order: Order) -> None:
    work_assign(
        work_order_ids=[mill.work(order, "Pack").id],
        operator_ids=[mill.operators["ana"].id],
        actor=mill.actor,
    )
    edited(mill, order, quantity=D(60))
    assert {w.start_quantity for w in works(order)} == {D(60)}
    assert (mill.line(order, "YARN").need.quantity, mill.claimed("YARN")) == (D("26.25"),) * 2
    assert mill.work(order, "Pack").assignments.count() == 1
    assert log(order, mill)["quantity"] == ("120", "60")
    edited(mill, order, quantity=D(132))
    assert mill.claimed("YARN") == D("57.75")


def test_the_change_log_says_what_it_does_to_the_planned_cost(mill: Plant, order: Order) -> None:
    before = 52.5 * 4 + 10 * 0.5
    edited(mill, order, quantity=D(60))
    old, new = log(order, mill)["planned_cost"]
    hours = D("1.3") * 120 / 60
    assert D(old) == D(str(before)) + hours * 12
    assert D(new) == D("26.25") * 4 + 5 * D("0.5") + hours / 2 * 12


def test_work_under_way_follows_the_quantity(mill: Plant, order: Order) -> None:
    mill.report(order, "Knit", firsts=D(60))
    edited(mill, order, quantity=D(90))
    knit = mill.work(order, "Knit")
    assert (knit.released, knit.start_quantity, knit.expected_minutes) == (D(90), D(90), D(90))
    mill.report(order, "Knit", firsts=D(30))
    assert mill.line(order, "YARN").consumed == D("39.38")
    assert mill.work(order, "Knit").state == "finished"
    edited(mill, order, quantity=D(96))
    assert mill.work(order, "Knit").state == "in_progress"


def test_never_below_what_is_reported_or_issued(mill: Plant, order: Order) -> None:
    mill.report(order, "Knit", firsts=D(60))
    with pytest.raises(BelowReported) as refused:
        edited(mill, order, quantity=D(48))
    assert [r.sentence() for r in refused.value.reasons] == [
        "48 at Knit, but 60 were reported there.",
        "YARN: 26.25 were issued, only 21 would be needed.",
    ]
    assert Order.objects.get(id=order.id).quantity == D(120)


def test_another_start_plans_anew(mill: Plant, order: Order) -> None:
    start = now() + timedelta(days=3)
    edited(mill, order, planned_start=start)
    assert works(order)[0].planned_start == start
    assert mill.line(order, "YARN").need.needed_by == start


def test_two_browsers_the_second_is_told_who_and_what(mill: Plant, order: Order) -> None:
    version = order_version(order_id=order.id)
    boss = replace(mill.actor, label="Elena")
    order_edit(order_id=order.id, version=version, quantity=D(60), actor=boss)
    with pytest.raises(ChangedMeanwhile) as refused:
        edited(mill, order, version=version, quantity=D(90))
    assert refused.value.facts["who"] == "Elena"
    assert "quantity 120 → 60" in refused.value.facts["what"]
    assert Order.objects.get(id=order.id).quantity == D(60)
    edited(mill, order, version=order_version(order_id=order.id), quantity=D(90))


def test_an_issue_on_the_floor_does_not_outdate_a_form(mill: Plant, order: Order) -> None:
    version = order_version(order_id=order.id)
    mill.report(order, "Knit", firsts=D(1))
    assert order_version(order_id=order.id) != version  # work began: the order is another one now
    version = order_version(order_id=order.id)
    mill.report(order, "Knit", firsts=D(1))
    edited(mill, order, version=version, priority=3)


# Components


def added(plant: Plant, order: Order, code: str = "TAG", quantity: D = D(12)) -> MaterialLine:
    if not Item.objects.filter(code=code).exists():
        plant.item(code, standard_cost=D(2))
        plant.receive(code, D(10))
    draft = ComponentDraft(plant.items[code].id, quantity)
    return component_add(order_id=order.id, draft=draft, reason="asked for", actor=plant.actor)


def test_a_component_is_added_claimed_drawn_and_logged(mill: Plant, order: Order) -> None:
    line = added(mill, order)
    assert (mill.claimed("TAG"), log(order, mill)["TAG"]) == (D(10), ("", "12"))
    assert D(log(order, mill)["planned_cost"][1]) - D(log(order, mill)["planned_cost"][0]) == 24
    mill.report(order, "Knit", firsts=D(50))
    line.refresh_from_db()
    assert line.consumed == D(5)


def test_a_component_is_wanted_more_and_less(mill: Plant, order: Order) -> None:
    line = mill.line(order, "BOX")
    component_change(line_id=line.id, quantity=D(30), reason="doubled", actor=mill.actor)
    assert mill.claimed("BOX") == D(30)
    component_change(line_id=line.id, quantity=D(20), reason="not so", actor=mill.actor)
    assert mill.claimed("BOX") == D(20)
    for name in ("Knit", "Inspect", "Pack"):
        mill.report(order, name, firsts=D(120))
    assert mill.line(order, "BOX").consumed == D(20)
    with pytest.raises(AlreadyIssued):
        component_change(line_id=line.id, quantity=D(19), reason="less", actor=mill.actor)


def test_a_component_changes_under_way_and_what_it_took_stays_due(
    mill: Plant, order: Order
) -> None:
    mill.report(order, "Knit", firsts=D(60))
    yarn = mill.line(order, "YARN")
    component_change(line_id=yarn.id, quantity=D(40), reason="thinner", actor=mill.actor)
    tag = added(mill, order)
    mill.report(order, "Knit", firsts=D(30))
    tag.refresh_from_db()
    assert (mill.line(order, "YARN").consumed, tag.consumed) == (D("33.13"), D(6))
    mill.report(order, "Knit", firsts=D(30))
    component_change(line_id=yarn.id, quantity=D(50), reason="thicker", actor=mill.actor)
    edited(mill, order, quantity=D(132))
    assert mill.line(order, "YARN").consumed == D(40)


def test_a_component_goes_unless_it_was_issued(mill: Plant, order: Order) -> None:
    box = mill.line(order, "BOX")
    component_remove(line_id=box.id, reason="loose", actor=mill.actor)
    assert not MaterialLine.objects.filter(id=box.id).exists()
    assert (mill.claimed("BOX"), Need.objects.filter(id=box.need_id).exists()) == (D(0), False)
    assert log(order, mill)["BOX"] == ("10", "")
    mill.report(order, "Knit", firsts=D(1))
    with pytest.raises(AlreadyIssued):
        component_remove(line_id=mill.line(order, "YARN").id, reason="x", actor=mill.actor)


def test_another_item_stands_in_for_what_is_still_to_be_issued(mill: Plant, order: Order) -> None:
    mill.item("WOOL", "kg", resolution=D("0.01"), standard_cost=D(6))
    mill.receive("WOOL", D(40))
    mill.report(order, "Knit", firsts=D(60))
    yarn = mill.line(order, "YARN")
    wool = component_substitute(
        line_id=yarn.id,
        item_id=mill.items["WOOL"].id,
        quantity=D("26.25"),
        reason="yarn is out",
        actor=mill.actor,
    )
    told = log(order, mill)["substitute"]
    assert told == ("52.5 YARN", "26.25 WOOL")
    assert (mill.claimed("YARN"), mill.claimed("WOOL")) == (D(0), D("26.25"))
    mill.report(order, "Knit", firsts=D(60))
    wool.refresh_from_db()
    assert (mill.line(order, "YARN").consumed, wool.consumed) == (D("26.25"), D("26.25"))


def test_only_who_may_depart_from_recipes_takes_any_item(mill: Plant, order: Order) -> None:
    wool = mill.item("WOOL", "kg", resolution=D("0.01"))
    planner = permissions_of(frozenset({"planner"})) - {"production.order_depart"}
    with pytest.raises(Forbidden, match="order_depart"):
        component_substitute(
            line_id=mill.line(order, "YARN").id,
            item_id=wool.id,
            quantity=D(1),
            reason="x",
            actor=replace(mill.actor, permissions=planner),
        )


def test_what_no_component_may_be(mill: Plant, order: Order) -> None:
    with pytest.raises(NeedsItself):
        added(mill, order, "SOCK")
    with pytest.raises(ReasonNeeded):
        component_remove(line_id=mill.line(order, "BOX").id, reason=" ", actor=mill.actor)
    for name in ("Knit", "Inspect", "Pack"):
        mill.report(order, name, firsts=D(120))
    order_finish(order_id=order.id, actor=mill.actor)
    with pytest.raises(NotOpenForChange):
        added(mill, order)


# Steps


def test_a_step_moves_to_another_work_centre_with_its_rate(mill: Plant, order: Order) -> None:
    mill.centre("PACK2", cost_per_hour=D(24), efficiency=D("0.5"))
    pack = mill.work(order, "Pack")
    step_change(
        work_order_id=pack.id,
        work_centre_id=mill.centres["PACK2"].id,
        reason="broken",
        actor=mill.actor,
    )
    pack.refresh_from_db()
    assert (pack.machine_rate, pack.expected_minutes) == (D(24), D(24))
    assert "Pack" in log(order, mill)


def test_the_planned_end_follows_where_no_schedule_says_when_people_work(
    mill: Plant, order: Order
) -> None:
    pack = mill.work(order, "Pack")
    assert pack.planned_start
    later = pack.planned_start + timedelta(days=2)
    step_change(work_order_id=pack.id, planned_start=later, reason="late", actor=mill.actor)
    pack.refresh_from_db()
    assert pack.planned_end == later + timedelta(minutes=12)
    draft = StepDraft(25, "Iron", mill.centres["PACK"].id, D(30))
    iron = step_add(order_id=order.id, draft=draft, reason="asked for", actor=mill.actor)
    order.refresh_from_db()
    assert iron.planned_end == order.planned_end == later + timedelta(minutes=30)
    step_remove(work_order_id=iron.id, reason="not so", actor=mill.actor)
    order.refresh_from_db()
    assert order.planned_end == later + timedelta(minutes=12)


def test_a_step_joins_before_the_last_one_and_work_flows_through_it(
    mill: Plant, order: Order
) -> None:
    mill.report(order, "Knit", firsts=D(120))
    draft = StepDraft(25, "Iron", mill.centres["PACK"].id, D(30))
    step_add(order_id=order.id, draft=draft, reason="asked for", actor=mill.actor)
    mill.report(order, "Inspect", firsts=D(120))
    assert (mill.work(order, "Iron").released, mill.work(order, "Pack").released) == (D(120), D(0))
    mill.report(order, "Iron", firsts=D(120))
    mill.report(order, "Pack", firsts=D(120))
    order_finish(order_id=order.id, actor=mill.actor)
    assert mill.stored("SOCK") == D(120)


@pytest.fixture
def reworked(mill: Plant, order: Order) -> Order:
    """A planned order with one step less, one more, and one that a planner has moved."""
    mill.centre("PACK2", cost_per_hour=D(24))
    washing = StepDraft(5, "Wash", mill.centres["KNIT"].id, D(30))
    step_add(order_id=order.id, draft=washing, reason="asked for", actor=mill.actor)
    step_remove(work_order_id=mill.work(order, "Inspect").id, reason="trusted", actor=mill.actor)
    step_change(
        work_order_id=mill.work(order, "Pack").id,
        work_centre_id=mill.centres["PACK2"].id,
        planned_start=now() + timedelta(days=5),
        reason="broken",
        actor=mill.actor,
    )
    order.refresh_from_db()
    return order


def steps(order: Order) -> list[tuple[str, str, D]]:
    return [(w.name, w.work_centre.code, w.start_quantity) for w in works(order)]


def test_steps_a_planner_changed_follow_the_quantity_as_they_are(
    mill: Plant, reworked: Order
) -> None:
    pack = mill.work(reworked, "Pack")
    edited(mill, reworked, quantity=D(60))
    assert steps(reworked) == [(n, c, D(60)) for n, c in CHANGED]
    again = mill.work(reworked, "Pack")
    assert (again.id, again.planned_start) == (pack.id, pack.planned_start)
    assert again.planned_end == pack.planned_start + timedelta(minutes=6)
    mill.report(reworked, "Wash", firsts=D(30))
    edited(mill, reworked, quantity=D(90))
    assert steps(reworked) == [(n, c, D(90)) for n, c in CHANGED]
    assert mill.work(reworked, "Wash").released == D(90)


def test_steps_a_planner_changed_start_at_another_time_as_they_are(
    mill: Plant, reworked: Order
) -> None:
    start = now() + timedelta(days=3)
    edited(mill, reworked, planned_start=start, quantity=D(60))
    assert steps(reworked) == [(n, c, D(60)) for n, c in CHANGED]
    wash, knit, pack = works(reworked)
    assert (wash.planned_start, knit.planned_start) == (start, wash.planned_end)
    assert wash.planned_end == start + timedelta(minutes=30)
    assert knit.planned_start < pack.planned_start < pack.planned_end
    reworked.refresh_from_db()
    assert reworked.planned_end == pack.planned_end < start + timedelta(days=1)


CHANGED = [("Wash", "KNIT"), ("Knit", "KNIT"), ("Pack", "PACK2")]


def test_a_step_is_left_out_and_its_material_is_taken_at_the_next(
    mill: Plant, order: Order
) -> None:
    step_remove(work_order_id=mill.work(order, "Inspect").id, reason="trusted", actor=mill.actor)
    mill.report(order, "Knit", firsts=D(120))
    mill.report(order, "Pack", firsts=D(120))
    order_finish(order_id=order.id, actor=mill.actor)
    assert (mill.stored("SOCK"), mill.stored("BOX")) == (D(120), D(40))


def test_what_is_added_is_taken_at_a_step_that_is_done(mill: Plant, order: Order) -> None:
    knit = mill.work(order, "Knit")
    step_remove(work_order_id=knit.id, reason="bought", actor=mill.actor)
    assert added(mill, order).operation == mill.work(order, "Inspect").operation
    draft = ComponentDraft(mill.items["TAG"].id, D(1), operation_id=knit.operation_id)
    with pytest.raises(StepNotFound):
        component_add(order_id=order.id, draft=draft, reason="asked for", actor=mill.actor)
    for name in ("Inspect", "Pack"):
        mill.report(order, name, firsts=D(120))
    tag = mill.line(order, "TAG")
    assert tag.consumed + tag.owed == D(12)


def test_material_of_a_step_left_out_passes_over_an_added_one(mill: Plant, order: Order) -> None:
    draft = StepDraft(15, "Steam", mill.centres["PACK"].id, D(30))
    step_add(order_id=order.id, draft=draft, reason="asked for", actor=mill.actor)
    step_remove(work_order_id=mill.work(order, "Knit").id, reason="bought", actor=mill.actor)
    yarn = mill.line(order, "YARN")
    assert yarn.operation == mill.work(order, "Inspect").operation
    component_change(line_id=yarn.id, quantity=D(42), reason="thinner", actor=mill.actor)
    for name in ("Steam", "Inspect", "Pack"):
        mill.report(order, name, firsts=D(120))
    assert mill.line(order, "YARN").consumed == D(42)


def test_a_step_stays_while_the_one_that_would_take_its_material_has_begun(
    mill: Plant, order: Order
) -> None:
    draft = StepDraft(15, "Steam", mill.centres["PACK"].id, D(30))
    step_add(order_id=order.id, draft=draft, reason="asked for", actor=mill.actor)
    ana = Worker(operator_id=mill.operators["ana"].id)
    timer_start(work_order_id=mill.work(order, "Inspect").id, worker=ana, actor=mill.actor)
    with pytest.raises(StepBegun, match="Inspect"):
        step_remove(work_order_id=mill.work(order, "Knit").id, reason="bought", actor=mill.actor)


def test_steps_that_have_begun_or_bring_the_output_stay(mill: Plant, order: Order) -> None:
    mill.report(order, "Knit", firsts=D(1))
    with pytest.raises(StepBegun):
        step_remove(work_order_id=mill.work(order, "Knit").id, reason="x", actor=mill.actor)
    with pytest.raises(LastStep):
        step_remove(work_order_id=mill.work(order, "Pack").id, reason="x", actor=mill.actor)
    centre = mill.centres["PACK"].id
    for sequence, refusal in ((20, StepTaken), (40, LastStep)):
        with pytest.raises(refusal):
            step_add(
                order_id=order.id,
                draft=StepDraft(sequence, "More", centre, D(1)),
                reason="x",
                actor=mill.actor,
            )
