"""What done orders cost, summed over days: read from the stored sums where these count."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection

from runwright.people.actor import Actor
from runwright.production.day_sums import COST_SUM, days_between


@dataclass(frozen=True, slots=True)
class PlaceCost:
    """What done orders were charged or carried out, of one kind, at one department (or none) and
    in one grade: that of the order's item, ``by_product``, or none of what went in."""

    kind: str
    department_id: int | None
    department: str | None
    grade: str
    amount: Decimal


PLACE_COSTS = f"""
SELECT c.kind, d.id, d.name, c.grade, sum(c.amount)
FROM ({COST_SUM.rows}) c
LEFT JOIN resources_workcentre w ON w.id = c.work_centre_id
LEFT JOIN resources_department d ON d.id = w.department_id
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 4
"""


def costs_by_place(
    *, start: datetime | None, end: datetime | None, actor: Actor
) -> list[PlaceCost]:
    """What the orders that were done between two instants were charged and carried out."""
    actor.require("production.view")
    with connection.cursor() as cursor:
        cursor.execute(PLACE_COSTS, days_between(start, end).given)
        return [PlaceCost(*row) for row in cursor.fetchall()]
