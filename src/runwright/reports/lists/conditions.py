"""Conditions on orders and work orders, said once for lists and figures alike."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Greatest, Least

from runwright.company.selectors import policies
from runwright.production.selectors import orders_waiting
from runwright.production.selectors.outcomes import decided_between, made_between
from runwright.reports.lists.filters import Days

OPEN_STATES = frozenset({"draft", "confirmed", "planned", "in_progress"})
OPEN_ORDER = Q(state__in=sorted(OPEN_STATES))
WITHDRAWN = Q(state="cancelled", is_history=True)
"""Orders of an import that was undone: they stay for the journal's sake and count nowhere."""
OPEN_WORK_STATES = frozenset({"waiting", "ready", "in_progress"})
OPEN_WORK = Q(state__in=sorted(OPEN_WORK_STATES))
ENDED_ORDER = Q(state__in=["done", "cancelled"])


def lasted(first: str, last: str) -> ExpressionWrapper:
    """The time between two instants."""
    return ExpressionWrapper(F(last) - F(first), output_field=DurationField())


def order_is_late(at: datetime) -> Q:
    """Still open, with a deadline that has passed."""
    return OPEN_ORDER & Q(deadline__lt=at)


def order_is_of(start: datetime | None, end: datetime | None) -> Q:
    """Worked on in the period or, while untouched, made in it."""
    worked, made = Q(first_activity_at__isnull=False), Q(first_activity_at__isnull=True)
    if start:
        worked, made = worked & Q(last_activity_at__gte=start), made & Q(created_at__gte=start)
    if end:
        worked, made = worked & Q(first_activity_at__lt=end), made & Q(created_at__lt=end)
    return worked | made


def order_counts_in(start: datetime | None, end: datetime | None) -> Q:
    """Done or cancelled in the period; while open, worked on or made in it."""
    ended = ENDED_ORDER & within("state_since", start, end)
    return ended | (OPEN_ORDER & order_is_of(start, end))


def within(path: str, start: datetime | None, end: datetime | None) -> Q:
    """From an instant on, and before another."""
    bounds = {f"{path}__gte": start, f"{path}__lt": end}
    return Q(**{name: at for name, at in bounds.items() if at})


class OfDays(Days):
    """Orders that were worked on in a period."""

    def _between(self, start: datetime | None, end: datetime | None) -> Q:
        return order_is_of(start, end)


class CountedIn(Days):
    """Orders of a period, as the dashboard and the reports count them."""

    def _between(self, start: datetime | None, end: datetime | None) -> Q:
        return order_counts_in(start, end)


class MadeIn(Days):
    """Orders that were worked on or decided upon in a period; ``made_…`` is what came of them
    within it."""

    def _limited(
        self, rows: QuerySet[Any], start: datetime | None, end: datetime | None
    ) -> QuerySet[Any]:
        active = within("last_activity_at", start, None) & within("first_activity_at", None, end)
        worked = Q(first_activity_at__isnull=False) & active
        return rows.filter(worked | decided_between(start, end)).annotate(
            **made_between(start, end)
        )


class During(Days):
    """Stretches of time that reach into a period; ``minutes`` is what lies within it."""

    def _limited(
        self, rows: QuerySet[Any], start: datetime | None, end: datetime | None
    ) -> QuerySet[Any]:
        inside = Q(started_at__lt=end) if end else Q()
        inside &= Q(ended_at__gt=start) if start else Q()
        first = Greatest("started_at", Value(start)) if start else F("started_at")
        last = Least("ended_at", Value(end)) if end else F("ended_at")
        lasts = ExpressionWrapper(last - first, output_field=DurationField())
        return rows.filter(inside).annotate(minutes=lasts)


def order_is_short(at: datetime) -> Q:
    """Confirmed and not over, while goods at hand do not cover its material."""
    active = Q(state__in=["confirmed", "planned", "in_progress"])
    return active & Q(pk__in=orders_waiting())


def order_was_on_time(at: datetime | None = None) -> Q:
    """Done by its deadline."""
    return Q(state="done", state_since__lte=F("deadline"))


def order_overran(at: datetime | None = None) -> Q:
    """Done after its deadline."""
    return Q(state="done", state_since__gt=F("deadline"))


def work_is_blocked(at: datetime) -> Q:
    """Waiting for longer than the company lets work wait."""
    blocked_after = timedelta(hours=policies().blocked_hours)
    return Q(state="waiting", state_since__lt=at - blocked_after)


def work_lacks_material(at: datetime) -> Q:
    """Open, while goods at hand do not cover its material."""
    return OPEN_WORK & Q(material_since__isnull=False)


def work_is_past_deadline(at: datetime) -> Q:
    """Still open when its planned end or its order's deadline has passed."""
    return OPEN_WORK & (Q(planned_end__lt=at) | Q(order__deadline__lt=at))


def work_is_without_operator(at: datetime) -> Q:
    """Ready and assigned to nobody (the first timer would have put it in progress)."""
    return Q(state="ready", assignments=None)
