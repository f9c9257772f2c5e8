"""The graph of batches, against a pure model of it."""

from decimal import Decimal as D

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runwright.production.errors import BatchNotFound, RunNotFound
from runwright.production.selectors.genealogy import batch_graph, run_graph
from tests.production.lineage import Lineage
from tests.stories.plant import Plant

pytestmark = pytest.mark.django_db

LINKS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()), min_size=1, max_size=25
)


@pytest.fixture
def lineage(mill: Plant) -> Lineage:
    return Lineage(mill.planned("SOCK", D(120)), mill.actor)


def neighbourhood(pairs: set[tuple[int, int]], start: int, levels: int | None) -> set[int]:
    """What a pure walk reaches in either direction."""
    found = {start}
    for way in (pairs, {(b, a) for a, b in pairs}):
        ring, depth = {start}, 0
        while ring and (levels is None or depth < levels):
            ring = {b for a, b in way if a in ring}
            found |= ring
            depth += 1
    return found


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(links=LINKS, start=st.integers(0, 9), levels=st.one_of(st.none(), st.integers(0, 4)))
def test_the_graph_is_what_a_pure_walk_finds(lineage, links, start, levels):
    line = Lineage(lineage.order, lineage.actor)
    batches = line.batches(10)
    sums: dict[tuple[int, int], D] = {}
    forward = [(a, b, is_undone) for a, b, is_undone in links if a < b]
    line.links([(batches[a], batches[b], is_undone) for a, b, is_undone in forward])
    for a, b, is_undone in forward:
        if not is_undone:
            sums[a, b] = sums.get((a, b), D()) + 1
    place = {batch.id: n for n, batch in enumerate(batches)}

    near = batch_graph(batch_id=batches[start].id, levels=levels, actor=line.actor)
    around = neighbourhood(set(sums), start, levels)
    assert {place[node.id] for node in near.nodes} == around
    joined = {(a, b) for a, b in sums if a in around and b in around}
    assert {(place[e.source], place[e.result]): e.quantity for e in near.edges} == {
        pair: sums[pair] for pair in joined
    }
    for node in near.nodes:
        me = place[node.id]
        assert node.hidden_after == len({b for a, b in sums if a == me} - around)
        assert node.hidden_before == len({a for a, b in sums if b == me} - around)

    whole = run_graph(run_id=line.run.id, actor=line.actor)
    assert [place[node.id] for node in whole.nodes] == list(range(10))
    assert {(place[e.source], place[e.result]) for e in whole.edges} == set(sums)


def test_a_card_says_what_became_of_the_batch(lineage):
    source = lineage.batch(D(60), at="Knit", state="scanned")
    good = lineage.batch(D(55), at="Inspect", lot="B-55", state="closed")
    lineage.link(source, good, D(55))
    lineage.link(source, None, D(3), "waste")
    gone = lineage.batch(D(2), state="void")
    graph = batch_graph(batch_id=source.id, levels=2, actor=lineage.actor)
    assert gone.id not in graph.by_id
    card = graph.by_id[source.id]
    assert (card.waste, card.remains, card.step, card.stands_at) == (D(3), D(2), 10, "Knit")
    assert (graph.by_id[good.id].lot, graph.by_id[good.id].remains) == ("B-55", 0)
    assert [(e.grade, e.quantity) for e in graph.edges] == [("firsts", D(55))]


def test_unknown_records_are_refused(lineage):
    with pytest.raises(BatchNotFound):
        batch_graph(batch_id=10**9, levels=2, actor=lineage.actor)
    with pytest.raises(RunNotFound):
        run_graph(run_id=10**9, actor=lineage.actor)
