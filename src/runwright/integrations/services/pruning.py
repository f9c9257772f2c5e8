"""Forgetting what webhooks were told long ago."""

from datetime import datetime, timedelta

from django.db import transaction

from runwright.company.selectors import policies
from runwright.integrations.models import Attempt, Endpoint, Message
from runwright.integrations.states import PENDING
from runwright.journal.clock import now

ONE_GO = 1000
"""Messages that are forgotten in one transaction."""


def messages_prune() -> int:
    """Forget messages that ended, and happened longer ago than the company keeps them; returns
    how many. What still waits is never forgotten."""
    before = now() - timedelta(days=policies().webhook_days)
    forgotten = 0
    while some := _forgotten(before):
        forgotten += some
    return forgotten


@transaction.atomic
def _forgotten(before: datetime) -> int:
    old = Message.objects.exclude(state=PENDING).filter(happened_at__lt=before)
    ids = list(old.order_by("happened_at").values_list("id", flat=True)[:ONE_GO])
    if ids:
        Endpoint.objects.update(pruned_until=before)
        Attempt.objects.filter(message__in=ids).delete()
        Message.objects.filter(id__in=ids).delete()
    return len(ids)
