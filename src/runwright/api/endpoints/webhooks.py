"""Webhooks: who is told what happens, what they were told, and how that went."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BeforeValidator, Field

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Brief, Given, Many, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Instant, Key, Label, Line, PathKey
from runwright.api.verbs import Lively
from runwright.integrations.events import EVENTS
from runwright.integrations.selectors import (
    endpoint_get,
    endpoint_verbs,
    message_get,
    message_verbs,
)
from runwright.integrations.services import (
    Made,
    endpoint_create,
    endpoint_secret_renew,
    endpoint_switch_off,
    endpoint_switch_on,
    endpoint_test,
    endpoint_update,
    endpoints_archive,
    endpoints_restore,
    message_replay,
    messages_replay_failed,
)
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.reports.lists.integrations import WEBHOOK_MESSAGES, WEBHOOKS

door = Door("Webhooks", __name__)
add_list(door, "/webhooks", WEBHOOKS)
add_list(door, "/webhook-messages", WEBHOOK_MESSAGES, key=UUID)

MAY = "integrations.manage"
Url = Annotated[str, Line(500, shortest=1)]
Events = Annotated[list[Annotated[str, Line(80)]], Field(min_length=1, max_length=500)]


def _events(subscriptions: object) -> object:
    """The names of the events that are wanted."""
    if not hasattr(subscriptions, "all"):
        return subscriptions
    return sorted(one.event for one in subscriptions.all())


class Webhook(Lively):
    """An address that is told what happens, as far as its owner may see it."""

    home = "/webhooks/{webhook_id}"
    id: Key
    name: str
    url: str
    owner_id: Key
    events: Annotated[list[str], BeforeValidator(_events), Field(validation_alias="subscriptions")]
    made_at: datetime
    waiting: int
    failed: int
    failing_since: datetime | None
    off_at: datetime | None
    off_reason: str
    archived_at: datetime | None

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return endpoint_verbs(endpoint=record, actor=actor)


class WebhookMade(Shown):
    """A webhook with its new secret, which is shown this once."""

    id: Key
    name: str
    secret: str

    @classmethod
    def of(cls, made: Made) -> Self:
        """The endpoint with the secret it was given."""
        return cls(id=made.endpoint.pk, name=made.endpoint.name, secret=made.secret)

    def kept(self) -> Self:
        """The secret is not kept: a repeat is answered without it."""
        return self.model_copy(update={"secret": ""})


class NewWebhook(Given):
    """An address that shall be told these events from now on."""

    name: Label
    url: Url
    events: Events


class WebhookChange(Given):
    """What may change about a webhook."""

    name: Label = LEFT_OUT
    url: Url = LEFT_OUT
    events: Events = LEFT_OUT


class EventTypes(Shown):
    """Everything that can be told."""

    events: list[str]


class Attempt(Shown):
    """One try to deliver a message."""

    at: datetime
    milliseconds: int
    status: int | None
    answer: str
    error: str


class WebhookMessage(Lively):
    """Something a webhook is told; ``body`` is what is sent, written at the first try."""

    home = "/webhook-messages/{message_id}"
    id: UUID
    endpoint: Brief
    event: str
    record_kind: str
    record_id: str
    record_label: str
    happened_at: datetime
    state: Literal["pending", "delivered", "failed"]
    tries: int
    error: str
    next_try_at: datetime
    ended_at: datetime | None
    body: str
    attempts: Annotated[list[Attempt], Many]

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return message_verbs(message=record, actor=actor)


class Since(Given):
    """From when on to send again what was not taken."""

    since: Instant


class Replayed(Shown):
    """How many messages are sent again."""

    messages: int


def _shown(endpoint_id: int, actor: Actor) -> object:
    return endpoint_get(endpoint_id=endpoint_id, actor=actor)


@door.read("/webhook-events", permission=MAY, answer=EventTypes)
def event_types(request: Call) -> object:
    """The types of events there are."""
    return EventTypes(events=list(EVENTS))


@door.read("/webhooks/{webhook_id}", permission=MAY, answer=Webhook)
def webhook(request: Call, webhook_id: PathKey) -> object:
    """One webhook."""
    return _shown(webhook_id, request.auth)


@door.create("/webhooks", permission=MAY, answer=WebhookMade)
def create_webhook(request: Call, given: NewWebhook) -> object:
    """Have an address told what happens."""
    return WebhookMade.of(endpoint_create(**given.model_dump(), actor=request.auth))


@door.change("/webhooks/{webhook_id}", permission=MAY, answer=Webhook, verb="edit")
def change_webhook(request: Call, webhook_id: PathKey, given: WebhookChange) -> object:
    """Change the name or the address of a webhook, or what it is told."""
    endpoint_update(endpoint_id=webhook_id, **given.sent(), actor=request.auth)
    return _shown(webhook_id, request.auth)


@door.create(
    "/webhooks/{webhook_id}/secrets", permission=MAY, answer=WebhookMade, verb="renew_secret"
)
def renew_secret(request: Call, webhook_id: PathKey) -> object:
    """Make a new secret; the one before signs beside it for another day."""
    return WebhookMade.of(endpoint_secret_renew(endpoint_id=webhook_id, actor=request.auth))


@door.act("/webhooks/{webhook_id}/switching-off", permission=MAY, answer=Webhook, verb="switch_off")
def switch_off_webhook(request: Call, webhook_id: PathKey, given: Reasoned) -> object:
    """Send nothing for now; what happens meanwhile waits."""
    endpoint_switch_off(endpoint_id=webhook_id, reason=given.reason, actor=request.auth)
    return _shown(webhook_id, request.auth)


@door.act("/webhooks/{webhook_id}/switching-on", permission=MAY, answer=Webhook, verb="switch_on")
def switch_on_webhook(request: Call, webhook_id: PathKey) -> object:
    """Send again, first of all what waited."""
    endpoint_switch_on(endpoint_id=webhook_id, actor=request.auth)
    return _shown(webhook_id, request.auth)


@door.act("/webhooks/{webhook_id}/archival", permission=MAY, answer=Webhook, verb="archive")
def archive_webhook(request: Call, webhook_id: PathKey, given: Reasoned) -> object:
    """Take a webhook out of use."""
    endpoint_get(endpoint_id=webhook_id, actor=request.auth)
    endpoints_archive(endpoint_ids=[webhook_id], reason=given.reason, actor=request.auth)
    return _shown(webhook_id, request.auth)


@door.act("/webhooks/{webhook_id}/restoration", permission=MAY, answer=Webhook, verb="restore")
def restore_webhook(request: Call, webhook_id: PathKey, given: Reasoned) -> object:
    """Take a webhook out of the archive; it is told what happens from now on."""
    endpoint_get(endpoint_id=webhook_id, actor=request.auth)
    endpoints_restore(endpoint_ids=[webhook_id], reason=given.reason, actor=request.auth)
    return _shown(webhook_id, request.auth)


@door.create(
    "/webhooks/{webhook_id}/test-messages", permission=MAY, answer=WebhookMessage, verb="test"
)
def test_webhook(request: Call, webhook_id: PathKey) -> object:
    """Send an event that says nothing, to see whether it arrives."""
    return endpoint_test(endpoint_id=webhook_id, actor=request.auth)


@door.act("/webhooks/{webhook_id}/replay", permission=MAY, answer=Replayed, verb="replay")
def replay_failed(request: Call, webhook_id: PathKey, given: Since) -> object:
    """Send everything again that the webhook failed to take since an instant."""
    count = messages_replay_failed(endpoint_id=webhook_id, since=given.since, actor=request.auth)
    return Replayed(messages=count)


@door.read("/webhook-messages/{message_id}", permission=MAY, answer=WebhookMessage)
def webhook_message(request: Call, message_id: UUID) -> object:
    """One message, with every try to deliver it."""
    return message_get(message_id=message_id, actor=request.auth)


@door.act(
    "/webhook-messages/{message_id}/replay", permission=MAY, answer=WebhookMessage, verb="replay"
)
def replay_message(request: Call, message_id: UUID) -> object:
    """Send a message again, with the id it had."""
    message_replay(message_id=message_id, actor=request.auth)
    return message_get(message_id=message_id, actor=request.auth)
