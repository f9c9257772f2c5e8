"""Reading downtime."""

from django.db.models import QuerySet

from runwright.floor.errors import DowntimeNotFound
from runwright.floor.models import Downtime, DowntimeReason
from runwright.people.actor import Actor


def downtimes_all(*, actor: Actor) -> QuerySet[Downtime]:
    """Every downtime with machine and reason, newest first."""
    actor.require("production.view")
    return Downtime.objects.select_related("machine__work_centre", "reason").order_by(
        "-started_at", "-id"
    )


def downtime_get(*, downtime_id: int, actor: Actor) -> Downtime:
    """One downtime. Raises ``DowntimeNotFound``."""
    downtime = downtimes_all(actor=actor).filter(id=downtime_id).first()
    if downtime is None:
        raise DowntimeNotFound(key=downtime_id)
    return downtime


def downtime_reasons(*, actor: Actor) -> QuerySet[DowntimeReason]:
    """The reasons in use, by name."""
    actor.require("production.view")
    return DowntimeReason.objects.filter(archived_at=None).order_by("name")
