"""Explosion: against a naive expansion of the tree, on structures of a known size, and in time."""

from fractions import Fraction as F
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwright.planning.explosion import Component, CycleFound, Recipe, Tree, cycle_in, explode
from tests.planning.structures import Structure, deep, dense, diamond, made_of

shares = st.fractions(min_value=0, max_value=F(9, 10), max_denominator=20)
amounts = st.fractions(min_value=0, max_value=20, max_denominator=12)


@st.composite
def structures(draw: st.DrawFn, *, rounded: bool) -> Structure:
    """Six items, each made only of later ones; item 5 is always bought."""
    steps = st.sampled_from([F(0), F(1), F(1, 10), F(5, 2)] if rounded else [F(0)])
    fixed = amounts if rounded else st.just(F(0))
    found: Structure = {}
    for item in range(5):
        losses = tuple(draw(st.lists(shares, min_size=1, max_size=3)))
        components = st.builds(
            Component,
            item=st.integers(item + 1, 5),
            per_unit=amounts,
            fixed=fixed,
            multiple=steps,
            step=st.integers(0, len(losses) - 1),
        )
        parts = draw(st.lists(components, max_size=3))
        found[item] = Recipe(tuple(parts), losses, None, draw(steps))
    return found


def starts(recipe: Recipe, good: F) -> list[F]:
    found = []
    for loss in reversed(recipe.losses):
        good = good / (1 - loss)
        if recipe.resolution:
            good = -(-good // recipe.resolution) * recipe.resolution
        found.insert(0, good)
    return found


def along_every_way(recipes: Structure, item: int, quantity: F) -> dict[int, F]:
    """The whole tree, one way down after the other."""
    total = {item: quantity}
    if item in recipes:
        starting = starts(recipes[item], quantity)
        for c in recipes[item].components:
            below = along_every_way(recipes, c.item, starting[c.step] * c.per_unit)
            for child, need in below.items():
                total[child] = total.get(child, F(0)) + need
    return total


@settings(max_examples=40)
@given(structures(rounded=False), amounts)
def test_the_sums_are_those_of_the_whole_tree(recipes: Structure, quantity: F) -> None:
    naive = along_every_way(recipes, 0, quantity)
    found = explode(recipes=recipes, demand={0: quantity}).needs
    assert {i: q for i, q in found.items() if q} == {i: q for i, q in naive.items() if q}


@settings(max_examples=40)
@given(structures(rounded=True), amounts)
def test_each_line_is_raised_once_for_the_whole_need(recipes: Structure, quantity: F) -> None:
    """The same sums asked from below: every item adds up what its parents take."""

    def wanted(item: int) -> F:
        total = quantity if item == 0 else F(0)
        for parent in range(item):
            made = wanted(parent)
            if parent in recipes and made:
                starting = starts(recipes[parent], made)
                for c in recipes[parent].components:
                    if c.item == item:
                        exact = starting[c.step] * c.per_unit + c.fixed
                        total += -(-exact // c.multiple) * c.multiple if c.multiple else exact
        return total

    found = explode(recipes=recipes, demand={0: quantity}).needs
    assert {i: found.get(i, F(0)) for i in range(6)} == {i: wanted(i) for i in range(6)}


@settings(max_examples=40)
@given(structures(rounded=False), amounts.filter(bool))
def test_the_indented_rows_add_up_to_the_sums(recipes: Structure, quantity: F) -> None:
    tree = Tree(recipes, 0, quantity)
    rows = tree.rows(count=400)
    paged = [row for start in range(0, len(rows), 7) for row in tree.rows(start=start, count=7)]
    assert paged == rows
    if tree.top.size == len(rows):
        sums: dict[int, F] = {}
        for row in rows:
            sums[row.item] = sums.get(row.item, F(0)) + row.need
        assert sums == explode(recipes=recipes, demand={0: quantity}).needs | sums


def quickest(work: object, times: int = 5) -> float:
    """Processor seconds of the quickest of some runs: neighbours on the machine do not count."""
    taken = []
    for _ in range(times):
        begun = process_time()
        work()  # type: ignore[operator]
        taken.append(process_time() - begun)
    return min(taken)


def test_the_dense_structure_takes_milliseconds() -> None:
    """Worked example 12."""
    recipes = dense()
    assert sum(len(r.components) for r in recipes.values()) == 169
    assert Tree(recipes, 0, F(1)).top.size == 16_781_312
    found = explode(recipes=recipes, demand={0: F(3)})
    assert (len(found.needs), found.needs[25], found.levels[25]) == (26, 3 * 2**23, 25)
    assert quickest(lambda: explode(recipes=recipes, demand={0: F(3)})) <= 0.01


def test_ten_thousand_lines_in_twelve_levels() -> None:
    recipes = deep()
    assert sum(len(r.components) for r in recipes.values()) >= 10_000
    tops = {item: F(1) for item in range(84)}
    assert max(explode(recipes=recipes, demand=tops).levels.values()) == 12
    assert quickest(lambda: explode(recipes=recipes, demand=tops)) <= 0.2


def test_any_row_of_a_billion_ways_is_shown_at_once() -> None:
    tree = Tree(diamond(), 0, F(1))
    assert tree.top.size == 2**31 - 1
    (last,) = tree.rows(start=2**31 - 2, count=1)
    assert (last.item, last.level, last.need) == (61, 30, 1)
    assert tree.rows(start=2**31 - 1, count=5) == []
    assert [row.item for row in tree.below(last.path[:-1])] == [60, 61]
    assert quickest(lambda: tree.rows(start=2**30, count=50)) <= 0.05


def test_a_hundred_levels() -> None:
    recipes = {item: made_of(item + 1, per_unit=F(11, 10)) for item in range(100)}
    found = explode(recipes=recipes, demand={0: F(1)})
    assert (found.levels[100], found.needs[100]) == (100, F(11, 10) ** 100)


@pytest.mark.parametrize("length", [1, 2, 50])
def test_a_circle_is_named_with_the_way_round(length: int) -> None:
    recipes = {item: made_of((item + 1) % length) for item in range(length)}
    with pytest.raises(CycleFound) as found:
        explode(recipes=recipes, demand={0: F(1)})
    path = found.value.path
    assert (len(path), path[0]) == (length + 1, path[-1])
    assert all((a + 1) % length == b for a, b in pairwise(path))
    parts = {item: {(item + 1) % length} for item in range(length)}
    assert cycle_in(parts=parts, seen_from=length - 1) == (length - 1, *range(length))


def test_a_phantom_is_passed_through() -> None:
    """A kit of 2 screws and 0.1 glue: its own need is never raised to whole kits."""
    kit = Recipe((Component(2, F(2), multiple=F(1)), Component(3, F(1, 10), multiple=F(1, 10))))
    table = Recipe((Component(1, F(1, 2), is_phantom=True, multiple=F(1)), Component(2, F(1))))
    found = explode(recipes={0: table, 1: kit}, demand={0: F(3)})
    assert found.phantoms == {1: F(3, 2)}
    assert (found.needs[2], found.needs[3], 1 in found.needs) == (6, F(2, 10), False)


def test_phantoms_in_a_diamond_cost_no_more_than_parts() -> None:
    through = {
        item: Recipe(tuple(Component(c.item, c.per_unit, is_phantom=True) for c in r.components))
        for item, r in diamond(levels=30).items()
    }
    found = explode(recipes=through, demand={0: F(1)})
    assert (found.needs, found.phantoms[60]) == ({0: F(1)}, 2**29)


def test_what_is_taken_once_and_in_packs() -> None:
    """Per piece 0.816 kg, 3 kg for setting up, from sacks of 25: 100 pieces take 100 kg."""
    sack = Component(1, F(816, 1000), fixed=F(3), multiple=F(25))
    assert explode(recipes={0: Recipe((sack,))}, demand={0: F(100)}).needs[1] == 100
    assert explode(recipes={0: Recipe((sack,))}, demand={0: F(0)}).needs == {0: 0, 1: 0}


def test_losses_are_made_up_for_from_the_last_operation_back() -> None:
    """10 % at the second of three: 90 good take 100 from the first two operations."""
    parts = tuple(Component(n, F(1), step=n - 1) for n in (1, 2, 3))
    recipe = Recipe(parts, (F(0), F(1, 10), F(0)), None, F(1))
    needs = explode(recipes={0: recipe}, demand={0: F(90)}).needs
    assert [needs[n] for n in (1, 2, 3)] == [100, 100, 90]


def test_a_branch_that_joins_later_starts_with_what_the_joint_takes() -> None:
    """Two branches, the second losing half: each starts for itself with what the last one takes."""
    parts = tuple(Component(n, F(1), step=n - 1) for n in (1, 2, 3))
    recipe = Recipe(parts, (F(0), F(1, 2), F(1, 5)), ((), (), (0, 1)), F(1))
    needs = explode(recipes={0: recipe}, demand={0: F(80)}).needs
    assert [needs[n] for n in (1, 2, 3)] == [100, 200, 100]
