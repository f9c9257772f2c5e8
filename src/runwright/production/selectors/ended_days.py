"""What ended and what was made in a period, read from stored sums of days where these count."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from runwright.people.actor import Actor
from runwright.production.day_sums import (
    ENDED_SUM,
    FINISHED_SUM,
    FLAW_SUM,
    OUTCOME_SUM,
    DaySum,
    days_between,
)

Row = Mapping[str, Any]


def _sums(one: DaySum, keys: int) -> str:
    """The sums of a kind behind its keys. They are made before anything is looked up: the database
    cannot know how few rows they leave."""
    return ", ".join(f"sum(d.{name}) AS {name}" for name in one.columns[keys:])


ENDED_BY_MONTH = f"""
SELECT d.*, i.code, i.name, u.symbol AS unit, i.unit_id, i.seconds_value_factor AS factor
FROM (SELECT date_trunc('month', d.day)::date AS month, d.item_id, {_sums(ENDED_SUM, 1)}
      FROM ({ENDED_SUM.rows}) d GROUP BY 1, 2) d
JOIN catalog_item i ON i.id = d.item_id JOIN units_unit u ON u.id = i.unit_id
ORDER BY i.code, d.month
"""

FINISHED_BY_OPERATION = f"""
SELECT d.work_centre_id AS centre_id, c.code AS centre, d.name, i.unit_id AS unit,
       {_sums(FINISHED_SUM, 3)}
FROM (SELECT d.work_centre_id, d.name, d.item_id, {_sums(FINISHED_SUM, 3)}
      FROM ({FINISHED_SUM.rows}) d GROUP BY 1, 2, 3) d
JOIN catalog_item i ON i.id = d.item_id JOIN resources_workcentre c ON c.id = d.work_centre_id
GROUP BY 1, 2, 3, 4
"""

FLAWS_BY_REASON = f"""
SELECT r.code, r.name AS reason, i.unit_id AS unit, {_sums(FLAW_SUM, 2)}
FROM (SELECT d.scrap_reason_id, d.item_id, {_sums(FLAW_SUM, 2)}
      FROM ({FLAW_SUM.rows}) d GROUP BY 1, 2) d
JOIN catalog_item i ON i.id = d.item_id
LEFT JOIN production_scrapreason r ON r.id = d.scrap_reason_id
GROUP BY 1, 2, 3
"""

OUTCOMES_BY_UNIT = f"""
SELECT i.unit_id AS unit, {_sums(OUTCOME_SUM, 1)}
FROM (SELECT d.item_id, {_sums(OUTCOME_SUM, 1)} FROM ({OUTCOME_SUM.rows}) d GROUP BY 1) d
JOIN catalog_item i ON i.id = d.item_id
GROUP BY 1
"""


def ended_by_month(*, start: datetime | None, end: datetime | None, actor: Actor) -> list[Row]:
    """The orders that were done or cancelled between two instants, by item and ``month`` (its first
    day): the sums of ``EndedDay``, with the item's ``code``, ``name``, ``unit`` (its symbol),
    ``unit_id`` and ``factor`` (what a second is worth)."""
    return _rows(ENDED_BY_MONTH, start, end, actor)


def finished_by_operation(
    *, start: datetime | None, end: datetime | None, actor: Actor
) -> list[Row]:
    """The work orders finished between two instants, by work centre (``centre``, ``centre_id``),
    operation (``name``) and ``unit`` (its id): the sums of ``FinishedDay``."""
    return _rows(FINISHED_BY_OPERATION, start, end, actor)


def flaws_by_reason(*, start: datetime | None, end: datetime | None, actor: Actor) -> list[Row]:
    """What was lost or became second quality between two instants, by reason (``code`` and
    ``reason``, or none) and ``unit`` (its id): the sums of ``FlawDay``."""
    return _rows(FLAWS_BY_REASON, start, end, actor)


def outcomes_by_unit(*, start: datetime | None, end: datetime | None, actor: Actor) -> list[Row]:
    """What came of orders between two instants: sums of ``OutcomeDay`` by ``unit`` (its id)."""
    return _rows(OUTCOMES_BY_UNIT, start, end, actor)


def _rows(statement: str, start: datetime | None, end: datetime | None, actor: Actor) -> list[Row]:
    actor.require("production.view")
    with connection.cursor() as cursor:
        cursor.execute(statement, days_between(start, end).given)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
