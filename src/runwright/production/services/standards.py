"""The standard cost of an order: what it was planned to cost when it was first planned."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from runwright.costing.valuation import CENT
from runwright.journal.rows import rows_update
from runwright.kernel.rounding import round_half_up
from runwright.production.models import MaterialLine, Order, WorkOrder


def standard_material_set(*, order: Order, lines: Sequence[MaterialLine]) -> None:
    """Keep what the material of an order is planned to cost."""
    costs = (line.need.quantity * line.planned_unit_cost for line in lines)
    order.standard_material = round_half_up(sum(costs, Decimal()), CENT)
    rows_update(Order, [order], ["standard_material"])


def standard_work_set(*, order: Order, works: Sequence[WorkOrder]) -> None:
    """Keep what people and machines of an order are planned to cost, as it was planned first."""
    if order.standard_work is not None:
        return
    labour = sum((work.expected_minutes * work.labour_rate for work in works), Decimal())
    machine = sum((work.expected_minutes * work.machine_rate for work in works), Decimal())
    order.standard_work = _of_an_hour(labour) + _of_an_hour(machine)
    rows_update(Order, [order], ["standard_work"])


def _of_an_hour(minutes: Decimal) -> Decimal:
    return round_half_up(Fraction(minutes) / 60, CENT)


def standard_clear(*, order: Order) -> None:
    """A draft has no standard: it will be planned anew."""
    order.standard_material = order.standard_work = None
    rows_update(Order, [order], ["standard_material", "standard_work"])
