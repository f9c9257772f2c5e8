"""What is owed is issued by the reader of the journal, as soon as it has come."""

import pytest

from runwright.journal.models import Cursor, Entry
from runwright.journal.readers import cursor_reset
from runwright.people.actor import system_actor
from runwright.production.selectors import work_orders_all
from runwright.production.services import (
    Extras,
    ReportDraft,
    material_issue,
    order_cancel,
    owed_read,
    report_reverse,
    work_report,
)
from runwright.production.services.changes import planned_total
from runwright.production.services.reversals import Pieces
from runwright.reports.doctor import examine
from runwright.stock.models import Need
from tests.stories.mill import fresh
from tests.stories.plant import D, Plant, sock_mill

pytestmark = pytest.mark.django_db

READER = system_actor("reader")


@pytest.fixture
def mill() -> Plant:
    mill = sock_mill()
    mill.stocked(yarn=D(20))
    return mill


def owing(mill: Plant):
    """An order that has reported half its pieces and owes yarn for them."""
    order = mill.planned("SOCK", D(120))
    mill.report(order, "Knit", firsts=D(60))
    return order


def test_it_is_issued_after_the_receipt_and_once(mill: Plant) -> None:
    order = owing(mill)
    assert owed_read(actor=READER) == 0
    mill.receive("YARN", D(40), lot_number="Y2")
    assert (owed_read(actor=READER), owed_read(actor=READER)) == (1, 0)
    line = mill.line(order, "YARN")
    assert (line.consumed, line.owed) == (D("26.25"), D(0))
    assert [str(complaint) for complaint in examine()] == []


def test_a_reader_that_begins_again_comes_to_the_same_end(mill: Plant) -> None:
    order = owing(mill)
    mill.receive("YARN", D(2), lot_number="Y2")
    owed_read(actor=READER)
    entries = Entry.objects.count()
    cursor_reset(reader="production.owed")
    assert owed_read(actor=READER) == 0
    assert Entry.objects.count() == entries
    assert mill.line(order, "YARN").owed == D("4.25")
    assert Cursor.objects.get().at == Entry.objects.order_by("-at").first().at


def test_what_is_owed_to_the_more_urgent_comes_first(mill: Plant) -> None:
    first, second = owing(mill), owing(mill)
    mill.receive("YARN", D("26.25"), lot_number="Y2")
    owed_read(actor=READER)
    assert (mill.line(first, "YARN").owed, mill.line(second, "YARN").owed) == (D(0), D(26.25))


def test_more_than_was_planned_is_claimed_too(mill: Plant) -> None:
    """Pieces sent back count once, but waste beyond the plan draws more than the need said."""
    order = owing(mill)
    mill.report(order, "Knit", firsts=D(60))
    need = Need.objects.get(id=mill.line(order, "YARN").need_id)
    assert need.quantity == need.served + mill.line(order, "YARN").owed
    assert need.waiting_since is not None


def test_what_was_owed_beyond_the_plan_is_wanted_no_more_when_its_report_is_undone() -> None:
    mill = sock_mill()
    mill.stocked(yarn=D("52.5"))
    order = mill.planned("SOCK", D(120))
    line = mill.line(order, "YARN")
    cost, more = planned_total(order), Extras(accept_gain=True)
    report = work_report(work_order_id=mill.work(order, "Knit").id, more=more, actor=mill.actor,
                         draft=ReportDraft(firsts=D(144)))  # fmt: skip
    assert fresh(line).owed == D("10.5")
    said = {"report_id": report.id, "reason": "miscounted", "actor": mill.actor}
    report_reverse(pieces=Pieces(firsts=D(12)), **said)
    assert (fresh(line).owed, fresh(line.need).quantity) == (D("5.25"), D("57.75"))
    report_reverse(**said)
    need = fresh(line.need)
    assert (need.quantity, mill.claimed("YARN"), need.waiting_since) == (D("52.5"), D("52.5"), None)
    assert planned_total(fresh(order)) == cost
    assert [str(complaint) for complaint in examine()] == []


def test_what_was_issued_late_comes_back_with_its_report(mill: Plant) -> None:
    """Only what somebody issued by hand stays where it is."""
    order = mill.planned("SOCK", D(120))
    report = mill.report(order, "Knit", firsts=D(60))
    mill.receive("YARN", D(40), lot_number="Y2")
    owed_read(actor=READER)
    material_issue(line_id=mill.line(order, "YARN").id, quantity=D(1), actor=mill.actor)
    report_reverse(report_id=report.id, reason="miscounted", actor=mill.actor)
    line = mill.line(order, "YARN")
    assert (line.consumed, line.owed) == (D(1), D(0))
    assert [str(complaint) for complaint in examine()] == []


def test_a_cancelled_order_takes_nothing_more(mill: Plant) -> None:
    order = owing(mill)
    order_cancel(order_id=order.id, reason="not wanted", actor=mill.actor)
    mill.receive("YARN", D(40), lot_number="Y2")
    assert owed_read(actor=READER) == 0


def test_an_operation_says_since_when_it_waits_for_material(mill: Plant) -> None:
    order = owing(mill)
    waits = {w.name: w.material_since for w in work_orders_all(actor=READER).filter(order=order)}
    since = Need.objects.get(id=mill.line(order, "YARN").need_id).waiting_since
    assert waits == {"Knit": since, "Inspect": None, "Pack": None}
    mill.receive("YARN", D(100), lot_number="Y2")
    assert not work_orders_all(actor=READER).filter(material_since__isnull=False)
