"""Webhooks. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Webhooks(Noun):
    """Webhooks."""

    def list_webhooks(self, **query: Any) -> Iterator[Record]:
        """Webhooks: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [archived].
        """
        return self._wire.rows("/webhooks", query, "WebhooksPage")

    def create_webhook(self, **fields: Any) -> Record:
        """Have an address told what happens.

        Takes name, url, events.
        """
        return one(self._wire.write("POST", "/webhooks", fields, "WebhookMade"))

    def list_webhook_messages(self, **query: Any) -> Iterator[Record]:
        """Webhook messages: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [webhook], [event], [record], [happened_from],
        [happened_to].
        """
        return self._wire.rows("/webhook-messages", query, "WebhookMessagesPage")

    def event_types(self) -> Record:
        """The types of events there are."""
        return one(self._wire.read("/webhook-events", {}, "EventTypes"))

    def webhook(self, webhook_id: object, **query: Any) -> Record:
        """One webhook.

        Takes [expand].
        """
        return one(self._wire.read(f"/webhooks/{webhook_id}", query, "Webhook"))

    def change_webhook(self, webhook_id: object, **fields: Any) -> Record:
        """Change the name or the address of a webhook, or what it is told.

        Takes [name], [url], [events].
        """
        return one(self._wire.write("PATCH", f"/webhooks/{webhook_id}", fields, "Webhook"))

    def renew_secret(self, webhook_id: object, **fields: Any) -> Record:
        """Make a new secret; the one before signs beside it for another day."""
        return one(
            self._wire.write("POST", f"/webhooks/{webhook_id}/secrets", fields, "WebhookMade")
        )

    def switch_off_webhook(self, webhook_id: object, **fields: Any) -> Record:
        """Send nothing for now; what happens meanwhile waits.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/webhooks/{webhook_id}/switching-off", fields, "Webhook")
        )

    def switch_on_webhook(self, webhook_id: object, **fields: Any) -> Record:
        """Send again, first of all what waited."""
        return one(
            self._wire.write("POST", f"/webhooks/{webhook_id}/switching-on", fields, "Webhook")
        )

    def archive_webhook(self, webhook_id: object, **fields: Any) -> Record:
        """Take a webhook out of use.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/webhooks/{webhook_id}/archival", fields, "Webhook"))

    def restore_webhook(self, webhook_id: object, **fields: Any) -> Record:
        """Take a webhook out of the archive; it is told what happens from now on.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/webhooks/{webhook_id}/restoration", fields, "Webhook")
        )

    def test_webhook(self, webhook_id: object, **fields: Any) -> Record:
        """Send an event that says nothing, to see whether it arrives."""
        return one(
            self._wire.write(
                "POST", f"/webhooks/{webhook_id}/test-messages", fields, "WebhookMessage"
            )
        )

    def replay_failed(self, webhook_id: object, **fields: Any) -> Record:
        """Send everything again that the webhook failed to take since an instant.

        Takes since.
        """
        return one(self._wire.write("POST", f"/webhooks/{webhook_id}/replay", fields, "Replayed"))

    def webhook_message(self, message_id: object, **query: Any) -> Record:
        """One message, with every try to deliver it.

        Takes [expand].
        """
        return one(self._wire.read(f"/webhook-messages/{message_id}", query, "WebhookMessage"))

    def replay_message(self, message_id: object, **fields: Any) -> Record:
        """Send a message again, with the id it had."""
        return one(
            self._wire.write(
                "POST", f"/webhook-messages/{message_id}/replay", fields, "WebhookMessage"
            )
        )
