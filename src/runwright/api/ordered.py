"""Schemas of what an order costs, and of what it would be."""

from datetime import datetime

from runwright.api.schemas import ItemBrief, Named, Shown
from runwright.api.values import Exact, Key


class BomBrief(Shown):
    """A bill of materials in short."""

    id: Key
    code: str
    revision: int


class CostLine(Shown):
    """One amount that went into an order: base units of an item, or hours, at a rate."""

    kind: str
    label: str
    quantity: Exact
    rate: Exact
    amount: Exact
    work_order_id: Key | None
    item_id: Key | None
    operator_id: Key | None
    machine_id: Key | None


class Bar(Shown):
    """One cause of a difference, and its amount."""

    cause: str
    amount: Exact


class Waterfall(Shown):
    """From the standard to the actual cost; the bars add up to the difference."""

    standard: Exact
    bars: list[Bar]
    actual: Exact


class Cost(Shown):
    """Planned beside actual cost, by kind; frozen once the order is closed."""

    planned: dict[str, Exact]
    actual: dict[str, Exact]
    planned_total: Exact
    actual_total: Exact
    unit_cost: Exact | None
    margin: Exact | None
    is_frozen: bool
    lines: list[CostLine]
    waterfall: Waterfall | None = None


class PreviewLine(Shown):
    """A component: needed, free in the warehouse, short."""

    item: ItemBrief
    need: Exact
    free: Exact
    short: Exact
    unit_cost: Exact


class PreviewWork(Shown):
    """An operation where and when it would be done."""

    sequence: int
    name: str
    work_centre: Named
    start_quantity: Exact
    expected_minutes: Exact
    planned_start: datetime | None
    planned_end: datetime | None


class Preview(Shown):
    """What an order would be."""

    bom: BomBrief | None = None
    deadline: datetime | None = None
    ends: datetime | None
    is_late: bool
    minutes: Exact
    cost: dict[str, Exact]
    total: Exact
    lines: list[PreviewLine]
    works: list[PreviewWork]
