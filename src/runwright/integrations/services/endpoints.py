"""Making, changing and trying endpoints, and their secrets."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from runwright.integrations.errors import (
    EndpointNameTaken,
    EndpointNotFound,
    NoEvents,
    Undelivered,
    UnknownEvents,
)
from runwright.integrations.events import EVENTS, TEST
from runwright.integrations.models import Endpoint, Message, Secret, Subscription
from runwright.integrations.rules import OLD_SECRET_SIGNS, PURPOSE, SECRET_BYTES, secret_text
from runwright.integrations.services.sending import endpoint_wake
from runwright.integrations.states import ENDPOINT_LIFE, it_is_awake
from runwright.integrations.wire import address_of
from runwright.journal.clock import now
from runwright.journal.masters import Master
from runwright.journal.services import Edit, entry_record, fields_set
from runwright.people.actor import Actor
from runwright.people.sealing import sealed

PERMISSION = "integrations.manage"
FIELDS = frozenset({"name", "url"})
ENDPOINTS = Master(Endpoint, "webhook", EndpointNotFound, FIELDS, ENDPOINT_LIFE)


@dataclass(frozen=True)
class Made:
    """An endpoint with its new secret, which is shown this once."""

    endpoint: Endpoint
    secret: str


@transaction.atomic
def endpoint_create(*, name: str, url: str, events: Iterable[str], actor: Actor) -> Made:
    """Make an endpoint that is told these events from now on, as far as the actor may see them.

    Raises ``EndpointNameTaken``, ``AddressWrong``, ``AddressPrivate``, ``UnknownEvents`` and
    ``NoEvents``.
    """
    actor.require(PERMISSION)
    _reachable(url)
    endpoint = Endpoint(name=name, url=url, owner_id=actor.person)
    ENDPOINTS.create(record=endpoint, otherwise=EndpointNameTaken(name=name), actor=actor)
    _events_set(endpoint, events)
    return Made(endpoint, _secret_new(endpoint))


@transaction.atomic
def endpoint_update(
    *, endpoint_id: int, actor: Actor, events: Iterable[str] | None = None, **fields: object
) -> Endpoint:
    """Change the name or the address of an endpoint, or what it is told.

    Raises ``EndpointNotFound`` and what making one raises.
    """
    actor.require(PERMISSION)
    endpoint = ENDPOINTS.locked(endpoint_id)
    if "url" in fields:
        _reachable(str(fields["url"]))
    edits = [] if events is None else _events_set(endpoint, events)
    taken = EndpointNameTaken(name=fields.get("name", endpoint.name))
    return ENDPOINTS.update(
        record=endpoint, fields=fields, otherwise=taken, actor=actor, also=edits
    )


@transaction.atomic
def endpoint_secret_renew(*, endpoint_id: int, actor: Actor) -> Made:
    """Make a new secret; the one before signs beside it for another day.

    Raises ``EndpointNotFound``.
    """
    actor.require(PERMISSION)
    endpoint = ENDPOINTS.locked(endpoint_id)
    endpoint.secrets.filter(until=None).update(until=now() + OLD_SECRET_SIGNS)
    entry_record(actor=actor, verb="webhook.renew_secret", subject=ENDPOINTS.subject(endpoint))
    return Made(endpoint, _secret_new(endpoint))


@transaction.atomic
def endpoint_switch_off(*, endpoint_id: int, actor: Actor, reason: str = "") -> Endpoint:
    """Send nothing more until it is switched on again; what happens meanwhile waits.

    Raises ``EndpointNotFound``.
    """
    actor.require(PERMISSION)
    endpoint = ENDPOINTS.locked(endpoint_id)
    return _switched(endpoint, "switch_off", {"off_at": now(), "off_reason": reason}, actor, reason)


@transaction.atomic
def endpoint_switch_on(*, endpoint_id: int, actor: Actor) -> Endpoint:
    """Send again, first of all what waited. Raises ``EndpointNotFound``."""
    actor.require(PERMISSION)
    endpoint = ENDPOINTS.locked(endpoint_id)
    clean = {"off_at": None, "off_reason": "", "failing_since": None, "paused_until": None}
    endpoint_wake(endpoint_id)
    return _switched(endpoint, "switch_on", clean, actor)


def _switched(
    endpoint: Endpoint, verb: str, fields: Mapping[str, object], actor: Actor, reason: str = ""
) -> Endpoint:
    if bool(fields["off_at"]) != bool(endpoint.off_at):
        fields_set(record=endpoint, fields=fields)
        subject = ENDPOINTS.subject(endpoint)
        entry_record(actor=actor, verb=f"webhook.{verb}", subject=subject, reason=reason)
    return endpoint


@transaction.atomic
def endpoints_archive(*, endpoint_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take endpoints out of use: they are told nothing of what happens from now on."""
    actor.require(PERMISSION)
    ENDPOINTS.archive(ids=endpoint_ids, actor=actor, reason=reason)


@transaction.atomic
def endpoints_restore(*, endpoint_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take endpoints out of the archive; they are told what happens from now on."""
    actor.require(PERMISSION)
    ids = list(endpoint_ids)
    archived = Subscription.objects.filter(endpoint__in=ids, endpoint__archived_at__isnull=False)
    archived.update(since=now())
    ENDPOINTS.restore(ids=ids, actor=actor, reason=reason)


@transaction.atomic
def endpoint_test(*, endpoint_id: int, actor: Actor) -> Message:
    """Send an event that says nothing, to see whether it arrives.

    Raises ``EndpointNotFound`` and ``EndpointResting``.
    """
    actor.require(PERMISSION)
    endpoint = ENDPOINTS.locked(endpoint_id)
    it_is_awake(endpoint)
    Endpoint.objects.filter(id=endpoint_id).update(paused_until=None)
    message = Message.objects.create(endpoint=endpoint, event=TEST)
    endpoint_wake(endpoint_id)
    return message


def _reachable(url: str) -> None:
    """Refuse an address that may not be called; one that is away just now may be kept."""
    try:
        address_of(url)
    except Undelivered:
        return


def _events_set(endpoint: Endpoint, events: Iterable[str]) -> list[Edit]:
    wanted = set(events)
    if unknown := sorted(wanted - set(EVENTS)):
        raise UnknownEvents(events=unknown)
    if not wanted:
        raise NoEvents()
    held = {one.event for one in endpoint.subscriptions.all()}
    endpoint.subscriptions.exclude(event__in=wanted).delete()
    added = [Subscription(endpoint=endpoint, event=one) for one in sorted(wanted - held)]
    Subscription.objects.bulk_create(added)
    return [] if held == wanted else [Edit("events", _listed(held), _listed(wanted))]


def _listed(events: set[str]) -> str:
    return ", ".join(sorted(events))


def _secret_new(endpoint: Endpoint) -> str:
    secret = secrets.token_bytes(SECRET_BYTES)
    Secret.objects.create(endpoint=endpoint, sealed=sealed(secret, purpose=PURPOSE))
    return secret_text(secret)
