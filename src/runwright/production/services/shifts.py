"""One tap on the floor: pause, finish with all that is left, and stop what stands still."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from runwright.people.actor import Actor
from runwright.production.models import TimeInterval, TimerStart, WorkOrder
from runwright.production.services.reports import ReportDraft, work_report
from runwright.production.services.timers import intervals_end, timer_stop
from runwright.production.services.work import work_order_locked
from runwright.resources.limits import require_centre


@transaction.atomic
def work_pause(
    *, work_order_id: int, operator_id: int, actor: Actor, reason: str = ""
) -> WorkOrder:
    """Stop every timer of a person on a work order; a machine stops with the last person on it.

    Nothing running is nothing to stop. Raises ``WorkOrderNotFound``.
    """
    actor.require("production.work_report")
    work_order = work_order_locked(work_order_id)
    require_centre(actor, work_order.work_centre_id)
    running = TimeInterval.objects.filter(
        work_order=work_order, operator=operator_id, ended_at=None
    )
    for source in list(running.values_list("source", flat=True).distinct()):
        timer_stop(start_id=source, actor=actor, reason=reason)
    return work_order


@transaction.atomic
def work_complete(
    *, work_order_id: int, operator_id: int | None, actor: Actor, machine_id: int | None = None
) -> WorkOrder:
    """A person is done: what is still in process is reported as firsts, and their timers stop.

    ``machine_id`` is the machine it came off. Raises what reporting raises.
    """
    if operator_id:
        work_pause(work_order_id=work_order_id, operator_id=operator_id, actor=actor)
    work_order = work_order_locked(work_order_id)
    require_centre(actor, work_order.work_centre_id)
    rest = Decimal(work_order.released - work_order.accounted)
    if rest > 0:
        draft = ReportDraft(firsts=rest, operator_id=operator_id, machine_id=machine_id)
        work_report(work_order_id=work_order_id, draft=draft, actor=actor)
    return work_order


@transaction.atomic
def machine_halt(*, machine_id: int, actor: Actor, reason: str = "") -> None:
    """Stop every clock at a machine: its own, and those of the people who attend it.

    Who named no machine attends whatever runs on the work order, and works on while another does.
    """
    actor.require("production.work_report")
    require_centre(actor, None, machine_id)
    here = TimerStart.objects.filter(machine=machine_id)
    own = _running().filter(source__in=here.values("id"))
    alone = set(own.values_list("work_order_id", flat=True))
    alone -= set(
        _running()
        .filter(work_order__in=alone, machine__isnull=False)
        .exclude(machine=machine_id)
        .values_list("work_order_id", flat=True)
    )
    anywhere = TimerStart.objects.filter(machine=None, work_order__in=alone)
    free = _running().filter(source__in=anywhere.values("id"))
    _halt([*own, *free], actor, reason)


@transaction.atomic
def centre_halt(*, work_centre_id: int, actor: Actor, reason: str = "") -> None:
    """Stop every clock on the work orders of a work centre."""
    actor.require("production.work_report")
    require_centre(actor, work_centre_id)
    _halt(_running().filter(work_order__work_centre=work_centre_id), actor, reason)


def _running() -> QuerySet[TimeInterval]:
    return TimeInterval.objects.filter(ended_at=None, is_live=True).select_related("work_order")


def _halt(running: Iterable[TimeInterval], actor: Actor, reason: str) -> None:
    """End what still runs once its work order is locked, one order after the other."""

    def place(one: TimeInterval) -> tuple[int, int]:
        return one.work_order.order_id, one.work_order_id

    for (_, work_order_id), intervals in groupby(sorted(running, key=place), place):
        work_order = work_order_locked(work_order_id)
        open_still = _running().filter(id__in=[one.id for one in intervals])
        if ended := list(open_still.order_by("id")):
            intervals_end(work_order, ended, actor=actor, reason=reason)
