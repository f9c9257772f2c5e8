"""Time spent on work orders: timers, bookings, the intervals they make, and sums per day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from runwright.company.fields import money_field
from runwright.journal.models import Fact
from runwright.people.models import Operator
from runwright.production.models.touches import intervals_touch
from runwright.production.models.work import WorkOrder
from runwright.resources.models import Machine


class TimeKind(models.TextChoices):
    """What the time was spent on."""

    SETUP = "setup"
    RUN = "run"
    REWORK = "rework"
    DISRUPTION = "disruption"


class _TimeFact(Fact):
    """What an hour cost when it was worked: of the operator, if one is named, and of a machine or
    lane. Facts of other systems know neither; theirs cost what an hour costs today."""

    labour_rate = money_field(blank=True)
    machine_rate = money_field(blank=True)
    work_order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="+")
    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    machine = models.ForeignKey(
        Machine, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=TimeKind.choices)

    class Meta(Fact.Meta):
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(operator__isnull=False) | Q(machine__isnull=False),
                name="%(class)s_of_somebody",
            )
        ]


class TimerStart(_TimeFact):
    """Work began: an operator, and the machine at hand if there is one, on a work order."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"start {self.work_order}"


class TimerStop(Fact):
    """Work that a timer started has ended (or paused)."""

    start = models.ForeignKey(TimerStart, on_delete=models.PROTECT, related_name="stops")
    operator_ended = models.BooleanField(default=True)
    machine_ended = models.BooleanField(default=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"stop {self.start_id}"


class TimeBooking(_TimeFact):
    """A stretch of work entered as a whole: by hand, or from another system's log."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()

    class Meta(_TimeFact.Meta):
        constraints: ClassVar = [
            *_TimeFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("started_at")), name="booking_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work_order} {self.started_at:%F %H:%M}-{self.ended_at:%H:%M}"


class TimeInterval(models.Model):
    """A stretch of one person's or one machine's time on a work order (never of both).

    A projection of timers and bookings: ``source`` is the id of the start or the booking.
    ``is_live`` tells timers, whose people share their time, from bookings, which cost as booked.
    The rates are those of the fact.
    """

    source = models.UUIDField()
    work_order = models.ForeignKey(WorkOrder, on_delete=models.CASCADE, related_name="intervals")
    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    machine = models.ForeignKey(
        Machine, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=TimeKind.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    is_live = models.BooleanField(default=False)
    labour_rate = money_field(blank=True)
    machine_rate = money_field(blank=True)

    class Meta:
        triggers: ClassVar = intervals_touch()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(operator__isnull=False, machine__isnull=True)
                | Q(operator__isnull=True, machine__isnull=False),
                name="interval_of_a_person_or_a_machine",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="interval_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["operator", "work_order"],
                condition=Q(ended_at__isnull=True, operator__isnull=False),
                name="one_open_interval_per_person",
            ),
            models.UniqueConstraint(
                fields=["machine", "work_order"],
                condition=Q(ended_at__isnull=True, machine__isnull=False),
                name="one_open_interval_per_machine",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["source"], name="interval_source"),
            models.Index(fields=["started_at", "id"], name="interval_in_time"),
            models.Index(
                fields=["ended_at"],
                condition=Q(kind__in=["setup", "disruption"]),
                name="interval_lost_until",
            ),
            models.Index(
                fields=["machine", "started_at"],
                condition=Q(machine__isnull=False),
                name="interval_machine_start",
            ),
            models.Index(
                fields=["operator", "started_at"],
                condition=Q(operator__isnull=False),
                name="interval_operator_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operator or self.machine} on {self.work_order}"


class MachineDay(models.Model):
    """Closed machine intervals of one machine on one day of the plant, in whole seconds.

    ``busy_seconds`` counts overlapping intervals once (utilisation and OEE use it);
    the booked ones count each (labour cost uses those). ``bookings`` counts the intervals that
    start on the day. A projection of the time intervals.
    """

    machine = models.ForeignKey(Machine, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    bookings = models.PositiveIntegerField(default=0)
    busy_seconds = models.PositiveIntegerField(default=0)
    booked_seconds = models.PositiveBigIntegerField(default=0)
    setup_seconds = models.PositiveBigIntegerField(default=0)
    rework_seconds = models.PositiveBigIntegerField(default=0)
    disruption_seconds = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["machine", "day"], name="one_row_per_machine_and_day")
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="machine_day_day")]

    def __str__(self) -> str:
        return f"{self.machine} {self.day}"
