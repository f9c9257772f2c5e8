"""The worker's side of background work: which task calls which service."""
