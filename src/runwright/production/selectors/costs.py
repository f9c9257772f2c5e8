"""What an order costs: the lines of material, labour and machines, planned beside actual."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from runwright.costing.valuation import CENT, part_value
from runwright.journal.rows import answer
from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.rounding import round_half_up
from runwright.people.actor import Actor
from runwright.production.models import (
    CostFact,
    CostKind,
    Order,
    SalesLink,
)
from runwright.production.selectors.cost_times import CostLine, labour_lines, machine_lines

INPUTS = (CostKind.MATERIAL, CostKind.LABOUR, CostKind.MACHINE)


def cost_lines(*, order: Order) -> list[CostLine]:
    """What went into an order so far; running timers count up to now."""
    ((is_timed, is_carried),) = answer(BESIDE_MATERIAL, {"order": order.id})
    return [*_material(order), *(labour_lines(order) if is_timed else ()),
            *(machine_lines(order) if is_timed else ()),
            *(_carried(order) if is_carried else ())]  # fmt: skip


BESIDE_MATERIAL = """
SELECT EXISTS (SELECT FROM production_timeinterval t
               JOIN production_workorder w ON w.id = t.work_order_id
               WHERE w.order_id = %(order)s),
       EXISTS (SELECT FROM production_costfact f
               WHERE f.order_id = %(order)s AND f.carried_id IS NOT NULL)
"""
"""Whether an order has times, and costs that came along with batches of another one."""


def _carried(order: Order) -> Iterator[CostLine]:
    facts = CostFact.objects.filter(order=order, carried__isnull=False, kind__in=INPUTS)
    return (_frozen(fact) for fact in facts.select_related("carried").order_by("id"))


def _material(order: Order) -> Iterator[CostLine]:
    for item_id, label, unit, quantity, value in answer(ISSUED, [order.id]):
        if quantity or value:
            rate = value / quantity if quantity else Decimal()
            yield CostLine(
                CostKind.MATERIAL, label, quantity, rate, value, item_id=item_id, unit=unit
            )


ISSUED = """
SELECT i.id, i.code || ' ' || i.name, u.symbol,
       sum(CASE WHEN v.reverses_id IS NULL THEN v.quantity ELSE -v.quantity END),
       sum(CASE WHEN v.reverses_id IS NULL THEN v.value ELSE -v.value END)
FROM production_materialissue m
JOIN stock_move v ON v.id = m.move_id JOIN catalog_item i ON i.id = v.item_id
JOIN units_unit u ON u.id = i.unit_id
LEFT JOIN production_materialline l ON l.id = m.line_id
WHERE m.order_id = %s GROUP BY i.id, u.id ORDER BY min(l.position), min(m.id)
"""


def frozen_lines(*, order: Order) -> list[CostLine]:
    """What went into a closed order, as it was frozen."""
    facts = CostFact.objects.filter(order=order, kind__in=INPUTS).select_related(
        "item__unit", "operator", "machine", "work_order", "carried"
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
        unit=fact.item.unit.symbol if fact.item else "",
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
