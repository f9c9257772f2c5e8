"""Batches. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Batches(Noun):
    """Batches."""

    def list_batches(self, **query: Any) -> Iterator[Record]:
        """Batches: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [open], [held], [planned], [ending], [awaited],
        [stands_at], [station], [department], [item], [run], [order], [last_scan_from],
        [last_scan_to].
        """
        return self._wire.rows("/batches", query, "BatchesPage")

    def waiting(self) -> Record:
        """Where batches on the floor wait, the longest queues first."""
        return one(self._wire.read("/batches/waiting", {}, "Queues"))

    def batch(self, batch_id: object, **query: Any) -> Record:
        """One batch with its holds and notes.

        Takes [expand].
        """
        return one(self._wire.read(f"/batches/{batch_id}", query, "ProductionBatch"))

    def graph(self, batch_id: object, **query: Any) -> Record:
        """The flow around a batch, so many levels to either side; all of it without a limit.

        Takes [levels].
        """
        return one(self._wire.read(f"/batches/{batch_id}/graph", query, "Flow"))

    def trace(self, batch_id: object) -> Record:
        """Where a batch came from and where it went."""
        return one(self._wire.read(f"/batches/{batch_id}/trace", {}, "BatchTrace"))

    def trace_lot(self, lot_id: object) -> Record:
        """Where a lot came from and where it went."""
        return one(self._wire.read(f"/lots/{lot_id}/trace", {}, "BatchTrace"))

    def trace_supplier_lot(self, supplier_lot: object) -> Record:
        """What became of everything that came under a supplier's lot number."""
        return one(self._wire.read(f"/supplier-lots/{supplier_lot}/trace", {}, "BatchTrace"))

    def recall(self, **fields: Any) -> Record:
        """Put everything ahead of a batch, a lot or a supplier's lot on hold, all or nothing.

        Takes [reason], [batch_id], [lot_id], [supplier_lot].
        """
        return one(self._wire.write("POST", "/recalls", fields, "Recalled"))

    def hold(self, batch_id: object, **fields: Any) -> Record:
        """Let nobody scan a batch.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/batches/{batch_id}/hold", fields, "ProductionBatch"))

    def unhold(self, batch_id: object, **fields: Any) -> Record:
        """Let a held batch be scanned again.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/batches/{batch_id}/release", fields, "ProductionBatch")
        )

    def close(self, batch_id: object, **fields: Any) -> Record:
        """Close a batch on the floor by hand; what remains is lost.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/batches/{batch_id}/closing", fields, "ProductionBatch")
        )

    def correct_output(self, batch_id: object, **fields: Any) -> Record:
        """Count pieces of a batch of a done order in another grade. They leave its label; the
        batch of.

        Takes source, target, quantity, reason.
        """
        return one(
            self._wire.write(
                "POST", f"/batches/{batch_id}/output-corrections", fields, "ProductionBatch"
            )
        )

    def delete(self, batch_id: object, **fields: Any) -> Record:
        """Delete a batch before its first scan.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/batches/{batch_id}/deletion", fields, "ProductionBatch")
        )

    def note(self, batch_id: object, **fields: Any) -> Record:
        """Write something about a batch.

        Takes text.
        """
        return one(
            self._wire.write("POST", f"/batches/{batch_id}/notes", fields, "ProductionBatch")
        )
