"""Batches on the floor, to print labels of."""

from decimal import Decimal as D

from runwright.kernel.codes import code_of
from runwright.production.models import Batch, Run
from runwright.resources.models import Station
from tests.stories.plant import Plant, sock_mill


def sock_batches(count: int = 3, quantity: D = D(60)) -> tuple[Plant, list[Batch]]:
    """A sock mill, and an order of it released as so many batches."""
    plant = sock_mill()
    plant.stocked()
    order = plant.planned("SOCK", D(120))
    run = Run.objects.create(number="RUN-2026-00004")
    batches = [
        Batch(code=code_of(number), run=run, order=order, is_planned=True, firsts=quantity)
        for number in range(7, 7 + count)
    ]
    return plant, Batch.objects.bulk_create(batches)


def station(name: str = "Knitting", **fields: object) -> Station:
    """A place where labels are scanned."""
    return Station.objects.create(name=name, type="init", **fields)
