"""The record of an event as this API shows it, for what other systems are told."""

from collections.abc import Callable
from uuid import UUID

from runwright.api.doors import Endpoint, told
from runwright.api.sign_in import Call
from runwright.people.actor import Actor

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


def record_shown(*, kind: str, key: str, actor: Actor) -> str | None:
    """The JSON that the API answers to this actor about a record; ``None`` for a kind that has no
    address. Raises what reading it raises: ``Forbidden``, or that there is none."""
    if kind not in RECORDS:
        return None
    view = reader_of(RECORDS[kind])
    endpoint: Endpoint = view.endpoint  # type: ignore[attr-defined]
    actor.require(endpoint.permission)
    call = Call()
    call.auth, call.station = actor, None
    name = endpoint.path.partition("{")[2].rstrip("}")
    shown = view.__wrapped__(call, **{name: _key(key)})  # type: ignore[attr-defined]
    return told(endpoint, shown).text


def reader_of(path: str) -> Callable[..., object]:
    """The endpoint that reads the record at a path."""
    from runwright.api.endpoints import DOORS  # the endpoints are loaded when one is wanted

    for door in DOORS:
        for operation in getattr(door.router.path_operations.get(path), "operations", ()):
            if operation.view_func.endpoint.method == "GET":
                view: Callable[..., object] = operation.view_func
                return view
    raise LookupError(path)


def _key(key: str) -> int | UUID:
    return int(key) if key.isdecimal() else UUID(key)
