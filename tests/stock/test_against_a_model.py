"""Random goings-on in a store, held against a model that is nothing but two dictionaries."""

from collections import defaultdict

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
from runwright.stock.models import Balance, Claim, Move, Need
from runwright.stock.services import (
    need_close,
    need_open,
    needs_claim,
    place_create,
    stock_adjust,
    stock_receive,
    stock_reverse,
    stock_transfer,
)
from runwright.stock.services.issues import Issue, needs_issue
from tests.stories.plant import D, empty_plant

ITEMS = st.sampled_from(["BOLT", "NUT"])
PLACES = st.sampled_from(["MAIN", "RACK"])
PIECES = st.integers(1, 12)


class StoreMachine(RuleBasedStateMachine):
    """``stock`` counts pieces per item and shelf; ``wants`` the open needs, oldest first."""

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
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(StoreMachine, settings=short)
