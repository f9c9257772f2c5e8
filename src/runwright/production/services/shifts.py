"""One tap on the floor: pause, and finish with all that is left."""

from decimal import Decimal

from django.db import transaction

from runwright.people.actor import Actor
from runwright.production.models import TimeInterval, WorkOrder
from runwright.production.services.reports import ReportDraft, work_report
from runwright.production.services.timers import timer_stop
from runwright.production.services.work import work_order_locked


@transaction.atomic
def work_pause(*, work_order_id: int, operator_id: int, actor: Actor) -> WorkOrder:
    """Stop every timer of a person on a work order; a machine stops with the last person on it.

    Nothing running is nothing to stop. Raises ``WorkOrderNotFound``.
    """
    actor.require("production.work_report")
    work_order = work_order_locked(work_order_id)
    running = TimeInterval.objects.filter(
        work_order=work_order, operator=operator_id, ended_at=None
    )
    for source in list(running.values_list("source", flat=True).distinct()):
        timer_stop(start_id=source, actor=actor)
    return work_order


@transaction.atomic
def work_complete(*, work_order_id: int, operator_id: int | None, actor: Actor) -> WorkOrder:
    """A person is done: what is still in process is reported as firsts, and their timers stop.

    Raises what reporting raises.
    """
    if operator_id:
        work_pause(work_order_id=work_order_id, operator_id=operator_id, actor=actor)
    work_order = work_order_locked(work_order_id)
    rest = Decimal(work_order.released - work_order.accounted)
    if rest > 0:
        draft = ReportDraft(firsts=rest, operator_id=operator_id)
        work_report(work_order_id=work_order_id, draft=draft, actor=actor)
    return work_order
