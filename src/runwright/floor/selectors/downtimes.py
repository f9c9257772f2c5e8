"""Reading downtime."""

from datetime import datetime

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from runwright.floor.errors import DowntimeNotFound, DowntimeReasonNotFound
from runwright.floor.models import Downtime, DowntimeReason, DowntimeStart
from runwright.people.actor import Actor
from runwright.people.reach import within


def downtimes_all(*, actor: Actor) -> QuerySet[Downtime]:
    """Every downtime with what stood and why, newest first."""
    actor.require("production.view")
    rows = Downtime.objects.select_related("machine__work_centre", "work_centre", "reason")
    rows = within(
        rows, actor.departments, "machine__work_centre__department", "work_centre__department"
    )
    return rows.order_by("-started_at", "-id")


def downtimes_told(*, actor: Actor) -> QuerySet[Downtime]:
    """Every downtime as a log tells it: the code, kind and id of what stood (``place``), its
    ``centre`` and ``department``, and who ``told`` it."""
    of_machine = When(machine__isnull=False, then=Value("machine"))
    start = DowntimeStart.objects.filter(id=OuterRef("source"))
    return downtimes_all(actor=actor).annotate(
        place_code=Coalesce("machine__code", "work_centre__code"),
        place_kind=Case(of_machine, default=Value("work_centre")),
        place_id=Coalesce("machine_id", "work_centre_id"),
        centre=Coalesce("machine__work_centre__code", "work_centre__code"),
        department=Coalesce(
            "machine__work_centre__department__code", "work_centre__department__code"
        ),
        told=Subquery(start.values("entry__actor_label")[:1]),
    )


def open_downtimes(*, work_centre_id: int, actor: Actor) -> QuerySet[Downtime]:
    """What is down at a work centre: itself, or machines of it."""
    here = Q(machine__work_centre=work_centre_id) | Q(work_centre=work_centre_id)
    return downtimes_all(actor=actor).filter(here, ended_at=None)


def downtime_get(*, downtime_id: int, actor: Actor) -> Downtime:
    """One downtime. Raises ``DowntimeNotFound``."""
    downtime = downtimes_all(actor=actor).filter(id=downtime_id).first()
    if downtime is None:
        raise DowntimeNotFound(key=downtime_id)
    return downtime


def downtime_reasons(*, actor: Actor) -> QuerySet[DowntimeReason]:
    """The reasons in use, by name."""
    return downtime_reasons_all(actor=actor).filter(archived_at=None)


def downtime_reasons_all(*, actor: Actor) -> QuerySet[DowntimeReason]:
    """All reasons, those in use first, by name."""
    actor.require("production.view")
    return DowntimeReason.objects.order_by(F("archived_at").asc(nulls_first=True), "name")


def downtime_reason_get(*, reason_id: int, actor: Actor) -> DowntimeReason:
    """One reason for stops. Raises ``DowntimeReasonNotFound``."""
    reason = downtime_reasons_all(actor=actor).filter(id=reason_id).first()
    if reason is None:
        raise DowntimeReasonNotFound(key=reason_id)
    return reason


def downtimes_between(*, start: datetime, end: datetime, actor: Actor) -> QuerySet[Downtime]:
    """What stood at some time between two instants, oldest first."""
    meets = Q(started_at__lt=end) & (Q(ended_at=None) | Q(ended_at__gt=start))
    return downtimes_all(actor=actor).filter(meets).order_by("started_at", "id")
