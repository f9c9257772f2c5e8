"""Terms of suppliers, purchase requests, quotations, purchase orders, receipts and mails."""

from runwright.purchasing.models.mails import Mail
from runwright.purchasing.models.orders import (
    OrderedRequest,
    PurchaseLine,
    PurchaseOrder,
    Receipt,
    ReceiptLine,
)
from runwright.purchasing.models.requests import PurchaseRequest, RequestLine, RequestNeed
from runwright.purchasing.models.rfqs import Quote, QuoteLine, Rfq, RfqLine
from runwright.purchasing.models.terms import SupplierItem

__all__ = [
    "Mail",
    "OrderedRequest",
    "PurchaseLine",
    "PurchaseOrder",
    "PurchaseRequest",
    "Quote",
    "QuoteLine",
    "Receipt",
    "ReceiptLine",
    "RequestLine",
    "RequestNeed",
    "Rfq",
    "RfqLine",
    "SupplierItem",
]
