"""Writing down what endpoints are to be told: the journal is the announcement of every service.

An entry is written in the transaction of what it tells of, so nothing that happened is missing
and nothing that was rolled back is told. The reader may run twice; a message is written once.
"""

from django.db import connection, transaction

from runwright.integrations.models import Message, Subscription
from runwright.integrations.services.sending import endpoint_wake
from runwright.journal.models import Entry
from runwright.journal.readers import OVERLAP, cursor_at, cursor_move, newest_unread

READER = "integrations.outbox"
AT_ONCE = 1000


def outbox_fill() -> int:
    """Write a message for every unread entry an endpoint wants to be told; returns how many."""
    if not Subscription.objects.exists():
        return 0
    newest = newest_unread(reader=READER)
    if newest is None:
        return 0
    written = 0
    while batch := _batch_written():
        written += batch
    cursor_move(reader=READER, at=newest)
    return written


@transaction.atomic
def _batch_written() -> int:
    at = cursor_at(reader=READER)
    with connection.cursor() as cursor:
        cursor.execute(UNTOLD, {"since": at and at - OVERLAP, "most": AT_ONCE})
        found = cursor.fetchall()
    entries = Entry.objects.in_bulk([entry for _, entry in found])
    messages = [_message(endpoint_id, entries[entry]) for endpoint_id, entry in found]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    for endpoint_id in {message.endpoint_id for message in messages}:
        endpoint_wake(endpoint_id)
    return len(messages)


UNTOLD = """
SELECT s.endpoint_id, e.id
FROM integrations_subscription s
JOIN integrations_endpoint p ON p.id = s.endpoint_id AND p.archived_at IS NULL
JOIN journal_entry e ON e.verb = s.event AND e.at >= s.since
    AND e.at >= coalesce(%(since)s::timestamptz, s.since)
    AND e.at >= coalesce(p.pruned_until, s.since)
LEFT JOIN integrations_message m ON m.endpoint_id = s.endpoint_id AND m.entry_id = e.id
WHERE m.id IS NULL
ORDER BY e.at, e.id, s.endpoint_id
LIMIT %(most)s
"""


def _message(endpoint_id: int, entry: Entry) -> Message:
    return Message(
        endpoint_id=endpoint_id,
        entry=entry,
        event=entry.verb,
        record_kind=entry.record_kind,
        record_id=entry.record_id,
        record_label=entry.record_label,
        happened_at=entry.at,
    )
