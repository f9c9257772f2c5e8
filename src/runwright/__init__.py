"""Runwright: orders, runs, batches, scanning, material, time and cost in one ledger."""

__version__ = "0.1.0"
