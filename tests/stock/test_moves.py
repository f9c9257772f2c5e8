"""Moves and the balances they make: both sides, corrections, and what is refused."""

from dataclasses import replace

import pytest

from runwright.catalog.errors import FinerThanResolution, QuantityNotPositive
from runwright.catalog.services import item_update
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.services import Subject, entry_record
from runwright.kernel.errors import Forbidden
from runwright.people.roles import permissions_of
from runwright.stock.errors import (
    AlreadyReversed,
    LotMissing,
    NotEnoughStock,
    PlaceNotFound,
    ReasonMissing,
    SamePlace,
    UndoneElsewhere,
)
from runwright.stock.models import Balance, Move, Place, PlaceKind
from runwright.stock.services import (
    MoveRequest,
    moves_post,
    moves_reverse,
    stock_adjust,
    stock_receive,
    stock_reverse,
    stock_transfer,
    virtual_place,
)
from tests.stock.conftest import Store, held_by, on_hand
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


def entry(store: Store) -> Entry:
    return entry_record(actor=store.plant.actor, verb="test", subject=Subject("test", "1", "test"))


def test_every_move_has_two_sides(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(100))
    actor = store.plant.actor
    stock_transfer(
        item_id=bolt.id,
        source_id=store.shelf.id,
        target_id=store.annex.id,
        quantity=D(30),
        actor=actor,
    )
    stock_adjust(
        item_id=bolt.id, place_id=store.shelf.id, difference=D(-5), reason="lost", actor=actor
    )
    assert (on_hand(bolt, store.shelf), on_hand(bolt, store.annex)) == (D(65), D(30))
    assert sum(Balance.objects.values_list("quantity", flat=True)) == 0


def test_more_than_there_is_names_every_place_that_falls_short(store: Store) -> None:
    bolt, nut = store.item("BOLT"), store.item("NUT")
    store.receive(bolt, D(3))
    store.receive(nut, D(4))
    scrap = virtual_place(PlaceKind.SCRAP)
    wanted = [MoveRequest(item, store.shelf, scrap, D(5)) for item in (bolt, nut)]
    with pytest.raises(NotEnoughStock) as refused:
        moves_post(requests=wanted, entry=entry(store))
    assert [r.sentence() for r in refused.value.reasons] == [
        "BOLT: 5 pcs wanted at MAIN, 3 available.",
        "NUT: 5 pcs wanted at MAIN, 4 available.",
    ]


def test_several_moves_at_once_count_together(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(5))
    scrap = virtual_place(PlaceKind.SCRAP)
    with pytest.raises(NotEnoughStock, match="6 pcs wanted"):
        moves_post(requests=[MoveRequest(bolt, store.shelf, scrap, D(3))] * 2, entry=entry(store))


def test_nothing_to_move_moves_nothing(store: Store) -> None:
    assert moves_post(requests=[], entry=entry(store)) == []


def test_what_others_have_reserved_stays(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(10))
    store.need(bolt, D(8))
    with pytest.raises(NotEnoughStock, match="3 pcs wanted at MAIN, 2 available"):
        stock_adjust(
            item_id=bolt.id,
            place_id=store.shelf.id,
            difference=D(-3),
            reason="lost",
            actor=store.plant.actor,
        )


@pytest.mark.parametrize(
    ("quantity", "refusal"),
    [(D(0), QuantityNotPositive), (D(-1), QuantityNotPositive), (D("0.5"), FinerThanResolution)],
)
def test_quantities_that_are_none(store: Store, quantity: D, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        store.receive(store.item("BOLT"), quantity)
    assert not Move.objects.exists()


def test_an_item_kept_by_lots_needs_one(store: Store) -> None:
    with pytest.raises(LotMissing):
        store.receive(store.item("YARN", tracking="lot"), D(1))


def test_goods_are_not_carried_to_where_they_are(store: Store) -> None:
    bolt = store.item("BOLT")
    store.receive(bolt, D(1))
    with pytest.raises(SamePlace):
        stock_transfer(
            item_id=bolt.id,
            source_id=store.shelf.id,
            target_id=store.shelf.id,
            quantity=D(1),
            actor=store.plant.actor,
        )


# Corrections


def test_a_receipt_is_undone_once_with_a_reason(store: Store) -> None:
    bolt, actor = store.item("BOLT"), store.plant.actor
    move = store.receive(bolt, D(10))
    with pytest.raises(ReasonMissing):
        stock_reverse(move_id=move.id, reason=" ", actor=actor)
    opposite = stock_reverse(move_id=move.id, reason="typed twice", actor=actor)
    assert (opposite.reverses_id, on_hand(bolt, store.shelf)) == (move.id, D(0))
    store.receive(bolt, D(10))
    with pytest.raises(AlreadyReversed):
        stock_reverse(move_id=move.id, reason="again", actor=actor)


def test_a_move_is_undone_in_parts_up_to_the_whole(store: Store) -> None:
    bolt = store.item("BOLT")
    move = store.receive(bolt, D(10))
    store.receive(bolt, D(90))
    for part in (D(4), D(5)):
        moves_reverse(parts=[(move, part)], entry=entry(store))
    with pytest.raises(AlreadyReversed):
        moves_reverse(parts=[(move, D(2))], entry=entry(store))


def test_goods_that_are_gone_are_not_returned_to_the_supplier(store: Store) -> None:
    bolt, actor = store.item("BOLT"), store.plant.actor
    move = store.receive(bolt, D(10))
    stock_adjust(
        item_id=bolt.id, place_id=store.shelf.id, difference=D(-1), reason="lost", actor=actor
    )
    with pytest.raises(NotEnoughStock):
        stock_reverse(move_id=move.id, reason="typed twice", actor=actor)


def test_what_comes_back_goes_to_whoever_waits(store: Store) -> None:
    bolt, actor = store.item("BOLT"), store.plant.actor
    store.receive(bolt, D(10))
    loss = stock_adjust(
        item_id=bolt.id, place_id=store.shelf.id, difference=D(-4), reason="lost", actor=actor
    )
    need = store.need(bolt, D(10))
    assert held_by(need) == D(6)
    stock_reverse(move_id=loss.id, reason="found", actor=actor)
    assert held_by(need) == D(10)


def test_what_an_order_took_is_undone_on_the_order(store: Store) -> None:
    """Undone in the store, the order would still believe that it had consumed it."""
    bolt = store.item("BOLT")
    store.receive(bolt, D(10))
    production = virtual_place(PlaceKind.PRODUCTION)
    request = MoveRequest(bolt, store.shelf, production, D(5), reference="MO-2026-00001 10 Knit")
    (move,) = moves_post(requests=[request], entry=entry(store))
    with pytest.raises(UndoneElsewhere, match="MO-2026-00001"):
        stock_reverse(move_id=move.id, reason="why not", actor=store.plant.actor)


@pytest.mark.parametrize("role", ["operator", "planner", "viewer", "process_engineer"])
def test_only_the_stores_move_goods(store: Store, role: str) -> None:
    bolt = store.item("BOLT")
    store.plant.actor = replace(
        store.plant.actor, permissions=permissions_of(frozenset({role})), label=role
    )
    with pytest.raises(Forbidden):
        store.receive(bolt, D(1))


def test_goods_from_before_their_item_was_tracked_can_leave(store: Store) -> None:
    bolt, actor = store.item("BOLT"), store.plant.actor
    came = store.receive(bolt, D(10))
    item_update(item_id=bolt.id, tracking="lot", actor=actor)
    with pytest.raises(LotMissing):
        store.receive(bolt, D(1))
    ends = {"source_id": store.shelf.id, "target_id": store.annex.id}
    moved = stock_transfer(item_id=bolt.id, quantity=D(4), actor=actor, **ends)
    stock_adjust(
        item_id=bolt.id, place_id=store.shelf.id, difference=D(-6), reason="lost", actor=actor
    )
    assert (on_hand(bolt, store.shelf), on_hand(bolt, store.annex)) == (0, 4)
    stock_reverse(move_id=moved.id, reason="wrong", actor=actor)
    assert on_hand(bolt, store.shelf) == 4 and came.lot is None
    with pytest.raises(LotMissing):
        stock_transfer(item_id=bolt.id, quantity=D(4), actor=actor, **ends | {
            "source_id": store.annex.id, "target_id": store.shelf.id})  # fmt: skip


def test_nothing_is_put_where_nothing_may_lie_any_more(store: Store) -> None:
    bolt, actor, attic = store.item("BOLT"), store.plant.actor, store.annex
    store.receive(bolt, D(10))
    lies = {"item_id": bolt.id, "place_id": attic.id, "actor": actor}
    stock_receive(**lies, quantity=D(5))
    places_archive_by_force(attic)
    with pytest.raises(PlaceNotFound):
        stock_receive(**lies, quantity=D(5))
    with pytest.raises(PlaceNotFound):
        stock_adjust(**lies, difference=D(1), reason="found")
    ends = {"source_id": store.shelf.id, "target_id": attic.id}
    with pytest.raises(PlaceNotFound):
        stock_transfer(item_id=bolt.id, quantity=D(4), actor=actor, **ends)
    stock_adjust(**lies, difference=D(-5), reason="cleared out")


def places_archive_by_force(place: Place) -> None:
    """What a race might leave: a place that was archived while goods came."""
    Place.objects.filter(id=place.id).update(archived_at=now())
