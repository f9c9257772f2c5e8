"""A shortage explained, and what may be done about it."""

from datetime import timedelta

import pytest

from runwright.journal import clock
from runwright.journal.selectors import entries_of
from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor
from runwright.reports.doctor import examine
from runwright.stock.errors import (
    AlreadyTaken,
    MoreThanLacking,
    NeedNotFound,
    NotLessUrgent,
    NotTheSameGoods,
    ReasonMissing,
    TakenBy,
)
from runwright.stock.models import Need
from runwright.stock.selectors import Shortage, shortages_of
from runwright.stock.services import (
    claim_take_over,
    demand_group_create,
    lot_hold,
    need_close,
    stock_transfer,
)
from tests.stock.conftest import DAY, Store, held_by
from tests.stock.test_claims import NOON
from tests.stock.test_supplies import expect
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_wrong(store: Store):
    yield
    assert [str(complaint) for complaint in examine()] == []


def explained(store: Store, need: Need) -> Shortage:
    need.refresh_from_db()
    return shortages_of(needs=[need], actor=store.plant.actor)[need.id]


def take(store: Store, need: Need, loser: Need, quantity: int, **more: object) -> Need:
    return claim_take_over(
        need_id=need.id,
        from_need_id=loser.id,
        quantity=D(quantity),
        reason=str(more.pop("reason", "customer waits")),
        actor=more.pop("actor", store.plant.actor),
    )


def test_a_shortage_says_who_holds_what_comes_and_what_lies_elsewhere(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(10))
    store.receive(bolt, D(3), place=store.annex)
    other = store.need(bolt, D(8), cause="MO-1", priority=60, needed_by=NOON)
    supply = expect(store, bolt, 2, due_at=NOON + timedelta(days=3))
    late = expect(store, bolt, 9, cause="PO-2", due_at=None)
    mine = store.need(bolt, D(10), cause="MO-2")
    told = explained(store, mine)
    assert (told.cover.claimed, told.cover.expected, told.cover.short) == (D(2), D(2), D(6))
    (holder,) = told.holders
    assert (holder.need, holder.quantity, holder.may_give) == (other, D(8), D(8))
    assert holder.left_short == D(6)
    assert [(c.supply, c.mine, c.free) for c in told.coming] == [
        (supply, D(2), D(0)), (late, D(0), D(9))]  # fmt: skip
    assert [(e.place, e.quantity) for e in told.elsewhere] == [(store.annex, D(3))]


def test_the_consequence_told_is_what_happens(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(10))
    loser = store.need(bolt, D(10), priority=60)
    expect(store, bolt, 5)
    mine = store.need(bolt, D(7))
    (holder,) = explained(store, mine).holders
    take(store, mine, loser, int(holder.may_give))
    assert explained(store, loser).cover.short == holder.left_short == D(2)
    assert held_by(mine) == D(7)


def test_lots_that_nobody_may_use_are_named_with_the_reason(store: Store) -> None:
    yarn = store.item("YARN", tracking="lot")
    with clock.at(NOON):
        store.receive(yarn, D(5), lot_number="OLD", expires_on=DAY - timedelta(days=1))
        store.receive(yarn, D(4), lot_number="BAD")
        lot_hold(lot_id=store.lot(yarn, "BAD").id, reason="smells", actor=store.plant.actor)
        told = explained(store, store.need(yarn, D(9)))
    assert {(u.lot.number, u.quantity, u.why) for u in told.unusable} == {
        ("OLD", D(5), "expired"), ("BAD", D(4), "held")}  # fmt: skip


def test_many_needs_are_explained_in_few_queries(store, django_assert_max_num_queries) -> None:
    needs = []
    for n in range(10):
        item = store.item(f"PART-{n}")
        store.receive(item, D(5))
        store.need(item, D(5), priority=60)
        needs.append(store.need(item, D(3)))
    with django_assert_max_num_queries(7):
        assert len(shortages_of(needs=needs, actor=store.plant.actor)) == 10


def test_what_is_covered_needs_no_words(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(10))
    assert shortages_of(needs=[store.need(bolt, D(10))], actor=store.plant.actor) == {}


def test_both_sides_of_a_take_over_are_written_down(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(5))
    loser, mine = store.need(bolt, D(5), priority=60, cause="MO-1"), store.need(bolt, D(2))
    take(store, mine, loser, 2)
    assert (held_by(mine), held_by(loser)) == (D(2), D(3))
    for need, verb in ((mine, "need.take_over"), (loser, "need.give_up")):
        (entry,) = entries_of(kind="need", record_id=need.id)
        (change,) = entry.changes.all()
        assert (entry.verb, entry.reason) == (verb, "customer waits")
        assert (change.field, change.old, change.new) == ("2 pcs BOLT", "MO-1", "somebody")


def test_the_second_who_takes_is_told_who_was_first_and_when(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(5))
    loser = store.need(bolt, D(5), priority=60, cause="MO-1")
    one, two = store.need(bolt, D(5)), store.need(bolt, D(5))
    with clock.stopped_at(NOON):
        take(store, one, loser, 5)
    with pytest.raises(TakenBy) as told:
        take(store, two, loser, 5)
    assert str(told.value) == (
        "story took over from MO-1 at 2026-03-02 14:00: it holds only 0 now.")  # fmt: skip


def test_what_may_not_be_taken_over(store: Store) -> None:
    bolt, nut = store.item("BOLT"), store.item("NUT")
    store.receive(bolt, D(5))
    store.receive(nut, D(5))
    urgent, other = store.need(bolt, D(4), priority=10), store.need(nut, D(4), priority=90)
    weak, mine = store.need(bolt, D(1), priority=90), store.need(bolt, D(3))
    gone = store.need(bolt, D(1))
    need_close(needs=[gone])
    for loser, quantity, refusal in (
        (urgent, 3, NotLessUrgent),
        (other, 1, NotTheSameGoods),
        (mine, 1, NotTheSameGoods),
        (weak, 2, AlreadyTaken),
        (gone, 1, NeedNotFound),
    ):
        with pytest.raises(refusal):
            take(store, mine, loser, quantity)
    with pytest.raises(ReasonMissing):
        take(store, mine, weak, 1, reason=" ")
    with pytest.raises(Forbidden):
        take(store, mine, weak, 1, actor=Actor(user_id=None, label="nobody"))


def test_nobody_takes_over_more_than_it_lacks(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(5))
    loser, mine = store.need(bolt, D(5), priority=60), store.need(bolt, D(2))
    with pytest.raises(MoreThanLacking):
        take(store, mine, loser, 3)
    assert held_by(mine) == 0


def test_a_planned_need_takes_nothing_from_a_firm_one(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(5))
    firm = store.need(bolt, D(5), priority=90)
    planned = store.need(bolt, D(5), priority=1, group=demand_group_create(label="SO-1"))
    with pytest.raises(NotLessUrgent):
        take(store, planned, firm, 1)


def test_goods_carried_for_a_need_are_that_needs(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(5), place=store.annex)
    first, mine = store.need(bolt, D(5), priority=1), store.need(bolt, D(5))
    stock_transfer(
        item_id=bolt.id,
        source_id=store.annex.id,
        target_id=store.shelf.id,
        quantity=D(5),
        for_need_id=mine.id,
        actor=store.plant.actor,
    )
    assert (held_by(first), held_by(mine)) == (D(0), D(5))
