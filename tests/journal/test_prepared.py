"""Fixed statements are planned once for each connection."""

import pytest
from django.db import connection, transaction

from runwright.journal.rows import answer

ASKED = "SELECT count(*) FROM journal_entry WHERE record_kind = %s"
PREPARED = """
SELECT generic_plans, custom_plans FROM pg_prepared_statements
WHERE statement LIKE 'SELECT count(*) FROM journal_entry%'
"""


@pytest.mark.django_db
def test_the_database_keeps_a_fixed_statement_prepared_and_plans_it_for_any_values():
    for kind in ("order", "item", "lot"):
        assert answer(ASKED, [kind]) == [(0,)]
    with connection.cursor() as cursor:
        cursor.execute(PREPARED)
        ((planned_once, planned_anew),) = cursor.fetchall()
    assert planned_once >= 3
    assert planned_anew == 0


@pytest.mark.django_db
def test_a_rollback_leaves_it_prepared():
    answer(ASKED, ["order"])
    with transaction.atomic():
        answer(ASKED, ["item"])
        transaction.set_rollback(True)
    answer(ASKED, ["lot"])
    with connection.cursor() as cursor:
        cursor.execute(PREPARED)
        assert cursor.fetchone()[0] >= 3


@pytest.mark.django_db
def test_what_the_query_builder_asks_is_not_kept():
    with connection.cursor() as cursor:
        for _ in range(10):
            cursor.execute("SELECT count(*) FROM journal_entry WHERE verb = %s", ["x"])
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%verb =%'"
        )
        assert cursor.fetchone() == (0,)
