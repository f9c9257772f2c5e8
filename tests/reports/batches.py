"""A history of batches, and what can be wrong with it."""

from runwright.production.services.runs.endings import batch_close
from runwright.production.services.runs.undoing import scan_undo
from tests.stories.mill import STATIONS, Mill, results
from tests.stories.plant import D, Plant

SORTED = "(SELECT id FROM production_batch WHERE NOT is_planned AND ending = 'finished' LIMIT 1)"

CORRUPTIONS: dict[str, tuple[str, str]] = {
    "production.batch_taken": (
        "UPDATE production_batch SET taken = taken - 1 WHERE taken > 0",
        "DELETE FROM production_batchlink WHERE grade = 'waste'",
    ),
    "production.batch_born": (
        "UPDATE production_batch SET firsts = firsts + 1 WHERE NOT is_planned AND state <> 'void'",
        "UPDATE production_batchlink SET grade = 'seconds' WHERE grade = 'firsts'",
    ),
    "production.batch_gained": (
        "UPDATE production_batch SET gained = gained + 1",
        "DELETE FROM production_gain WHERE report_id IN (SELECT id FROM production_quantityreport "
        "WHERE batch_id IS NOT NULL)",
    ),
    "production.batch_state": (
        "UPDATE production_batch SET state = 'created' WHERE is_planned AND state = 'scanned'",
        "DELETE FROM production_scan WHERE kind = 'close'",
    ),
    "production.run_state": (
        "UPDATE production_run SET state = 'pending'",
        "UPDATE production_run SET completed_at = NULL, started_at = NULL",
    ),
    "production.batched_is_released": (
        "UPDATE production_order SET batched = batched + 1",
        "UPDATE production_order SET batched = 1 WHERE batched IS NULL AND state = 'draft'",
    ),
    "production.nothing_lost_between": (
        "UPDATE production_batch SET stands_at_id = NULL WHERE state = 'scanned'",
        "UPDATE production_batch SET state = 'closed', ending = 'by_hand' WHERE state = 'scanned'",
    ),
    "production.finished_is_received": (
        "UPDATE production_batch SET ending = 'finished' WHERE ending = 'consumed'",
        f"UPDATE production_batch SET ending = 'consumed' WHERE id = {SORTED}",
    ),
    "production.no_batch_open_when_done": (
        "UPDATE production_order SET state = 'done' WHERE batched IS NOT NULL",
        "UPDATE production_order SET state = 'cancelled' WHERE batched IS NOT NULL",
    ),
    "production.links_reversed_whole": (
        "UPDATE production_batchlink SET quantity = quantity - 1 WHERE reverses_id IS NOT NULL",
        "UPDATE production_batchlink SET quantity = quantity + 1 WHERE reverses_id IS NULL",
    ),
}


def scanned(plant: Plant) -> None:
    """Batches in every state: sorted with a gain, boxed, taken back, closed by hand, untouched."""
    mill = Mill(plant, {})
    for name, type, operation in STATIONS:
        mill.station(name, type, operation)
    _, planned = mill.released(D(60), D(12))
    for batch in planned[:4]:
        mill.scan("Knit in", batch)
    said = {"firsts": D(11), "seconds": D(1), "waste": D(1), "accept_gain": True}
    parts = [results(mill.scan("Sorting", planned[0], **said))]
    parts += [results(mill.scan("Sorting", planned[1], firsts=D(12)))]
    mill.scan("Boxes", *(part["firsts"] for part in parts))
    undone = mill.scan("Sorting", planned[2], firsts=D(2))
    scan_undo(scan_id=undone.id, reason="wrong batch", actor=plant.actor)
    batch_close(batch_id=planned[3].id, reason="lost", actor=plant.actor)
