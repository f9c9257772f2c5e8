"""The life of an order, tried from the table itself: every verb in every state, every guard."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from runwright.journal.models import Change, Entry
from runwright.kernel.errors import Forbidden, GuardFailed
from runwright.kernel.transitions import WrongState
from runwright.people.actor import Actor
from runwright.people.roles import PERMISSIONS, ROLES, permissions_of
from runwright.production import services
from runwright.production.models import Order
from runwright.production.services import (
    order_cancel,
    order_confirm,
    order_finish,
    order_plan,
    order_reopen,
    order_unplan,
    work_finish_short,
)
from runwright.production.states import AUTOMATIC_VERBS, ORDER_LIFE, ORDER_STATES
from tests.stories.plant import D, Plant

pytestmark = pytest.mark.django_db

Verb = Callable[..., Order]

VERBS: dict[str, Verb] = {
    "confirm": order_confirm,
    "plan": order_plan,
    "unplan": order_unplan,
    "reopen": order_reopen,
    "finish": order_finish,
    "cancel": lambda **said: order_cancel(reason="not wanted", **said),
}


def draft(plant: Plant) -> Order:
    return plant.order("SOCK", D(12))


def confirmed(plant: Plant) -> Order:
    return plant.confirmed("SOCK", D(12))


def planned(plant: Plant) -> Order:
    return plant.planned("SOCK", D(12))


def in_progress(plant: Plant) -> Order:
    """Everything is made, so that only the state decides which verbs there are."""
    order = planned(plant)
    for name in ("Knit", "Inspect", "Pack"):
        plant.report(order, name, firsts=D(12))
    return order


def done(plant: Plant) -> Order:
    return order_finish(order_id=in_progress(plant).id, actor=plant.actor)


def cancelled(plant: Plant) -> Order:
    return order_cancel(order_id=draft(plant).id, reason="not wanted", actor=plant.actor)


IN_STATE = {
    "draft": draft,
    "confirmed": confirmed,
    "planned": planned,
    "in_progress": in_progress,
    "done": done,
    "cancelled": cancelled,
}


def test_every_verb_of_the_table_has_a_service_or_comes_from_facts() -> None:
    assert {step.verb for step in ORDER_LIFE.transitions} == VERBS.keys() | AUTOMATIC_VERBS
    assert set(IN_STATE) == set(ORDER_STATES)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", ORDER_STATES)
def test_every_verb_in_every_state(mill: Plant, state: str, verb: str) -> None:
    order = Order.objects.get(id=IN_STATE[state](mill).id)
    assert order.state == state
    step = ORDER_LIFE.find(state, verb)
    entries = Entry.objects.count()
    if step is None:
        with pytest.raises(WrongState) as refused:
            VERBS[verb](order_id=order.id, actor=mill.actor)
        assert refused.value.facts == {"record": order.number, "state": state, "verb": verb}
        assert Order.objects.get(id=order.id).state == state
        assert Entry.objects.count() == entries
        return
    VERBS[verb](order_id=order.id, actor=mill.actor)
    assert Order.objects.get(id=order.id).state == step.target
    entry = Entry.objects.filter(verb=f"order.{verb}", record_id=str(order.id)).latest("at")
    change = Change.objects.get(entry=entry, field="state")
    assert (change.old, change.new) == (state, step.target)


def role_actor(plant: Plant, role: str) -> Actor:
    return replace(plant.actor, permissions=permissions_of(frozenset({role})), label=role)


@pytest.mark.parametrize("verb", VERBS)
def test_a_step_needs_its_permission(mill: Plant, verb: str) -> None:
    step = next(s for s in ORDER_LIFE.transitions if s.verb == verb)
    order = IN_STATE[min(step.sources)](mill)
    may = PERMISSIONS[step.permission]
    for role in ROLES.keys() - may:
        with pytest.raises(Forbidden) as refused:
            VERBS[verb](order_id=order.id, actor=role_actor(mill, role))
        assert refused.value.facts["permission"] == step.permission
        assert Order.objects.get(id=order.id).state in step.sources
    VERBS[verb](order_id=order.id, actor=role_actor(mill, min(may)))


def test_confirming_names_every_missing_field(mill: Plant) -> None:
    order = draft(mill)
    Order.objects.filter(id=order.id).update(bom=None, routing=None, deadline=None)
    with pytest.raises(GuardFailed) as refused:
        order_confirm(order_id=order.id, actor=mill.actor)
    assert [r.field for r in refused.value.reasons] == ["bom", "routing", "deadline"]


def test_confirming_refuses_the_recipe_of_another_item(mill: Plant) -> None:
    order = draft(mill)
    Order.objects.filter(id=order.id).update(item=mill.items["BOX"])
    with pytest.raises(GuardFailed) as refused:
        order_confirm(order_id=order.id, actor=mill.actor)
    assert len(refused.value.reasons) == 2


def test_confirming_refuses_a_routing_without_operations(mill: Plant) -> None:
    order = draft(mill)
    empty = mill.routing("SOCK")
    Order.objects.filter(id=order.id).update(routing=empty)
    with pytest.raises(GuardFailed, match="no operations"):
        order_confirm(order_id=order.id, actor=mill.actor)


def test_planning_short_of_material_needs_a_reason_which_is_kept(mill: Plant) -> None:
    order = mill.confirmed("SOCK", D(1200))
    with pytest.raises(GuardFailed, match="YARN, BOX") as refused:
        order_plan(order_id=order.id, actor=mill.actor)
    assert len(refused.value.reasons) == 1
    with pytest.raises(GuardFailed):
        order_plan(order_id=order.id, actor=mill.actor, override="   ")
    order_plan(order_id=order.id, actor=mill.actor, override="yarn comes on Monday")
    entry = Entry.objects.get(verb="order.plan", record_id=str(order.id))
    assert entry.reason == "yarn comes on Monday"


def test_finishing_names_everything_that_is_open_at_once(mill: Plant) -> None:
    order = mill.planned("SOCK", D(240))
    mill.report(order, "Knit", firsts=D(230), held=D(10))
    services.timer_start(
        work_order_id=mill.work(order, "Inspect").id,
        worker=services.timers.Worker(operator_id=mill.operators["ana"].id),
        actor=mill.actor,
    )
    with pytest.raises(GuardFailed) as refused:
        order_finish(order_id=order.id, actor=mill.actor)
    told = [reason.sentence() for reason in refused.value.reasons]
    assert told == [
        "Not finished: Knit, Inspect, Pack.",
        "Still being worked on: Inspect.",
        "10 held for review await a decision.",
        "Material still owed: YARN.",
    ]


def test_what_is_in_stock_can_only_be_finished_short(mill: Plant) -> None:
    order = planned(mill)
    Order.objects.filter(id=order.id).update(received=D(3))
    with pytest.raises(GuardFailed, match="finish the order short"):
        order_cancel(order_id=order.id, reason="why not", actor=mill.actor)


def test_work_that_was_reported_holds_the_plan(mill: Plant) -> None:
    order = planned(mill)
    mill.report(order, "Knit", firsts=D(1))
    with pytest.raises(WrongState):
        order_unplan(order_id=order.id, actor=mill.actor)


def test_an_order_cut_short_passes_through_all_its_operations(mill: Plant) -> None:
    order = planned(mill)
    mill.report(order, "Knit", firsts=D(10))
    work_finish_short(
        work_order_id=mill.work(order, "Knit").id, reason="yarn torn", actor=mill.actor
    )
    mill.report(order, "Inspect", firsts=D(10))
    mill.report(order, "Pack", firsts=D(10))
    order_finish(order_id=order.id, actor=mill.actor)
    order.refresh_from_db()
    assert (order.state, order.firsts, order.waste) == ("done", D(10), D(2))
    assert (mill.stored("SOCK"), mill.claimed("YARN"), mill.claimed("BOX")) == (D(10), D(0), D(0))
