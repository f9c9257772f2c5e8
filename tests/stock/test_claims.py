"""Needs and claims: who gets what, in which order, from which lot (worked example 10)."""

from datetime import UTC, datetime, timedelta

import pytest

from runwright.journal import clock
from runwright.journal.services import Subject, entry_record
from runwright.stock.models import Claim, Need
from runwright.stock.selectors import needs_cover
from runwright.stock.services import claims_release, expired_lots_free, need_close, needs_claim
from runwright.stock.services.issues import Issue, needs_issue
from tests.stock.conftest import DAY, Store, held_by, lots_of, on_hand
from tests.stories.plant import D

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def issue(store: Store, *wanted: tuple[Need, D]) -> list[Issue]:
    issues = [Issue(need=need, quantity=quantity) for need, quantity in wanted]
    entry = entry_record(actor=store.plant.actor, verb="test", subject=Subject("test", "1", "x"))
    needs_issue(issues=issues, entry=entry, reference="test")
    return issues


def test_a_shortage_is_covered_when_goods_arrive(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(6))
    need = store.need(bolt, D(10))
    assert (held_by(need), needs_cover(needs=[need])[need.id].short) == (D(6), D(4))
    needs_claim(needs=[need])
    assert held_by(need) == D(6)
    store.receive(bolt, D(4))
    assert (held_by(need), needs_cover(needs=[need])[need.id].short) == (D(10), D(0))


def test_goods_go_by_priority_then_by_day_then_by_number(store: Store) -> None:
    bolt = store.item("BOLT")
    late = store.need(bolt, D(5), needed_by=NOON + timedelta(days=9))
    soon = store.need(bolt, D(5), needed_by=NOON)
    soon_too = store.need(bolt, D(5), needed_by=NOON)
    some_day = store.need(bolt, D(5))
    urgent = store.need(bolt, D(5), priority=1, needed_by=NOON + timedelta(days=30))
    order = [urgent, soon, soon_too, late, some_day]
    for served in range(1, len(order) + 1):
        store.receive(bolt, D(5))
        assert [held_by(need) for need in order] == [D(5)] * served + [D(0)] * (5 - served)


def test_an_urgent_need_takes_nothing_from_who_came_first(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(6))
    first = store.need(bolt, D(6))
    urgent = store.need(bolt, D(6), priority=1)
    assert (held_by(first), held_by(urgent)) == (D(6), D(0))
    claims_release(needs=[first])
    need_close(needs=[first])
    assert held_by(urgent) == D(6)


def test_another_warehouse_serves_nobody_here(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(6), place=store.annex)
    assert held_by(store.need(bolt, D(6))) == 0


def test_both_shelves_of_a_warehouse_serve_a_need(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(4))
    store.receive(bolt, D(4), place=store.rack)
    need = store.need(bolt, D(6))
    issue(store, (need, D(6)))
    assert (on_hand(bolt, store.shelf), on_hand(bolt, store.rack)) == (D(0), D(2))


def yarn_in_three_lots(store: Store):
    yarn = store.item("YARN", tracking="lot")
    for number, expires in (("KEEPS", None), ("LATER", 9), ("SOON", 3)):
        day = DAY + timedelta(days=expires) if expires else None
        store.receive(yarn, D(5), lot_number=number, expires_on=day)
    return yarn


def test_what_expires_first_goes_first(store: Store) -> None:
    with clock.at(NOON):
        yarn = yarn_in_three_lots(store)
        need = store.need(yarn, D(12))
        assert lots_of(need) == {"SOON": D(5), "LATER": D(5), "KEEPS": D(2)}
        moves = issue(store, (need, D(7)))[0].moves
    assert [(m.lot.number, m.quantity) for m in moves] == [("SOON", D(5)), ("LATER", D(2))]


@pytest.mark.parametrize(("hour", "usable"), [(23, True), (24, False)])
def test_a_lot_expires_at_the_plants_midnight(store: Store, hour: int, usable: bool) -> None:
    """In Bucharest it is tomorrow two hours before it is in Greenwich."""
    yarn = store.item("YARN", tracking="lot")
    store.receive(yarn, D(5), lot_number="L", expires_on=DAY)
    midnight_there = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)
    with clock.at(midnight_there + timedelta(hours=hour, minutes=30)):
        assert held_by(store.need(yarn, D(5))) == (D(5) if usable else D(0))


def test_a_lot_that_expires_in_waiting_is_let_go_and_not_issued(store: Store) -> None:
    """Its claim once outlived it, so that the order held more than it needed."""
    with clock.at(NOON):
        yarn = yarn_in_three_lots(store)
        need = store.need(yarn, D(5))
    with clock.at(NOON + timedelta(days=5)):
        moves = issue(store, (need, D(5)))[0].moves
    assert [m.lot.number for m in moves] == ["LATER"]
    assert held_by(need) == 0


def test_a_lot_that_expires_overnight_is_let_go_without_being_asked(store: Store) -> None:
    with clock.at(NOON):
        yarn = yarn_in_three_lots(store)
        need = store.need(yarn, D(7))
        assert expired_lots_free(actor=store.plant.actor) == 0
    with clock.at(NOON + timedelta(days=5)):
        assert expired_lots_free(actor=store.plant.actor) == 1
        assert lots_of(need) == {"LATER": D(5), "KEEPS": D(2)}
        assert expired_lots_free(actor=store.plant.actor) == 0


def test_own_claims_first_then_what_is_free_never_what_others_hold(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(10))
    mine, theirs = store.need(bolt, D(4)), store.need(bolt, D(3))
    (got,) = issue(store, (mine, D(9)))
    assert (sum(m.quantity for m in got.moves), got.missing) == (D(7), D(2))
    assert (held_by(mine), held_by(theirs), on_hand(bolt, store.shelf)) == (D(0), D(3), D(3))


def test_two_needs_served_at_once_share_what_there_is(store: Store) -> None:
    bolt = store.item("BOLT")
    one, two = store.need(bolt, D(5)), store.need(bolt, D(5))
    store.receive(bolt, D(7))
    first, second = issue(store, (one, D(5)), (two, D(5)))
    assert (first.missing, second.missing) == (D(0), D(3))
    assert not Claim.objects.exists()


def test_a_closed_need_waits_for_nothing(store: Store) -> None:
    bolt = store.item("BOLT")
    need = store.need(bolt, D(5))
    need_close(needs=[need])
    store.receive(bolt, D(5))
    assert held_by(need) == 0
