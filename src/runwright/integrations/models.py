"""Endpoints, what they want to be told, the outbox of messages, and the log of attempts."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from runwright.integrations.states import ARCHIVED, LIFE, OFF, ON, PENDING, STATES
from runwright.journal.clock import now
from runwright.journal.models import REFUSE, Entry
from runwright.kernel.ids import uuid7
from runwright.people.models import User


@pghistory.track(
    fields=["id", "name", "url", "owner", "off_at", "archived_at"], model_name="EndpointEvent"
)
class Endpoint(models.Model):
    """An address of another system that is told what happens.

    It is told what its ``owner`` may see. ``failing_since`` is the first failure after the last
    success; until ``paused_until`` it is left alone; since ``off_at`` nothing is sent. Of what
    happened before ``pruned_until`` messages are forgotten.
    """

    name = models.CharField(max_length=80, unique=True)
    url = models.CharField(max_length=500)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    failing_since = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    off_at = models.DateTimeField(null=True, blank=True)
    off_reason = models.CharField(max_length=500, blank=True, default="")
    archived_at = models.DateTimeField(null=True, blank=True)
    pruned_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """Whether it is told anything now."""
        if self.archived_at:
            return ARCHIVED
        return OFF if self.off_at else ON


class Subscription(models.Model):
    """A type of events that an endpoint is told, from an instant on."""

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="subscriptions")
    event = models.CharField(max_length=80)
    since = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["endpoint", "event"], name="subscribed_once")
        ]

    def __str__(self) -> str:
        return self.event


class Secret(models.Model):
    """A secret that signs, sealed with the key of the installation; an old one until an instant."""

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="secrets")
    sealed = models.TextField()
    made_at = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["endpoint"], condition=Q(until=None), name="one_newest_secret"
            )
        ]

    def __str__(self) -> str:
        return f"secret of {self.endpoint}"


class Message(models.Model):
    """Something that an endpoint is to be told: written beside the entry, sent afterwards.

    ``body`` is fixed at the first attempt, so that every repeat is the same message. ``tries``
    counts the attempts since it was last queued; there is none before ``next_try_at``.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    endpoint = models.ForeignKey(Endpoint, on_delete=models.PROTECT, related_name="messages")
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    event = models.CharField(max_length=80)
    record_kind = models.CharField(max_length=40, blank=True, default="")
    record_id = models.CharField(max_length=40, blank=True, default="")
    record_label = models.CharField(max_length=200, blank=True, default="")
    happened_at = models.DateTimeField(default=now)
    body = models.TextField(blank=True, default="")
    state = models.CharField(max_length=9, choices=list(STATES.items()), default=LIFE.initial)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True, default="")
    written_at = models.DateTimeField(default=now)
    next_try_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["endpoint", "entry"], name="told_once"),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="message_state_known"),
            models.CheckConstraint(
                condition=Q(state=PENDING, ended_at=None)
                | ~Q(state=PENDING) & Q(ended_at__isnull=False),
                name="message_ends_at_an_instant",
            ),
            models.CheckConstraint(
                condition=Q(state=PENDING) | ~Q(body=""), name="message_sent_had_a_body"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-happened_at", "-id"], name="message_newest"),
            models.Index(
                fields=["endpoint", "record_kind", "record_id", "happened_at"],
                condition=Q(state=PENDING),
                name="message_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.record_label}".strip()


class Attempt(models.Model):
    """One try to deliver a message: what was answered, or why nothing was."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField(default=now)
    milliseconds = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True, default="")
    error = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="never_edited",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=REFUSE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.message} {self.status or self.error}"
