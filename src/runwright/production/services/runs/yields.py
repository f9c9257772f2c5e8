"""What came of pieces at an operation, and the sums it is added to."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from runwright.journal.services import Edit
from runwright.kernel.quantity import plain
from runwright.production.models import Order, WorkOrder


@dataclass(frozen=True)
class Yield:
    """What came of pieces at an operation; ``from_seconds`` of them came in as second quality."""

    firsts: Decimal = Decimal()
    seconds: Decimal = Decimal()
    waste: Decimal = Decimal()
    from_seconds: Decimal = Decimal()

    @property
    def total(self) -> Decimal:
        """All pieces, lost ones included."""
        return self.firsts + self.seconds + self.waste


@dataclass(frozen=True)
class Blame:
    """Why pieces are not good, and which operation's fault it was."""

    scrap_reason_id: int | None = None
    caused_by_id: int | None = None


NO_BLAME = Blame()


def work_add(work: WorkOrder, made: Yield, at: datetime) -> None:
    """Add to the sums of an operation what it has made (unsaved)."""
    work.firsts += made.firsts
    work.seconds += made.seconds
    work.waste += made.waste
    work.from_seconds += made.from_seconds
    _note_activity(work, at)


def order_add(order: Order, work: WorkOrder, made: Yield, at: datetime) -> None:
    """Add to the sums of an order what one of its operations has made (unsaved)."""
    order.firsts += made.firsts if work.is_output else 0
    order.seconds += made.seconds - made.from_seconds
    order.waste += made.waste
    _note_activity(order, at)


def _note_activity(record: WorkOrder | Order, at: datetime) -> None:
    record.first_activity_at = min(record.first_activity_at or at, at)
    record.last_activity_at = max(record.last_activity_at or at, at)


def told(made: Yield) -> list[Edit]:
    """What the journal says of quantities."""
    names = ("firsts", "seconds", "waste")
    return [Edit(name, "", plain(getattr(made, name))) for name in names if getattr(made, name)]
