"""The tree of pages. Every verb is a small noun: ``POST /orders/17/confirmation``."""

from django.urls import path

from runwright.reports.report.catalogue import REPORTS
from runwright.web.addresses import station_masters, upkeep, webhook_pages
from runwright.web.addresses.masters import upkeep
from runwright.web.addresses.plant import plant_pages
from runwright.web.addresses.recipes import product_pages, recipe_pages
from runwright.web.addresses.stations import station_masters
from runwright.web.addresses.trade import partner_pages, stock_pages, trade_pages
from runwright.web.addresses.webhooks import webhook_pages
from runwright.web.gate import gate
from runwright.web.rights import refuse_undeclared
from runwright.web.views import (
    batches,
    changes,
    corrections,
    dashboard,
    flow,
    imports,
    labels,
    lists,
    mine,
    oee,
    orders,
    papers,
    reports,
    runs,
    search,
    settings,
    setup,
    sheets,
    shortages,
    stations,
    task,
    traces,
    ways_out,
    work,
)

app_name = "web"

every_list = [
    path("search", search.search, name="search"),
    path("lists/<str:name>.<str:format>", lists.export, name="export"),
    path("lists/<str:name>/views", lists.views, name="views"),
    path("lists/<str:name>/views/<int:view_id>/removal", lists.view_removal, name="view_removal"),
]
order_pages = [
    path("orders", lists.show("orders"), name="orders"),
    path("orders/new", orders.order_new, name="order_new"),
    path("orders/preview", orders.preview, name="order_preview"),
    path("orders/<int:order_id>", orders.overview, name="order"),
    path("orders/<int:order_id>/materials", orders.materials, name="order_materials"),
    path("orders/<int:order_id>/work", orders.work, name="order_work"),
    path("orders/<int:order_id>/batches", orders.batches, name="order_batches"),
    path("orders/<int:order_id>/releasing", runs.order_releasing, name="order_releasing"),
    path("orders/<int:order_id>/releasing/preview", runs.release_counted, name="release_counted"),
    path("orders/<int:order_id>/timeline", orders.timeline, name="order_timeline"),
    path("orders/<int:order_id>/costs", orders.costs, name="order_costs"),
    path("orders/<int:order_id>/journal", orders.journal, name="order_journal"),
    path("orders/<int:order_id>/edit", orders.edit, name="order_edit"),
    path("orders/<int:order_id>/changes", orders.changes, name="order_changes"),
    path("orders/<int:order_id>/components/new", changes.component_new, name="component_new"),
    path("orders/<int:order_id>/components/<int:line_id>", changes.component_quantity,
         name="component_quantity"),
    path("orders/<int:order_id>/components/<int:line_id>/substitution",
         changes.component_substitution, name="component_substitution"),
    path("orders/<int:order_id>/components/<int:line_id>/removal", changes.component_removal,
         name="component_removal"),
    path("orders/<int:order_id>/components/<int:line_id>/children", ways_out.child,
         name="order_child"),
    path("orders/<int:order_id>/splitting", ways_out.splitting, name="order_splitting"),
    path("orders/<int:order_id>/priority", ways_out.priority, name="order_priority"),
    path("orders/<int:order_id>/receipts", ways_out.receipt, name="order_receipts"),
    path("orders/<int:order_id>/receipts/<int:receipt_id>/reversal", ways_out.receipt_reversal,
         name="receipt_reversal"),
    path("orders/<int:order_id>/corrections", corrections.corrections, name="order_corrections"),
    path("orders/<int:order_id>/corrections/materials/<int:line_id>", corrections.material,
         name="material_correction"),
    path("orders/<int:order_id>/corrections/output/<int:work_order_id>", corrections.output,
         name="output_correction"),
    path("orders/<int:order_id>/corrections/times/<uuid:fact_id>", corrections.time_reversal,
         name="time_correction"),
    path("orders/<int:order_id>/recipe/<int:bom_id>", ways_out.renewal, name="order_renewal"),
    path("orders/<int:order_id>/steps/new", changes.step_new, name="step_new"),
    path("orders/<int:order_id>/<str:paper>.pdf", papers.order_paper, name="order_paper"),
    path("orders/<int:order_id>/owed", orders.owed, name="order_owed"),
    path("orders/<int:order_id>/materials/<int:line_id>/issues", orders.issue, name="order_issue"),
    path("orders/<int:order_id>/materials/<int:line_id>/take-overs", shortages.take_over,
         name="order_take_over"),
    path("orders/<int:order_id>/materials/<int:line_id>/carry-overs", shortages.carry_over,
         name="order_carry_over"),
    *(path(f"orders/<int:order_id>/{noun}", orders.step, {"noun": noun}, name=noun)
      for noun in orders.VERBS),
]  # fmt: skip
run_pages = [
    path("runs", lists.show("runs"), name="runs"),
    path("runs/new", runs.run_new, name="run_new"),
    path("runs/new/preview", runs.run_preview, name="run_preview"),
    path("runs/<int:record_id>", runs.run, name="run"),
    path("runs/<int:record_id>/batches", runs.run_batches, name="run_batches"),
    path("runs/<int:record_id>/deletion", runs.run_deletion, name="run_deletion"),
    path("runs/<int:record_id>/flow", flow.run_flow, name="run_flow"),
    path("runs/<int:record_id>/flow.xlsx", flow.run_workbook, name="run_workbook"),
    path("batches", lists.show("batches"), name="batches"),
    path("batches/waiting", batches.waiting, name="waiting"),
    path("batches/<int:record_id>", batches.batch, name="batch"),
    path("batches/<int:record_id>/label", labels.batch_label, name="batch_label"),
    path("runs/<int:record_id>/labels", labels.run_labels, name="run_labels"),
    path("batches/<int:record_id>/panel", batches.panel, name="batch_panel"),
    path("batches/<int:record_id>/notes", batches.notes, name="batch_notes"),
    path("batches/<int:record_id>/notes/<int:note_id>", batches.picture, name="batch_picture"),
    path("batches/<int:record_id>/flow", flow.batch_flow, name="batch_flow"),
    path("batches/<int:record_id>/flow.xlsx", flow.batch_workbook, name="batch_workbook"),
    *(path(f"{address}/trace{end}", view, {"kind": kind}, name=f"{kind}_trace{name}")
      for kind, address in (("batch", "batches/<int:key>"), ("lot", "lots/<int:key>"),
                            ("supplier_lot", "supplier-lots/<path:key>"))
      for end, name, view in (("", "", traces.trace), ("/hold", "_hold", traces.hold_all))),
    path("batches/<int:record_id>/<str:noun>", batches.batch_step, name="batch_step"),
]  # fmt: skip
work_pages = [
    path("my-work", mine.mine, name="my_work"),
    path("my-work/<int:record_id>", task.task, name="my_task"),
    path("my-work/<int:record_id>/start", task.start, name="my_start"),
    path("my-work/<int:record_id>/pause", task.pause, name="my_pause"),
    path("my-work/<int:record_id>/completion", task.completion, name="my_completion"),
    path("my-work/<int:record_id>/reports", task.report, name="my_report"),
    path("my-work/<int:record_id>/proposals", task.proposals, name="my_proposals"),
    path("my-work/<int:record_id>/problem", task.problem, name="my_problem"),
    path("my-work/<int:record_id>/materials/<int:line_id>", task.material, name="my_material"),
    path("my-work/<int:record_id>/downtimes/<int:downtime_id>/end", task.recovery,
         name="my_recovery"),
    path("work-orders/assignments", mine.assign, name="work_assign"),
    path("work-orders", lists.show("work_orders"), name="work_orders"),
    path("work-orders/<int:record_id>", work.work_order, name="work_order"),
    path("work-orders/<int:record_id>/timers", work.timers, name="work_timers"),
    path("work-orders/<int:record_id>/timers/<uuid:start_id>/stop", work.timer_end,
         name="timer_end"),
    path("work-orders/<int:record_id>/reports", work.reports, name="work_reports"),
    path("work-orders/<int:record_id>/reports/<uuid:fact_id>/reversal", work.report_reversal,
         name="report_reversal"),
    path("work-orders/<int:record_id>/bookings", work.bookings, name="work_bookings"),
    path("work-orders/<int:record_id>/times/<uuid:fact_id>/reversal", work.time_reversal,
         name="time_reversal"),
    path("work-orders/<int:record_id>/decisions", work.decisions, name="work_decisions"),
    path("work-orders/<int:record_id>/assignment", work.assignment, name="work_assignment"),
    path("work-orders/<int:record_id>/moving", changes.step_moving, name="step_moving"),
    path("work-orders/<int:record_id>/removal", changes.step_removal, name="step_removal"),
    path("work-orders/<int:record_id>/short-finish", work.short_finish, name="work_short_finish"),
]  # fmt: skip
record_pages = [
    path("", dashboard.show, name="dashboard"),
    path("dashboard/<str:part>.<str:format>", dashboard.export, name="dashboard_export"),
    path("reports/oee", oee.show, name="oee"),
    path("reports/oee/intervals", oee.intervals, name="oee_intervals"),
    path("reports/oee/<str:part>.<str:format>", oee.export, name="oee_export"),
    path("setup", setup.checklist, name="setup"),
    path("setup/prefixes", setup.prefixes, name="setup_prefixes"),
    path("settings", settings.general, name="settings"),
    path("settings/policies", settings.policies, name="policies"),
    path("settings/numbers", settings.numberings, name="numberings"),
    path("settings/numbers/<str:kind>", settings.numbering, name="numbering"),
    path("settings/people", settings.people, name="people"),
    path("settings/people/new", settings.user_new, name="user_new"),
    path("settings/people/<int:record_id>/edit", settings.user_edit, name="user_edit"),
    path("settings/people/<int:record_id>/archival", settings.user_archival, name="user_archival"),
    path(
        "settings/people/<int:record_id>/restoration",
        settings.user_restoration,
        name="user_restoration",
    ),
    path("settings/people/<int:user_id>/roles", settings.roles, name="roles"),
    path("settings/people/<int:user_id>/link", settings.link, name="user_link"),
    path("settings/reasons", settings.reasons, name="reasons"),
    path("settings/reasons/<str:kind>/new", settings.reason_new, name="reason_new"),
    path(
        "settings/reasons/<str:kind>/<int:record_id>/edit", settings.reason_edit, name="reason_edit"
    ),
    path(
        "settings/reasons/<str:kind>/<int:record_id>/archival",
        settings.reason_archival,
        name="reason_archival",
    ),
    path("bookings", lists.show("intervals"), name="intervals"),
    path("quantity-reports", lists.show("reports"), name="reports"),
    path("journal", lists.show("journal"), name="journal"),
]

report_pages = [
    path("reports", reports.catalogue, name="report_catalogue"),
    *(path(f"reports/{name}", reports.show(name), name=f"report_{name}") for name in REPORTS),
    path("reports/finance.<str:format>", reports.handover, name="handover_export"),
    path("reports/<slug:name>/<slug:part>.<str:format>", reports.export, name="report_export"),
]

label_pages = [
    path("label-prints/<uuid:print_id>", labels.label_file, name="label_file"),
    path("settings/printers", labels.printers, name="printers"),
    path("settings/printers/new", labels.printer_new, name="printer_new"),
    *upkeep("settings/printers", "printer", labels),
    path("settings/printers/<int:record_id>/test-labels", labels.printer_trial,
         name="printer_trial"),
    path("print-jobs", lists.show("print_jobs"), name="print_jobs"),
    path("print-jobs/<int:record_id>", labels.print_job, name="print_job"),
    path("print-jobs/<int:record_id>/retry", labels.print_retry, name="print_retry"),
    path("print-jobs/<int:record_id>/cancellation", labels.print_cancellation,
         name="print_cancellation"),
]  # fmt: skip

import_pages = [
    path("imports", imports.imports, name="imports"),
    path("imports/sheets", sheets.sheets, name="sheets"),
    path("imports/sheets/<slug:kind>", sheets.sheet, name="sheet"),
    path("imports/sheets/<slug:kind>/<str:what>.<str:format>", sheets.sheet_download,
         name="sheet_download"),
    path("imports/sheet-imports/<int:import_id>", sheets.sheet_import, name="sheet_import"),
    path("imports/sheet-imports/<int:import_id>/start", sheets.sheet_import_start,
         name="sheet_import_start"),
    path("imports/sheet-imports/<int:import_id>/undoing", sheets.sheet_import_undoing,
         name="sheet_import_undoing"),
    path("imports/<int:import_id>", imports.show, name="import"),
    path("imports/<int:import_id>/check", imports.check, name="import_check"),
    path("imports/<int:import_id>/start", imports.start, name="import_start"),
    path("imports/<int:import_id>/cancellation", imports.cancellation, name="import_cancellation"),
    path("imports/<int:import_id>/undoing", imports.undoing, name="import_undoing"),
    path("imports/<int:import_id>/findings", imports.findings, name="import_findings"),
    path("imports/mappings/<int:mapping_id>/removal", imports.mapping_removal,
         name="mapping_removal"),
]  # fmt: skip

station_pages = [
    path("station", stations.pick, name="stations_pick"),
    path("station/worker.js", stations.worker, name="station_worker"),
    path("station/enrolment", stations.enrolment, name="station_enrolment"),
    path("station/<int:record_id>", stations.screen, name="station_screen"),
    path("station/<int:record_id>/device", stations.device, name="station_device"),
]

urlpatterns = [
    *gate,
    *every_list,
    *record_pages,
    *report_pages,
    *order_pages,
    *run_pages,
    *work_pages,
    *station_pages,
    *station_masters,
    *plant_pages,
    *product_pages,
    *recipe_pages,
    *stock_pages,
    *partner_pages,
    *trade_pages,
    *import_pages,
    *label_pages,
    *webhook_pages,
]
refuse_undeclared(urlpatterns)
