"""Which permission each page asks for: one literal table, denied by default.

A page that stands in no row stops the start. The services and selectors behind a page ask again;
this is the door in front of them, and what the matrix of roles is made from.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor
from runwright.people.roles import PERMISSIONS
from runwright.web.actors import Request, Respond
from runwright.web.refusals import refused

OPEN = ""
"""Seen and done by everybody, signed in or not: the ways in."""


@dataclass(frozen=True)
class Right:
    """What a page takes: to ``see`` it, and to ``do`` by it what it is for.

    ``by_step`` marks a page that carries out one of several steps; the table of the record's life
    names the permission of each, and it is asked beside ``do``.
    """

    see: str
    do: str
    by_step: bool = False

    def asked(self, method: str | None) -> str:
        """The permission for a request of this method."""
        return self.see if method in {"GET", "HEAD", "OPTIONS"} else self.do


def _form(permission: str, names: str) -> dict[str, Right]:
    """Pages that exist to change something: whoever may not change it does not see them."""
    return dict.fromkeys(names.split(), Right(permission, permission))


def _view(permission: str, names: str) -> dict[str, Right]:
    """Pages to look at."""
    return _form(permission, names)


def _both(see: str, do: str, names: str) -> dict[str, Right]:
    """Pages that many look at and some write on."""
    return dict.fromkeys(names.split(), Right(see, do))


def _steps(permission: str, names: str) -> dict[str, Right]:
    return dict.fromkeys(names.split(), Right(permission, permission, by_step=True))


RIGHTS: Mapping[str, Right] = {
    **_view(OPEN, "mark sign_in sign_in_as directory welcome forgotten language station_worker"
            " station_enrolment"),
    **_form("people.account_manage", "sign_out password theme search export sessions"
            " session_ending sessions_ending"),
    **_form("people.token_manage", "tokens token_revocation"),
    **_form("reports.view", "views view_removal"),
    **_view("reports.view", "dashboard dashboard_export intervals reports"),
    **_view("journal.view", "journal"),
    **_view("resources.manage", "setup"),
    **_view("company.view", "numberings"),
    **_form("company.manage", "settings policies numbering setup_prefixes"),
    **_form("people.manage", "people user_new user_edit user_archival user_restoration roles"
            " user_link user_limits"),
    **_both("production.view", "resources.manage", "reasons"),
    **_form("resources.manage", "reason_new reason_edit reason_archival reason_restoration"),
    # Orders
    **_view("production.view", "orders order order_materials order_work order_batches"
            " order_timeline order_costs order_files order_journal order_changes order_paper"),
    **_form("production.order_create", "order_new order_preview order_child sales_line_making"),
    **_form("production.order_edit", "order_edit component_new component_quantity"
            " component_substitution component_removal order_splitting order_priority"
            " order_renewal step_new step_moving step_removal"),
    **_form("production.output_receive", "order_receipts"),
    **_form("production.work_correct", "receipt_reversal report_reversal time_reversal"
            " work_decisions work_short_finish"),
    **_form("production.order_correct", "order_corrections material_correction time_correction"
            " output_correction batch_correction"),
    **_form("production.work_report", "order_owed order_issue work_timers timer_end work_reports"
            " work_bookings my_work my_task my_start my_pause my_completion my_report my_proposals"
            " my_material"),
    **_form("stock.take_over", "order_take_over"),
    **_form("stock.move", "order_carry_over goods_receive goods_transfer"),
    **_form("production.order_confirm", "confirmation reopening"),
    **_form("production.order_plan", "planning unplanning"),
    **_form("production.order_finish", "completion"),
    **_form("production.order_cancel", "cancellation"),
    **_view("production.view", "work_orders work_order"),
    **_form("production.work_assign", "work_assign work_assignment"),
    # Runs, batches, stations
    **_view("production.view", "runs run run_flow run_workbook batches waiting batch batch_panel"
            " batch_picture batch_flow batch_workbook batch_trace lot_trace supplier_lot_trace"),
    **_form("production.run_create", "run_new run_preview run_batches run_deletion order_releasing"
            " release_counted estimate_run"),
    **_form("production.batch_hold", "batch_trace_hold lot_trace_hold supplier_lot_trace_hold"),
    **_form("production.scan", "batch_notes stations_pick station_screen"),
    **_form("production.scan_correct", "scan_undoing"),
    **_steps("production.view", "batch_step"),
    **_form("floor.device_manage", "station_device station_device_new device_edit device_code"
            " device_revocation"),
    **_view("resources.view", "stations station devices device"),
    **_form("resources.manage", "station_new station_edit station_archival station_restoration"),
    **_form("engineering.station_assign", "station_operations station_operations_named"
            " operation_stations"),
    **_form("people.operator_manage", "operator_pin operator_new operator_edit operator_archival"
            " operator_restoration"),
    **_form("floor.conflict_resolve", "scan_inbox parked_scans scan_retry scan_application"
            " scan_dropping"),
    **_form("labels.print", "batch_label run_labels label_file print_jobs print_job print_retry"
            " print_cancellation printer_trial"),
    **_both("labels.print", "labels.manage", "printers"),
    **_form("labels.manage", "printer_new printer_edit printer_archival printer_restoration"),
    # The plant
    **_view("resources.view", "work_centres work_centre machines machine operators operator"
            " departments department schedules schedule"),
    **_form("resources.manage", "work_centre_new work_centre_edit work_centre_archival"
            " work_centre_restoration machine_new machine_edit machine_archival"
            " machine_restoration qualifications department_new department_edit"
            " department_archival department_restoration schedule_new holidays schedule_edit"
            " schedule_archival schedule_restoration exception_new exception_edit"
            " exception_removal"),
    **_view("production.view", "downtimes downtime board"),
    **_form("floor.downtime_report", "downtime_new downtime_end machine_problem"
            " work_centre_problem my_problem my_recovery"),
    **_form("production.work_correct", "downtime_correction downtime_reversal"),
    # Products
    **_view("catalog.view", "items item item_suggestions item_picture units item_ledger"),
    **_both("catalog.view", "catalog.manage", "variants attributes attribute_values"),
    **_form("catalog.manage", "item_new item_edit item_archival item_restoration conversion"
            " variants_preview item_picture_edit item_picture_removal"),
    **_form("units.manage", "standard_units unit_new unit_edit unit_archival unit_restoration"
            " category_new category_edit category_archival category_restoration"),
    **_view("engineering.view", "item_uses routings routing attachment boms bom bom_explosion"
            " bom_explosion_rows bom_roll_up bom_buildable bom_comparison"),
    **_form("engineering.manage", "routing_new routing_edit routing_version routing_copy"
            " routing_archival routing_restoration attachments attachment_removal bom_new"
            " bom_new_preview bom_edit bom_preview bom_revision bom_copy bom_removal bom_archival"),
    **_form("engineering.validate", "bom_validation"),
    # Stock
    **_view("stock.view", "balances moves stocked lots lot counts count count_sheet warehouses"
            " warehouse"),
    **_form("stock.adjust", "goods_adjust move_reversal warehouse_new warehouse_edit"
            " warehouse_archival warehouse_restoration warehouse_places place_step"),
    **_steps("stock.view", "lot_step count_step"),
    **_form("stock.count", "count_new count_entries count_finds"),
    # Trade
    **_view("partners.view", "customers customer suppliers supplier"),
    **_form("partners.manage", "customer_new customer_edit customer_archival customer_restoration"
            " supplier_new supplier_edit supplier_archival supplier_restoration"),
    **_view("purchasing.view", "shortages supplier_items requests purchase_request rfqs rfq"
            " purchase_orders purchase_order receipts purchase_order_paper quote_paper"
            " request_paper"),
    **_form("purchasing.request_create", "shortage_request order_request request_new request_line"
            " request_line_removal"),
    **_form("purchasing.price_manage", "terms_new terms_removal"),
    **_form("purchasing.order_manage", "request_order request_quotation rfq_supplier"
            " quote_acceptance purchase_order_new purchase_line purchase_line_removal"
            " purchase_order_mail quote_mail request_mail"),
    **_both("purchasing.view", "purchasing.order_manage", "quote"),
    **_form("purchasing.receive", "goods_in"),
    **_form("purchasing.receipt_correct", "purchase_receipt_reversal"),
    **_steps("purchasing.view", "purchase_request_step rfq_step purchase_order_step"),
    **_view("sales.view", "sales_orders sales_order"),
    **_form("sales.order_manage", "sales_order_new sales_order_edit sales_line_new sales_line"
            " sales_line_removal"),
    **_form("sales.deliver", "goods_out"),
    **_form("sales.delivery_correct", "delivery_reversal"),
    **_steps("sales.view", "sales_order_step"),
    # Reports
    **_view("reports.view", "oee oee_intervals oee_export capacity capacity_work"
            " capacity_export"),
    **_view("reports.view", "report_catalogue report_orders report_work report_export"),
    **_view("reports.cost_view", "report_costs handover_export"),
    **_view("reports.extract", "extract_file"),
    **_form("reports.extract", "extracts"),
    # Other systems
    **_form("integrations.manage", "webhooks webhook webhook_new webhook_edit webhook_secret"
            " webhook_on webhook_off webhook_archival webhook_restoration webhook_trial"
            " webhook_messages webhook_message webhook_replay message_replay"),
    # Imports
    **_both("imports.view", "imports.run", "imports import sheet"),
    **_view("imports.view", "sheets sheet_download sheet_import import_findings"),
    **_form("imports.run", "sheet_import_start sheet_import_undoing import_check import_start"
            " import_cancellation import_undoing mapping_removal"),
}  # fmt: skip


def may_see(actor: Actor, page: str) -> bool:
    """Whether somebody is let in to a page, by its name: what is not is not offered either."""
    permission = RIGHTS[page.removeprefix("web:")].see
    return permission == OPEN or actor.can(permission)


class Rights:
    """Middleware: asks for the permission of a page before the page does anything."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(
        self, request: Request, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.app_name != "web":
            return None
        permission = RIGHTS[match.url_name or ""].asked(request.method)
        if permission == OPEN or request.actor.can(permission):
            return None
        refusal = Forbidden(permission=permission, actor=request.actor.label)
        return refused(request, refusal)


def refuse_undeclared(pages: Iterable[URLPattern]) -> None:
    """Raise ``ImproperlyConfigured`` for a page without a row, a row without a page, or a row that
    names no permission."""
    names = {page.name or str(page.pattern) for page in pages}
    for name in names - RIGHTS.keys():
        raise ImproperlyConfigured(f"the page {name} stands in no row of web/rights.py")
    for name in RIGHTS.keys() - names:
        raise ImproperlyConfigured(f"web/rights.py names a page that is not there: {name}")
    for permission in {one for right in RIGHTS.values() for one in (right.see, right.do)}:
        if permission not in {*PERMISSIONS, OPEN}:
            raise ImproperlyConfigured(f"web/rights.py: no permission {permission}")
