"""Goods with serial numbers are traced piece by piece."""

import pytest

from runwright.catalog.models import Item
from runwright.production.models import Batch
from runwright.production.selectors.traces import Way, batch_trace, lot_trace
from runwright.stock.models import Lot
from tests.stories.mill import Mill, results, scanning_mill
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


def packed(mill: Mill, batch: Batch) -> Batch:
    """What came of a batch of four: knitted, sorted two by two, and packed."""
    mill.scan("Knit in", batch)
    halves = [results(mill.scan("Sorting", batch, firsts=D(2)))["firsts"] for _half in range(2)]
    return results(mill.scan("Boxes", *halves))["firsts"]


def pieces(way: Way) -> set[str]:
    return {lot.number for lot in way.lots if lot.item == "SOCK"}


def test_a_batch_leads_to_its_own_pieces_and_a_piece_to_its_own_batch() -> None:
    mill = scanning_mill()
    Item.objects.filter(code="SOCK").update(tracking="serial")
    _order, (one, two) = mill.released(D(8), D(4))
    first, second = packed(mill, one), packed(mill, two)
    own = {f"{first.code}-{piece:03}" for piece in range(1, 5)}
    assert pieces(batch_trace(batch_id=one.id, actor=mill.plant.actor).ahead) == own
    piece = Lot.objects.get(number=f"{second.code}-002")
    back = lot_trace(lot_id=piece.id, actor=mill.plant.actor).back
    assert {two.code, second.code} <= {batch.code for batch in back.batches}
    assert not {one.code, first.code} & {batch.code for batch in back.batches}
