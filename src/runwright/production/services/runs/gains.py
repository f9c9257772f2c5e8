"""More pieces come out of a batch than were in it: by the company's policy, and as a fact."""

from decimal import Decimal
from typing import Any

from runwright.company.models import Policy
from runwright.company.selectors import policies
from runwright.kernel.quantity import plain
from runwright.production.errors import GainUnconfirmed, MoreThanRemains
from runwright.production.models import Batch, WorkOrder


def batch_gain(batch: Batch, work: WorkOrder, total: Decimal, *, is_confirmed: bool) -> Decimal:
    """How many more pieces than remain in a batch come out of it.

    Up to the tolerance of the order always, beyond it freely, after a confirmation, or never, as
    over-production is. Raises ``MoreThanRemains`` and, where a confirmation helps,
    ``GainUnconfirmed``.
    """
    excess = total - batch.remaining
    if excess <= 0:
        return Decimal()
    left = plain(batch.remaining)
    said: dict[str, Any] = {"quantity": plain(total), "label": batch.code, "remaining": left}
    rule = policies()
    tolerated = work.start_quantity * rule.overproduction_tolerance
    if work.gained + excess > tolerated and rule.overproduction != Policy.ALLOW:
        if rule.overproduction == Policy.BLOCK:
            raise MoreThanRemains(**said)
        if not is_confirmed:
            raise GainUnconfirmed(excess=plain(excess), **said)
    return excess
