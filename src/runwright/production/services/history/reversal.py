"""Undoing what was written of the past: an opposite fact for every fact of one source."""

from uuid import UUID

from django.db import connection, transaction

from runwright.journal.models import Entry
from runwright.people.actor import Actor
from runwright.production.services.history.bookings import Touched, history_refresh


@transaction.atomic
def history_reverse(*, entry_id: UUID, entry: Entry, actor: Actor) -> Touched:
    """Reverse every fact that hangs on the journal entry ``entry_id`` by an opposite fact.

    The opposite facts hang on ``entry``; its reason says why. Sums and states are refreshed, and
    orders left without any fact are cancelled. Returns what was touched.
    """
    actor.require("production.history_write")
    values = {"old": entry_id, "new": entry.id}
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED, values)
        works, machines, first, last = cursor.fetchone()
        for statement in (REVERSE_BOOKINGS, REVERSE_REPORTS, DROP_INTERVALS):
            cursor.execute(statement, values)
    touched = Touched(work_orders=set(works or ()), machines=set(machines or ()))
    touched.first, touched.last = first, last
    history_refresh(touched=touched, actor=actor)
    return touched


UUID7 = """encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
    FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid"""
"""A UUIDv7 made by the database, which version 18 alone could do by itself."""

TOUCHED = """
SELECT array_agg(DISTINCT work_order_id), array_agg(DISTINCT machine_id)
           FILTER (WHERE machine_id IS NOT NULL),
       min(started_at), max(ended_at)
FROM production_timebooking WHERE entry_id = %(old)s
"""
REVERSE_BOOKINGS = (
    """
INSERT INTO production_timebooking
    (id, entry_id, reverses_id, work_order_id, operator_id, machine_id, kind, started_at, ended_at)
SELECT """
    + UUID7
    + """, %(new)s, b.id, b.work_order_id, b.operator_id, b.machine_id, b.kind,
       b.started_at, b.ended_at
FROM production_timebooking b
WHERE b.entry_id = %(old)s AND b.reverses_id IS NULL
  AND NOT EXISTS (SELECT FROM production_timebooking o WHERE o.reverses_id = b.id)
"""
)
REVERSE_REPORTS = (
    """
INSERT INTO production_quantityreport
    (id, entry_id, reverses_id, work_order_id, operator_id, machine_id, at,
     firsts, seconds, waste, held, from_seconds, is_rework, scrap_reason_id, caused_by_id)
SELECT """
    + UUID7
    + """, %(new)s, r.id, r.work_order_id, r.operator_id, r.machine_id, r.at,
       -r.firsts, -r.seconds, -r.waste, -r.held, -r.from_seconds,
       r.is_rework, r.scrap_reason_id, r.caused_by_id
FROM production_quantityreport r
WHERE r.entry_id = %(old)s AND r.reverses_id IS NULL
  AND NOT EXISTS (SELECT FROM production_quantityreport o WHERE o.reverses_id = r.id)
"""
)
DROP_INTERVALS = """
DELETE FROM production_timeinterval i USING production_timebooking b
WHERE b.entry_id = %(new)s AND i.source = b.reverses_id
"""
