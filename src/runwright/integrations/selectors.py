"""Reading endpoints, what they were told, and how that went."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from runwright.integrations.errors import EndpointNotFound, MessageNotFound
from runwright.integrations.models import Attempt, Endpoint, Message
from runwright.integrations.states import (
    AUTOMATIC_VERBS,
    ENDPOINT_LIFE,
    FAILED,
    LIFE,
    PENDING,
)
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor


def endpoints_all(*, actor: Actor) -> QuerySet[Endpoint]:
    """Every endpoint by name, with its events, how many messages wait and how many failed."""
    actor.require("integrations.manage")
    counts = {
        "waiting": Count("messages", filter=Q(messages__state=PENDING)),
        "failed": Count("messages", filter=Q(messages__state=FAILED)),
    }
    endpoints = Endpoint.objects.annotate(**counts).select_related("owner")
    return endpoints.prefetch_related("subscriptions", "secrets").order_by("name")


def endpoint_get(*, endpoint_id: int, actor: Actor) -> Endpoint:
    """One endpoint. Raises ``EndpointNotFound``."""
    found = endpoints_all(actor=actor).filter(id=endpoint_id).first()
    if found is None:
        raise EndpointNotFound(key=endpoint_id)
    return found


def endpoint_verbs(*, endpoint: Endpoint, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on an endpoint now."""
    return ENDPOINT_LIFE.verbs(endpoint, state=endpoint.state, permissions=actor.permissions)


def message_verbs(*, message: Message, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on a message now."""
    return LIFE.verbs(
        message, state=message.state, permissions=actor.permissions, without=AUTOMATIC_VERBS
    )


def messages_all(*, actor: Actor) -> QuerySet[Message]:
    """Every message with its endpoint, newest first."""
    actor.require("integrations.manage")
    return Message.objects.select_related("endpoint").order_by("-happened_at", "-id")


def message_get(*, message_id: UUID, actor: Actor) -> Message:
    """One message with its attempts. Raises ``MessageNotFound``."""
    found = messages_all(actor=actor).filter(id=message_id).first()
    if found is None:
        raise MessageNotFound(key=message_id)
    return found


def attempts_of(*, message_id: UUID, actor: Actor) -> QuerySet[Attempt]:
    """Every try to deliver a message, the last first."""
    actor.require("integrations.manage")
    return Attempt.objects.filter(message=message_id).order_by("-id")
