"""Runs and batches: released to the floor, scanned, corrected and ended."""

from runwright.production.services.runs.endings import batch_close, tails_finish
from runwright.production.services.runs.releases import RunDraft, RunRow, order_release, run_create
from runwright.production.services.runs.scans import scan_post
from runwright.production.services.runs.scenes import ScanDraft

__all__ = [
    "RunDraft",
    "RunRow",
    "ScanDraft",
    "batch_close",
    "order_release",
    "run_create",
    "scan_post",
    "tails_finish",
]
