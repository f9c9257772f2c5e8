"""The company, its policies, and its document numbers."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from runwright.kernel.errors import gettext_noop

DOCUMENTS: dict[str, tuple[str, str]] = {
    "order": (gettext_noop("Manufacturing order"), "MO-{year}-"),
    "bom": (gettext_noop("Bill of materials"), "BOM-"),
    "routing": (gettext_noop("Routing"), "RT-"),
    "run": (gettext_noop("Production run"), "RUN-{year}-"),
    "purchase_request": (gettext_noop("Purchase request"), "PR-{year}-"),
    "rfq": (gettext_noop("Request for quotation"), "RFQ-{year}-"),
    "purchase_order": (gettext_noop("Purchase order"), "PO-{year}-"),
    "receipt": (gettext_noop("Receipt"), "GR-{year}-"),
    "sales_order": (gettext_noop("Sales order"), "SO-{year}-"),
    "delivery": (gettext_noop("Delivery"), "DN-{year}-"),
    "count": (gettext_noop("Stock count"), "CNT-{year}-"),
    "transfer": (gettext_noop("Transfer"), "TR-{year}-"),
    "adjustment": (gettext_noop("Adjustment"), "ADJ-{year}-"),
    "lot": (gettext_noop("Lot"), "LOT-{year}-"),
    "customer": (gettext_noop("Customer"), "C-"),
    "supplier": (gettext_noop("Supplier"), "S-"),
    "import": (gettext_noop("Import"), "IMP-"),
}
"""Every kind of document: its name, and the prefix its numbers have unless set-up says another."""


class Policy(models.TextChoices):
    """What happens where a rule is not kept."""

    ALLOW = "allow"
    WARN = "warn"
    BLOCK = "block"


STRICT = (Policy.WARN, Policy.BLOCK)
"""Where nothing can be taken that is not there, the choice is between these."""
OPEN = (Policy.ALLOW, Policy.BLOCK)
"""Where something is taken in, or is not."""


def policy_field(default: Policy) -> models.CharField:
    """One policy of the company."""
    return models.CharField(max_length=5, choices=Policy.choices, default=default)


@pghistory.track()
class Company(models.Model):
    """The one company of this installation and its policies.

    ``overproduction_tolerance`` is a share: 0.05 lets an order make a twentieth more before
    ``overproduction`` speaks. An operator who has not scanned for ``station_idle_minutes`` is no
    longer signed on at a station. Work that waits for more than ``blocked_hours`` counts as
    blocked. The shortage policies say what a step does when material is short. What webhooks were
    told is kept for ``webhook_days``.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, default="RO")
    currency = models.CharField(max_length=3, default="EUR")
    time_zone = models.CharField(max_length=64, default="Europe/Bucharest")
    language = models.CharField(max_length=8, default="en")
    is_demo = models.BooleanField(default=False)
    overproduction = policy_field(Policy.WARN)
    overproduction_tolerance = models.DecimalField(max_digits=7, decimal_places=6, default=0)
    shortage_confirm = policy_field(Policy.ALLOW)
    shortage_plan = policy_field(Policy.BLOCK)
    shortage_release = policy_field(Policy.WARN)
    shortage_scan = policy_field(Policy.WARN)
    shortage_issue = policy_field(Policy.BLOCK)
    shortage_delivery = policy_field(Policy.BLOCK)
    over_receipt = policy_field(Policy.BLOCK)
    orders_from_sales = models.BooleanField(default=False)
    station_idle_minutes = models.PositiveSmallIntegerField(default=30)
    blocked_hours = models.PositiveSmallIntegerField(default=24)
    webhook_days = models.PositiveSmallIntegerField(default=90)
    prefixes_checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="only_one_company"),
            models.CheckConstraint(
                condition=Q(overproduction_tolerance__gte=0, overproduction_tolerance__lte=1),
                name="overproduction_tolerance_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(station_idle_minutes__gte=1, station_idle_minutes__lte=1440),
                name="station_idle_within_a_day",
            ),
            models.CheckConstraint(
                condition=Q(blocked_hours__gte=1, blocked_hours__lte=1000),
                name="blocked_after_some_hours",
            ),
            models.CheckConstraint(
                condition=Q(webhook_days__gte=1, webhook_days__lte=3650),
                name="webhook_days_sensible",
            ),
            models.CheckConstraint(
                condition=Q(
                    overproduction__in=Policy.values,
                    shortage_confirm__in=Policy.values,
                    shortage_plan__in=Policy.values,
                    shortage_release__in=Policy.values,
                    shortage_scan__in=STRICT,
                    shortage_issue__in=STRICT,
                    shortage_delivery__in=STRICT,
                    over_receipt__in=OPEN,
                ),
                name="policies_are_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class DocumentPrefix(models.Model):
    """The prefix that set-up gave to a kind of document, such as ``MO-{year}-``."""

    kind = models.CharField(max_length=20, primary_key=True)
    pattern = models.CharField(max_length=20, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pattern__regex=r"[^0-9]$"), name="prefix_ends_without_a_digit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.pattern}"


class DocumentSequence(models.Model):
    """The next number of one kind of document under one prefix."""

    kind = models.CharField(max_length=20)
    prefix = models.CharField(max_length=20)
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "prefix"], name="one_sequence_per_prefix")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.next_number:05}"
