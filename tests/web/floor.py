"""The sock mill on an afternoon: knitted, sorted, boxed, and some still on the way."""

from dataclasses import dataclass

from runwright.people.services import user_create
from runwright.production.models import Batch, Order, Run
from runwright.stock.models import Lot
from tests.stories.mill import Mill, batches_of, fresh, results, scanning_mill
from tests.stories.plant import D

PAIRS = D(60)


@dataclass(frozen=True)
class Floor:
    """What pages of runs and batches show."""

    mill: Mill
    order: Order
    run: Run
    knitted: Batch
    sorted: Batch
    boxed: Batch
    manager: object
    operator: object


def floor_open() -> Floor:
    """Worked example 13 until the boxes, but with three batches: the third is only knitted."""
    mill = scanning_mill()
    mill.plant.receive("YARN", D(60), lot_number="Y2")
    Lot.objects.filter(number="Y2").update(supplier_lot="SPIN-77")
    order, (one, two, three) = mill.released(D(180), PAIRS)
    for batch in (one, two, three):
        mill.scan("Knit in", batch)
    sorted_one = results(mill.scan("Sorting", one, firsts=D(55), seconds=D(3), waste=D(2)))
    sorted_two = results(mill.scan("Sorting", two, firsts=D(30)))
    boxed = mill.scan("Boxes", sorted_one["firsts"], sorted_two["firsts"])
    people = [
        user_create(username=name, full_name=name.title(), roles=frozenset({role}),
                    is_demo=True, actor=mill.plant.actor)
        for name, role in (("elena", "production_manager"), ("mihai", "operator"))
    ]  # fmt: skip
    return Floor(mill, fresh(order), fresh(one.run), fresh(three), sorted_one["firsts"],
                 results(boxed)["firsts"], *people)  # fmt: skip


__all__ = ["Floor", "batches_of", "floor_open", "fresh", "results"]
