"""Scans that came from a device and could not be posted at once."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from runwright.floor.models.devices import Device
from runwright.journal.clock import now

PARKED_STATES = ("waiting", "conflict", "applied", "dropped")


class ParkedScan(models.Model):
    """A scan as a device sent it, kept until it is posted or somebody has decided about it.

    ``id`` is that of the scan and ``body`` its words as they came. While it is *waiting* for the
    facts in ``waits_for`` it is tried again when one of them lands; in *conflict* it waits for a
    person. ``trouble`` is the last refusal with its facts, to be told in any language. No row is
    ever deleted.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    device = models.ForeignKey(
        Device, on_delete=models.PROTECT, null=True, blank=True, related_name="parked"
    )
    body = models.TextField()
    state = models.CharField(max_length=8, choices=[(s, s) for s in PARKED_STATES])
    waits_for = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    device_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(default=now)
    tried_at = models.DateTimeField(default=now)
    tries = models.PositiveIntegerField(default=1)
    refusal = models.CharField(max_length=80)
    trouble = models.TextField(default="{}")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decision = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=PARKED_STATES), name="parked_state_known"),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(decision=""), name="dropped_with_a_reason"
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["waits_for"], condition=Q(state="waiting"), name="parked_waits_for"),
            models.Index(
                fields=["received_at"],
                condition=Q(state__in=["waiting", "conflict"]),
                name="parked_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"
