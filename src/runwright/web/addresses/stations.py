"""Addresses of stations and devices as masters, and of the scan inbox."""

from django.urls import path

from runwright.web.addresses.masters import upkeep
from runwright.web.views import lists, scan_inbox
from runwright.web.views import station_masters as views

station_masters = [
    path("stations", lists.show("stations"), name="stations"),
    path("stations/new", views.station_new, name="station_new"),
    path("stations/<int:record_id>", views.station, name="station"),
    *upkeep("stations", "station", views),
    path("stations/<int:record_id>/operations", views.operations,
         name="station_operations"),
    path("stations/<int:record_id>/operations/named", views.operations_named,
         name="station_operations_named"),
    path("stations/<int:record_id>/devices", views.device_new,
         name="station_device_new"),
    path("devices", lists.show("devices"), name="devices"),
    path("devices/<int:record_id>", views.device, name="device"),
    path("devices/<int:record_id>/edit", views.device_edit, name="device_edit"),
    path("devices/<int:record_id>/code", views.device_code, name="device_code"),
    path("devices/<int:record_id>/revocation", views.device_revocation,
         name="device_revocation"),
    path("operators/<int:record_id>/pin", views.operator_pin, name="operator_pin"),
    path("scan-inbox", scan_inbox.scan_inbox, name="scan_inbox"),
    path("scan-inbox/all", lists.show("parked_scans"), name="parked_scans"),
    path("scan-inbox/<uuid:parked_id>/retry", scan_inbox.retry, name="scan_retry"),
    path("scan-inbox/<uuid:parked_id>/application", scan_inbox.application,
         name="scan_application"),
    path("scan-inbox/<uuid:parked_id>/dropping", scan_inbox.dropping, name="scan_dropping"),
    path("routings/<int:routing_id>/operations/<int:operation_id>/stations",
         views.operation_stations, name="operation_stations"),
]  # fmt: skip
