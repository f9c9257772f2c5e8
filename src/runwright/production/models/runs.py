"""The floor's records: runs, the labelled batches released in them, and what scans did to them."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from runwright.journal.clock import now
from runwright.journal.models import Fact, where_known
from runwright.people.models import Operator, User
from runwright.production.models.orders import Order
from runwright.production.models.work import WorkOrder
from runwright.production.states import BATCH_STATES, RUN_STATES
from runwright.resources.models import Machine, Station
from runwright.sales.models import SalesOrder
from runwright.stock.models import Lot
from runwright.units.fields import quantity_field


class Run(models.Model):
    """A floor release: who is responsible, which batches, how far.

    Its state is a projection of its planned batches. ``makes_orders``: the orders of its batches
    were made for it, and go with it when it is deleted.
    """

    number = models.CharField(max_length=40, unique=True)
    responsible = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sales_order = models.ForeignKey(
        SalesOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=12, choices=[(s, s) for s in RUN_STATES], default="pending")
    state_since = models.DateTimeField(default=now)
    created_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    makes_orders = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=RUN_STATES), name="run_state_known"),
            models.UniqueConstraint(
                fields=["sales_order"],
                condition=Q(sales_order__isnull=False) & ~Q(state="cancelled"),
                name="one_live_run_per_sales_order",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-id"], name="run_state_newest")]

    def __str__(self) -> str:
        return self.number


class BatchEnding(models.TextChoices):
    """How a batch came to its end."""

    FINISHED = "finished"
    CONSUMED = "consumed"
    BY_HAND = "by_hand"
    SCRAPPED = "scrapped"
    DELETED = "deleted"
    UNDONE = "undone"


class Batch(models.Model):
    """A physical lot with a label, of the item of its order (quantities in its base unit).

    ``firsts`` and ``seconds`` are what it was made of, ``gained`` what was found beyond that and
    ``taken`` what links have led out of it. ``passed`` are the sequence numbers of the operations
    confirmed on it, with blanks between, ``stands_at`` the last of them. A planned batch was
    released with its run; the others are results of scans. A void batch was deleted before its
    first scan, or the scan that made it was undone; its label says so. Everything but its birth is
    a projection.
    """

    code = models.CharField(max_length=16, unique=True)
    # Those with a state below find them by run and order alone as well.
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="batches", db_index=False)
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, related_name="batches", db_index=False
    )
    is_planned = models.BooleanField(default=False)
    firsts = quantity_field(default=0)
    seconds = quantity_field(default=0)
    gained = quantity_field(default=0)
    taken = quantity_field(default=0)
    state = models.CharField(
        max_length=8, choices=[(s, s) for s in BATCH_STATES], default="created"
    )
    ending = models.CharField(max_length=10, choices=BatchEnding.choices, blank=True, default="")
    ending_reason = models.CharField(max_length=200, blank=True, default="")
    passed = models.CharField(max_length=500, blank=True, default="")
    stands_at = models.ForeignKey(
        WorkOrder, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    machines = models.ManyToManyField(Machine, blank=True, related_name="+")
    lot = models.ForeignKey(
        Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=now)
    first_scan_at = models.DateTimeField(null=True, blank=True)
    last_scan_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(firsts__gte=0, seconds__gte=0, gained__gte=0, taken__gte=0),
                name="batch_quantities_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("firsts") + F("seconds") + F("gained")),
                name="batch_gives_no_more_than_it_has",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["created", "scanned"], ending="")
                | Q(state__in=["closed", "void"]) & ~Q(ending=""),
                name="batch_ends_somehow",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "state"], name="batch_run_state"),
            models.Index(fields=["order", "state"], name="batch_order_state"),
            models.Index(
                fields=["run", "id"],
                condition=Q(is_planned=True, state="created"),
                name="batch_to_begin",
            ),
            models.Index(
                fields=["station"],
                condition=Q(state="scanned"),
                name="batch_open_at_station",
            ),
            models.Index(
                fields=["stands_at"],
                condition=Q(state="scanned"),
                name="batch_open_at_operation",
            ),
            where_known("lot", name="batch_lot"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def quantity(self) -> Decimal:
        """All it ever held (base unit)."""
        return Decimal(self.firsts + self.seconds + self.gained)

    @property
    def hold(self) -> "BatchHold | None":
        """The hold that keeps everybody from scanning it, if there is one."""
        return self.holds.filter(released_at=None).first()

    @property
    def remaining(self) -> Decimal:
        """What no link has led out of it yet (base unit)."""
        return self.quantity - self.taken

    @property
    def confirmed(self) -> frozenset[int]:
        """The sequence numbers of the operations it has passed."""
        return frozenset(map(int, self.passed.split()))


class BatchHold(models.Model):
    """A batch that nobody may scan until it is released."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=200)
    placed_at = models.DateTimeField(default=now)
    placed_by = models.CharField(max_length=200)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch"], condition=Q(released_at=None), name="one_open_hold_per_batch"
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch}: {self.reason}"


class BatchNote(models.Model):
    """What somebody wrote about a batch, with a picture or without."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField(default=now)
    author = models.CharField(max_length=200)
    text = models.TextField(blank=True, default="")
    picture_name = models.CharField(max_length=120, blank=True, default="")
    picture_type = models.CharField(max_length=40, blank=True, default="")
    picture = models.BinaryField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["batch_id", "id"]

    def __str__(self) -> str:
        return f"{self.batch}: {self.text[:40]}"


class ScanKind(models.TextChoices):
    """What a scan did; closing, finishing, going on in another order and being counted in another
    grade need no label in front of a station."""

    INIT = "init"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    CLOSE = "close"
    FINISH = "finish"
    REHOME = "rehome"
    GRADE = "grade"


class Scan(Fact):
    """One act on a label: ``work_order`` was confirmed on what was scanned.

    ``batch`` is the one that was initialised or closed, or the first result. ``at`` is the time on
    the server; the entry keeps that of the device. A reversal has the same content.
    """

    kind = models.CharField(max_length=6, choices=ScanKind.choices)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="scans", db_index=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="scans")
    work_order = models.ForeignKey(
        WorkOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="scans"
    )
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    machine = models.ForeignKey(
        Machine, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta(Fact.Meta):
        indexes: ClassVar = [
            models.Index(fields=["station", "-at"], name="scan_station_newest"),
            models.Index(fields=["order", "at"], name="scan_order_at"),
            models.Index(
                fields=["order"],
                condition=Q(kind__in=["close", "rehome"]),
                name="scan_order_unworked",
            ),
            where_known("operator", name="scan_operator"),
            where_known("machine", name="scan_machine"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.batch}"


class LinkGrade(models.TextChoices):
    """As what a quantity left its batch."""

    FIRSTS = "firsts"
    SECONDS = "seconds"
    WASTE = "waste"


class BatchLink(Fact):
    """``quantity`` (base unit of the source's item) went from one batch into another.

    Waste leads nowhere. A reversal has the opposite sign.
    """

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="links")
    source = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="links_out")
    result = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="links_in"
    )
    grade = models.CharField(max_length=8, choices=LinkGrade.choices)
    quantity = quantity_field()

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, quantity__gt=0)
                | Q(reverses__isnull=False, quantity__lt=0),
                name="link_sign",
            ),
            models.CheckConstraint(condition=~Q(source=F("result")), name="link_leads_on"),
            models.CheckConstraint(
                condition=Q(result__isnull=False) | Q(grade="waste"), name="only_waste_is_lost"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.source} → {self.result or self.grade}"
