"""Sums on work orders, orders and machine days are those of the facts."""

from collections.abc import Iterator

from runwright.company.selectors import plant_zone
from runwright.journal.invariants import Finding, Invariant, sql_invariant
from runwright.production.day_sums import (
    COST_SUM,
    ENDED_SUM,
    FINISHED_SUM,
    FLAW_SUM,
    LOST_SUM,
    MADE_SUM,
    OUTCOME_SUM,
    DaySum,
    day_sums_differ,
)
from runwright.production.projections import MACHINE_DAYS, ORDER_SUMS, WORK_SUMS

_FIELDS = (
    "firsts",
    "seconds",
    "waste",
    "held",
    "rework_marks",
    "first_activity_at",
    "last_activity_at",
)


_WORK_FIELDS = (*_FIELDS, "from_seconds", "worked_seconds")


def _row(alias: str, fields: tuple[str, ...] = _FIELDS) -> str:
    return "(" + ", ".join(f"{alias}.{name}" for name in fields) + ")"


WORK_ORDER_SUMS = f"""
SELECT o.number || ' ' || w.name, {_row("s", _WORK_FIELDS)}, {_row("w", _WORK_FIELDS)}
FROM production_workorder w
JOIN production_order o ON o.id = w.order_id
JOIN ({WORK_SUMS.format(scope="true")}) s ON s.id = w.id
WHERE {_row("s", _WORK_FIELDS)} IS DISTINCT FROM {_row("w", _WORK_FIELDS)}
"""

ORDER_SUMS_AGREE = f"""
SELECT o.number, {_row("s")}, {_row("o")}
FROM production_order o
JOIN ({ORDER_SUMS} GROUP BY order_id) s ON s.id = o.id
WHERE {_row("s")} IS DISTINCT FROM {_row("o")}
"""

_DAY = ("bookings", "busy_seconds", "booked_seconds", "setup_seconds", "rework_seconds",
        "disruption_seconds")  # fmt: skip

MACHINE_DAYS_AGREE = f"""
WITH s AS ({MACHINE_DAYS.format(scope="")})
SELECT m.code || ' on ' || coalesce(d.day, s.day), {_row("s", _DAY)}, {_row("d", _DAY)}
FROM s FULL JOIN production_machineday d ON d.machine_id = s.machine_id AND d.day = s.day
JOIN resources_machine m ON m.id = coalesce(d.machine_id, s.machine_id)
WHERE {_row("s", _DAY)} IS DISTINCT FROM {_row("d", _DAY)}
"""

REVERSED_AT_MOST_WHOLE = """
SELECT r.id, 'undone no more than it said', sum(o.firsts)
FROM production_quantityreport r JOIN production_quantityreport o ON o.reverses_id = r.id
GROUP BY r.id
HAVING r.firsts + sum(o.firsts) < 0 OR r.seconds + sum(o.seconds) < 0
    OR r.waste + sum(o.waste) < 0 OR r.held + sum(o.held) < 0
"""

REVERSED_AT_ITS_INSTANT = """
SELECT r.id, o.at, r.at
FROM production_quantityreport r JOIN production_quantityreport o ON o.id = r.reverses_id
WHERE r.at <> o.at
"""

HELD_NOT_NEGATIVE = """
SELECT o.number || ' ' || w.name, '0 or more in every grade', w.held
FROM production_workorder w JOIN production_order o ON o.id = w.order_id
WHERE least(w.firsts, w.seconds, w.waste, w.held) < 0
"""

GAINED_IS_SUM_OF_GAINS = """
SELECT o.number || ' ' || w.name, coalesce(g.quantity, 0), w.gained
FROM production_workorder w JOIN production_order o ON o.id = w.order_id
LEFT JOIN (SELECT work_order_id, sum(quantity) AS quantity FROM production_gain
           GROUP BY work_order_id) g ON g.work_order_id = w.id
WHERE coalesce(g.quantity, 0) <> w.gained OR w.gained < 0
"""


def _days_agree(one: DaySum) -> Iterator[Finding]:
    for whose, day, *values in day_sums_differ(one):
        said = ", ".join(map(str, values))
        told = (said, "") if whose == "facts" else ("", said)
        yield Finding(f"{one.name} on {day}", *told)


def _day_sums(one: DaySum, sentence: str) -> Invariant:
    return Invariant(f"production.{one.name}_days", sentence, lambda: _days_agree(one))


INVARIANTS = (
    sql_invariant(
        "production.gained_is_sum_of_gains",
        "What an operation made beyond what it received is the sum of its gains.",
        GAINED_IS_SUM_OF_GAINS,
    ),
    sql_invariant(
        "production.work_order_sums",
        "The quantities, activity and duration of a work order are the sums of its facts.",
        WORK_ORDER_SUMS,
    ),
    sql_invariant(
        "production.order_sums",
        "The quantities and activity of an order are those of its work orders.",
        ORDER_SUMS_AGREE,
    ),
    sql_invariant(
        "production.machine_days",
        "Machine time per day is the sum of the time intervals.",
        MACHINE_DAYS_AGREE,
        lambda: {"zone": str(plant_zone())},
    ),
    _day_sums(MADE_SUM, "What was made on a day is the sum of the reports that count on it."),
    _day_sums(LOST_SUM, "What was set up or disrupted on a day is the union of the time booked."),
    _day_sums(COST_SUM, "What orders cost that were done on a day is the sum of their costs."),
    _day_sums(ENDED_SUM, "What orders that ended on a day say is what each of them says."),
    _day_sums(FINISHED_SUM, "What work finished on a day took is what each work order took."),
    _day_sums(FLAW_SUM, "What was lost on a day for a reason is what reports and decisions say."),
    _day_sums(OUTCOME_SUM, "What came of orders on a day is what reports and decisions say."),
    sql_invariant(
        "production.reversed_at_most_whole",
        "No more of a report is undone than it said.",
        REVERSED_AT_MOST_WHOLE,
    ),
    sql_invariant(
        "production.reversed_at_its_instant",
        "A report is taken back at the instant for which it was made.",
        REVERSED_AT_ITS_INSTANT,
    ),
    sql_invariant(
        "production.grades_not_negative",
        "No work order counts less than nothing in a grade.",
        HELD_NOT_NEGATIVE,
    ),
)
