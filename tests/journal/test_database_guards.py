"""What the database itself refuses: compared with a committed list, and tried by raw SQL.

To renew the list after a wanted change: ``RUNWRIGHT_WRITE_GUARDS=1 pytest`` on this file, then
read the difference.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from runwright.floor.models import Downtime, DowntimeReason
from runwright.floor.services import downtime_end, downtime_reason_create, downtime_start
from runwright.journal.models import Acceptance, Change, Entry, Fact
from runwright.journal.services import Edit, Subject, entry_record, request_accept
from runwright.kernel.ids import uuid7
from runwright.production.services import (
    Extras,
    ReportDraft,
    held_decide,
    order_cancel,
    order_finish,
    output_receive,
    time_book,
    timer_start,
    timer_stop,
    work_report,
)
from runwright.production.services.timers import Worker
from tests.reports.batches import scanned
from tests.stories.plant import D, Plant, sock_mill

pytestmark = pytest.mark.django_db

ROOMS = "^(journal|people|company|units|catalog|stock|resources|engineering|production|floor)_"
LIST = Path(__file__).parent / "guards.txt"
FACTS = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if (issubclass(model, Fact) or model in (Entry, Change, Acceptance))
    and re.match(ROOMS, model._meta.db_table)
)

CATALOGUE = """
SELECT r.relname || ': ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
WHERE c.contype IN ('c', 'u', 'x') AND r.relname ~ %(rooms)s
UNION ALL
SELECT i.tablename || ': ' || regexp_replace(i.indexdef, '^.* INDEX ', 'UNIQUE INDEX ')
FROM pg_indexes i WHERE i.indexdef ~ 'UNIQUE' AND i.indexdef ~ ' WHERE ' AND i.tablename ~ %(rooms)s
UNION ALL
SELECT r.relname || ': trigger ' || regexp_replace(t.tgname, '_[0-9a-f]{5}$', '') || ' on '
       || concat_ws(', ', CASE WHEN t.tgtype & 4 > 0 THEN 'INSERT' END,
                          CASE WHEN t.tgtype & 8 > 0 THEN 'DELETE' END,
                          CASE WHEN t.tgtype & 16 > 0 THEN 'UPDATE' END,
                          CASE WHEN t.tgtype & 32 > 0 THEN 'TRUNCATE' END)
FROM pg_trigger t JOIN pg_class r ON r.oid = t.tgrelid
WHERE NOT t.tgisinternal AND r.relname ~ %(rooms)s
ORDER BY 1
"""


def catalogue() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE, {"rooms": ROOMS})
        return [row[0] for row in cursor.fetchall()]


def test_every_guard_of_the_database_is_as_written_down() -> None:
    found = catalogue()
    if os.environ.get("RUNWRIGHT_WRITE_GUARDS"):
        LIST.write_text("\n".join(found) + "\n")
    assert found == LIST.read_text().splitlines()


def test_the_facts_are_these() -> None:
    assert FACTS == [
        "floor_downtimeend",
        "floor_downtimestart",
        "journal_acceptance",
        "journal_change",
        "journal_entry",
        "production_batchlink",
        "production_costfact",
        "production_gain",
        "production_quantityreport",
        "production_reviewdecision",
        "production_scan",
        "production_timebooking",
        "production_timerstart",
        "production_timerstop",
        "stock_move",
        "stock_revaluation",
    ]


@pytest.fixture(scope="module")
def told(once: None) -> Plant:
    """A mill in which every kind of fact has happened."""
    plant = sock_mill()
    plant.stocked()
    every_fact(plant)
    connection.check_constraints()  # what is deferred would stand in the way of TRUNCATE
    return plant


def every_fact(plant: Plant) -> None:
    order = plant.planned("SOCK", D(12))
    plant.report(order, "Knit", firsts=D(5), held=D(1))
    knit, ana = plant.work(order, "Knit"), Worker(plant.operators["ana"].id)
    held_decide(work_order_id=knit.id, outcome="scrap", quantity=D(1), actor=plant.actor)
    start = timer_start(work_order_id=knit.id, worker=ana, actor=plant.actor)
    timer_stop(start_id=start.id, actor=plant.actor)
    at = start.at
    time_book(work_order_id=knit.id, worker=ana, started_at=at, ended_at=at, actor=plant.actor)
    order_cancel(order_id=order.id, reason="told enough", actor=plant.actor)
    more_facts(plant)
    scanned(plant)
    reason = downtime_reason_create(code="B", name="Broken", loss="breakdown", actor=plant.actor)
    stop = downtime_start(
        machine_id=plant.machines["KNIT-1"].id, reason_id=reason.id, actor=plant.actor
    )
    downtime_end(downtime_id=stop.id, actor=plant.actor)
    request_accept(id=uuid7(), verb="test", body={}, record_id="1")
    entry_record(
        actor=plant.actor, verb="t", subject=Subject("t", "1", "t"), edits=[Edit("a", 1, 2)]
    )


def more_facts(plant: Plant) -> None:
    """A gain, and a revaluation of output that came in too dear."""
    order = plant.planned("SOCK", D(12))
    work_report(
        work_order_id=plant.work(order, "Knit").id,
        draft=ReportDraft(firsts=D(13)),
        more=Extras(accept_gain=True),
        actor=plant.actor,
    )
    for name in ("Inspect", "Pack"):
        plant.report(order, name, firsts=D(13))
    output_receive(order_id=order.id, quantity=D(5), actor=plant.actor)
    order_finish(order_id=order.id, actor=plant.actor)


@pytest.mark.parametrize("table", FACTS)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {table} SET id = id", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"],
)
def test_facts_are_neither_changed_nor_removed(told: Plant, table: str, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] > 0
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement.format(table=table))


def test_a_machine_has_one_open_downtime(told: Plant) -> None:
    machine = told.machines["KNIT-1"]
    reason = DowntimeReason.objects.get(code="B")
    downtime_start(machine_id=machine.id, reason_id=reason.id, actor=told.actor)
    with (
        pytest.raises(IntegrityError, match="one_downtime_at_a_time_per_machine"),
        transaction.atomic(),
    ):
        Downtime.objects.create(
            source=uuid7(),
            machine=machine,
            reason=reason,
            started_at=datetime(2026, 3, 2, tzinfo=UTC),
        )


RAW = {
    "no_storage_below_zero": "UPDATE stock_balance SET quantity = -1 WHERE is_storage",
    "order_state_known": "UPDATE production_order SET state = 'lost'",
    "order_quantity_positive": "UPDATE production_order SET quantity = 0",
    "work_state_known": "UPDATE production_workorder SET state = 'lost'",
    "interval_ends_after_start": (
        "UPDATE production_timeinterval SET ended_at = started_at - interval '1 second'"
    ),
    "interval_of_a_person_or_a_machine": (
        "UPDATE production_timeinterval SET operator_id = NULL, machine_id = NULL"
    ),
    "only_one_company": "UPDATE company_company SET id = 2",
    "efficiency_positive": "UPDATE resources_workcentre SET efficiency = 0",
    "bom_quantity_positive": "UPDATE engineering_bom SET quantity = 0",
    "item_resolution_positive": "UPDATE catalog_item SET resolution = 0",
    "unit_ratio_and_resolution_positive": "UPDATE units_unit SET resolution = 0",
    "need_not_negative": "UPDATE stock_need SET quantity = -1",
}


@pytest.mark.parametrize("rule", RAW)
def test_rules_hold_against_raw_statements(told: Plant, rule: str) -> None:
    with (
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(RAW[rule])
