"""What stands now, whatever the period: orders by state, and what needs somebody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from runwright.company.selectors import policies
from runwright.people.actor import Actor
from runwright.production.selectors import orders_all, work_orders_all
from runwright.reports.figure import Figure, count
from runwright.reports.lists.conditions import (
    OPEN_ORDER,
    order_is_late,
    order_is_short,
    work_is_blocked,
    work_is_past_deadline,
    work_is_without_operator,
)
from runwright.reports.lists.words import ORDER_STATES

ACTIVE = ("draft", "confirmed", "planned", "in_progress")


@dataclass(frozen=True)
class Standing:
    """Open orders by state; and the orders and work orders that need somebody."""

    states: Mapping[str, int]
    late: int
    short: int
    blocked: int
    overdue: int
    unassigned: int


def standing_at(at: datetime, *, actor: Actor) -> Standing:
    """What stands at this instant."""
    orders, work = orders_all(actor=actor).order_by(), work_orders_all(actor=actor).order_by()
    states = orders.filter(OPEN_ORDER).values_list("state").annotate(count=Count("pk"))
    found = dict(states)
    return Standing(
        states={state: found.get(state, 0) for state in ACTIVE},
        late=orders.filter(order_is_late(at)).count(),
        short=orders.filter(order_is_short(at)).count(),
        blocked=work.filter(work_is_blocked(at)).count(),
        overdue=work.filter(work_is_past_deadline(at), state="in_progress").count(),
        unassigned=work.filter(work_is_without_operator(at)).count(),
    )


def standing_figures(found: Standing) -> Iterator[Figure]:
    """The checks of the day, then the open orders by state."""
    hours = policies().blocked_hours
    yield count("late", _("Late"), found.late, "orders", "late=yes")
    yield count("short", _("Short of material"), found.short, "orders", "short=yes")
    yield count("blocked", format_lazy(_("Waiting for over {hours} h"), hours=hours),
                found.blocked, "work_orders", "blocked=yes")  # fmt: skip
    yield count("overdue", _("In progress past deadline"), found.overdue, "work_orders",
                "overdue=yes&state=in_progress")  # fmt: skip
    yield count("unassigned", _("Ready without operator"), found.unassigned, "work_orders",
                "unassigned=yes")  # fmt: skip
    yield count("unplanned", _("Confirmed, not planned"), found.states["confirmed"], "orders",
                "state=confirmed")  # fmt: skip
    for state, orders in found.states.items():
        yield count(f"now_{state}", ORDER_STATES[state], orders, "orders", f"state={state}")
