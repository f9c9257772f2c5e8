"""Reading how needs are met."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Max, Q, Sum
from django.db.models.functions import Coalesce

from runwright.stock.models import Claim, Need
from runwright.stock.selectors.goods import ZERO


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
    claims = Claim.objects.filter(need__in=needs).values_list("need_id")
    held = claims.annotate(
        claimed=Coalesce(Sum("quantity", filter=Q(balance__isnull=False)), ZERO),
        expected=Coalesce(Sum("quantity", filter=Q(supply__due_at__isnull=False)), ZERO),
        expected_at=Max("supply__due_at"),
    )
    cover = {need_id: sums for need_id, *sums in held}
    return {n.id: NeedCover(n.quantity, n.served, *cover.get(n.id, [Decimal()])) for n in needs}
