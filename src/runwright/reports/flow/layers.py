"""Where the cards of a flow diagram stand: left to right in layers (pure).

A card stands in the layer behind the last of those that lead to it. Within a layer cards are
ordered by the mean place of their neighbours, swept forth and back a few times (the barycentre
heuristic of Sugiyama, Tagawa and Toda, 1981). A layer that is too tall is broken into columns.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

SWEEPS = 4
SHORTEST = 30
"""No layer of up to so many cards is broken into columns."""

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Spot:
    """The place of a card: its column from the left, and twice its row from the middle axis."""

    column: int
    row: int


def layers_of(keys: Sequence[str], pairs: Pairs) -> dict[str, int]:
    """The layer of every card: the longest way that leads to it. Those on a circle, which facts
    do not make, stand in the first."""
    after, before = _neighbours(pairs)
    left = {key: len(before[key]) for key in keys}
    layer = dict.fromkeys(keys, 0)
    ready = [key for key in keys if not left[key]]
    for key in ready:
        for target in after[key]:
            layer[target] = max(layer[target], layer[key] + 1)
            left[target] -= 1
            if not left[target]:
                ready.append(target)
    return {key: 0 if left[key] else layer[key] for key in keys}


def spots_of(keys: Sequence[str], pairs: Pairs) -> dict[str, Spot]:
    """The place of every card; no two share one."""
    layer = layers_of(keys, pairs)
    rows = _ordered(keys, pairs, layer)
    tallest = max(SHORTEST, ceil(sqrt(len(keys))))
    spots, column = {}, 0
    for row in rows:
        for begin in range(0, len(row), tallest):
            part = row[begin : begin + tallest]
            for at, key in enumerate(part):
                spots[key] = Spot(column, 2 * at - len(part) + 1)
            column += 1
    return spots


def _neighbours(pairs: Pairs) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Who comes after and before each card; several arrows between two count as one."""
    after: defaultdict[str, list[str]] = defaultdict(list)
    before: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in dict.fromkeys(pairs):
        after[source].append(target)
        before[target].append(source)
    return after, before


def _ordered(keys: Sequence[str], pairs: Pairs, layer: Mapping[str, int]) -> list[list[str]]:
    """The cards of each layer from top to bottom."""
    after, before = _neighbours(pairs)
    rows: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for key in keys:
        rows[layer[key]].append(key)
    for _ in range(SWEEPS):
        _sweep(rows, before)
        _sweep(rows[::-1], after)
    return rows


def _sweep(rows: Iterable[list[str]], beside: Mapping[str, list[str]]) -> None:
    """Order every layer by the mean place of the neighbours passed already; who has none stays
    beside those it stood with."""
    place: dict[str, float] = {}
    for row in rows:
        size, wish = len(row), {}
        for at, key in enumerate(row):
            known = [place[other] for other in beside[key] if other in place]
            wish[key] = sum(known) / len(known) if known else (at + 0.5) / size
        row.sort(key=wish.__getitem__)
        place |= {key: (at + 0.5) / size for at, key in enumerate(row)}
