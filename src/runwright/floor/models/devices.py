"""Devices: the tablets and terminals that are stations."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.journal.clock import now
from runwright.people.models import Operator
from runwright.resources.models import Station


class Device(models.Model):
    """A tablet or terminal at a station. Only the hashes of its secrets are kept.

    The code enrols it once; the token is its own from then on. ``operator`` is who works at it,
    until ``operator_seen_at`` is too long ago. ``clock_off`` is how many seconds its clock was
    ahead when it last said the time.
    """

    name = models.CharField(max_length=80, unique=True)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="devices")
    code_hash = models.BinaryField(max_length=32, unique=True, null=True, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    token_hash = models.BinaryField(max_length=32, unique=True, null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    enrolled_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    agent = models.CharField(max_length=200, blank=True, default="")
    operator = models.ForeignKey(
        Operator, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    operator_seen_at = models.DateTimeField(null=True, blank=True)
    clock_off = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(token_hash=None, code_hash=None),
                name="revoked_device_opens_nothing",
            ),
            models.CheckConstraint(
                condition=Q(operator=None) | Q(operator_seen_at__isnull=False),
                name="operator_was_seen_at_device",
            ),
        ]

    def __str__(self) -> str:
        return self.name
