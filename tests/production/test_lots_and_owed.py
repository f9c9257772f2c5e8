"""Which lots an order takes and returns, and what it owes until goods come."""

import pytest

from runwright.production.errors import NothingOwed, NothingToIssue
from runwright.production.models import MaterialLine
from runwright.production.services import (
    material_issue,
    materials_issue,
    order_cancel,
    owed_issue,
    report_reverse,
)
from runwright.reports.doctor import examine
from runwright.stock.models import Move
from tests.stories.plant import D, sock_mill

pytestmark = pytest.mark.django_db


def test_each_lot_returns_with_the_report_that_took_it() -> None:
    mill = sock_mill()
    mill.receive("YARN", D(30), lot_number="OLD")
    mill.receive("YARN", D(30), lot_number="NEW")
    mill.receive("BOX", D(50))
    order = mill.planned("SOCK", D(120))
    first = mill.report(order, "Knit", firsts=D(60))
    mill.report(order, "Knit", firsts=D(60))
    report_reverse(report_id=first.id, reason="miscounted", actor=mill.actor)
    returned = Move.objects.filter(source__kind="production")
    assert [(m.lot.number, m.quantity) for m in returned] == [("OLD", D("26.25"))]


def test_what_is_owed_is_issued_when_it_comes() -> None:
    mill = sock_mill()
    mill.stocked(yarn=D(20))
    order = mill.planned("SOCK", D(120))
    mill.report(order, "Knit", firsts=D(60))
    line = mill.line(order, "YARN")
    assert (line.consumed, line.owed) == (D(20), D("6.25"))
    mill.receive("YARN", D(4), lot_number="Y2")
    owed_issue(order_id=order.id, actor=mill.actor)
    line.refresh_from_db()
    assert (line.consumed, line.owed) == (D(24), D("2.25"))
    mill.receive("YARN", D(40), lot_number="Y3")
    material_issue(line_id=line.id, quantity=D("2.25"), actor=mill.actor)
    line.refresh_from_db()
    assert (line.consumed, line.owed) == (D("26.25"), D(0))


def test_a_report_taken_back_is_not_owed_any_more() -> None:
    mill = sock_mill()
    mill.stocked(yarn=D(20))
    order = mill.planned("SOCK", D(120))
    fact = mill.report(order, "Knit", firsts=D(60))
    report_reverse(report_id=fact.id, reason="miscounted", actor=mill.actor)
    line = mill.line(order, "YARN")
    assert (line.consumed, line.owed, mill.stored("YARN"), mill.claimed("YARN")) == (
        D(0),
        D(0),
        D(20),
        D(20),
    )
    with pytest.raises(NothingOwed):
        owed_issue(order_id=order.id, actor=mill.actor)


def test_cancelling_frees_the_claims_and_keeps_what_was_consumed() -> None:
    mill = sock_mill()
    mill.stocked()
    order = mill.planned("SOCK", D(120))
    waiting = mill.confirmed("SOCK", D(120))
    mill.report(order, "Knit", firsts=D(60))
    order_cancel(order_id=order.id, reason="customer gone", actor=mill.actor)
    assert mill.stored("YARN") == D("33.75")
    assert mill.line(order, "YARN").consumed == D("26.25")
    assert mill.claimed("YARN") == D("33.75")
    assert mill.line(waiting, "YARN").need.claims.count() == 1


def test_everything_an_order_needs_is_issued_at_once() -> None:
    mill = sock_mill()
    mill.stocked()
    order = mill.planned("SOCK", D(120))
    materials_issue(order_id=order.id, actor=mill.actor)
    for line in MaterialLine.objects.select_related("need").filter(order=order):
        assert (line.consumed, line.owed) == (line.need.quantity, D(0))
    with pytest.raises(NothingToIssue):
        materials_issue(order_id=order.id, actor=mill.actor)
    assert list(examine()) == []


def test_what_is_not_there_is_not_owed_when_all_is_issued_by_hand() -> None:
    mill = sock_mill()
    mill.stocked(yarn=D(20))
    order = mill.planned("SOCK", D(120))
    materials_issue(order_id=order.id, actor=mill.actor)
    line = mill.line(order, "YARN")
    assert (line.consumed, line.owed) == (D(20), D(0))
    assert line.need.served == D(20) < line.need.quantity
