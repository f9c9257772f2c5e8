"""A shortage, from the order that has it to the order that is planned; the doctor at each step.

And a promise to a customer, from the estimate to the margin.
"""

from datetime import timedelta

import pytest

from runwright.company.selectors import plant_today
from runwright.production.selectors import availability_of
from runwright.production.services import order_confirm, order_finish, order_plan
from runwright.production.services.sales import order_create_for_sales
from runwright.purchasing import services as buying
from runwright.purchasing.models import PurchaseRequest
from runwright.reports.doctor import examine
from runwright.sales.selectors import sales_order_get
from runwright.sales.services import Shipment, delivery_record
from runwright.stock.selectors import needs_cover
from tests.purchasing.conftest import Buyer, buying_plant
from tests.sales.conftest import selling_plant
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


def well(buyer: Buyer, order: object, availability: str, request: str = "") -> None:
    """What the order's page says, what became of the request, and a doctor without complaints."""
    need = buyer.need(order)
    assert availability_of([needs_cover(needs=[need])[need.id]]) == availability
    found = PurchaseRequest.objects.values_list("state", flat=True)
    assert list(found) == ([request] if request else [])
    assert [str(complaint) for complaint in examine()] == []


def test_from_a_shortage_to_a_planned_order() -> None:
    buyer = buying_plant()
    actor = buyer.plant.actor
    order = buyer.short_order()
    well(buyer, order, "partial")
    request = buyer.request(order)
    well(buyer, order, "partial", "draft")
    buying.request_approve(request_id=request.id, actor=actor)
    well(buyer, order, "partial", "approved")
    rfq = buying.rfq_create(
        request_ids=[request.id], supplier_ids=[buyer.near.id, buyer.far.id], actor=actor
    )
    buying.rfq_send(rfq_id=rfq.id, actor=actor)
    line = rfq.lines.get()
    for supplier, price in ((buyer.near, "0.60"), (buyer.far, "0.50")):
        answer = buying.Answer(line.id, D(4), D(price), lead_time_days=2)
        quote = rfq.quotes.get(supplier=supplier)
        buying.quote_answer(quote_id=quote.id, answers=[answer], actor=actor)
    well(buyer, order, "partial", "approved")
    bought = buying.quote_accept(quote_id=rfq.quotes.get(supplier=buyer.far).id, actor=actor)
    well(buyer, order, "partial", "approved")
    buying.purchase_order_send(order_id=bought.id, actor=actor)
    well(buyer, order, "expected", "ordered")
    buyer.receive(bought, D(1))
    well(buyer, order, "expected", "ordered")
    buyer.receive(bought, D(3))
    well(buyer, order, "available", "received")
    assert order_plan(order_id=order.id, actor=actor).state == "planned"
    well(buyer, order, "available", "received")


def test_from_an_estimate_to_a_margin() -> None:
    seller = selling_plant()
    actor = seller.plant.actor
    sale = seller.confirmed(10, promised_on=plant_today() + timedelta(days=9))
    order = order_create_for_sales(line_id=sale.lines.get().id, actor=actor)
    order_confirm(order_id=order.id, actor=actor)
    order_plan(order_id=order.id, actor=actor)
    seller.plant.report(order, "Weld", firsts=D(10))
    order_finish(order_id=order.id, actor=actor)
    for part in (4, 6):
        shipment = Shipment(sale.lines.get().id, D(part))
        delivery_record(order_id=sale.id, shipments=[shipment], actor=actor)
        assert [str(complaint) for complaint in examine()] == []
    shown = sales_order_get(order_id=sale.id, actor=actor)
    assert (shown.state, shown.revenue, shown.cost) == ("fulfilled", D(500), D(0))
