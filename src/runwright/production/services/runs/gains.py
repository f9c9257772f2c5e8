"""More pieces come out of a batch than were in it: by the company's policy, and as a fact."""

from decimal import Decimal
from typing import Any

from runwright.kernel.quantity import plain
from runwright.production.errors import GainUnconfirmed, MoreThanRemains
from runwright.production.models import Batch, WorkOrder
from runwright.production.services.gains import gain_check


def batch_gain(batch: Batch, work: WorkOrder, total: Decimal, *, is_confirmed: bool) -> Decimal:
    """How many more pieces than remain in a batch come out of it.

    The policy is that of over-production. Raises ``MoreThanRemains`` and, where a confirmation
    helps, ``GainUnconfirmed``.
    """
    excess = total - batch.remaining
    if excess <= 0:
        return Decimal()
    left = plain(batch.remaining)
    said: dict[str, Any] = {"quantity": plain(total), "label": batch.code, "remaining": left}
    gain_check(
        work, excess, is_confirmed=is_confirmed, refusal=MoreThanRemains(**said),
        question=GainUnconfirmed(excess=plain(excess), **said),
    )  # fmt: skip
    return excess
