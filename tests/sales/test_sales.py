"""Sales orders: written, promised, delivered with a margin, and corrected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from runwright.catalog.errors import QuantityNotPositive
from runwright.company.selectors import plant_today
from runwright.company.services import company_set
from runwright.journal.errors import IdAlreadyUsed
from runwright.kernel.errors import GuardFailed, Invalid, Refusal
from runwright.kernel.transitions import WrongState
from runwright.partners.services import customers_archive
from runwright.people.actor import Actor
from runwright.reports.doctor import examine
from runwright.sales import services
from runwright.sales.errors import (
    AlreadyCorrected,
    LessThanDelivered,
    MoreThanSold,
    NotConfirmed,
    NotThere,
    OnlyAnEstimate,
    ReferenceNeeded,
)
from runwright.sales.models import DeliveryLine, SalesOrder
from runwright.sales.selectors import Earned, earned_by_line, sales_order_get
from runwright.sales.states import AUTOMATIC_VERBS, ORDER_LIFE
from runwright.stock.errors import UndoneElsewhere
from runwright.stock.models import Need
from runwright.stock.services import stock_reverse
from runwright.units.selectors import unit_by_code
from tests.sales.conftest import Seller, selling_plant
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


def healthy() -> bool:
    return [str(complaint) for complaint in examine()] == []


def earned(seller: Seller, order: SalesOrder) -> Earned:
    line = order.lines.get()
    return earned_by_line(line_ids=[line.id], actor=seller.plant.actor).get(line.id, Earned())


VERBS: dict[str, Callable[..., object]] = {
    "confirm": services.sales_order_confirm,
    "lose": services.sales_order_lose,
    "cancel": services.sales_order_cancel,
    "close": services.sales_order_close,
}
STAYING = {"edit", "add_line", "deliver"}
"""Verbs that leave the order where it is; tried over the API, in tests/api/test_verbs.py."""
REASONED = {"lose", "close"}


def reached(seller: Seller, state: str) -> SalesOrder:
    actor = seller.plant.actor
    if state in ("estimate", "lost", "cancelled"):
        order = seller.estimate()
        if state == "lost":
            services.sales_order_lose(order_id=order.id, reason="too dear", actor=actor)
        elif state == "cancelled":
            services.sales_order_cancel(order_id=order.id, actor=actor)
    else:
        seller.plant.receive("FRAME", D(10))
        order = seller.confirmed()
        if state == "fulfilled":
            seller.deliver(order, 10)
    order.refresh_from_db()
    assert order.state == state
    return order


class TestLife:
    def test_every_verb_of_the_table_is_tried(self) -> None:
        assert {step.verb for step in ORDER_LIFE.transitions} == {
            *VERBS,
            *AUTOMATIC_VERBS,
            *STAYING,
        }

    @pytest.mark.parametrize("state", ORDER_LIFE.states)
    @pytest.mark.parametrize("verb", VERBS)
    def test_a_verb_does_in_a_state_what_the_table_says(self, verb: str, state: str) -> None:
        seller = selling_plant()
        order = reached(seller, state)
        if verb == "close" and state == "confirmed":
            seller.deliver(order, 1)
        more = {"reason": "so"} if verb in REASONED else {}
        step = ORDER_LIFE.find(state, verb)
        if step is None:
            with pytest.raises(WrongState):
                VERBS[verb](order_id=order.id, **more, actor=seller.plant.actor)
        else:
            VERBS[verb](order_id=order.id, **more, actor=seller.plant.actor)
            order.refresh_from_db()
            assert order.state == step.target
        assert healthy()

    def test_nobody_takes_a_step_without_its_right(self, seller: Seller) -> None:
        stranger = Actor(user_id=1, label="stranger", permissions=frozenset({"sales.view"}))
        order = seller.estimate()
        for verb in ("confirm", "lose", "cancel"):
            more = {"reason": "so"} if verb in REASONED else {}
            with pytest.raises(Refusal, match="permission"):
                VERBS[verb](order_id=order.id, **more, actor=stranger)

    def test_a_promise_names_everything_that_is_missing(self, seller: Seller) -> None:
        order = seller.estimate(lines=(), promised_on=None)
        with pytest.raises(GuardFailed) as told:
            services.sales_order_confirm(order_id=order.id, actor=seller.plant.actor)
        assert len(told.value.reasons) == 2


class TestWriting:
    def test_a_confirmed_order_holds_what_there_is(self, seller: Seller) -> None:
        seller.plant.receive("FRAME", D(6))
        order = seller.confirmed()
        assert seller.plant.claimed("FRAME") == D(6)
        assert Need.objects.get(cause=order.number).needed_by.date() == order.promised_on

    def test_another_channel_sends_twice_and_one_order_is_made(self, seller: Seller) -> None:
        draft = seller.draft(channel="webshop", external_reference="W-17")
        first = services.sales_order_create(draft=draft, actor=seller.plant.actor)
        assert services.sales_order_create(draft=draft, actor=seller.plant.actor) == first
        with pytest.raises(IdAlreadyUsed):
            services.sales_order_create(
                draft=replace(draft, note="other"), actor=seller.plant.actor
            )
        with pytest.raises(ReferenceNeeded):
            seller.estimate(channel="webshop")
        assert SalesOrder.objects.count() == 1

    def test_lines_come_and_go_while_it_is_an_estimate(self, seller: Seller) -> None:
        actor, order = seller.plant.actor, seller.estimate()
        dozen = unit_by_code(code="dozen")
        draft = services.SalesLineDraft(seller.plant.items["FRAME"].id, D(2), unit_id=dozen.id)
        line = services.sales_line_add(order_id=order.id, draft=draft, actor=actor)
        assert (line.quantity, line.price) == (D(24), D(600))
        services.sales_line_remove(line_id=line.id, actor=actor)
        services.sales_order_confirm(order_id=order.id, actor=actor)
        with pytest.raises(OnlyAnEstimate):
            services.sales_line_add(order_id=order.id, draft=draft, actor=actor)

    def test_a_promise_may_change_and_stock_follows(self, seller: Seller) -> None:
        actor = seller.plant.actor
        seller.plant.receive("FRAME", D(20))
        order = seller.confirmed()
        line = order.lines.get()
        services.sales_line_change(line_id=line.id, quantity=D(15), actor=actor)
        assert seller.plant.claimed("FRAME") == D(15)
        later = plant_today() + timedelta(days=30)
        services.sales_order_edit(order_id=order.id, promised_on=later, priority=7, actor=actor)
        need = Need.objects.get(cause=order.number)
        assert (need.needed_by.date(), need.priority) == (later, 7)
        seller.deliver(order, 8)
        with pytest.raises(LessThanDelivered):
            services.sales_line_change(line_id=line.id, quantity=D(7), actor=actor)
        assert healthy()

    def test_who_wants_no_more_than_came_is_done_with(self, seller: Seller) -> None:
        seller.plant.receive("FRAME", D(10))
        order = seller.confirmed()
        seller.deliver(order, 6)
        services.sales_line_change(
            line_id=order.lines.get().id, quantity=D(6), actor=seller.plant.actor
        )
        order.refresh_from_db()
        assert (order.state, seller.plant.claimed("FRAME")) == ("fulfilled", D(0))
        assert healthy()

    @pytest.mark.parametrize(("quantity", "price"), [(0, 1), (-1, 1), (1, -1)])
    def test_bad_lines_are_refused_whole(self, seller: Seller, quantity: int, price: int) -> None:
        line = services.SalesLineDraft(seller.plant.items["FRAME"].id, D(quantity), price=D(price))
        with pytest.raises((QuantityNotPositive, Invalid)):
            seller.estimate(lines=(line,))
        assert not SalesOrder.objects.exists()

    @pytest.mark.parametrize(
        ("quantity", "price", "unit"),
        [("999999999999999", "1", "dozen"), ("999999999999999", "999", "pcs")],
    )
    def test_what_no_book_can_hold_is_refused(
        self, seller: Seller, quantity: str, price: str, unit: str
    ) -> None:
        line = services.SalesLineDraft(
            seller.plant.items["FRAME"].id,
            D(quantity),
            price=D(price),
            unit_id=unit_by_code(code=unit).id,
        )
        with pytest.raises(Invalid, match="than can be kept"):
            seller.estimate(lines=(line,))

    def test_nothing_new_is_promised_to_an_archived_customer(self, seller: Seller) -> None:
        customers_archive(customer_ids=[seller.customer.id], actor=seller.plant.actor)
        with pytest.raises(GuardFailed, match="archived"):
            seller.estimate()


class TestDelivery:
    def test_in_parts_with_revenue_cost_and_margin(self, seller: Seller) -> None:
        seller.plant.receive("FRAME", D(10), unit_cost=D(30))
        order = seller.confirmed()
        seller.deliver(order, 4)
        assert earned(seller, order) == Earned(revenue=D(200), cost=D(120))
        assert earned(seller, order).margin == D(80)
        seller.deliver(order, 6)
        shown = sales_order_get(order_id=order.id, actor=seller.plant.actor)
        assert (shown.state, shown.revenue, shown.cost) == ("fulfilled", D(500), D(300))
        assert healthy()

    def test_what_is_not_there_is_refused_or_left_for_later(self, seller: Seller) -> None:
        seller.plant.receive("FRAME", D(3))
        order = seller.confirmed()
        with pytest.raises(NotThere, match="5 pcs to deliver, 3 are there"):
            seller.deliver(order, 5)
        assert not DeliveryLine.objects.exists()
        company_set(actor=seller.plant.actor, shortage_delivery="warn")
        seller.deliver(order, 5)
        assert (order.lines.get().delivered, seller.plant.stored("FRAME")) == (D(3), D(0))
        with pytest.raises(NotThere):
            seller.deliver(order, 2)
        assert healthy()

    def test_nobody_takes_what_is_kept_for_another(self, seller: Seller) -> None:
        seller.plant.receive("FRAME", D(10))
        seller.confirmed()
        second = seller.confirmed()
        with pytest.raises(NotThere):
            seller.deliver(second, 1)

    def test_more_than_sold_or_unpromised_is_refused(self, seller: Seller) -> None:
        seller.plant.receive("FRAME", D(20))
        with pytest.raises(NotConfirmed):
            seller.deliver(seller.estimate(), 1)
        with pytest.raises(MoreThanSold, match="10 are outstanding"):
            seller.deliver(seller.confirmed(), 11)

    @pytest.mark.parametrize("close", [False, True])
    def test_a_mistake_is_undone_by_its_opposite(self, seller: Seller, close: bool) -> None:
        actor = seller.plant.actor
        seller.plant.receive("FRAME", D(10), unit_cost=D(30))
        order = seller.confirmed()
        seller.deliver(order, 4 if close else 10)
        if close:
            services.sales_order_close(order_id=order.id, reason="enough", actor=actor)
        fact = DeliveryLine.objects.get()
        with pytest.raises(UndoneElsewhere):
            stock_reverse(move_id=fact.move_id, reason="wrong", actor=actor)
        services.delivery_line_reverse(delivery_line_id=fact.id, reason="wrong", actor=actor)
        order.refresh_from_db()
        assert (order.state, seller.plant.stored("FRAME")) == ("confirmed", D(10))
        assert earned(seller, order) == Earned()
        assert seller.plant.claimed("FRAME") == D(4 if close else 10)
        with pytest.raises(AlreadyCorrected):
            services.delivery_line_reverse(delivery_line_id=fact.id, reason="again", actor=actor)
        assert healthy()


class TestRestored:
    def test_every_line_is_kept_as_promised_again(self, seller: Seller) -> None:
        order = seller.confirmed(lines=seller.lines(FRAME=10, FORK=10))
        seller.plant.receive("FRAME", D(10))
        seller.plant.receive("FORK", D(12))
        frame, fork = order.lines.order_by("position")
        delivery = seller.deliver_all(order)
        assert healthy()
        seller.correct(delivery.lines.get(line=frame))
        assert healthy()
        services.sales_line_change(line_id=fork.id, quantity=D(15), actor=seller.plant.actor)
        assert (seller.plant.claimed("FRAME"), seller.plant.claimed("FORK")) == (D(10), D(2))
        assert healthy()

    @pytest.mark.parametrize(
        ("quantity", "given_up", "wanted"), [(12, 6, 6), (8, 4, 4), (5, 1, 4), (3, 0, 3)]
    )
    def test_another_quantity_first_takes_what_was_given_up(
        self, seller: Seller, quantity: int, given_up: int, wanted: int
    ) -> None:
        seller.plant.receive("FRAME", D(10))
        order = seller.confirmed()
        seller.deliver(order, 4)
        actor = seller.plant.actor
        services.sales_order_close(order_id=order.id, reason="enough", actor=actor)
        seller.correct(DeliveryLine.objects.get())
        line = order.lines.get()
        services.sales_line_change(line_id=line.id, quantity=D(quantity), actor=actor)
        line = order.lines.get()
        assert (line.given_up, line.outstanding) == (D(given_up), D(wanted))
        assert seller.plant.claimed("FRAME") == D(wanted)
        assert healthy()
