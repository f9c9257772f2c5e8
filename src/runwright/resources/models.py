"""Work schedules, departments, work centres, machines, and who may work where."""

from typing import ClassVar

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from runwright.company.fields import money_field
from runwright.people.models import Operator, User
from runwright.stock.models import Warehouse


@pghistory.track()
class WorkSchedule(models.Model):
    """When work is done, in the time zone of the plant."""

    name = models.CharField(max_length=80, unique=True)
    time_zone = models.CharField(max_length=64)
    archived_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Shift(models.Model):
    """A weekly stretch of work; an end at or before the start is on the next day."""

    schedule = models.ForeignKey(WorkSchedule, on_delete=models.CASCADE, related_name="shifts")
    name = models.CharField(max_length=40)
    weekday = models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)])
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="shift_on_a_weekday"),
            models.UniqueConstraint(
                fields=["schedule", "weekday", "starts"], name="one_shift_per_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.starts:%H:%M}-{self.ends:%H:%M}"


@pghistory.track()
class ShiftBreak(models.Model):
    """A pause within a shift; a start before that of the shift is on the next day."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="breaks")
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shift", "starts"], name="one_break_per_start")
        ]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M}-{self.ends:%H:%M}"


class ExceptionKind(models.TextChoices):
    """Why a day differs from the week."""

    HOLIDAY = "holiday"
    SHUTDOWN = "shutdown"
    OVERTIME = "overtime"


@pghistory.track()
class ScheduleException(models.Model):
    """Named days without work, or with extra work between ``starts`` and ``ends``."""

    schedule = models.ForeignKey(WorkSchedule, on_delete=models.CASCADE, related_name="exceptions")
    kind = models.CharField(max_length=10, choices=ExceptionKind.choices)
    name = models.CharField(max_length=120)
    first_day = models.DateField()
    last_day = models.DateField()
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="exception_days_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(kind="overtime") | Q(starts__isnull=False, ends__isnull=False),
                name="overtime_has_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first_day}"


@pghistory.track()
class Department(models.Model):
    """A part of the plant; the labour rate counts where an operator has none (money per hour)."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    labour_rate = money_field(blank=True)
    people = models.ManyToManyField(Operator, blank=True, related_name="departments")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(labour_rate__gte=0) | Q(labour_rate=None),
                name="labour_rate_not_negative",
            )
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class WorkCentre(models.Model):
    """A capacity of ``lanes`` orders in parallel, with a cost per hour of one lane."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="work_centres"
    )
    lanes = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    efficiency = models.DecimalField(max_digits=7, decimal_places=4, default=1)
    cost_per_hour = money_field(default=0)
    schedule = models.ForeignKey(
        WorkSchedule, on_delete=models.PROTECT, null=True, blank=True, related_name="work_centres"
    )
    oee_target = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    alternatives = models.ManyToManyField("self", blank=True, symmetrical=False)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(efficiency__gt=0), name="efficiency_positive"),
            models.CheckConstraint(condition=Q(lanes__gt=0), name="lanes_positive"),
            models.CheckConstraint(condition=Q(cost_per_hour__gte=0), name="centre_cost_positive"),
            models.CheckConstraint(
                condition=Q(oee_target__gt=0, oee_target__lte=1) | Q(oee_target=None),
                name="oee_target_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@pghistory.track()
class Machine(models.Model):
    """A machine of a work centre."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    serial_number = models.CharField(max_length=80, blank=True, default="")
    work_centre = models.ForeignKey(WorkCentre, on_delete=models.PROTECT, related_name="machines")
    archived_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Qualification(models.Model):
    """An operator may work at a work centre."""

    operator = models.ForeignKey(Operator, on_delete=models.CASCADE, related_name="qualifications")
    work_centre = models.ForeignKey(
        WorkCentre, on_delete=models.CASCADE, related_name="qualifications"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["operator", "work_centre"], name="one_qualification_per_centre"
            )
        ]

    def __str__(self) -> str:
        return f"{self.operator} at {self.work_centre}"


class StationType(models.TextChoices):
    """What a scan at a station does; fixed once the station is made."""

    INIT = "init"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"


class LabelKind(models.TextChoices):
    """A short tag, or a traveller with the operations on it."""

    TAG = "tag"
    TRAVELLER = "traveller"


class LabelSize(models.TextChoices):
    """Width by height in inches."""

    ONE_BY_FOUR = "1x4"
    ONE_BY_ONE = "1x1"
    ONE_BY_THREE = "1x3"
    TWO_BY_FOUR = "2x4"


@pghistory.track()
class Station(models.Model):
    """A place where labels are scanned. Which operations it serves stands with the operations."""

    name = models.CharField(max_length=80, unique=True)
    type = models.CharField(max_length=8, choices=StationType.choices)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="stations"
    )
    is_material_checked = models.BooleanField(default=False)
    label_kind = models.CharField(max_length=10, choices=LabelKind.choices, default=LabelKind.TAG)
    label_size = models.CharField(
        max_length=4, choices=LabelSize.choices, default=LabelSize.TWO_BY_FOUR
    )
    archived_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class DepartmentLimit(models.Model):
    """A department that a user is limited to; without any they are not limited."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "department"], name="one_limit_per_department")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.department}"


@pghistory.track()
class WarehouseLimit(models.Model):
    """A warehouse that a user is limited to; without any they are not limited."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "warehouse"], name="one_limit_per_warehouse")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.warehouse}"
