"""Reading time and quantities."""

from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet

from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.production.errors import FactNotFound, ScrapReasonNotFound
from runwright.production.models import (
    MachineDay,
    QuantityReport,
    ScrapReason,
    TimeBooking,
    TimeInterval,
)

CENTRE = "work_order__work_centre__department"
"""From a fact of work to the department that it belongs to."""


def intervals_all(*, actor: Actor) -> QuerySet[TimeInterval]:
    """Every stretch of time of a person or a machine, newest first."""
    actor.require("production.view")
    intervals = TimeInterval.objects.select_related("work_order__order", "operator", "machine")
    return within(intervals, actor.departments, CENTRE).order_by("-started_at", "-id")


def bookings_all(*, actor: Actor) -> QuerySet[TimeBooking]:
    """Every booking that stands, newest first."""
    actor.require("production.view")
    standing = TimeBooking.objects.filter(reverses=None, reversals=None)
    bookings = standing.select_related("work_order__order", "operator", "machine")
    return within(bookings, actor.departments, CENTRE).order_by("-started_at", "-id")


def running_timers(*, actor: Actor) -> QuerySet[TimeInterval]:
    """What is being worked on at this moment."""
    return intervals_all(actor=actor).filter(ended_at=None)


def reports_all(*, actor: Actor) -> QuerySet[QuantityReport]:
    """Every quantity report and reversal, newest first."""
    actor.require("production.view")
    reports = QuantityReport.objects.select_related(
        "work_order__order__item__unit", "operator", "machine", "scrap_reason", "entry"
    )
    return within(reports, actor.departments, CENTRE).order_by("-at", "-id")


def report_get(*, report_id: UUID, actor: Actor) -> QuantityReport:
    """One quantity report. Raises ``FactNotFound``."""
    report = reports_all(actor=actor).filter(id=report_id).first()
    if report is None:
        raise FactNotFound(key=report_id)
    return report


def machine_days(*, actor: Actor, first: date, last: date) -> QuerySet[MachineDay]:
    """Machine time per plant day, both days included."""
    actor.require("production.view")
    days = MachineDay.objects.filter(day__range=(first, last))
    return within(days, actor.departments, "machine__work_centre__department")


def scrap_reasons(*, actor: Actor) -> QuerySet[ScrapReason]:
    """The reasons for seconds and waste in use, by name."""
    return scrap_reasons_all(actor=actor).filter(archived_at=None)


def scrap_reasons_all(*, actor: Actor) -> QuerySet[ScrapReason]:
    """All reasons for seconds and waste, those in use first, by name."""
    actor.require("production.view")
    return ScrapReason.objects.order_by(F("archived_at").asc(nulls_first=True), "name")


def scrap_reason_get(*, reason_id: int, actor: Actor) -> ScrapReason:
    """One reason for seconds and waste. Raises ``ScrapReasonNotFound``."""
    reason = scrap_reasons_all(actor=actor).filter(id=reason_id).first()
    if reason is None:
        raise ScrapReasonNotFound(key=reason_id)
    return reason
