"""What each bound page is tried with: the record its address names, and what is pressed there."""

from dataclasses import dataclass, field
from typing import Any

from tests.limits.ground import Side
from tests.limits.operations import BOTH, DEPARTMENT, WAREHOUSE, Body


@dataclass(frozen=True)
class Visit:
    """How a page is tried: the limit, the record of its ``record_id`` and of other keys, and what
    is posted, if it is there to be pressed. ``own`` is the status for one's own record where what
    the record is, and not whose, refuses it; ``step`` the permission of a step beside the page's.
    """

    by: str
    record: str = ""
    keys: dict[str, Any] = field(default_factory=dict)
    post: Body | None = None
    own: int = 0
    step: str = ""

    def address(self, names: list[str], side: Side) -> dict[str, Any]:
        """The keys in the address, for a side."""
        given = {"record_id": self.record, "order_id": self.record, "key": self.record}
        found = given | {name: key for name, key in self.keys.items() if key in side.ids}
        words = {name: key for name, key in self.keys.items() if key not in side.ids}
        return {name: words.get(name) or side[found[name]] for name in names}


def _nothing(side: Side) -> dict[str, Any]:
    return {}


def _reason(side: Side) -> dict[str, Any]:
    return {"reason": "tried"}


def _one(side: Side) -> dict[str, Any]:
    return {"quantity": "1"}


def _worker(side: Side) -> dict[str, Any]:
    return {"operator_id": side["second"], "kind": "run"}


LABELS = {"way": "pages", "kind": "tag", "size": "2x4", "copies": "1"}
LINE = {"line_id": "line"}

VISITS: dict[str, Visit] = {
    **dict.fromkeys(
        ("order", "order_materials", "order_work", "order_batches", "order_timeline",
         "order_costs", "order_files", "order_journal", "order_changes"),
        Visit(BOTH, "order"),
    ),
    "order_paper": Visit(BOTH, "order", {"paper": "pick-list"}),
    "order_receipts": Visit(BOTH, "order", post=lambda side: {"quantity": "1", "grade": "firsts"}),
    "order_owed": Visit(BOTH, "order", post=_nothing, own=409),
    "order_issue": Visit(BOTH, "order", LINE, post=_one),
    "order_take_over": Visit(
        WAREHOUSE, "order", LINE, own=422,
        post=lambda side: {"from_need_id": side["need"], "quantity": "1", "reason": "tried"},
    ),
    "order_carry_over": Visit(
        WAREHOUSE, "order", LINE, own=422,
        post=lambda side: {"source_id": side["place"], "quantity": "1"},
    ),
    "order_request": Visit(BOTH, "order", post=_nothing, own=422),
    **dict.fromkeys(("run", "run_flow", "run_workbook"), Visit(BOTH, "run")),
    **dict.fromkeys(
        ("batch", "batch_panel", "batch_flow", "batch_workbook", "batch_trace"),
        Visit(BOTH, "batch"),
    ),
    "batch_label": Visit(BOTH, "batch", post=lambda side: LABELS),
    "run_labels": Visit(BOTH, "run", post=lambda side: LABELS),
    "batch_notes": Visit(BOTH, "batch", post=lambda side: {"text": "tried"}),
    "batch_step": Visit(BOTH, "batch", {"noun": "hold"}, post=_reason,
                        step="production.batch_hold"),
    "label_file": Visit(BOTH, keys={"print_id": "print"}),
    "print_job": Visit(BOTH, "job"),
    "print_retry": Visit(BOTH, "job", post=_nothing, own=409),
    "print_cancellation": Visit(BOTH, "job", post=_nothing),
    "lot_trace": Visit(WAREHOUSE, "lot"),
    "supplier_lot_trace": Visit(WAREHOUSE, "supplier_lot"),
    # Work
    **dict.fromkeys(("my_task", "my_proposals", "work_order"), Visit(DEPARTMENT, "work")),
    "my_start": Visit(DEPARTMENT, "work", post=_worker),
    "my_pause": Visit(DEPARTMENT, "work", post=lambda side: {"person": str(side["operator"])}),
    "my_completion": Visit(DEPARTMENT, "work", post=_nothing),
    "my_report": Visit(DEPARTMENT, "work", post=lambda side: {"firsts": "1"}),
    "my_problem": Visit(
        DEPARTMENT, "work",
        post=lambda side: {"reason_id": side["reason"], "operator": str(side["operator"])},
    ),
    "my_material": Visit(DEPARTMENT, "work", LINE, post=_one),
    "my_recovery": Visit(DEPARTMENT, "work", {"downtime_id": "downtime"}, post=_nothing),
    "work_timers": Visit(DEPARTMENT, "work", post=_worker),
    "timer_end": Visit(DEPARTMENT, "work", {"start_id": "timer"}, post=_nothing),
    "work_reports": Visit(DEPARTMENT, "work", post=lambda side: {"firsts": "1"}),
    "work_bookings": Visit(
        DEPARTMENT, "work",
        post=lambda side: {**_worker(side), "started_at": "2026-03-02T08:00",
                           "ended_at": "2026-03-02T09:00"},
    ),
    # Places of work
    "station_screen": Visit(DEPARTMENT, "station"),
    "station": Visit(DEPARTMENT, "station"),
    "device": Visit(DEPARTMENT, "device"),
    "work_centre": Visit(DEPARTMENT, "centre"),
    "machine": Visit(DEPARTMENT, "machine"),
    "department": Visit(DEPARTMENT, "department"),
    "downtime": Visit(DEPARTMENT, "downtime"),
    "downtime_end": Visit(DEPARTMENT, "downtime", post=_nothing),
    "machine_problem": Visit(
        DEPARTMENT, "machine", post=lambda side: {"reason_id": side["reason"]}
    ),
    "work_centre_problem": Visit(
        DEPARTMENT, "centre", post=lambda side: {"reason_id": side["reason"]}
    ),
    # Goods
    "move_reversal": Visit(WAREHOUSE, "item", {"fact_id": "move"}, post=_reason, own=422),
    "lot": Visit(WAREHOUSE, "lot"),
    "lot_step": Visit(WAREHOUSE, "lot", {"noun": "hold"}, post=_reason, step="stock.lot_hold"),
    "count": Visit(WAREHOUSE, "count"),
    "count_sheet": Visit(WAREHOUSE, "count"),
    "count_entries": Visit(
        WAREHOUSE, "count", post=lambda side: {f"line-{side['count_line']}": "1"}
    ),
    "count_finds": Visit(
        WAREHOUSE, "count",
        post=lambda side: {"item_id": side["item"], "quantity": "1", "lot_number": "new",
                           "place_id": side["place"]},
    ),
    "count_step": Visit(WAREHOUSE, "count", {"noun": "cancellation"}, post=_nothing,
                        step="stock.count"),
    "warehouse": Visit(WAREHOUSE, "warehouse"),
    "warehouse_edit": Visit(WAREHOUSE, "warehouse", post=lambda side: {"name": "New"}),
    "warehouse_archival": Visit(WAREHOUSE, "warehouse", post=_nothing, own=422),
    "warehouse_restoration": Visit(WAREHOUSE, "warehouse", post=_nothing),
    "warehouse_places": Visit(
        WAREHOUSE, "warehouse", post=lambda side: {"code": "NEW", "name": "New"}
    ),
    "place_step": Visit(
        WAREHOUSE, "place", {"noun": "renaming"}, post=lambda side: {"name": "New"}
    ),
    # Trade
    "sales_order": Visit(WAREHOUSE, "sale"),
    "goods_out": Visit(
        WAREHOUSE, "sale", post=lambda side: {f"quantity-{side['sale_line']}": "1"}
    ),
    "delivery_reversal": Visit(WAREHOUSE, keys={"fact_id": "delivery_line"}, post=_reason),
    "purchase_request": Visit(WAREHOUSE, "request"),
    "request_paper": Visit(WAREHOUSE, "request"),
    "request_line": Visit(WAREHOUSE, "request", {"line_id": "request_line"}, post=_one),
    "request_line_removal": Visit(
        WAREHOUSE, "request", {"line_id": "request_line"}, post=_nothing
    ),
    "purchase_request_step": Visit(
        WAREHOUSE, "request", {"noun": "cancellation"}, post=_reason,
        step="purchasing.request_create",
    ),
    "rfq": Visit(WAREHOUSE, "rfq"),
    "quote": Visit(WAREHOUSE, "quote"),
    "quote_paper": Visit(WAREHOUSE, "quote"),
    "purchase_order": Visit(WAREHOUSE, "purchase"),
    "purchase_order_paper": Visit(WAREHOUSE, "purchase"),
    "goods_in": Visit(
        WAREHOUSE, "purchase", post=lambda side: {f"quantity-{side['purchase_line']}": "1"}
    ),
    "purchase_receipt_reversal": Visit(
        WAREHOUSE, keys={"fact_id": "receipt_line"}, post=_reason
    ),
}  # fmt: skip

LISTS: dict[str, str] = {
    **dict.fromkeys(("orders", "runs", "batches", "waiting", "print_jobs"), BOTH),
    **dict.fromkeys(
        ("work_orders", "my_work", "stations_pick", "stations", "devices", "work_centres",
         "machines", "departments", "downtimes", "downtime_new", "board"),
        DEPARTMENT,
    ),
    **dict.fromkeys(
        ("balances", "moves", "goods_receive", "goods_transfer", "goods_adjust", "lots", "counts",
         "count_new", "warehouses", "shortages", "shortage_request", "requests", "request_new",
         "rfqs", "purchase_orders", "receipts", "sales_orders"),
        WAREHOUSE,
    ),
}  # fmt: skip
"""Pages that name no record, and the limit that cuts what they show or offer."""

FREE = {
    "reasons", "operators", "operator", "schedules", "schedule", "supplier_items", "printers",
    "printer_trial", "stocked",
}  # fmt: skip
"""Master data, and the items with the stock of one's own warehouses."""

ELSEWISE = {
    "warehouse_new": "makes what nobody has been given: refused by the service",
    "batch_picture": "of a note with a picture: tried by its batch",
    "batch_trace_hold": "asks for a lot as well: the recall of the API",
    "lot_trace_hold": "the same",
    "supplier_lot_trace_hold": "the same",
    "rfq_step": "only buyers do it, who are not limited",
    "purchase_order_step": "the same",
    "sales_order_step": "only sellers do it, who are not limited",
}
