"""The tree of pages. Every verb is a small noun: ``POST /orders/17/confirmation``."""

from django.urls import path

from runwright.web.views import entry, lists, masters, plant, products, search, tokens

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
plant_pages = [
    path("work-centres", lists.show("work_centres"), name="work_centres"),
    path("work-centres/new", masters.work_centre_new, name="work_centre_new"),
    path("work-centres/<int:record_id>", plant.work_centre, name="work_centre"),
    path("work-centres/<int:record_id>/edit", masters.work_centre_edit, name="work_centre_edit"),
    path("work-centres/<int:record_id>/archival", masters.work_centre_archival,
         name="work_centre_archival"),
    path("machines", lists.show("machines"), name="machines"),
    path("machines/new", masters.machine_new, name="machine_new"),
    path("machines/<int:record_id>", plant.machine, name="machine"),
    path("machines/<int:record_id>/archival", masters.machine_archival, name="machine_archival"),
    path("operators", lists.show("operators"), name="operators"),
    path("operators/new", masters.operator_new, name="operator_new"),
    path("operators/<int:record_id>", plant.operator, name="operator"),
    path("operators/<int:record_id>/archival", masters.operator_archival, name="operator_archival"),
    path("operators/<int:record_id>/qualifications", masters.qualifications, name="qualifications"),
    path("schedules", plant.schedules, name="schedules"),
    path("schedules/new", masters.schedule_new, name="schedule_new"),
    path("schedules/<int:record_id>", plant.schedule, name="schedule"),
    path("schedules/<int:record_id>/exceptions", masters.exception_new, name="exception_new"),
    path("departments/new", masters.department_new, name="department_new"),
    path("downtimes", lists.show("downtimes"), name="downtimes"),
]  # fmt: skip
product_pages = [
    path("items", lists.show("items"), name="items"),
    path("items/new", masters.item_new, name="item_new"),
    path("items/<int:record_id>", products.item, name="item"),
    path("items/<int:record_id>/edit", masters.item_edit, name="item_edit"),
    path("items/<int:record_id>/archival", masters.item_archival, name="item_archival"),
    path("routings", products.routings, name="routings"),
    path("routings/<int:record_id>", products.routing, name="routing"),
    path("boms", products.boms, name="boms"),
    path("boms/<int:record_id>", products.bom, name="bom"),
    path("boms/<int:record_id>/<str:noun>", products.bom_step, name="bom_step"),
    path("units", products.units, name="units"),
    path("units/new", masters.unit_new, name="unit_new"),
    path("stock", lists.show("balances"), name="balances"),
    path("stock/moves", lists.show("moves"), name="moves"),
]
production_pages = [
    path("orders", lists.show("orders"), name="orders"),
    path("work-orders", lists.show("work_orders"), name="work_orders"),
    path("bookings", lists.show("intervals"), name="intervals"),
    path("reports", lists.show("reports"), name="reports"),
    path("journal", lists.show("journal"), name="journal"),
]

urlpatterns = [*gate, *every_list, *plant_pages, *product_pages, *production_pages]
