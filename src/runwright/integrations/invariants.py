"""What must always be true of the outbox."""

from runwright.journal.clock import now
from runwright.journal.invariants import Invariant, sql_invariant
from runwright.journal.readers import OVERLAP


def _until() -> dict[str, str]:
    """Entries newer than this may not have been read yet."""
    return {"until": (now() - OVERLAP).isoformat()}


INVARIANTS: tuple[Invariant, ...] = (
    sql_invariant(
        "integrations.outbox_is_complete",
        "Whatever happened since an endpoint asked to be told has its message.",
        """
        SELECT p.name || ' ' || e.verb || ' ' || e.record_label, 'a message', 'none'
        FROM integrations_subscription s
        JOIN integrations_endpoint p ON p.id = s.endpoint_id AND p.archived_at IS NULL
        JOIN journal_entry e ON e.verb = s.event AND e.at >= s.since AND e.at < %(until)s
         AND e.at >= coalesce(p.pruned_until, s.since)
        LEFT JOIN integrations_message m ON m.endpoint_id = p.id AND m.entry_id = e.id
        WHERE m.id IS NULL
        ORDER BY e.at
        """,
        _until,
    ),
    sql_invariant(
        "integrations.message_tells_its_entry",
        "A message says what its entry says.",
        """
        SELECT m.id, e.verb || ' ' || e.record_kind || ' ' || e.record_id,
               m.event || ' ' || m.record_kind || ' ' || m.record_id
        FROM integrations_message m JOIN journal_entry e ON e.id = m.entry_id
        WHERE (m.event, m.record_kind, m.record_id) <> (e.verb, e.record_kind, e.record_id)
        ORDER BY m.id
        """,
    ),
    sql_invariant(
        "integrations.delivered_was_answered",
        "A message that was delivered was taken at an attempt.",
        """
        SELECT m.id, 'an attempt that was answered with 2xx', 'none'
        FROM integrations_message m
        WHERE m.state = 'delivered' AND NOT EXISTS (
            SELECT FROM integrations_attempt a
            WHERE a.message_id = m.id AND a.status BETWEEN 200 AND 299)
        ORDER BY m.id
        """,
    ),
)
