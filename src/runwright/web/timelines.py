"""Time lines out of booked time."""

from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from runwright.people.actor import Actor
from runwright.production.selectors import intervals_all
from runwright.web.bars import Bar, TimeLine
from runwright.web.records import record_url

MOST = 1_500


def time_line(
    *, actor: Actor, order_id: int | None = None, machine_id: int | None = None
) -> TimeLine:
    """The intervals of an order (a lane per machine or person) or of a machine (one per order)."""
    found = intervals_all(actor=actor)
    if order_id is not None:
        found = found.filter(work_order__order_id=order_id)
    if machine_id is not None:
        found = found.filter(machine_id=machine_id)
    total = found.count()
    bars = [_bar(one, by_order=machine_id is not None) for one in islice(found, MOST)]
    bars.sort(key=lambda bar: (bar.lane, bar.start))
    lane = _("Order") if machine_id is not None else _("Machine or person")
    return TimeLine("time-line", _("Time line"), lane, bars, max(0, total - MOST))


def _bar(interval: Any, *, by_order: bool) -> Bar:
    work_order = interval.work_order
    owner = interval.machine or interval.operator
    lane = work_order.order.number if by_order else _named(owner)
    label = work_order.name if not by_order else f"{work_order.order.number} {work_order.name}"
    return Bar(
        lane=lane,
        start=interval.started_at,
        end=interval.ended_at,
        kind=interval.kind,
        label=label,
        who=str(owner),
        url=record_url("work_order", work_order.id),
    )


def _named(owner: Any) -> str:
    """A machine or a person by code and name, once where they are the same."""
    return owner.name if owner.code == owner.name else f"{owner.code} {owner.name}"
