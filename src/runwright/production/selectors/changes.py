"""The change log of an order: its journal, read as what was decided about it."""

from uuid import UUID

from django.db.models import QuerySet

from runwright.journal.models import Entry
from runwright.journal.rows import answer
from runwright.journal.selectors import entries_of
from runwright.people.actor import Actor
from runwright.production.errors import OrderNotFound
from runwright.production.limits import is_own_order

MATERIAL_FACTS = (
    "order.issue",
    "order.issue_owed",
    "order.return",
    "order.receive",
    "order.reverse_receipt",
)
"""Entries on an order that change no document: goods went out or came in."""


def order_changes(*, order_id: int, actor: Actor) -> QuerySet[Entry]:
    """What was decided about an order, newest first: what changed from what to what, who, when,
    why, and what it did to the planned cost. Raises ``OrderNotFound`` for one out of reach."""
    actor.require("production.view")
    if not is_own_order(actor, order_id):
        raise OrderNotFound(key=order_id)
    return entries_of(kind="order", record_id=order_id).exclude(verb__in=MATERIAL_FACTS)


def order_version(*, order_id: int) -> UUID | None:
    """The version of an order's document: the newest entry of its change log."""
    found = answer(NEWEST, [str(order_id), [*MATERIAL_FACTS]])
    return found[0][0] if found else None


NEWEST = """
SELECT id FROM journal_entry
WHERE record_kind = 'order' AND record_id = %s AND verb <> ALL(%s)
ORDER BY at DESC, id DESC LIMIT 1
"""
