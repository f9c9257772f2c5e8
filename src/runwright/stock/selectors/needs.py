"""Reading how needs are met."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from runwright.journal.rows import answer
from runwright.stock.models import Need


@dataclass(frozen=True)
class NeedCover:
    """How one need is met: wanted, served so far, claimed on hand, expected, and short.

    ``expected`` is claimed on supplies with a firm date, the last of which is ``expected_at``;
    what is linked to a supply without a date counts as short.
    """

    wanted: Decimal
    served: Decimal
    claimed: Decimal
    expected: Decimal = Decimal()
    expected_at: datetime | None = None

    @property
    def short(self) -> Decimal:
        """What nothing covers."""
        covered = self.served + self.claimed + self.expected
        return max(self.wanted - covered, Decimal())


def needs_cover(*, needs: Sequence[Need]) -> dict[int, NeedCover]:
    """The cover of each need by its id, in one query."""
    cover = {need: held for need, *held in answer(COVER, [[need.id for need in needs]])}
    return {n.id: NeedCover(n.quantity, n.served, *cover.get(n.id, [Decimal()])) for n in needs}


COVER = """
SELECT c.need_id,
       coalesce(sum(c.quantity) FILTER (WHERE c.balance_id IS NOT NULL), 0),
       coalesce(sum(c.quantity) FILTER (WHERE s.due_at IS NOT NULL), 0), max(s.due_at)
FROM stock_claim c LEFT JOIN stock_expectedsupply s ON s.id = c.supply_id
WHERE c.need_id = ANY(%s) GROUP BY c.need_id
"""
