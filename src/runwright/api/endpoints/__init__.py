"""The endpoints, one module per noun."""

from runwright.api.doors import Door
from runwright.api.endpoints import (
    boms,
    departments,
    downtimes,
    items,
    jobs,
    journal,
    machines,
    orders,
    people,
    routings,
    schedules,
    stock,
    tokens,
    units,
    warehouses,
    work,
    work_centres,
    work_orders,
)

DOORS: tuple[Door, ...] = (
    people.door,
    tokens.door,
    units.door,
    items.door,
    schedules.door,
    departments.door,
    work_centres.door,
    machines.door,
    routings.door,
    boms.door,
    warehouses.door,
    stock.door,
    orders.door,
    work_orders.door,
    work.door,
    downtimes.door,
    journal.door,
    jobs.door,
)
