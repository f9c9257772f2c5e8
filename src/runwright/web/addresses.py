"""Addresses that several records share, and those of stations as masters and of webhooks."""

from types import ModuleType

from django.urls import URLPattern, path

from runwright.web.views import lists, scan_inbox, webhooks
from runwright.web.views import station_masters as views


def upkeep(home: str, name: str, views: ModuleType) -> list[URLPattern]:
    """The pages at which a master is changed, archived and restored."""
    nouns = ("edit", "archival", "restoration")
    return [
        path(f"{home}/<int:record_id>/{noun}", getattr(views, f"{name}_{noun}"),
             name=f"{name}_{noun}")
        for noun in nouns
    ]  # fmt: skip


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

webhook_pages = [
    path("settings/webhooks", webhooks.webhooks, name="webhooks"),
    path("settings/webhooks/new", webhooks.webhook_new, name="webhook_new"),
    path("settings/webhooks/<int:record_id>", webhooks.webhook, name="webhook"),
    *upkeep("settings/webhooks", "webhook", webhooks),
    path("settings/webhooks/<int:record_id>/secrets", webhooks.webhook_secret,
         name="webhook_secret"),
    path("settings/webhooks/<int:record_id>/switching-off", webhooks.webhook_off,
         name="webhook_off"),
    path("settings/webhooks/<int:record_id>/switching-on", webhooks.webhook_on,
         name="webhook_on"),
    path("settings/webhooks/<int:record_id>/test-messages", webhooks.webhook_trial,
         name="webhook_trial"),
    path("settings/webhooks/<int:record_id>/replay", webhooks.webhook_replay,
         name="webhook_replay"),
    path("webhook-messages", lists.show("webhook_messages"), name="webhook_messages"),
    path("webhook-messages/<uuid:record_id>", webhooks.webhook_message, name="webhook_message"),
    path("webhook-messages/<uuid:record_id>/replay", webhooks.message_replay_view,
         name="message_replay"),
]  # fmt: skip
