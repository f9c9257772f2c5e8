"""Random goings-on in a store, held against a model that is nothing but two dictionaries."""

from collections import defaultdict
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from runwright.journal.services import Subject, entry_record
from runwright.reports.doctor import examine
from runwright.stock.errors import NotEnoughStock
from runwright.stock.models import Balance, Claim, ExpectedSupply, Move, Need, PlaceKind
from runwright.stock.services import (
    MoveRequest,
    count_enter,
    count_open,
    count_post,
    moves_post,
    need_change,
    need_close,
    need_open,
    needs_claim,
    place_create,
    stock_adjust,
    stock_receive,
    stock_reverse,
    stock_transfer,
    supply_change,
    supply_close,
    supply_open,
    supply_receive,
    virtual_place,
)
from runwright.stock.services.issues import Issue, needs_issue
from tests.stories.plant import START, D, empty_plant

ITEMS = st.sampled_from(["BOLT", "NUT"])
PLACES = st.sampled_from(["MAIN", "RACK"])
PIECES = st.integers(1, 12)


class StoreMachine(RuleBasedStateMachine):
    """``stock`` counts pieces per item and shelf; ``wants`` the open needs, oldest first;
    ``coming`` what is still expected."""

    def __init__(self) -> None:
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()
        self.plant = empty_plant()
        for code in ("BOLT", "NUT"):
            self.plant.item(code)
        house = self.plant.warehouse
        rack = place_create(warehouse_id=house.id, code="RACK", name="R", actor=self.plant.actor)
        self.places = {"MAIN": house.places.get(code="MAIN"), "RACK": rack}
        self.stock: defaultdict[tuple[str, str], int] = defaultdict(int)
        self.wants: list[tuple[str, Need, int]] = []
        self.receipts: list[tuple[str, str, Move, int]] = []
        self.coming: dict[int, tuple[str, int]] = {}

    def total(self, item: str) -> int:
        return self.stock[item, "MAIN"] + self.stock[item, "RACK"]

    def held(self, item: str) -> int:
        """In one warehouse all that is wanted is held, as far as there is any."""
        wanted = sum(left for code, _, left in self.wants if code == item)
        return min(wanted, self.total(item))

    def claimed_at(self, item: str, place: str) -> int:
        claims = Claim.objects.filter(balance__item__code=item, balance__place__code=place)
        return int(sum(claims.values_list("quantity", flat=True)))

    def attempt(self, item: str, place: str, pieces: int, act) -> bool:
        """Do it; it must be refused exactly when free stock at the place does not suffice."""
        enough = pieces <= self.stock[item, place] - self.claimed_at(item, place)
        try:
            act()
        except NotEnoughStock:
            assert not enough
            return False
        assert enough
        return True

    def id_of(self, item: str) -> int:
        return self.plant.items[item].id

    @rule(item=ITEMS, place=PLACES, pieces=PIECES)
    def receive(self, item: str, place: str, pieces: int) -> None:
        move = stock_receive(
            item_id=self.id_of(item),
            place_id=self.places[place].id,
            quantity=D(pieces),
            actor=self.plant.actor,
        )
        self.stock[item, place] += pieces
        self.receipts.append((item, place, move, pieces))

    @rule(item=ITEMS, place=PLACES, pieces=PIECES)
    def lose(self, item: str, place: str, pieces: int) -> None:
        done = self.attempt(item, place, pieces, lambda: stock_adjust(
            item_id=self.id_of(item), place_id=self.places[place].id, difference=D(-pieces),
            reason="lost", actor=self.plant.actor))  # fmt: skip
        self.stock[item, place] -= pieces if done else 0

    @rule(item=ITEMS, place=PLACES, pieces=PIECES)
    def carry(self, item: str, place: str, pieces: int) -> None:
        other = "RACK" if place == "MAIN" else "MAIN"
        done = self.attempt(item, place, pieces, lambda: stock_transfer(
            item_id=self.id_of(item), source_id=self.places[place].id,
            target_id=self.places[other].id, quantity=D(pieces),
            actor=self.plant.actor))  # fmt: skip
        self.stock[item, place] -= pieces if done else 0
        self.stock[item, other] += pieces if done else 0

    @rule(item=ITEMS, pieces=PIECES, day=st.integers(1, 9))
    def expect(self, item: str, pieces: int, day: int) -> None:
        supply = supply_open(
            item_id=self.id_of(item),
            warehouse_id=self.plant.warehouse.id,
            quantity=D(pieces),
            cause="PO",
            due_at=START + timedelta(days=day),
        )
        self.coming[supply.id] = (item, pieces)

    @precondition(lambda self: self.coming)
    @rule(data=st.data(), pieces=PIECES, place=PLACES)
    def arrive(self, data: st.DataObject, pieces: int, place: str) -> None:
        supply_id = data.draw(st.sampled_from(sorted(self.coming)))
        item, left = self.coming[supply_id]
        entry = entry_record(actor=self.plant.actor, verb="t", subject=Subject("t", "1", "t"))
        request = MoveRequest(
            item=self.plant.items[item],
            source=virtual_place(PlaceKind.SUPPLIER),
            target=self.places[place],
            quantity=D(pieces),
        )
        (move,) = moves_post(requests=[request], entry=entry)
        supply_receive(supply_id=supply_id, move=move)
        self.stock[item, place] += pieces
        self.coming[supply_id] = (item, max(left - pieces, 0))

    @precondition(lambda self: self.coming)
    @rule(data=st.data(), pieces=st.integers(0, 12))
    def hear_from_the_supplier(self, data: st.DataObject, pieces: int) -> None:
        """The rest is another quantity than was thought, or nothing more will come."""
        supply_id = data.draw(st.sampled_from(sorted(self.coming)))
        item, _ = self.coming.pop(supply_id)
        if pieces:
            received = ExpectedSupply.objects.get(id=supply_id).received
            supply_change(supply_id=supply_id, quantity=received + pieces, due_at=START)
            self.coming[supply_id] = (item, pieces)
        else:
            supply_close(supply_id=supply_id)

    @precondition(lambda self: self.wants)
    @rule(data=st.data(), pieces=PIECES)
    def change_ones_mind(self, data: st.DataObject, pieces: int) -> None:
        at = data.draw(st.integers(0, len(self.wants) - 1))
        item, need, _ = self.wants[at]
        need.refresh_from_db()
        need_change(need=need, quantity=need.served + pieces)
        self.wants[at] = (item, need, pieces)

    @rule(place=PLACES, found=st.integers(0, 20))
    def count(self, place: str, found: int) -> None:
        sheet = count_open(
            warehouse_id=self.plant.warehouse.id,
            place_id=self.places[place].id,
            actor=self.plant.actor,
        )
        lines = {line.id: D(found) for line in sheet.lines.all()}
        count_enter(count_id=sheet.id, counted=lines, actor=self.plant.actor)
        count_post(count_id=sheet.id, reason="count", actor=self.plant.actor)
        for item in ("BOLT", "NUT"):
            if self.stock[item, place]:
                self.stock[item, place] = found

    @precondition(lambda self: self.receipts)
    @rule(data=st.data())
    def send_back(self, data: st.DataObject) -> None:
        receipt = data.draw(st.sampled_from(self.receipts))
        item, place, move, pieces = receipt
        done = self.attempt(item, place, pieces, lambda: stock_reverse(
            move_id=move.id, reason="wrong", actor=self.plant.actor))  # fmt: skip
        if done:
            self.stock[item, place] -= pieces
            self.receipts.remove(receipt)

    @rule(item=ITEMS, pieces=PIECES)
    def want(self, item: str, pieces: int) -> None:
        need = need_open(
            item_id=self.id_of(item),
            warehouse_id=self.plant.warehouse.id,
            quantity=D(pieces),
            cause="want",
        )
        needs_claim(needs=[need])
        self.wants.append((item, need, pieces))

    @precondition(lambda self: self.wants)
    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        want = data.draw(st.sampled_from(self.wants))
        need_close(needs=[want[1]])
        self.wants.remove(want)

    @precondition(lambda self: self.wants)
    @rule(data=st.data(), pieces=PIECES)
    def issue(self, data: st.DataObject, pieces: int) -> None:
        want = data.draw(st.sampled_from(self.wants))
        item, need, left = want
        need.refresh_from_db()
        issue = Issue(need=need, quantity=D(min(pieces, left)))
        entry = entry_record(actor=self.plant.actor, verb="t", subject=Subject("t", "1", "t"))
        needs_issue(issues=[issue], entry=entry, reference="t")
        for move in issue.moves:
            self.stock[item, move.source.code] -= int(move.quantity)
        given = int(issue.quantity - issue.missing)
        self.wants.remove(want)
        if left > given:
            self.wants.append((item, need, left - given))
        else:
            need_close(needs=[need])

    @invariant()
    def balances_are_as_counted(self) -> None:
        rows = Balance.objects.filter(is_storage=True, quantity__gt=0)
        found = rows.values_list("item__code", "place__code", "quantity")
        assert {(i, p): q for i, p, q in found} == {k: v for k, v in self.stock.items() if v}

    @invariant()
    def everything_wanted_is_held_as_far_as_it_goes(self) -> None:
        for item in ("BOLT", "NUT"):
            claims = Claim.objects.filter(balance__item__code=item)
            assert sum(claims.values_list("quantity", flat=True)) == self.held(item)

    @invariant()
    def the_rest_is_expected_as_far_as_it_goes(self) -> None:
        for item in ("BOLT", "NUT"):
            wanted = sum(left for code, _, left in self.wants if code == item)
            coming = sum(left for code, left in self.coming.values() if code == item)
            claims = Claim.objects.filter(supply__item__code=item)
            found = sum(claims.values_list("quantity", flat=True))
            assert found == min(wanted - self.held(item), coming)

    def teardown(self) -> None:
        try:
            assert [str(complaint) for complaint in examine()] == []
        finally:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_store_behaves_as_its_model() -> None:
    short = settings(
        max_examples=6,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(StoreMachine, settings=short)
