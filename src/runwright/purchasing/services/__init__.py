"""Writing purchasing: terms, requests, quotations, orders, receipts."""

from runwright.purchasing.services.mails import (
    mail_ask,
    mail_begin,
    mail_end,
)
from runwright.purchasing.services.ordering import (
    purchase_line_change,
    purchase_line_remove,
    purchase_order_cancel,
    purchase_order_close,
    purchase_order_send,
)
from runwright.purchasing.services.orders import (
    PurchaseLineDraft,
    purchase_order_create,
    purchase_order_from_requests,
)
from runwright.purchasing.services.receipts import (
    Arrival,
    receipt_line_reverse,
    receipt_record,
)
from runwright.purchasing.services.requests import (
    RequestLineDraft,
    request_approve,
    request_cancel,
    request_create,
    request_line_change,
    request_line_remove,
    request_reject,
    request_withdraw,
)
from runwright.purchasing.services.rfqs import (
    Answer,
    quote_accept,
    quote_answer,
    rfq_ask,
    rfq_cancel,
    rfq_create,
    rfq_send,
)
from runwright.purchasing.services.shortages import request_for_shortage
from runwright.purchasing.services.terms import (
    Terms,
    supplier_item_remove,
    supplier_item_set,
)

__all__ = [
    "Answer",
    "Arrival",
    "PurchaseLineDraft",
    "RequestLineDraft",
    "Terms",
    "mail_ask",
    "mail_begin",
    "mail_end",
    "purchase_line_change",
    "purchase_line_remove",
    "purchase_order_cancel",
    "purchase_order_close",
    "purchase_order_create",
    "purchase_order_from_requests",
    "purchase_order_send",
    "quote_accept",
    "quote_answer",
    "receipt_line_reverse",
    "receipt_record",
    "request_approve",
    "request_cancel",
    "request_create",
    "request_for_shortage",
    "request_line_change",
    "request_line_remove",
    "request_reject",
    "request_withdraw",
    "rfq_ask",
    "rfq_cancel",
    "rfq_create",
    "rfq_send",
    "supplier_item_remove",
    "supplier_item_set",
]
