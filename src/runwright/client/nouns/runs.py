"""Runs. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Runs(Noun):
    """Runs."""

    def list_runs(self, **query: Any) -> Iterator[Record]:
        """Production runs: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [sales_order], [created_from], [created_to].
        """
        return self._wire.rows("/runs", query, "RunsPage")

    def create(self, **fields: Any) -> Record:
        """Make a run by hand: its orders are made, confirmed and planned behind it.

        Takes [responsible_id], [number], [note], [id], rows.
        """
        return one(self._wire.write("POST", "/runs", fields, "ProductionRun"))

    def run(self, run_id: object, **query: Any) -> Record:
        """One run, and where its batches are.

        Takes [expand].
        """
        return one(self._wire.read(f"/runs/{run_id}", query, "ProductionRun"))

    def graph(self, run_id: object) -> Record:
        """The flow of a run: all of its batches, and those of others that they are joined to."""
        return one(self._wire.read(f"/runs/{run_id}/graph", {}, "Flow"))

    def add_batches(self, run_id: object, **fields: Any) -> Record:
        """Add batches to a run that is not completed, with orders of their own behind them.

        Takes [id], rows.
        """
        return one(self._wire.write("POST", f"/runs/{run_id}/batches", fields, "ProductionRun"))

    def lots(self, order_id: object, **query: Any) -> Record:
        """How releasing an order in lots would divide it; nothing is kept.

        Takes [lot].
        """
        return one(self._wire.read(f"/orders/{order_id}/lots", query, "Lots"))

    def release(self, order_id: object, **fields: Any) -> Record:
        """Release an order in lots; it is confirmed and planned with it.

        Takes [responsible_id], [number], [note], lot, [run_id], [machine_ids].
        """
        return one(self._wire.write("POST", f"/orders/{order_id}/release", fields, "ProductionRun"))

    def estimate(self, order_id: object) -> Record:
        """What the run of an estimate would make; nothing is kept."""
        return one(self._wire.read(f"/sales-orders/{order_id}/run-preview", {}, "EstimatePreview"))

    def make_for_estimate(self, order_id: object, **fields: Any) -> Record:
        """Make the run of an estimate: an order for everything that is made, and the first
        batches.

        Takes [responsible_id], [number], [note].
        """
        return one(
            self._wire.write("POST", f"/sales-orders/{order_id}/run", fields, "ProductionRun")
        )

    def delete(self, run_id: object, **fields: Any) -> Record:
        """Delete a run of which nothing was scanned; what was held for it is free.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/runs/{run_id}/deletion", fields, "ProductionRun"))
