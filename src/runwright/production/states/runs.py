"""The lives of runs and batches. Both are moved by scans; what people do is delete and close."""

RUN_STATES = ("pending", "in_progress", "completed", "cancelled")
BATCH_STATES = ("created", "scanned", "closed", "void")
