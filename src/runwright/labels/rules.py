"""Pure rules of printing: which labels there are, and when to try again."""

from datetime import timedelta

from runwright.labels.batches.stocks import KINDS, SIZES
from runwright.labels.errors import UnknownLabel

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=2)
GIVE_UP_AFTER = timedelta(minutes=30)
"""How long labels wait for a printer that is away: later nobody stands there for them."""


def label_check(kind: str, size: str) -> None:
    """Raise ``UnknownLabel`` where there is no such kind or size."""
    if kind not in KINDS:
        raise UnknownLabel(field="kind", value=kind, known=list(KINDS))
    if size not in SIZES:
        raise UnknownLabel(field="size", value=size, known=list(SIZES))


def wait_after(tries: int) -> timedelta:
    """How long to leave a printer alone after so many failed attempts: doubled each time."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tries - 1, 10))
