"""The tree of pages. Every verb is a small noun: ``POST /orders/17/confirmation``."""

from types import ModuleType

from django.urls import URLPattern, path

from runwright.web.views import (
    changes,
    dashboard,
    entry,
    imports,
    lists,
    masters,
    orders,
    papers,
    partners,
    plant,
    plant_masters,
    products,
    search,
    settings,
    setup,
    shortages,
    tokens,
    ways_out,
    work,
)

app_name = "web"

gate = [
    path("sign-in", entry.sign_in, name="sign_in"),
    path("sign-in/demo/<int:user_id>", entry.sign_in_as, name="sign_in_as"),
    path("sign-out", entry.sign_out, name="sign_out"),
    path("welcome/<str:secret>", entry.welcome, name="welcome"),
    path("password", entry.password, name="password"),
    path("language", entry.language, name="language"),
    path("theme", entry.theme, name="theme"),
    path("tokens", tokens.tokens, name="tokens"),
    path("tokens/<int:token_id>/revocation", tokens.token_revocation, name="token_revocation"),
]
every_list = [
    path("search", search.search, name="search"),
    path("lists/<str:name>.<str:format>", lists.export, name="export"),
    path("lists/<str:name>/views", lists.views, name="views"),
    path("lists/<str:name>/views/<int:view_id>/removal", lists.view_removal, name="view_removal"),
]


def upkeep(home: str, name: str, views: ModuleType) -> list[URLPattern]:
    """The pages at which a master is changed, archived and restored."""
    nouns = ("edit", "archival", "restoration")
    return [
        path(f"{home}/<int:record_id>/{noun}", getattr(views, f"{name}_{noun}"),
             name=f"{name}_{noun}")
        for noun in nouns
    ]  # fmt: skip


plant_pages = [
    path("work-centres", lists.show("work_centres"), name="work_centres"),
    path("work-centres/new", plant_masters.work_centre_new, name="work_centre_new"),
    path("work-centres/<int:record_id>", plant.work_centre, name="work_centre"),
    *upkeep("work-centres", "work_centre", plant_masters),
    path("machines", lists.show("machines"), name="machines"),
    path("machines/new", plant_masters.machine_new, name="machine_new"),
    path("machines/<int:record_id>", plant.machine, name="machine"),
    *upkeep("machines", "machine", plant_masters),
    path("operators", lists.show("operators"), name="operators"),
    path("operators/new", plant_masters.operator_new, name="operator_new"),
    path("operators/<int:record_id>", plant.operator, name="operator"),
    *upkeep("operators", "operator", plant_masters),
    path("operators/<int:record_id>/qualifications", plant_masters.qualifications,
         name="qualifications"),
    path("departments", lists.show("departments"), name="departments"),
    path("departments/new", plant_masters.department_new, name="department_new"),
    path("departments/<int:record_id>", plant.department, name="department"),
    *upkeep("departments", "department", plant_masters),
    path("schedules", plant.schedules, name="schedules"),
    path("schedules/new", plant_masters.schedule_new, name="schedule_new"),
    path("schedules/holidays", plant_masters.holidays, name="holidays"),
    path("schedules/<int:record_id>", plant.schedule, name="schedule"),
    *upkeep("schedules", "schedule", plant_masters),
    path("schedules/<int:record_id>/exceptions", plant_masters.exception_new,
         name="exception_new"),
    path("exceptions/<int:record_id>/edit", plant_masters.exception_edit, name="exception_edit"),
    path("exceptions/<int:record_id>/removal", plant_masters.exception_removal,
         name="exception_removal"),
    path("downtimes", lists.show("downtimes"), name="downtimes"),
]  # fmt: skip
product_pages = [
    path("items", lists.show("items"), name="items"),
    path("items/new", masters.item_new, name="item_new"),
    path("items/<int:record_id>", products.item, name="item"),
    *upkeep("items", "item", masters),
    path("items/<int:record_id>/conversions", masters.conversion, name="conversion"),
    path("routings", products.routings, name="routings"),
    path("routings/<int:record_id>", products.routing, name="routing"),
    path("boms", products.boms, name="boms"),
    path("boms/<int:record_id>", products.bom, name="bom"),
    path("boms/<int:record_id>/<str:noun>", products.bom_step, name="bom_step"),
    path("units", products.units, name="units"),
    path("units/usual", products.standard_units, name="standard_units"),
    path("units/new", masters.unit_new, name="unit_new"),
    *upkeep("units", "unit", masters),
    path("unit-categories/new", masters.category_new, name="category_new"),
    *upkeep("unit-categories", "category", masters),
    path("stock", lists.show("balances"), name="balances"),
    path("stock/moves", lists.show("moves"), name="moves"),
    path("stock/receipts/new", masters.goods_receive, name="goods_receive"),
    path("stock/transfers/new", masters.goods_transfer, name="goods_transfer"),
    path("stock/adjustments/new", masters.goods_adjust, name="goods_adjust"),
]
partner_pages = [
    path(f"{kind}s", lists.show(f"{kind}s"), name=f"{kind}s")
    for kind in ("customer", "supplier")
] + [
    path("customers/new", partners.customer_new, name="customer_new"),
    path("customers/<int:record_id>", partners.customer, name="customer"),
    path("customers/<int:record_id>/edit", partners.customer_edit, name="customer_edit"),
    path("customers/<int:record_id>/archival", partners.customer_archival,
         name="customer_archival"),
    path("suppliers/new", partners.supplier_new, name="supplier_new"),
    path("suppliers/<int:record_id>", partners.supplier, name="supplier"),
    path("suppliers/<int:record_id>/edit", partners.supplier_edit, name="supplier_edit"),
    path("suppliers/<int:record_id>/archival", partners.supplier_archival,
         name="supplier_archival"),
]  # fmt: skip
order_pages = [
    path("orders", lists.show("orders"), name="orders"),
    path("orders/new", orders.order_new, name="order_new"),
    path("orders/<int:order_id>", orders.overview, name="order"),
    path("orders/<int:order_id>/materials", orders.materials, name="order_materials"),
    path("orders/<int:order_id>/work", orders.work, name="order_work"),
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
work_pages = [
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
    path("reports", lists.show("reports"), name="reports"),
    path("journal", lists.show("journal"), name="journal"),
]

import_pages = [
    path("imports", imports.imports, name="imports"),
    path("imports/<int:import_id>", imports.show, name="import"),
    path("imports/<int:import_id>/check", imports.check, name="import_check"),
    path("imports/<int:import_id>/start", imports.start, name="import_start"),
    path("imports/<int:import_id>/cancellation", imports.cancellation, name="import_cancellation"),
    path("imports/<int:import_id>/undoing", imports.undoing, name="import_undoing"),
    path("imports/<int:import_id>/findings", imports.findings, name="import_findings"),
    path("imports/mappings/<int:mapping_id>/removal", imports.mapping_removal,
         name="mapping_removal"),
]  # fmt: skip

urlpatterns = [
    *gate,
    *every_list,
    *record_pages,
    *order_pages,
    *work_pages,
    *plant_pages,
    *product_pages,
    *partner_pages,
    *import_pages,
]
