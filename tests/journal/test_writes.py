"""Writes that are held back go together, before anybody asks for them, or not at all."""

from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from runwright.journal.models import Change, Entry
from runwright.journal.rows import answer, rows_add, rows_of, rows_update, writes_together
from runwright.kernel.ids import uuid7
from runwright.stock.models import DemandGroup

pytestmark = pytest.mark.django_db
FAR = "SELECT count(*) FROM stock_need"
NEAR = "SELECT count(*) FROM journal_entry"


def entry(label: str = "B1") -> Entry:
    return Entry(id=uuid7(), verb="test", record_kind="batch", record_id="1", record_label=label,
                 actor_label="somebody")  # fmt: skip


def labels() -> set[str]:
    return set(Entry.objects.values_list("record_label", flat=True))


def test_records_of_several_tables_are_written_in_one_statement():
    one = entry()
    with CaptureQueriesContext(connection) as asked, writes_together():
        rows_add(Entry, [one])
        rows_add(Change, [Change(entry=one, field="firsts", old="", new="60")])
        rows_add(DemandGroup, [DemandGroup(label="run")])
    assert len(asked) == 1
    assert Change.objects.get().entry == one
    assert DemandGroup.objects.get().label == "run"


def test_a_question_about_something_else_leaves_them_held():
    with writes_together():
        rows_add(Entry, [entry()])
        with CaptureQueriesContext(connection) as asked:
            answer(FAR)
        assert len(asked) == 1


@pytest.mark.parametrize("ask", [lambda: answer(NEAR)[0][0], Entry.objects.count])
def test_whoever_asks_for_them_finds_them(ask):
    with writes_together():
        rows_add(Entry, [entry()])
        assert ask() == 1


def test_a_record_written_twice_goes_once_with_its_last_values():
    group = DemandGroup.objects.create(label="first")
    with CaptureQueriesContext(connection) as asked, writes_together():
        group.label = "second"
        rows_update(DemandGroup, [group], ["label"])
        group.strength = "firm"
        rows_update(DemandGroup, [group], ["strength"])
        group.label = "third"
    assert len(asked) == 1
    group.refresh_from_db()
    assert (group.label, group.strength) == ("third", "firm")


def test_another_copy_of_a_record_is_written_after_the_first():
    group = DemandGroup.objects.create(label="first")
    (copy,) = rows_of(DemandGroup, id=group.id)
    with writes_together():
        for record, label in ((group, "second"), (copy, "third")):
            record.label = label
            rows_update(DemandGroup, [record], ["label"])
    group.refresh_from_db()
    assert group.label == "third"


def test_what_fails_within_writes_nothing():
    with pytest.raises(ZeroDivisionError), writes_together():
        rows_add(Entry, [entry()])
        raise ZeroDivisionError
    assert not labels()


@pytest.mark.parametrize("is_asked", [True, False])
def test_a_savepoint_that_is_given_up_takes_only_what_came_after_it(is_asked):
    with writes_together():
        rows_add(Entry, [entry("before")])
        with transaction.atomic():
            rows_add(Entry, [entry("within")])
            answer(NEAR if is_asked else FAR)
            transaction.set_rollback(True)
    assert labels() == {"before"}


def test_odd_values_arrive_as_they_are():
    odd = 'a "quoted" \\ {brace}, NULL and ș'
    many = [entry(odd) for _ in range(9)]
    rows_add(Entry, many)
    assert labels() == {odd}
    found = answer("SELECT id, reason, device_at FROM journal_entry WHERE id = ANY(%s)",
                   [[one.id for one in many]])  # fmt: skip
    assert {row[0] for row in found} == {UUID(str(one.id)) for one in many}
    assert {row[1:] for row in found} == {("", None)}
