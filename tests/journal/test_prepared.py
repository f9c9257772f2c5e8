"""Fixed statements are planned once for each connection."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from runwright.company.models import Policy
from runwright.journal.rows import answer
from runwright.journal.statements import numbered

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


def test_places_are_numbered_and_a_name_that_comes_twice_is_one_place():
    assert numbered("a = %(x)s OR b = %(y)s OR c = %(x)s") == (
        "a = $1 OR b = $2 OR c = $1", ("x", "y"),
    )  # fmt: skip
    assert numbered("a LIKE '5%%' AND b = %s AND c = %s") == (
        "a LIKE '5%' AND b = $1 AND c = $2",
        (),
    )


AT = datetime(2026, 11, 22, 10, 9, 8, 7, tzinfo=UTC)
KINDS = [
    ("boolean", [True, False, None]),
    ("bigint", [0, -5, 2**62, None]),
    ("numeric", [Decimal("-0.10"), Decimal("1E+3"), Decimal(10) ** -9, None]),
    ("text", ["", "NULL", 'say "no"', "{a,b}", "back\\slash", " ș ", None]),
    ("timestamptz", [AT, None]),
    ("date", [date(2026, 2, 28), None]),
    ("uuid", [UUID(int=7), None]),
    ("bytea", [b"", b"\x00\\\xff", None]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "values"), KINDS)
def test_what_is_sent_comes_back_alone_and_in_a_list(kind, values):
    for value in values:
        assert answer(f"SELECT %s::{kind}", [value]) == [(value,)]
    assert answer(f"SELECT * FROM unnest(%s::{kind}[])", [values]) == [(one,) for one in values]
    assert answer(f"SELECT * FROM unnest(%(many)s::{kind}[])", {"many": []}) == []


class Texts(TestCase):
    @given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))))
    def test_any_texts_come_back(self, texts):
        assert answer("SELECT * FROM unnest(%s::text[])", [texts]) == [(one,) for one in texts]


@pytest.mark.django_db
def test_an_enumeration_travels_as_its_word_and_what_cannot_be_stored_is_refused():
    assert answer("SELECT %s::text, %s::text[]", [Policy.WARN, [Policy.WARN]]) == [
        ("warn", ["warn"])
    ]
    with pytest.raises(DataError, match="NUL"):
        answer("SELECT %s::text", ["cut\0off"])
    with pytest.raises(TypeError, match="complex"):
        answer("SELECT %s::text", [1j])


@pytest.mark.django_db
def test_what_the_database_refuses_is_told_as_by_every_other_statement():
    taken = "INSERT INTO company_documentprefix (kind, pattern) VALUES (%s, 'A')"
    answer(taken, ["order"])
    with pytest.raises(IntegrityError), transaction.atomic():
        answer(taken, ["order"])
    assert answer("SELECT pattern FROM company_documentprefix WHERE kind = 'order'") == [("A",)]
