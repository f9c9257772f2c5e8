"""Counting a place: what is found becomes what the books say, and nothing that moved meanwhile is
overwritten."""

import pytest

from runwright.kernel.errors import Forbidden, GuardFailed, Refusal
from runwright.kernel.transitions import WrongState
from runwright.people.actor import Actor
from runwright.reports.doctor import examine
from runwright.stock.errors import (
    BeingCounted,
    CountLineNotFound,
    LotMissing,
    NothingToCount,
    PlaceNotFound,
)
from runwright.stock.models import Count, CountLine, Move
from runwright.stock.services import (
    count_cancel,
    count_enter,
    count_find,
    count_open,
    count_post,
)
from runwright.stock.states import COUNT_LIFE, COUNT_STATES
from tests.stock.conftest import Store, held_by, on_hand
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_wrong(store: Store):
    yield
    assert [str(complaint) for complaint in examine()] == []


def opened(store: Store, **fields: object) -> Count:
    fields = fields or {"place_id": store.shelf.id}
    return count_open(warehouse_id=store.shelf.warehouse_id, actor=store.plant.actor, **fields)


def enter(store: Store, count: Count, *found: D | None) -> Count:
    lines = dict(zip([line.id for line in count.lines.all()], found, strict=True))
    return count_enter(count_id=count.id, counted=lines, actor=store.plant.actor)


def post(store: Store, count: Count, reason: str = "yearly count") -> Count:
    return count_post(count_id=count.id, reason=reason, actor=store.plant.actor)


def test_differences_become_moves_with_a_reason(store: Store) -> None:
    bolt, nut, cog = (store.item(code) for code in ("BOLT", "NUT", "COG"))
    for item in (bolt, cog, nut):
        store.receive(item, D(10))
    count = enter(store, opened(store), D(8), D(10), D(13))
    post(store, count)
    assert [on_hand(item, store.shelf) for item in (bolt, cog, nut)] == [D(8), D(10), D(13)]
    moves = Move.objects.filter(reference=count.number)
    assert {(m.item.code, m.quantity, m.target.kind, m.entry.reason) for m in moves} == {
        ("BOLT", D(2), "adjustment", "yearly count"),
        ("NUT", D(3), "storage", "yearly count"),
    }


def test_what_nobody_counted_stays(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(10))
    post(store, enter(store, opened(store), None))
    assert on_hand(bolt, store.shelf) == D(10)


def test_a_place_in_use_is_counted_again(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(10))
    count = enter(store, opened(store), D(8))
    store.receive(bolt, D(5))
    with pytest.raises(GuardFailed) as told:
        post(store, count)
    assert str(told.value) == "BOLT (MAIN) moved since it was counted: count it again."
    assert on_hand(bolt, store.shelf) == D(15)
    post(store, enter(store, count, D(13)))
    assert on_hand(bolt, store.shelf) == D(13)


def test_every_reason_is_told_at_once(store: Store) -> None:
    bolt, nut = store.item("BOLT"), store.item("NUT")
    store.receive(bolt, D(10))
    store.receive(nut, D(10))
    count = enter(store, opened(store), D(8), D(9))
    store.receive(bolt, D(1))
    store.receive(nut, D(1))
    with pytest.raises(GuardFailed) as told:
        post(store, count, reason=" ")
    assert len(told.value.reasons) == 3


def test_what_is_found_elsewhere_than_the_books_say(store: Store) -> None:
    bolt, yarn = store.item("BOLT"), store.item("YARN", tracking="lot")
    store.receive(bolt, D(10))
    count = opened(store)
    who = {"count_id": count.id, "actor": store.plant.actor}
    with pytest.raises(LotMissing):
        count_find(item_id=yarn.id, quantity=D(3), **who)
    count_find(item_id=yarn.id, quantity=D(3), lot_number="Y7", **who)
    post(store, count)
    assert on_hand(yarn, store.shelf) == D(3)


def test_fewer_than_reserved_takes_from_the_least_urgent(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(10))
    late, soon = store.need(bolt, D(5), priority=90), store.need(bolt, D(5), priority=10)
    store.receive(bolt, D(1), place=store.annex)
    post(store, enter(store, opened(store), D(7)))
    assert (held_by(soon), held_by(late)) == (D(5), D(2))


def test_what_more_was_found_goes_to_whoever_waits(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(1))
    need = store.need(bolt, D(5))
    post(store, enter(store, opened(store), D(5)))
    assert held_by(need) == D(5)


def test_a_sheet_for_items_finds_them_on_every_shelf(store: Store) -> None:
    bolt, nut = store.item("BOLT"), store.item("NUT")
    for item, place in ((bolt, store.shelf), (bolt, store.rack), (nut, store.shelf)):
        store.receive(item, D(2), place=place)
    store.receive(bolt, D(2), place=store.annex)
    count = opened(store, item_ids=[bolt.id])
    assert [line.place for line in count.lines.all()] == [store.shelf, store.rack]


def test_goods_stand_on_one_open_sheet_only(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(2))
    first = opened(store)
    with pytest.raises(BeingCounted) as told:
        opened(store, item_ids=[bolt.id])
    assert first.number in str(told.value)
    count_cancel(count_id=first.id, actor=store.plant.actor)
    opened(store, item_ids=[bolt.id])


def test_what_cannot_be_counted(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(2))
    with pytest.raises(NothingToCount):
        opened(store, item_ids=[store.item("NUT").id])
    with pytest.raises(PlaceNotFound):
        opened(store, place_id=store.annex.id)
    count = opened(store)
    for wrong in (D("-1"), D("0.5")):
        with pytest.raises(Refusal):
            enter(store, count, wrong)
    with pytest.raises(CountLineNotFound):
        count_enter(count_id=count.id, counted={-1: D(1)}, actor=store.plant.actor)
    with pytest.raises(Forbidden):
        enter_as = Actor(user_id=None, label="nobody")
        count_enter(count_id=count.id, counted={}, actor=enter_as)


STEPS = {
    "enter": lambda store, count: count_enter(
        count_id=count.id, counted={}, actor=store.plant.actor
    ),
    "post": post,
    "cancel": lambda store, count: count_cancel(count_id=count.id, actor=store.plant.actor),
}
WAYS = {
    "open": (),
    "counting": ("enter",),
    "posted": ("enter", "post"),
    "cancelled": ("cancel",),
}


@pytest.mark.parametrize("state", COUNT_STATES)
@pytest.mark.parametrize("verb", STEPS)
def test_every_verb_in_every_state(store: Store, state: str, verb: str) -> None:
    """The table decides: a verb it has makes its step, any other raises and changes nothing."""
    assert {step.verb for step in COUNT_LIFE.transitions} == STEPS.keys()
    store.receive(store.item("BOLT"), D(2))
    count = opened(store)
    for step in WAYS[state]:
        STEPS[step](store, count)
    found = COUNT_LIFE.find(state, verb)
    if found:
        STEPS[verb](store, count)
    else:
        with pytest.raises(WrongState):
            STEPS[verb](store, count)
    count.refresh_from_db()
    assert count.state == (found.target if found else state)


def test_a_line_knows_the_move_it_made(store: Store) -> None:
    store.receive(store.item("BOLT"), D(2))
    post(store, enter(store, opened(store), D(3)))
    line = CountLine.objects.get()
    assert (line.difference, line.move.quantity) == (D(1), D(1))
