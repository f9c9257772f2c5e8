"""What each bound operation of the API is tried with: the record it names, and by which limit.

Every operation that somebody limited may use stands in one of the tables below; a test compares.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from runwright.kernel.ids import uuid7
from tests.limits.ground import Side

Body = Callable[[Side], dict[str, Any]]
BOTH = "department warehouse"
DEPARTMENT, WAREHOUSE = BOTH.split()


@dataclass(frozen=True)
class Try:
    """How an operation is tried. ``own`` is the status for one's own record where what the record
    is, and not whose, refuses it; ``other`` that for another's; ``query`` what a read asks."""

    by: str
    body: Body = lambda side: {}
    own: int = 0
    other: int = 403
    query: Body = lambda side: {}


PLACES = {
    "department_id": "department", "work_centre_id": "centre", "machine_id": "machine",
    "station_id": "station", "device_id": "device", "parked_id": "parked", "scan_id": "scan",
    "warehouse_id": "warehouse", "place_id": "place", "move_id": "move", "lot_id": "lot",
    "count_id": "count", "order_id": "order", "line_id": "line", "need_id": "need",
    "run_id": "run", "batch_id": "batch", "supplier_lot": "supplier_lot", "job_id": "job",
    "work_order_id": "work", "report_id": "report", "timer_id": "timer", "print_id": "print",
    "downtime_id": "downtime", "request_id": "request", "rfq_id": "rfq",
    "receipt_line_id": "receipt_line", "delivery_line_id": "delivery_line",
}  # fmt: skip
"""Which record of a side stands in the path."""
ELSEWHERE = {
    ("sales-orders", "order_id"): "sale",
    ("purchase-orders", "order_id"): "purchase",
    ("purchase-request-lines", "line_id"): "request_line",
}
"""Where the same word stands for another record."""


def address(path: str, side: Side) -> str:
    """The path with the keys of a side in it."""
    noun = path.split("/")[1]
    while "{" in path:
        name = path[path.index("{") + 1 : path.index("}")]
        if path.startswith("/scans/{scan_id}") and not path.endswith("undo"):
            key: object = uuid7()
        elif name == "paper":
            key = "traveller"
        else:
            key = side[ELSEWHERE.get((noun, name), PLACES.get(name, name))]
        path = path.replace(f"{{{name}}}", str(key))
    return path


def _reason(side: Side) -> dict[str, Any]:
    return {"reason": "tried"}


def _scan(side: Side) -> dict[str, Any]:
    return {"station_id": side["station"], "labels": [side["label"]]}


def _arrival(side: Side) -> dict[str, Any]:
    return {"arrivals": [{"line_id": side["purchase_line"], "quantity": "1"}]}


def _receipt(side: Side) -> dict[str, Any]:
    return {"item_id": side["item"], "place_id": side["place"], "quantity": "1",
            "lot_number": f"Y-{side.name}"}  # fmt: skip


def _transfer(side: Side) -> dict[str, Any]:
    ends = {"source_id": side["place"], "target_id": side["place"]}
    return {"item_id": side["item"], "quantity": "1", "lot_id": side["lot"], **ends}


def _adjustment(side: Side) -> dict[str, Any]:
    return {"item_id": side["item"], "place_id": side["place"], "difference": "1",
            "lot_id": side["lot"], "reason": "tried"}  # fmt: skip


def _booking(side: Side) -> dict[str, Any]:
    day = "2026-03-02T"
    return {"operator_id": side["operator"], "started_at": f"{day}08:00:00Z",
            "ended_at": f"{day}09:00:00Z"}  # fmt: skip


def _stop(side: Side) -> dict[str, Any]:
    return {"reason_id": side["reason"], "work_centre_id": side["centre"]}


WISH = {"way": "pages", "kind": "tag", "size": "2x4"}

TRIED: dict[str, Try] = {
    # Places of work
    "GET /departments/{department_id}": Try(DEPARTMENT),
    "GET /work-centres/{work_centre_id}": Try(DEPARTMENT),
    "GET /machines/{machine_id}": Try(DEPARTMENT),
    "GET /stations/{station_id}": Try(DEPARTMENT),
    "GET /devices/{device_id}": Try(DEPARTMENT),
    "GET /stations/{station_id}/printer": Try(DEPARTMENT),
    "GET /downtimes/{downtime_id}": Try(DEPARTMENT),
    "POST /downtimes": Try(DEPARTMENT, _stop),
    "POST /downtimes/{downtime_id}/end": Try(DEPARTMENT),
    "POST /problems": Try(DEPARTMENT, _stop),
    # Scans
    "GET /scans/offer": Try(
        DEPARTMENT, query=lambda side: {"station": side["station"], "codes": side["label"]}
    ),
    "POST /scans/offer": Try(
        DEPARTMENT, lambda side: {"station_id": side["station"], "codes": [side["label"]]},
        other=404,
    ),
    "POST /scans/{scan_id}": Try(DEPARTMENT, _scan),
    "POST /scans/{scan_id}/undo": Try(DEPARTMENT, _reason, own=409),
    "GET /stations/{station_id}/scans/last": Try(DEPARTMENT),
    "GET /parked-scans/{parked_id}": Try(DEPARTMENT),
    "POST /batches/{batch_id}/notes": Try(BOTH, lambda side: {"text": "tried"}),
    # Orders, runs and batches
    "GET /orders/{order_id}": Try(BOTH),
    "GET /orders/{order_id}/cost": Try(BOTH),
    "GET /orders/{order_id}/shortages": Try(BOTH),
    "GET /orders/{order_id}/lots": Try(BOTH, query=lambda side: {"lot": "10"}),
    "GET /orders/{order_id}/changes": Try(BOTH),
    "GET /orders/{order_id}/family": Try(BOTH),
    "GET /orders/{order_id}/receipts": Try(BOTH),
    "GET /orders/{order_id}/by-products": Try(BOTH),
    "GET /orders/{order_id}/papers/{paper}": Try(BOTH),
    "GET /runs/{run_id}": Try(BOTH),
    "GET /runs/{run_id}/graph": Try(BOTH),
    "GET /batches/{batch_id}": Try(BOTH),
    "GET /batches/{batch_id}/graph": Try(BOTH),
    "GET /batches/{batch_id}/trace": Try(BOTH),
    "GET /batches/{batch_id}/label-prints": Try(BOTH),
    "GET /label-prints/{print_id}/file": Try(BOTH),
    "GET /print-jobs/{job_id}": Try(BOTH),
    "POST /orders/{order_id}/owed-issue": Try(BOTH, own=409),
    "POST /orders/{order_id}/material-issue": Try(BOTH),
    "POST /materials/{line_id}/issues": Try(BOTH, lambda side: {"quantity": "1"}),
    "POST /orders/{order_id}/receipts": Try(BOTH, lambda side: {"quantity": "1"}),
    "POST /batches/{batch_id}/hold": Try(BOTH, _reason),
    "POST /batches/{batch_id}/release": Try(BOTH, _reason, own=409),
    "POST /batches/{batch_id}/label-prints": Try(BOTH, lambda side: WISH),
    "POST /batches/{batch_id}/print-jobs": Try(BOTH, lambda side: {"printer_id": side["printer"]}),
    "POST /runs/{run_id}/label-prints": Try(BOTH, lambda side: WISH),
    "POST /runs/{run_id}/print-jobs": Try(BOTH, lambda side: {"printer_id": side["printer"]}),
    "POST /print-jobs/{job_id}/retry": Try(BOTH, own=409),
    "POST /print-jobs/{job_id}/cancellation": Try(BOTH),
    # Work
    "GET /work-orders/{work_order_id}": Try(DEPARTMENT),
    "GET /work-orders/{work_order_id}/proposals": Try(DEPARTMENT),
    "GET /reports/{report_id}": Try(DEPARTMENT),
    "POST /work-orders/{work_order_id}/reports": Try(DEPARTMENT, lambda side: {"firsts": "1"}),
    "POST /work-orders/{work_order_id}/timers": Try(
        DEPARTMENT, lambda side: {"machine_id": side["machine"]}
    ),
    "POST /work-orders/{work_order_id}/bookings": Try(DEPARTMENT, _booking),
    "POST /work-orders/{work_order_id}/pause": Try(
        DEPARTMENT, lambda side: {"operator_id": side["operator"]}
    ),
    "POST /work-orders/{work_order_id}/completion": Try(DEPARTMENT),
    "POST /timers/{timer_id}/stop": Try(DEPARTMENT),
    # Goods
    "GET /warehouses/{warehouse_id}": Try(WAREHOUSE),
    "POST /warehouses/{warehouse_id}/places": Try(
        WAREHOUSE, lambda side: {"code": "NEW", "name": "New"}
    ),
    "POST /warehouses/{warehouse_id}/update": Try(WAREHOUSE, lambda side: {"name": "New"}),
    "POST /warehouses/{warehouse_id}/archival": Try(WAREHOUSE, own=422),
    "POST /warehouses/{warehouse_id}/restoration": Try(WAREHOUSE),
    "GET /places/{place_id}": Try(WAREHOUSE),
    "POST /places/{place_id}/update": Try(WAREHOUSE, lambda side: {"name": "New"}),
    "POST /places/{place_id}/archival": Try(WAREHOUSE, own=422),
    "POST /places/{place_id}/restoration": Try(WAREHOUSE),
    "GET /moves/{move_id}": Try(WAREHOUSE),
    "POST /moves/{move_id}/reversal": Try(WAREHOUSE, _reason, own=422),
    "POST /stock/receipts": Try(WAREHOUSE, _receipt),
    "POST /stock/transfers": Try(WAREHOUSE, _transfer, own=422),
    "POST /stock/adjustments": Try(WAREHOUSE, _adjustment),
    "GET /lots/{lot_id}": Try(WAREHOUSE),
    "GET /lots/{lot_id}/trace": Try(WAREHOUSE),
    "GET /supplier-lots/{supplier_lot}/trace": Try(WAREHOUSE),
    "POST /lots/{lot_id}/hold": Try(WAREHOUSE, _reason),
    "POST /lots/{lot_id}/release": Try(WAREHOUSE, _reason, own=409),
    "POST /lots/{lot_id}/expiry": Try(
        WAREHOUSE, lambda side: {"expires_on": "2031-01-01", "reason": "tried"}
    ),
    "GET /counts/{count_id}": Try(WAREHOUSE),
    "POST /counts": Try(
        WAREHOUSE, lambda side: {"warehouse_id": side["warehouse"], "item_ids": [side["item"]]}
    ),
    "POST /counts/{count_id}/entries": Try(
        WAREHOUSE, lambda side: {"entries": [{"line_id": side["count_line"], "counted": "1"}]}
    ),
    "POST /counts/{count_id}/finds": Try(
        WAREHOUSE,
        lambda side: {"item_id": side["item"], "quantity": "1", "lot_number": "new",
                      "place_id": side["place"]},
    ),
    "POST /counts/{count_id}/posting": Try(WAREHOUSE, own=409),
    "POST /counts/{count_id}/cancellation": Try(WAREHOUSE),
    "POST /needs/{need_id}/take-over": Try(
        WAREHOUSE,
        lambda side: {"from_need_id": side["need"], "quantity": "1", "reason": "tried"},
        own=422,
    ),
    # Trade
    "GET /sales-orders/{order_id}": Try(WAREHOUSE),
    "POST /sales-orders/{order_id}/deliveries": Try(
        WAREHOUSE, lambda side: {"shipments": [{"line_id": side["sale_line"], "quantity": "1"}]}
    ),
    "POST /delivery-lines/{delivery_line_id}/reversal": Try(WAREHOUSE, _reason),
    "GET /purchase-requests/{request_id}": Try(WAREHOUSE),
    "POST /purchase-requests": Try(
        WAREHOUSE,
        lambda side: {"lines": [{"item_id": side["item"], "quantity": "1",
                                 "warehouse_id": side["warehouse"]}]},
    ),
    "POST /purchase-requests/{request_id}/cancellation": Try(WAREHOUSE, _reason),
    "PATCH /purchase-request-lines/{line_id}": Try(WAREHOUSE, lambda side: {"quantity": "4"}),
    "POST /purchase-request-lines/{line_id}/removal": Try(WAREHOUSE),
    "POST /shortages/requests": Try(
        WAREHOUSE, lambda side: {"need_ids": [side["need"]]}, own=422
    ),
    "GET /rfqs/{rfq_id}": Try(WAREHOUSE),
    "GET /purchase-orders/{order_id}": Try(WAREHOUSE),
    "POST /purchase-orders/{order_id}/receipts": Try(WAREHOUSE, _arrival),
    "POST /receipt-lines/{receipt_line_id}/reversal": Try(WAREHOUSE, _reason),
}  # fmt: skip

LISTED: dict[str, tuple[str, str]] = {
    "/departments": (DEPARTMENT, "department"), "/work-centres": (DEPARTMENT, "centre"),
    "/machines": (DEPARTMENT, "machine"), "/stations": (DEPARTMENT, "station"),
    "/devices": (DEPARTMENT, "device"), "/parked-scans": (DEPARTMENT, "parked"),
    "/downtimes": (DEPARTMENT, "downtime"), "/work-orders": (DEPARTMENT, "work"),
    "/reports": (DEPARTMENT, "report"), "/intervals": (DEPARTMENT, ""),
    "/machines/board": (DEPARTMENT, ""), "/orders": (BOTH, "order"), "/runs": (BOTH, "run"),
    "/batches": (BOTH, "batch"), "/batches/waiting": (BOTH, ""), "/print-jobs": (BOTH, "job"),
    "/my-work": (DEPARTMENT, ""), "/warehouses": (WAREHOUSE, "warehouse"),
    "/balances": (WAREHOUSE, ""), "/moves": (WAREHOUSE, "move"), "/lots": (WAREHOUSE, "lot"),
    "/counts": (WAREHOUSE, "count"), "/sales-orders": (WAREHOUSE, "sale"),
    "/purchase-requests": (WAREHOUSE, "request"), "/rfqs": (WAREHOUSE, "rfq"),
    "/purchase-orders": (WAREHOUSE, "purchase"), "/receipts": (WAREHOUSE, ""),
    "/shortages": (WAREHOUSE, ""),
}  # fmt: skip
"""Lists, the limit that cuts them, and the record whose key stands in them."""

ELSEWISE = {
    "GET /items/{item_id}/ledger": "of an item, whose moves are one's own",
    "GET /stock/items": "of items, whose amounts are those of one's own warehouses",
    "GET /boms/{bom_id}/older-orders": "of a recipe, whose orders are one's own",
    "GET /sales-orders/{order_id}/run-preview": "asks for an estimate",
    "POST /scans": "answers for each scan",
    "POST /recalls": "asks for a lot and a batch, and holds all that came of it",
    "POST /warehouses": "makes what nobody has been given",
    "POST /bulk/warehouses": "the same",
    "POST /bulk/stock/receipts": "answers for each row",
    "POST /bulk/stock/transfers": "answers for each row",
    "POST /bulk/stock/adjustments": "answers for each row",
}
"""Tried in a test of their own, because of what they are."""

FREE = {
    "GET /operators", "GET /operators/{operator_id}", "GET /operators/{operator_id}/qualifications",
    "GET /setup", "GET /schedules", "GET /schedules/{schedule_id}", "GET /holidays/{year}",
    "GET /supplier-items", "GET /supplier-items/{term_id}", "GET /scrap-reasons",
    "GET /scrap-reasons/{reason_id}", "GET /downtime-reasons",
    "GET /downtime-reasons/{reason_id}", "GET /printers",
    "GET /printers/{printer_id}", "GET /label-defaults",
    "POST /printers/{printer_id}/test-labels",
}  # fmt: skip
"""Master data, which belongs to nobody."""

AT_A_STATION = {
    "GET /station", "POST /stations/{station_id}/operator",
    "POST /stations/{station_id}/signing-off", "POST /stations/{station_id}/pin",
}  # fmt: skip
"""Asked by an enrolled device, of itself."""
