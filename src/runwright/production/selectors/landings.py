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
    """Whether each of these batches has an operation before it that the station serves."""
    actor.require("production.scan")
    ((passed_by,),) = answer(PASSED_BY, {"batches": list(batch_ids), "station": station_id})
    return not passed_by


PASSED_BY = """
SELECT count(*) FROM production_batch b
WHERE b.id = ANY(%(batches)s) AND NOT EXISTS (
    SELECT FROM production_workorder w
    JOIN engineering_operation_stations s ON s.operation_id = w.operation_id
    WHERE w.order_id = b.order_id AND s.station_id = %(station)s AND w.state <> 'cancelled'
      AND w.sequence::text <> ALL(string_to_array(b.passed, ' '))
)
"""
