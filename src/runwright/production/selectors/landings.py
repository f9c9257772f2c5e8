"""What has landed of the scans that others wait for."""

from collections.abc import Collection
from uuid import UUID

from runwright.journal.rows import answer
from runwright.people.actor import Actor


def scans_landed(*, ids: Collection[UUID], actor: Actor) -> set[UUID]:
    """Those of these scans that are posted."""
    actor.require("production.scan")
    return {id for (id,) in answer(LANDED, [list(ids)])} if ids else set()


LANDED = "SELECT id FROM production_scan WHERE id = ANY(%s)"


def batches_touched(*, scan_id: UUID, actor: Actor) -> list[int]:
    """The batches that stand otherwise since a scan: its own, and those it took from."""
    actor.require("production.scan")
    return [batch_id for (batch_id,) in answer(TOUCHED, {"scan": scan_id})]


TOUCHED = """
SELECT batch_id FROM production_scan WHERE id = %(scan)s
UNION SELECT source_id FROM production_batchlink WHERE scan_id = %(scan)s
"""


def awaits_station(*, batch_ids: Collection[int], station_id: int, actor: Actor) -> bool:
    """Whether an earlier scan may yet bring these batches to a station: each has an operation
    before it that is served there, or is a part of what is made there; and not all of them are
    parts that lie in stock already."""
    actor.require("production.scan")
    ((is_possible,),) = answer(AWAITS, {"batches": list(batch_ids), "station": station_id})
    return bool(is_possible)


AWAITS = """
WITH found AS (
    SELECT b.state <> 'closed' AS is_open, b.state <> 'closed' OR b.ending = 'finished' AS is_there,
        EXISTS (
            SELECT FROM production_workorder w
            JOIN engineering_operation_stations s ON s.operation_id = w.operation_id
            WHERE w.order_id = b.order_id AND s.station_id = %(station)s AND w.state <> 'cancelled'
              AND w.sequence::text <> ALL(string_to_array(b.passed, ' '))
        ) AS is_due,
        EXISTS (
            SELECT FROM production_materialline m
            JOIN production_order p ON p.id = m.order_id AND p.state IN ('planned', 'in_progress')
            JOIN engineering_operation_stations s ON s.operation_id = m.operation_id
            WHERE m.item_id = o.item_id AND s.station_id = %(station)s
        ) AS is_part
    FROM production_batch b JOIN production_order o ON o.id = b.order_id
    WHERE b.id = ANY(%(batches)s)
)
SELECT bool_and(is_due OR is_part AND is_there) AND bool_or(is_due OR is_open) FROM found
"""
