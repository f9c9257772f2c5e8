"""Who comes first."""

from datetime import datetime

from runwright.stock.models import Need, Strength


def is_firm(need: Need) -> bool:
    """Whether what the need holds is out of reach for others."""
    return need.group is None or need.group.strength == Strength.FIRM


def urgency(need: Need) -> tuple[bool, int, bool, datetime | None, int]:
    """Sorts needs, the first to be served first: firm, priority, needed by, number."""
    return (
        not is_firm(need),
        need.priority,
        need.needed_by is None,
        need.needed_by,
        need.id,
    )
