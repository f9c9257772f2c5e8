"""What was bought and sold in the history the doctor is tried on, and how it may be corrupted."""

from datetime import timedelta

from runwright.company.selectors import plant_today
from runwright.partners.services import customer_create, supplier_create
from runwright.production.services.sales import order_create_for_sales
from runwright.purchasing.models import PurchaseOrder, PurchaseRequest, ReceiptLine
from runwright.purchasing.services import (
    Answer,
    Arrival,
    RequestLineDraft,
    purchase_line_change,
    purchase_order_from_requests,
    purchase_order_send,
    quote_accept,
    quote_answer,
    receipt_line_reverse,
    receipt_record,
    request_approve,
    request_create,
    request_for_shortage,
    rfq_create,
    rfq_send,
)
from runwright.sales.models import DeliveryLine, SalesOrder
from runwright.sales.services import (
    SalesLineDraft,
    SalesOrderDraft,
    Shipment,
    delivery_line_reverse,
    delivery_record,
    sales_order_confirm,
    sales_order_create,
)
from tests.stories.plant import D, Plant


def steps(room: str, life: str, table: str, other: str) -> dict[str, tuple[str, str]]:
    """A step that no table has, and a state that no step led to."""
    of_kind = f"(SELECT id FROM journal_entry WHERE record_kind = '{life}')"
    return {
        f"{room}.{life}_steps": (
            f"""UPDATE journal_change SET new = '{other}'
                WHERE field = 'state' AND entry_id IN {of_kind}""",
            f"""UPDATE journal_entry SET verb = '{life}.nothing' WHERE record_kind = '{life}'""",
        ),
        f"{room}.{life}_state": (
            f"UPDATE {table} SET state = '{other}'",
            f"DELETE FROM journal_change WHERE field = 'state' AND entry_id IN {of_kind}",
        ),
    }


CORRUPTIONS: dict[str, tuple[str, str]] = {
    **steps("purchasing", "purchase_request", "purchasing_purchaserequest", "rejected"),
    **steps("purchasing", "rfq", "purchasing_rfq", "cancelled"),
    **steps("purchasing", "purchase_order", "purchasing_purchaseorder", "cancelled"),
    **steps("sales", "sales_order", "sales_salesorder", "lost"),
    "purchasing.received_is_moved": (
        "UPDATE purchasing_purchaseline SET received = received + 1",
        "DELETE FROM purchasing_receiptline WHERE reverses_id IS NOT NULL",
    ),
    "purchasing.receipt_of_the_line": (
        "UPDATE stock_place SET kind = 'scrap' WHERE kind = 'supplier'",
        """UPDATE purchasing_purchaseline SET item_id = (SELECT id FROM catalog_item
           WHERE code = 'SOCK')""",
    ),
    "purchasing.expected_as_ordered": (
        "UPDATE stock_expectedsupply SET quantity = quantity + 1",
        "UPDATE purchasing_purchaseline SET given_up = given_up + 1",
    ),
    "purchasing.state_as_received": (
        "UPDATE purchasing_purchaseorder SET state = 'received'",
        "UPDATE purchasing_purchaseorder SET state = 'sent'",
    ),
    "purchasing.links_within_the_line": (
        "UPDATE purchasing_requestneed SET quantity = quantity + 1000",
        """UPDATE purchasing_requestline SET item_id = (SELECT id FROM catalog_item
           WHERE code = 'SOCK')""",
    ),
    "purchasing.ordered_within_the_line": (
        "UPDATE purchasing_orderedrequest SET quantity = quantity + 10000",
        """UPDATE purchasing_requestline SET item_id = (SELECT id FROM catalog_item
           WHERE code = 'SOCK')""",
    ),
    "purchasing.ordered_once": (
        """INSERT INTO purchasing_orderedrequest (line_id, request_line_id, quantity)
           SELECT l.id, r.request_line_id, 1 FROM purchasing_purchaseline l,
                  purchasing_orderedrequest r WHERE l.id <> r.line_id LIMIT 1""",
        """UPDATE purchasing_orderedrequest SET request_line_id =
           (SELECT min(request_line_id) FROM purchasing_orderedrequest)""",
    ),
    "purchasing.accepted_by_one_answer": (
        "UPDATE purchasing_quote SET is_accepted = false",
        "UPDATE purchasing_rfq SET state = 'sent'",
    ),
    "sales.delivered_is_moved": (
        "UPDATE sales_salesline SET delivered = delivered + 1 WHERE quantity > delivered",
        "DELETE FROM sales_deliveryline WHERE reverses_id IS NOT NULL",
    ),
    "sales.delivery_of_the_line": (
        "UPDATE stock_place SET kind = 'scrap' WHERE kind = 'customer'",
        "UPDATE sales_deliveryline SET revenue = revenue + 1 WHERE reverses_id IS NOT NULL",
    ),
    "sales.kept_as_promised": (
        """UPDATE stock_need SET quantity = quantity + 1 WHERE id IN
           (SELECT need_id FROM sales_salesline)""",
        "UPDATE sales_salesline SET need_id = NULL",
    ),
    "sales.state_as_delivered": (
        "UPDATE sales_salesorder SET state = 'fulfilled' WHERE state = 'confirmed'",
        "UPDATE sales_salesorder SET state = 'cancelled' WHERE state = 'confirmed'",
    ),
    "sales.firm_when_promised": (
        "UPDATE stock_demandgroup SET strength = 'planned'",
        "UPDATE sales_salesorder SET state = 'lost' WHERE state = 'confirmed'",
    ),
    "production.sales_links_fit": (
        """UPDATE production_order SET item_id = (SELECT id FROM catalog_item WHERE code = 'YARN')
           WHERE id IN (SELECT order_id FROM production_saleslink)""",
        """UPDATE sales_salesline SET item_id = (SELECT id FROM catalog_item
           WHERE code = 'YARN')""",
    ),
}


def traded(plant: Plant) -> None:
    """A shortage bought in parts with a mistake undone, and a promise delivered likewise."""
    bought(plant)
    sold(plant)


def bought(plant: Plant) -> None:
    actor = plant.actor
    short = plant.confirmed("SOCK", D(1200))
    supplier = supplier_create(code="S1", name="Yarns", actor=actor)
    needs = [plant.line(short, code).need_id for code in ("YARN", "BOX")]
    request = request_for_shortage(need_ids=needs, actor=actor)
    request_approve(request_id=request.id, actor=actor)
    rfq = rfq_create(request_ids=[request.id], supplier_ids=[supplier.id], actor=actor)
    rfq_send(rfq_id=rfq.id, actor=actor)
    answers = [Answer(line.id, line.quantity, D(4)) for line in rfq.lines.all()]
    quote_answer(quote_id=rfq.quotes.get().id, answers=answers, actor=actor)
    order = quote_accept(quote_id=rfq.quotes.get().id, actor=actor)
    purchase_order_send(order_id=order.id, actor=actor)
    _received(plant, order)
    _ordered_by_hand(plant, supplier.id)


def _received(plant: Plant, order: PurchaseOrder) -> None:
    yarn = order.lines.get(item__code="YARN")
    arrivals = [Arrival(yarn.id, D(part), lot_number=f"S{part}") for part in (10, 20)]
    receipt_record(order_id=order.id, arrivals=arrivals, actor=plant.actor)
    wrong = ReceiptLine.objects.order_by("id")[0]
    receipt_line_reverse(receipt_line_id=wrong.id, reason="miscounted", actor=plant.actor)


def _ordered_by_hand(plant: Plant, supplier_id: int) -> PurchaseRequest:
    """One request that was ordered as a draft, one that nobody has decided on."""
    actor = plant.actor
    line = RequestLineDraft(item_id=plant.items["BOX"].id, quantity=D(7))
    request = request_create(lines=[line], actor=actor)
    request_approve(request_id=request.id, actor=actor)
    order = purchase_order_from_requests(
        supplier_id=supplier_id, request_ids=[request.id], actor=actor
    )
    purchase_line_change(line_id=order.lines.get().id, price=D(1), actor=actor)
    return request_create(lines=[line], actor=actor)


def sold(plant: Plant) -> SalesOrder:
    actor = plant.actor
    customer = customer_create(code="C1", name="Shop", actor=actor)
    line = SalesLineDraft(item_id=plant.items["SOCK"].id, quantity=D(40), price=D(5))
    draft = SalesOrderDraft(customer.id, (line,), promised_on=plant_today() + timedelta(days=30))
    sales_order_create(draft=draft, actor=actor)
    order = sales_order_create(draft=draft, actor=actor)
    sales_order_confirm(order_id=order.id, actor=actor)
    key = order.lines.get().id
    order_create_for_sales(line_id=key, quantity=D(5), actor=actor)
    for _each in range(2):
        shipment = Shipment(line_id=key, quantity=D(6))
        delivery_record(order_id=order.id, shipments=[shipment], actor=actor)
    wrong = DeliveryLine.objects.order_by("id")[0]
    delivery_line_reverse(delivery_line_id=wrong.id, reason="wrong shop", actor=actor)
    return order
