"""Quotations, orders, receipts and their corrections."""

from datetime import timedelta

import pytest

from runwright.company.selectors import plant_today
from runwright.company.services import company_set
from runwright.costing.valuation import part_value
from runwright.kernel.errors import GuardFailed, Invalid
from runwright.purchasing.errors import (
    AlreadyCorrected,
    DayPassed,
    LessThanRequested,
    MoreThanOrdered,
    NotADraft,
    NotApproved,
    NotBought,
    NotExpecting,
    NothingLeftToOrder,
    OnlyTheDay,
    PlaceElsewhere,
)
from runwright.purchasing.models import PurchaseOrder, ReceiptLine
from runwright.purchasing.rules import order_quantity
from runwright.purchasing.selectors import purchase_order_get, rfq_get
from runwright.purchasing.services import (
    Answer,
    Arrival,
    PurchaseLineDraft,
    RequestLineDraft,
    Terms,
    purchase_line_change,
    purchase_order_cancel,
    purchase_order_close,
    purchase_order_create,
    purchase_order_send,
    quote_accept,
    quote_answer,
    receipt_line_reverse,
    receipt_record,
    request_cancel,
    request_create,
    request_line_change,
    rfq_create,
    rfq_send,
    supplier_item_set,
)
from runwright.reports.doctor import examine
from runwright.stock.errors import NotEnoughStock, UndoneElsewhere
from runwright.stock.models import Claim, ExpectedSupply, Lot, Move
from runwright.stock.services import stock_adjust, stock_reverse, storage_place, warehouse_create
from runwright.units.selectors import unit_by_code
from tests.purchasing.conftest import Buyer
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


def healthy() -> bool:
    return [str(complaint) for complaint in examine()] == []


def terms(buyer: Buyer, **fields: object) -> None:
    supplier_item_set(
        supplier_id=buyer.near.id,
        item_id=buyer.plant.items["BOLT"].id,
        terms=Terms(**{"price": D("0.6"), **fields}),
        actor=buyer.plant.actor,
    )


def dozen(buyer: Buyer) -> PurchaseOrder:
    """A dozen is ordered for 10.00: a third of it has no value in whole cents."""
    terms(buyer, unit_id=unit_by_code(code="dozen").id, price=D("10.00"))
    return buyer.ordered(buyer.approved(buyer.short_order()))


def standing_worth() -> list[D]:
    """What each receipt that was not undone is worth, the oldest first."""
    facts = ReceiptLine.objects.filter(reverses=None, reversals=None)
    return list(facts.order_by("id").values_list("move__value", flat=True))


def expected() -> D:
    return sum(supply.outstanding for supply in ExpectedSupply.objects.all())


class TestQuantities:
    @pytest.mark.parametrize(
        ("wanted", "smallest", "multiple", "ordered"),
        [
            (4, 0, 0, 4),
            (4, 10, 0, 10),
            (4, 10, 25, 25),
            (26, 10, 25, 50),
            (50, 10, 25, 50),
            (D("0.3"), 0, D("0.25"), D("0.5")),
        ],
    )
    def test_smallest_order_and_multiple(self, wanted, smallest, multiple, ordered) -> None:
        found = order_quantity(
            wanted=D(wanted), factor=1, smallest=D(smallest), multiple=D(multiple), step=D("0.001")
        )
        assert found == D(ordered)

    def test_the_surplus_is_ordered_and_shown(self, buyer: Buyer) -> None:
        terms(buyer, smallest_order=D(10), multiple=D(5))
        order = buyer.ordered(buyer.approved(buyer.short_order()))
        line = purchase_order_get(order_id=order.id, actor=buyer.plant.actor).lines.all()[0]
        assert (line.quantity, line.requested.get().quantity) == (D(10), D(4))
        supply = ExpectedSupply.objects.get()
        assert sum(claim.quantity for claim in supply.claims.all()) == D(4)

    def test_the_supplier_sells_by_the_dozen(self, buyer: Buyer) -> None:
        terms(buyer, unit_id=unit_by_code(code="dozen").id, price=D("6.00"))
        order = buyer.ordered(buyer.approved(buyer.short_order()))
        line = order.lines.get()
        assert (line.unit.code, line.quantity / line.unit_quantity) == ("dozen", D(12))
        buyer.receive(order, line.quantity)
        assert Move.objects.latest("id").value == line.unit_quantity * D(6)

    def test_parts_are_worth_their_share(self) -> None:
        assert part_value(price=D(10), unit_quantity=D(1), part=D(1), whole=D(3)) == D("3.33")


class TestQuotations:
    def test_two_answers_are_compared_and_one_becomes_an_order(self, buyer: Buyer) -> None:
        actor = buyer.plant.actor
        request = buyer.approved(buyer.short_order())
        rfq = rfq_create(
            request_ids=[request.id], supplier_ids=[buyer.near.id, buyer.far.id], actor=actor
        )
        rfq_send(rfq_id=rfq.id, actor=actor)
        line = rfq.lines.get()
        prices = {buyer.near: "0.60", buyer.far: "0.50"}
        for quote in rfq.quotes.all():
            answer = Answer(line.id, D(4), D(prices[quote.supplier]), lead_time_days=5)
            quote_answer(quote_id=quote.id, answers=[answer], actor=actor)
        shown = rfq_get(rfq_id=rfq.id, actor=actor)
        assert (shown.asked, shown.answered) == (2, 2)
        cheap = rfq.quotes.get(supplier=buyer.far)
        order = quote_accept(quote_id=cheap.id, actor=actor)
        bought = order.lines.get()
        assert (order.supplier, order.state, bought.price) == (buyer.far, "draft", D("0.5"))
        assert bought.due_on == plant_today() + timedelta(days=5)
        purchase_order_send(order_id=order.id, actor=actor)
        request.refresh_from_db()
        assert request.state == "ordered" and healthy()

    def test_an_offer_that_has_run_out_cannot_be_accepted(self, buyer: Buyer) -> None:
        actor = buyer.plant.actor
        request = buyer.approved(buyer.short_order())
        rfq = rfq_create(request_ids=[request.id], supplier_ids=[buyer.near.id], actor=actor)
        quote = rfq.quotes.get()
        rfq_send(rfq_id=rfq.id, actor=actor)
        with pytest.raises(GuardFailed, match="has not answered for BOLT"):
            quote_accept(quote_id=quote.id, actor=actor)
        yesterday = plant_today() - timedelta(days=1)
        answer = Answer(rfq.lines.get().id, D(4), D(1))
        quote_answer(quote_id=quote.id, answers=[answer], valid_until=yesterday, actor=actor)
        with pytest.raises(GuardFailed, match="The offer held until"):
            quote_accept(quote_id=quote.id, actor=actor)

    def test_what_is_not_approved_is_not_asked_for(self, buyer: Buyer) -> None:
        request = buyer.request(buyer.short_order())
        with pytest.raises(NotApproved):
            rfq_create(
                request_ids=[request.id], supplier_ids=[buyer.near.id], actor=buyer.plant.actor
            )

    @pytest.mark.parametrize(("quantity", "price"), [(0, 1), (-1, 1), (1, -1)])
    def test_a_wrong_answer_is_refused(self, buyer: Buyer, quantity: int, price: int) -> None:
        actor = buyer.plant.actor
        request = buyer.approved(buyer.short_order())
        rfq = rfq_create(request_ids=[request.id], supplier_ids=[buyer.near.id], actor=actor)
        rfq_send(rfq_id=rfq.id, actor=actor)
        answer = Answer(rfq.lines.get().id, D(quantity), D(price))
        with pytest.raises(Invalid):
            quote_answer(quote_id=rfq.quotes.get().id, answers=[answer], actor=actor)


class TestOrders:
    def test_a_line_is_ordered_once(self, buyer: Buyer) -> None:
        request = buyer.approved(buyer.short_order())
        order = buyer.drafted(request)
        with pytest.raises(NothingLeftToOrder, match=order.number):
            buyer.drafted(request)
        with pytest.raises(GuardFailed, match=order.number):
            request_cancel(request_id=request.id, actor=buyer.plant.actor)
        purchase_order_cancel(order_id=order.id, actor=buyer.plant.actor)
        assert buyer.drafted(request).lines.get().quantity == D(4)

    def test_a_cancelled_order_lets_its_needs_go(self, buyer: Buyer) -> None:
        order = buyer.short_order()
        request = buyer.approved(order)
        bought = buyer.ordered(request)
        purchase_order_cancel(order_id=bought.id, actor=buyer.plant.actor)
        request.refresh_from_db()
        assert (request.state, buyer.short(order)) == ("approved", D(4))
        assert healthy()

    def test_the_day_may_move_and_what_is_expected_follows(self, buyer: Buyer) -> None:
        order = buyer.ordered(buyer.approved(buyer.short_order()))
        line, later = order.lines.get(), plant_today() + timedelta(days=30)
        purchase_line_change(line_id=line.id, due_on=later, reason="late", actor=buyer.plant.actor)
        assert ExpectedSupply.objects.get().due_at.date() == later
        with pytest.raises(OnlyTheDay):
            purchase_line_change(line_id=line.id, price=D(2), actor=buyer.plant.actor)
        with pytest.raises(DayPassed):
            purchase_line_change(
                line_id=line.id, due_on=plant_today() - timedelta(days=1), actor=buyer.plant.actor
            )

    def test_a_line_is_never_cut_below_what_its_requests_ask_for(self, buyer: Buyer) -> None:
        actor = buyer.plant.actor
        terms(buyer, unit_id=unit_by_code(code="dozen").id, price=D(6))
        request = buyer.approved(buyer.short_order(21))
        line = buyer.drafted(request).lines.get()
        assert (line.unit_quantity, line.quantity) == (D(2), D(24))
        with pytest.raises(LessThanRequested, match=f"15 pcs are requested by {request.number}"):
            purchase_line_change(line_id=line.id, quantity=D(1), actor=actor)
        line.refresh_from_db()
        assert line.quantity == D(24) and healthy()
        purchase_line_change(line_id=line.id, quantity=D(3), actor=actor)
        purchase_line_change(line_id=line.id, quantity=D(2), actor=actor)
        line.refresh_from_db()
        assert line.quantity == D(24) and healthy()

    def test_no_lead_time_leads_beyond_the_calendar(self, buyer: Buyer) -> None:
        terms(buyer, lead_time_days=2**31 - 1)
        order = buyer.drafted(buyer.approved(buyer.short_order()))
        assert order.lines.get().due_on.year < plant_today().year + 11

    def test_without_a_price_it_is_not_ordered(self, buyer: Buyer) -> None:
        actor = buyer.plant.actor
        draft = PurchaseLineDraft(item_id=buyer.plant.items["BOLT"].id, quantity=D(3))
        order = purchase_order_create(supplier_id=buyer.far.id, lines=[draft], actor=actor)
        with pytest.raises(GuardFailed, match="No price for BOLT"):
            purchase_order_send(order_id=order.id, actor=actor)
        purchase_line_change(line_id=order.lines.get().id, price=D(0), actor=actor)
        assert purchase_order_send(order_id=order.id, actor=actor).state == "sent"

    def test_what_is_made_here_is_not_bought(self, buyer: Buyer) -> None:
        line = RequestLineDraft(item_id=buyer.plant.items["FRAME"].id, quantity=D(1))
        with pytest.raises(NotBought):
            request_create(lines=[line], actor=buyer.plant.actor)

    def test_a_draft_request_can_be_lowered_and_its_needs_with_it(self, buyer: Buyer) -> None:
        order = buyer.short_order()
        request = buyer.request(order)
        line = request.lines.get()
        request_line_change(line_id=line.id, quantity=D(3), actor=buyer.plant.actor)
        assert line.needs.get().quantity == D(3)
        assert buyer.request(order).lines.get().quantity == D(1)
        buyer.plant.actor.require("purchasing.request_approve")
        approved = buyer.approved(buyer.short_order(2))
        with pytest.raises(NotADraft):
            request_line_change(
                line_id=approved.lines.get().id, quantity=D(1), actor=buyer.plant.actor
            )


class TestReceipts:
    def test_goods_come_in_parts_with_lot_and_worth(self, buyer: Buyer) -> None:
        order = buyer.ordered(buyer.approved(buyer.short_order()))
        rack = storage_place(warehouse_id=buyer.plant.warehouse.id)
        buyer.receive(order, D(1), lot_number="L1", supplier_lot="S-9", place_id=rack.id)
        order.refresh_from_db()
        assert (order.state, Lot.objects.get().supplier_lot) == ("partly_received", "S-9")
        buyer.receive(order, D(3), lot_number="L1")
        order.refresh_from_db()
        assert order.state == "received"
        assert [move.value for move in Move.objects.order_by("id")][-2:] == [D("0.6"), D("1.8")]
        with pytest.raises(NotExpecting):
            buyer.receive(order, D(1))
        assert healthy()

    def test_the_parts_of_a_dozen_are_worth_the_dozen(self, buyer: Buyer) -> None:
        order = dozen(buyer)
        for _ in range(3):
            buyer.receive(order, D(4))
        assert standing_worth() == [D("3.33"), D("3.34"), D("3.33")] and healthy()

    def test_lots_that_come_together_are_worth_the_dozen(self, buyer: Buyer) -> None:
        order = dozen(buyer)
        line = order.lines.get()
        lots = [Arrival(line.id, D(4), lot_number=f"L{n}") for n in range(3)]
        receipt_record(order_id=order.id, arrivals=lots, actor=buyer.plant.actor)
        assert sum(standing_worth()) == D("10.00")

    @pytest.mark.parametrize("wrong", [0, 1, 2])
    def test_what_comes_anew_for_a_mistake_makes_the_dozen_whole(
        self, buyer: Buyer, wrong: int
    ) -> None:
        order = dozen(buyer)
        for _ in range(3):
            buyer.receive(order, D(4))
        fact = ReceiptLine.objects.order_by("id")[wrong]
        receipt_line_reverse(receipt_line_id=fact.id, reason="wrong", actor=buyer.plant.actor)
        assert ReceiptLine.objects.get(reverses=fact).move.value == fact.move.value
        buyer.receive(order, D(4))
        assert sum(standing_worth()) == D("10.00") and healthy()

    def test_more_than_ordered_is_refused_whole(self, buyer: Buyer) -> None:
        order = buyer.ordered(buyer.approved(buyer.short_order()))
        with pytest.raises(MoreThanOrdered, match="5 pcs came, 4 are expected"):
            buyer.receive(order, D(5))
        assert not ReceiptLine.objects.exists() and buyer.plant.stored("BOLT") == D(6)

    def test_more_than_ordered_is_taken_where_the_company_allows_it(self, buyer: Buyer) -> None:
        order = buyer.short_order()
        bought = buyer.ordered(buyer.approved(order))
        company_set(actor=buyer.plant.actor, over_receipt="allow")
        buyer.receive(bought, D(5))
        bought.refresh_from_db()
        assert (bought.state, buyer.plant.stored("BOLT")) == ("received", D(11))
        assert buyer.short(order) == D(0) and healthy()

    def test_goods_come_where_they_were_ordered_for(self, buyer: Buyer) -> None:
        annex = warehouse_create(code="ANNEX", name="Annex", actor=buyer.plant.actor)
        order = buyer.ordered(buyer.approved(buyer.short_order()))
        with pytest.raises(PlaceElsewhere):
            buyer.receive(order, D(1), place_id=storage_place(warehouse_id=annex.id).id)

    def test_the_rest_that_never_comes_is_given_up(self, buyer: Buyer) -> None:
        order = buyer.short_order()
        bought = buyer.ordered(buyer.approved(order))
        buyer.receive(bought, D(1))
        purchase_order_close(order_id=bought.id, reason="sold out", actor=buyer.plant.actor)
        assert buyer.short(order) == D(3)
        assert buyer.request(order).lines.get().quantity == D(3)
        assert healthy()

    @pytest.mark.parametrize("close", [False, True])
    def test_a_mistake_is_undone_by_its_opposite(self, buyer: Buyer, close: bool) -> None:
        actor = buyer.plant.actor
        order = buyer.short_order()
        request = buyer.approved(order)
        bought = buyer.ordered(request)
        buyer.receive(bought, D(3))
        if close:
            purchase_order_close(order_id=bought.id, reason="sold out", actor=actor)
        fact = ReceiptLine.objects.get()
        receipt_line_reverse(receipt_line_id=fact.id, reason="miscounted", actor=actor)
        bought.refresh_from_db()
        request.refresh_from_db()
        assert (bought.state, request.state) == ("sent", "ordered")
        assert (buyer.plant.stored("BOLT"), buyer.short(order)) == (D(6), D(1 if close else 0))
        with pytest.raises(AlreadyCorrected):
            receipt_line_reverse(receipt_line_id=fact.id, reason="again", actor=actor)
        assert healthy()

    def test_every_receipt_of_an_order_closed_short_can_be_undone(self, buyer: Buyer) -> None:
        order = buyer.short_order(16)
        bought = buyer.ordered(buyer.approved(order))
        facts = [buyer.receive(bought, D(3)).lines.get() for _ in range(2)]
        purchase_order_close(order_id=bought.id, reason="sold out", actor=buyer.plant.actor)
        for outstanding, fact in zip((3, 6), facts, strict=True):
            buyer.correct(fact)
            assert expected() == D(outstanding)
            assert buyer.short(order) == D(4) and healthy()
        buyer.receive(bought, D(6))
        bought.refresh_from_db()
        assert (bought.state, buyer.short(order)) == ("received", D(4)) and healthy()

    def test_another_day_after_a_correction_expects_no_more(self, buyer: Buyer) -> None:
        order = buyer.short_order(16)
        bought = buyer.ordered(buyer.approved(order))
        buyer.receive(bought, D(3))
        fact = buyer.receive(bought, D(3)).lines.get()
        purchase_order_close(order_id=bought.id, reason="sold out", actor=buyer.plant.actor)
        buyer.correct(fact)
        later = plant_today() + timedelta(days=30)
        line = bought.lines.get()
        purchase_line_change(line_id=line.id, due_on=later, actor=buyer.plant.actor)
        assert (expected(), buyer.short(order)) == (D(3), D(4))
        assert line.supply == ExpectedSupply.objects.get() and healthy()

    def test_goods_that_went_on_cannot_go_back(self, buyer: Buyer) -> None:
        actor = buyer.plant.actor
        bought = buyer.ordered(buyer.approved(buyer.short_order()))
        buyer.receive(bought, D(4))
        Claim.objects.all().delete()
        place = storage_place(warehouse_id=buyer.plant.warehouse.id)
        stock_adjust(
            item_id=buyer.plant.items["BOLT"].id, place_id=place.id, difference=D(-8),
            reason="lost", actor=actor,
        )  # fmt: skip
        with pytest.raises(NotEnoughStock):
            receipt_line_reverse(
                receipt_line_id=ReceiptLine.objects.get().id, reason="wrong", actor=actor
            )

    def test_stock_leaves_the_move_of_a_receipt_to_its_order(self, buyer: Buyer) -> None:
        bought = buyer.ordered(buyer.approved(buyer.short_order()))
        buyer.receive(bought, D(4))
        move = ReceiptLine.objects.get().move
        with pytest.raises(UndoneElsewhere):
            stock_reverse(move_id=move.id, reason="wrong", actor=buyer.plant.actor)
