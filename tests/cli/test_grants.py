"""The role of the running program: it does all the work, and can neither edit facts nor tables."""

import pytest
from django.db import ProgrammingError, connection, transaction

from runwright.cli import grants
from runwright.journal.models import Entry
from runwright.production.services import (
    held_decide,
    order_cancel,
    report_reverse,
    timer_start,
    timer_stop,
)
from runwright.production.services.timers import Worker
from tests.stories.plant import D, sock_mill

pytestmark = pytest.mark.django_db

ROLE = "runwright_test_app"


@pytest.fixture
def as_program():
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        grants.give(ROLE)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")


def refused(statement: str) -> bool:
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(statement)
        except ProgrammingError as error:
            return "permission denied" in str(error) or "must be owner" in str(error)
    return False


def test_a_day_of_work_needs_no_more(as_program):
    plant = sock_mill()
    plant.stocked()
    order = plant.planned("SOCK", D(12))
    plant.report(order, "Knit", firsts=D(5), held=D(1))
    knit, ana = plant.work(order, "Knit"), Worker(plant.operators["ana"].id)
    held_decide(work_order_id=knit.id, outcome="scrap", quantity=D(1), actor=plant.actor)
    start = timer_start(work_order_id=knit.id, worker=ana, actor=plant.actor)
    timer_stop(start_id=start.id, actor=plant.actor)
    plant.report(order, "Knit", firsts=D(2))
    report = knit.reports.order_by("-id").first()
    report_reverse(report_id=report.id, reason="counted twice", actor=plant.actor)
    order_cancel(order_id=order.id, reason="told enough", actor=plant.actor)
    assert Entry.objects.filter(verb__startswith="order.").exists()


def test_every_append_only_table_is_guarded_twice(as_program):
    tables = grants.append_only_tables()
    assert {"journal_entry", "journal_change", "stock_move", "catalog_itemevent"} <= {*tables}
    for table in tables:
        assert refused(f"DELETE FROM {table}"), table
        assert refused(f"TRUNCATE {table}"), table


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET verb = 'x'",
        "UPDATE stock_move SET quantity = 1",
        "CREATE TABLE mine (id int)",
        "ALTER TABLE stock_move DISABLE TRIGGER ALL",
        "DROP TABLE stock_move",
        "ALTER TABLE journal_entry DROP COLUMN verb",
        "DELETE FROM django_migrations",
    ],
)
def test_what_is_refused(as_program, statement):
    assert refused(statement)
