"""What an order costs: the lines of material, labour and machines, planned beside actual."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Q, QuerySet

from runwright.costing.attendance import Attendance, hours_by_key
from runwright.costing.valuation import CENT, part_value
from runwright.journal.clock import now
from runwright.journal.rows import answer
from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.intervals import Interval, difference, total, union
from runwright.kernel.rounding import round_half_up
from runwright.people.actor import Actor
from runwright.people.models import Operator
from runwright.production.models import (
    CostFact,
    CostKind,
    Order,
    SalesLink,
    TimeInterval,
    WorkOrder,
)
from runwright.resources.models import Machine, WorkCentre

_HOUR_PLACES = Decimal("0.000001")
INPUTS = (CostKind.MATERIAL, CostKind.LABOUR, CostKind.MACHINE)


@dataclass(frozen=True)
class CostLine:
    """One amount that went into an order: base units of an item, or hours, at a rate; or what came
    with the batches of another order, or went along with its own."""

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


def cost_lines(*, order: Order) -> list[CostLine]:
    """What went into an order so far; running timers count up to now."""
    is_timed = answer(TIMED, [order.id]) == [(True,)]
    return [*_material(order), *(_labour(order) if is_timed else ()),
            *(_machines(order) if is_timed else ()), *_carried(order)]  # fmt: skip


TIMED = """
SELECT EXISTS (SELECT FROM production_timeinterval t
               JOIN production_workorder w ON w.id = t.work_order_id WHERE w.order_id = %s)
"""


def _carried(order: Order) -> Iterator[CostLine]:
    facts = CostFact.objects.filter(order=order, carried__isnull=False, kind__in=INPUTS)
    return (_frozen(fact) for fact in facts.select_related("carried").order_by("id"))


def _material(order: Order) -> Iterator[CostLine]:
    for item_id, label, quantity, value in answer(ISSUED, [order.id]):
        if quantity or value:
            rate = value / quantity if quantity else Decimal()
            yield CostLine(CostKind.MATERIAL, label, quantity, rate, value, item_id=item_id)


ISSUED = """
SELECT i.id, i.code || ' ' || i.name,
       sum(CASE WHEN v.reverses_id IS NULL THEN v.quantity ELSE -v.quantity END),
       sum(CASE WHEN v.reverses_id IS NULL THEN v.value ELSE -v.value END)
FROM production_materialissue m
JOIN stock_move v ON v.id = m.move_id JOIN catalog_item i ON i.id = v.item_id
LEFT JOIN production_materialline l ON l.id = m.line_id
WHERE m.order_id = %s GROUP BY i.id ORDER BY min(l.position), min(m.id)
"""


def _labour(order: Order) -> Iterator[CostLine]:
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


def _machines(order: Order) -> Iterator[CostLine]:
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


def frozen_lines(*, order: Order) -> list[CostLine]:
    """What went into a closed order, as it was frozen."""
    facts = CostFact.objects.filter(order=order, kind__in=INPUTS).select_related(
        "item", "operator", "machine", "work_order", "carried"
    )
    return [_frozen(fact) for fact in facts.order_by("id")]


def _frozen(fact: CostFact) -> CostLine:
    about = (fact.item, fact.operator, fact.machine, fact.carried)
    return CostLine(
        kind=fact.kind,
        label=", ".join(str(part) for part in about if part)
        + (f", {fact.work_order.name}" if fact.work_order else ""),
        quantity=fact.quantity,
        rate=fact.rate,
        amount=fact.amount,
        work_order_id=fact.work_order_id,
        item_id=fact.item_id,
        operator_id=fact.operator_id,
        machine_id=fact.machine_id,
        is_carried=fact.carried_id is not None,
    )


def cost_facts_all(*, actor: Actor) -> QuerySet[CostFact]:
    """Every amount that a closed order was charged or carried out, in no order."""
    actor.require("production.view")
    return CostFact.objects.all()


@dataclass(frozen=True)
class CostSummary:
    """An order's cost in three lines, planned beside actual, with what is behind it.

    ``unit_cost`` is per good piece, ``margin`` against what it is sold for; both ``None``
    until there is output. ``warnings`` name every rate that is zero, before the first
    fact those of the plan.
    """

    planned: dict[str, Decimal]
    actual: dict[str, Decimal]
    lines: Sequence[CostLine]
    warnings: tuple[Reason, ...]
    is_frozen: bool
    unit_cost: Decimal | None
    margin: Decimal | None

    @property
    def planned_total(self) -> Decimal:
        """All three planned lines."""
        return sum(self.planned.values(), Decimal())

    @property
    def actual_total(self) -> Decimal:
        """All three actual lines."""
        return sum(self.actual.values(), Decimal())


def order_cost(*, order: Order, actor: Actor) -> CostSummary:
    """What an order was planned to cost and costs: frozen once it is closed, live before."""
    actor.require("production.view")
    is_frozen = order.cost is not None
    lines = frozen_lines(order=order) if is_frozen else cost_lines(order=order)
    actual = {kind.value: Decimal() for kind in INPUTS}
    for line in lines:
        actual[line.kind] += line.amount
    good = order.firsts + order.seconds * order.item.seconds_value_factor
    spent = sum(actual.values(), Decimal())
    price = price_of(order=order)
    return CostSummary(
        planned=planned_cost(order=order),
        actual=actual,
        lines=lines,
        warnings=tuple(_warnings(lines) if order.first_activity_at else _plan_warnings(order)),
        is_frozen=is_frozen,
        unit_cost=round_half_up(Fraction(spent) / Fraction(good), CENT) if good else None,
        margin=price * good - spent if price is not None and good else None,
    )


def price_of(*, order: Order) -> Decimal | None:
    """What a base unit is sold for: the average of the sales lines it is made for, by what is
    made for each, else the item's price."""
    links = SalesLink.objects.select_related("line").filter(order=order, line__price__isnull=False)
    parts = [(link.quantity, link.line) for link in links]
    made = sum((quantity for quantity, _line in parts), Decimal())
    if not made:
        return order.item.sales_price
    worth = sum(
        (
            part_value(
                price=line.price, unit_quantity=line.unit_quantity, part=part, whole=line.quantity
            )
            for part, line in parts
        ),
        Decimal(),
    )
    return worth / made


def planned_cost(*, order: Order) -> dict[str, Decimal]:
    """The three lines as planned: needs at the cost they were confirmed at, planned durations
    at the rates they were planned at."""
    ((material, labour, machine),) = answer(PLANNED, {"order": order.id})
    amounts = (Fraction(material), Fraction(labour) / 60, Fraction(machine) / 60)
    return {
        kind.value: round_half_up(amount, CENT)
        for kind, amount in zip(INPUTS, amounts, strict=True)
    }


PLANNED = """
SELECT (SELECT coalesce(sum(n.quantity * m.planned_unit_cost), 0)
        FROM production_materialline m JOIN stock_need n ON n.id = m.need_id
        WHERE m.order_id = o.id),
       coalesce(sum(w.expected_minutes * w.labour_rate), 0),
       coalesce(sum(w.expected_minutes * w.machine_rate), 0)
FROM production_order o LEFT JOIN production_workorder w ON w.order_id = o.id
     AND (w.state <> 'cancelled' OR o.state = 'cancelled')
WHERE o.id = %(order)s GROUP BY o.id
"""
"""Of an order that lives, the work of a plan that was taken back does not count."""


def _warnings(lines: Sequence[CostLine]) -> Iterator[Reason]:
    template = gettext_noop("{what} costs nothing: its rate is zero.")
    for line in lines:
        if line.quantity and not line.rate:
            yield Reason(template, {"what": line.label})


def _plan_warnings(order: Order) -> Iterator[Reason]:
    """Operations here whose plan leaves out what people or machines cost."""
    nobody = gettext_noop("{operation} is planned without labour: its department has no rate.")
    nothing = gettext_noop("{operation} is planned without machine cost: {centre} has no rate.")
    for operation, centre, is_unpaid, is_free in answer(UNRATED, [order.id]):
        facts = {"operation": operation, "centre": centre}
        if is_unpaid:
            yield Reason(nobody, facts)
        if is_free:
            yield Reason(nothing, facts)


UNRATED = """
SELECT w.name, c.name, w.labour_rate = 0 AND coalesce(p.crew, 1) > 0, w.machine_rate = 0
FROM production_workorder w JOIN resources_workcentre c ON c.id = w.work_centre_id
LEFT JOIN engineering_operation p ON p.id = w.operation_id
WHERE w.order_id = %s AND w.expected_minutes > 0 AND w.state <> 'cancelled'
  AND NOT coalesce(p.is_external, false) AND (w.labour_rate = 0 OR w.machine_rate = 0)
ORDER BY w.sequence
"""
