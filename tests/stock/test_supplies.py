"""What is expected: claimed before it comes, turned into goods when it does."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from runwright.catalog.models import Item
from runwright.journal.services import Subject, entry_record
from runwright.reports.doctor import examine
from runwright.stock.models import Claim, ExpectedSupply, Need, PlaceKind, Strength
from runwright.stock.selectors import needs_cover
from runwright.stock.services import (
    MoveRequest,
    demand_group_create,
    demand_group_set,
    moves_post,
    need_change,
    need_close,
    supply_change,
    supply_close,
    supply_open,
    supply_receive,
    supply_unreceive,
    virtual_place,
)
from tests.stock.conftest import DAY, Store, held_by
from tests.stock.test_claims import NOON, issue
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_wrong(store: Store):
    """The doctor looks at the store after every test."""
    yield
    assert [str(complaint) for complaint in examine()] == []


def expect(store: Store, item: Item, quantity: int, **fields: object) -> ExpectedSupply:
    return supply_open(
        item_id=item.id,
        warehouse_id=store.shelf.warehouse_id,
        quantity=D(quantity),
        cause=str(fields.pop("cause", "PO-1")),
        due_at=fields.pop("due_at", NOON),
        **fields,
    )


def arrive(store: Store, supply: ExpectedSupply, quantity: int, **fields: object) -> None:
    """Goods of a supply come in without anybody else getting at them before."""
    entry = entry_record(actor=store.plant.actor, verb="t", subject=Subject("t", "1", "t"))
    place = fields.pop("place", store.shelf)
    request = MoveRequest(
        item=supply.item,
        source=virtual_place(PlaceKind.SUPPLIER),
        target=place,
        quantity=D(quantity),
        **fields,
    )
    supply_receive(supply_id=supply.id, move=moves_post(requests=[request], entry=entry)[0])


def on_hand_and_expected(need: Need) -> tuple[D, D]:
    cover = needs_cover(needs=[Need.objects.get(id=need.id)])[need.id]
    return cover.claimed, cover.expected


def waits(need: Need) -> bool:
    return Need.objects.get(id=need.id).waiting_since is not None


def test_goods_at_hand_first_then_the_earliest_supply(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(6))
    expect(store, bolt, 3, due_at=NOON + timedelta(days=9))
    expect(store, bolt, 3, due_at=NOON)
    need = store.need(bolt, D(10))
    cover = needs_cover(needs=[need])[need.id]
    assert (cover.claimed, cover.expected, cover.short) == (D(6), D(4), D(0))
    assert cover.expected_at == NOON + timedelta(days=9)
    assert Claim.objects.get(need=need, supply__due_at=NOON).quantity == D(3)


def test_a_supply_without_a_date_covers_nobody_by_itself(store: Store) -> None:
    bolt = store.item("BOLT")
    supply = expect(store, bolt, 10, due_at=None)
    need = store.need(bolt, D(4))
    assert needs_cover(needs=[need])[need.id].short == D(4)
    supply_change(supply_id=supply.id, quantity=D(10), due_at=NOON)
    assert on_hand_and_expected(need) == (D(0), D(4))
    supply_change(supply_id=supply.id, quantity=D(10), due_at=None)
    assert on_hand_and_expected(need) == (D(0), D(0))


def test_a_receipt_goes_to_the_linked_lines_first(store: Store) -> None:
    bolt = store.item("BOLT")
    urgent = store.need(bolt, D(5), priority=1)
    linked = store.need(bolt, D(5))
    supply = expect(store, bolt, 8, due_at=None, for_needs=[linked])
    assert needs_cover(needs=[linked])[linked.id].short == D(5)
    arrive(store, supply, 6)
    assert (on_hand_and_expected(linked)[0], held_by(urgent)) == (D(5), D(1))
    assert (waits(linked), waits(urgent)) == (False, True)


def test_what_is_expected_becomes_what_is_there(store: Store) -> None:
    bolt = store.item("BOLT")
    supply = expect(store, bolt, 10)
    first, second = store.need(bolt, D(4)), store.need(bolt, D(4))
    arrive(store, supply, 5)
    assert (on_hand_and_expected(first), on_hand_and_expected(second)) == (
        (D(4), D(0)), (D(1), D(3)))  # fmt: skip
    arrive(store, supply, 7)
    assert on_hand_and_expected(second) == (D(4), D(0))
    assert not Claim.objects.filter(supply=supply).exists()


def test_a_supply_that_fails_leaves_its_needs_short(store: Store) -> None:
    bolt = store.item("BOLT")
    supply = expect(store, bolt, 10)
    first, second = store.need(bolt, D(6)), store.need(bolt, D(4))
    supply_change(supply_id=supply.id, quantity=D(7), due_at=NOON)
    assert (held_by(first), held_by(second)) == (D(6), D(1))
    other = expect(store, bolt, 2, cause="PO-2", due_at=NOON + timedelta(days=1))
    supply_close(supply_id=supply.id)
    assert (held_by(first), held_by(second)) == (D(0), D(2))
    assert Claim.objects.get().supply == other


def test_goods_at_hand_let_the_supply_go_to_others(store: Store) -> None:
    bolt = store.item("BOLT")
    expect(store, bolt, 5)
    first, second = store.need(bolt, D(5)), store.need(bolt, D(5))
    store.receive(bolt, D(5))
    assert on_hand_and_expected(first) == (D(5), D(0))
    assert on_hand_and_expected(second) == (D(0), D(5))


def test_what_is_issued_from_free_stock_need_not_come_any_more(store: Store) -> None:
    bolt = store.item("BOLT")
    expect(store, bolt, 5)
    need, other = store.need(bolt, D(5)), store.need(bolt, D(5))
    Need.objects.filter(id=need.id).update(waiting_since=None)  # as if nobody served it
    store.receive(bolt, D(5))
    need_close(needs=[other])
    Claim.objects.filter(balance__isnull=False).delete()
    Need.objects.filter(id=need.id).update(waiting_since=NOON)
    need.refresh_from_db()
    assert issue(store, (need, D(5)))[0].missing == 0
    assert held_by(need) == 0
    assert not waits(need)


def test_receipts_elsewhere_or_of_expired_lots_serve_nobody_here(store: Store) -> None:
    yarn = store.item("YARN", tracking="lot")
    supply = expect(store, yarn, 10)
    need = store.need(yarn, D(10))
    store.receive(yarn, D(1), lot_number="OLD", expires_on=DAY, place=store.annex)
    arrive(store, supply, 4, lot=store.lot(yarn, "OLD"))
    assert on_hand_and_expected(need) == (D(0), D(6))


def test_a_receipt_that_is_undone_is_expected_again(store: Store) -> None:
    bolt = store.item("BOLT")
    supply = expect(store, bolt, 10)
    arrive(store, supply, 10)
    need = store.need(bolt, D(12))
    assert on_hand_and_expected(need) == (D(10), D(0))
    supply_unreceive(supply_id=supply.id, quantity=D(10))
    assert on_hand_and_expected(need) == (D(10), D(2))


def test_less_is_wanted_and_others_have_it(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(6))
    expect(store, bolt, 4)
    first, second = store.need(bolt, D(10)), store.need(bolt, D(10))
    need_change(need=first, quantity=D(3))
    assert on_hand_and_expected(first) == (D(3), D(0))
    assert on_hand_and_expected(second) == (D(3), D(4))
    need_change(need=first, quantity=D(5))
    assert on_hand_and_expected(first) == (D(3), D(0))


def test_firm_needs_take_what_planned_ones_hold(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(10))
    group = demand_group_create(label="SO-1")
    late = store.need(bolt, D(4), group=group, priority=90)
    soon = store.need(bolt, D(6), group=group, priority=10)
    expect(store, bolt, 3)
    firm = store.need(bolt, D(7), priority=99)
    assert on_hand_and_expected(firm) == (D(7), D(0))
    assert (on_hand_and_expected(soon), on_hand_and_expected(late)) == (
        (D(3), D(3)), (D(0), D(0)))  # fmt: skip
    demand_group_set(group=group, strength=Strength.FIRM)
    assert on_hand_and_expected(firm) == (D(7), D(0))


def test_an_estimate_that_is_confirmed_takes_from_other_estimates(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(5))
    one, two = demand_group_create(label="SO-1"), demand_group_create(label="SO-2")
    first, second = store.need(bolt, D(5), group=one), store.need(bolt, D(5), group=two)
    assert (held_by(first), held_by(second)) == (D(5), D(0))
    demand_group_set(group=two, strength=Strength.FIRM)
    assert (held_by(first), held_by(second)) == (D(0), D(5))


def test_a_need_knows_since_when_it_waits(store: Store) -> None:
    bolt = store.item("BOLT")
    need = store.need(bolt, D(5))
    since = Need.objects.get(id=need.id).waiting_since
    store.receive(bolt, D(3))
    assert Need.objects.get(id=need.id).waiting_since == since
    store.receive(bolt, D(2))
    assert not waits(need)


def test_the_database_refuses_a_claim_on_both_or_neither(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(5))
    supply = expect(store, bolt, 5)
    need = store.need(bolt, D(1))
    balance = Claim.objects.get(need=need).balance
    for pair in ({}, {"balance": balance, "supply": supply}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Claim.objects.create(need=need, quantity=D(1), **pair)


def test_an_issue_of_what_is_not_there_leaves_what_is_expected(store: Store) -> None:
    bolt = store.item("BOLT")
    need = store.need(bolt, D(4))
    expect(store, bolt, 1)
    need.refresh_from_db()
    assert issue(store, (need, D(1)))[0].missing == D(1)
    assert on_hand_and_expected(need) == (D(0), D(1))
