"""Computing every stored sum anew from the facts."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max, Min

from runwright.people.actor import Actor
from runwright.production.day_sums import day_sums_forget, day_sums_refresh
from runwright.production.models import Order, TimeInterval, WorkOrder
from runwright.production.projections import machine_days_refresh, sums_refresh
from runwright.tasks.progress import Progress, silent

AT_ONCE = 500


def sums_rebuild(*, actor: Actor, progress: Progress = silent) -> int:
    """Sum work orders, orders and days again; returns how many orders there were.

    People may work meanwhile: some orders at a time are locked while they are summed.
    """
    actor.require("production.history_write")
    orders = list(Order.objects.order_by("id").values_list("id", flat=True))
    for start in range(0, len(orders), AT_ONCE):
        _orders_sum(orders[start : start + AT_ONCE])
        progress(done=min(start + AT_ONCE, len(orders)), total=len(orders))
    _machines_sum()
    day_sums_forget()
    day_sums_refresh()
    return len(orders)


def day_sums_store(*, actor: Actor, progress: Progress = silent) -> int:
    """Store the sums of days that are over, and those of days in which something was changed since;
    returns of how many. May run twice, and at the same time."""
    actor.require("production.history_write")
    return day_sums_refresh(progress=progress)


@transaction.atomic
def _orders_sum(order_ids: Sequence[int]) -> None:
    list(Order.objects.select_for_update(no_key=True).filter(id__in=order_ids).order_by("id"))
    works = WorkOrder.objects.filter(order__in=order_ids).values_list("id", flat=True)
    sums_refresh(work_order_ids=list(works), order_ids=order_ids)


@transaction.atomic
def _machines_sum() -> None:
    ran = TimeInterval.objects.filter(machine__isnull=False, ended_at__isnull=False)
    span = ran.aggregate(first=Min("started_at"), last=Max("ended_at"))
    machines = ran.order_by().values_list("machine_id", flat=True).distinct()
    if span["first"]:
        found = [machine for machine in machines if machine]
        machine_days_refresh(machine_ids=found, first=span["first"], last=span["last"])
