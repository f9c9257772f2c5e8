"""Downtime of machines and work centres."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

from runwright.journal.models import Fact
from runwright.people.models import Operator
from runwright.resources.models import Machine


class Loss(models.TextChoices):
    """Which part of OEE a stop belongs to (domain: availability losses and planned stops)."""

    NOT_SCHEDULED = "not_scheduled"
    BREAKDOWN = "breakdown"
    SETUP = "setup"
    MATERIAL = "material"
    NO_OPERATOR = "no_operator"
    MAINTENANCE = "maintenance"


@pghistory.track()
class DowntimeReason(models.Model):
    """A reason people choose from, and the loss it counts as."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    loss = models.CharField(max_length=14, choices=Loss.choices)
    archived_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class DowntimeStart(Fact):
    """A machine stopped; ``ended_at`` is known at once for stops entered as a whole."""

    machine = models.ForeignKey(Machine, on_delete=models.PROTECT, related_name="+")
    reason = models.ForeignKey(DowntimeReason, on_delete=models.PROTECT, related_name="+")
    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, default="")

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="downtime_fact_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.machine} down {self.started_at:%F %H:%M}"


class DowntimeEnd(Fact):
    """A machine that was down runs again."""

    start = models.ForeignKey(DowntimeStart, on_delete=models.PROTECT, related_name="ends")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"end of {self.start_id}"


class Downtime(models.Model):
    """A stop from its facts: a projection, ``source`` being the id of its start."""

    source = models.UUIDField(unique=True)
    machine = models.ForeignKey(Machine, on_delete=models.PROTECT, related_name="downtimes")
    reason = models.ForeignKey(DowntimeReason, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["machine"],
                condition=Q(ended_at__isnull=True),
                name="one_open_downtime_per_machine",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["machine", "started_at"], name="downtime_start")]

    def __str__(self) -> str:
        return f"{self.machine} {self.reason}"
