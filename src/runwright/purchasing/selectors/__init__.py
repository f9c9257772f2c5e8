"""Reading purchasing: terms, requests, quotations, orders, receipts and shortages."""

from runwright.purchasing.selectors.records import (
    purchase_order_get,
    purchase_order_verbs,
    purchase_orders_all,
    quote_get,
    receipt_lines_all,
    request_get,
    request_verbs,
    requests_all,
    rfq_get,
    rfq_verbs,
    rfqs_all,
    supplier_item_get,
    supplier_items_all,
)
from runwright.purchasing.selectors.shortages import NeedOnTheWay, on_the_way, shortages_all

__all__ = [
    "NeedOnTheWay",
    "on_the_way",
    "purchase_order_get",
    "purchase_order_verbs",
    "purchase_orders_all",
    "quote_get",
    "receipt_lines_all",
    "request_get",
    "request_verbs",
    "requests_all",
    "rfq_get",
    "rfq_verbs",
    "rfqs_all",
    "shortages_all",
    "supplier_item_get",
    "supplier_items_all",
]
