"""Reading the journal: what is owed is issued as soon as it has come."""

from django.db import transaction

from runwright.journal.readers import cursor_move, newest_unread
from runwright.kernel.errors import Refusal
from runwright.people.actor import Actor
from runwright.production.models import MaterialLine
from runwright.production.services.issues import OPEN_FOR_MATERIAL, owed_issue

READER = "production.owed"


def owed_read(*, actor: Actor) -> int:
    """Issue what is owed wherever goods have come for it; returns to how many orders.

    One transaction for each order; an order that refuses keeps what it owes. May run twice.
    """
    newest = newest_unread(reader=READER)
    if newest is None:
        return 0
    paid = sum(_pay(order_id, actor) for order_id in _payable())
    cursor_move(reader=READER, at=newest)
    return paid


def _payable() -> list[int]:
    """Orders that owe material of which goods at hand are reserved for them."""
    owing = MaterialLine.objects.filter(
        owed__gt=0, order__state__in=OPEN_FOR_MATERIAL, need__claims__balance__isnull=False
    )
    return list(owing.order_by("order_id").values_list("order_id", flat=True).distinct())


def _pay(order_id: int, actor: Actor) -> bool:
    owing = MaterialLine.objects.filter(order=order_id, owed__gt=0)
    try:
        with transaction.atomic():
            before = set(owing.values_list("id", "owed"))
            owed_issue(order_id=order_id, actor=actor)
            is_paid = before != set(owing.values_list("id", "owed"))
            transaction.set_rollback(not is_paid)
            return is_paid
    except Refusal:
        return False
