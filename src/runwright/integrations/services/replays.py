"""Sending messages again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from runwright.integrations.errors import EndpointNotFound, MessageNotFound
from runwright.integrations.models import Endpoint, Message
from runwright.integrations.services.sending import endpoint_wake
from runwright.integrations.states import (
    FAILED,
    LIFE,
    it_is_awake,
    its_webhook_is_awake,
)
from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record
from runwright.people.actor import Actor

PERMISSION = "integrations.manage"


@transaction.atomic
def message_replay(*, message_id: UUID, actor: Actor) -> Message:
    """Send a message again, as it was: with its id, so that who had it knows it.

    Raises ``MessageNotFound``, ``WrongState`` while it waits, and ``EndpointResting``.
    """
    actor.require(PERMISSION)
    message = Message.objects.select_for_update().filter(id=message_id).first()
    if message is None:
        raise MessageNotFound(key=message_id)
    its_webhook_is_awake(message)
    _queued(message)
    subject = Subject("webhook", str(message.endpoint_id), message.endpoint.name)
    entry_record(actor=actor, verb="webhook.replay", subject=subject, reason=str(message))
    return message


@transaction.atomic
def messages_replay_failed(*, endpoint_id: int, since: datetime, actor: Actor) -> int:
    """Send everything again that an endpoint failed to take since an instant; returns how many.

    Raises ``EndpointNotFound`` and ``EndpointResting``.
    """
    actor.require(PERMISSION)
    endpoint = Endpoint.objects.filter(id=endpoint_id).first()
    if endpoint is None:
        raise EndpointNotFound(key=endpoint_id)
    it_is_awake(endpoint)
    failed = _failed(endpoint, since)
    for message in failed:
        _queued(message)
    if failed:
        subject = Subject("webhook", str(endpoint.pk), endpoint.name)
        entry_record(actor=actor, verb="webhook.replay", subject=subject)
    return len(failed)


def _failed(endpoint: Endpoint, since: datetime) -> QuerySet[Message]:
    messages = Message.objects.select_for_update().filter(endpoint=endpoint, state=FAILED)
    return messages.filter(happened_at__gte=since).order_by("id")


def _queued(message: Message) -> None:
    message.state = LIFE.step(
        message, state=message.state, verb="replay", label=str(message)
    ).target
    message.tries, message.error, message.ended_at = 0, "", None
    message.next_try_at = now()
    message.save(update_fields=["state", "tries", "error", "ended_at", "next_try_at"])
    endpoint_wake(message.endpoint_id)
