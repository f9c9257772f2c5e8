"""Downtime of machines and work centres."""

from typing import ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    BigIntegerRangeField,
    DateTimeRangeField,
    RangeBoundary,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q

from runwright.journal.models import Fact
from runwright.people.models import Operator
from runwright.resources.models import Machine, WorkCentre

OF_ONE_PLACE = Q(machine__isnull=False, work_centre__isnull=True) | Q(
    machine__isnull=True, work_centre__isnull=False
)


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


class _Place(models.Model):
    """A machine, or a work centre as a whole."""

    machine = models.ForeignKey(
        Machine, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    work_centre = models.ForeignKey(
        WorkCentre, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def place(self) -> Machine | WorkCentre:
        """What stands."""
        place = self.machine or self.work_centre
        assert place is not None  # a constraint says so
        return place


class DowntimeStart(_Place, Fact):
    """Something stopped; ``ended_at`` is known at once for stops entered as a whole."""

    reason = models.ForeignKey(DowntimeReason, on_delete=models.PROTECT, related_name="+")
    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, default="")

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=OF_ONE_PLACE, name="downtime_fact_of_one_place"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="downtime_fact_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} down {self.started_at:%F %H:%M}"


class DowntimeEnd(Fact):
    """What was down runs again."""

    start = models.ForeignKey(DowntimeStart, on_delete=models.PROTECT, related_name="ends")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"end of {self.start_id}"


def never_twice(place: str) -> ExclusionConstraint:
    """No two stops of one machine (or work centre) at the same time.

    The key stands as a range of one number, which PostgreSQL excludes without an extension.
    """
    key = Func(F(place), F(place), RangeBoundary(True, True), function="int8range",
               output_field=BigIntegerRangeField())  # fmt: skip
    time = Func(F("started_at"), F("ended_at"), function="tstzrange",
                output_field=DateTimeRangeField())  # fmt: skip
    return ExclusionConstraint(
        name=f"one_downtime_at_a_time_per_{place}",
        expressions=[(key, RangeOperators.OVERLAPS), (time, RangeOperators.OVERLAPS)],
        condition=Q(**{f"{place}__isnull": False}),
    )


class Downtime(_Place):
    """A stop from its facts: a projection, ``source`` being the id of its start."""

    source = models.UUIDField(unique=True)
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
            ),
            models.UniqueConstraint(
                fields=["work_centre"],
                condition=Q(ended_at__isnull=True),
                name="one_open_downtime_per_centre",
            ),
            models.CheckConstraint(condition=OF_ONE_PLACE, name="downtime_of_one_place"),
            never_twice("machine"),
            never_twice("work_centre"),
        ]
        indexes: ClassVar = [models.Index(fields=["machine", "started_at"], name="downtime_start")]

    def __str__(self) -> str:
        return f"{self.place} {self.reason}"
