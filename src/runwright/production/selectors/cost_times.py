"""What the time of an order costs: hours of people and of machines, each at the rate of its day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Q

from runwright.costing.attendance import Attendance, hours_by_key
from runwright.costing.valuation import CENT
from runwright.journal.clock import now
from runwright.kernel.intervals import Interval, difference, total, union
from runwright.kernel.rounding import round_half_up
from runwright.people.models import Operator
from runwright.production.models import CostKind, Order, TimeInterval, WorkOrder
from runwright.resources.models import Machine, WorkCentre

_HOUR_PLACES = Decimal("0.000001")


@dataclass(frozen=True)
class CostLine:
    """One amount that went into an order: so many ``unit`` of an item, or hours, at a rate; or
    what came with the batches of another order, or went along with its own."""

    kind: str
    label: str
    quantity: Decimal
    rate: Decimal
    amount: Decimal
    work_order_id: int | None = None
    item_id: int | None = None
    operator_id: int | None = None
    machine_id: int | None = None
    is_carried: bool = False
    unit: str = ""


def labour_lines(order: Order) -> Iterator[CostLine]:
    """Hours of each person at each operation, at each rate."""
    own = (
        TimeInterval.objects.filter(work_order__order=order, operator__isnull=False)
        .select_related("operator", "work_order__work_centre__department")
        .order_by("operator_id", "work_order_id", "id")
    )
    by_person: defaultdict[Operator, list[TimeInterval]] = defaultdict(list)
    for interval in own:
        if interval.operator:
            by_person[interval.operator].append(interval)
    for person, intervals in by_person.items():
        hours = _hours_of(person, since=min(i.started_at for i in intervals))
        for share, work in {_share(i): i.work_order for i in intervals}.items():
            rate = labour_rate(person, work) if share.rate is None else share.rate
            yield _timed(CostKind.LABOUR, person, work, hours.get(share, Fraction()), rate)


class Share(NamedTuple):
    """A person's time on a work order at one rate per hour; without one, at that of today."""

    work_order_id: int
    rate: Decimal | None


def _share(interval: TimeInterval) -> Share:
    return Share(interval.work_order_id, interval.labour_rate)


def _hours_of(person: Operator, *, since: datetime) -> dict[Share, Fraction]:
    """The person's hours per work order and rate from an instant on, shared fairly."""
    around = TimeInterval.objects.filter(operator=person).filter(
        Q(ended_at=None) | Q(ended_at__gt=since)
    )
    return hours_by_key(
        [Attendance(_share(i), i.started_at, i.ended_at or now(), i.is_live) for i in around]
    )


def labour_rate(person: Operator, work: WorkOrder) -> Decimal:
    """Money per hour today: the person's own rate, else the department's, else nothing."""
    department = work.work_centre.department
    return person.hourly_rate or (department and department.labour_rate) or Decimal()


def machine_lines(order: Order) -> Iterator[CostLine]:
    """Hours of each machine; and of a lane of the work centre where no machine was named."""
    own = (
        TimeInterval.objects.filter(work_order__order=order)
        .select_related("machine", "work_order__work_centre")
        .order_by("machine_id", "work_order_id", "id")
    )
    spans: defaultdict[tuple[WorkOrder, Machine | None], list[TimeInterval]] = defaultdict(list)
    for interval in own:
        spans[interval.work_order, interval.machine].append(interval)
    for (work, machine), found in spans.items():
        attended = [i for w, m in spans if w == work and m for i in spans[w, m]]
        for rate, ran in _ran_at(found, None if machine else attended):
            hours = Fraction(total(ran, timedelta()) // timedelta(microseconds=1), 3_600_000_000)
            if machine or hours:
                asked = work.work_centre.cost_per_hour if rate is None else rate
                yield _timed(CostKind.MACHINE, machine or work.work_centre, work, hours, asked)


def _ran_at(
    found: Sequence[TimeInterval], attended: Sequence[TimeInterval] | None
) -> Iterator[tuple[Decimal | None, list[Interval[datetime]]]]:
    """Rate by rate when a machine ran; or a lane, beside the machines that were ``attended``.
    Each instant counts once, at the rate that was known first."""
    counted: list[Interval[datetime]] = []
    for rate in dict.fromkeys(interval.machine_rate for interval in found):
        own = [interval for interval in found if interval.machine_rate == rate]
        ran = spans_of(own) if attended is None else lane_spans(own, attended)
        yield rate, difference(ran, counted)
        counted = union([*counted, *ran])


def spans_of(intervals: Iterable[TimeInterval]) -> list[Interval[datetime]]:
    """When intervals ran, each instant once; running ones until now."""
    return union(Interval(i.started_at, i.ended_at or now()) for i in intervals)


def lane_spans(
    people: Iterable[TimeInterval], machines: Iterable[TimeInterval]
) -> list[Interval[datetime]]:
    """When a lane of the work centre ran: somebody's timer did, and no machine.

    Who names no machine attends whatever runs on the work order. Bookings cost as booked.
    """
    return difference(spans_of(i for i in people if i.is_live), spans_of(machines))


def _timed(
    kind: str, who: Operator | Machine | WorkCentre, work: WorkOrder, hours: Fraction, rate: Decimal
) -> CostLine:
    return CostLine(
        kind=kind,
        label=f"{who}, {work.name}",
        quantity=round_half_up(hours, _HOUR_PLACES),
        rate=rate,
        amount=round_half_up(hours * Fraction(rate), CENT),
        work_order_id=work.id,
        operator_id=who.id if isinstance(who, Operator) else None,
        machine_id=who.id if isinstance(who, Machine) else None,
    )
