"""Where the cards of a diagram stand, and which batches share one (pure)."""

from datetime import UTC, datetime
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from runwright.production.selectors.genealogy import Edge, Graph, LotUse, Node
from runwright.reports.flow.cards import flow_of
from runwright.reports.flow.layers import SHORTEST, layers_of, spots_of

PAIRS = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=40)


def named(pairs: list[tuple[int, int]]) -> list[tuple[str, str]]:
    return [(str(a), str(b)) for a, b in pairs if a < b]


@given(pairs=PAIRS)
def test_every_arrow_leads_to_the_right_and_no_two_cards_share_a_place(pairs) -> None:
    keys, drawn = [str(n) for n in range(15)], named(pairs)
    layer, spots = layers_of(keys, drawn), spots_of(keys, drawn)
    assert set(spots) == set(keys)
    assert all(layer[a] < layer[b] and spots[a].column < spots[b].column for a, b in drawn)
    assert len(set(spots.values())) == len(keys)
    tops = {key: max((layer[a] + 1 for a, b in drawn if b == key), default=0) for key in keys}
    assert layer == tops


def test_a_straight_line_does_not_bend_and_a_crossing_is_undone() -> None:
    spots = spots_of(["a", "b", "c"], [("a", "b"), ("b", "c")])
    assert [spots[key].row for key in "abc"] == [0, 0, 0]
    spots = spots_of(["a", "b", "x", "y"], [("a", "y"), ("b", "x")])
    assert (spots["a"].row < spots["b"].row) == (spots["y"].row < spots["x"].row)


def test_a_tall_layer_is_broken_into_columns() -> None:
    keys = [str(n) for n in range(3 * SHORTEST)]
    spots = spots_of([*keys, "end"], [(key, "end") for key in keys])
    assert {spots[key].column for key in keys} == {0, 1, 2}
    assert spots["end"].column == 3


def test_a_circle_is_drawn_all_the_same() -> None:
    assert len(spots_of(["a", "b"], [("a", "b"), ("b", "a")])) == 2


def node(id: int, step: int, order: int = 1, **fields: object) -> Node:
    said = {
        "id": id, "code": f"B{id}", "run_id": 1, "run": "R", "order_id": order, "order": "O",
        "item": "SOCK", "name": "Sock", "unit": "pair", "firsts": D(10), "seconds": D(1),
        "waste": D(2), "remains": D(0), "state": "closed", "ending": "consumed", "held": False,
        "is_planned": False, "step": step, "stands_at": "Knit", "station": "", "lot_id": None,
        "lot": "", "created_at": datetime(2026, 1, 1, tzinfo=UTC), "first_scan_at": None,
        "last_scan_at": None, "closed_at": None,
    }  # fmt: skip
    return Node(**(said | fields))


def test_parallel_batches_of_a_step_share_a_card_with_their_sums() -> None:
    use = LotUse(7, "Y1", "YARN", "kg", D("2.5"))
    nodes = (node(1, 10, used=(use,)), node(2, 10, used=(use,)), node(3, 20), node(4, 10, order=2))
    graph = Graph(nodes, (Edge(1, 3, "firsts", D(4)), Edge(2, 3, "seconds", D(5))))
    flow = flow_of(graph, collapsed=True)
    card = next(card for card in flow.cards if card.is_group)
    assert (card.key, card.grades) == ("g1-10", (D(20), D(2), D(4)))
    assert [(one.number, one.quantity) for one in card.used] == [("Y1", D(5))]
    (arrow,) = flow.arrows
    assert (arrow.source, arrow.target, arrow.quantity) == ("g1-10", "b3", D(9))
    assert arrow.grades == ("firsts", "seconds")
    assert len(flow_of(graph, collapsed=True, opened={"g1-10"}).cards) == 4
    assert len(flow_of(graph, collapsed=False).cards) == 4


def test_the_chosen_batch_stays_by_itself() -> None:
    graph = Graph((node(1, 10), node(2, 10), node(3, 10)), (), chosen=2)
    flow = flow_of(graph, collapsed=True)
    assert flow.chosen == "b2"
    assert sorted(len(card.batches) for card in flow.cards) == [1, 2]
