"""Something is wrong: the clocks stop with the reason, and what stands is down."""

from django.db import transaction

from runwright.floor.models import Downtime
from runwright.floor.services.downtimes import (
    downtime_start,
    downtimes_of,
    place_locked,
    reason_in_use,
)
from runwright.people.actor import Actor
from runwright.production.services.shifts import centre_halt, machine_halt, work_pause
from runwright.resources.limits import require_centre


@transaction.atomic
def problem_report(
    *,
    reason_id: int,
    actor: Actor,
    machine_id: int | None = None,
    work_centre_id: int | None = None,
    work_order_id: int | None = None,
    operator_id: int | None = None,
    note: str = "",
) -> Downtime | None:
    """Stop the clocks at a machine, or at a whole work centre, and report it as down.

    An operator's own clock on a work order stops too; with nothing else named only that one does,
    and there is no downtime. Where somebody has reported the stop already, it goes on.
    Raises ``DowntimeReasonNotFound`` and ``DowntimeOfNothing``.
    """
    actor.require("floor.downtime_report")
    if machine_id or work_centre_id:
        require_centre(actor, work_centre_id, machine_id)
    why = ": ".join(filter(None, [reason_in_use(reason_id).name, note]))
    if work_order_id and operator_id:
        work_pause(work_order_id=work_order_id, operator_id=operator_id, actor=actor, reason=why)
    if machine_id:
        machine_halt(machine_id=machine_id, actor=actor, reason=why)
    elif work_centre_id:
        centre_halt(work_centre_id=work_centre_id, actor=actor, reason=why)
    elif work_order_id:
        return None
    place = place_locked(machine_id=machine_id, work_centre_id=work_centre_id)
    if known := downtimes_of(place).filter(ended_at=None).first():
        return known
    return downtime_start(
        reason_id=reason_id, machine_id=machine_id, work_centre_id=work_centre_id, note=note,
        actor=actor,
    )  # fmt: skip
