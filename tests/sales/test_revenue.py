"""What parts of a line bring adds up to what it was sold for, to the cent."""

import pytest

from runwright.reports.doctor import examine
from runwright.sales.models import DeliveryLine, SalesOrder
from runwright.sales.services import SalesLineDraft, sales_line_change
from runwright.units.selectors import unit_by_code
from tests.sales.conftest import Seller
from tests.stories.plant import D

pytestmark = pytest.mark.django_db

THIRDS = [D("3.33"), D("3.34"), D("3.33")]


@pytest.fixture
def dozen(seller: Seller) -> SalesOrder:
    """A dozen is sold for 10.00, of which a third has no value in whole cents."""
    item = seller.plant.item("PEDAL", tracking="lot")
    for n in range(3):
        seller.plant.receive("PEDAL", D(4), lot_number=f"L{n}")
    unit = unit_by_code(code="dozen")
    return seller.confirmed(lines=(SalesLineDraft(item.id, D(1), unit.id, D("10.00")),))


def standing() -> list[D]:
    """What each delivery that was not undone brings, the oldest first."""
    facts = DeliveryLine.objects.filter(reverses=None, reversals=None)
    return list(facts.order_by("id").values_list("revenue", flat=True))


def healthy() -> bool:
    return [str(complaint) for complaint in examine()] == []


def test_lots_that_go_together_bring_the_dozen(seller: Seller, dozen: SalesOrder) -> None:
    seller.deliver_all(dozen)
    assert standing() == THIRDS and healthy()


def test_parts_bring_the_dozen(seller: Seller, dozen: SalesOrder) -> None:
    for _ in range(3):
        seller.deliver(dozen, 4)
    assert standing() == THIRDS and healthy()


@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_what_goes_anew_for_a_mistake_makes_the_dozen_whole(
    seller: Seller, dozen: SalesOrder, wrong: int
) -> None:
    seller.deliver_all(dozen)
    fact = DeliveryLine.objects.order_by("id")[wrong]
    seller.correct(fact)
    assert DeliveryLine.objects.get(reverses=fact).revenue == fact.revenue == THIRDS[wrong]
    seller.deliver(dozen, 4)
    assert sum(standing()) == D("10.00") and healthy()


def test_another_price_is_for_what_goes_from_then_on(seller: Seller, dozen: SalesOrder) -> None:
    seller.deliver(dozen, 4)
    line_id = dozen.lines.get().id
    sales_line_change(line_id=line_id, price=D("20.00"), actor=seller.plant.actor)
    for _ in range(2):
        seller.deliver(dozen, 4)
    assert standing() == [D("3.33"), D("6.67"), D("6.66")]
    seller.correct(DeliveryLine.objects.earliest("id"))
    seller.deliver(dozen, 4)
    assert sum(standing()) == D("20.00") and healthy()
