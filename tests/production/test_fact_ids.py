"""A fact is accepted once: the same id and body answer alike for ever, another body is refused."""

from dataclasses import replace

import pytest

from runwright.journal.errors import IdAlreadyUsed
from runwright.journal.models import Acceptance, Entry
from runwright.kernel.ids import uuid7
from runwright.production.errors import MoreThanReceived
from runwright.production.models import Order, QuantityReport
from runwright.production.services import (
    OrderDraft,
    ReportDraft,
    order_create,
    report_reverse,
    work_report,
)
from tests.stories.plant import D, Plant

pytestmark = pytest.mark.django_db

SIXTY = ReportDraft(firsts=D(60))


@pytest.fixture
def order(mill: Plant) -> Order:
    return mill.planned("SOCK", D(120))


def test_a_repeat_answers_as_the_first_time_for_ever(mill: Plant, order: Order) -> None:
    fact_id, knit = uuid7(), mill.work(order, "Knit")
    said = {"work_order_id": knit.id, "draft": SIXTY, "actor": mill.actor, "id": fact_id}
    first = work_report(**said)
    entries = Entry.objects.count()
    assert work_report(**said) == first
    report_reverse(report_id=fact_id, reason="miscounted", actor=mill.actor)
    assert work_report(**said) == first
    undone, back_to_planned = Entry.objects.order_by("id")[entries:]
    assert (undone.verb, back_to_planned.verb) == ("work.reverse_report", "order.restore")
    assert mill.work(order, "Knit").firsts == 0


@pytest.mark.parametrize("other", [{"firsts": D(61)}, {"waste": D(1)}, {"is_rework": True}])
def test_another_body_is_refused_for_ever(mill: Plant, order: Order, other: dict) -> None:
    fact_id, knit = uuid7(), mill.work(order, "Knit")
    said = {"work_order_id": knit.id, "actor": mill.actor, "id": fact_id}
    work_report(draft=SIXTY, **said)
    for _ in range(2):
        with pytest.raises(IdAlreadyUsed):
            work_report(draft=replace(SIXTY, **other), **said)
    assert QuantityReport.objects.count() == 1


def test_a_refusal_binds_nothing(mill: Plant, order: Order) -> None:
    fact_id, knit = uuid7(), mill.work(order, "Knit")
    said = {"work_order_id": knit.id, "actor": mill.actor, "id": fact_id}
    with pytest.raises(MoreThanReceived):
        work_report(draft=ReportDraft(firsts=D(121)), **said)
    assert not Acceptance.objects.exists()
    assert work_report(draft=SIXTY, **said).firsts == D(60)


def test_an_order_is_made_once(mill: Plant) -> None:
    request, draft = uuid7(), OrderDraft(item_id=mill.items["SOCK"].id, quantity=D(12))
    made = {order_create(draft=draft, actor=mill.actor, request_id=request).id for _ in range(3)}
    assert len(made) == 1
    with pytest.raises(IdAlreadyUsed):
        order_create(draft=replace(draft, priority=1), actor=mill.actor, request_id=request)
