"""Addresses of webhooks."""

from django.urls import path

from runwright.web.addresses.masters import upkeep
from runwright.web.views import lists, webhooks

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
