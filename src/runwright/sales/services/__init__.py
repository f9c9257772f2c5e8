"""Writing sales: orders and deliveries."""

from runwright.sales.services.deliveries import (
    Shipment,
    delivery_line_reverse,
    delivery_record,
)
from runwright.sales.services.lives import (
    sales_order_cancel,
    sales_order_close,
    sales_order_confirm,
    sales_order_lose,
)
from runwright.sales.services.orders import (
    SalesLineDraft,
    SalesOrderDraft,
    sales_line_add,
    sales_line_change,
    sales_line_remove,
    sales_order_create,
    sales_order_edit,
)

__all__ = [
    "SalesLineDraft",
    "SalesOrderDraft",
    "Shipment",
    "delivery_line_reverse",
    "delivery_record",
    "sales_line_add",
    "sales_line_change",
    "sales_line_remove",
    "sales_order_cancel",
    "sales_order_close",
    "sales_order_confirm",
    "sales_order_create",
    "sales_order_edit",
    "sales_order_lose",
]
