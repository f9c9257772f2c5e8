"""Every verb of a batch in every state, made from its table."""

from collections.abc import Iterator

import pytest

from runwright.journal.clock import now
from runwright.kernel.errors import Refusal
from runwright.production.models import Batch, BatchHold
from runwright.production.services.runs.batches import batch_delete, batch_hold, batch_unhold
from runwright.production.services.runs.endings import batch_close
from runwright.production.states import BATCH_LIFE, BATCH_STATES
from runwright.reports.doctor import examine
from tests.stories.mill import Mill, fresh, results, scanning_mill
from tests.stories.plant import D

pytestmark = pytest.mark.django_db
VERBS = sorted({step.verb for step in BATCH_LIFE.transitions})
PLACES = {"init": "Knit in", "move": "Cart", "split": "Sorting", "merge": "Boxes"}


@pytest.fixture
def mill() -> Mill:
    made = scanning_mill()
    made.station("Cart", "move", "Inspect")
    return made


@pytest.fixture(autouse=True)
def the_doctor_finds_nothing(mill: Mill) -> Iterator[None]:
    yield
    assert [str(complaint) for complaint in examine()] == []


def batches_in(mill: Mill, state: str, verb: str) -> list[Batch]:
    """Two batches in a state, as far on their way as the verb wants them."""
    _, planned = mill.released(D(24), D(12))
    if state == "created":
        return planned
    if state == "void":
        _, planned = mill.released(D(36), D(12))
        for batch in planned[:2]:
            batch_delete(batch_id=batch.id, actor=mill.plant.actor)
        return planned[:2]
    for batch in planned:
        mill.scan("Knit in", batch)
    if state == "closed" or verb == "merge":
        planned = [results(mill.scan("Sorting", b, firsts=D(12)))["firsts"] for b in planned]
    if state == "closed":
        mill.scan("Boxes", *planned)
    return planned


def attempt(mill: Mill, verb: str, batches: list[Batch]) -> None:
    if verb == "delete":
        batch_delete(batch_id=batches[0].id, actor=mill.plant.actor)
    elif verb == "close":
        batch_close(batch_id=batches[0].id, reason="tried", actor=mill.plant.actor)
    elif verb == "hold":
        batch_hold(batch_id=batches[0].id, reason="tried", actor=mill.plant.actor)
    elif verb == "unhold":
        BatchHold.objects.create(batch=batches[0], reason="so", placed_by="x", placed_at=now())
        batch_unhold(batch_id=batches[0].id, actor=mill.plant.actor)
    elif verb == "merge":
        mill.scan(PLACES[verb], *batches)
    else:
        said = {"firsts": D(12)} if verb == "split" else {}
        mill.scan(PLACES[verb], batches[0], **said)


@pytest.mark.parametrize("state", BATCH_STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_does_what_the_table_says_and_nothing_else(
    mill: Mill, verb: str, state: str
) -> None:
    batches = batches_in(mill, state, verb)
    assert fresh(batches[0]).state == state
    step = BATCH_LIFE.find(state, verb)
    if step:
        attempt(mill, verb, batches)
        assert fresh(batches[0]).state == (step.target or state)
        return
    with pytest.raises(Refusal):
        attempt(mill, verb, batches)
    assert fresh(batches[0]).state == state
