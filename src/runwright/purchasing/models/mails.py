"""Papers on their way to a partner by e-mail: written with the decision, sent afterwards."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.journal.clock import now
from runwright.kernel.errors import gettext_noop
from runwright.purchasing.models.orders import PurchaseOrder
from runwright.purchasing.models.requests import PurchaseRequest
from runwright.purchasing.models.rfqs import Quote

MAIL_STATES: dict[str, str] = {
    "waiting": gettext_noop("Waiting"),
    "sent": gettext_noop("Sent"),
    "failed": gettext_noop("Failed"),
}


class Mail(models.Model):
    """One paper to one address, in the reader's language; it belongs to exactly one record."""

    request = models.ForeignKey(
        PurchaseRequest, on_delete=models.CASCADE, null=True, blank=True, related_name="mails"
    )
    quote = models.ForeignKey(
        Quote, on_delete=models.CASCADE, null=True, blank=True, related_name="mails"
    )
    order = models.ForeignKey(
        PurchaseOrder, on_delete=models.CASCADE, null=True, blank=True, related_name="mails"
    )
    address = models.EmailField()
    language = models.CharField(max_length=8, default="en")
    message = models.TextField(blank=True, default="")
    state = models.CharField(max_length=8, choices=list(MAIL_STATES.items()), default="waiting")
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True, default="")
    asked_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(request__isnull=False, quote=None, order=None)
                | Q(request=None, quote__isnull=False, order=None)
                | Q(request=None, quote=None, order__isnull=False),
                name="mail_of_one_record",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(state__in=["waiting", "failed"], sent_at=None),
                name="mail_sent_at_an_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order or self.quote or self.request} → {self.address}"
