"""Two people at one order: who changed it since the other one looked."""

from uuid import UUID

from runwright.company.selectors import plant_minute
from runwright.journal.models import Entry
from runwright.journal.selectors import entries_of
from runwright.production.errors import ChangedMeanwhile
from runwright.production.models import Order
from runwright.production.selectors.changes import order_version


def unchanged_since(order: Order, version: UUID | None) -> None:
    """Refuse a change that was composed on an older order, saying who changed what, and when.

    ``order`` is locked. Without a version there is nothing to compare.
    Raises ``ChangedMeanwhile``.
    """
    newest = order_version(order_id=order.id)
    if version is None or newest is None or newest == version:
        return
    entry = entries_of(kind="order", record_id=order.id).get(id=newest)
    raise ChangedMeanwhile(
        record=order.number,
        who=entry.actor_label,
        at=plant_minute(entry.at),
        what=_what(entry),
    )


def _what(entry: Entry) -> list[str]:
    edits = [f"{c.field} {c.old} → {c.new}" for c in entry.changes.all()]
    return edits or [entry.verb]
