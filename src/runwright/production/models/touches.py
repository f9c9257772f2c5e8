"""Triggers that note the days of the plant whose stored sums a late change touches.

Sums of a day are stored once it has been over for two days. What is written within a day of its own
instant, as scans are, touches none of them and costs nothing but a comparison.
"""

from collections.abc import Iterator, Sequence

import pgtrigger

LATE = "now() - interval '1 day'"
"""What happened before this may belong to a day whose sums are stored."""

NOTE = """
INSERT INTO production_touchedday (day, transaction)
SELECT DISTINCT (t.at AT TIME ZONE coalesce((SELECT time_zone FROM company_company LIMIT 1), 'UTC')
    )::date, pg_current_xact_id()::text::bigint
FROM ({instants}) AS t (at) WHERE t.at < {late}
ON CONFLICT DO NOTHING;
RETURN NULL;
"""

REPORTED = """
SELECT at FROM production_quantityreport WHERE work_order_id IN ({works})
UNION ALL
SELECT at FROM production_reviewdecision WHERE work_order_id IN ({works})
"""

DAYS = """
SELECT generate_series({record}.started_at, {record}.ended_at, interval '12 hours')
UNION ALL SELECT {record}.ended_at
"""

GUESSED = """
SELECT at FROM production_quantityreport
WHERE work_order_id = {record}.work_order_id AND machine_id IS NULL
UNION ALL
SELECT at FROM production_quantityreport WHERE caused_by_id = {record}.work_order_id
UNION ALL
SELECT at FROM production_reviewdecision WHERE work_order_id = {record}.work_order_id
"""


def _touching(
    name: str, operation: pgtrigger.Operation, condition: str, instants: str
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        condition=pgtrigger.Condition(f"({condition})") if condition else None,
        func=NOTE.format(instants=instants, late=LATE),
    )


def reports_touch() -> list[pgtrigger.Trigger]:
    """A late report touches its day; one that undoes or blames another, all days of both."""
    blames = "(NEW.reverses_id IS NOT NULL OR NEW.caused_by_id <> NEW.work_order_id)"
    both = REPORTED.format(works="NEW.work_order_id, NEW.caused_by_id")
    of_batch = f"(NEW.batch_id IS NOT NULL AND NEW.at < {LATE})"
    plain = f"NEW.at < {LATE} AND NEW.reverses_id IS NULL AND NEW.batch_id IS NULL"
    return [
        _touching("touch_days", pgtrigger.Insert, f"{blames} OR {of_batch}",
                  f"SELECT NEW.at UNION ALL {both}"),
        _touching("touch_day", pgtrigger.Insert, plain, "SELECT NEW.at"),
    ]  # fmt: skip


def decisions_touch() -> list[pgtrigger.Trigger]:
    """A late decision touches its day, one that is taken back that of the first."""
    late = f"NEW.at < {LATE} OR NEW.reverses_id IS NOT NULL"
    first = "SELECT at FROM production_reviewdecision WHERE id = NEW.reverses_id"
    return [
        _touching("touch_days", pgtrigger.Insert, late, f"SELECT NEW.at UNION ALL {first}"),
    ]


def intervals_touch() -> list[pgtrigger.Trigger]:
    """Time lost on earlier days touches these. Time of a machine touches the days on which it may
    be thought to have made what nobody named a machine for."""
    return [
        one
        for name, records, operation in (
            ("new", ["NEW"], pgtrigger.Insert),
            ("other", ["OLD", "NEW"], pgtrigger.Update),
            ("old", ["OLD"], pgtrigger.Delete),
        )
        for one in _stretch_touches(name, records, operation)
    ]


def _stretch_touches(
    name: str, records: Sequence[str], operation: pgtrigger.Operation
) -> Iterator[pgtrigger.Trigger]:
    for kind, condition, instants in (
        ("lost", "{record}.kind IN ('setup', 'disruption')", DAYS),
        ("made", "{record}.machine_id IS NOT NULL", GUESSED),
    ):
        late = (f"({condition} AND {{record}}.started_at < {LATE})".format(record=r)
                for r in records)  # fmt: skip
        told = (instants.format(record=record) for record in records)
        yield _touching(
            f"touch_{name}_{kind}_days", operation, " OR ".join(late), " UNION ALL ".join(told)
        )


OF_WORK = ("state", "state_since", "name", "expected_minutes", "worked_seconds", "firsts",
           "seconds", "waste", "held")  # fmt: skip
"""What the day on which a work order was finished says of it, beside its place."""

OF_ORDER = ("state", "state_since", "deadline", "quantity", "firsts", "seconds", "waste", "cost",
            "standard_material", "standard_work")  # fmt: skip
"""What the day on which an order ended says of it, beside its item."""


def _ended(states: str, columns: Sequence[str]) -> Iterator[pgtrigger.Trigger]:
    """A record that ended long ago, or is said to have, touches that day."""
    late = {record: f"({record}.state IN ({states}) AND {record}.state_since < {LATE})"
            for record in ("OLD", "NEW")}  # fmt: skip
    old, new = (", ".join(f"{record}.{name}" for name in columns) for record in ("OLD", "NEW"))
    since = "SELECT {}.state_since"
    yield _touching("touch_day", pgtrigger.Insert, late["NEW"], since.format("NEW"))
    yield _touching("touch_old_day", pgtrigger.Delete, late["OLD"], since.format("OLD"))
    yield _touching("touch_ended_days", pgtrigger.UpdateOf(*columns),
                    f"({late['OLD']} OR {late['NEW']}) AND ({old}) IS DISTINCT FROM ({new})",
                    f"{since.format('OLD')} UNION ALL {since.format('NEW')}")  # fmt: skip


def work_orders_touch() -> list[pgtrigger.Trigger]:
    """A work order that goes to another place or operation, or becomes the one whose pieces are
    those of its order, takes its facts along."""
    columns = ("work_centre_id", "operation_id", "is_output")
    old, new = (", ".join(f"{record}.{name}" for name in columns) for record in ("OLD", "NEW"))
    moved = f"({old}) IS DISTINCT FROM ({new})"
    closed = "SELECT state_since FROM production_order WHERE id = NEW.order_id"
    reported = REPORTED.format(works="NEW.id")
    return [
        _touching("touch_days", pgtrigger.UpdateOf(*columns), moved,
                  f"{reported} UNION ALL {closed} UNION ALL SELECT NEW.state_since"),
        *_ended("'finished'", OF_WORK),
    ]  # fmt: skip


def orders_touch() -> list[pgtrigger.Trigger]:
    """An order that ended long ago, or has not after all, or is of another item; one that an
    import brought and took away again."""
    withdrawn = "({0}.is_history AND {0}.state = 'cancelled')"
    counted = f"{withdrawn.format('OLD')} <> {withdrawn.format('NEW')}"
    works = "SELECT id FROM production_workorder WHERE order_id = NEW.id"
    finished = "SELECT state_since FROM production_workorder WHERE order_id = NEW.id"
    reported = REPORTED.format(works=works)
    return [
        _touching("touch_made_days", pgtrigger.UpdateOf("item_id", "is_history", "state"),
                  f"OLD.item_id <> NEW.item_id OR {counted}",
                  f"{reported} UNION ALL {finished} UNION ALL SELECT NEW.state_since"),
        *_ended("'done', 'cancelled'", OF_ORDER),
    ]  # fmt: skip


def costs_touch() -> list[pgtrigger.Trigger]:
    """What an order is charged later touches the day on which it was done."""
    closed = "SELECT state_since FROM production_order WHERE id = NEW.order_id"
    return [_touching("touch_day", pgtrigger.Insert, "", closed)]
