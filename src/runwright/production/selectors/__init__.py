"""Reading orders and the work on them."""

from runwright.production.selectors.cost_days import PlaceCost, costs_by_place
from runwright.production.selectors.cost_times import CostLine
from runwright.production.selectors.costs import CostSummary, cost_facts_all, order_cost
from runwright.production.selectors.orders import (
    order_get,
    order_verbs,
    orders_all,
    work_order_get,
    work_orders_all,
)
from runwright.production.selectors.situations import availability_of, situation_of
from runwright.production.selectors.waiting import orders_waiting
from runwright.production.selectors.work import (
    bookings_all,
    intervals_all,
    machine_days,
    report_get,
    reports_all,
    running_timers,
    scrap_reason_get,
    scrap_reasons,
    scrap_reasons_all,
)

__all__ = [
    "CostLine",
    "CostSummary",
    "PlaceCost",
    "availability_of",
    "bookings_all",
    "cost_facts_all",
    "costs_by_place",
    "intervals_all",
    "machine_days",
    "order_cost",
    "order_get",
    "order_verbs",
    "orders_all",
    "orders_waiting",
    "report_get",
    "reports_all",
    "running_timers",
    "scrap_reason_get",
    "scrap_reasons",
    "scrap_reasons_all",
    "situation_of",
    "work_order_get",
    "work_orders_all",
]
