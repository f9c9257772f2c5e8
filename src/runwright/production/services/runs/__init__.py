"""Runs and batches: released to the floor, scanned, corrected and ended."""
