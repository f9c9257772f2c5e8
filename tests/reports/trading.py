"""A row for each list of trade, laid down directly."""

from datetime import date
from decimal import Decimal

from runwright.catalog.models import Item
from runwright.journal.services import Subject, entry_record
from runwright.partners.models import Customer, Supplier
from runwright.people.actor import Actor
from runwright.purchasing.models import (
    PurchaseLine,
    PurchaseOrder,
    PurchaseRequest,
    Quote,
    Receipt,
    ReceiptLine,
    RequestLine,
    Rfq,
    SupplierItem,
)
from runwright.sales.models import SalesLine, SalesOrder
from runwright.stock.models import DemandGroup, Move, Need, Place, Warehouse
from runwright.units.models import Unit


def trade_lay_down(actor: Actor, when: object) -> None:
    unit, house = Unit.objects.get(code="pcs"), Warehouse.objects.get(code="W1")
    bolt = Item.objects.create(
        code="BOLT", name="Bolt", kind="material", supply="buy", unit=unit, resolution=1
    )
    line = {"item": bolt, "unit": unit, "unit_quantity": 5, "quantity": 5, "position": 10}
    for n in (1, 2):
        supplier = Supplier.objects.create(code=f"S{n}", name=f"Supplier {n}")
        customer = Customer.objects.create(code=f"C{n}", name=f"Customer {n}", email="a@b.ro")
        SupplierItem.objects.create(supplier=supplier, item=bolt, unit=unit, price=n)
        Need.objects.create(
            item=bolt, warehouse=house, quantity=n, cause=f"MO-0{n}", waiting_since=when
        )
        request = PurchaseRequest.objects.create(number=f"PR-{n}", asked_by="Ana")
        RequestLine.objects.create(request=request, warehouse=house, **line)
        rfq = Rfq.objects.create(number=f"RFQ-{n}", state="sent")
        Quote.objects.create(rfq=rfq, supplier=supplier)
        _order(actor, n, supplier, house, line)
        group = DemandGroup.objects.create(label=f"SO-{n}")
        sale = SalesOrder.objects.create(
            number=f"SO-{n}", customer=customer, warehouse=house, group=group
        )
        SalesLine.objects.create(order=sale, price=n, **line)


def _order(
    actor: Actor, n: int, supplier: Supplier, house: Warehouse, line: dict[str, object]
) -> None:
    order = PurchaseOrder.objects.create(number=f"PO-{n}", supplier=supplier, state="sent")
    bought = PurchaseLine.objects.create(
        order=order, warehouse=house, price=n, due_on=date(2026, 11, n), **line
    )
    entry = entry_record(actor=actor, verb="receipt", subject=Subject("order", "1", "x"))
    move = Move.objects.create(
        entry=entry,
        item=bought.item,
        source=Place.objects.get(code="SUP"),
        target=Place.objects.get(code="S1"),
        quantity=Decimal(n),
    )
    receipt = Receipt.objects.create(number=f"GR-{n}", order=order)
    ReceiptLine.objects.create(entry=entry, receipt=receipt, line=bought, move=move)
