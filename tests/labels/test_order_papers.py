"""The traveller and the pick list of an order, read back from the printed page."""

from datetime import date
from decimal import Decimal as D

import pytest

from runwright.journal.clock import now
from runwright.labels.orders import order_paper
from runwright.production.errors import OrderNotFound
from tests.labels.pages import codes, words
from tests.stories.plant import sock_mill

pytestmark = pytest.mark.django_db


def printed(order, name):
    from runwright.people.actor import system_actor

    return order_paper(order_id=order.id, name=name, actor=system_actor("printer"))


def test_the_traveller_carries_the_code_of_the_order_and_of_each_operation():
    plant = sock_mill()
    plant.stocked()
    order = plant.planned("SOCK", D(120))
    number = order.number
    pdf = printed(order, "traveller")
    assert sorted(codes(pdf)) == [number, f"{number}/10", f"{number}/20", f"{number}/30"]
    read = words(pdf)
    for told in ("Knit", "Inspect", "Pack", "52.5 kg", "10 pcs", "120 pair"):
        assert told in read


def test_a_draft_has_a_traveller_of_its_routing():
    plant = sock_mill()
    pdf = printed(plant.order("SOCK", D(12)), "traveller")
    assert len(codes(pdf)) == 4


def test_instructions_are_on_the_traveller():
    plant = sock_mill()
    order = plant.planned("SOCK", D(12))
    work = plant.work(order, "Knit")
    work.operation.instructions = "Fir roșu, ață dublă"
    work.operation.save()
    assert "Fir roșu, ață dublă" in words(printed(order, "traveller"))


def test_the_pick_list_names_place_and_lot_with_the_first_to_expire_first():
    plant = sock_mill()
    year = now().year + 1
    plant.receive("YARN", D(30), lot_number="LATE", expires_on=date(year, 6, 1))
    plant.receive("YARN", D(30), lot_number="EARLY", expires_on=date(year, 2, 1))
    plant.receive("BOX", D(4))
    read = words(printed(plant.confirmed("SOCK", D(120)), "pick-list"))
    assert read.index("EARLY") < read.index("LATE")
    assert "30 kg" in read
    assert "22.5 kg" in read
    assert read.index("Not there") < read.index("6 pcs")


def test_an_order_that_is_not_there_has_no_papers():
    with pytest.raises(OrderNotFound):
        order_paper(order_id=404, name="traveller", actor=sock_mill().actor)
