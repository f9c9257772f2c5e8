"""What is available: neither reserved, nor of a lot that is expired or on hold."""

from datetime import timedelta

import pytest

from runwright.journal import clock
from runwright.stock.selectors import (
    balances_all,
    free_quantities,
    items_available,
    items_stocked,
)
from runwright.stock.services import lot_hold, lot_release
from tests.stock.conftest import DAY, Store
from tests.stock.test_claims import NOON
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


@pytest.fixture
def yarn(store: Store):
    """Nine usable of which two are claimed, five that expired yesterday, four on hold."""
    yarn = store.item("YARN", tracking="lot", safety_stock=D(10))
    with clock.at(NOON):
        store.receive(yarn, D(5), lot_number="OLD", expires_on=DAY - timedelta(days=1))
        store.receive(yarn, D(4), lot_number="BAD")
        lot_hold(lot_id=store.lot(yarn, "BAD").id, reason="smells", actor=store.plant.actor)
        store.receive(yarn, D(9), lot_number="GOOD", expires_on=DAY)
        store.need(yarn, D(2))
        yield yarn


def told(store: Store, yarn) -> tuple[D, ...]:
    one = items_available(item_ids=[yarn.id], actor=store.plant.actor)[yarn.id]
    row = items_stocked(actor=store.plant.actor).get(id=yarn.id)
    found = (one.on_hand, one.reserved, one.blocked, one.available)
    assert found == (row.on_hand, row.reserved, row.blocked, row.available)
    return found


def test_expired_and_held_lots_are_on_hand_but_not_available(store: Store, yarn) -> None:
    assert told(store, yarn) == (D(18), D(2), D(9), D(7))
    assert items_stocked(actor=store.plant.actor).get(id=yarn.id).below == D(3)
    free = free_quantities(item_ids=[yarn.id], actor=store.plant.actor)
    assert free == {yarn.id: D(7)}
    rows = balances_all(actor=store.plant.actor).filter(item=yarn)
    assert {r.lot.number: (r.reserved, r.blocked, r.available) for r in rows} == {
        "OLD": (D(0), D(5), D(0)),
        "BAD": (D(0), D(4), D(0)),
        "GOOD": (D(2), D(0), D(7)),
    }


def test_a_released_lot_is_available_again(store: Store, yarn) -> None:
    lot_release(lot_id=store.lot(yarn, "BAD").id, reason="aired", actor=store.plant.actor)
    assert told(store, yarn) == (D(18), D(2), D(5), D(11))


def test_what_is_claimed_of_a_lot_that_expires_is_counted_once(store: Store, yarn) -> None:
    """Between midnight and the calendar's job the claim still stands."""
    with clock.at(NOON + timedelta(days=1)):
        assert told(store, yarn) == (D(18), D(2), D(16), D(0))
