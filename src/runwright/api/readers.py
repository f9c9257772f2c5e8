"""The endpoints that read one record, by their paths: for webhooks, etags and expanding."""

from collections.abc import Callable, Mapping
from typing import Any

RECORDS: dict[str, str] = {
    "batch": "/batches/{batch_id}",
    "bom": "/boms/{bom_id}",
    "count": "/counts/{count_id}",
    "customer": "/customers/{customer_id}",
    "department": "/departments/{department_id}",
    "downtime": "/downtimes/{downtime_id}",
    "item": "/items/{item_id}",
    "lot": "/lots/{lot_id}",
    "machine": "/machines/{machine_id}",
    "move": "/moves/{move_id}",
    "operator": "/operators/{operator_id}",
    "order": "/orders/{order_id}",
    "purchase_order": "/purchase-orders/{order_id}",
    "purchase_request": "/purchase-requests/{request_id}",
    "rfq": "/rfqs/{rfq_id}",
    "routing": "/routings/{routing_id}",
    "run": "/runs/{run_id}",
    "sales_order": "/sales-orders/{order_id}",
    "schedule": "/schedules/{schedule_id}",
    "supplier": "/suppliers/{supplier_id}",
    "unit": "/units/{unit_id}",
    "warehouse": "/warehouses/{warehouse_id}",
    "work_centre": "/work-centres/{work_centre_id}",
    "work_order": "/work-orders/{work_order_id}",
}
"""Where each kind of record is read, by the name that the journal has for it."""

Reader = Callable[..., str]
"""Gives the JSON of a record to a call; the keys of its path by name."""

_READERS: dict[str, Reader] = {}


def reads_record(path: str) -> bool:
    """Whether a path to read ends with the key of one record."""
    return path.endswith("}")


def reader_add(path: str, reader: Reader) -> None:
    """Remember who reads the record at a path."""
    _READERS.setdefault(path, reader)


def reader_of(path: str) -> Reader:
    """Who reads the record at a path. Raises ``LookupError``."""
    return _READERS[path]


def record_above(path: str) -> str:
    """The path of the record that a verb at a path belongs to; nothing where there is none."""
    while path:
        if reads_record(path) and path in _READERS:
            return path
        path = path.rpartition("/")[0]
    return ""


def keys_of(path: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the given values that are keys of a path."""
    return {name: value for name, value in given.items() if "{" + name + "}" in path}
